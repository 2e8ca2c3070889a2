"""Infoboxes: the box of facts beside an article, parameter by parameter."""

from typing import Literal

from wikiextract.models.model import Model, Span


class Value(Model):
    """A typed value recognised in a parameter's text; null wherever its kind has no use for a field."""

    kind: Literal["date", "quantity", "number", "url", "coordinates", "identifier", "language", "image"]
    """What the value is."""
    text: str
    """The value as a reader sees it."""
    start: str | None
    """Date or first day of a range, ISO 8601, as precise as written (`2021`, `2021-07`, `2021-07-17`)."""
    end: str | None
    """Last day of a range of dates, ISO 8601; `..` of one that goes on (`1999–present`), as ISO 8601-2 writes it."""
    low: float | None
    """The number, or the lower end of a range of numbers."""
    high: float | None
    """The upper end of a range of numbers."""
    unit: str | None
    """Unit of a quantity, as written."""
    approximate: bool
    """Whether the text says that the value is not exact (circa, ~, about)."""
    code: str | None
    """What stands for the value elsewhere: an identifier, a language code, a file title, an address."""
    system: str | None
    """Which system `code` belongs to."""
    span: Span
    """Where the value is written."""


class Parameter(Model):
    """One parameter of an infobox, in source order."""

    name: str
    """Name as written, without comments and surrounding blanks."""
    key: str
    """Canonical name where a table knows aliases (`specialty` for `field`), else the same as `name`."""
    raw: str
    """The value's wikitext, without surrounding blanks."""
    text: str | None
    """The value as a reader sees it; null when it is empty."""
    items: tuple[str, ...]
    """The entries of a list (`{{plainlist}}`, `{{ubl}}`, `<br>`, lines with `*` …); else the one text."""
    links: tuple[str, ...]
    """Titles of the pages that the value links to."""
    references: tuple[int, ...]
    """Indexes, in the document's `references`, of the references used in the value."""
    values: tuple[Value, ...]
    """Dates, quantities and other typed values recognised in the text."""
    span: Span
    """Where the value is written (empty when there is none)."""


class Infobox(Model):
    """One infobox template."""

    template: str
    """Name of the template: `Infobox medical condition (new)`."""
    kind: str
    """What the box is about, by the template's name: `medical condition`."""
    family: str | None
    """Which family of boxes with the same canonical keys the kind belongs to (`person` for `officeholder`); null for
    a kind that no table knows."""
    name: str | None
    """Title of the box."""
    parent: int | None
    """Index of the infobox that it is embedded in."""
    part_of: int | None
    """Index of the infobox that opens the table which this one goes on with, where several templates make one box."""
    parameters: tuple[Parameter, ...]
    """All parameters, in source order, empty ones too."""
    span: Span
    """Where the template is written."""
