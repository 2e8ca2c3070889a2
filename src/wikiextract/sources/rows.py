"""Rows of a table become pages: which columns hold the text, the title and the number.

    {"title": "Foo", "id": 1, "text": "'''Foo''' …"}                                    columns, by name
    {"name": "Foo", "identifier": 1, "article_body": {"wikitext": "'''Foo''' …"}, …}    Wikimedia Enterprise

A row of Wikimedia Enterprise is known by its `article_body` (https://enterprise.wikimedia.com/docs/data-dictionary/).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from numbers import Integral
from typing import Any

from wikiextract.page import Page, Site
from wikiextract.sources.integers import fits, integer

_BODY = "article_body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The names of columns; a title and a number are read if there are such columns, and must be there if named."""

    text: str | None = None
    title: str | None = None
    number: str | None = None

    def missing(self, names: Mapping[str, Any]) -> str | None:
        """The first column that is wanted and not among `names`."""
        if _BODY in names and self.text is None:
            return None
        for name in (self.text or "text", self.title, self.number):
            if name is not None and name not in names:
                return name
        return None

    @property
    def wanted(self) -> tuple[str, str, str]:
        """The names of the three columns."""
        return (self.text or "text", self.title or "title", self.number or "id")


def row_page(row: Mapping[str, Any], columns: Columns, where: Page) -> Page:
    """The page of a row; `where` has its source and its offset. What cannot be read says so in `unreadable`."""
    if _BODY in row and columns.text is None:
        return _enterprise(row, where)
    missing = columns.missing(row)
    if missing is not None:
        return replace(
            where, unreadable=f"has no column {missing!r}: there are {', '.join(map(str, row))[:200]}"
        )
    text, title, number = (row.get(name) for name in columns.wanted)
    return _page(text, title, number, where)


def _page(text: Any, title: Any, number: Any, where: Page) -> Page:
    page = replace(where, title=title if isinstance(title, str) else None, id=_number(number))
    if _is_too_large(number):
        return replace(page, unreadable=f"has an id that is no number of 64 bits: {str(number)[:40]}")
    if not isinstance(text, str):
        wrong = "has no text" if text is None else f"has a text that is {type(text).__name__}, not str"
        return replace(page, unreadable=wrong)
    return replace(page, text=text)


def _enterprise(row: Mapping[str, Any], where: Page) -> Page:
    text = _at(row, _BODY, "wikitext")
    language = _at(row, "in_language", "identifier")
    page = _page(text, row.get("name"), row.get("identifier"), where)
    for name in ("namespace", "version"):
        if page.unreadable is None and _is_too_large(_at(row, name, "identifier")):
            page = replace(page, text="", unreadable=f"has a {name} that is no number of 64 bits")
    timestamp = row.get("date_modified")
    return replace(
        page,
        namespace=_number(_at(row, "namespace", "identifier")),
        revision_id=_number(_at(row, "version", "identifier")),
        timestamp=timestamp if isinstance(timestamp, str) else None,
        site=Site(language) if isinstance(language, str) else None,
    )


def _at(row: Mapping[str, Any], *names: str) -> Any:
    value: Any = row
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _number(value: Any) -> int | None:
    """A whole number, of whichever library, or one written in digits, that fits into 64 bits."""
    if isinstance(value, str):
        return integer(value)
    if not isinstance(value, Integral) or isinstance(value, bool):
        return None
    number = int(value)
    return number if fits(number) else None


def _is_too_large(value: Any) -> bool:
    """Whether this is a whole number, or one written in digits, that does not."""
    if isinstance(value, str):
        return value.isascii() and value.isdigit() and integer(value) is None
    return isinstance(value, Integral) and not fits(int(value))
