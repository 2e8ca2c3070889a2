"""Laws of `extract`: for any text, and for text made of pieces of markup.

Nothing raises; every span lies in the text and selects what it claims to; the sections partition the page; what the
trusted constructor builds is what the checked one builds; a part of the work gives the same values as the whole.
"""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wikiextract import Document, extract

Span = tuple[int, int]
LANGUAGES = ("en", "de", "zh", "ar", "xx")
WORDS = (
    "{{ }} {{{ }}} [[ ]] | = : ; * # - ' '' ''' ''''' [ ] {| |} |- |+ ! || !! ---- __TOC__ ~~~~ &amp; &#91; &nbsp; "
    "<ref> </ref> <ref/> <references> </references> <references/> <!-- --> <nowiki> </nowiki> <pre> </pre> <gallery> "
    "</gallery> <math> </math> <br> <b> </b> <div> </div> <blockquote> </blockquote> <table> <tr> <td> </table> <li> "
    "</td> <caption> <includeonly> </includeonly> <poem> </poem> "
    "http://a.org mailto:a@b.c a é 石 12 #REDIRECT File:A.jpg Category:A"
)
LINES = (
    "== a ==\n",
    "\n=== [[b]] ===\n",
    "\n{| class=x\n",
    "\n|-\n",
    "\n|}\n",
    "\n* a\n",
    "\n*# [[b|c]]\n",
    "\n; d : e\n",
    "\n a\n",
    "\n\n",
    "\n#REDIRECT [[a]]",
)
WHOLE = (
    "[[stone]]s",
    "[[Category:A|b]]",
    "[[File:A.jpg|thumb|10px|c [[d]]]]",
    "[[de:Stein]]",
    "[http://a.org b ''c'']",
    "<ref name=a>b</ref>",
    "<ref name=a/>",
    "<ref group=g>{{cite book|last=A|first=B|year=2001|title=c|isbn=0-306-40615-2}}</ref>",
    "{{sfn|A|2001|p=3}}",
    "{{r|a|p=4}}",
    "{{efn|[[a]]}}",
    "{{reflist|refs=<ref name=a>b</ref>}}",
    "{{Infobox person|name=a|birth_date={{birth date|1950|1|2}}|module={{Infobox b|c=[[d]]}}|height=",
    "{{Infobox drug|name=",
    "{{Medical resources|ICD10={{ICD10|E|83|5}}|MeshID=D002114}}",
    "{{coord|1|2|N|3|4|E|display=title}}",
    "{{Main|a|b}}",
    "{{citation needed|date=May 2020}}",
    "{{DEFAULTSORT:a}}",
    "{{DISPLAYTITLE:''a''}}",
    "{{Short description|a}}",
    "{{#if:a|[[b]]|c}}",
    "{{convert|5|km}}",
    "{{ubl|a|b}}",
    "{{a-stub}}",
    "{{!}}",
    "<gallery>\nA.jpg|b\n</gallery>",
    "\ue127\x02\x03\x04\x05\x1a\x1b",
)
PIECES = (*WORDS.split(), *LINES, *WHOLE, " ", "\n", "\0")

ANY = st.text(st.characters(), max_size=200)
MARKUP = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
TEXT = MARKUP | ANY
LANGUAGE = st.sampled_from(LANGUAGES)
relaxed = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def spans(value: Any, where: str = "document") -> Iterator[tuple[str, Span]]:
    """Every span of a dumped document with its place in it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("span", "heading_span"):
                if inner is not None:
                    yield f"{where}.{key}", inner
            else:
                yield from spans(inner, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from spans(inner, f"{where}[{index}]")


@given(TEXT, LANGUAGE)
@example("{{<ref>{{a|b}}</ref>}}", "en")
@relaxed
def test_every_text_gives_a_valid_document(text: str, language: str) -> None:
    """The trusted constructor equals the checked one, JSON gives the document back, and twice gives the same."""
    document = extract(text, language=language)
    assert Document.model_validate(document.model_dump()) == document
    assert Document.model_validate_json(document.model_dump_json()) == document
    assert extract(text, language=language) == document


@given(TEXT, LANGUAGE)
@relaxed
def test_every_span_lies_in_the_text(text: str, language: str) -> None:
    for where, (start, end) in spans(extract(text, language=language).model_dump()):
        assert 0 <= start <= end <= len(text), where


@given(TEXT)
@relaxed
def test_spans_select_what_they_claim(text: str) -> None:
    document = extract(text, layout="wikitext")

    def cut(span: Span) -> str:
        return text[span[0] : span[1]]

    bracketed: list[Span] = [link.span for link in document.links]
    bracketed += [link.span for link in document.interlanguage_links]
    bracketed += [category.span for category in document.categories]
    assert [cut(span) for span in bracketed if not is_between(cut(span), "[[", "]]")] == []
    braced: list[Span] = [template.span for template in document.templates]
    braced += [box.span for box in document.infoboxes] + [box.span for box in document.navboxes]
    braced += [stub.span for stub in document.stubs] + [citation.span for citation in document.citations]
    braced += [hatnote.span for hatnote in document.hatnotes] + [notice.span for notice in document.notices]
    assert [cut(span) for span in braced if not is_between(cut(span), "{{", "}}")] == []
    for section in document.sections[1:]:
        assert section.heading_span is not None
        assert is_between(cut(section.heading_span), "=" * section.level, "=" * section.level)
        assert section.heading_span[0] == section.span[0]
    for table in document.tables:
        assert re.match(r"\{\||\{\{|<table", cut(table.span), re.IGNORECASE)
    for reference in document.references:
        for use in reference.uses:
            assert re.match(r"<ref|\{\{", cut(use.span), re.IGNORECASE)
    for address in document.external_links:
        assert cut(address.span).startswith("[") or "//" in cut(address.span) or ":" in cut(address.span)
    for box in document.infoboxes:
        assert all(cut(parameter.span) == parameter.raw for parameter in box.parameters)
    for transclusion in document.templates:
        assert all(cut(parameter.span) == parameter.raw for parameter in transclusion.parameters)
    for cell in (cell for table in document.tables for row in table.rows for cell in row):
        assert cut(cell.span) == cell.raw


def is_between(text: str, opening: str, closing: str) -> bool:
    """Whether a text begins and ends with these, and they do not overlap."""
    return len(text) >= len(opening) + len(closing) and text.startswith(opening) and text.endswith(closing)


@given(TEXT)
@relaxed
def test_the_sections_partition_the_page(text: str) -> None:
    """The lead begins at 0, each section where the one before ends, the last one ends at the end."""
    sections = extract(text).sections
    borders = [border for section in sections for border in section.span]
    assert borders[0] == 0
    assert borders[-1] == len(text)
    assert borders[1:-1:2] == borders[2::2]
    for index, section in enumerate(sections):
        assert section.index == index
        assert section.parent is None or sections[section.parent].level < section.level
        assert (section.level == 0) == (index == 0) == (section.title is None)


@given(TEXT)
@relaxed
def test_the_coverage_adds_up(text: str) -> None:
    """Each code point is extracted, markup or passed over; what is named as passed over is within that count."""
    document = extract(text)
    found = document.coverage
    assert found is not None
    assert found.characters == len(text) == found.extracted + found.markup + found.passed_over
    assert min(found.extracted, found.markup, found.passed_over) >= 0
    spans = [d.span for d in document.diagnostics if d.code == "passed-over" and d.span]
    assert sum(end - start for start, end in spans) <= found.passed_over


@given(TEXT)
@relaxed
def test_line_ends_of_two_characters_change_no_text(text: str) -> None:
    """A file with `\\r\\n` reads as one with `\\n`; only the offsets differ."""
    one, two = extract(text.replace("\r", "")), extract(text.replace("\r", "").replace("\n", "\r\n"))
    assert [section.text for section in one.sections] == [section.text for section in two.sections]
    assert [p.text for box in one.infoboxes for p in box.parameters] == [
        p.text for box in two.infoboxes for p in box.parameters
    ]
    assert [reference.id for reference in one.references] == [reference.id for reference in two.references]


@given(TEXT)
@relaxed
def test_indexes_name_what_is_there(text: str) -> None:
    document = extract(text)
    for index, table in enumerate(document.tables):
        assert table.index == index
    for index, reference in enumerate(document.references):
        assert reference.index == index
        for citation in reference.citations:
            assert document.citations[citation].reference == index
    for block in (block for section in document.sections for block in section.blocks):
        assert (block.table is not None) == (block.kind == "table")
        assert block.table is None or block.table < len(document.tables)
    for index, box in enumerate(document.infoboxes):
        assert box.parent is None or box.parent < index
        assert all(0 <= i < len(document.references) for p in box.parameters for i in p.references)
    named = [link.section for link in document.links] + [link.section for link in document.external_links]
    named += [file.section for file in document.media] + [table.section for table in document.tables]
    assert all(0 <= section < len(document.sections) for section in named)


STAND_IN = re.compile("[\x02-\x08\x1a\x1b\ue000-\uf8ff]")


@given(TEXT)
@relaxed
def test_texts_hold_no_stand_ins(text: str) -> None:
    """What stands for something while a text is read is gone from every value in the end."""
    sound = STAND_IN.sub("", text)
    assert [value for value in strings(extract(sound).model_dump()) if STAND_IN.search(value)] == []


def strings(value: Any) -> Iterator[str]:
    """Every string of a dumped document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


@given(MARKUP, st.sampled_from(sorted(set(Document.model_fields))))
@relaxed
def test_a_part_is_the_same_as_in_the_whole(text: str, field: str) -> None:
    assert getattr(extract(text, select={field}), field) == getattr(extract(text), field)


@given(MARKUP)
@relaxed
def test_sound_text_is_not_restored(text: str) -> None:
    """A page that has a link still has its brackets: it was not flattened."""
    document = extract(f"[[stone]]\n{text}")
    if document.links[:1] and document.links[0].span == (0, 9):
        assert document.layout == "wikitext"
        assert all(category.source == "link" for category in document.categories)


@pytest.mark.parametrize("piece", PIECES)
def test_many_of_a_piece(piece: str) -> None:
    """A piece many times over takes time in proportion, whatever it opens: this would not end otherwise."""
    document = extract(piece * 3000)
    assert document.sections[-1].span[1] == len(piece) * 3000


LONG = {
    "gallery": ("<gallery>\n", "File:a.jpg|b [[c]]\n", "</gallery>"),
    "cells of one line": ("{|\n| a ", "|| [[b]] {{c}} ", "\n|}"),
    "block tags": ("", "<li>[[a]]", ""),
    "cells of html": ("<table>", "<tr><td>[[a]]<td>b", ""),
    "tables of an item": ("* a", "<table></table> b", ""),
    "cells of templates": ("{|\n|", "{{convert|5|km|disp=table}} ", "\n|}"),
    "large spans": ("{|\n", "| rowspan=65534 colspan=1000 | a\n|-\n", "|}"),
    "colons of a term": (";", "http://a'' <b>:", ""),
    "pictures of one line": ("x ", "[[File:a.jpg|thumb|b]] ", ""),
    "pictures of an infobox": ("{{Infobox x", "|image9=a.jpg|image9_caption=b", "}}"),
    "names of a reference": ("{{r", "|a", "}}"),
    "tags that overlap": ("", "<b><i><u></b></i>", ""),
    "tags in a parameter": ("{{a|", "<b>[[c]]</i>", "}}"),
    "lines that are no headings": ("", "== a\n", ""),
    "headings in a template": ("{{a|", "\n== a ==\n", "}}"),
    "brackets before addresses": ("", "[http://a {{b}} ", "\nc]"),
    "brackets before addresses and lines": ("", "[http://a {{b}}\n", ""),
    "links without a title": ("", "[[a{b]] ", ""),
    "links that never close": ("", "[[a {{b}} ", ""),
    "options of a file": ("[[File:a.jpg", "|b {{c}}", "]]"),
    "arguments": ("", "{{{a}}} {{{b|c}}}", ""),
    "escaped tags": ("", "&lt;ref&gt;{{a}}", ""),
    "tables that never end": ("", "{|\n| a\n", ""),
    "tables after each other": ("", "{|\n| a\n|}\n", ""),
}


@pytest.mark.parametrize("kind", LONG)
def test_long_constructs_take_linear_time(kind: str) -> None:
    opening, piece, end = LONG[kind]
    text = opening + piece * (150_000 // len(piece)) + end
    start = time.process_time()
    extract(text)
    assert time.process_time() - start < 5
