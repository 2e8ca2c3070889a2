"""Headings that run on in a line.

    … end of text. ==Types== ===First type=== The most …
                  ^         ^                ^            blanks that were line breaks

A heading opens with `==` (or more) at the start of a line or after a blank, and closes with the next run of two or
more before a blank or the end of the line. Unequal runs make the lower level, as in MediaWiki. One `=` opens a heading
only at the start of a line: elsewhere it is an equation. Comments count as nothing on either side.
https://www.mediawiki.org/wiki/Help:Formatting#Text_formatting_markup
"""

import re
from collections.abc import Iterator

from wikiextract.layout.protected import COMMENT, line_end

_RUN = re.compile("=+")
_BLOTTED = re.compile("[\x01-\x05]+")
_LONGEST = 300  # code points of a title, without the templates and references in it
_EDGES = f" \n\t{COMMENT}"


def heading_breaks(visible: str) -> list[int]:
    """Offsets of the blanks before and after each heading that shares its line with other text."""
    breaks = []
    for start, end in _headings(visible):
        before = start
        while before and visible[before - 1] == COMMENT:
            before -= 1
        if before > 1 and visible[before - 1] == " " and visible[before - 2] != "\n":
            breaks.append(before - 1)
        after = end
        while visible[after : after + 1] == COMMENT:
            after += 1
        text = after
        while visible[text : text + 1] == " ":
            text += 1
        if text > after and visible[text : text + 1] not in ("", "\n"):
            breaks.append(text - 1)
    return breaks


def _headings(visible: str) -> Iterator[tuple[int, int]]:
    """Each heading's extent, markup included."""
    opened: tuple[int, int] | None = None
    last = -1
    for run in _RUN.finditer(visible):
        start, end = run.span()
        single = end - start == 1
        if start > last:
            opened = None
            last = line_end(visible, end)
        if opened and visible[end : end + 1] in _EDGES and single == (opened[1] - opened[0] == 1):
            if _is_title(visible, opened, start):
                yield opened[0], end
                opened = None
                continue
            opened = None
        before = visible[start - 1] if start else "\n"
        if not opened and before in ("\n" if single else _EDGES):
            opened = start, end


def _is_title(visible: str, opening: tuple[int, int], end: int) -> bool:
    """Whether the text from the opening run to `end` can be a title: something, not too much, no comparison in code."""
    before, title = visible[max(0, opening[0] - 2) : opening[0]], visible[opening[1] : end]
    if not title.strip(_EDGES) or len(_BLOTTED.sub("", title)) > _LONGEST:
        return False
    compared = before[:1].isalnum() and before[1:] == " " and title[0] == " " and "a" <= title[1:2] <= "z"
    return not compared
