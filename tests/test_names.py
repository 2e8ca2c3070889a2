"""Names: when two titles, namespaces, templates, magic words or image options are the same one."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wikiextract.data
from wikiextract.names import (
    Target,
    anchor,
    behaviour_switch,
    canonical_title,
    decoded,
    function_call,
    function_name,
    image_option,
    target,
    template_name,
    ucfirst,
    wiki,
    without_variants,
)

EN, DE, FR, JA = (wiki(language) for language in ("en", "de", "fr", "ja"))
WIKIS = sorted(
    path.stem
    for path in (Path(wikiextract.data.__file__).parent / "wikis").glob("*.json")
    if path.stem[0] != "_"
)


def full(text: str, language: str = "en") -> str | None:
    goal = target(text, wiki(language))
    return goal and goal.full


@pytest.mark.parametrize("language", WIKIS)
def test_every_wiki_has_its_words(language: str) -> None:
    words = wiki(language)
    assert words.known
    assert words.namespace("category") == words.namespace(words.namespace_names[14]) == 14
    assert words.namespace("Image") == words.namespace("FILE") == 6
    assert words.redirect.match("#redirect [[x]]")
    assert words.link_trail.match("")
    assert image_option("thumb", words) == ("thumbnail", "")
    assert function_name("#if: x", words) == "#if"
    assert behaviour_switch("__NOTOC__", words) == "notoc"


def test_there_are_at_least_a_hundred_wikis() -> None:
    assert len(WIKIS) >= 100


def test_unknown_languages_fall_back_to_english() -> None:
    for language in ("xx", "", "../en", "e" * 100, "en\n"):
        assert wiki(language).namespace("Category") == 14
    assert not wiki("xx").known
    assert not wiki("../en").known
    assert wiki("pt-BR").known
    assert wiki("nb").namespace_names[14] == "Kategori"
    assert wiki("de") is wiki("DE")


def test_namespaces_know_their_aliases() -> None:
    assert DE.namespace("Bild") == DE.namespace("datei") == 6
    assert EN.namespace("category_talk") == EN.namespace(" Category  talk ") == 15
    assert EN.namespace("WP") == 4
    assert EN.namespace("Foo") is None


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("foo_bar", "Foo bar"),
        ("  Foo__bar  ", "Foo bar"),
        ("caf%C3%A9", "Café"),
        ("100%", "100%"),
        ("A &amp; B", "A & B"),
        ("A&nbsp;B", "A B"),
        ("ßx", "ßx"),
        ("éx", "Éx"),
        ("Foo\u200e", "Foo"),
        ("ა", "ა"),
        ("", ""),
    ],
)
def test_canonical_titles(written: str, title: str) -> None:
    assert canonical_title(written) == title


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Foo", Target("Foo", "Foo", 0, None, None, False)),
        ("file : x y.JPG", Target("File:X y.JPG", "X y.JPG", 6, None, None, False)),
        (":fr:Santé#Droit", Target("Santé", "Santé", 0, "Droit", "fr", True)),
        (":Category:X", Target("Category:X", "X", 14, None, None, True)),
        ("#Part two", Target("", "", 0, "Part two", None, False)),
        ("Foo#", Target("Foo", "Foo", 0, None, None, False)),
        ("Foo#a_b", Target("Foo", "Foo", 0, "a b", None, False)),
        ("wikt:fr:mot", Target("fr:mot", "fr:mot", 0, None, "wikt", False)),
        ("Alien: Romulus", Target("Alien: Romulus", "Alien: Romulus", 0, None, None, False)),
        ("en:Category:Foo", Target("Category:Foo", "Foo", 14, None, None, True)),
        ("A%26B", Target("A&B", "A&B", 0, None, None, False)),
    ],
)
def test_targets(written: str, expected: Target) -> None:
    assert target(written, EN) == expected


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            " ",
            ":",
            "a|b",
            "a\nb",
            "a<b",
            "a>b",
            "a[b",
            "a]b",
            "a{b",
            "a}b",
            "a\tb",
            "a\x7fb",
            "%3Cb",
            "a%00",
        ),
        *(
            ".",
            "..",
            "./a",
            "../a",
            "a/./b",
            "a/../b",
            "a/.",
            "a/..",
            "A~~~",
            "::a",
            ":::",
            "x" * 256,
            "é" * 128,
        ),
        *(
            "Category:",
            "File: ",
            "Category:#x",
            "Talk:File:x",
            "http://example.org",
            "HTTPS://x",
            "//x",
            "mailto:a@b",
        ),
        *("a&lt;b", "%FF", "&bogus;", "a%2525"),
    ],
)
def test_what_is_no_title(written: str) -> None:
    assert target(written, EN) is None


def test_targets_in_other_languages() -> None:
    assert full("image:x.png", "de") == "Datei:X.png"
    assert full("画像:x.png", "ja") == "ファイル:X.png"
    assert full("istanbul", "tr") == "İstanbul"
    assert full("de:Foo", "de") == "Foo"
    assert target("en:Foo", DE) == Target("Foo", "Foo", 0, None, "en", False)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("infobox_medical condition (new) ", "Infobox medical condition (new)"),
        ("\n Template:cite_web\n", "Cite web"),
        ("template : cite web", "Cite web"),
        ("subst:foo", "Foo"),
        ("SAFESUBST: Template:foo", "Foo"),
        (":foo", ":Foo"),
        ("User:x/y", "User:X/y"),
        ("cite web#x", "Cite web"),
        ("!", "!"),
        ("", ""),
        ("a|b", "A|b"),
    ],
)
def test_template_names(written: str, name: str) -> None:
    assert template_name(written, EN) == name


def test_template_names_in_other_languages() -> None:
    assert template_name("vorlage:infobox", DE) == "Infobox"
    assert template_name("Template:infobox", FR) == "Infobox"


@pytest.mark.parametrize(
    ("written", "call"),
    [
        ("#if: x ", ("#if", "x")),
        ("#IFEQ:a", ("#ifeq", "a")),
        ("#tag:ref", ("#tag", "ref")),
        ("#bogus:x", ("#bogus", "x")),
        ("lc:FOO", ("lc", "FOO")),
        ("DEFAULTSORT:Curie, Marie", ("defaultsort", "Curie, Marie")),
        ("DEFAULTSORTKEY:x", ("defaultsort", "x")),
        ("subst:lc:X", ("lc", "X")),
        ("PAGENAME", ("pagename", "")),
        ("!", ("!", "")),
        ("=", ("=", "")),
        ("Foo", None),
        ("pagename", None),
        ("defaultsort:x", None),
        ("template:x", None),
        ("Foo: bar", None),
        ("", None),
    ],
)
def test_function_calls(written: str, call: tuple[str, str] | None) -> None:
    assert function_call(written, EN) == call
    assert function_name(written, EN) == (call and call[0])


def test_function_calls_in_other_languages() -> None:
    assert function_call("SORTIERUNG:x", DE) == ("defaultsort", "x")
    assert function_call("デフォルトソート：あ", JA) == ("defaultsort", "あ")


@pytest.mark.parametrize(
    ("written", "option"),
    [
        ("thumb", ("thumbnail", "")),
        (" thumbnail ", ("thumbnail", "")),
        ("thumb=x.png", ("manualthumb", "x.png")),
        ("220px", ("width", "220")),
        ("x100px", ("width", "x100")),
        ("220x100px", ("width", "220x100")),
        ("upright", ("upright", "")),
        ("upright=1.2", ("upright", "1.2")),
        ("page 3", ("page", "3")),
        ("alt=a = b", ("alt", "a = b")),
        ("link=", ("link", "")),
        ("text-top", ("text-top", "")),
        ("Thumb", None),
        ("alt = x", None),
        ("foo px", None),
        ("left of the house", None),
        ("", None),
    ],
)
def test_image_options(written: str, option: tuple[str, str] | None) -> None:
    assert image_option(written, EN) == option


def test_image_options_in_other_languages() -> None:
    assert image_option("mini", DE) == ("thumbnail", "")
    assert image_option("hochkant=0.7", DE) == ("upright", "0.7")
    assert image_option("verweis=Foo", DE) == ("link", "Foo")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Signs and symptoms", "Signs_and_symptoms"),
        ("  A  b\u00a0c ", "A_b_c"),
        ("Q&A (x)", "Q&A_(x)"),
        ("50%", "50%"),
        ("Überblick", "Überblick"),
    ],
)
def test_anchors(text: str, expected: str) -> None:
    assert anchor(text) == expected


def test_references_are_decoded_once() -> None:
    assert decoded("&amp;lt; &#91; &#x5B; &eacute; &nosuch; &copy &#0;") == "&lt; [ [ é &nosuch; &copy \ufffd"


def test_ucfirst_takes_one_code_point() -> None:
    assert [ucfirst(text) for text in ("abc", "ßa", "ŉa", "éa", "1a", "")] == [
        "Abc",
        "ßa",
        "ŉa",
        "Éa",
        "1a",
        "",
    ]


def test_switches_are_found_in_text() -> None:
    assert EN.switch.findall("a __NOTOC__ b __index__ c __INDEX__ __x__") == ["__NOTOC__", "__INDEX__"]
    assert behaviour_switch("__KEIN_INHALTSVERZEICHNIS__", DE) == "notoc"
    assert behaviour_switch("__disambig__", EN) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a-{x}-b", "axb"),
        ("-{zh-tw:t;zh-cn:c}-", "c"),
        ("-{zh-cn:<b style='a;b'>x</b>;zh-tw:y}-", "<b style='a;b'>x</b>"),
        ("-{zh-hk:n;}-", "n"),
        ("-{A|zh-cn:g;zh-tw:h}-", "g"),
        ("-{H|zh-cn:g}- -{T|zh-cn:g}- -{-|zh-cn:g}-", "  "),
        ("-{R|a:b}- -{zh-tw|k}-", "a:b k"),
        ("-{foo:bar}-", "foo:bar"),
        ("-{g=>zh-cn:z}-", "z"),
        ("-{a -{zh-cn:q;zh-tw:r}- b}-", "a q b"),
        ("x -{ unclosed -{y}-", "x -{ unclosed y"),
        ("}- stray", "}- stray"),
        ("-{" * 12 + "a" + "}-" * 12, "-{-{a}-}-"),
    ],
)
def test_language_variants(text: str, shown: str) -> None:
    assert without_variants(text, wiki("zh").variants) == shown


def test_redirect_words() -> None:
    assert EN.redirect.match("\n#REDIRECT: [[x]]")
    assert DE.redirect.match("#weiterleitung[[x]]")
    assert not EN.redirect.match("x #REDIRECT [[x]]")


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    goal = target(text, EN)
    if goal is not None:
        assert goal.interwiki or not goal.name or target(":" + goal.full, EN) is not None
    name = template_name(text, EN)
    assert template_name(name, EN) in (name, name.lstrip(":")) or not re.fullmatch(r"[\w ]+", name)
    assert canonical_title(canonical_title(text)) is not None
    function_call(text, EN)
    image_option(text, EN)
    anchor(text)


def test_tables_name_their_sources() -> None:
    folder = Path(wikiextract.data.__file__).parent / "wikis"
    assert all(json.loads(path.read_text(encoding="utf-8"))["_source"] for path in folder.glob("*.json"))
