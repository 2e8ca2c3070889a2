"""Typed values that templates write.

    {{birth date and age|1947|4|1}}       date 1947-04-01; the age is left out
    {{convert|5|to|10|km|mi}}             quantity 5 to 10, unit km
    {{val|1.23|0.05|e=3|u=kg}}            quantity 1180 to 1280, unit kg, approximate
    {{coord|52|31|N|13|24|E}}             coordinates 52.5166667,13.4
    {{URL|example.org}}                   url http://example.org
    {{ICD10|E|83|5}}                      identifier E83.5 of icd-10
    {{lang|de|Berlin}}                    language de

Which template is read how is a row of `data/values.json`; coordinates and identifiers have tables of their own.
Arguments that do not fit give nothing. See the documentation of each, as
https://en.wikipedia.org/wiki/Template:Convert.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import NamedTuple

from wikiextract import geo, medical_codes
from wikiextract.data import table
from wikiextract.formats.convert import split_range
from wikiextract.formats.units import unit
from wikiextract.models import Value
from wikiextract.values.local_dates import LocalDate, from_numbers, local_date
from wikiextract.values.quantities import ARROWS, amount, has_decimal_comma, quantity, unit_of, without_notes
from wikiextract.values.value import coded, dated, measured
from wikiextract.values.words import Words, qualified

_EXPONENT = re.compile("(?:-?[0-9]{1,3})?")
_POWER = re.compile(r"e([0-9]{1,2})(.+)")
_DECIMAL_COMMA = re.compile(r"-?[0-9]{1,12},(?:[0-9]{1,2}|[0-9]{4,12})")


class Call(NamedTuple):
    """A template with its arguments as texts, and what it shows."""

    key: str
    positional: Sequence[str]
    named: Mapping[str, str]
    text: str
    span: tuple[int, int]
    language: str

    def argument(self, number: int) -> str:
        """The positional argument of that number, empty when there is none."""
        return self.positional[number - 1].strip() if len(self.positional) >= number else ""


def is_typed(key: str) -> bool:
    """Whether a template of this name (in lower case) writes a typed value."""
    return (
        key in table("values")["templates"]
        or geo.is_coordinates(key)
        or medical_codes.is_value_template(key)
        or key.startswith("lang-")
    )


def is_exact(key: str) -> bool:
    """Whether a template of this name writes nothing but a date or a quantity: what it does not, its text does not."""
    tables = table("values")
    return tables["templates"].get(key) in _EXACT and key not in tables["asides"]


def template_values(call: Call, words: Words) -> Iterator[Value]:
    """The values that the template writes, as the words around it make them; none when its arguments do not fit."""
    form = table("values")["templates"].get(call.key)
    if form in _NUMBERS:
        yield from _NUMBERS[form](call, words)
    elif form:
        for value in _FORMS[form](call):
            found = qualified(value, words) if value.kind in ("date", "quantity", "number") else value
            if found:
                yield found
    elif geo.is_coordinates(call.key):
        yield from _coordinates(call)
    elif medical_codes.is_value_template(call.key):
        yield from _identifier(call)
    elif call.argument(1):
        yield coded("language", call.text, call.span, code=call.key.removeprefix("lang-"), system="bcp-47")


def _dated(call: Call, date: LocalDate | None) -> Iterator[Value]:
    if date:
        yield dated(call.text, call.span, (date.start, date.end), approximate=date.approximate)


def _year_first(call: Call) -> Iterator[Value]:
    """`|y|m|d|…`; what follows is the hour, or the birth of someone whose death it is."""
    year, month, day = (call.argument(number) for number in (1, 2, 3))
    date = local_date(year, call.language) if len(year) > 4 else None
    yield from _dated(call, date or from_numbers(year, month, day, call.language))


def _span(call: Call) -> Iterator[Value]:
    """`|y|m|d|y|m|d`: the first and the last day of something."""
    first = from_numbers(call.argument(1), call.argument(2), call.argument(3), call.language)
    last = from_numbers(call.argument(4), call.argument(5), call.argument(6), call.language)
    if first and last and first.start < last.start:
        yield from _dated(call, first._replace(end=last.start))


def _day_first(call: Call) -> Iterator[Value]:
    day, month, year = (call.argument(number) for number in (1, 2, 3))
    parts = day.split()
    if not month and len(parts) == 3 and all(map(str.isdecimal, parts)):
        day, month, year = parts
    date = local_date(day, call.language) if not month else None
    yield from _dated(call, date or from_numbers(year, month, day, call.language))


def _releases(call: Call) -> Iterator[Value]:
    """`|y|m|d|place|y|m|d|place…`, later parts of a date and places left out at will."""
    numbers: list[str] = []
    for argument in [*call.positional, ""]:
        if argument.strip().isdecimal() and len(numbers) < 3:
            numbers.append(argument.strip())
        elif numbers:
            date = from_numbers(*[*numbers, "", ""][:3])
            if date:
                yield dated(date.start, call.span, (date.start, None), approximate=False)
            numbers = []


def _dates(call: Call) -> Iterator[Value]:
    """`|JP|1985|EU|May 1986`: every argument that is a date."""
    for argument in call.positional:
        date = local_date(argument.strip(), call.language)
        if date:
            yield dated(argument.strip(), call.span, (date.start, date.end), approximate=date.approximate)


def _height(call: Call) -> Iterator[Value]:
    """`|m=1.78`, `|cm=178`, `|ft=5|in=10`: the first of these."""
    given = {unit: amount(call.named.get(unit, "")) for unit in ("m", "cm", "ft", "in")}
    number, unit = next(((given[unit], unit) for unit in ("m", "cm", "ft") if given[unit]), (None, ""))
    if number is not None:
        number += (given["in"] or Decimal(0)) / 12 if unit == "ft" else 0
        yield measured(call.text, call.span, (float(number), None), unit=unit, approximate=False)


def _text(call: Call) -> Iterator[Value]:
    """A date as text, in one argument or day, month and year in three."""
    whole = " ".join(filter(None, map(str.strip, call.positional[:3])))
    date = local_date(whole, call.language) or local_date(call.argument(1), call.language)
    if date is None and call.argument(2).isdecimal():
        day, month, year = (call.argument(number) for number in (1, 2, 3))
        date = from_numbers(year, month, day, call.language)
    yield from _dated(call, date)


def _circa(call: Call) -> Iterator[Value]:
    first, last = local_date(call.argument(1), call.language), local_date(call.argument(2), call.language)
    if first:
        yield dated(call.text, call.span, (first.start, last.start if last else first.end), approximate=True)


def _address(call: Call) -> Iterator[Value]:
    address = call.argument(1) or call.named.get("url", call.named.get("1", "")).strip()
    if "." in address and not any(map(str.isspace, address)):
        yield coded("url", call.text or address, call.span, code=_url(address))


def _url(address: str) -> str:
    return address if "://" in address else f"http://{address}"


def _language(call: Call) -> Iterator[Value]:
    code, text = call.argument(1), call.argument(2) or call.named.get("text", "")
    if code and text and all(part.isalnum() for part in code.split("-")):
        yield coded("language", call.text or text, call.span, code=code, system="bcp-47")


def _coordinates(call: Call) -> Iterator[Value]:
    place = geo.place(call.key, call.positional, call.named, call.language)
    if place:
        code = f"{place.latitude},{place.longitude}"
        yield coded(
            "coordinates", call.text if "°" in call.text else code, call.span, code=code, system="wgs84"
        )


def _identifier(call: Call) -> Iterator[Value]:
    said = medical_codes.assembled(call.key, call.positional, call.named)
    code = medical_codes.checked(said.system, said.code) if said else None
    if code and code.valid is not False:
        yield coded("identifier", code.code, call.span, code=code.code, system=code.system)


def _value(call: Call, words: Words) -> Iterator[Value]:
    """{{val}}: a number, its uncertainty, a power of ten, a unit; `p` stands before it, `s` and `end` behind."""
    number, exponent = amount(call.argument(1)), call.named.get("e", "").replace("−", "-").strip()
    unit = _unit_of_value(call)
    if number is None or unit is None or not _EXPONENT.fullmatch(exponent):
        return
    around = Words(words.before + call.named.get("p", "").strip(), words.behind)
    if not unit and not exponent and not call.argument(2):
        yield from _in_text(call, number, around)
        return
    ends = _ends(call, number)
    if ends is None:
        return
    scale = Decimal(10) ** int(exponent or 0)
    low, high = float(ends[0] * scale), None if ends[1] is None else float(ends[1] * scale)
    if isfinite(low) and (high is None or isfinite(high)):
        uncertain = bool(call.argument(2)) and call.argument(2).lower() not in _separators()
        value = measured(call.text, call.span, (low, high), unit=unit or None, approximate=uncertain)
        if found := qualified(value, around):
            yield found


def _unit_of_value(call: Call) -> str | None:
    """The unit of a {{val}}, empty where it has none; None where something else stands behind the number."""
    unit, per = (call.named.get(name) or call.named.get(f"{name}l") or "" for name in ("u", "up"))
    unit = "/".join(filter(None, (unit.strip(), per.strip())))
    for name in ("s", "end"):
        if suffix := call.named.get(name, "").strip():
            known = unit_of(suffix)
            if known is None or unit:
                return None
            unit = known
    return unit


def _ends(call: Call, number: Decimal) -> tuple[Decimal, Decimal | None] | None:
    """Both ends of a {{val}} with an uncertainty or of a range, one number of others; None where it is not clear."""
    second = call.argument(2)
    third = amount(call.argument(3))
    if mark := _separators().get(second.lower()):
        return (number, third) if mark == "range" and third is not None and number <= third else None
    error = amount(second)
    if error is None:
        return (number, None) if not second or second.startswith("(") else None
    return number - abs(error if third is None else third), number + abs(error)


def _separators() -> Mapping[str, str]:
    """What may stand between two numbers, and what it makes of them."""
    separators: Mapping[str, str] = table("values")["convert_separators"]
    return separators


def _number(call: Call, words: Words) -> Iterator[Value]:
    """{{nts|5,000}}, {{formatnum:5000}}: the number itself, and what stands around it."""
    number = amount(call.argument(1))
    if number is not None and isfinite(float(number)):
        yield from _in_text(call, number, words)


def _in_text(call: Call, number: Decimal, words: Words) -> Iterator[Value]:
    """What a number is with the words around it: read as text is."""
    behind = without_notes(f"1{words.behind}")[1:]
    if any(map(str.isdecimal, words.before + behind)):
        return
    found = quantity(f"{words.before.lstrip(ARROWS)}{number:f}{behind}")
    if found:
        yield measured(
            call.text, call.span, (found.low, found.high), unit=found.unit, approximate=found.approximate
        )


def _conversion(call: Call) -> Iterator[Value]:
    """{{convert}}: numbers, what stands between them, and the unit that they are in."""
    arguments = split_range([argument.strip() for argument in call.positional])
    call = call._replace(positional=arguments)
    comma = has_decimal_comma(call.language)
    numbers: list[Decimal] = []
    between = ""
    at = 1
    while (number := _amount(call.argument(at), comma)) is not None and len(numbers) < 4:
        numbers.append(number)
        mark = _separators().get(call.argument(at + 1).lower())
        at += 1
        if mark is None:
            break
        between = mark
        at += 1
    code = call.argument(at)
    if not numbers or not code or len(code) > 40:
        return
    known = _unit(code)
    if known is None:
        return
    scale, name = known
    for low, high in _intervals(_compounded(call, numbers, at), between):
        ends = float(low * scale), None if high is None else float(high * scale)
        yield measured(call.text, call.span, ends, unit=name, approximate=between == "error")


def _unit(code: str) -> tuple[Decimal, str] | None:
    """The factor and the unit of a code of {{convert}}: `e6km2` is a million km2, `C` is °C; None for no unit.

    A code that is a unit is given as it is written.
    """
    power = _POWER.fullmatch(code)
    known = unit(code)
    if power and known:
        return Decimal(10) ** int(power[1]), power[2]
    if known:
        return Decimal(1), known.symbol if known.kind.startswith("temperature") else code
    return (Decimal(1), code) if unit_of(code) else None


def _intervals(numbers: list[Decimal], between: str) -> list[tuple[Decimal, Decimal | None]]:
    if len(numbers) == 2 and between == "range":
        return [(numbers[0], numbers[1])] if numbers[0] <= numbers[1] else []
    if len(numbers) == 2 and between == "error":
        return [(numbers[0] - abs(numbers[1]), numbers[0] + abs(numbers[1]))]
    return [(number, None) for number in numbers]


def _compounded(call: Call, numbers: list[Decimal], at: int) -> list[Decimal]:
    """`5|ft|11|in`: the second number in parts of the first one's unit."""
    parts = table("values")["compound_units"].get(call.argument(at), {})
    further, part = _amount(call.argument(at + 1)), parts.get(call.argument(at + 2))
    if further is None or part is None or len(numbers) != 1:
        return numbers
    return [numbers[0] + further / Decimal(part)]


def _amount(text: str, decimal_comma: bool = False) -> Decimal | None:
    """A number as {{convert}} takes them: `1,000`, `1/2`, `1+1/2`, `1//2`, `1.2e3`, `−5`.

    With `decimal_comma` also `5,5`, and not `5,500`, which may be either.
    """
    text = text.strip().replace("−", "-").replace("&minus;", "-")
    if decimal_comma and text.count(",") == 1:
        if not _DECIMAL_COMMA.fullmatch(text):
            return None
        text = text.replace(",", ".")
    number = amount(text)
    if number is not None or not text or len(text) > 30 or not any(map(str.isdigit, text)):
        return number
    whole, plus, fraction = text.replace("//", "/").rpartition("+")
    above, slash, below = fraction.partition("/")
    if slash:
        start, upper, lower = amount(whole) if plus else Decimal(0), amount(above), amount(below)
        return start + upper / lower if start is not None and upper is not None and lower else None
    try:
        number = Decimal(text) if "e" in text.lower() else None
    except InvalidOperation:
        return None
    return number if number is not None and abs(number.adjusted()) < 300 else None


_FORMS: dict[str, Callable[[Call], Iterator[Value]]] = {
    "ymd": _year_first,
    "span": _span,
    "dmy": _day_first,
    "text": _text,
    "releases": _releases,
    "dates": _dates,
    "height": _height,
    "circa": _circa,
    "convert": _conversion,
    "url": _address,
    "language": _language,
}

_NUMBERS: dict[str | None, Callable[[Call, Words], Iterator[Value]]] = {"val": _value, "number": _number}

_EXACT = frozenset({"ymd", "dmy", "text", "span", "releases", "circa", "height", "convert", "val", "number"})
