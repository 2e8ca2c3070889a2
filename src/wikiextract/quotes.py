"""Apostrophes: which of them are bold and italic marks, and which are apostrophes.

    ''a'' '''b''' l'''amour''   →   a b l'amour

Follows Parser::doQuotes of MediaWiki, line by line: two are italic, three bold, five both, four an apostrophe and
bold, more than five apostrophes and both. Where a line has an odd number of both kinds, one bold mark was an
apostrophe before an italic mark: the first behind a one-letter word, else behind a longer one, else behind a blank.
"""

import re

MARK = "\x05"
"""What stands where a mark was: it ends an address, as the tag would that MediaWiki puts there."""

_RUN = re.compile(r"''+")


def without_quotes(text: str) -> str:
    """`text` with MARK for each of its bold and italic marks. Linear in the text."""
    if "\n" not in text:
        return _line(text)
    return "\n".join(_line(line) if "''" in line else line for line in text.split("\n"))


def _line(text: str) -> str:
    parts = _RUN.split(text)
    kept, bold, italic = [], [], 0
    for index, run in enumerate(match.group() for match in _RUN.finditer(text)):
        count = len(run)
        if count == 4:
            kept.append("'")
            count = 3
        else:
            kept.append("'" * (count - 5))
            count = min(count, 5)
        if count != 2:
            bold.append(index)
        italic += count != 3
        if count == 5:
            bold[-1] = -index - 1  # both at once: counts as bold, is no apostrophe
    if len(bold) % 2 and italic % 2:
        index = _apostrophe(parts, kept, [place for place in bold if place >= 0])
        if index >= 0:
            kept[index] += "'"
    return parts[0] + "".join(left + MARK + part for left, part in zip(kept, parts[1:], strict=True))


def _apostrophe(parts: list[str], kept: list[str], bold: list[int]) -> int:
    """Which bold mark holds an apostrophe: the index of its run, -1 if none does."""
    longer = blank = -1
    for index in bold:
        before = parts[index] + kept[index]
        if before[-1:] == " ":
            blank = index if blank < 0 else blank
        elif before[-2:-1] == " " and before[-1:].isascii():
            return index
        elif longer < 0:
            longer = index
    return longer if longer >= 0 else blank
