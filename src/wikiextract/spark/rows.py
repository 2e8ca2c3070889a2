"""Pages as rows: a column for each field of a Page, under the field's name.

    title   id  namespace  revision_id  …  site                                    text          unreadable
    Foo      7          0         1007  …  {language: de, namespaces: [{10, …}]}   '''Foo''' …   null

The site is in each row because a row may go anywhere, and its words are those that the text is read with.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, Final

import pyarrow

from wikiextract.page import Page, Site
from wikiextract.sources.integers import fits

ROWS: Final = 200
CHARACTERS: Final = 1_000_000
"""The most that a batch of rows holds, whichever comes first; one page may have more characters."""

_FIELDS: Final = [field for field in fields(Page) if field.compare]
"""What a page is; how far its file had been read is no part of that."""
_NUMBERS: Final = ("id", "namespace", "revision_id", "parent_id", "offset")
_NAMESPACE = pyarrow.struct(
    [
        pyarrow.field("number", pyarrow.int64(), nullable=False),
        pyarrow.field("name", pyarrow.string(), nullable=False),
    ]
)
_SITE = pyarrow.struct(
    [
        pyarrow.field("language", pyarrow.string()),
        pyarrow.field(
            "namespaces", pyarrow.list_(pyarrow.field("element", _NAMESPACE, nullable=False)), nullable=False
        ),
    ]
)


def _type(name: str) -> Any:
    if name == "site":
        return _SITE
    return pyarrow.int64() if name in _NUMBERS else pyarrow.string()


SCHEMA: Final = pyarrow.schema(
    [
        pyarrow.field(field.name, _type(field.name), nullable=field.name != "text")
        for field in sorted(_FIELDS, key=lambda field: field.name == "text")
    ]
)
"""The columns of pages; the text, which is long, comes last."""


def batches(pages: Iterable[Page]) -> Iterator[Any]:
    """The RecordBatches of `pages`, each of a bounded size."""
    rows: list[dict[str, Any]] = []
    characters = 0
    for page in pages:
        rows.append(_row(page))
        characters += len(page.text)
        if len(rows) >= ROWS or characters >= CHARACTERS:
            yield pyarrow.RecordBatch.from_pylist(rows, SCHEMA)
            rows, characters = [], 0
    if rows:
        yield pyarrow.RecordBatch.from_pylist(rows, SCHEMA)


def _row(page: Page) -> dict[str, Any]:
    page = _within_64_bits(page)
    row = {field.name: getattr(page, field.name) for field in _FIELDS}
    if page.site is not None:
        names = [{"number": number, "name": name} for number, name in page.site.namespaces]
        row["site"] = {"language": page.site.language, "namespaces": names}
    return row


def _within_64_bits(page: Page) -> Page:
    """`page`, or where it has a number that no column can hold, one that says so."""
    for name in _NUMBERS:
        number = getattr(page, name)
        if number is not None and not fits(number):
            reason = f"its {name} is {number}, which is more than 64 bits"
            page = replace(page, **{name: None}, text="", unreadable=page.unreadable or reason)
    return page


def page_of(row: Mapping[str, Any]) -> Page:
    """The page of a row, which has some fields of a Page. What is no page says so in `unreadable`."""
    known = {name: value for name, value in row.items() if value is not None}
    numbers: dict[str, int | None] = {name: _number(known[name]) for name in _NUMBERS if name in known}
    wrong = next((name for name, number in numbers.items() if number is None), None)
    site = known.get("site")
    if site is not None:
        names = tuple((pair["number"], pair["name"]) for pair in site["namespaces"] or ())
        known["site"] = Site(site["language"], names)
    facts: dict[str, Any] = {"text": "", **known, **numbers}
    page = Page(**facts)
    if page.unreadable is not None:
        return replace(page, text="")
    if "text" not in known:
        return replace(page, unreadable="has no text")
    if wrong is not None:
        reason = f"its {wrong} is {known[wrong]}, which is no whole number of 64 bits"
        return replace(page, text="", unreadable=reason)
    return page


def _number(value: Any) -> int | None:
    """A whole number of 64 bits, which may be written in digits; None for anything else."""
    if isinstance(value, str):
        if not (value.isascii() and value.isdigit() and len(value) < 20):
            return None
        value = int(value)
    if isinstance(value, Decimal):
        if value != value.to_integral_value():
            return None
        value = int(value)
    return value if isinstance(value, int) and fits(value) else None
