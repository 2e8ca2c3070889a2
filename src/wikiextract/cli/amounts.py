"""Amounts as a person reads them: `12,345 pages`, `3.4 MB/s`, `1 h 12 min`, `0.27 %`."""

from typing import Final

_UNITS: Final = ("B", "kB", "MB", "GB", "TB", "PB")
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def counted(number: int, noun: str) -> str:
    """`1 page`, `12,345 pages`: for nouns whose plural adds an s, or es behind another one."""
    plural = noun if number == 1 else f"{noun}{'es' if noun.endswith('s') else 's'}"
    return f"{number:,} {plural}"


def duration(seconds: float) -> str:
    """Two units at most: `0.4 s`, `42 s`, `3 min 20 s`, `1 h 12 min`, `2 d 3 h`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    for size, unit, below, name in (
        (_DAY, "d", _HOUR, "h"),
        (_HOUR, "h", _MINUTE, "min"),
        (_MINUTE, "min", 1, "s"),
    ):
        if whole >= size:
            rest = whole % size // below
            return f"{whole // size} {unit} {rest} {name}" if rest else f"{whole // size} {unit}"
    return f"{whole} s"


def size(count: float, units: tuple[str, ...] = _UNITS) -> str:
    """Bytes with the prefixes of SI: `512 B`, `3.4 MB`, `20 GB`. Other `units` go up by thousands as well."""
    power = 0
    while count >= 999.5 and power < len(units) - 1:
        count, power = count / 1000, power + 1
    return f"{count:.1f} {units[power]}" if count < 9.95 and power else f"{count:.0f} {units[power]}"


def characters(count: int) -> str:
    """Code points, which may be billions: `512`, `34,500`, `20 million`."""
    return (
        f"{count:,}" if count < 1_000_000 else size(count, ("", "thousand", "million", "billion", "trillion"))
    )


def rate(count: float, seconds: float) -> str:
    """How many of something a second, with three digits: `2.93`, `340`, `1,200`."""
    value = count / seconds if seconds > 0 else 0.0
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def share(part: float, of: float) -> str:
    """`12.3 %`, `0.27 %`; `< 0.01 %` for what is there and less, `0 %` for nothing."""
    percent = 100 * part / of if of else 0.0
    if 0 < percent < 0.01:
        return "< 0.01 %"
    if percent in (0, 100):
        return f"{percent:.0f} %"
    return f"{percent:.2f} %" if percent < 1 else f"{min(percent, 99.9):.1f} %"
