"""What a run came to, in a few lines at its end.

wikiextract: 12,345 pages in 1 h 12 min (2.86 pages/s, 3.4 MB/s), 4 processes
  articles                10,000   81.0 %
  redirects                2,333   18.9 %
  failed                      12   0.10 %
    took more than … seconds     9
    has broken XML (…)           3
  diagnostics             81,234   2 errors, 1,232 warnings
    unknown-template      61,007   on 9,120 pages
    and 12 other codes    20,227
  passed over             0.41 %   of 1.2 billion characters
"""

from collections.abc import Collection
from typing import Final, NamedTuple

from wikiextract.cli.amounts import characters, counted, duration, rate, share, size
from wikiextract.models import DIAGNOSTICS
from wikiextract.runners.tally import Tally

LONG: Final = 10.0
"""From how many seconds on a run is worth a summary."""
MANY: Final = 1000
"""From how many pages on it is."""

_REASONS = 8
_CODES = 8
_WIDTH = 60
_WORST_FIRST = ("error", "warning", "info")


class Row(NamedTuple):
    """A line: what is counted, how much of it there is, and what else is to be said."""

    name: str
    value: str
    remark: str = ""


def summary(
    tally: Tally,
    seconds: float,
    read: int | None,
    *,
    jobs: int = 1,
    resumed: int = 0,
    select: Collection[str] | None = None,
    failures: str | None = None,
) -> str:
    """What to print when a run is over, lines without a break at the end; "" when there is nothing to say.

    A run is summed up when it took LONG or had MANY pages, so that who waited learns what for. Of a shorter one only
    failures are worth a line (`3 of 20 pages failed`): somebody who turns a few files into one wants the file, and a
    command that has nothing to complain of is silent.

    `read` is the bytes of the sources that this run read, where they are known; `resumed` of the tally's pages were
    done before it and are no part of its speed. What is not among the fields `select` was not looked for and is not
    mentioned. `failures` is the file that has every failure.
    """
    if seconds < LONG and tally.results - resumed < MANY:
        if not tally.failed:
            return ""
        return f"wikiextract: {tally.failed:,} of {counted(tally.results, 'page')} failed"
    rows = [*_kinds(tally, select), *_failed(tally), *_diagnostics(tally)]
    if tally.covered:
        over = share(tally.passed_over, tally.covered)
        rows.append(Row("  passed over", over, f"of {characters(tally.covered)} characters"))
    lines = [_headline(tally, seconds, read, jobs=jobs, resumed=resumed), *_aligned(rows)]
    if tally.failed and failures:
        lines.append(f"  every failure is in {failures}")
    return "\n".join(lines)


def kinds(tally: Tally, select: Collection[str] | None = None) -> list[tuple[str, int]]:
    """How many pages there are of each kind, all of them once; without the kinds where `select` leaves them out."""
    if select is not None and "kind" not in select:
        found = [("documents", tally.documents)]
    else:
        articles = tally.documents - tally.redirects - tally.disambiguations
        found = [
            ("articles", articles),
            ("redirects", tally.redirects),
            ("disambiguations", tally.disambiguations),
        ]
    return [*found, ("texts", tally.pages - tally.documents), ("failed", tally.failed)]


def by_weight(tally: Tally) -> list[tuple[str, int]]:
    """The codes of diagnostics, errors first and those that are only information last, frequent before rare."""
    return sorted(tally.diagnostics.items(), key=lambda item: (_severity_rank(item[0]), -item[1], item[0]))


def _severity_rank(code: str) -> int:
    kind = DIAGNOSTICS.get(code)
    return len(_WORST_FIRST) if kind is None else _WORST_FIRST.index(kind.severity)


def _headline(tally: Tally, seconds: float, read: int | None, *, jobs: int, resumed: int) -> str:
    done = tally.results - resumed
    speeds = [f"{rate(done, seconds)} pages/s"]
    if read:
        speeds.append(f"{size(read / seconds if seconds else 0)}/s")
    line = f"wikiextract: {counted(done, 'page')} in {duration(seconds)} ({', '.join(speeds)})"
    if jobs > 1:
        line += f", {jobs} processes"
    if resumed:
        line += f"; {tally.results:,} with those that were there before"
    return line


def _kinds(tally: Tally, select: Collection[str] | None) -> list[Row]:
    found = [(name, number) for name, number in kinds(tally, select) if number and name != "failed"]
    found += [(name, number) for name in ("flattened", "degraded") if (number := getattr(tally, name))]
    return [Row(f"  {name}", f"{number:,}", share(number, tally.results)) for name, number in found]


def _failed(tally: Tally) -> list[Row]:
    if not tally.failed:
        return []
    rows = [Row("  failed", f"{tally.failed:,}", share(tally.failed, tally.results))]
    reasons = tally.failures.most_common()
    rows += [Row(f"    {_cut(reason)}", f"{number:,}") for reason, number in reasons[:_REASONS]]
    if rest := reasons[_REASONS:]:
        number = sum(number for _, number in rest)
        rows.append(Row(f"    and {counted(len(rest), 'other reason')}", f"{number:,}"))
    return rows


def _diagnostics(tally: Tally) -> list[Row]:
    found = by_weight(tally)
    if not found:
        return []
    severe = [(name, number) for name, number in tally.severities().items() if number and name != "info"]
    worst = ", ".join(counted(number, name) for name, number in severe)
    rows = [Row("  diagnostics", f"{tally.diagnostics.total():,}", worst)]
    for code, number in found[:_CODES]:
        rows.append(Row(f"    {code}", f"{number:,}", f"on {counted(tally.diagnosed[code], 'page')}"))
    if rest := found[_CODES:]:
        number = sum(number for _, number in rest)
        rows.append(Row(f"    and {counted(len(rest), 'other code')}", f"{number:,}"))
    return rows


def _aligned(rows: list[Row]) -> list[str]:
    names = max((len(row.name) for row in rows), default=0)
    values = max((len(row.value) for row in rows), default=0)
    return [f"{row.name:<{names}}  {row.value:>{values}}  {row.remark}".rstrip() for row in rows]


def _cut(reason: str) -> str:
    return reason if len(reason) <= _WIDTH else f"{reason[: _WIDTH - 1]}…"
