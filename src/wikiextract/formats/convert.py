"""What {{convert}} shows: the quantity as given and, in parentheses, what it is in another unit.

    {{convert|5|km|mi}}             5 kilometres (3.1 mi)
    {{cvt|5|to|10|kg}}              5 to 10 kg (11 to 22 lb)
    {{convert|5|ft|11|in|cm}}       5 feet 11 inches (180 cm)
    {{convert|20|C|abbr=off}}       20 degrees Celsius (68 degrees Fahrenheit)

Left alone: units that no table knows, spelt-out numbers. Then only what was given is shown. On wikis that are
not in English the names of units differ: there, too, only what was given is shown, with its symbol.
https://en.wikipedia.org/wiki/Template:Convert
"""

import math
import re
from typing import Final, NamedTuple

from wikiextract.data import table
from wikiextract.formats.call import Call
from wikiextract.formats.units import Number, Unit, converted, number, precision, rounded, unit
from wikiextract.marks import NOTHING

_RANGE = re.compile(r"(?<=[0-9.½¼¾])( ?(?:[–×x±]|\+/-|(?<![eE])-) ?| to | and | or | by )(?=[+−-]?[0-9.½¼¾])")
_OUTPUT_ONLY: Final = ("out", "output only", "output")
_NUMBER_ONLY: Final = ("number", "num", "output number only", "numbers")
CELLS: Final = ("table", "tablecen")
"""What `disp` says for a cell of a table for each number, parted by `||`: numbers only."""
_SYMBOLS: Final = ("temperature", "temperature difference")


class Quantity(NamedTuple):
    """What is to be converted: several numbers where there is a range, several units in feet and inches."""

    numbers: tuple[Number, ...]
    between: tuple[str, ...]
    """The words of the range ("to", "-", "x") between the numbers."""
    unit: Unit
    parts: tuple[tuple[Number, Unit], ...]
    """The smaller units that follow ("11 in"), else empty."""
    rest: tuple[str, ...]
    """The arguments that follow."""


def convert(call: Call) -> str | None:
    """What a {{convert}} shows, or None where not even its number can be read."""
    quantity = _quantity(call.arguments())
    if quantity is None:
        return _unread(call.filled(), cells=call.name("disp") in CELLS)
    if call.name("disp") in CELLS:
        return _cells(quantity, call)
    left, right = _named(call)
    english = call.language in ("en", "simple")
    adjective = call.name("adj")
    given = _given(quantity, left if english else 0, adjective.startswith(("on", "mid", "1")))
    if adjective == "mid":
        given += next(
            (word for word in quantity.rest if word and unit(word) is None and number(word) is None), ""
        )
    outputs = _outputs(quantity, call) if english else None
    text = given if outputs is None else _joined(given, outputs, call, (left, right))
    if call.name("sp") == "us":
        text = text.replace("metre", "meter").replace("litre", "liter").replace("tonne", "metric ton")
    return text


def _cells(quantity: Quantity, call: Call) -> str:
    """The numbers without their units, parted as cells of a table are; what is not known is an empty cell."""
    measured = _given(quantity, 0, False)
    given = measured if quantity.parts else measured.removesuffix(quantity.unit.symbol).rstrip()
    outputs = _outputs(quantity, call) if call.language in ("en", "simple") else None
    others = [numbers for numbers, _ in outputs] if outputs else [""] * max(len(_goals(quantity)[0]), 1)
    return "||".join([*others, given] if call.name("order") == "flip" else [given, *others])


def _unread(filled: list[str], *, cells: bool) -> str | None:
    """Of an unknown unit, what was given: "5 foo", "15 to 20 foo"; as cells, "5" and an empty one."""
    if not filled or NOTHING in filled[0]:
        return None
    if cells:
        return f"{filled[0]}||"
    ranges: dict[str, list[str]] = table("units")["ranges"]
    if len(filled) > 3 and filled[1] in ranges:
        return f"{filled[0]}{ranges[filled[1]][0]}{filled[2]} {filled[3]}"
    return " ".join(filled[:2])


def _named(call: Call) -> tuple[int, int]:
    """For what stands first and second: 0 symbols, 1 names (temperatures in symbols), 2 names alone."""
    said = call.name("abbr").lower() or ("on" if call.key in ("cvt", "convert/cvt") else "")
    if said in ("on", "y", "yes", "~"):
        return 0, 0
    if said in ("off", "none", "no"):
        return 2, 2
    if not said and call.name("disp") in ("or", "slash"):
        return 1, 1
    return (0, 1) if said == "in" else (1, 0)


def _quantity(arguments: list[str]) -> Quantity | None:
    """Reads numbers, words of a range, the unit and smaller units, or gives None."""
    ranges = table("units")["ranges"]
    arguments = split_range(arguments)
    first = number(arguments[0]) if arguments else None
    if first is None:
        return None
    numbers, between, at = [first], [], 1
    while (
        at + 2 < len(arguments)
        and arguments[at] in ranges
        and (found := number(arguments[at + 1])) is not None
    ):
        numbers.append(found)
        between.append(arguments[at])
        at += 2
    measure = unit(arguments[at]) if at < len(arguments) else None
    if measure is None:
        return None
    at += 1
    parts: list[tuple[Number, Unit]] = []
    last = measure
    while at + 1 < len(arguments) and len(numbers) == 1:
        smaller, count = unit(arguments[at + 1]), number(arguments[at])
        divisions = table("units")["subdivisions"].get(last.code, {})
        if smaller is None or count is None or smaller.code not in divisions:
            break
        parts.append((count, smaller))
        last, at = smaller, at + 2
    return Quantity(tuple(numbers), tuple(between), measure, tuple(parts), tuple(arguments[at:]))


def split_range(arguments: list[str]) -> list[str]:
    """The arguments with a range that is written in the first as arguments of its own: `5–6` is 5, – and 6."""
    if arguments and len(arguments[0]) < 80 and number(arguments[0]) is None:
        return [part.strip() for part in _RANGE.split(arguments[0])] + arguments[1:]
    return arguments


def _given(quantity: Quantity, names: int, adjective: bool) -> str:
    """The quantity as it was given."""
    shown = [one.shown for one in quantity.numbers]
    if quantity.parts:
        pieces = [(quantity.numbers[0], quantity.unit), *quantity.parts]
        gap = "-" if adjective and names else " "
        return gap.join(f"{one.shown}{gap}{_name(one.shown, unit, names, adjective)}" for one, unit in pieces)
    last = quantity.numbers[-1]
    name = _name(
        "1" if last.denominator and abs(last.value) <= 1 else last.shown, quantity.unit, names, adjective
    )
    return _measured(shown, quantity.between, (name, quantity.unit, names), adjective)


def _measured(
    shown: list[str], between: tuple[str, ...], named: tuple[str, Unit, int], adjective: bool
) -> str:
    """Numbers with the words between them and the unit behind: "5 to 10 km", "2 m × 3 m", "5-kilometre"."""
    name, measure, names = named
    spelt = _spelt(measure, names)
    ranges = table("units")["ranges"]
    gap = "-" if adjective and spelt else _gap(name)
    if not spelt and any(ranges[word][1] == " × " for word in between):
        return " × ".join(f"{one}{gap}{name}" for one in shown)
    text = shown[0]
    for word, one in zip(between, shown[1:], strict=True):
        joint = ranges[word][0]
        text += (joint.replace(" ", "-") if gap == "-" else joint) + one
    return f"{text}{gap}{name}"


def _spelt(measure: Unit, names: int) -> bool:
    return names == 2 or (names == 1 and measure.kind not in _SYMBOLS)


def _name(shown: str, measure: Unit, names: int, adjective: bool) -> str:
    if not _spelt(measure, names):
        return measure.symbol
    name = measure.singular if adjective or shown in ("1", "−1") else measure.plural
    return name.replace(" ", "-") if adjective else name


def _gap(name: str) -> str:
    return "" if name.startswith(("/", "×")) else " "


def _outputs(quantity: Quantity, call: Call) -> list[tuple[str, str]] | None:
    """(numbers, numbers with their unit) for each unit that the quantity is converted to; None if one is not known."""
    codes, digits = _goals(quantity)
    names = _named(call)[0 if call.name("order") == "flip" else 1]
    found = []
    for code in codes:
        if code in table("units")["combinations"]:
            output = _combined(quantity, code, digits)
        else:
            output = _single(quantity, code, (digits, names), call)
        if output is None:
            return None
        found.append(output)
    return found or None


def _goals(quantity: Quantity) -> tuple[list[str], int | None]:
    """The codes of the units asked for (else the unit's own) and the number of decimals asked for."""
    units = table("units")
    rest = [argument for argument in quantity.rest if argument]
    digits = next((int(argument) for argument in rest if re.fullmatch(r"-?[0-9]{1,2}", argument)), None)
    for argument in rest:
        if argument in units["combinations"]:
            return [argument], digits
        codes = [argument] if unit(argument) else argument.replace("+", " ").split()
        if codes and all(unit(code) or code in units["combinations"] for code in codes):
            return codes, digits
        if not re.fullmatch(r"-?[0-9]{1,2}", argument):
            break
    if quantity.unit.code == "m" and not quantity.parts:
        return ["ftin" if 0 < quantity.numbers[0].value < 3 else "ft"], digits
    if quantity.parts:
        return units["composite_defaults"].get(quantity.unit.code, "").split(), digits
    return quantity.unit.default.split(), digits


def _base(quantity: Quantity) -> tuple[list[Number], Unit]:
    """The numbers in the smallest unit given."""
    if not quantity.parts:
        return list(quantity.numbers), quantity.unit
    total, measure = quantity.numbers[0].value, quantity.unit
    for count, smaller in quantity.parts:
        total = total * table("units")["subdivisions"][measure.code][smaller.code] + count.value
        measure = smaller
    last = quantity.parts[-1][0]
    return [Number(total, last.shown, max(last.precision, 0), last.denominator)], measure


def _single(
    quantity: Quantity, code: str, wanted: tuple[int | None, int], call: Call
) -> tuple[str, str] | None:
    numbers, source = _base(quantity)
    goal = unit(code)
    if goal is None or goal.kind != source.kind:
        return None
    values = [converted(one.value, source, goal) for one in numbers]
    if any(abs(value) >= 1e12 or 0 < abs(value) < 1e-4 for value in values):
        return None
    digits, names = wanted
    shown = _rounded(values, call)
    if shown is None:
        scale = goal.scale if quantity.parts and source.code == "in" else None
        each = [precision(one, source, goal, scale) for one in numbers] if digits is None else [digits]
        highest = max(each)
        own = call.name("round") == "each" and digits is None
        shown = [rounded(value, each[i] if own else highest) for i, value in enumerate(values)]
    name = _name(shown[-1], goal, names, False)
    ranges = table("units")["ranges"]
    if any(ranges[word][1] == " × " for word in quantity.between) and not _spelt(goal, names):
        return " × ".join(shown), _measured(shown, quantity.between, (name, goal, 0), False)
    text = shown[0]
    for word, one in zip(quantity.between, shown[1:], strict=True):
        text += ranges[word][1] + one
    return text, f"{text}{_gap(name)}{name}"


def _rounded(values: list[float], call: Call) -> list[str] | None:
    """The values with the significant figures, or to the multiple, that the template asks for; None if it does not."""
    figures = call.name("sigfig")
    if figures.isdecimal() and len(figures) < 3 and 0 < int(figures) < 15 and all(values):
        return [rounded(value, int(figures) - 1 - math.floor(math.log10(abs(value)))) for value in values]
    step = number(call.name("round"))
    if step is not None and step.value > 0:
        return [
            rounded(int(value / step.value + 0.5) * step.value, max(step.precision, 0)) for value in values
        ]
    return None


def _combined(quantity: Quantity, code: str, digits: int | None) -> tuple[str, str] | None:
    """In feet and inches, stones and pounds: whole numbers of both."""
    larger, smaller, count = table("units")["combinations"][code]
    numbers, source = _base(quantity)
    goal, outer = unit(smaller), unit(larger)
    if goal is None or outer is None or goal.kind != source.kind or quantity.between:
        return None
    value = converted(numbers[0].value, source, goal)
    places = max(precision(numbers[0], source, goal) if digits is None else digits, 0)
    total = round(value, places)
    whole, left = divmod(total, count)
    if value < 0 or value > 1e9:
        return None
    text = f"{int(whole):,} {outer.symbol} {rounded(left, places)} {goal.symbol}"
    return text, text


def _joined(given: str, outputs: list[tuple[str, str]], call: Call, named: tuple[int, int]) -> str:
    """Both together, as `disp` and `order` say."""
    shown = call.name("disp")
    result = "; ".join(text for _, text in outputs)
    if shown in _NUMBER_ONLY:
        return "; ".join(numbers for numbers, _ in outputs)
    if shown in _OUTPUT_ONLY:
        return result
    if call.name("order") == "flip":
        quantity = _quantity(call.arguments())
        given, result = result, given if quantity is None else _given(quantity, named[1], False)
    joints = {"or": " or ", "slash": " / ", "br": "<br>", "comma": ", ", "br()": "<br>("}
    if shown == "sqbr":
        return f"{given} [{result}]"
    if shown in joints:
        return f"{given}{joints[shown]}{result}{')' if shown == 'br()' else ''}"
    return f"{given} ({result})"
