"""How far a run is, on standard error, and what it has to say on the way.

    a terminal   ━━━━━━━━━━━━━━━━━╸━━━━━━━━━  64.0 %  12,345 pages  3 failed  1 h 12 min left  3.4 MB/s
    elsewhere    wikiextract: 10 min: 64.0 %, 12,345 pages, 3 failed, 1 h 12 min left, 3.4 MB/s

Nothing appears in the first second. Elsewhere there is a line after ten seconds and then after twice as long each
time, at least every ten minutes: a night of work fills a screen of its log. Whatever becomes of standard error, the
run goes on.
"""

import os
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Final, Protocol, Self

from wikiextract.cli.amounts import counted, duration, rate, share, size
from wikiextract.cli.timeline import Sample, Timeline
from wikiextract.runners.tally import Tally

LISTED: Final = 100
"""How many notices are printed before it is enough."""

_THROTTLE = 0.1
_REDRAW = 0.2
_SILENT = 1.0
_FIRST_LINE, _SLOWEST_LINES = 10.0, 600.0
_RECENT = 30.0
_BAR = 12
# What moves the cursor or colours the terminal: the names of files and titles from tables may hold anything.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

Figures = list[tuple[str, str]]
"""What is shown beside the bar, the most important first: each text with its style, as rich names it."""


class Display(Protocol):
    """What shows the figures: a bar, a line in place, or lines."""

    def draw(self, done: float | None, figures: Figures, seconds: float) -> None:
        """Shows `figures` and the share that is `done` (None where it is not known), `seconds` after the start."""

    def say(self, line: str) -> None:
        """Prints `line` without harm to what is shown."""

    def end(self) -> None:
        """Takes away what is shown in place."""


class Progress:
    """Shows a run while it goes on; a context manager.

        with Progress(total, tally, quiet=False) as progress:
            …                       # results come in; tally counts them
            progress.advance(read)  # as often as one likes

    `total` is the bytes of all sources together, None where nobody knows. With `quiet` there is nothing to be seen of
    the progress; notices stay, because a failure is no progress. `bar` says whether there is a bar or lines; without
    it, whether standard error is a terminal that can move its cursor does. Of a run that is resumed, `resumed` pages
    of the tally and `begun` bytes were done before: speed and time left are those of this run alone. `failures` is
    the file in which all failures are kept, which is named when there are too many to list them.

    The bar is rich's (https://rich.readthedocs.io/); without it there is a plain line. `timeline` has samples of the
    whole run for the report, whatever is shown.
    """

    def __init__(
        self,
        total: int | None,
        tally: Tally,
        *,
        quiet: bool,
        bar: bool | None = None,
        jobs: int = 1,
        resumed: int = 0,
        begun: int = 0,
        failures: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.total = total or None
        self.tally = tally
        self.jobs = jobs
        self.resumed = resumed
        self.read = begun
        self.failures = failures
        self.terminal = _is_terminal()
        self.timeline = Timeline(resumed, begun)
        self._clock = clock
        self._bar = self.terminal if bar is None else bar
        self._quiet = quiet
        self._display: Display | None = None
        self._notices = 0
        self._started = clock()
        self._due = self._started + _THROTTLE

    def __enter__(self) -> Self:
        self._started = self._clock()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.timeline.sample(self._sample(), last=True)
        if self._display is not None:
            with suppress(OSError, ValueError):
                self._display.end()

    @property
    def seconds(self) -> float:
        """How long this run has been going on."""
        return self._clock() - self._started

    def advance(self, read: int) -> None:
        """Says that the pages of the first `read` bytes of the sources are done; less than before changes nothing."""
        self.read = max(self.read, read)
        now = self._clock()
        if now < self._due:
            return
        self._due = now + _THROTTLE
        here = self._sample()
        self.timeline.sample(here)
        if self._quiet or here.seconds < _SILENT:
            return
        if self._display is None:
            self._display = _display(self._bar)
        with suppress(OSError, ValueError):
            self._display.draw(self._done(), self._figures(here), here.seconds)

    def notice(self, message: str, *, always: bool = False) -> None:
        """Prints one line, `wikiextract: message`, with --quiet too.

        After LISTED of them comes a last one which says where the others are, if they are kept in a file or would
        run over a terminal: a file that standard error is led to may be the only list of failures. With `always` it
        is no matter how many there were.
        """
        if not always and (self.failures is not None or self.terminal):
            self._notices += 1
            if self._notices > LISTED + 1:
                return
            if self._notices == LISTED + 1:
                where = f"all are in {self.failures}" if self.failures else "2> FILE keeps all of them"
                message = f"more failures are not listed here: {where}"
        line = f"wikiextract: {_CONTROL.sub('�', message)}"
        with suppress(OSError, ValueError):
            if self._display is None:
                _print(line)
            else:
                self._display.say(line)

    def _sample(self) -> Sample:
        return Sample(self.seconds, self.tally.results, self.read)

    def _done(self) -> float | None:
        return None if self.total is None else min(self.read / self.total, 1.0)

    def _figures(self, now: Sample) -> Figures:
        """The numbers of the moment; speed and time left by the last half minute or a little more."""
        since = self.timeline.before(now.seconds - _RECENT)
        passed = now.seconds - since.seconds
        failed = self.tally.failed
        figures = [(counted(now.pages, "page"), "")]
        if failed:
            figures.append((f"{failed:,} failed", "bold red"))
        if self.total is None:
            figures.append((f"{rate(now.pages - since.pages, passed)} pages/s", "dim"))
        else:
            speed = (now.read - since.read) / passed if passed > 0 else 0.0
            figures.insert(0, (share(self.read, self.total), "bold"))
            if speed:
                left = max(round(max(self.total - self.read, 0) / speed), 1)
                figures.append((f"{duration(left) if left >= 10 else f'{left} s'} left", "cyan"))
                figures.append((f"{size(speed)}/s", "dim"))
        if self.resumed:
            figures.append((f"{self.resumed:,} before", "dim"))
        if self.jobs > 1:
            figures.append((f"{self.jobs} processes", "dim"))
        return figures


class InPlace:
    """One line that is written over, for a terminal without rich."""

    def __init__(self) -> None:
        self.drawn = float("-inf")

    def draw(self, done: float | None, figures: Figures, seconds: float) -> None:
        """Writes over the line, five times a second at most."""
        if seconds - self.drawn >= _REDRAW:
            self.drawn = seconds
            fitting = _fitting(figures, _columns() - 1)
            _print(f"\r{'  '.join(text for text, _ in fitting)}\x1b[K", end="")

    def say(self, line: str) -> None:
        """Prints `line` where the figures were; they come again behind it."""
        _print(f"\r\x1b[K{line}")
        self.drawn = float("-inf")

    def end(self) -> None:
        """Empties the line."""
        _print("\r\x1b[K", end="")


class Lines:
    """A line now and then, for a pipe or a file."""

    def __init__(self) -> None:
        self.next = _FIRST_LINE

    def draw(self, done: float | None, figures: Figures, seconds: float) -> None:
        """Prints a line if it is time for one."""
        if seconds < self.next:
            return
        while self.next <= seconds:
            self.next += min(self.next, _SLOWEST_LINES)
        _print(f"wikiextract: {duration(seconds)}: {', '.join(text for text, _ in figures)}")

    def say(self, line: str) -> None:
        """Prints `line`."""
        _print(line)

    def end(self) -> None:
        """There is nothing to take away."""


class Bar:
    """rich's bar with the figures that have room beside it. Raises ImportError where rich is missing."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.live import Live

        self.drawn = float("-inf")
        self.console = Console(stderr=True)
        # Refreshed here, not by a thread; standard output and error are not to be taken for rich's own.
        self.live = Live(
            console=self.console,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self.live.start()

    def draw(self, done: float | None, figures: Figures, seconds: float) -> None:
        """Draws anew, five times a second at most."""
        if seconds - self.drawn < _REDRAW:
            return
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        self.drawn = seconds
        fitting = _fitting(figures, self.console.width - _BAR)
        beside = Text("  ").join(Text(text, style) for text, style in fitting)
        row = Table.grid(expand=True, padding=(0, 2, 0, 0))
        row.add_column(ratio=1)
        row.add_column(no_wrap=True)
        bar = ProgressBar(1.0, done or 0.0, pulse=done is None, animation_time=seconds)
        row.add_row(bar, beside)
        self.live.update(row, refresh=True)

    def say(self, line: str) -> None:
        """Prints `line` above the bar."""
        from rich.text import Text

        self.console.print(Text(line), soft_wrap=True)

    def end(self) -> None:
        """Takes the bar away and shows the cursor again."""
        self.live.stop()


def _display(bar: bool) -> Display:
    if not bar:
        return Lines()
    try:
        return Bar()
    except ImportError:
        return InPlace()


def _fitting(figures: Figures, columns: int) -> Figures:
    """The first figures that have room in `columns`; one there is always."""
    fitting = figures[:1]
    used = len(figures[0][0])
    for text, style in figures[1:]:
        used += 2 + len(text)
        if used > columns:
            break
        fitting.append((text, style))
    return fitting


def _is_terminal() -> bool:
    return (
        sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
    )


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        return 80


def _print(text: str, end: str = "\n") -> None:
    """Onto standard error. Where it is closed `print` would fall back on standard output, which is for results."""
    if sys.stderr is not None:
        print(text, end=end, file=sys.stderr, flush=True)
