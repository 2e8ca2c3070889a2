"""A date as written -> ISO 8601, as precise as it is written.

    17 July 2021          2021-07-17                 July 17, 2021 · Jul 17, 2021 · 2021-07-17
    July 2021             2021-07                    July–September 2021 · Dec 2019 – Jan 2020
    5–7 November 2007     2007-11-05 … 2007-11-07    28 June – 3 July 1914 · May 5–9, 1999
    1914–1918             1914 … 1918                1914–18, but not 2001–05, which may be a month
    Winter 2001–2002      2001 … 2002, season Winter
    First Quarter 2005    2005-01 … 2005-03, season First Quarter
    c. 1650               1650, approximate
    1990s                 1990 … 1999; 1900s may be ten years or a hundred: the anchor's year, and no date
    1999a                 1999: the letter tells it from another work of that year
    n.d.                  no date, and said so

It accepts what the date parameters of Wikipedia's citations accept and nothing else (Help:Citation Style 1 #Dates):
months spelled out or cut to three letters, days that the month has, ranges from early to late whose months are
written alike. Anything else is refused: `12/05/2004`, `May 2004 or June`, `31 June 1999`, `Sept 2001` give None.
Years before 1582 are of the Julian calendar and are left as they are. There is no clock in here: a year far in the
future, which the citation templates reject, is read as written.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from wikiextract.data import table


class WrittenDate(NamedTuple):
    """What a written date says."""

    start: str | None
    """The date, or the first one of a range: `2021-07-17`, `2021-07` or `2021`; None for "n.d."."""
    end: str | None = None
    """The last date of a range."""
    season: str | None = None
    """Season, quarter or feast as written: `Winter`, `Spring–Summer`, `First Quarter`, `Christmas`."""
    approximate: bool = False
    """Whether it says circa."""
    year: str = ""
    """The year with its letter, as an anchor names it: `1999a`, `2001–2003`, `c. 1650`, `n.d.`."""


_WRITTEN = {
    "day": r"(?P<day>[1-9][0-9]?)",
    "day2": r"(?P<day2>[1-9][0-9]?)",
    "month": r"(?P<month>[^\W\d_]+(?: +Quarter)?)",
    "month2": r"(?P<month2>[^\W\d_]+)",
    "first": r"(?P<first>[0-9]{4})",
    "year": r"(?P<year>[0-9]{4})(?P<letter>[A-Za-z]?)",
    "any year": r"(?P<year>[0-9]{3,4})(?P<letter>[A-Za-z]?)",
    "-": "[-–]",
    " – ": " +[-–] +",
    " ": " +",
    ",": ", +",
}


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(_WRITTEN.get(part, part) for part in parts))


_FROM_DIGIT = (
    _pattern("day", " ", "month", " ", "any year"),
    _pattern("day", "-", "day2", " ", "month", " ", "year"),
    _pattern("day", " ", "month", " – ", "day2", " ", "month2", " ", "year"),
    _pattern("day", " ", "month", " ", "first", " – ", "day2", " ", "month2", " ", "year"),
    _pattern(r"(?P<first>[0-9]{3,4})", "-", "any year"),
    _pattern("first", "-", r"(?P<short>[0-9]{2})(?P<letter>[A-Za-z]?)"),
)
_FROM_LETTER = (
    _pattern("month", " ", "day", ",", "any year"),
    _pattern("month", " ", "year"),
    _pattern("month", " ", "day", "-", "day2", ",", "year"),
    _pattern("month", "-", "month2", " ", "year"),
    _pattern("month", " ", "day", " – ", "month2", " ", "day2", ",", "year"),
    _pattern("month", " ", "first", " – ", "month2", " ", "year"),
    _pattern("month", " ", "day", ",", "first", " – ", "month2", " ", "day2", ",", "year"),
    _pattern("month", " ", "first", "-", "year"),
    _pattern("month", " ", "first", "-", r"(?P<short>[0-9]{2})(?P<letter>[A-Za-z]?)"),
)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR = re.compile(r"(c\. (?=[1-9]))?([0-9]{3,4})([A-Za-z]?)")
_NO_DATE = re.compile(r"n\.d\.[A-Za-z]?|nd[A-Za-z]?")

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_GREGORIAN = 1582
_SHORT_STYLE = 3
_LONGEST = 64


def written_date(text: str) -> WrittenDate | None:
    """What `text` says when the whole of it is a date (see above), without blanks around it; None when it is not."""
    return _read(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=8192)
def _read(text: str) -> WrittenDate | None:
    if found := _DAY.fullmatch(text):
        return _numeric(found)
    if found := _YEAR.fullmatch(text):
        start, end = (
            _decade(found[2]) if found[3] == "s" and found[2][-1] == "0" else (found[2].zfill(4), None)
        )
        return WrittenDate(start, end, approximate=found[1] is not None, year=text)
    for pattern in _FROM_DIGIT if text[:1].isdigit() else _FROM_LETTER:
        if found := pattern.fullmatch(text):
            return _named(found.groupdict())
    return WrittenDate(None, year=text) if _NO_DATE.fullmatch(text) else None


def _decade(year: str) -> tuple[str, str] | tuple[None, None]:
    return (year.zfill(4), f"{year[:-1]}9".zfill(4)) if year[-2] != "0" else (None, None)


@cache
def _names() -> dict[str, int]:
    """Names of the parts of a year: months are 1 to 12, seasons 21 to 24, quarters 33 to 36, feasts above."""
    return {name: number for part in table("dates")["en"].values() for name, number in part.items()}


def _numeric(found: re.Match[str]) -> WrittenDate | None:
    year, month, day = map(int, found.groups())
    if year < _GREGORIAN or not _exists(year, month, day):
        return None
    return WrittenDate(found[0], year=found[1])


def _named(part: dict[str, str | None]) -> WrittenDate | None:
    """The date made of the matched `part`s, or None where they do not fit together."""
    month, month2 = part.get("month"), part.get("month2")
    last = _last_year(part)
    first = int(part.get("first") or last)
    number = _number(month)
    number2 = _number(month2) if month2 else number
    if number is None or number2 is None or not _in_order(part, (first, number), (last, number2)):
        return None
    day = int(part.get("day") or 0)
    day2 = int(part.get("day2") or day)
    if day and not (_exists(first, number, day) and _exists(last, number2, day2)):
        return None
    season = None
    if number > 12:
        season = " ".join(f"{month}–{month2}".split()) if month2 else " ".join(str(month).split())
    start, end = _iso(first, number, day), _iso(last, number2, day2)
    if 33 <= number <= 36:
        start, end = _iso(first, 3 * number - 98, 0), _iso(first, 3 * number - 96, 0)
    return WrittenDate(start, end if end != start else None, season, year=_anchor_year(part))


def _number(month: str | None) -> int | None:
    """The month's number, 0 where no month is written, None for a name that is not one."""
    return _names().get(month if "  " not in month else " ".join(month.split())) if month else 0


def _last_year(part: dict[str, str | None]) -> int:
    short, year = part.get("short"), part.get("year")
    return int(f"{(part.get('first') or '')[:2]}{short}" if short else year or 0)


def _in_order(part: dict[str, str | None], start: tuple[int, int], end: tuple[int, int]) -> bool:
    """Whether the parts make a range that runs forward, its months written alike, or one date."""
    (year, month), (year2, month2) = start, end
    if part.get("first") and year >= year2:
        return False
    if part.get("short") and not month and int(part["short"] or 0) <= 12:
        return False
    if part.get("month2"):
        if month > 12:
            return 20 < month < 25 and 20 < month2 < 25
        return month2 <= 12 and (year < year2 or month < month2) and _alike(part["month"], part["month2"])
    if part.get("first") and part.get("month"):
        return part["month"] in ("Winter", "Summer") and year2 == year + 1
    if part.get("day"):
        return month <= 12 and (not part.get("day2") or int(part["day"] or 0) < int(part["day2"] or 0))
    return True


def _alike(month: str | None, month2: str | None) -> bool:
    """Whether both months are spelled out or both are cut short; May is either."""
    lengths = [len(name) == _SHORT_STYLE for name in (month, month2) if name and name != "May"]
    return len(set(lengths)) < 2


def _exists(year: int, month: int, day: int) -> bool:
    """Whether the month has that day, by the Julian calendar before 1582 and the Gregorian one since."""
    if not 1 <= month <= 12 or day < 1:
        return False
    leap = year % 4 == 0 and (year < _GREGORIAN or year % 100 != 0 or year % 400 == 0)
    return day <= (29 if month == 2 and leap else _LENGTHS[month - 1])


def _iso(year: int, month: int, day: int) -> str:
    if day:
        return f"{year:04}-{month:02}-{day:02}"
    return f"{year:04}-{month:02}" if 0 < month <= 12 else f"{year:04}"


def _anchor_year(part: dict[str, str | None]) -> str:
    """A range of years is named by both of them, a range of days by the last one."""
    last = f"{part.get('short') or part.get('year')}{part.get('letter')}"
    return last if part.get("day") or not part.get("first") else f"{part['first']}–{last}"
