"""The text that the tokenizer sees: as long as the source, with a stand-in for what is no template, argument or link.

    a <!-- b --> {{c|[[d]]}} <b>e</b> {{f
    a ########## {{c|[[d]]}} #b>e#/b> ##f      (# stands for a control character)

What is hidden by its place comes from the scan, as cuts; what is never markup for the preprocessor (HTML tags, tables,
external links, list markers, character references) is hidden wherever it stands.
"""

import re
from typing import Final

STANDIN: Final = "\x1a"
"""What stands for a character that the tokenizer must not read as markup."""

COMMENT: Final = "\x1b"
"""What stands for each character of a comment."""

Cut = tuple[int, int, str]
"""A part of the source, [start, end), and the sign that the tokenizer sees for each of its characters."""


def masked(text: str, cuts: list[Cut]) -> str:
    """The text for the tokenizer: as long as `text`, with a stand-in for each character that is no bracket markup."""
    hide_tables(text, cuts)
    if text[:1] in _LINE_MARKUP:
        text = STANDIN + text[1:]
    for markup, standin in _STANDINS:
        text = text.replace(markup, standin)
    text = _LINE_START.sub("\n" + STANDIN, text)
    cuts.sort()
    parts, position = [], 0
    for cut, end, fill in cuts:
        start = max(cut, position)  # parts of it may be hidden already
        if end > start:
            parts.append(text[position:start])
            parts.append(fill * (end - start))
            position = end
    parts.append(text[position:])
    return "".join(parts)


def hide_tables(text: str, cuts: list[Cut]) -> None:
    """Hides `{|`: to the preprocessor a table's bars are a template's."""
    position = text.find("{|")
    while position >= 0:
        if text[position - 1 : position] != "{":
            cuts.append((position, position + 1, STANDIN))
        position = text.find("{|", position + 2)


_LINE_MARKUP: Final = frozenset("*#:;-=")
_LINE_START = re.compile(r"\n(?:[*#:;-]|=(?==))")
_STANDINS: Final = (
    ("\0", STANDIN),
    ("<", STANDIN),
    ("&", STANDIN),
    ("//", STANDIN + "/"),
    ("mailto:", "mailto" + STANDIN),
)
"""What is hidden wherever it stands; without its slashes no other address is one to the tokenizer."""
