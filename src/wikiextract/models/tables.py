"""Tables: rows of cells, with their spans and the place of each in the grid."""

from wikiextract.models.model import Model, Span


class Cell(Model):
    """One cell of a table."""

    text: str
    """The cell as a reader sees it."""
    raw: str
    """The cell's wikitext, without surrounding blanks."""
    header: bool
    """Whether it is a header cell."""
    rowspan: int
    """How many rows it covers, its own among them; as written, though the table may end before: `rowspan="0"`, which
    means all that are left, is their number. 65534 at most, as HTML has it."""
    colspan: int
    """How many columns it covers, 1000 at most, as HTML has it."""
    column: int
    """The first column that it covers, counted from 0, once the spans of the cells before it are reckoned with. With
    `rowspan` and `colspan` it is the cell's place in the grid that HTML makes of the table."""
    links: tuple[str, ...]
    """Titles of the pages that the cell links to, also in templates that only show their arguments."""
    span: Span
    """Where the cell's content is written."""


class Table(Model):
    """One table."""

    index: int
    """Place in the document's `tables`."""
    caption: str | None
    """Caption as a reader sees it."""
    header_rows: int
    """How many of the first rows hold header cells only."""
    rows: tuple[tuple[Cell, ...], ...]
    """The rows that hold cells, each with its own cells (a cell is not repeated where it spans)."""
    section: int
    """Index of the section."""
    # `class` is a keyword of Python: the field is `class_` in code and `class` in every output.
    class_: str | None
    """Classes of the table, as written: `wikitable sortable`."""
    span: Span
    """Where the table is written."""
