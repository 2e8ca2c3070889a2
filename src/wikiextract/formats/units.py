"""Numbers, units and roundings as {{convert}} reads them.

    "1,250"    1250, three significant figures and one zero of no weight
    "2+1/2"    2.5, shown 2 1/2
    "e6km2"    a million square kilometres

The factors are in `data/units.json`; the precision of a converted number follows
https://en.wikipedia.org/wiki/Template:Convert#Rounding.
"""

import math
import re
from functools import lru_cache
from typing import Final, NamedTuple

from wikiextract.data import table

_NUMBER = re.compile(r"([+-]?)([0-9]{0,30})(?:\.([0-9]{0,20}))?(?:[eE]([+-]?[0-9]{1,2}))?")
_FRACTION = re.compile(r"([+-]?)(?:([0-9]{1,9})[+ -])?([0-9]{1,9})/{1,2}([0-9]{1,9})")
_POWER = re.compile(r"e([0-9]{1,2})(.+)")
_VULGAR: Final = {
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "⅓": "1/3",
    "⅔": "2/3",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}
_SUPERSCRIPTS: Final = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


class Number(NamedTuple):
    """A number as it was written."""

    value: float
    shown: str
    """What a reader sees of it, with thousands parted by commas."""
    precision: int
    """Decimals that were written; negative for closing zeros of a whole number."""
    denominator: int
    """Of a fraction, else 0."""


class Unit(NamedTuple):
    """A unit of measurement."""

    code: str
    kind: str
    scale: float
    offset: float
    symbol: str
    singular: str
    plural: str
    default: str
    """Codes, parted by blanks, of the units that it is converted to when none is asked for."""


def number(text: str) -> Number | None:
    """The number that `text` writes in digits, or None."""
    text = (
        text.strip()
        .replace("&nbsp;", " ")
        .replace("&minus;", "-")
        .replace("−", "-")
        .replace("⁄", "/")
        .strip()
    )
    if len(text) > 40:
        return None
    if text and text[-1] in _VULGAR:
        text = (text[:-1].rstrip() + "+" if len(text) > 1 else "") + _VULGAR[text[-1]]
    plain = text.replace(",", "")
    match = _NUMBER.fullmatch(plain)
    if match and (match[2] or match[3]):
        return _decimal(match)
    match = _FRACTION.fullmatch(plain)
    if match and int(match[4]):
        return _fraction(match)
    return None


def _decimal(match: re.Match[str]) -> Number:
    sign, whole, decimals, exponent = match.groups()
    power = int(exponent or 0)
    value = float(f"{sign}{whole or 0}.{decimals or 0}e{power}")
    if decimals is None:
        precision = len(whole.rstrip("0")) - len(whole) if whole.strip("0") else -len(whole)
    else:
        precision = len(decimals)
    shown = grouped(whole or "0") + (f".{decimals}" if decimals else "")
    if exponent:
        shown += f"×10{superscript(str(power))}"
    return Number(value, ("−" if sign == "-" else sign) + shown, precision - power, 0)


def _fraction(match: re.Match[str]) -> Number:
    sign, whole, numerator, denominator = match.groups()
    value = int(whole or 0) + int(numerator) / int(denominator)
    shown = f"{whole} " if whole else ""
    shown = f"{'−' if sign == '-' else ''}{shown}{numerator}/{denominator}"
    return Number(-value if sign == "-" else value, shown, 0, int(denominator))


def grouped(digits: str) -> str:
    """Digits of a whole number with a comma before each three."""
    return f"{int(digits):,}" if digits.isdecimal() and len(digits) <= 30 and digits[0] != "0" else digits


def superscript(text: str) -> str:
    """Digits and minus signs, raised."""
    return text.translate(_SUPERSCRIPTS)


@lru_cache(maxsize=1024)
def unit(code: str) -> Unit | None:
    """The unit of that code ("km", "sqmi", "e6km2" for millions), or None."""
    units = table("units")
    code = code.strip().replace("&nbsp;", " ").replace("µ", "μ")
    code = units["synonyms"].get(code, code)
    if (row := units["units"].get(code)) is not None:
        kind, scale, symbol, singular, plural, default, offset = row
        return Unit(code, kind, scale, offset, symbol, singular, plural, default or "")
    match = _POWER.fullmatch(code)
    base = unit(match[2]) if match else None
    word = units["powers"].get(match[1]) if match else None
    if match is None or base is None or word is None or _POWER.fullmatch(match[2]):
        return None
    power = match[1]
    default = " ".join(f"e{power}{one}" for one in base.default.split())
    symbol = f"×10{superscript(power)} {base.symbol}"
    scale = base.scale * 10 ** int(power)
    return Unit(
        code, base.kind, scale, 0.0, symbol, f"{word} {base.plural}", f"{word} {base.plural}", default
    )


def converted(value: float, source: Unit, goal: Unit) -> float:
    """`value` of the one unit in the other, which is of the same kind."""
    return (value - source.offset) * source.scale / goal.scale + goal.offset


def precision(given: Number, source: Unit, goal: Unit, scale: float | None = None) -> int:
    """How many decimals the converted number has when nothing else is asked for; negative: zeros at its end.

    As precise as the number given, and at least two significant figures (three of kelvins). `scale` is the factor of
    the goal where a length in feet and inches is converted, which keeps more.
    """
    result = converted(given.value, source, goal)
    digits = max(math.log10(given.denominator), 1.0) if given.denominator else float(given.precision)
    if source.kind == "temperature":
        kelvins = abs((given.value - source.offset) * source.scale)
        least = 2 if kelvins < 1e-8 else 2 - math.floor(math.log10(kelvins) + 1e-14)
        return max(math.floor(digits), least)
    if given.value == 0 or result <= 0:
        return 0
    if goal.code in table("units")["more_precise"] and float(given.value).is_integer():
        adjust = -math.log10(source.scale)
    elif scale is not None:
        adjust = math.log10(scale) + 2
    else:
        adjust = math.log10(abs(given.value / result))
    least = 1 - math.floor(math.log10(result) + 1e-14)
    return max(math.floor(digits + adjust + math.log10(2)), least)


def rounded(value: float, digits: int) -> str:
    """The number with that many decimals (or zeros at its end), halves away from zero, commas, a true minus."""
    factor = 10.0**digits
    whole = math.floor(abs(value) * factor + 0.5 + 1e-9) / factor
    text = f"{whole:,.{max(digits, 0)}f}"
    return f"−{text}" if value < 0 and whole else text
