"""Diagnostics: the page that documents them says what the code does, and no message is long or unreadable."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikiextract import DIAGNOSTICS, extract

PAGE = (Path(__file__).parent.parent / "docs" / "diagnostics.md").read_text(encoding="utf-8")
_ENTRY = re.compile(
    r"^### `(?P<code>[a-z-]+)` · (?P<severity>\w+)\n\n\*\*(?P<meaning>.+?)\.\*\* (?P<prose>.*?)"
    r"^```wikitext(?: (?P<language>\w+))?\n(?P<text>.*?)\n```\n\n```json\n(?P<json>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Entry(NamedTuple):
    """One code of the page."""

    code: str
    severity: str
    meaning: str
    prose: str
    language: str | None
    text: str
    json: str


ENTRIES = [Entry(*match.groups()) for match in _ENTRY.finditer(PAGE)]


def found(text: str, language: str = "en") -> list[dict[str, Any]]:
    """The diagnostics of a page as JSON has them; the language "auto" is guessed."""
    document = extract(text, language=None if language == "auto" else language)
    every: list[dict[str, Any]] = document.model_dump(mode="json")["diagnostics"]
    return every


def test_the_page_lists_the_catalogue_in_its_order() -> None:
    assert re.findall(r"^### `(.+?)`", PAGE, re.MULTILINE) == list(DIAGNOSTICS)
    assert [entry.code for entry in ENTRIES] == list(DIAGNOSTICS)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_an_entry_says_what_the_catalogue_says(entry: Entry) -> None:
    kind = DIAGNOSTICS[entry.code]
    assert entry.severity == kind.severity
    assert entry.meaning.lower() == kind.meaning.lower()
    assert "*What to do:* " in entry.prose
    assert re.findall(r"\[([a-z0-9-]+)\]\(https://www.mediawiki", entry.prose) == list(kind.linter)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_an_example_gives_what_it_shows(entry: Entry) -> None:
    expected = json.loads(entry.json)
    given_ones = found(entry.text, entry.language or "en")
    if expected[-1] == "…":
        expected.pop()
        given_ones = given_ones[: len(expected)]
    assert given_ones == expected
    assert entry.code in {diagnostic["code"] for diagnostic in expected}


LONG = "a\u202e\x01\tb' " * 100
"""A name that is long, and has signs that cannot be seen."""


@pytest.mark.parametrize(
    "text",
    [
        f"{{{{{LONG}}}}}",
        f"{{{{{LONG}",
        f"{{{{a|{LONG}=1|{LONG}=2}}}}",
        f"[[{LONG}",
        f"[[{LONG}<b>]]",
        f"== {LONG} ===\n== {LONG}",
        f"<ref name={LONG!r} />",
        f'<ref {"a" * 1000}="b">c</ref>',
        f"{{{{{{{LONG}}}}}}}",
        f"[[File:A.jpg|{LONG}|b]]",
        f"{{{{DEFAULTSORT:{LONG}}}}}{{{{DEFAULTSORT:b}}}}",
        f"[http://{'a' * 1000} b",
        f"{{{{sfn|{LONG}|{LONG}|1990}}}}",
        f"{{{{cite book|isbn={LONG}|date={LONG}}}}}",
        f"{{{{Infobox x|{LONG}=1950-13-40}}}}",
    ],
)
def test_a_message_is_short_and_can_be_read(text: str) -> None:
    diagnostics = found(text)
    assert diagnostics
    for diagnostic in diagnostics:
        assert len(diagnostic["message"]) <= 160
        assert diagnostic["message"].isprintable()


PIECES = (
    "{{ }} [[ ]] [ ] {| |} |- | = == === \n <b> </b> <i> </i> <div> </div> <ref> </ref> <ref name=a/> <!-- --> -{ }- a "
    "{{a| {{{b }}} http://a {{subst:c}} <nowiki> </nowiki> &lt;ref <span/> </p> <table> {{coord|95|N|1|E}} #REDIRECT"
).split(" ")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_diagnostics_of_any_markup_lie_in_the_page_and_in_its_order(text: str) -> None:
    diagnostics = found(text)
    spans = [diagnostic["span"] or (-1, -1) for diagnostic in diagnostics]
    assert [tuple(span) for span in spans] == sorted(tuple(span) for span in spans)
    for diagnostic in diagnostics:
        assert diagnostic["severity"] == DIAGNOSTICS[diagnostic["code"]].severity
        assert diagnostic["message"].isprintable()
        if diagnostic["span"] is not None:
            start, end = diagnostic["span"]
            assert 0 <= start < end <= len(text)
