"""Plots as SVG in a page: bars for classes, a line for what goes on in time.

Each is drawn in 400 by 210 units and grows with its column; colours come from the page's style (report.css). It has a
title and a description for who cannot see it, each bar its own, and beside it the page puts the same as a table.
"""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import NamedTuple

from wikiextract.cli.elements import Markup, element

_WIDTH, _HEIGHT = 400, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 10, 36
_DOWN = _HEIGHT - _BOTTOM
_ACROSS = _WIDTH - _LEFT - _RIGHT
_WIDEST = 44
_TICKS = 4
_LABELS = 8


class Bar(NamedTuple):
    """One class of a histogram."""

    label: str
    """What stands under the bar."""
    name: str
    """What is said of the bar when somebody points at it, before the number."""
    number: int


def ticks(highest: float, most: int = _TICKS) -> list[float]:
    """From 0 in round steps (1, 2 or 5 times a power of ten) to `highest` or above, `most` steps or fewer."""
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / most
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))
    return [step * number for number in range(ceil(highest / step - 1e-9) + 1)]


def histogram(bars: Sequence[Bar], title: str, *, of: str, axis: str, on_edges: bool = False) -> Markup:
    """Bars beside each other. `of` says what is counted and `axis` what the classes are.

    Labels stand under their bars or, `on_edges`, where the bar begins. Where there are many, some have none.
    """
    levels = ticks(max((bar.number for bar in bars), default=0))
    # Nobody counts half a page.
    levels = [level for level in levels if level == int(level)]
    step = min(_ACROSS / max(len(bars), 1), _WIDEST)
    shown = ceil(len(bars) / _LABELS)
    drawn = [*_grid(levels)]
    for place, bar in enumerate(bars):
        left, top = _LEFT + place * step, _y(bar.number, levels)
        drawn.append(
            element(
                "rect",
                element("title", f"{bar.name}: {bar.number:,}"),
                x=_n(left + step * 0.08),
                y=_n(min(top, _DOWN - 1) if bar.number else _DOWN),
                width=_n(step * 0.84),
                height=_n(max(_DOWN - top, 1) if bar.number else 0),
                rx=1.5,
                class_="mark",
            )
        )
        if place % shown == 0:
            drawn.append(_label(left + (0 if on_edges else step / 2), _DOWN + 14, bar.label, "middle"))
    best = max(bars, key=lambda bar: bar.number, default=Bar("", "none", 0))
    described = f"{of} by {axis}. The largest of {len(bars)} classes is {best.name} with {best.number:,}."
    return _plot(title, described, [*drawn, _label(_LEFT + _ACROSS / 2, _HEIGHT - 4, axis, "middle")])


def course(points: Sequence[tuple[float, float]], title: str, *, of: str) -> Markup:
    """A line through `points` (seconds, value) with the area below it; in seconds, minutes or hours."""
    levels = ticks(max((value for _, value in points), default=0.0))
    end = points[-1][0] if points else 1.0
    unit, name = (3600, "h") if end >= 3 * 3600 else (60, "min") if end >= 180 else (1, "s")

    def x(seconds: float) -> float:
        return _LEFT + _ACROSS * seconds / end

    drawn = [*_grid(levels)]
    moments = [moment for moment in ticks(end / unit, 6) if moment * unit <= end]
    drawn += [_label(x(moment * unit), _DOWN + 14, f"{moment:g}", "middle") for moment in moments]
    path = " ".join(f"{_n(x(seconds))},{_n(_y(value, levels))}" for seconds, value in points)
    if points:
        first, last = _n(x(points[0][0])), _n(x(end))
        drawn.append(element("polygon", points=f"{first},{_DOWN} {path} {last},{_DOWN}", class_="area"))
        drawn.append(element("polyline", points=path, class_="line"))
    values = [value for _, value in points] or [0.0]
    described = f"{of} over {end / unit:.3g} {name}: between {min(values):.3g} and {max(values):.3g}."
    axis = f"{name} since the start"
    return _plot(title, described, [*drawn, _label(_LEFT + _ACROSS / 2, _HEIGHT - 4, axis, "middle")])


def _plot(title: str, described: str, drawn: Sequence[Markup]) -> Markup:
    name = "".join(sign for sign in title.lower() if sign.isalnum())
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", described, id=f"{name}-desc"),
        *drawn,
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _grid(levels: Sequence[float]) -> list[Markup]:
    drawn = []
    for level in levels:
        y = _n(_y(level, levels))
        style = "grid" if level else "axis"
        drawn.append(element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, class_=style))
        drawn.append(_label(_LEFT - 6, float(y) + 4, _short(level), "end"))
    return drawn


def _label(x: float, y: float, text: str, anchor: str) -> Markup:
    return element("text", text, x=_n(x), y=_n(y), text_anchor=anchor)


def _y(value: float, levels: Sequence[float]) -> float:
    return _DOWN - (_DOWN - _TOP) * value / levels[-1]


def _short(value: float) -> str:
    """`0.5`, `800`, `12k`, `3M`."""
    for size, sign in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{sign}"
    return f"{value:g}"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
