"""Typed values in plain text: each line of a parameter's text that is one thing and nothing else.

    1867                       a date under `founded`, a number under `seats`, nothing under `postal_code`
    July 1, 1867 (aged 56)     a date; ages are left out
    891.85 km²                 a quantity
    https://example.org/       an address
    Heart.svg                  an image

    1999–present               a date that is open at its end
    1980–1997, 2004            two dates, under `years_active`

The parameter's name and key decide what a year is, and forbid numbers where they are codes; `data/values.json` has the
words. A line that is part of a sentence gives nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from wikiextract.data import table
from wikiextract.models import Value
from wikiextract.names import Wiki, canonical_title
from wikiextract.values.local_dates import LocalDate, local_date, open_range, without_guess
from wikiextract.values.quantities import ARROWS, has_decimal_comma, quantity, without_notes
from wikiextract.values.value import coded, dated, measured

_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"\[\]{}|]+|www\.[a-zA-Z0-9-]+\.[^\s<>\"\[\]{}|]+")
_YEARS = re.compile(r"[0-9]{3,4}(?:\s?[-–—]\s?[0-9]{2,4})?")
_YEAR_RANGE = re.compile(r"(1[0-9]{3}|20[0-9]{2})(?:\s?[-–—]\s?|\s(?:to|bis|à)\s)(1[0-9]{3}|20[0-9]{2})")
_NO_NUMBER = re.compile(r"[-–—−]\s?[0-9]{3,4}|[0-9]{4}")
"""What is a year that is not read, where a date is expected: the end of a range, a year of another calendar."""
_LIST = re.compile(r"[,;]\s+")
_DIGITS = str.maketrans("٬٫", ",.")
"""The signs of Arabic script that group and divide numbers."""
_TELEPHONE = re.compile(r"[0-9]{3}-[0-9]{4}")
_NAME = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FILE = re.compile(r"(?:([^:/]{1,40}):)?([^:<>\[\]{}|#\n]{1,240}\.([A-Za-z]{3,4}))")

_FILE_NAMESPACE = 6


class Line(NamedTuple):
    """A line of text, and where it is written."""

    text: str
    span: tuple[int, int]
    whole: bool = True
    """Whether nothing that the page shows there was left out of the text."""


class _Hint(NamedTuple):
    """What a parameter's name says of its value."""

    date: bool
    never_number: bool
    no_range: bool
    """Whether two numbers with a dash are a score or a code there."""


def line_values(lines: list[Line], parameter: str, wiki: Wiki) -> Iterator[Value]:
    """The values of the lines of a parameter's text."""
    for line in lines:
        value = _value(line, parameter, wiki)
        if value:
            yield value
        elif "," in line.text or ";" in line.text:
            yield from _listed_dates(line, parameter, wiki)


def file_title(text: str, wiki: Wiki) -> str | None:
    """The title of the image that the whole of `text` names (`Heart.svg`, `Bild:Heart.svg`); None if it names none."""
    found = _FILE.fullmatch(text)
    if found is None or found[3].lower() not in _images():
        return None
    if found[1] is not None and wiki.namespace(found[1]) != _FILE_NAMESPACE:
        return None
    return f"{wiki.namespace_names.get(_FILE_NAMESPACE, 'File')}:{canonical_title(found[2].strip())}"


def _listed_dates(line: Line, parameter: str, wiki: Wiki) -> Iterator[Value]:
    """The dates of a line that holds nothing but dates, under a name that says so."""
    pieces = _LIST.split(line.text)
    if len(line.text) > 160 or len(pieces) < 2 or not _hint(parameter).date:
        return
    whole = line.span[1] - line.span[0] != len(line.text)
    dates, at = [], 0
    for piece in pieces:
        date = _date(_bare(piece), wiki.language, hinted=True, dash=line.whole)
        if date is None:
            return
        at = line.text.index(piece, at)
        start = line.span[0] + at
        dates.append((piece, line.span if whole else (start, start + len(piece)), date))
    for piece, span, date in dates:
        yield dated(piece, span, (date.start, date.end), approximate=date.approximate)


def _bare(text: str) -> str:
    """A line without notes and arrows, its digits those of ASCII."""
    bare = without_notes(text).lstrip(ARROWS)
    if bare.isascii():
        return bare
    return "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in bare.translate(_DIGITS)
    )


def _date(text: str, language: str, *, hinted: bool, dash: bool) -> LocalDate | None:
    """The date that a line is; a year, or a range of years, alone only where it is `hinted`.

    `dash`: a dash at the end leaves a range open.
    """
    years = _YEAR_RANGE.fullmatch(text)
    if not hinted and (years or _YEARS.fullmatch(without_guess(text))):
        return None
    if years:
        text = f"{years[1]}–{years[2]}"
    return local_date(text, language) or open_range(text, language, dash=dash)


def _value(line: Line, parameter: str, wiki: Wiki) -> Value | None:
    text, span, whole = line
    if "." in text:
        if _ADDRESS.fullmatch(text):
            return coded("url", text, span, code=text if "://" in text else f"http://{text}")
        if title := file_title(text.partition("|")[0].rstrip(), wiki):
            return coded("image", text, span, code=title)
    if len(text) > 160 or not any(map(str.isdigit, text)):
        return None
    hint = _hint(parameter)
    bare = _bare(text)
    if date := _date(bare, wiki.language, hinted=hint.date, dash=hint.date and whole):
        return dated(text, span, (date.start, date.end), approximate=date.approximate)
    if hint.never_number or _YEAR_RANGE.fullmatch(bare) or (hint.date and _NO_NUMBER.fullmatch(bare)):
        return None
    found = quantity(bare, has_decimal_comma(wiki.language))
    if found is None or _TELEPHONE.fullmatch(bare):
        return None
    if hint.no_range and not found.unit and not found.approximate and None not in (found.low, found.high):
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
            word.startswith("date") or word.endswith(("date", "datum", "year", "years"))
            for word in words.difference(tables["not_dates"])
        )
    )
    codes = any(word.endswith("code") for word in words)
    no_range = not words.isdisjoint(tables["no_ranges"])
    return _Hint(dated, codes or not words.isdisjoint(tables["never_numbers"]), no_range)


@cache
def _images() -> frozenset[str]:
    return frozenset(table("values")["images"])
