"""What a run came to, as one HTML page that needs nothing else: no network, no script, no other file.

    pages by kind · what was run · failures by reason · speed · slowest pages · sizes · passed over · diagnostics

Titles, file names and messages come from anywhere: `elements` escapes all that is no markup of this room's own, and
the page allows no script and no address. Each plot has the same numbers in a table. The plots are a few lines of SVG:
a library for them would weigh more than all of wikiextract.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from itertools import pairwise
from math import ceil
from typing import Final

from wikiextract.cli.amounts import characters, counted, duration, rate, share, size
from wikiextract.cli.elements import Markup, element, joined, table
from wikiextract.cli.plots import Bar, course, histogram
from wikiextract.cli.summary import by_weight, kinds
from wikiextract.cli.timeline import Sample
from wikiextract.models import DIAGNOSTICS
from wikiextract.runners.tally import SHARES, Tally
from wikiextract.version import __version__

_POINTS: Final = 60
"""How many spans of time a run is cut into at most."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_SHARE_NAMES = [
    "nothing",
    *(f"{low * 100:g}–{high * 100:g} %" for low, high in pairwise(SHARES)),
]
_NONE = element("p", "None.", class_="none")


def report_page(
    tally: Tally,
    seconds: float,
    *,
    sources: Sequence[str],
    options: Mapping[str, str],
    started: datetime,
    ended: datetime,
    read: int | None = None,
    timeline: Sequence[Sample] = (),
    jobs: int = 1,
    resumed: int = 0,
    select: Collection[str] | None = None,
) -> str:
    """The page, to be written as UTF-8.

    `seconds` are those of this run, `read` the bytes of the sources that it read (None where nobody knows),
    `options` what was said on the command line by name. `resumed` of the tally's pages were done by an earlier run.
    What is not among the fields `select` was not looked for, and the page says so.
    """
    facts = _facts(sources, options, (started, ended), jobs=jobs, resumed=resumed)
    body = [
        element(
            "header",
            element("h1", _title(sources)),
            element("p", f"wikiextract {__version__} · {_moment(started)} · {duration(seconds)}"),
        ),
        _tiles(tally, seconds, read, resumed),
        element(
            "main",
            _card("Pages", _pages(tally, select)),
            _card("What was run", facts),
            _card("Failures by reason", _failures(tally), wide=True),
            _card("Pages a second", _course(timeline)),
            _card("Slowest pages", _slowest(tally)),
            _card("Sizes of pages", _sizes(tally)),
            _card("Share passed over", _shares(tally, select)),
            _card("Diagnostics by code", _diagnostics(tally, select), wide=True),
        ),
    ]
    head = [
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{_title(sources)} · wikiextract"),
        element("style", Markup(_style())),
    ]
    page = element("html", element("head", *head), element("body", *body), lang="en")
    # Names of files may hold halves of characters, which UTF-8 cannot.
    return f"<!doctype html>\n{page}\n".encode("utf-8", "replace").decode("utf-8")


def _style() -> str:
    return files("wikiextract.cli").joinpath("report.css").read_text(encoding="utf-8")


def _title(sources: Sequence[str]) -> str:
    names = [source.rstrip("/\\").replace("\\", "/").rpartition("/")[2] or source for source in sources]
    if not names:
        return "Report"
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1:,} more"


def _card(heading: str, *content: str, wide: bool = False) -> Markup:
    name = heading.lower().replace(" ", "-")
    return element(
        "section",
        element("h2", heading, id=name),
        *content,
        aria_labelledby=name,
        class_="wide" if wide else None,
    )


def _tiles(tally: Tally, seconds: float, read: int | None, resumed: int) -> Markup:
    done = tally.results - resumed
    tiles = [
        ("pages", f"{tally.results:,}", f"{resumed:,} before" if resumed else ""),
        ("failed", f"{tally.failed:,}", share(tally.failed, tally.results) if tally.failed else ""),
        ("pages a second", rate(done, seconds), f"in {duration(seconds)}"),
    ]
    if read:
        tiles.append(("of the sources", f"{size(read / seconds if seconds else 0)}/s", size(read)))
    tiles.append(("characters of wikitext", characters(tally.characters), ""))
    if tally.covered:
        tiles.append(("passed over", share(tally.passed_over, tally.covered), "of all characters"))
    return element(
        "dl",
        *(
            element(
                "div",
                element("dt", name),
                element("dd", value),
                element("dd", remark, class_="remark") if remark else "",
                class_="bad" if name == "failed" and tally.failed else None,
            )
            for name, value, remark in tiles
        ),
        class_="tiles",
    )


def _facts(
    sources: Sequence[str],
    options: Mapping[str, str],
    times: tuple[datetime, datetime],
    *,
    jobs: int,
    resumed: int,
) -> Markup:
    facts = [
        (
            "Sources",
            ", ".join(sources[:10]) + (f" and {len(sources) - 10:,} more" if len(sources) > 10 else ""),
        )
    ]
    facts += [(name, value) for name, value in options.items()]
    facts += [("Started", _moment(times[0])), ("Ended", _moment(times[1])), ("Processes", f"{jobs:,}")]
    if resumed:
        facts.append(("Resumed", f"behind {counted(resumed, 'page')}; speeds are those of the last run"))
    facts.append(("Version", f"wikiextract {__version__}"))
    return element(
        "dl",
        *(element("div", element("dt", name), element("dd", value)) for name, value in facts),
        class_="facts",
    )


def _moment(time: datetime) -> str:
    return time.isoformat(sep=" ", timespec="seconds")


def _pages(tally: Tally, select: Collection[str] | None) -> Markup:
    states = [("flattened (of these)", tally.flattened), ("degraded (of these)", tally.degraded)]
    rows = [
        (name, f"{number:,}", share(number, tally.results), _bar(number, tally.results))
        for name, number in [*kinds(tally, select), *states]
        if number
    ]
    return table(("kind", "pages", "share", ""), rows, "Pages by kind", numbers=2) if rows else _NONE


def _failures(tally: Tally) -> Markup:
    if not tally.failed:
        return _NONE
    rows = [
        (reason, f"{number:,}", _bar(number, tally.failed, "error"), tally.examples.get(reason, ""))
        for reason, number in tally.failures.most_common()
    ]
    return table(("reason", "pages", "", "for example"), rows, "Failures by reason")


def _diagnostics(tally: Tally, select: Collection[str] | None) -> Markup:
    if select is not None and "diagnostics" not in select:
        return element("p", "Not among the fields that were selected.", class_="none")
    found = by_weight(tally)
    if not found:
        return _NONE
    most = max(tally.diagnosed.values())
    rows = []
    for code, number in found:
        kind = DIAGNOSTICS.get(code)
        severity = "unknown" if kind is None else kind.severity
        pages = tally.diagnosed[code]
        rows.append(
            (
                element("code", code),
                f"{pages:,}",
                f"{number:,}",
                _bar(pages, most, severity),
                element("span", severity, class_=f"severity {severity}"),
                "" if kind is None else kind.meaning,
            )
        )
    severities = [(name, number) for name, number in tally.severities().items() if number]
    counts = ", ".join(
        f"{number:,} info" if name == "info" else counted(number, name) for name, number in severities
    )
    note = element(
        "p",
        f"{counts}. An error cost a value, a warning may have, info cost none. Of each code a page lists a bounded "
        "number; bars compare pages.",
        class_="note",
    )
    return joined(
        [
            note,
            table(
                ("code", "pages", "listed", "", "severity", "meaning"), rows, "Diagnostics by code", numbers=2
            ),
        ]
    )


def _sizes(tally: Tally) -> Markup:
    if not tally.sizes:
        return _NONE
    classes = range(min(tally.sizes), max(tally.sizes) + 1)
    bars = [Bar(_power(bits), _span(bits), tally.sizes[bits]) for bits in classes]
    plot = histogram(bars, "Sizes of pages", of="Pages", axis="characters of wikitext", on_edges=True)
    return _with_table(plot, ("characters", "pages"), [(bar.name, f"{bar.number:,}") for bar in bars])


def _power(bits: int) -> str:
    """Where the class begins: `0`, `512`, `1k` (1,024), `4M`."""
    low = 1 << bits - 1 if bits else 0
    for shift, sign in ((30, "G"), (20, "M"), (10, "k")):
        if low >> shift:
            return f"{low >> shift}{sign}"
    return str(low)


def _span(bits: int) -> str:
    low, high = (1 << bits - 1, (1 << bits) - 1) if bits else (0, 0)
    return f"{low:,}–{high:,}" if high > low else f"{low}"


def _shares(tally: Tally, select: Collection[str] | None) -> Markup:
    if select is not None and "coverage" not in select:
        return element("p", "Not among the fields that were selected.", class_="none")
    if not tally.shares:
        return _NONE
    labels = ["0", *(f"≤{high * 100:g}" for high in SHARES[1:-1]), f">{SHARES[-2] * 100:g}"]
    bars = [Bar(labels[place], name, tally.shares[place]) for place, name in enumerate(_SHARE_NAMES)]
    plot = histogram(bars, "Share passed over", of="Documents", axis="% of a page that reached no field")
    return _with_table(
        plot, ("share passed over", "documents"), [(bar.name, f"{bar.number:,}") for bar in bars]
    )


def _course(timeline: Sequence[Sample]) -> Markup:
    spans = _spans(timeline)
    if len(spans) < 2:
        return element("p", "The run was too short for a curve.", class_="none")
    points = [
        (end.seconds, (end.pages - start.pages) / (end.seconds - start.seconds)) for start, end in spans
    ]
    plot = course([(0.0, points[0][1]), *points], "Pages a second", of="Pages a second")
    rows = [
        (
            f"{duration(start.seconds)} – {duration(end.seconds)}",
            f"{end.pages - start.pages:,}",
            rate(end.pages - start.pages, end.seconds - start.seconds),
            f"{size((end.read - start.read) / (end.seconds - start.seconds))}/s",
        )
        for start, end in spans
    ]
    return _with_table(plot, ("time", "pages", "pages/s", "sources"), rows)


def _spans(timeline: Sequence[Sample]) -> list[tuple[Sample, Sample]]:
    """The beginning and the end of spans of time of the same number of samples."""
    step = max(ceil(len(timeline) / _POINTS), 1)
    edges = list(timeline[::step])
    if timeline and edges[-1] != timeline[-1]:
        edges[-1 if len(edges) > 2 else len(edges) :] = [timeline[-1]]
    return [(start, end) for start, end in pairwise(edges) if end.seconds > start.seconds]


def _slowest(tally: Tally) -> Markup:
    if not tally.slowest:
        return _NONE
    rows = [
        (
            slow.title or "(no title)",
            duration(slow.seconds) if slow.seconds >= 1 else f"{slow.seconds * 1000:.0f} ms",
            f"{slow.characters:,}",
        )
        for slow in tally.slowest
    ]
    return table(("page", "time", "characters"), rows, "Slowest pages", numbers=2)


def _with_table(plot: Markup, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    shown = table(head, rows, "The same as a table", numbers=len(head) - 1)
    return joined([plot, element("details", element("summary", "As a table"), shown)])


def _bar(number: int, of: int, style: str = "") -> Markup:
    """A bar in a cell, which shows what the number beside it says."""
    width = f"width:{100 * number / of if of else 0:.2f}%"
    return element(
        "span", element("span", style=width, class_=f"fill {style}".strip()), class_="bar", aria_hidden="true"
    )
