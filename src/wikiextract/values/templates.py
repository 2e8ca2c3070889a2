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

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import NamedTuple

from wikiextract import geo, medical_codes
from wikiextract.data import table
from wikiextract.models import Value
from wikiextract.values.local_dates import LocalDate, from_numbers, local_date
from wikiextract.values.quantities import amount, unit_of
from wikiextract.values.value import coded, dated, measured


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


def template_values(call: Call) -> Iterator[Value]:
    """The values that the template writes; none when its arguments do not make one."""
    form = table("values")["templates"].get(call.key)
    if form:
        yield from _FORMS[form](call)
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
    first, last = (
        from_numbers(*(call.argument(number) for number in place), call.language)
        for place in ((1, 2, 3), (4, 5, 6))
    )
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


def _value(call: Call) -> Iterator[Value]:
    """{{val}}: a number, its uncertainty, a power of ten and a unit."""
    number, error, lower = amount(call.argument(1)), amount(call.argument(2)), amount(call.argument(3))
    exponent = call.named.get("e", "0").replace("−", "-").strip()
    if number is None or not exponent.lstrip("-").isdecimal() or len(exponent) > 4:
        return
    scale = Decimal(10) ** int(exponent)
    unit, per = (call.named.get(name) or call.named.get(f"{name}l") or "" for name in ("u", "up"))
    unit = "/".join(filter(None, (unit.strip(), per.strip()))) or unit_of(call.named.get("s", "")) or ""
    low, high = float(number * scale), None
    if error is not None:
        below = error if lower is None else lower
        low, high = float((number - abs(below)) * scale), float((number + abs(error)) * scale)
    if isfinite(low) and (high is None or isfinite(high)):
        uncertain = error is not None or call.argument(2).startswith("(")
        yield measured(call.text, call.span, (low, high), unit=unit or None, approximate=uncertain)


def _number(call: Call) -> Iterator[Value]:
    """{{nts|5,000}}, {{formatnum:5000}}: the number itself."""
    number = amount(call.argument(1))
    if number is not None and isfinite(float(number)):
        yield measured(call.text, call.span, (float(number), None), unit=None, approximate=False)


def _conversion(call: Call) -> Iterator[Value]:
    """{{convert}}: numbers, what stands between them, and the unit that they are in."""
    numbers: list[Decimal] = []
    between = ""
    at = 1
    while (number := _amount(call.argument(at))) is not None and len(numbers) < 4:
        numbers.append(number)
        mark = table("values")["convert_separators"].get(call.argument(at + 1).lower())
        at += 1
        if mark is None:
            break
        between = mark
        at += 1
    unit = call.argument(at)
    if not numbers or not unit or _amount(unit) is not None or len(unit) > 40:
        return
    for low, high in _intervals(_compounded(call, numbers, at), between):
        ends = float(low), None if high is None else float(high)
        yield measured(call.text, call.span, ends, unit=unit, approximate=between == "error")


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


def _amount(text: str) -> Decimal | None:
    """A number as {{convert}} takes them: `1,000`, `1/2`, `1+1/2`, `1//2`, `1.2e3`, `−5`."""
    text = text.strip().replace("−", "-").replace("&minus;", "-")
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
    "val": _value,
    "number": _number,
    "url": _address,
    "language": _language,
}
