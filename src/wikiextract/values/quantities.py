"""A text that is a number or a quantity, as numbers.

    891.85 km²            891.85, unit km²             US$5 million      5000000, unit US$
    ~8.8 million (2015)   8800000, approximate         1 in 5,000        0.0002
    0.3–1 %               0.3 to 1, unit %             2 per 100,000     2, unit "per 100,000"
    <5%                   at most 5, unit %, approximate
    18 ± 2 years          16 to 20, unit years, approximate
    1.5 × 10⁶ cells       1500000, unit cells              10⁻³ mol      0.001, unit mol
    3/100,000             3, unit /100,000: a slash before a round number from a thousand on makes a rate
    5 ft 3 in             5.25, unit ft

The whole text must be one; notes in parentheses behind it are left out. Anything else is refused: ordinals (`5th`),
dimensions (`3 × 4 m`), numbers with a leading zero (`030`, a code), other numbers behind a slash (`120/80`, `24/7`),
other powers than those of ten, units that `data/values.json` does not have.
"""

import re
from decimal import Decimal
from functools import cache
from typing import Any, Final, NamedTuple

from wikiextract.data import table

_SIGN = "[-−+]?"
_POINT = re.compile(
    rf"{_SIGN}(?:(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]{{1,30}})(?:\.[0-9]{{1,30}})?|\.[0-9]{{1,30}})"
)
_COMMA = re.compile(
    rf"{_SIGN}(?:[0-9]{{1,3}}(?:[.\u00a0\u202f\u2009 ][0-9]{{3}})+(?![0-9])|[0-9]{{1,30}})(?:,[0-9]{{1,30}})?"
)
_NOTE = re.compile(r"\s*\([^()]*\)\s*")
_WORDS = re.compile(r"[~≈<>≤≥]|[^\W\d_]+\.?(?: (?:than|least|most|to)(?= ))?")
_WORD = re.compile(r"\s*([^\W\d_]+)\.?(?!\w)")
_DASH = re.compile(r"\s*(?:[-–—−]|to(?= )|bis(?= )|à(?= ))\s*")
_ERROR = re.compile(r"\s*(?:±|\+/-|\+/−)\s*")
_RATIO = re.compile(r"\s+(in|out of|of)\s+")
_YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")
_PER = re.compile(
    r"(?:(?:per|pro|por)\s?[0-9][0-9,. ]{0,20}|/\s?10{0,2}(?:[,. ]?000){1,4})(?:\s[^\W\d_][^\d]{0,40})?"
)
_TIMES_POWER = re.compile(r"\s?[×·x]\s?10(?:([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\^([-−+]?[0-9]{1,2}))")
_POWER = re.compile(r"10(?:([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\^([-−+]?[0-9]{1,2}))")
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "+-0123456789-")
_PARTS = re.compile(r"\s?/\s?| per ")
_FEET = re.compile(
    r"([0-9]{1,3})\s?(?:ft|feet|foot|['′])\.?,?\s?([0-9]{1,2}(?:\.[0-9]{1,10})?)\s?(?:in|inch|inches|[\"″])\.?"
)
_MAYBE_THOUSANDS = re.compile(r"[-−+]?[1-9][0-9]{0,2},[0-9]{3}")
_MAYBE_EITHER = re.compile(r"[-−+]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUP_MARK = re.compile("[,.\\s]")
_LONGEST = 120

ARROWS: Final = "▲▼△▽▬ "
"""What {{increase}}, {{decrease}} and the like show before a number."""


class Quantity(NamedTuple):
    """Numbers and what they count. One number is `low`; a range has both; an upper bound only `high`."""

    low: float | None
    high: float | None
    unit: str | None
    approximate: bool


class _Bounds(NamedTuple):
    """What the words before a number say."""

    approximate: bool = False
    at_most: bool = False


class _Second(NamedTuple):
    """The second number of a range, or the error of the first."""

    written: str
    value: Decimal
    scale: Decimal
    error: bool
    end: int


def quantity(text: str, decimal_comma: bool = False) -> Quantity | None:
    """The quantity that the whole of `text` is, or None.

    `decimal_comma`: the text writes 1.234,5 for one thousand and so on, as most languages but English do. There
    `42,000` may be forty-two or, by a hand used to English, forty-two thousand: it is refused.
    """
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    text = without_notes(text)
    if feet := _FEET.fullmatch(text):
        return _feet(feet)
    number = _COMMA if decimal_comma else _POINT
    said = _bounds(text)
    if said is None:
        return None
    bounds, at = said
    currency, at = _currency(text, at)
    first = number.match(text, at)
    if first and decimal_comma:
        first = _comma_or_point(text, first)
    if first is None or _is_code(first[0]):
        return None
    low, scale, at = _scaled(text, first)
    if of := _RATIO.match(text, at):
        ratio = None if currency else _ratio(text, of.end(), low)
        if ratio:
            return _bounded(ratio, bounds)
        if of[1] != "in" or not _YEAR.fullmatch(text, of.end()) or low <= int(text[of.end() :]):
            return None
        text = text[:at]
    second = _second(text, at, number)
    if second and (_shares_thousands(first[0], second.written) or (decimal_comma and _is_unclear(second))):
        return None
    more = second is None and text.startswith("+", at)
    at = second.end if second else at + more
    unit = unit_of(text[at:], currency) if text[at:].strip() else currency or ""
    ends = _ends(low, scale, second)
    if unit is None or ends is None:
        return None
    if decimal_comma and scale == 1 and _MAYBE_THOUSANDS.fullmatch(first[0]):
        return None
    error = second is not None and second.error
    return _bounded(Quantity(*ends, unit or None, error or more), bounds)


def _bounded(found: Quantity, bounds: _Bounds) -> Quantity:
    """The quantity with what the words before it say."""
    if bounds.at_most and found.high is None:
        return Quantity(None, found.low, found.unit, True)
    return found._replace(approximate=found.approximate or bounds.approximate)


def _feet(match: re.Match[str]) -> Quantity | None:
    """Feet and inches, in feet."""
    inches = Decimal(match[2])
    return Quantity(float(int(match[1]) + inches / 12), None, "ft", False) if inches < 12 else None


def amount(text: str) -> Decimal | None:
    """The number that the whole of `text` is, its thousands marked by commas or not."""
    text = text.strip()
    return _decimal(text) if len(text) < 40 and _POINT.fullmatch(text) else None


def without_notes(text: str) -> str:
    """`text` without the parentheses at its end; an era in them, `500 (BC)`, is no note."""
    text = text.strip()
    while text.endswith(")"):
        notes = list(_NOTE.finditer(text))
        if not notes or notes[-1].end() != len(text) or notes[-1].start() == 0 or is_era(notes[-1][0]):
            break
        text = text[: notes[-1].start()].rstrip()
    return text


@cache
def has_decimal_comma(language: str) -> bool:
    """Whether numbers are written 1.234,5 in the language, or 1 234,5."""
    said = table("numbers").get(language)
    return language in table("values")["decimal_comma"] or (said is not None and said[1] == ",")


def is_era(text: str) -> bool:
    """Whether the text says of a year before it that it is none of the years since Christ: `BC`, `(B.C.)`, `AH`."""
    letters = "".join(filter(str.isalpha, text)).lower()
    return letters in _tables()["eras"] and not any(map(str.isdigit, text))


def unit_of(text: str, currency: str | None = None) -> str | None:
    """`text` if it is a unit, or a unit per another; None if it is not."""
    unit = text.strip()
    if unit[-1:] == "." and unit not in _tables()["units"]:
        unit = unit[:-1]
    if currency or len(unit) > 60 or not unit:
        return None
    if _PER.fullmatch(unit):
        return unit
    # A letter that touches its number may be anything: 5A, 7M.
    if unit.isalpha() and len(unit) == 1 and text[:1] == unit:
        return None
    known = _tables()["units"]
    parts = _PARTS.split(unit)
    return unit if all(part in known or part.lower() in known for part in parts) else None


@cache
def _tables() -> dict[str, Any]:
    tables = table("values")
    return {
        "approximate": frozenset(tables["approximate"]),
        "at_most": frozenset(tables["at_most"]),
        "at_least": frozenset(tables["at_least"]),
        "scales": {word: Decimal(scale) for word, scale in tables["scales"].items()},
        "currencies": sorted(tables["currencies"], key=len, reverse=True),
        "units": frozenset(tables["units"]),
        "populations": frozenset(tables["populations"]),
        "eras": frozenset(tables["eras"]),
    }


def _bounds(text: str) -> tuple[_Bounds, int] | None:
    """What is said before the number, and where it begins; None for words that say something else."""
    words = _WORDS.match(text)
    if words is None or any(text.startswith(name) for name in _tables()["currencies"]):
        return _Bounds(), 0
    word = words[0].lower().rstrip(".")
    at = words.end() + len(text[words.end() :]) - len(text[words.end() :].lstrip())
    if at == words.end() and words[0][-1].isalpha():  # C5, a name
        return None
    if word in _tables()["at_most"]:
        return _Bounds(True, True), at
    if word in _tables()["approximate"] or word in _tables()["at_least"]:
        return _Bounds(True), at
    return None


def _currency(text: str, at: int) -> tuple[str | None, int]:
    for name in _tables()["currencies"]:
        if text.startswith(name, at):
            at += len(name)
            return name, at + (text[at : at + 1] in (" ", "\u00a0"))
    return None, at


def _is_code(number: str) -> bool:
    digits = number.lstrip("-−+")
    return len(digits) > 1 and digits[0] == "0" and digits[1].isdigit()


def _comma_or_point(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The number at the match, where the comma is decimal but values for programs have a point: `891.85`.

    `1,234,567` is as clear; `0.950` cannot be thousands and `1.234` may be either: one is read, the other refused.
    """
    other = _POINT.match(text, match.start())
    if other is not None and other[0].count(",") > 1:
        return other
    if other is None or "." not in other[0] or other[0].count(".") > match[0].count(".") + 1:
        return match
    whole, _, fraction = other[0].partition(".")
    if match[0].count(".") > 1 or "," in match[0] or "," in whole:
        return match
    return other if len(fraction) != 3 or whole.lstrip("-−+") == "0" else None


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace("−", "-").replace(",", ""))


def _plain(match: re.Match[str]) -> Decimal:
    """The matched number, in either way of writing."""
    written = match[0]
    if match.re is _COMMA:
        written = re.sub(r"[.\s]", "", written).replace(",", ".")
    return _decimal(written)


def _scaled(text: str, match: re.Match[str]) -> tuple[Decimal, Decimal, int]:
    """The number with the word or power behind it (`million`, `× 10⁶`) reckoned in, their value, and where it ends."""
    if power := _POWER.match(text, match.start()):
        return _power_of_ten(power), Decimal(1), power.end()
    if power := _TIMES_POWER.match(text, match.end()):
        times = _power_of_ten(power)
        return _plain(match) * times, times, power.end()
    word = _WORD.match(text, match.end())
    scale = _tables()["scales"].get(word[1].lower()) if word else None
    if scale is None or word is None:
        return _plain(match), Decimal(1), match.end()
    return _plain(match) * scale, scale, word.end()


def _power_of_ten(match: re.Match[str]) -> Decimal:
    return Decimal(10) ** int((match[1] or match[2]).translate(_RAISED))


def _second(text: str, at: int, number: re.Pattern[str]) -> _Second | None:
    """The number behind a dash or a ±."""
    for mark, error in ((_ERROR, True), (_DASH, False)):
        between = mark.match(text, at)
        following = number.match(text, between.end()) if between else None
        if following and not _is_code(following[0]):
            value, scale, end = _scaled(text, following)
            return _Second(following[0], value, scale, error, end)
    return None


def _ends(low: Decimal, scale: Decimal, second: _Second | None) -> tuple[float, float | None] | None:
    """Both ends of what is written; `2–3 million` begins at two million. None for a range that runs backward."""
    if second is None:
        return float(low), None
    factor = second.scale if scale == 1 else Decimal(1)
    if second.error:
        error = abs(second.value)
        return float(low * factor - error), float(low * factor + error)
    low *= factor
    return (float(low), float(second.value)) if low <= second.value else None


def _shares_thousands(first: str, second: str) -> bool:
    """Whether the thousands of the second number may be those of the first too: `25–30,000`, not `500–1,000`."""
    groups = _GROUP_MARK.split(second.lstrip("-−+"))
    return len(groups) > 1 and len(groups[1]) == 3 and first.isdecimal() and int(first) < int(groups[0] or 0)


def _is_unclear(second: _Second) -> bool:
    """Whether a number where the comma is decimal may be one of thousands: `2.000`, `2,000`."""
    return second.scale == 1 and _MAYBE_EITHER.fullmatch(second.written) is not None


def _ratio(text: str, at: int, low: Decimal) -> Quantity | None:
    """`1 in 5,000` and `1 in 500–1,000 births`, as a share of one; the second number begins at `at`.

    A number in a year (`120 in 2010`) is no share, and none is more than one.
    """
    of = _POINT.match(text, at)
    if of is None or _plain(of) <= 0:
        return None
    least, scale, at = _scaled(text, of)
    second = _second(text, at, _POINT)
    words = text[second.end if second else at :].strip()
    if words and words not in _tables()["populations"]:
        return None
    if second is None:
        in_year = not words and _YEAR.fullmatch(of[0]) and scale == 1 and (low != 1 or least % 100)
        return None if in_year or low > least else Quantity(float(low / least), None, None, False)
    if scale == 1:
        least *= second.scale
    if second.error or second.value < least or low > least or _shares_thousands(of[0], second.written):
        return None
    return Quantity(float(low / second.value), float(low / least), None, False)
