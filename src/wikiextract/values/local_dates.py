"""A date as a wiki of some language writes it.

    17 July 2021 (aged 56)    2021-07-17       what `wikiextract.dates` reads, without the notes behind it
    23. Oktober 1954          1954-10-23       the months of some thirty languages; on any wiki those that are no other
                                               language's name for another month
    7 de mayo de 2008         2008-05-07
    31.12.2015                2015-12-31       outside English, where the day always comes first
    06-10-2008, 13/09/2014    2008-10-06       where the wiki's language writes the day first; 10-2002 is a month there
    2015年12月31日              2015-12-31
    ngày 18 tháng 8 năm 2008  2008-08-18
    18ma di agosto 2008       2008-08-18
    1990s                     1990 … 1999
    2008 Jan 17               2008-01-17       as PubMed writes them: 2012 Mar, 2012 Jul–Aug
    March/April 2007          2007-03 … 2007-04; and the slips `August, 1997`, `Sept 2012`, `May 5th 2006`,
                              `06 May 2010`, `Sunday, May 7, 2006`, `May 7,2006`, `2006-5-07`
    2006-05                   2006-05, as years would run backward; not 2001-05, which may be years
    31/12/2015 · 12-31-2015   2015-12-31: no month has the number 31
    July 21, 1969, 21:35 UTC  1969-07-21; the time of day is left out
    2014 estimate             2014
    May 1999 – 3 June 2001    1999-05 … 2001-06-03
    1999–present, since 1999  1999 … `..`: an open range (`open_range`)

Slashed dates where either number may be the month are refused elsewhere, and so are dotted ones in English. So are a
year with a letter, which is a quantity here (`500m`, `300K`), and decades that may be something else (`1900s`, `810s`).
"""

import re
from functools import cache
from typing import NamedTuple
from unicodedata import decimal

from wikiextract.data import table
from wikiextract.dates import WrittenDate, written_date
from wikiextract.values.quantities import without_notes

_MONTHS = "January February March April May June July August September October November December".split()
_NAMED = re.compile(
    r"(?:([0-9]{1,2})(?:\.|er|º|ª|ma|a|)\s+(?:de\s+|d['’]\s?|di\s+|dan\s+)?)?([^\s\d.,;:/()'’-]+)\.?,?\s+(?:de\s+|del\s+|di\s+)?([0-9]{3,4})"
    r"(?:\s*(?:г\.?|года?|р\.|року))?"
)
_DOTTED = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\.?")
_VIETNAMESE = re.compile(
    r"(?:ngày\s+)?([0-9]{1,2})\s+tháng\s+([0-9]{1,2})(?:\s+năm|,)?\s+([0-9]{4})", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"(?:([0-9]{1,2})([-/]))?([0-9]{1,2})[-/]([0-9]{4})")
_EAST = re.compile(r"([0-9]{3,4})\s?[年년](?:\s?([0-9]{1,2})\s?[月월](?:\s?([0-9]{1,2})\s?[日일])?)?")
_LETTERED = re.compile(r"(?![12][0-9]{2}0s)[0-9]+[A-Za-z]")
_YEAR_FIRST = re.compile(
    r"([0-9]{4}),?\s+([^\W\d_]+\.?(?:[-–/][^\W\d_]+)?)\.?(?:\s+([0-9]{1,2}(?:[-–][0-9]{1,2})?))?"
)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_MONTH = re.compile(r"(?:[0-9]{1,2} ([A-Z][a-z]+),? [0-9]{4}|([A-Z][a-z]+) [0-9]{1,2}, [0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_WORD = re.compile(r"[^\W\d_]+\.?")
_ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b")
_DAY_SECOND = re.compile(r"([^\W\d_]+ [0-9]{1,2}(?:[-–][0-9]{1,2})?) ([0-9]{4})")
_ZERO = re.compile(r"^0(?=[1-9] [^\W\d_])")
_WEEKDAY = re.compile(r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? +(?=[^\W_])", re.IGNORECASE)
_TIGHT_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{4}$)")
_MONTH_COMMA = re.compile(r"(?<=[a-z]),(?= +[0-9]{4}$)")
_CIRCA = re.compile(r"(?:c\.?|ca\.?|circa|about|um|vers|около|~)\s+(?=[0-9])", re.IGNORECASE)
_SLASHED = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
_TIME = re.compile(r",?\s+~?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s?(?:UTC|GMT|Z))?$")
_SAID_OF_IT = re.compile(r"\s(?:est\.?|estimated?|census)$", re.IGNORECASE)
_BETWEEN = re.compile(r" [-–—] ")
_DASH_AT_END = re.compile(r"\s*[-–—]\s*$")
_OPEN = ".."
"""The end of an interval that is still open (ISO 8601-2, 4.4)."""
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
    text = _SAID_OF_IT.sub("", _TIME.sub("", text) if ":" in text else text)
    if not 3 <= len(text) <= _LONGEST or not any(map(str.isdigit, text)):
        return None
    if _LETTERED.fullmatch(text):
        return None
    found = written_date(text) or otherwise_written(text, language) or _slashed(text)
    if found is None and (between := _BETWEEN.search(text)):
        return _between(text[: between.start()], text[between.end() :], language)
    if found is None or found.start is None or found.season:
        return None
    return LocalDate(found.start, found.end, found.approximate or circa is not None)


def is_impossible_date(text: str) -> bool:
    """Whether the whole of `text` is written as a day in numbers or with an English month, and there is no such day.

    `1950-13-40`, `31 February 1990`; not a way of writing dates that is merely unknown here.
    """
    if _ISO_DAY.fullmatch(text):
        return written_date(text) is None
    found = _DAY_MONTH.fullmatch(text)
    month = found and (found[1] or found[2])
    return bool(month) and month in _MONTHS and local_date(text, "en") is None


def _between(first: str, last: str, language: str) -> LocalDate | None:
    """The range from one date to another, each written in its own way; None if it runs backward."""
    start, end = local_date(first, language), local_date(last, language)
    if start is None or end is None or start.end or end.end or start.start >= end.start:
        return None
    return LocalDate(start.start, end.start, start.approximate or end.approximate)


def open_range(text: str, language: str, *, dash: bool) -> LocalDate | None:
    """The range from a date on that the whole of `text` is: `1999–present`, `since May 1999`; with `dash` also `1999–`.

    Its end is `..`.
    """
    text = without_notes(text).replace("\u00a0", " ")
    words = table("values")["open_ranges"]
    lower = text.lower()
    until = next((word for word in words["until"] if lower.endswith(word)), "")
    since = next((word for word in words["since"] if lower.startswith(word)), "")
    if until or (dash and not since):
        start, dashes = _DASH_AT_END.subn("", text[: len(text) - len(until)])
        since = ""
    else:
        start, dashes = text[len(since) :].strip(), int(bool(since))
    found = local_date(start, language) if dashes else None
    return found._replace(end=_OPEN) if found and found.end is None else None


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


def otherwise_written(text: str, language: str) -> WrittenDate | None:
    """The date that the whole of `text` is in another way than `dates` reads: with a slip, or in `language`."""
    if not 5 <= len(text) <= _LONGEST:
        return None
    return _amended(text) or _foreign(_western(text).removesuffix("."), language)


def _western(text: str) -> str:
    """The text with the digits of the Arabic, Persian, Indian and Thai scripts as 0 to 9."""
    if text.isascii() or not any(sign.isdecimal() and sign > "9" for sign in text):
        return text
    return "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _amended(text: str) -> WrittenDate | None:
    """An English date that is clear in spite of its order or punctuation."""
    text = _ZERO.sub("", _WEEKDAY.sub("", text.removesuffix(".")))
    if found := _ISO_MONTH.fullmatch(text):
        return WrittenDate(text, year=found[1]) if int(found[2]) <= int(found[1][2:]) else None
    if found := _LOOSE_DAY.fullmatch(text):
        text = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
    elif found := _YEAR_FIRST.fullmatch(text):
        text = f"{found[3] or ''} {found[2]} {found[1]}".strip()
    text = _WORD.sub(_month_name, _ORDINAL.sub(r"\1", text)).replace("/", "–")
    text = _TIGHT_COMMA.sub(", ", _MONTH_COMMA.sub("", text))
    if found := _DAY_SECOND.fullmatch(text):
        text = f"{found[1]}, {found[2]}"
    return written_date(text)


def _slashed(text: str) -> WrittenDate | None:
    """Day, month and year in numbers where only one of the first two can be a month."""
    found = _SLASHED.fullmatch(text)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if (first > 12) == (second > 12):
        return None
    return _english(found[4], min(first, second), str(max(first, second)))


def _month_name(match: re.Match[str]) -> str:
    """A month with a capital letter and without a full stop; September is cut to three letters."""
    name = match[0].removesuffix(".").capitalize()
    return name[:3] if name == "Sept" else name


def _foreign(text: str, language: str) -> WrittenDate | None:
    """A date in another language than English, or written in another language on a wiki in English."""
    own = language.split("-", maxsplit=1)[0]
    for pattern, order in ((_DOTTED, (3, 2, 1)), (_EAST, (1, 2, 3)), (_VIETNAMESE, (3, 2, 1))):
        if (pattern is not _DOTTED or own != "en") and (found := pattern.fullmatch(text)):
            year, month, day = (found[part] or "" for part in order)
            return _english(year, int(month), day.lstrip("0")) if month else written_date(year)
    if (found := _DAY_FIRST.fullmatch(text)) and own in table("months")["_day_first"]:
        return _english(found[4], int(found[3]), found[1] or "")
    named = _NAMED.fullmatch(text)
    if named is None:
        return None
    name = named[2].lower()
    months: dict[str, int] = table("months").get(own, {})
    number = months.get(name) or _everywhere().get(name)
    return _english(named[3], number, named[1] or "") if number else None


@cache
def _everywhere() -> dict[str, int]:
    """Names of months that mean the same month in each language that has them: not `listopad`."""
    found: dict[str, set[int]] = {}
    for language, months in table("months").items():
        if not language.startswith("_"):
            for name, number in months.items():
                found.setdefault(name, set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1 and len(name) > 2}


def _english(year: str, month: int, day: str) -> WrittenDate | None:
    """Numbers as `dates` reads them; a day of zero is none."""
    if not 1 <= month <= 12 or (day and not day.isdecimal()):
        return None
    return written_date(f"{day.lstrip('0')} {_MONTHS[month - 1]} {year}".strip())
