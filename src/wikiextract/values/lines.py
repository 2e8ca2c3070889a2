"""Typed values in plain text: each line of a parameter's text that is one thing and nothing else.

    1867                       a date under `founded`, a number under `seats`, nothing under `postal_code`
    July 1, 1867 (aged 56)     a date; ages are left out
    891.85 km²                 a quantity
    https://example.org/       an address
    Heart.svg                  an image

The parameter's name decides what a year is, and forbids numbers where they are codes; `data/values.json` has the
words. A line that is part of a sentence gives nothing.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from wikiextract.data import table
from wikiextract.models import Value
from wikiextract.names import Wiki, canonical_title
from wikiextract.values.local_dates import local_date
from wikiextract.values.quantities import quantity, without_notes
from wikiextract.values.value import coded, dated, measured

_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"\[\]{}|]+|www\.[a-zA-Z0-9-]+\.[^\s<>\"\[\]{}|]+")
_YEARS = re.compile(r"[0-9]{3,4}(?:\s?[-–—]\s?[0-9]{2,4})?")
_TELEPHONE = re.compile(r"[0-9]{3}-[0-9]{4}")
_NAME = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FILE = re.compile(r"(?:([^:/]{1,40}):)?([^:<>\[\]{}|#\n]{1,240}\.([A-Za-z]{3,4}))")
_ARROWS = "▲▼△▽▬ "
"""What {{increase}}, {{decrease}} and the like show before a number."""

_FILE_NAMESPACE = 6


class Line(NamedTuple):
    """A line of text, and where it is written."""

    text: str
    span: tuple[int, int]


class _Hint(NamedTuple):
    """What a parameter's name says of its value."""

    date: bool
    never_number: bool


def line_values(lines: list[Line], parameter: str, wiki: Wiki) -> Iterator[Value]:
    """The values of the lines of a parameter's text."""
    for line in lines:
        value = _value(line, parameter, wiki)
        if value:
            yield value


def file_title(text: str, wiki: Wiki) -> str | None:
    """The title of the image that the whole of `text` names (`Heart.svg`, `Bild:Heart.svg`); None if it names none."""
    found = _FILE.fullmatch(text)
    if found is None or found[3].lower() not in _images():
        return None
    if found[1] is not None and wiki.namespace(found[1]) != _FILE_NAMESPACE:
        return None
    return f"{wiki.namespace_names.get(_FILE_NAMESPACE, 'File')}:{canonical_title(found[2].strip())}"


def _value(line: Line, parameter: str, wiki: Wiki) -> Value | None:
    text, span = line
    if "." in text:
        if _ADDRESS.fullmatch(text):
            return coded("url", text, span, code=text if "://" in text else f"http://{text}")
        if title := file_title(text, wiki):
            return coded("image", text, span, code=title)
    if len(text) > 160 or not any(map(str.isdigit, text)):
        return None
    hint = _hint(parameter)
    bare = without_notes(text).lstrip(_ARROWS)
    if hint.date or not _YEARS.fullmatch(bare):
        date = local_date(bare, wiki.language)
        if date:
            return dated(text, span, (date.start, date.end), approximate=date.approximate)
    if hint.never_number:
        return None
    found = quantity(bare, wiki.language in table("values")["decimal_comma"])
    if found is None or _TELEPHONE.fullmatch(bare):
        return None
    return measured(text, span, (found.low, found.high), unit=found.unit, approximate=found.approximate)


@lru_cache(maxsize=4096)
def _hint(parameter: str) -> _Hint:
    tables = table("values")
    words = {word.lower() for word in _NAME.findall(_CAMEL.sub(" ", parameter.replace("_", " ")))}
    dated = (
        "as of" in parameter.replace("_", " ").lower()
        or not words.isdisjoint(tables["date_words"])
        or any(
            word.startswith("date") or word.endswith("date") for word in words.difference(tables["not_dates"])
        )
    )
    return _Hint(dated, not words.isdisjoint(tables["never_numbers"]))


@cache
def _images() -> frozenset[str]:
    return frozenset(table("values")["images"])
