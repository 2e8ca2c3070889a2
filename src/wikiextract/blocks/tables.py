"""Tables: which lines belong to a table, and where its rows and cells stand in the source.

    {| class="wikitable"      a table opens (`:` may stand before)
    |+ caption
    |-                        a new row
    ! header !! header
    | style="x" | cell || cell
    text goes on in the cell
    |}

Follows Parser::doTableStuff: a table's markup stands at the start of a line, blanks aside; cells part at `||` (in a
header line at `!!` too), a cell's attributes end at its first bar. A table that is never closed goes on to the end of
the page. Tables in cells are tables of their own.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from wikiextract.blocks.lines import BAR, HIDDEN, Line, surface
from wikiextract.tree import Article, Node, attributes, between

MAX_DEPTH: Final = 10
"""Tables nested deeper are text of the cell that holds them."""

TAKEN: Final = -1
STRAY: Final = -2

_OPEN = re.compile(r"\s*:*\s*\{\|")
_CELL = re.compile(r"\x19*\|\x19*\||!!")
_DATA = re.compile(r"\x19*\|\x19*\|")
_START = re.compile(r"[ \t\r\x19\x1a]*(\|\}|\|-|\|\+|\||!)")
_BRACE = re.compile(r"\{\x19*\|")


@dataclass(slots=True)
class CellSpan:
    """A cell: its attributes, and the pieces of source that make up its content."""

    header: bool
    attributes: dict[str, str]
    start: int
    end: int
    pieces: list[tuple[int, int, list[Node]]] = field(default_factory=list)


@dataclass(slots=True)
class TableSpan:
    """A table: its cells by row, its caption, and where it stands."""

    start: int
    section: int
    attributes: dict[str, str]
    end: int = 0
    closed: bool = True
    """Whether something ends it before the page does."""
    rows: list[list[CellSpan]] = field(default_factory=list)
    caption: CellSpan | None = None
    cell: CellSpan | None = None


class Tables:
    """Reads lines while a table is open. `opens` and `take` say whether a line belongs to one."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.found: list[TableSpan] = []
        self.open: list[TableSpan] = []

    def opens(self, line: Line, section: int) -> bool:
        """Whether a table opens on this line, outside any other."""
        return "{|" in line.raw and self._opened(line, surface(self.article, line), section)

    def take(self, line: Line, section: int) -> int:
        """Reads a line into the innermost open table.

        Where the line goes on behind `|}` if the last one closed, TAKEN, or STRAY if it belongs to no cell.
        """
        text = surface(self.article, line)
        start = _START.match(text)
        table = self.open[-1]
        mark = start[1] if start else ""
        if "{|" in line.raw and self._opened(line, text, section):
            return TAKEN
        if mark == "|}":
            assert start is not None
            return self._close(line.start + start.end())
        if mark == "|-":
            table.rows.append([])
            table.cell = None
        elif start is not None:
            self._cells(table, line, text, start)
        elif table.cell is not None:
            table.cell.pieces.append((line.start, line.end, line.nodes))
            table.cell.end = line.end
        else:
            return STRAY
        return TAKEN

    def close_all(self, end: int) -> None:
        """Ends the tables that nothing closed."""
        while self.open:
            self.open[-1].closed = False
            self._close(end)

    def _opened(self, line: Line, text: str, section: int) -> bool:
        opening = _BRACE.search(text)
        if opening is None or len(self.open) >= MAX_DEPTH or _OPEN.match(line.raw) is None:
            return False
        named = attributes(text[opening.end() :].replace(HIDDEN, " "))
        table = TableSpan(line.start + opening.start(), section, named)
        self.found.append(table)
        self.open.append(table)
        return True

    def _close(self, end: int) -> int:
        table = self.open.pop()
        table.end = end
        if not self.open:
            return end
        cell = self.open[-1].cell
        if cell is not None:
            cell.end = end
        return TAKEN

    def _cells(self, table: TableSpan, line: Line, text: str, start: re.Match[str]) -> None:
        """The cells of a line that begins with a bar or an exclamation mark."""
        header, caption = start[1] == "!", start[1] == "|+"
        if not table.rows and not caption:
            table.rows.append([])
        parts, position = [], start.end()
        if not caption:
            for match in (_CELL if header else _DATA).finditer(text, position):
                parts.append((position, match.start()))
                position = match.end()
        parts.append((position, len(text)))
        for left, right in parts:
            cell = self._cell(line, text, (left, right), header)
            if caption:
                table.caption = table.caption or cell
            else:
                table.rows[-1].append(cell)
            table.cell = cell

    def _cell(self, line: Line, text: str, part: tuple[int, int], header: bool) -> CellSpan:
        left, right = part
        bar = text.find("|", left, right)
        named: dict[str, str] = {}
        before = between(line.nodes, line.start + left, line.start + bar) if bar >= 0 else ()
        if bar >= 0 and not any(node.kind == "link" for node in before):
            named = attributes(text[left:bar].replace(HIDDEN, " ").replace(BAR, " "))
            left = bar + 1
        start, end = line.start + left, line.start + right
        cell = CellSpan(header, named, start, end)
        cell.pieces.append((start, end, list(between(line.nodes, start, end))))
        return cell
