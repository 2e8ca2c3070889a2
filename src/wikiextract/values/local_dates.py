"""A date as a wiki of some language writes it.

    17 July 2021 (aged 56)    2021-07-17       what `wikiextract.dates` reads, without the notes behind it
    23. Oktober 1954          1954-10-23       the months of some thirty languages
    7 de mayo de 2008         2008-05-07
    31.12.2015                2015-12-31       outside English, where the day always comes first
    2015年12月31日              2015-12-31

Slashed dates, and dotted ones in English, are refused: which number is the month is not known.
"""

import re
from typing import NamedTuple

from wikiextract.data import table
from wikiextract.dates import WrittenDate, written_date
from wikiextract.values.quantities import without_notes

_MONTHS = "January February March April May June July August September October November December".split()
_NAMED = re.compile(
    r"(?:([0-9]{1,2})(?:\.|er|º|ª|)\s+(?:de\s+|d['’]\s?|di\s+)?)?([^\W\d_]+)\.?,?\s+(?:de\s+|del\s+|di\s+)?([0-9]{3,4})"
    r"(?:\s*(?:г\.?|года?|р\.|року))?"
)
_DOTTED = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\.?")
_EAST = re.compile(r"([0-9]{3,4})\s?[年년](?:\s?([0-9]{1,2})\s?[月월](?:\s?([0-9]{1,2})\s?[日일])?)?")
_CIRCA = re.compile(r"(?:c\.?|ca\.?|circa|about|um|vers|около|~)\s+(?=[0-9])", re.IGNORECASE)
_LONGEST = 80


class LocalDate(NamedTuple):
    """ISO 8601 of a date, or of the first and last of a range."""

    start: str
    end: str | None
    approximate: bool


def local_date(text: str, language: str) -> LocalDate | None:
    """The date that the whole of `text` is, notes in parentheses behind it left out; None if it is none."""
    if not 3 <= len(text) <= 2 * _LONGEST:
        return None
    text = without_notes(text).replace("\u00a0", " ")
    circa = _CIRCA.match(text)
    if circa:
        text = text[circa.end() :]
    if not 3 <= len(text) <= _LONGEST or not any(map(str.isdigit, text)):
        return None
    found = written_date(text) or (_foreign(text, language) if language != "en" else None)
    if found is None or found.start is None or found.season:
        return None
    return LocalDate(found.start, found.end, found.approximate or circa is not None)


def from_numbers(year: str, month: str, day: str, language: str = "en") -> LocalDate | None:
    """The date of a template's arguments, the later ones of which may be empty or zero; a month may be a name."""
    if not year.isdecimal() or not 1 <= len(year) <= 4 or int(year) == 0:
        return None
    year = year.zfill(4)
    if month.isdecimal() and len(month) < 3:
        found = _english(year, int(month), day) if int(month) else None
        if found is None and int(month):
            return None
    else:
        text = f"{day.lstrip('0')} {month} {year}".strip()
        found = (written_date(text) or _foreign(text, language)) if month else None
        if found is None and month:
            return None
    return LocalDate(found.start if found and found.start else year, None, False)


def _foreign(text: str, language: str) -> WrittenDate | None:
    """A date in another language than English."""
    for pattern, order in ((_DOTTED, (3, 2, 1)), (_EAST, (1, 2, 3))):
        if found := pattern.fullmatch(text):
            year, month, day = (found[part] or "" for part in order)
            return _english(year, int(month), day) if month else written_date(year)
    named = _NAMED.fullmatch(text)
    if named is None:
        return None
    months: dict[str, int] = table("months").get(language.split("-", maxsplit=1)[0], {})
    number = months.get(named[2].lower())
    return _english(named[3], number, named[1] or "") if number else None


def _english(year: str, month: int, day: str) -> WrittenDate | None:
    """Numbers as `dates` reads them; a day of zero is none."""
    if not 1 <= month <= 12 or (day and not day.isdecimal()):
        return None
    return written_date(f"{day.lstrip('0')} {_MONTHS[month - 1]} {year}".strip())
