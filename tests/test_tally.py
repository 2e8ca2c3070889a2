"""What a run has met: counts that add up, survive JSON and pickling, and stay small."""

import json
import pickle

import pytest

from wikiextract import Document, Failure, Page, extract
from wikiextract.pipeline import extract_page
from wikiextract.runners.tally import OTHER, REASONS, SHARES, SLOWEST, Slow, Tally, reason

TEXTS = (
    "'''Slate''' is a rock.<ref name=hill /> [[Stone",
    "#REDIRECT [[Slate]]",
    "{{disambiguation}}\n* [[Slate]]",
    "{{a" * 50 + "}}" * 50,
    "",
)


def failure(message: str, error: str = "PageError", title: str | None = "Slate") -> Failure:
    return Failure(title=title, page_id=1, source="d.xml", offset=4, error=error, message=message)


def tally_of(pages: list[Page], seconds: float = 0.25) -> Tally:
    tally = Tally()
    for page in pages:
        tally.count(page, extract_page(page), seconds)
    return tally


@pytest.fixture
def pages() -> list[Page]:
    return [
        *(Page(text, f"P{number}", number) for number, text in enumerate(TEXTS)),
        Page("", "Lost", 9, unreadable="is cut short near byte 77"),
    ]


def test_pages_are_counted_by_what_became_of_them(pages: list[Page]) -> None:
    tally = tally_of(pages)
    assert (tally.pages, tally.documents, tally.failed, tally.results) == (5, 5, 1, 6)
    assert (tally.redirects, tally.disambiguations, tally.flattened, tally.degraded) == (1, 1, 0, 1)
    assert tally.characters == sum(map(len, TEXTS)) == tally.covered
    assert tally.seconds == 1.5


def test_a_flattened_page_is_counted() -> None:
    tally = Tally()
    tally.count(None, extract("Slate is a rock.", layout="flattened"))
    assert tally.flattened == 1


def test_diagnostics_are_counted_by_code_and_by_page() -> None:
    page = Page("[[a\n\n[[b\n\n{{c", "P")
    document = extract_page(page)
    assert isinstance(document, Document)
    codes = [diagnostic.code for diagnostic in document.diagnostics]
    tally = tally_of([page, page])
    assert codes.count("unclosed-link") == 2
    assert (tally.diagnostics["unclosed-link"], tally.diagnosed["unclosed-link"]) == (4, 2)
    assert tally.diagnostics.total() == 2 * len(codes)
    severities = [diagnostic.severity for diagnostic in document.diagnostics]
    assert tally.severities() == {name: 2 * severities.count(name) for name in ("error", "warning", "info")}  # type: ignore[arg-type]


def test_what_is_no_document_is_a_page_only() -> None:
    tally = Tally()
    tally.count(Page("[[a", "P"), "the tree as text")
    assert (tally.pages, tally.documents, tally.characters, tally.diagnostics.total()) == (1, 0, 3, 0)


def test_without_its_page_a_document_says_its_length() -> None:
    tally = Tally()
    tally.count(None, extract("x" * 700, title="X"), 2.0)
    assert tally.characters == 700
    assert tally.sizes == {10: 1}
    assert tally.slowest == [Slow(2.0, 700, "X")]


@pytest.mark.parametrize(("length", "bits"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (1023, 10), (1024, 11)])
def test_sizes_fall_into_powers_of_two(length: int, bits: int) -> None:
    tally = Tally()
    tally.count(Page("x" * length), "text")
    assert tally.sizes == {bits: 1}


@pytest.mark.parametrize(
    ("passed_over", "place"), [(0, 0), (1, 1), (2, 2), (10, 3), (11, 4), (300, 6), (301, 7), (1000, 7)]
)
def test_shares_passed_over_fall_into_their_classes(passed_over: int, place: int) -> None:
    whole = extract("x" * 1000)
    assert whole.coverage is not None
    coverage = whole.coverage.model_copy(
        update={"passed_over": passed_over, "extracted": 1000 - passed_over, "characters": 1000}
    )
    tally = Tally()
    tally.count(None, whole.model_copy(update={"coverage": coverage}))
    assert tally.shares == {place: 1}
    assert len(SHARES) == 8


def test_the_ten_slowest_are_kept_slowest_first() -> None:
    tally = Tally()
    for number in range(40):
        tally.count(Page("x" * number, f"P{number}"), "text", seconds=(number * 7) % 40 + 1)
    assert [slow.seconds for slow in tally.slowest] == list(range(40, 40 - SLOWEST, -1))
    assert tally.slowest[0].title == f"P{tally.slowest[0].characters}"


def test_a_slow_failure_and_a_page_without_a_title_are_named() -> None:
    tally = Tally()
    tally.count(None, failure("took more than 60 seconds"), 60.0)
    tally.count(Page("x", source="a/b.txt"), "text", 1.0)
    assert [slow.title for slow in tally.slowest] == ["Slate", "a/b.txt"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("the bzip2 stream is broken near byte 4711", "the bzip2 stream is broken near byte …"),
        ("is not UTF-8 text: 0xE9 at byte 1,234", "is not UTF-8 text: … at byte …"),
        ("has no column 'wikitext': there are id", "has no column …: there are id"),
        ("its process ended with the status -9", "its process ended with the status -9"),
        ("took more than 2.5 seconds", "took more than … seconds"),
        ("Slate cannot be read", "… cannot be read"),
        ("isn't read, wasn't either", "isn't read, wasn't either"),
        ("", "PageError"),
    ],
)
def test_a_reason_is_what_failures_share(message: str, expected: str) -> None:
    assert reason(failure(message)) == expected


def test_a_reason_names_the_error_where_the_message_is_not_our_own() -> None:
    assert reason(failure("'Slate'", "KeyError")) == "KeyError: …"
    assert reason(failure("RecursionError", "RecursionError")) == "RecursionError"


def test_reasons_are_few_and_keep_an_example() -> None:
    tally = Tally()
    for number in range(5000):
        tally.count(None, failure(f"is cut short near byte {number}"))
        tally.count(None, failure("no way: " + "abcdefghij"[number % 10] * (number // 10 + 1)))
    assert tally.failed == 10_000 == tally.failures.total()
    assert len(tally.failures) == REASONS + 1
    assert tally.failures[OTHER] > 0
    assert tally.examples["is cut short near byte …"] == "Slate: is cut short near byte 0"
    assert len(json.dumps(tally.as_json())) < 100_000


def test_tallies_of_parts_add_up_to_that_of_the_whole(pages: list[Page]) -> None:
    whole = tally_of(pages)
    for cut in range(len(pages) + 1):
        first, second = tally_of(pages[:cut]), tally_of(pages[cut:])
        first.add(second)
        assert first == whole
    assert Tally() == tally_of([])


def test_adding_leaves_the_other_as_it_is(pages: list[Page]) -> None:
    part, kept, whole = tally_of(pages), tally_of(pages), Tally()
    whole.add(part)
    whole.count(pages[0], extract_page(pages[0]), 9.0)
    assert part == kept


def test_reasons_stay_few_when_tallies_are_added() -> None:
    whole = Tally()
    for number in range(300):
        part = Tally()
        part.count(None, failure("no " + "x" * number))
        whole.add(part)
    assert len(whole.failures) == REASONS + 1
    assert whole.failures.total() == 300


def test_a_tally_is_what_it_was_after_json_and_pickling(pages: list[Page]) -> None:
    tally = tally_of(pages)
    assert Tally.from_json(json.loads(json.dumps(tally.as_json()))) == tally
    assert pickle.loads(pickle.dumps(tally)) == tally
    again = Tally.from_json(json.loads(json.dumps(tally.as_json())))
    again.count(pages[0], extract_page(pages[0]))
    assert again.pages == tally.pages + 1


@pytest.mark.parametrize("wrong", [{}, {"pages": 1}, {**Tally().as_json(), "slowest": [[1.0]]}])
def test_what_is_no_tally_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="is no tally"):
        Tally.from_json(wrong)
