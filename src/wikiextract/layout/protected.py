"""What no line break is sought in: templates, comments, extension tags, HTML tags.

    a {{b|c {{d}}}} e <ref>f</ref> <!-- g --> <i>h</i>
      ^^^^^^^^^^^^^   ^^^^^^^^^^^^ ^^^^^^^^^^ ^^^ ^^^^

Yields the text with every such stretch blotted out, one character for one, so that offsets stay those of the text;
and the stretches themselves. Text between HTML tags stays visible. What is opened and never closed is left alone,
save a comment, which MediaWiki lets run to the end of the page.
https://www.mediawiki.org/wiki/Preprocessor_ABNF
"""

import re
from functools import cache
from typing import NamedTuple

TEMPLATE, EXTENSION, COMMENT, TAG, FORMULA = "\x01", "\x02", "\x03", "\x04", "\x05"
"""The characters that stand for what is blotted out; FORMULA for `<math>` and its like, EXTENSION for other tags."""

_EXTENSIONS = (
    "nowiki|pre|math|chem|ce|ref|references|gallery|syntaxhighlight|source|score|timeline|poem|hiero|templatedata|"
    "graph|mapframe|maplink|imagemap|inputbox|categorytree|includeonly|code|tt|kbd|samp"
)
_TOKEN = re.compile(
    rf"<!--|\{{\{{+|\}}\}}+|<({_EXTENSIONS})(?=[\s/>])[^<>\n]*>|</?[a-z][^<>\n]*>", re.IGNORECASE
)


class Stretch(NamedTuple):
    """text[start:end] is one template, comment or tag; `kind` is the character that stands for it."""

    start: int
    end: int
    kind: str
    name: str


@cache
def _closing(tag: str) -> re.Pattern[str]:
    return re.compile(rf"</{tag}\s*>", re.IGNORECASE)


def stretches(text: str) -> list[Stretch]:
    """The outermost protected stretches of `text`, in source order, none overlapping another."""
    found: list[Stretch] = []
    opened: list[list[int]] = []
    unclosed: set[str] = set()
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        written = token.group()
        if written[0] == "{":
            opened.append([token.start(), len(written)])
        elif written[0] == "}":
            _close_braces(found, opened, (position, len(written)))
        elif written == "<!--":
            end = text.find("-->", position)
            position = len(text) if end < 0 else end + 3
            found.append(Stretch(token.start(), position, COMMENT, ""))
        else:
            stretch = _tag(text, token, unclosed)
            position = stretch.end
            found.append(stretch)
    return found


def _tag(text: str, token: re.Match[str], unclosed: set[str]) -> Stretch:
    """The whole element of an extension tag that is closed; the tag alone of any other."""
    name = (token.group(1) or "").lower()
    if name and name not in unclosed and not token.group().endswith("/>"):
        if closing := _closing(name).search(text, token.end()):
            kind = FORMULA if name in ("math", "chem", "ce") else EXTENSION
            return Stretch(token.start(), closing.end(), kind, name)
        unclosed.add(name)  # none further on either: never look again
    alone = name if token.group().endswith("/>") else ""
    return Stretch(token.start(), token.end(), EXTENSION if alone else TAG, alone)


def _close_braces(found: list[Stretch], opened: list[list[int]], closing: tuple[int, int]) -> None:
    """Pair a run of `}` with the runs of `{` before it, three by three or two by two as MediaWiki does."""
    end, left = closing
    while left >= 2 and opened:
        top = opened[-1]
        width = 3 if left >= 3 and top[1] >= 3 else 2
        top[1] -= width
        left -= width
        start = top[0] + top[1]
        if top[1] < 2:
            opened.pop()
        while found and found[-1].start >= start:
            found.pop()
        found.append(Stretch(start, end - left, TEMPLATE, ""))


def visible(text: str, protected: list[Stretch]) -> str:
    """`text` with each stretch of `protected` replaced by its kind's character, and every line break by a newline."""
    parts: list[str] = []
    position = 0
    for stretch in protected:
        parts += text[position : stretch.start], stretch.kind * (stretch.end - stretch.start)
        position = stretch.end
    parts.append(text[position:])
    return "".join(parts).replace("\r", "\n")


def line_end(text: str, position: int) -> int:
    """The offset of the line break at or after `position`, or the text's length."""
    found = text.find("\n", position)
    return len(text) if found < 0 else found
