"""Tables: caption, rows and cells, as the page's lines hold them.

    {| class="wikitable"
    |+ caption
    ! a !! b
    |-
    | colspan="2" | c
    |}

A row holds its own cells only: a cell that spans rows or columns says so and is not repeated, and the next ones say
in which column they stand. Rows without cells are left out. What makes a table is said in `blocks/tables.py`, in which
column a cell stands in `blocks/grid.py`.

https://www.mediawiki.org/wiki/Help:Tables
"""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from wikiextract.blocks import CellSpan, Flow, TableSpan, columns
from wikiextract.formats import is_transparent
from wikiextract.marks import BREAK
from wikiextract.models import Cell, Table, trusted
from wikiextract.plain import cleaned, expanded, goal_of
from wikiextract.tree import Article, Link, Node, Template

_table = trusted(Table)
_cell = trusted(Cell)
_NUMBER = re.compile(r"\s*\+?0*([0-9]+)", re.ASCII)


def tables(article: Article, flow: Flow) -> tuple[Table, ...]:
    """The tables of the page in source order, one that stands in another's cell behind it."""
    return tuple(_made(article, index, span) for index, span in enumerate(flow.tables))


def _made(article: Article, index: int, span: TableSpan) -> Table:
    written = [row for row in span.rows if row]
    spans = [[_spans(cell, len(written) - index) for cell in row] for index, row in enumerate(written)]
    places = columns(spans)
    rows = tuple(
        tuple(_made_cell(article, *each) for each in zip(*row, strict=True))
        for row in zip(written, spans, places, strict=True)
    )
    captions = (_text(article, caption) for caption in span.captions)
    return _table(
        index=index,
        caption="\n".join(caption for caption in captions if caption) or None,
        header_rows=sum(1 for _ in takewhile(lambda row: all(cell.header for cell in row), rows)),
        rows=rows,
        section=span.section,
        class_=span.attributes.get("class") or None,
        span=(span.start, span.end),
    )


def _made_cell(article: Article, cell: CellSpan, spans: tuple[int, int], column: int) -> Cell:
    raw = article.source[cell.start : cell.end]
    stripped = raw.strip()
    start = cell.start + len(raw) - len(raw.lstrip()) if stripped else cell.start
    return _cell(
        text=_text(article, cell),
        raw=stripped,
        header=cell.header,
        rowspan=spans[0],
        colspan=spans[1],
        column=column,
        links=tuple(_titles(article, cell)),
        span=(start, start + len(stripped)),
    )


def _text(article: Article, cell: CellSpan) -> str:
    """What a reader sees of a cell: its lines, without the tables nested in it."""
    pieces = [expanded(article, nodes, start, end) for start, end, nodes in cell.pieces]
    text = pieces[0] if len(pieces) == 1 else "\n".join(pieces).replace("\n\n", BREAK)
    part, parts = cell.part
    return cleaned(text if parts == 1 else text.split("||", parts - 1)[part])


def _titles(article: Article, cell: CellSpan) -> list[str]:
    found: dict[str, None] = {}
    for _, _, nodes in cell.pieces:
        for node in _shown(article, nodes):
            title = _title(article, node)
            if title is not None:
                found[title] = None
    return list(found)


def _shown(article: Article, nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes and, of templates that only show their arguments, those in them."""
    for node in nodes:
        if isinstance(node, Template) and is_transparent(node.key, article.wiki.language):
            for parameter in node.parameters:
                yield from _shown(article, parameter.nodes)
        else:
            yield node


def _title(article: Article, node: Node) -> str | None:
    """The page that a link of a cell leads to."""
    if not isinstance(node, Link):
        return None
    goal = goal_of(article, node)
    if goal is None or goal.interwiki or (goal.namespace in (6, 14) and not goal.leading_colon):
        return None
    return goal.full or None


def _spans(cell: CellSpan, rows: int) -> tuple[int, int]:
    """How many rows and columns a cell covers, of a table that has `rows` left: 0 rows are all that are left."""
    if not cell.attributes:
        return 1, 1
    down = _count(cell.attributes.get("rowspan"), 65534)
    return down or rows, _count(cell.attributes.get("colspan"), 1000) or 1


def _count(text: str | None, most: int) -> int:
    """The number that an attribute begins with, as HTML reads it: 1 without one, `most` where it is more."""
    number = _NUMBER.match(text) if text else None
    if number is None:
        return 1
    return min(int(number[1]), most) if len(number[1]) < 10 else most
