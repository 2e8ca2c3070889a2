"""Arithmetic as `{{#expr:}}` does it.

    (1 + 2) * 3        9          7 mod 3            1
    22/7 round 2       3.14       1 > 0 and not 0    1
    1/3                0.33333333333333 (14 digits, as PHP writes them)

Operators by how tightly they bind: e (powers of ten) and signs; functions (not, abs, floor, sqrt …); ^; * / div mod
fmod; + -; round; = <> < > <= >=; and; or. What MediaWiki answers with an error has no value here, nor has what is
longer than LONGEST.

https://www.mediawiki.org/wiki/Help:Extension:ParserFunctions#.23expr, ExprParser.php of that extension
"""

import math
import re
from collections.abc import Callable
from html import unescape
from typing import Final

Number = int | float

LONGEST: Final = 1000
"""Expressions of more characters are not read."""

_TOKEN = re.compile(r"\s*(?:([0-9]+\.?[0-9]*|\.[0-9]+)|([a-z]+)|(<=|>=|<>|!=|[-+*/^()=<>]))", re.IGNORECASE)
_CONSTANTS: Final[dict[str, Number]] = {"pi": math.pi, "e": math.e}
_BIGGEST: Final = 2**63
_DIGITS: Final = 14


def value_of(expression: str) -> str | None:
    """What an expression comes to, as it is shown: empty for nothing at all, None for what has no value."""
    if not expression.strip():
        return ""
    number = _evaluated(expression)
    return None if number is None else shown_number(number)


def is_true(expression: str) -> bool | None:
    """Whether an expression comes to anything but 0; nothing at all does not. None for what has no value."""
    if not expression.strip():
        return False
    number = _evaluated(expression)
    return None if number is None else number != 0


def shown_number(number: Number) -> str:
    """A number as PHP writes it: with 14 digits, and 1.0E+20 beyond them."""
    if isinstance(number, int):
        return str(number)
    text = f"{number:.{_DIGITS}G}"
    mantissa, exponent, power = text.partition("E")
    if not exponent:
        return mantissa
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}E{power[0]}{power[1:].lstrip('0')}"


def _evaluated(expression: str) -> Number | None:
    text = unescape(expression).replace("\u2212", "-").lower()
    if len(text) > LONGEST:
        return None
    try:
        tokens = _tokens(text)
        return None if tokens is None else _Reader(tokens).whole()
    except (ArithmeticError, ValueError, IndexError):
        return None


def _tokens(text: str) -> list[str] | None:
    found, position = [], 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            return None
        found.append(match[0].strip())
        position = match.end()
    return found


class _Reader:
    """Works from the left, holding what binds less tightly until its right side is there."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.numbers: list[Number] = []
        self.held: list[str] = []

    def whole(self) -> Number:
        """The value of all tokens. Raises ValueError or IndexError where they make no expression."""
        wanted = True  # a number comes next, not an operator
        for token in self.tokens:
            wanted = self.operand(token) if wanted else self.operator(token)
        if wanted or "(" in self.held:
            raise ValueError("an operand or a closing bracket is missing")
        while self.held:
            self.apply(self.held.pop())
        (number,) = self.numbers
        return number

    def operand(self, token: str) -> bool:
        """A number, or what may stand before one; whether a number is still wanted."""
        if token[0].isdigit() or token[0] == ".":
            self.numbers.append(float(token))
        elif token in _CONSTANTS:
            self.numbers.append(_CONSTANTS[token])
        elif token == "(" or token in _FUNCTIONS:
            self.held.append(token)
            return True
        elif token in _SIGNS:
            self.held.append(_SIGNS[token])
            return True
        else:
            raise ValueError(token)
        return False

    def operator(self, token: str) -> bool:
        """What stands behind a number; whether a number is wanted after it."""
        if token == ")":
            while self.held[-1] != "(":
                self.apply(self.held.pop())
            self.held.pop()
            return False
        binds = _BINDS[token] if token in _BINARY else None
        if binds is None:
            raise ValueError(token)
        while self.held and self.held[-1] != "(" and _BINDS[self.held[-1]] >= binds:
            self.apply(self.held.pop())
        self.held.append(token)
        return True

    def apply(self, name: str) -> None:
        """Puts the result of a function or an operator in the place of its numbers."""
        right = self.numbers.pop()
        if name in _FUNCTIONS:
            self.numbers.append(_checked(_FUNCTIONS[name](right)))
        else:
            self.numbers.append(_checked(_BINARY[name](self.numbers.pop(), right)))


def _checked(number: Number) -> Number:
    if isinstance(number, int):
        return _whole(number)
    if not math.isfinite(number):
        raise ValueError(number)
    return number


def _whole(number: int) -> Number:
    return number if abs(number) < _BIGGEST else float(number)


def _power(left: Number, right: Number) -> Number:
    return math.pow(left, right)


def _remainder(left: Number, right: Number) -> Number:
    whole, by = int(left), int(right)
    return int(math.copysign(abs(whole) % abs(by), whole))


def _rounded(number: Number, digits: Number) -> Number:
    """Halves away from zero, as PHP's round."""
    places = max(min(int(digits), 30), -30)
    scaled = abs(float(number)) * 10.0**places
    whole = math.floor(float(f"{scaled:.14g}") + 0.5)
    return math.copysign(whole / 10.0**places if places > 0 else whole * 10.0**-places, number)


def _integral(rule: Callable[[float], int]) -> Callable[[Number], Number]:
    """A rule that gives whole numbers, which PHP leaves floats: nothing below zero is -0."""
    return lambda number: math.copysign(float(rule(number)), number)


_SIGNS: Final = {"-": "negative", "+": "positive"}
_FUNCTIONS: Final[dict[str, Callable[[Number], Number]]] = {
    "negative": lambda number: -number,
    "positive": lambda number: number,
    "not": lambda number: int(not number),
    "abs": abs,
    "exp": math.exp,
    "ln": math.log,
    "sqrt": math.sqrt,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "trunc": math.trunc,
    "floor": _integral(math.floor),
    "ceil": _integral(math.ceil),
}
_BINARY: Final[dict[str, Callable[[Number, Number], Number]]] = {
    "e": lambda left, right: left * _power(10, right),
    "^": _power,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "div": lambda left, right: left / right,
    "mod": _remainder,
    "fmod": math.fmod,
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "round": _rounded,
    "=": lambda left, right: int(left == right),
    "<>": lambda left, right: int(left != right),
    "!=": lambda left, right: int(left != right),
    "<": lambda left, right: int(left < right),
    ">": lambda left, right: int(left > right),
    "<=": lambda left, right: int(left <= right),
    ">=": lambda left, right: int(left >= right),
    "and": lambda left, right: int(bool(left) and bool(right)),
    "or": lambda left, right: int(bool(left) or bool(right)),
}
_BINDS: Final = {
    **dict.fromkeys(_FUNCTIONS, 9),
    "negative": 10,
    "positive": 10,
    "e": 10,
    "^": 8,
    **dict.fromkeys(("*", "/", "div", "mod", "fmod"), 7),
    "+": 6,
    "-": 6,
    "round": 5,
    "and": 3,
    "or": 2,
    **dict.fromkeys(("=", "<>", "!=", "<", ">", "<=", ">="), 4),
}
