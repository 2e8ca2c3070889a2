"""Tables: rows of cells, with spans of rows and columns as written."""

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
    """How many rows it covers."""
    colspan: int
    """How many columns it covers."""
    links: tuple[str, ...]
    """Titles of the pages that the cell links to."""
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
