"""What the library says to wrong arguments, and what it makes of odd ones."""

from typing import Any

import pytest

from wikiextract import Page, extract, parse
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
