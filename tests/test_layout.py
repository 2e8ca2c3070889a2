"""Restoring flattened pages: what is put back, what is left alone, and that sound pages are not touched."""

import importlib.util
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conformance
from wikiextract.layout import restore

RUN_ON = """
headings                       | ==Types==⏎===First===⏎Text.
heading behind a template      | {{Stub}}⏎== A ==⏎{{main|b}} Text.
heading behind prose           | It ended.⏎== After ==⏎More.
heading with an equals sign    | ==A = B==⏎Text.
heading of unequal runs        | Text.⏎=== A ==⏎More.
heading of level one           | = A =⏎Text.
heading with a reference       | == A<ref>x == y</ref> ==⏎Text.
heading with comments          | Text.⏎<!-- x -->== A ==<!-- y -->⏎Text.
list                           | ==See also==⏎* A⏎*B⏎** C⏎* D
list behind a colon            | There are:⏎* one⏎* two
list behind a parenthesis      | Some (of them:⏎* one⏎* two
numbered list                  | # one⏎# two⏎#* three⏎# four
numbered list without blanks   | #one⏎#two⏎#3rd
terms                          | ; A⏎: one⏎; B⏎: two⏎: three
indented lines                 | * A⏎:* B⏎:: C
indented formulas              | It holds that⏎:<math>a</math>⏎: <math>b</math>
rule                           | * A⏎----⏎* B
list and templates             | * {{a}}⏎{{refend}}⏎{{Box | x = 1 | y = 2 }}
list and a tag                 | <div>⏎* A⏎* B⏎</div>
table                          | {| class="x"⏎|+ T⏎|-⏎! A !! B⏎|-⏎| c || d⏎|}⏎End.
table behind prose             | Text⏎:{|⏎| a⏎|}
cells with attributes          | {|⏎|-⏎| align="left" | a⏎| b⏎| width=5 | c⏎|-⏎! nowrap | d⏎|}
negative number in a cell      | {|⏎|-⏎| align=right |-5⏎|-⏎| 6⏎|}
list in a cell                 | {|⏎|⏎* a⏎* b⏎| c⏎|}
heading in a table             | {|⏎|⏎== A ==⏎text⏎|-⏎| b⏎|}
categories                     | * A⏎Category:B b⏎Category:C
list in a template             | ==A==⏎{{plainlist|⏎* a⏎* b }}
list in a parameter            | ==A==⏎{{Infobox | x =⏎* a⏎* b | y = c * d }}
gallery                        | ==A==⏎<gallery>⏎File:A.jpg|a⏎File:B.jpg⏎</gallery>
"""

LEFT_ALONE = """
equation                 | If a = b and c == d then b == d.
comparison in code       | <code>a == b</code> and <code>c == d</code>
product                  | Take 2 * 3 and a * b.
birth                    | Anna Beispiel (geb. ''Muster''; * 13. Mai 1932 in Graz)
number sign              | The #1 song, #2 in May, tagged #music.
French colons            | Les faits : un ; deux : trois ; quatre.
heading in a template    | {{Box | a = == B == c}}
heading in a reference   | x<ref>== B == c</ref>
heading in a comment     | <!-- == B == c -->
heading in nowiki        | <nowiki>== B == c</nowiki>
pipes outside a table    | a | b ! c |- d
category linked to       | See :Category:Things and the category: things.
footnote sign            | * A *) note
star in a parameter      | {{Box | a = * | b = c}}
colour                   | {| style="border: #fff" ⏎|-⏎| #a⏎|}
exclamation in a cell    | {|⏎|-⏎| Mais oui ! dit-elle⏎|}
"""


def rows(table: str) -> list[Any]:
    """A parameter for each row `name | text`, ⏎ standing for a line break."""
    found = (row.partition("|") for row in table.strip().splitlines())
    return [pytest.param(text.strip().replace("⏎", "\n"), id=name.strip()) for name, _, text in found]


@pytest.mark.parametrize("lines", rows(RUN_ON))
def test_lines_come_back(lines: str) -> None:
    assert restore(lines.replace("\n", " "), force="flattened").text == lines


@pytest.mark.parametrize("text", rows(LEFT_ALONE))
def test_what_only_looks_like_a_line_stays(text: str) -> None:
    assert restore(text, force="flattened").text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A word.",
        "== A ==\n\nText.",
        "== A == text\n\n== B ==\nmore",
        "==A== ===B=== text with a [[link]]",
        " == Not ==\n\n== Yes ==",
        "* one * two\n* three\n* four",
        "Text, see :Category:Things",
        "{{Infobox x | a = 1 | b = 2 | c = 3 | d = 4 | e = 5 }}",
        "{{plainlist| * a * b }}",
    ],
)
def test_sound_text_is_untouched(text: str) -> None:
    assert restore(text) == restore(text, force="wikitext")
    assert restore(text).layout == "wikitext"
    assert restore(text).text is text


@pytest.mark.parametrize(
    "text",
    [
        "==Types== ===Dystrophic=== The most",
        "==See also== * A * B",
        "'''A''' is b.\n\nCategory:C",
        "* A * B",
        "A may be: * b * c",
        "Text\r\n\r\n== A == More\r\n",
    ],
)
def test_flattened_text_is_recognised(text: str) -> None:
    assert restore(text).layout == "flattened"


def test_repairs_say_what_each_line_break_is() -> None:
    restored = restore("A. ==B== * c {{refend}}\n\nCategory:D Category:E")
    assert restored.repairs == (("heading", 2), ("heading", 8), ("block", 12), ("category", 35))
    assert restored.categories == (("D", 25, 35), ("E", 36, 46))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Category:A Category:B c {{stub}}", ["A", "B c"]),
        ("Category:A fr:B zh-min-nan:C", ["A"]),
        ("Category:A File:B.jpg text", ["A"]),
        ("Category:A ! Category:B *", ["A", "B"]),
        ("Category:A '''B''' is", ["A"]),
        ("Category:Cumune d''o sud", ["Cumune d''o sud"]),
        ("Category:Made here Այս բառը այստեղ է", ["Made here"]),
        ("Category: A category :B", ["A", "B"]),
        ("{{x|Category:A}}<!-- Category:B --><ref>Category:C</ref>", []),
        ("Category:" + "a" * 300, []),
    ],
)
def test_names_of_categories(text: str, names: list[str]) -> None:
    found = restore(text, force="flattened").categories
    assert [name for name, _, _ in found] == names
    assert [text[start:end] for _, start, end in found] == [text[s:e] for _, s, e in found]


def test_words_of_other_wikis() -> None:
    text = "Thể loại:A thể_loại:B\n\nPlik:C.jpg"
    words, files = frozenset({"thể loại"}), frozenset({"plik"})
    found = restore(text, category_words=words, file_words=files).categories
    assert [name for name, _, _ in found] == ["A", "B"]
    assert (
        restore(text, force="flattened", category_words=frozenset(), file_words=frozenset()).categories == ()
    )


def test_unknown_words_are_found_in_lines_of_nothing_else() -> None:
    text = "Зүйл.\n\n{{Хот}} Ангилал:Хот Ангилал:Нийслэл"
    assert restore(text).categories == ()
    found = restore(text, category_words=None).categories
    assert [name for name, _, _ in found] == ["Хот", "Нийслэл"]
    assert not restore("Notes:a b c.\n\nThe end.", category_words=None).categories


WORDS = st.sampled_from(
    ["Text", "of", "a", "b", "''c''", "{{d|e = f}}", "<ref>g</ref>", "1", "(h)", "i:j", "#2", "="]
)
PROSE = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: "Word " + " ".join(words) + " end")
HEADING = st.builds(
    lambda level, blank: f"{'=' * level}{blank}Title{blank}{'=' * level}",
    st.integers(2, 6),
    st.sampled_from(["", " "]),
)
LIST = st.lists(
    st.builds("{} {}".format, st.sampled_from(["*", "**", "*#"]), PROSE), min_size=1, max_size=4
).map("\n".join)
CELL = PROSE.filter(lambda prose: " = " not in prose)  # which would read as attributes
TABLE = st.lists(CELL, min_size=1, max_size=4).map(
    lambda cells: "\n".join(["{|", "|-", *(f"| {cell}" for cell in cells), "|}"])
)
CATEGORIES = st.lists(st.sampled_from(["Category:A", "Category:B b"]), min_size=1, max_size=3).map("\n".join)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Pages whose lines can all be known again: no prose follows a list within a paragraph."""
    blocks = [draw(HEADING), draw(PROSE)]
    for _ in range(draw(st.integers(0, 5))):
        blocks.append(draw(st.sampled_from(["\n", "", ""])))
        blocks += [draw(HEADING), draw(st.sampled_from([PROSE, LIST, TABLE]).flatmap(lambda block: block))]
    blocks += [draw(st.sampled_from(["\n", ""])), draw(CATEGORIES)]
    return "\n".join(block for block in blocks if block != "").replace("\n\n\n", "\n\n")


def flattened(page: str) -> str:
    return "\n\n".join(paragraph.strip().replace("\n", " ") for paragraph in page.split("\n\n"))


@given(pages())
def test_restoring_undoes_flattening(page: str) -> None:
    restored = restore(flattened(page))
    assert restored.layout == "flattened"
    assert restored.text == "\n\n".join(paragraph.strip() for paragraph in page.split("\n\n"))
    assert restore(restored.text).text == restored.text


MARKUP = st.text(st.sampled_from([*" \n\n*#:;=|!{}[]<>-'/a1é\x01\x03\r"]), max_size=40)
PIECES = st.sampled_from(
    """== | ==|==| * | # | : |{¦|¦-|¦}| ¦ |{{|}}|<ref>|</ref>|<!--|-->|Category:| a|<gallery> File:|</gallery>"""
    """|{{a¦ * b|\n\n|File:x.jpg|fr:b| ---- """.replace("|", "\t")
    .replace("¦", "|")
    .split("\t")
)
SOUP = st.one_of(MARKUP, st.lists(PIECES, max_size=25).map("".join), st.text(max_size=60))


@given(SOUP, st.sampled_from([None, "flattened"]), st.sampled_from([None, frozenset({"category"})]))
def test_only_blanks_become_line_breaks(text: str, force: Any, words: frozenset[str] | None) -> None:
    restored = restore(text, force=force, category_words=words)
    changed = [n for n, (a, b) in enumerate(zip(text, restored.text, strict=True)) if a != b]
    assert changed == [offset for _, offset in restored.repairs]
    assert all(text[n] == " " and restored.text[n] == "\n" for n in changed)
    for name, start, end in restored.categories:
        assert text[start:end].endswith(name)
        assert text[start:end][: -len(name)].rstrip(" ").endswith(":")


@given(SOUP)
def test_forced_wikitext_is_untouched(text: str) -> None:
    assert restore(text, force="wikitext").text is text


HOSTILE = [
    *("==a== ", "==a==", "= ", " * a", " ( ; * a", "{|", "{| | a=b ", " | a=b", "{{", "{{a|* b"),
    *("Category:a ", "Foo:bar ", "<ref>", "<!--", "<gallery> File:a.jpg", "\n* a {{b}}"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_takes_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    start = time.process_time()
    restore(text, force="flattened", category_words=None)
    assert time.process_time() - start < 5


@conformance.needed
def test_no_real_page_is_taken_for_flattened() -> None:
    for page in conformance.lines("pages.jsonl.bz2"):
        assert restore(page["text"]).text is page["text"], page["title"]


@conformance.needed
def test_real_pages_are_recognised_when_flattened() -> None:
    spec = importlib.util.spec_from_file_location("flatten", conformance.FOLDER / "flatten.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    texts = [page["text"] for page in conformance.lines("pages.jsonl.bz2") if page["language"] == "en"]
    structured = [text for text in texts if "==\n{{" in text or "\n*" in text]
    assert len(structured) > 300
    assert [
        text[:80] for text in structured[::3] if restore(module.flatten(text)).layout != "flattened"
    ] == []
