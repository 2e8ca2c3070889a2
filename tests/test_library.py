"""What the library says to wrong arguments, and what it makes of odd ones."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from wikiextract import Page, SourceError, extract, extract_many, parse
from wikiextract.models import Document, Failure
from wikiextract.pipeline import extract_page


@pytest.mark.parametrize(
    "given", [{"text": None}, {"text": b""}, {"text": "", "title": 1}, {"text": "", "language": 1}]
)
def test_what_is_no_text_is_a_type_error(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="not str"):
        extract(**given)


def test_parse_wants_text_too() -> None:
    with pytest.raises(TypeError):
        parse(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [{"select": {"infobox"}}, {"select": "infoboxes"}, {"layout": "flat"}])
def test_what_there_is_not_is_a_value_error(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"no such|one string"):
        extract("", **given)


def test_a_title_can_always_be_written() -> None:
    assert "\ufffd" in extract("a", title="\ud800").model_dump_json()


def test_the_language_is_the_wiki_that_was_used() -> None:
    assert extract("", language="DE").language == "de"


def test_a_page_that_fails_is_a_failure() -> None:
    made = extract_page(Page(None, "T"))  # type: ignore[arg-type]
    assert isinstance(made, Failure)
    assert made.title == "T"
    assert made.message
    assert isinstance(extract_page(Page("a", "T")), Document)


def test_a_page_does_not_drown_in_diagnostics() -> None:
    found = extract("{{a|" * 5000).diagnostics
    assert len(found) < 300
    assert any(diagnostic.code == "more-diagnostics" for diagnostic in found)


def test_a_page_shows_its_title() -> None:
    box, category = "{{Infobox stone|name={{PAGENAME}}}}", "[[Category:{{FULLPAGENAME}}]]"
    words = "{{NAMESPACE}}|{{SUBPAGENAME}}|{{ROOTPAGENAME}}"
    page = extract(f"{box}{category} {words}", title="help:salt_stone/use")
    assert page.infoboxes[0].name == "Salt stone/use"
    assert [category.name for category in page.categories] == ["Help:Salt stone/use"]
    assert page.sections[0].text == "Help|use|Salt stone"
    assert page.diagnostics == ()


def test_a_page_without_a_title_says_what_it_cannot_show() -> None:
    page = extract("{{PAGENAME}}")
    assert [found.code for found in page.diagnostics] == ["unknown-function"]
    assert extract("{{PAGENAME}}", title="[[no title]]").diagnostics == page.diagnostics


def endless(read_so_far: list[int]) -> Iterator[str]:
    for number in itertools.count():
        read_so_far.append(number)
        yield f"[[a{number}]]"


def test_pages_from_memory_are_pages_rows_or_texts() -> None:
    row = {"title": "B", "text": "[[b]]", "id": 2, "views": 7}
    enterprise = {"name": "C", "identifier": 3, "article_body": {"wikitext": "[[c]]"}}
    page = Page("[[d]]", "D", 4, revision_id=9)
    made = list(extract_many(["[[a]]", row, enterprise, page], select={"links", "page"}))
    documents = [result for result in made if isinstance(result, Document)]
    assert [document.title for document in documents] == [None, "B", "C", "D"]
    assert [document.links[0].target for document in documents] == ["A", "B", "C", "D"]
    assert [document.page and document.page.id for document in documents] == [None, 2, 3, 4]
    assert documents[0] == extract("[[a]]", select={"links", "page"})


def test_pages_from_memory_are_read_no_further_than_asked() -> None:
    seen: list[int] = []
    made = extract_many(endless(seen), language="de")
    assert not seen
    first = next(made)
    assert isinstance(first, Document)
    assert first.language == "de"
    assert seen == [0]


def test_a_page_from_memory_that_fails_costs_only_itself() -> None:
    rows: list[Any] = [
        {"text": None, "title": "A", "id": 1},
        {"text": b"b"},
        {"txt": "c"},
        Page(None, "D"),
        "e",
    ]  # type: ignore[arg-type]
    made = list(extract_many(rows))
    assert [(result.title, result.message) for result in made if isinstance(result, Failure)] == [
        ("A", "has no text"),
        (None, "has a text that is bytes, not str"),
        (None, "has no column 'text': there are txt"),
        ("D", "has a text that is NoneType, not str"),
    ]
    assert isinstance(made[-1], Document)


@pytest.mark.parametrize("wrong", [7, b"text", None, ("A", "text")])
def test_what_is_no_page_is_a_type_error_in_its_place(wrong: Any) -> None:
    made = extract_many(["[[a]]", wrong, "b"])
    assert isinstance(next(made), Document)
    with pytest.raises(TypeError, match=f"not {type(wrong).__name__}"):
        next(made)


@pytest.mark.parametrize("single", ["[[a]]", b"a", {"text": "a"}, Page("a")])
def test_one_page_is_not_several(single: Any) -> None:
    with pytest.raises(TypeError, match="instead of several"):
        extract_many(single)


@pytest.mark.parametrize("wrong", [{"select": {"infobox"}}, {"jobs": 0}, {"layout": "flat"}])
def test_wrong_keywords_are_refused_before_a_page_is_read(wrong: dict[str, Any]) -> None:
    seen: list[int] = []
    with pytest.raises(ValueError):
        extract_many(endless(seen), **wrong)
    assert not seen


@pytest.mark.parametrize("error", [SourceError("a", "is gone"), KeyError("k")])
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_pages_raise_comes_through_behind_those_before(error: Exception, jobs: int) -> None:
    if jobs > 1:
        pytest.importorskip("pebble")

    def broken() -> Iterator[str]:
        yield from ("[[a]]", "[[b]]")
        raise error

    made = extract_many(broken(), jobs=jobs)
    assert [type(next(made)) for _ in range(2)] == [Document, Document]
    with pytest.raises(type(error)) as raised:
        next(made)
    assert raised.value is error


def test_several_processes_give_what_one_does_of_pages_from_memory() -> None:
    pytest.importorskip("pebble")
    rows = [{"text": f"[[a{number}]]", "title": f"T{number}"} for number in range(500)]
    assert list(extract_many(rows, jobs=2)) == list(extract_many(rows))
    seen: list[int] = []
    results = extract_many(endless(seen), jobs=2)
    assert isinstance(next(results), Document)
    results.close()  # type: ignore[attr-defined]
    assert len(seen) <= 3000


def test_numbers_of_other_libraries_are_numbers() -> None:
    numpy = pytest.importorskip("numpy")
    (made,) = extract_many([{"text": "a", "id": numpy.int64(7)}])
    assert isinstance(made, Document)
    assert made.page is not None
    assert made.page.id == 7
    assert type(made.page.id) is int
