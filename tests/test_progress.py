"""The progress of a run: a bar on a terminal, lines in a pipe, and notices that are always seen."""

import os
import pty
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from fcntl import ioctl
from itertools import pairwise
from pathlib import Path

import pytest

from wikiextract import Failure, Page, extract
from wikiextract.cli.amounts import characters, counted, duration, rate, share, size
from wikiextract.cli.progress import LISTED, Progress
from wikiextract.cli.summary import summary
from wikiextract.cli.timeline import SAMPLES, Sample, Timeline
from wikiextract.runners.tally import Tally

LOOP = """
import sys, time
if {missing!r}:
    sys.modules["rich"] = None
    sys.modules["rich.console"] = None
from wikiextract.cli.progress import Progress
from wikiextract.runners.tally import Tally
tally = Tally()
start = time.monotonic()
with Progress({total!r}, tally, quiet={quiet!r}, jobs=2) as progress:
    print("result")
    while time.monotonic() - start < {seconds!r}:
        tally.count(None, "text")
        progress.advance(tally.pages * 1000)
        if tally.pages == 120:
            progress.notice("bad\\x1b[31m [bold]page[/bold]")
        time.sleep(0.01)
print("end", "rich.live" in sys.modules, file=sys.stderr)
"""


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def shown(columns: int = 100, **how: object) -> tuple[str, str]:
    """What a made-up run shows on a terminal of so many columns, and what it writes to standard output."""
    words = {"missing": False, "total": 1_000_000, "quiet": False, "seconds": 1.8} | how
    first, second = pty.openpty()
    ioctl(second, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
    environment |= {"PYTHONPATH": str(Path(__file__).parent.parent / "src"), "TERM": "xterm-256color"}
    code = LOOP.format(**words)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=second, env=environment, text=True
    ) as process:
        os.close(second)
        seen = b"".join(pieces(first))
        assert process.stdout is not None
        written = process.stdout.read()
    os.close(first)
    assert process.returncode == 0, seen
    return seen.decode(), written


def pieces(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the other side is closed
            return
        if not piece:
            return
        yield piece


def test_a_terminal_shows_a_bar_which_goes_at_the_end() -> None:
    pytest.importorskip("rich")
    seen, written = shown()
    assert written == "result\n"
    assert "━" in seen
    assert "pages" in seen
    assert "kB/s" in seen
    assert "s left" in seen
    assert seen.count("\x1b[?25l") == seen.count("\x1b[?25h") == 1  # the cursor is shown again
    assert "wikiextract: bad\ufffd[31m [bold]page[/bold]\r\n" in seen
    assert seen.endswith("end True\r\n")
    # The bar was wiped before: nothing of it stands in the last line.
    assert "\x1b[2K" in seen.rpartition("━")[2]


def test_a_narrow_terminal_keeps_the_bar_on_one_line() -> None:
    pytest.importorskip("rich")
    seen, _ = shown(columns=40)
    assert "━" in seen
    assert "kB/s" not in seen
    assert seen.count("\x1b[1A") <= 1  # up over the bar's one line at the end, never over a second one


def test_without_the_size_pages_a_second_are_shown() -> None:
    pytest.importorskip("rich")
    seen, _ = shown(total=None)
    assert "pages/s" in seen
    assert " left" not in seen


def test_without_rich_there_is_a_line_in_place() -> None:
    seen, written = shown(missing=True)
    assert written == "result\n"
    assert "━" not in seen
    assert "\r\x1b[Kwikiextract: bad\ufffd[31m [bold]page[/bold]\r\n" in seen
    assert "s left" in seen
    assert seen.endswith("\r\x1b[Kend False\r\n")


def test_quiet_shows_notices_only() -> None:
    seen, _ = shown(quiet=True)
    assert seen == "wikiextract: bad\ufffd[31m [bold]page[/bold]\r\nend False\r\n"


def test_a_short_run_shows_nothing() -> None:
    seen, _ = shown(seconds=0.5)
    assert seen == "end False\r\n"


def piped(
    capsys: pytest.CaptureFixture[str],
    seconds: int,
    *,
    total: int | None = 1_000_000,
    resumed: int = 0,
    quiet: bool = False,
) -> list[str]:
    """The lines of a run of so many seconds, ten pages and a thousand bytes each second."""
    clock, tally = Clock(), Tally(pages=resumed)
    begun = resumed * 100
    with Progress(total, tally, quiet=quiet, resumed=resumed, begun=begun, clock=clock) as progress:
        for second in range(1, seconds + 1):
            clock.now += 1
            for _ in range(10):
                tally.count(None, "text")
            progress.advance(begun + second * 1000)
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


def test_a_pipe_gets_lines_further_and_further_apart(capsys: pytest.CaptureFixture[str]) -> None:
    lines = piped(capsys, 36_000, total=100_000_000)
    assert lines[0] == "wikiextract: 10 s: 0.01 %, 100 pages, 1 d 3 h left, 1.0 kB/s"
    assert [line.split(": ")[1] for line in lines[:8]] == [
        *("10 s", "20 s", "40 s", "1 min 20 s", "2 min 40 s", "5 min 20 s", "10 min 40 s", "20 min 40 s"),
    ]
    assert len(lines) < 70


def test_a_short_or_quiet_run_writes_nothing_to_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert piped(capsys, 9) == []
    assert piped(capsys, 500, quiet=True) == []


def test_time_left_counts_what_this_run_did(capsys: pytest.CaptureFixture[str]) -> None:
    lines = piped(capsys, 10, total=120_000, resumed=1000)
    assert lines == ["wikiextract: 10 s: 91.7 %, 1,100 pages, 10 s left, 1.0 kB/s, 1,000 before"]


def test_without_the_size_lines_have_pages_a_second(capsys: pytest.CaptureFixture[str]) -> None:
    assert piped(capsys, 10, total=None) == ["wikiextract: 10 s: 100 pages, 10.0 pages/s"]


def test_failures_are_counted_in_lines(capsys: pytest.CaptureFixture[str]) -> None:
    clock, tally = Clock(), Tally(pages=7, failed=3)
    with Progress(None, tally, quiet=False, clock=clock, jobs=4) as progress:
        clock.now += 10
        progress.advance(5)
    assert capsys.readouterr().err == ("wikiextract: 10 s: 10 pages, 3 failed, 1.00 pages/s, 4 processes\n")


def test_notices_end_where_they_would_be_too_many(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(None, Tally(), quiet=True, failures="out.failures.jsonl") as progress:
        for number in range(100_000):
            progress.notice(f"page {number}")
        progress.notice("at the end", always=True)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == LISTED + 2
    assert lines[LISTED - 1 :] == [
        f"wikiextract: page {LISTED - 1}",
        "wikiextract: more failures are not listed here: all are in out.failures.jsonl",
        "wikiextract: at the end",
    ]


def test_a_file_that_may_be_the_only_list_gets_every_notice(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(None, Tally(), quiet=False) as progress:
        for number in range(LISTED * 3):
            progress.notice(f"page {number}\nof a kind")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == LISTED * 3
    assert lines[-1] == f"wikiextract: page {LISTED * 3 - 1}\ufffdof a kind"


def test_a_closed_standard_error_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    clock = Clock()
    with Progress(10, Tally(), quiet=False, clock=clock) as progress:
        clock.now += 20
        progress.advance(5)
        progress.notice("nobody hears it")
    assert capsys.readouterr().out == ""


def test_less_than_before_changes_nothing() -> None:
    progress = Progress(100, Tally(), quiet=True, clock=Clock())
    progress.advance(50)
    progress.advance(20)
    assert progress.read == 50


def test_advancing_costs_little() -> None:
    with Progress(10**9, Tally(), quiet=True) as progress:
        start = time.process_time()
        for read in range(100_000):
            progress.advance(read)
        assert time.process_time() - start < 1  # 10 µs each, where a page takes 10 ms


@pytest.mark.parametrize("seconds", [3, 60, 4000, 30_000])
def test_a_timeline_is_bounded_and_has_both_ends(seconds: int) -> None:
    timeline = Timeline(5, 7)
    for tenth in range(1, seconds * 10):
        timeline.sample(Sample(tenth / 10, 5 + tenth, 7 + tenth))
    timeline.sample(Sample(seconds, 99_999_999, 1), last=True)
    samples = timeline.samples
    assert len(samples) <= SAMPLES
    assert (samples[0], samples[-1]) == (Sample(0.0, 5, 7), Sample(seconds, 99_999_999, 1))
    assert samples == sorted(samples)
    gaps = [later.seconds - sooner.seconds for sooner, later in pairwise(samples[:-1])]
    assert max(gaps) <= max(2.1 * timeline.interval, 1)
    if seconds >= 60:
        assert len(samples) > SAMPLES / 3


def test_the_speed_before_is_that_of_the_latest_old_enough() -> None:
    timeline = Timeline()
    for second in range(1, 100):
        timeline.sample(Sample(second, second, 0))
    assert timeline.before(40.5).seconds == 40
    assert timeline.before(-3).seconds == 0


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        *((0.04, "0.0 s"), (9.94, "9.9 s"), (42, "42 s"), (59.7, "1 min"), (200, "3 min 20 s")),
        *((3600, "1 h"), (4321, "1 h 12 min"), (86_400 * 2 + 3 * 3600, "2 d 3 h")),
    ],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_amounts() -> None:
    assert [size(n) for n in (0, 512, 999, 1000, 3_440_000, 9_960_000, 20_100_000_000, 10**19)] == [
        *("0 B", "512 B", "999 B", "1.0 kB", "3.4 MB", "10 MB", "20 GB", "10000 PB"),
    ]
    assert [rate(n, 10) for n in (0, 29.3, 345, 3400, 123_456)] == ["0.00", "2.93", "34.5", "340", "12,346"]
    assert rate(5, 0) == "0.00"
    assert [share(n, 100_000) for n in (0, 1, 270, 12_340, 99_999, 100_000)] == [
        *("0 %", "< 0.01 %", "0.27 %", "12.3 %", "99.9 %", "100 %"),
    ]
    assert [characters(n) for n in (0, 34_500, 1_000_000, 20 * 10**9)] == [
        "0",
        "34,500",
        "1.0 million",
        "20 billion",
    ]
    assert share(1, 0) == "0 %"
    assert [counted(1, "page"), counted(1234, "page"), counted(2, "process")] == [
        *("1 page", "1,234 pages", "2 processes"),
    ]


@pytest.fixture
def met() -> Tally:
    tally = Tally()
    texts = ("[[Slate", "#REDIRECT [[Slate]]", "'''Slate''' is a rock. {{Nobody knows this}}")
    for text in texts * 400:
        tally.count(Page(text, "P"), extract(text))
    for number in range(12):
        message = f"the bzip2 stream is broken near byte {number}"
        tally.count(
            None,
            Failure(title="T", page_id=1, source="d", offset=1, error="PageError", message=message),
        )
    return tally


def test_a_long_run_is_summed_up(met: Tally) -> None:
    lines = summary(met, 100.0, 3_000_000, jobs=2, failures="o.failures.jsonl").splitlines()
    assert lines[0] == "wikiextract: 1,212 pages in 1 min 40 s (12.1 pages/s, 30 kB/s), 2 processes"
    assert [line.split() for line in lines[1:5]] == [
        ["articles", "800", "66.0", "%"],
        ["redirects", "400", "33.0", "%"],
        ["failed", "12", "0.99", "%"],
        ["the", "bzip2", "stream", "is", "broken", "near", "byte", "…", "12"],
    ]
    diagnostics = next(line for line in lines if line.startswith("  diagnostics"))
    assert diagnostics.endswith("400 warnings")
    assert any(line.split()[:2] == ["unclosed-link", "400"] and "on 400 pages" in line for line in lines)
    assert "  passed over" in "\n".join(lines)
    assert lines[-1] == "  every failure is in o.failures.jsonl"


def test_what_was_not_selected_is_not_summed_up() -> None:
    tally = Tally()
    for _ in range(1000):
        tally.count(None, extract("#REDIRECT [[Slate]]", select={"title"}))
    text = summary(tally, 1.0, None, select={"title"})
    assert text.splitlines() == [
        "wikiextract: 1,000 pages in 1.0 s (1,000 pages/s)",
        "  documents  1,000  100 %",
    ]


def test_a_short_run_is_silent_but_for_failures() -> None:
    tally = Tally()
    tally.count(None, "text")
    assert summary(tally, 2.0, 5) == ""
    tally.failed += 1
    assert summary(tally, 2.0, 5) == "wikiextract: 1 of 2 pages failed"


def test_the_speed_of_a_resumed_run_is_its_own(met: Tally) -> None:
    first = summary(met, 106.0, 1_060_000, resumed=1000).splitlines()[0]
    assert first == (
        "wikiextract: 212 pages in 1 min 46 s (2.00 pages/s, 10 kB/s); 1,212 with those that were there before"
    )
