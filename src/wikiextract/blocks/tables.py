"""Tables: which of their markup opens and closes what, and where rows and cells stand in the source.

    {| class="wikitable"      a table opens (`:` may stand before)      <table class="wikitable">
    |+ caption                                                          <caption>
    |-                        a new row                                 <tr>
    ! header !! header                                                  <th>
    | style="x" | cell || cell                                          <td style="x">
    text goes on in the cell
    |}                                                                  </table>

Follows Parser::handleTables for the markup of lines: it stands at the start of a line, blanks aside; cells part at
`||` (in a header line at `!!` too), a cell's attributes end at its first bar. MediaWiki makes tags of it, and HTML
reads these with those that the page holds: so both kinds open and close the same tables, in any mixture. A tag means
what the tree construction of HTML says: `<td>` ends the cell before it, a table between cells ends the one around it,
and what is never closed goes on to the end of the page. Tables in cells are tables of their own.
https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wikiextract.blocks.lines import BAR, HIDDEN, Line, shows, surface
from wikiextract.blocks.spans import Blocks, CellSpan, TableSpan
from wikiextract.formats import makes_attributes, makes_cells
from wikiextract.plain import expanded
from wikiextract.tree import Article, Node, Template, attributes, between

MAX_DEPTH: Final = 10
"""Tables nested deeper are text of the cell that holds them."""

MAX_PARTS: Final = 20
"""So many cells are made of what stands between two bars; where templates there show more, it is one."""

TAGS: Final = frozenset({"table", "caption", "tr", "td", "th"})
"""HTML tags that make tables. MediaWiki knows no others: `<tbody>` is text to it."""

_OPEN = re.compile(r"\s*:*\s*\{\|")
_CELL = re.compile(r"\x19*\|\x19*\||!!")
_DATA = re.compile(r"\x19*\|\x19*\|")
_START = re.compile(r"[ \t\r\x19\x1a]*(\|\}|\|-|\|\+|\||!)")
_BRACE = re.compile(r"\{\x19*\|")
_TAGS: Final = {"|": "td", "!": "th", "|+": "caption"}


@dataclass(slots=True)
class _Markup:
    """What the markup of lines opened since a `{|`, whatever HTML made of it: a row, and a cell by its tag."""

    row: bool = False
    cell: str = ""


class Tables:
    """The open tables, and those found. `parts` reads the markup of lines, `tag` that of HTML."""

    def __init__(self, article: Article, blocks: Blocks) -> None:
        self.article = article
        self.blocks = blocks
        self.found: list[TableSpan] = []
        self.open: list[TableSpan] = []
        self.outermost = 0
        self.markup: list[_Markup] = []
        self.too_deep = 0

    @property
    def cell(self) -> CellSpan | None:
        """The cell that text goes into: between a table's cells, that of the table around it."""
        return next((table.cell for table in reversed(self.open) if table.cell is not None), None)

    def opens(self, line: Line) -> bool:
        """Whether markup for a table opens on this line; it is open then."""
        if "{|" not in line.raw or _OPEN.match(line.raw) is None:
            return False
        text = surface(self.article, line)
        opening = _BRACE.search(text)
        if opening is None:
            return False
        self._begin(line.start + opening.start(), text[opening.end() :])
        self.markup.append(_Markup())
        return True

    def is_part(self, line: Line, text: str) -> bool:
        """Whether a line with the surface `text` is a part of the open tables: in a cell, or with their markup."""
        return (
            self.cell is not None
            or self._mark(line, text) is not None
            or ("{|" in line.raw and _OPEN.match(line.raw) is not None)
        )

    def parts(self, line: Line, text: str) -> Iterator[tuple[int, int]]:
        """The stretches [start, end) of a line's surface that hold content, each when the cell it goes into is open."""
        if self.opens(line):
            return
        start = self._mark(line, text)
        mark = start[1] if start else ""
        if start is None:
            yield 0, len(text)
        elif mark in ("|}", "|-"):
            self._end_markup(line.start + start.start(1), line.start + start.end(), table=mark == "|}")
            if mark == "|}":
                yield start.end(), len(text)
        else:
            parting = _CELL if mark == "!" else _DATA
            position = start.end()
            for match in parting.finditer(text, position):
                yield from self._part(line, text, (position, match.start()), _TAGS[mark])
                position = match.end()
            yield from self._part(line, text, (position, len(text)), _TAGS[mark])

    def put(self, line: Line, start: int, end: int) -> None:
        """Source that goes on in the open cell."""
        cell = self.cell
        assert cell is not None
        cell.pieces.append((start, end, list(between(line.nodes, start, end))))
        cell.end = end

    def tag(self, name: str, closes: bool, place: tuple[int, int], written: str) -> None:
        """A tag of HTML at a place of the source: `name` one of TAGS, `written` its attributes."""
        if name == "table":
            if closes:
                self.end_table(*place)
            else:
                self._begin(place[0], written)
        elif closes:
            self._end(name)
        elif name == "tr":
            self._begin_row()
        else:
            self._begin_cell(name, written, place[1])

    def end_table(self, start: int, end: int) -> None:
        """Ends the innermost table, with a mark that stands at [start, end)."""
        if self.too_deep:
            self.too_deep -= 1
        elif self.open:
            table = self.open.pop()
            table.end = end
            cell = self.cell
            if cell is not None:
                cell.pieces.append((end, end, []))
                cell.end = end
            if not self.open:
                block = self.blocks.add("table", (table.start, end), table=self.outermost)
                block.section = table.section  # a heading may have come since

    def close_all(self, end: int) -> None:
        """Ends the tables that nothing closed."""
        self.too_deep = 0
        while self.open:
            self.open[-1].closed = False
            self.end_table(end, end)

    def _mark(self, line: Line, text: str) -> re.Match[str] | None:
        """The mark that a line begins with; what shows nothing, or an unknown template, may stand before it."""
        start = _START.match(text) if self.markup else None
        if start is None or text[0] != HIDDEN:
            return start
        before = between(line.nodes, line.start, line.start + start.start(1))
        shown = expanded(self.article, before, line.start, line.start + start.start(1))
        return None if shows(shown) or any(node.kind in ("tag", "link") for node in before) else start

    def _begin(self, start: int, written: str) -> None:
        if self.open and self.open[-1].cell is None:
            self.end_table(start, start)
        if len(self.open) >= MAX_DEPTH:
            self.too_deep += 1
            return
        if not self.open:
            self.outermost = len(self.found)
        table = TableSpan(start, self.blocks.section, attributes(written.replace(HIDDEN, " ")))
        self.found.append(table)
        self.open.append(table)

    def _begin_row(self) -> None:
        if self.open and not self.too_deep:
            table = self.open[-1]
            table.rows.append([])
            table.in_row, table.cell = True, None

    def _begin_cell(self, name: str, written: str, start: int) -> None:
        if not self.open or self.too_deep:
            return
        table = self.open[-1]
        named = attributes(written.replace(HIDDEN, " ").replace(BAR, " "))
        table.cell = CellSpan(name == "th", named, start, start)
        if name == "caption":
            table.captions.append(table.cell)
            table.in_row = False
            return
        if not table.in_row:
            table.rows.append([])
            table.in_row = True
        table.rows[-1].append(table.cell)

    def _end(self, name: str) -> None:
        """Ends the row, or the cell if it is one of that name."""
        if not self.open or self.too_deep:
            return
        table = self.open[-1]
        if name == "tr":
            if table.in_row:
                table.in_row, table.cell = False, None
        elif table.cell is not None:
            is_caption = not table.in_row
            if is_caption == (name == "caption") and table.cell.header == (name == "th"):
                table.cell = None

    def _end_markup(self, start: int, end: int, *, table: bool) -> None:
        """What the markup of lines opened ends: the cell and the row, and the table with `|}`."""
        markup = self.markup[-1]
        if markup.cell:
            self._end(markup.cell)
        if markup.row:
            self._end("tr")
        markup.cell, markup.row = "", False
        if table:
            self.markup.pop()
            self.end_table(start, end)

    def _part(self, line: Line, text: str, part: tuple[int, int], name: str) -> Iterator[tuple[int, int]]:
        """One cell of a line: where its content stands."""
        markup = self.markup[-1]
        if markup.cell:
            self._end(markup.cell)
        if name != "caption" and not markup.row:
            self._begin_row()
            markup.row = True
        markup.cell = name
        left, right = part
        start, named_until = self._content(line, text, left, right)
        self._begin_cell(name, text[left:named_until], line.start + start)
        yield start, right
        if any(isinstance(node, Template) for node in line.nodes):
            self._part_template(line, line.start + start, line.start + right)

    def _content(self, line: Line, text: str, left: int, right: int) -> tuple[int, int]:
        """Where the content of a cell's part of the line begins, and where its attributes end."""
        bar = text.find("|", left, right)
        stop = bar if bar >= 0 else right
        for node in between(line.nodes, line.start + left, line.start + stop):
            if node.kind == "link":
                return left, left
            if isinstance(node, Template) and makes_attributes(node.key, self.article.wiki.language):
                start = node.start - line.start
                written = text[left:start].replace(HIDDEN, " ")
                return (start, start) if "=" in written or written.isspace() or not written else (left, left)
        if bar < 0 or text.find("[[", left, bar) >= 0 or text.find("-{", left, bar) >= 0:
            return left, left
        return bar + 1, bar

    def _part_template(self, line: Line, start: int, end: int) -> None:
        """Parts the open cell where a template in source[start:end] shows more than one."""
        cell = self.cell
        nodes = [node for node in between(line.nodes, start, end) if self._makes_cells(node)]
        if cell is None or len(cell.pieces) > 1 or not nodes:
            return
        shown = (expanded(self.article, [node], node.start, node.end) for node in nodes)
        count = sum(text.count("||") for text in shown) + 1
        if count > MAX_PARTS:
            return
        table = self.open[-1]
        cell.part = 0, count
        for part in range(1, count):
            table.cell = CellSpan(cell.header, {}, cell.start, cell.end, list(cell.pieces), (part, count))
            table.rows[-1].append(table.cell)

    def _makes_cells(self, node: Node) -> bool:
        """Whether a node is a template that shows several cells."""
        if not isinstance(node, Template):
            return False
        display = node.parameter("disp")
        written = "" if display is None else self.article.source[display.start : display.end]
        return makes_cells(node.key, written, self.article.wiki.language)
