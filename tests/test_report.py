"""The report of a run: one page that needs nothing else, says what the tally says, and trusts no title."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from wikiextract import DIAGNOSTICS, Failure, Page, extract
from wikiextract.cli.elements import Markup, element, joined
from wikiextract.cli.plots import Bar, course, histogram, ticks
from wikiextract.cli.report import report_page
from wikiextract.cli.timeline import Sample
from wikiextract.runners.tally import Slow, Tally

STARTED, ENDED = datetime(2026, 1, 4, 22, 13, 5, tzinfo=UTC), datetime(2026, 1, 4, 23, 25, 5, tzinfo=UTC)
HOSTILE = "<script>alert('&\"')</script>"
EMPTY = {"meta"}


class Outline(HTMLParser):
    """What a page is made of: tags with their attributes, rows of tables as texts; raises where tags do not pair."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in EMPTY:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data
        if self.rows and {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def page_of(tally: Tally, **more: Any) -> str:
    given: dict[str, Any] = {"sources": ["dumps/enwiki.xml.bz2"], "options": {"--jobs": "2"}}
    return report_page(tally, 4320.0, started=STARTED, ended=ENDED, **{**given, **more})


@pytest.fixture
def tally() -> Tally:
    tally = Tally()
    for number, text in enumerate(("[[Slate", "#REDIRECT [[Slate]]", "{{Nobody knows}}" * 40, "x" * 5000)):
        tally.count(Page(text, f"P{number}"), extract(text, title=f"P{number}"), number + 0.5)
    for offset in (3, 4):
        message = f"took more than {offset} seconds"
        failure = Failure(title="T", page_id=1, source="d", offset=1, error="PageError", message=message)
        tally.count(None, failure)
    return tally


def test_the_page_says_what_was_run(tally: Tally) -> None:
    page = Outline(page_of(tally, read=8_000_000_000, jobs=2))
    for text in (
        *("enwiki.xml.bz2", "dumps/enwiki.xml.bz2", "--jobs", "2026-01-04 22:13:05", "2026-01-04 23:25:05"),
        *("1 h 12 min", "wikiextract 0", "1.9 MB/s", "8.0 GB"),
    ):
        assert text in page.text


def test_every_count_of_the_tally_is_in_a_table(tally: Tally) -> None:
    rows = Outline(page_of(tally)).rows
    assert ["articles", "3", "50.0 %", ""] in rows
    assert ["redirects", "1", "16.7 %", ""] in rows
    assert ["failed", "2", "33.3 %", ""] in rows
    assert ["took more than … seconds", "2", "", "T: took more than 3 seconds"] in rows
    assert ["P3", "3.5 s", "5,000"] in rows
    assert ["4–7", "1"] in rows
    assert ["4,096–8,191", "1"] in rows
    assert ["nothing", str(tally.shares[0])] in rows
    for code, number in tally.diagnostics.items():
        kind = DIAGNOSTICS[code]
        assert [code, str(tally.diagnosed[code]), str(number), "", kind.severity, kind.meaning] in rows


def test_titles_and_messages_are_never_markup(tally: Tally) -> None:
    tally.slowest.append(Slow(9.0, 4, HOSTILE))
    failure = Failure(title=HOSTILE, page_id=1, source="d", offset=1, error="OSError", message="<b>no</b>")
    tally.count(None, failure)
    tally.diagnostics["<i>code</i>"] += 1
    tally.diagnosed["<i>code</i>"] += 1
    written = page_of(
        tally,
        sources=[f"{HOSTILE}/{HOSTILE}", "half \udce9"],
        options={HOSTILE: HOSTILE, "--title": '" onload="alert(1)'},
    )
    assert "<script" not in written
    page = Outline(written)
    assert not {"script", "b", "i", "img", "a", "link", "iframe", "object"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "href")]
    assert page.text.count(HOSTILE) >= 5
    assert written.encode()


def test_the_page_needs_no_network(tally: Tally) -> None:
    written = page_of(tally)
    assert not re.search(r"https?:|url\(|@import|//\w", written)
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in Outline(written).attributes


def test_plots_are_described_and_their_names_are_unique(tally: Tally) -> None:
    timeline = [Sample(float(n), n * 10, n * 1000) for n in range(150)]
    written = page_of(tally, timeline=timeline)
    page = Outline(written)
    assert page.tags["svg"] == page.tags["desc"] == page.tags["details"] == 3
    names = [value for name, value in page.attributes if name == "id"]
    assert len(names) == len(set(names))
    for name, value in page.attributes:
        if name == "aria-labelledby":
            assert set(value.split()) <= set(names)


def test_the_course_has_the_pages_of_the_whole_run(tally: Tally) -> None:
    timeline = [Sample(n * 30.0, 500 + n * n, n * 1000) for n in range(147)]
    rows = [row for row in Outline(page_of(tally, timeline=timeline)).rows if " – " in row[0]]
    assert len(rows) <= 60
    assert sum(int(row[1].replace(",", "")) for row in rows) == 146 * 146
    assert rows[0][0].startswith("0.0 s – ")
    assert rows[-1][0].endswith(" – 1 h 13 min")


@pytest.mark.parametrize("timeline", [(), (Sample(0.0, 0, 0), Sample(0.0, 0, 0))])
def test_an_empty_run_has_a_page_too(timeline: Sequence[Sample]) -> None:
    page = Outline(page_of(Tally(), timeline=timeline, sources=[]))
    assert page.text.count("None.") == 6
    assert "too short for a curve" in page.text
    assert page.tags["svg"] == 0


def test_what_was_not_selected_is_said_to_be(tally: Tally) -> None:
    page = Outline(page_of(tally, select={"title"}))
    assert page.text.count("Not among the fields that were selected.") == 2
    assert ["documents", "4", "66.7 %", ""] in page.rows


def test_a_resumed_run_has_the_speed_of_its_own_pages(tally: Tally) -> None:
    tally.pages += 43_200
    page = Outline(page_of(tally, resumed=6))
    assert "10.0" in page.text
    assert "behind 6 pages" in page.text


def test_elements_escape_what_is_no_markup() -> None:
    assert element("p", "a < b & c", element("b", '"'), class_="x", title='"<') == (
        '<p class="x" title="&quot;&lt;">a &lt; b &amp; c<b>&quot;</b></p>'
    )
    assert joined(["<", Markup("<br>")]) == "&lt;<br>"
    assert element("meta", charset="utf-8", name=None) == '<meta charset="utf-8">'


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        *((0, [0, 1]), (1, [0, 0.5, 1.0]), (4, [0, 1, 2, 3, 4]), (9.7, [0, 5, 10])),
        *((2750, [0, 1000, 2000, 3000]), (1e9, [0, 5e8, 1e9])),
    ],
)
def test_ticks_are_round(highest: float, expected: list[float]) -> None:
    assert ticks(highest) == pytest.approx(expected)


@pytest.mark.parametrize("highest", [10**n * factor for n in range(-3, 10) for factor in (1, 1.01, 3, 7.77)])
def test_ticks_are_few_and_hold_the_highest(highest: float) -> None:
    found = ticks(highest)
    assert 2 <= len(found) <= 5
    assert found[-1] >= highest * (1 - 1e-9)


def test_bars_are_as_high_as_their_numbers() -> None:
    drawn = histogram([Bar("a", "a", 100), Bar("b", "b", 50), Bar("c", "c", 0)], "T", of="Pages", axis="x")
    heights = [float(height) for height in re.findall(r'<rect[^>]* height="([\d.]+)"', drawn)]
    assert heights[0] == 2 * heights[1] > 0
    assert heights[2] == 0
    assert "a: 100</title>" in drawn
    assert "The largest of 3 classes is a with 100." in drawn


@pytest.mark.parametrize(("seconds", "axis"), [(20, "s since"), (600, "min since"), (40_000, "h since")])
def test_a_course_is_in_the_unit_of_its_length(seconds: float, axis: str) -> None:
    drawn = course([(0.0, 2.0), (seconds, 4.0)], "T", of="Pages a second")
    assert axis in drawn
    assert "between 2 and 4" in drawn
