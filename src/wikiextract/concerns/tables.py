"""Tables: caption, rows and cells, as the page's lines hold them.

    {| class="wikitable"
    |+ caption
    ! a !! b
    |-
    | colspan="2" | c
    |}

A row holds its own cells only: a cell that spans rows or columns says so and is not repeated. Rows without cells are
left out. Which lines make a table is said in `blocks/tables.py`.

https://www.mediawiki.org/wiki/Help:Tables
"""

from itertools import takewhile

from wikiextract.blocks import CellSpan, Flow, TableSpan
from wikiextract.models import Cell, Table, trusted
from wikiextract.plain import BREAK, cleaned, expanded, goal_of
from wikiextract.tree import Article, Link, Node

_table = trusted(Table)
_cell = trusted(Cell)


def tables(article: Article, flow: Flow) -> tuple[Table, ...]:
    """The tables of the page in source order, one that stands in another's cell behind it."""
    return tuple(_made(article, index, span) for index, span in enumerate(flow.tables))


def _made(article: Article, index: int, span: TableSpan) -> Table:
    rows = tuple(tuple(_made_cell(article, cell) for cell in row) for row in span.rows if row)
    return _table(
        index=index,
        caption=(_text(article, span.caption) or None) if span.caption else None,
        header_rows=sum(1 for _ in takewhile(lambda row: all(cell.header for cell in row), rows)),
        rows=rows,
        section=span.section,
        class_=span.attributes.get("class") or None,
        span=(span.start, span.end),
    )


def _made_cell(article: Article, cell: CellSpan) -> Cell:
    raw = article.source[cell.start : cell.end]
    stripped = raw.strip()
    start = cell.start + len(raw) - len(raw.lstrip()) if stripped else cell.start
    return _cell(
        text=_text(article, cell),
        raw=stripped,
        header=cell.header,
        rowspan=_count(cell.attributes.get("rowspan")),
        colspan=_count(cell.attributes.get("colspan")),
        links=tuple(_titles(article, cell)),
        span=(start, start + len(stripped)),
    )


def _text(article: Article, cell: CellSpan) -> str:
    """What a reader sees of a cell: its lines, without the tables nested in it."""
    pieces = [expanded(article, nodes, start, end) for start, end, nodes in cell.pieces]
    return cleaned(pieces[0] if len(pieces) == 1 else "\n".join(pieces).replace("\n\n", BREAK))


def _titles(article: Article, cell: CellSpan) -> list[str]:
    found: list[str] = []
    for _, _, nodes in cell.pieces:
        for node in nodes:
            title = _title(article, node)
            if title is not None and title not in found:
                found.append(title)
    return found


def _title(article: Article, node: Node) -> str | None:
    """The page that a link of a cell leads to."""
    if not isinstance(node, Link):
        return None
    goal = goal_of(article, node)
    if goal is None or goal.interwiki or (goal.namespace in (6, 14) and not goal.leading_colon):
        return None
    return goal.full or None


def _count(text: str | None) -> int:
    """A span of rows or columns: 1 unless a number from 1 to 1000 is given."""
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else 1
    return number if 1 <= number <= 1000 else 1
