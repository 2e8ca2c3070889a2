"""The tables of the wikis: each is sound, and what they say is what MediaWiki 1.39 answered for that language."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import wikiextract.data
from wikiextract.names import Wiki, function_name, image_option, target, wiki

FOLDER = Path(wikiextract.data.__file__).parent / "wikis"
WIKIS = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem[0] != "_")
ALL_BYTES = 1_600_000
ONE_BYTES = 24_000


def table(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return content


COMMON = table("_common")
ENGLISH = {name.lower(): int(number) for number, name in COMMON["namespaces"].items()}


@pytest.mark.parametrize("language", WIKIS)
def test_every_table_is_sound(language: str) -> None:
    own = table(language)
    assert "MediaWiki 1.39 languages/messages" in own["_source"]
    assert wiki(language).known
    re.compile(own["link_trail"])
    assert isinstance(own["magic_links"], bool)
    for kind in ("functions", "variables", "switches", "image_options"):
        assert own.get(kind, {}).keys() <= COMMON[kind].keys()
        assert all(words and all(words) for words in own.get(kind, {}).values())


@pytest.mark.parametrize("language", WIKIS)
def test_no_name_is_two_namespaces(language: str) -> None:
    found = dict(ENGLISH)
    for number, words in table(language)["namespaces"].items():
        assert words
        for word in words:
            assert word == " ".join(word.split())
            assert found.setdefault(word.lower(), int(number)) == int(number), word


def test_there_is_a_table_for_every_language_edition() -> None:
    assert [code for code in COMMON["interlanguage"] if not wiki(code).known] == []


def test_the_tables_stay_small() -> None:
    sizes = [path.stat().st_size for path in FOLDER.glob("*.json")]
    assert max(sizes) < ONE_BYTES
    assert sum(sizes) < ALL_BYTES


@pytest.mark.parametrize("language", WIKIS)
def test_link_trails_are_linear(language: str) -> None:
    words = wiki(language)
    for run in ("a" * 50_000, "'" * 50_000, "я" * 50_000):
        assert words.link_trail.match(run + "!")
        assert words.redirect.match("#" * 1_000) is None


@pytest.mark.parametrize(
    ("language", "written", "number"),
    [
        ("qu", "Rikcha", 6),
        ("qu", "Imagen", 6),  # an alias of the fallback (es) works, its name does not
        ("qu", "Archivo", None),
        ("new", "पुचः", 14),
        ("als", "Kategorie", 14),
        ("bat-smg", "Kateguorėjė", 14),
        ("bat-smg", "Vaizdas", 6),
        ("fiu-vro", "Pilt", 6),
        ("fo", "Bólkur", 14),
        ("gd", "Roinn-seòrsa", 14),
        ("am", "ስዕል", 6),
        ("os", "Ныв", 6),
        ("mrj", "Категория", 14),
        ("zh-min-nan", "Lūi-pia̍t", 14),
        ("zh-min-nan", "分类", 14),  # names in the other script are aliases
        ("de", "Benutzerin", 2),  # gendered forms are aliases
        ("ru", "обсуждение_участницы", 3),
        ("pl", "Użytkowniczka", 2),
        ("fr", "Discussion catégorie", 15),
        ("xh", "Category", 14),
    ],
)
def test_namespaces(language: str, written: str, number: int | None) -> None:
    assert wiki(language).namespace(written) == number


def test_namespaces_that_a_site_adds() -> None:
    assert wiki("es").namespace("Anexo") == 104
    assert wiki("fr").namespace("Projet") == 102
    assert wiki("gd").namespace("Uicipeid") == wiki("gd").namespace("Wikipedia") == 4
    assert wiki("commons").namespace("Creator") == 100
    assert wiki("commons").namespace("Wikipedia") is None


def test_codes_that_differ_from_mediawikis() -> None:
    for code, same in {
        "nb": "no",
        "gsw": "als",
        "sgs": "bat-smg",
        "vro": "fiu-vro",
        "rup": "roa-rup",
    }.items():
        assert wiki(code).namespace_names == wiki(same).namespace_names
        assert wiki(code).known


@pytest.mark.parametrize(
    ("language", "written", "option"),
    [
        ("qu", "rikchacha", ("thumbnail", "")),
        ("qu", "miniatura", ("thumbnail", "")),
        ("mrj", "250пкс", ("width", "250")),
        ("nap", "min", ("thumbnail", "")),
        ("ca", "redreça1.3", ("upright", "1.3")),
        ("nl", "rechtop0.7", ("upright", "0.7")),
        ("zh", "右上1.2", ("upright", "1.2")),
        ("he", "ימין למעלה 1.2", ("upright", "1.2")),
        ("sa", "मध्य", ("center", "")),
        ("en", "upright 1.2", ("upright", "1.2")),
        ("en", "upright= 1.2 ", ("upright", "1.2")),
        ("en", "upright=1,2", None),
        ("en", "upright=", None),
        ("en", "px", None),
        ("en", "100 px", ("width", "100")),
    ],
)
def test_image_options(language: str, written: str, option: tuple[str, str] | None) -> None:
    assert image_option(written, wiki(language)) == option


@pytest.mark.parametrize(
    ("language", "written", "name"),
    [
        ("qu", "SIQINCHAY:x", "defaultsort"),
        ("qu", "ORDENAR:x", "defaultsort"),
        ("qu", "PANQASUTI", "pagename"),
        ("qu", "#si:x", "#if"),
        ("os", "КЛЮЧ_СОРТИРОВКИ:x", "defaultsort"),
        ("zh", "名字空间:x", "namespace"),  # "ns" has this word too; where case matters comes first
        ("zh", "默认排序:x", "defaultsort"),
    ],
)
def test_functions(language: str, written: str, name: str) -> None:
    assert function_name(written, wiki(language)) == name


@pytest.mark.parametrize(
    ("language", "behind", "drawn"),
    [
        ("fo", "áðí é", "áðí"),
        ("vec", "àéx.", "àéx"),
        ("os", "ævzag æ", "ævzag"),
        ("als", "äöüß z", "äöüß"),
        ("sa", "ानि x", "ानि"),
        ("zh-min-nan", "abc", ""),
        ("se", ":bárri 1", ":bárri"),
        ("kaa", "da'n ''x''", "da'n"),
    ],
)
def test_link_trails(language: str, behind: str, drawn: str) -> None:
    trail = wiki(language).link_trail.match(behind)
    assert trail
    assert trail[0] == drawn


def prefix(text: str, words: Wiki) -> str:
    at = len(text)
    while at and words.link_prefix and words.link_prefix.match(text, at - 1):
        at -= 1
    return text[at:]


@pytest.mark.parametrize(
    ("language", "before", "drawn"),
    [("ar", "x al", "al"), ("uk", "x«", "«"), ("hy", "x«", "x«"), ("de", "al", "")],
)
def test_link_prefixes(language: str, before: str, drawn: str) -> None:
    assert prefix(before, wiki(language)) == drawn


def test_targets_have_local_names() -> None:
    goal = target("category:x", wiki("qu"))
    assert goal
    assert (goal.full, goal.namespace) == ("Katiguriya:X", 14)
