"""One typed value, with null in every field that its kind has no use for."""

from typing import Literal

from wikiextract.models import Value, trusted

Kind = Literal["date", "quantity", "number", "url", "coordinates", "identifier", "language", "image"]

_value = trusted(Value)


def dated(text: str, span: tuple[int, int], ends: tuple[str, str | None], *, approximate: bool) -> Value:
    """A date or a range of dates in ISO 8601."""
    return _value(
        kind="date",
        text=text,
        start=ends[0],
        end=ends[1],
        low=None,
        high=None,
        unit=None,
        approximate=approximate,
        code=None,
        system=None,
        span=span,
    )


def measured(
    text: str,
    span: tuple[int, int],
    ends: tuple[float | None, float | None],
    *,
    unit: str | None,
    approximate: bool,
) -> Value:
    """A quantity, or a number where there is no unit."""
    return _value(
        kind="quantity" if unit else "number",
        text=text,
        start=None,
        end=None,
        low=ends[0],
        high=ends[1],
        unit=unit,
        approximate=approximate,
        code=None,
        system=None,
        span=span,
    )


def coded(kind: Kind, text: str, span: tuple[int, int], *, code: str, system: str | None = None) -> Value:
    """Something that a code stands for: an address, a place, an identifier, a language, a file."""
    return _value(
        kind=kind,
        text=text,
        start=None,
        end=None,
        low=None,
        high=None,
        unit=None,
        approximate=False,
        code=code,
        system=system,
        span=span,
    )
