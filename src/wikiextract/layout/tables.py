"""Tables that run on in a line.

    Text {| class="x" |+ Title |- ! A !! B |- | align="right" | c || d |} text
        ^            ^        ^  ^        ^  ^                       ^  ^       blanks that were line breaks

Inside a table a row `|-`, a title `|+` and the end `|}` begin a line wherever they stand behind a blank. So does a
cell, `|` or `!`, unless what stands between it and the cell's opening mark reads as attributes (`align="right"`): then
it parts them from the text. A heading ends a table that nobody closed; a row after it takes the table up again.
https://www.mediawiki.org/wiki/Help:Tables
"""

import re
from dataclasses import dataclass

_MARK = re.compile(r"\|(?:\||\}(?!\})|-+|\+)?|!!?|:*\{\||\n=")
_ATTRIBUTES = re.compile(
    r"""\s*+(?:(?:nowrap|[\w-]++\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'|]++))\s*+)++[\x01-\x05\s]*+""",
    re.IGNORECASE,
)
_ROW, _TEXT = -2, -1


@dataclass(slots=True)
class _Table:
    depth: int = 0
    """How many tables are open here."""
    suspended: bool = False
    """Whether a heading stands between here and the table that was open."""
    cell: int = _ROW
    """Where the open cell begins; _ROW in the attributes of a table or a row, _TEXT behind the cell's own."""
    data: bool = False
    """Whether `|` opened the cell."""


def table_breaks(visible: str) -> list[int]:
    """Offsets of the blanks before each mark of a table that had a line of its own, and behind each table."""
    breaks: list[int] = []
    if "{|" not in visible:
        return breaks
    table = _Table()
    for mark in _MARK.finditer(visible):
        start, end = mark.span()
        kind = _kind(mark.group(), at_start=start == 0 or visible[start - 1] in " \n")
        if mark.group() == "\n=":
            table = _Table(suspended=table.suspended or table.depth > 0)
        elif not table.depth and kind != "{|" and not (table.suspended and kind in ("|-", "|+", "|}")):
            continue
        elif _begins_line(visible, mark, table, kind):
            if start and visible[start - 1] == " ":
                breaks.append(start - 1)
            if kind == "|}" and visible[end : end + 1] == " " and visible[end + 1 : end + 2] not in " \n":
                breaks.append(end)
    return breaks


def _kind(written: str, *, at_start: bool) -> str:
    """What a mark does there: {| |- |+ |} | ! || !!, or nothing. `at_start`: behind a blank or a line break."""
    if written in ("||", "!!"):
        return written
    if not at_start:
        return "|" if written[0] == "|" else ""
    return "{|" if written[-2:] == "{|" else written[:2]


def _begins_line(visible: str, mark: re.Match[str], table: _Table, kind: str) -> bool:
    """Whether `mark` begins a line, or did; `table` then is as it is behind the mark."""
    start, end = mark.span()
    at_start = visible[start - 1] in " \n"
    if kind == "|" or (kind == "|-" and visible[end : end + 1].isdigit()):
        parts_attributes = table.cell >= 0 and _ATTRIBUTES.fullmatch(visible, table.cell, start)
        begins = at_start and not parts_attributes
        table.cell = end if begins else _TEXT
    elif kind == "!":
        begins = not (table.data and visible[start - 2].isalpha() and visible[end : end + 1] == " ")
        table.cell = end if begins else table.cell
    elif kind in ("||", "!!"):
        begins = table.cell == _ROW and at_start
        table.cell = end
    else:
        begins = bool(kind)
        if kind:
            table.depth = max(table.depth, kind != "{|") + {"{|": 1, "|}": -1}.get(kind, 0)
            table.cell = end if kind == "|+" else _ROW
            table.suspended = False
    if begins or len(kind) == 2:
        table.data = kind in ("|", "||")
    return begins
