"""The arguments of a coordinates template as a place on Earth.

    {{coord|52|31|N|13|24|E|type:city_region:DE|display=inline,title}}     52.5166667, 13.4
            ^^^^^^^ ^^^^^^^ ^^^^^^^^^^^^^^^^^^^ ^^^^^^^
           latitude longitude  what it is       where it is shown

Degrees alone, with minutes, with minutes and seconds, each with a hemisphere; or two signed decimal numbers; or, as
in German, `NS=52/31/0/N|EW=13/24/0/E`. What is not a place on Earth is refused: minutes or seconds of 60 and more,
latitudes beyond 90°, places on other globes, words.
See https://en.wikipedia.org/wiki/Template:Coord and Module:Coordinates.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wikiextract.data import table

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})")
_CHARACTER = re.compile(r"[A-Za-z][A-Za-z0-9]{0,29}")
_REGION = re.compile(r"[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?")


class Place(NamedTuple):
    """A place on Earth, in degrees north and east."""

    latitude: float
    longitude: float
    display: str
    """`inline`, `title` or `inline,title`."""
    type: str | None
    """What the parameter string says after `type:`, without the size in parentheses."""
    region: str | None
    """What it says after `region:`, an ISO 3166 code."""


def is_coordinates(key: str) -> bool:
    """Whether a template of this name (in lower case) gives coordinates."""
    return key in table("coordinates")["templates"]


def place(
    key: str, positional: Sequence[str], named: Mapping[str, str], language: str = "en"
) -> Place | None:
    """The place that the coordinates template `key` gives with these arguments, or None if they do not make one.

    `positional` and `named` are argument texts without comments; `language` decides what the letter O means.
    """
    tables = table("coordinates")
    arguments = [argument.strip() for argument in positional]
    if any(_sign(argument, "latitude", language) for argument in arguments[1:4]):
        found = _by_letters(arguments, language)
    else:
        found = _by_sign(arguments) or _by_name(named, language)
    if found is None:
        return None
    latitude, longitude, rest = found
    said = _said(rest, named)
    if said.get("globe", "earth").lower() != "earth":
        return None
    display = named.get("display", "").replace(" ", "").lower()
    shown = tables["display"].get(display) or tables["templates"].get(key) or "inline"
    kind = _CHARACTER.match(said.get("type", ""))
    region = _REGION.match(said.get("region", ""))
    return Place(
        latitude, longitude, shown, kind.group().lower() if kind else None, region and region.group().upper()
    )


def is_misplaced(positional: Sequence[str], named: Mapping[str, str]) -> bool:
    """Whether arguments that `place` refused give numbers for a place on Earth all the same, wrong ones."""
    if _said([argument.strip() for argument in positional], named).get("globe", "earth").lower() != "earth":
        return False
    return sum(_NUMBER.fullmatch(argument.strip()) is not None for argument in positional) > 1


def degrees(parts: Sequence[str], sign: int, limit: int) -> float | None:
    """Degrees, minutes and seconds as written, to signed degrees of at most `limit`; None if they are none.

    Empty minutes or seconds are zero; only the last of the parts may have a fraction.
    """
    numbers = [float(part) for part in parts if part and _NUMBER.fullmatch(part)]
    filled = [part for part in parts if part]
    if not filled or not parts[0] or len(numbers) != len(filled) or len(parts) > 3:
        return None
    values = [float(part) if part else 0.0 for part in parts]
    if len(values) > 1 and any(value < 0 for value in values):
        return None
    if any(value >= 60 for value in values[1:]):
        return None
    whole = sum(value / 60**place for place, value in enumerate(values)) * sign
    return round(whole, 7) + 0.0 if abs(whole) <= limit else None


def _by_letters(arguments: Sequence[str], language: str) -> tuple[float, float, Sequence[str]] | None:
    """`52|31|N|13|24|E|…`: up to three numbers before each hemisphere."""
    north = _letter(arguments, 0, "latitude", language)
    if north is None:
        return None
    first, north_sign = north
    east = _letter(arguments, first + 1, "longitude", language)
    if east is None:
        return None
    second, east_sign = east
    if any(number.startswith("-") for number in arguments[:second]):
        return None  # a hemisphere and a minus sign contradict each other
    if language in table("coordinates")["s_is_north"] and _is_slavic(arguments[first], arguments[second]):
        north_sign = 1
    latitude = degrees(arguments[:first], north_sign, 90)
    longitude = degrees(arguments[first + 1 : second], east_sign, 180)
    if latitude is None or longitude is None:
        return None
    return latitude, longitude, arguments[second + 1 :]


def _is_slavic(north: str, east: str) -> bool:
    """Whether the letters are those of sever, jih, východ, západ, where S is north."""
    return north.lower() == "s" and east.lower() in ("v", "z")


def _letter(arguments: Sequence[str], start: int, axis: str, language: str) -> tuple[int, int] | None:
    """Where, one to three places behind `start`, a hemisphere stands, and its sign."""
    for at in range(start + 1, min(start + 4, len(arguments))):
        sign = _sign(arguments[at], axis, language)
        if sign:
            return at, sign
    return None


def _sign(letter: str, axis: str, language: str) -> int:
    """+1 for north and east, -1 for south and west, 0 for what is no hemisphere."""
    tables = table("coordinates")
    if axis == "longitude":
        for value, languages in tables["ambiguous"].get(letter.lower(), {}).items():
            if language in languages:
                return int(value)
    sign: int = tables[axis].get(letter.lower(), 0)
    return sign


def _by_sign(arguments: Sequence[str]) -> tuple[float, float, Sequence[str]] | None:
    """`52.5183|13.4083|…`: two decimal numbers, and no third (that would be minutes without a hemisphere)."""
    if len(arguments) < 2 or (len(arguments) > 2 and _NUMBER.fullmatch(arguments[2])):
        return None
    pair = [
        degrees([argument.replace("−", "-")], 1, limit)
        for argument, limit in zip(arguments[:2], (90, 180), strict=True)
    ]
    return None if pair[0] is None or pair[1] is None else (pair[0], pair[1], arguments[2:])


def _by_name(named: Mapping[str, str], language: str) -> tuple[float, float, Sequence[str]] | None:
    """`NS=52/31/0/N|EW=13/24/0/E` and `lat=…|long=…`."""
    found: list[float] = []
    for axis, limit in (("latitude", 90), ("longitude", 180)):
        written = next((named[name] for name in table("coordinates")["named"][axis] if named.get(name)), "")
        parts = [part.strip() for part in written.replace("−", "-").split("/")]
        sign = _sign(parts[-1], axis, language)
        value = degrees(parts[:-1] if sign else parts, sign or 1, limit)
        if value is None:
            return None
        found.append(value)
    return found[0], found[1], ()


def _said(rest: Sequence[str], named: Mapping[str, str]) -> dict[str, str]:
    """The parameter string `type:city_region:DE`, and the same as named arguments."""
    said = {name: named[name] for name in ("type", "region", "globe") if named.get(name)}
    for argument in rest:
        for piece in argument.split("_"):
            name, colon, value = piece.partition(":")
            if colon and value.strip():
                said[name.strip().lower()] = value.strip()
    return said
