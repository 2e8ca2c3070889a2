"""Lines that ran on inside a template or a gallery.

    {{plainlist| * a * b}}   {{Infobox x | members = * c * d}}   <gallery> File:A.jpg|e File:B.jpg </gallery>
                ^   ^                               ^   ^                 ^            ^          ^

Only what is clearly a list is taken for one: a parameter whose value begins with `*`, or with `#` and a blank. Nothing
else in a template is touched: its parameters mean the same in one line. In a gallery each file begins a line.
https://www.mediawiki.org/wiki/Help:Lists https://www.mediawiki.org/wiki/Help:Images#Rendering_a_gallery_of_images
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PART = re.compile(
    r"\{\{|\}\}|\[\[|\]\]|\||=|(?<=[ |=])(?:\*+(?! ?[|}*])|#+(?= ))|<!--(?:[^-]|-(?!->))*+(?:-->)?"
)


@dataclass(slots=True)
class _Value:
    start: int = -1
    """Where the parameter's value begins; -1 where none can begin: in a name, or behind other text of the value."""
    named: bool = False
    is_list: bool = False


def template_breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets of the blanks before list items in the parameters of the template text[start:end]."""
    if text.find("*", start, end) < 0 and text.find("# ", start, end) < 0:
        return
    opened = [_Value()]
    for part in _PART.finditer(text, start, end):
        written = part.group()
        value = opened[-1]
        if written in ("{{", "[["):
            opened.append(_Value())
        elif written in ("}}", "]]"):
            opened = opened[:-1] or [_Value()]
        elif written == "|":
            opened[-1] = _Value(part.end())
        elif written == "=":
            if not value.named and not value.is_list:
                opened[-1] = _Value(part.end(), named=True)
        elif written[0] != "<" and (value.is_list or value.start >= 0):
            value.is_list = value.is_list or not text[value.start : part.start()].strip()
            value.start = -1
            if value.is_list and text[part.start() - 1] == " ":
                yield part.start() - 1


def gallery_breaks(text: str, start: int, end: int, files: re.Pattern[str]) -> Iterator[int]:
    """Offsets of the blanks before each file, and before the closing tag, of the gallery text[start:end]."""
    for file in files.finditer(text, start, end):
        if text[file.start() - 1] == " ":
            yield file.start() - 1
    closing = text.rfind("<", start, end)
    if text[closing - 1] == " ":
        yield closing - 1
