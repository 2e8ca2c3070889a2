"""Numbers, formulas and measures that are not conversions.

    {{val|1.23|0.05|e=3|u=kg}}     (1.23±0.05)×10³ kg
    {{frac|3|1|2}}                 3 1/2
    {{chem|H|2|O}}                 H2O

https://en.wikipedia.org/wiki/Template:Val, Template:Fraction, Template:Chem, Template:Chem2
"""

import re

from wikiextract.data import table
from wikiextract.formats.call import Call
from wikiextract.formats.units import grouped, number, superscript, unit
from wikiextract.marks import NOTHING

_DIGITS = re.compile(r"(?<![0-9.])[0-9]{4,30}(?![0-9])")
_NUMBER = re.compile(r"(?<![0-9.])([0-9]{1,40})(?:\.([0-9]{1,40}))?")
_CHARGE = re.compile(r"\(([0-9]{0,2}[+-−])\)")
_CASES = {"lc": str.lower, "uc": str.upper}


def val(call: Call) -> str | None:
    """Number, uncertainty or range, power of ten, unit."""
    arguments = call.filled()
    if any(NOTHING in argument for argument in arguments):
        return None
    text = _minus(arguments[0]) if arguments else ""
    ranges: dict[str, list[str]] = table("units")["ranges"]
    errors = arguments[1:3]
    if len(errors) > 1 and errors[0] in ranges:
        text, errors = text + ranges[errors[0]][1] + _minus(errors[1]), []
    for argument in errors:
        signed = argument[0] in "+-−"
        text += _minus(argument) if signed or not argument[0].isdigit() else f"±{argument}"
    if call.name("fmt") == "commas":
        text = _DIGITS.sub(lambda match: grouped(match[0]), text)
    if power := call.name("e"):
        many = len(arguments) > 1 and "(" not in text
        text = f"{f'({text})' if many else text}{'×' if text else ''}10{superscript(power)}"
    measure, divisor = call.name("u", "ul"), call.name("up", "upl", "per")
    symbol = known.symbol if (known := unit(measure)) else measure
    if divisor:
        symbol += f"/{divisor}"
    gap = "" if not symbol or (symbol[0] in "%°′″/" and symbol[:2] not in ("°C", "°F")) else " "
    return f"{call.name('p')}{text}{call.name('s')}{gap}{symbol}{call.name('end')}"


def _minus(text: str) -> str:
    return "−" + text[1:] if text[:1] == "-" else text


def fraction(call: Call) -> str:
    """{{frac|2}} is 1/2, {{frac|1|2}} 1/2, {{frac|3|1|2}} 3 1/2."""
    parts = call.filled()
    if len(parts) == 1:
        return f"1/{parts[0]}"
    return f"{parts[0]} {parts[1]}/{parts[2]}" if len(parts) > 2 else "/".join(parts)


def power_of_ten(call: Call) -> str:
    """{{e|9}}: ×10⁹."""
    return f"×10{superscript(call.argument(1))}"


def percentage(call: Call) -> str | None:
    """{{percentage|1|3|1}}: 33.3%."""
    part, whole = number(call.argument(1)), number(call.argument(2))
    digits = call.argument(3)
    if part is None or whole is None or not whole.value:
        return None
    places = int(digits) if digits.isdecimal() and len(digits) < 2 else 0
    return f"{100 * part.value / whole.value:.{places}f}%"


def height(call: Call) -> str | None:
    """The height as it was given: 1.85 m, or 6 ft 1 in."""
    metric = [f"{value} {code}" for code in ("m", "cm") if (value := call.name(code))]
    imperial = [f"{value} {code}" for code in ("ft", "in") if (value := call.name(code))]
    return " ".join(metric or imperial) or None


def chemical(call: Call) -> str:
    """A formula, its parts run together: H2O, SO42−."""
    text = "".join(call.arguments())
    text = _CHARGE.sub(lambda match: match[1], text.replace("<->", "⇌").replace("->", "→"))
    if call.key in ("chem2", "ce"):
        text = text.replace("{", "").replace("}", "").replace("^", "").replace("_", "")
    return text[:-1] + "−" if text.endswith("-") else text


def square_root(call: Call) -> str:
    """√2."""
    text = call.argument(1)
    return f"√{text}" if len(text) < 2 or text.isalnum() else f"√({text})"


def nuclide(call: Call) -> str:
    """{{nuclide|carbon|14}}, {{simplenuclide|carbon|14}}: carbon-14, as named or by its symbol."""
    element, mass = call.argument(1), call.argument(2)
    return f"{element}-{mass}" if mass else element


def root_pair(call: Call) -> str:
    """{{su|p=2|b=1}}: what stands above and below, in a row."""
    if call.key == "ssub":
        return call.argument(1)
    return call.name("p", "a") + call.name("b") or "".join(call.arguments())


def cased(call: Call) -> str:
    """{{lc:X}}, {{uc:x}}, {{lcfirst:X}}, {{ucfirst:x}}."""
    text = call.argument(1)
    if call.key in _CASES:
        return _CASES[call.key](text)
    first = text[:1]
    return (first.lower() if call.key == "lcfirst" else first.upper()) + text[1:]


def formatted_number(call: Call) -> str:
    """{{formatnum:1234567.5}} as the wiki's language writes numbers; `R` makes it plain again.

    https://www.mediawiki.org/wiki/Help:Magic_words#formatnum
    """
    text = call.argument(1)
    group, decimal, least, digits, by_two = _number_style(call.language)
    if call.argument(2) == "R":
        return text.replace(group, "").replace(decimal, ".")
    if call.argument(2) == "NOSEP":
        return text

    def written(match: re.Match[str]) -> str:
        whole, fraction = match.groups()
        shown = _grouped(whole, group, by_two=by_two) if len(whole) >= least else whole
        shown = f"{shown}{decimal}{fraction}" if fraction else shown
        return shown.translate(str.maketrans("0123456789", digits)) if digits else shown

    shown = _NUMBER.sub(written, text)
    return f"\u2212{shown[1:]}" if shown[:1] == "-" and shown[1:2].isdigit() else shown


def _number_style(language: str) -> tuple[str, str, int, str | None, bool]:
    """Sign between groups, decimal sign, least digits that are grouped, own digits, groups of two above thousands."""
    group, decimal, least, digits, by_two = table("numbers").get(language, (",", ".", 4, None, False))
    return group, decimal, least, digits, by_two


def _grouped(whole: str, sign: str, *, by_two: bool) -> str:
    """The digits of a whole number in groups, from the right."""
    parts, rest, width = [whole[-3:]], whole[:-3], 2 if by_two else 3
    while rest:
        parts.append(rest[-width:])
        rest = rest[:-width]
    return sign.join(reversed(parts))


def padded(call: Call) -> str | None:
    """{{padleft:7|3|0}}: 007."""
    text, width, sign = call.argument(1), call.argument(2), call.argument(3) or "0"
    if not width.isdecimal() or len(width) > 3:
        return None
    missing = max(int(width) - len(text), 0)
    filling = (sign * missing)[:missing]
    return filling + text if call.key == "padleft" else text + filling


def currency(call: Call) -> str:
    """{{US$|5 million}}: the sign before the amount."""
    sign: str = table("formats")["currencies"].get(call.key, "")
    amount = call.argument(1)
    return f"{sign}{grouped(amount)}" if amount else sign.strip()


def ordinal(call: Call) -> str:
    """{{ord|3}}: 3rd."""
    text = call.argument(1)
    if not text.isdecimal() or call.argument(2):
        return text + call.argument(2)
    last = "" if text[-2:-1] == "1" else text[-1]
    return text + {"1": "st", "2": "nd", "3": "rd"}.get(last, "th")


def quantity_fr(call: Call) -> str:
    """{{unité|5|km}}, {{nombre|1200|habitants}}: numbers and units in a row; a bare number behind a unit raises it."""
    text = ""
    for argument in call.filled():
        if text and argument.lstrip("-").isdecimal() and not text[-1].isdigit():
            text += superscript(argument)
        else:
            text = f"{text} {argument}" if text else argument
    if power := call.name("e"):
        text += f"×10{superscript(power)}"
    return text


def density(call: Call) -> str | None:
    """{{pop density|people|area|unit}}: people by area, rounded."""
    people, area = number(call.argument(1)), number(call.argument(2))
    measure = unit(call.argument(3))
    if people is None or area is None or measure is None or area.value <= 0:
        return None
    return f"{people.value / area.value:,.0f}/{measure.symbol}"
