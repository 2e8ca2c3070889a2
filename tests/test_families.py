"""Families of infoboxes: their keys, and a table without two meanings for one name."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from wikiextract import data
from wikiextract.data import table
from wikiextract.families import _folded, family, key
from wikiextract.names import wiki
from wikiextract.roles import infobox_kind, role

FAMILIES: dict[str, Any] = table("infoboxes")["families"]


@pytest.mark.parametrize(
    ("name", "of", "language", "expected"),
    [
        ("birth_date", "person", "en", "birth_date"),
        ("Date of birth", "person", "en", "birth_date"),
        ("birthdate", "person", "de", "birth_date"),
        ("geburtsdatum", "person", "de", "birth_date"),
        ("geburtsdatum", "person", "en", None),
        ("naissance", "person", "fr", "birth_date"),
        ("clubs3", "person", "en", "clubs3"),
        ("stat2label", "person", "en", "stat_label2"),
        ("1blankname4", "person", "en", "blank_name1_4"),
        ("native_name2", "settlement", "en", "native_name2"),
        ("blank2_name_sec1", "settlement", "en", "blank2_name_sec1"),
        ("area_total_km2", "settlement", "en", "area_total_km2"),
        ("population_blank1_title", "settlement", "en", "population_blank_title1"),
        ("p1", "settlement", "en", None),
        ("ICD10", "medical", "en", "icd10"),
        ("CIE-10", "medical", "es", "icd10"),
        ("01-CODE", "medical", "de", "icd10_01"),
        ("field", "medical", "en", "specialty"),
        ("CASNo", "chemical", "en", "cas_number"),
        ("Co", "chemical", "en", "Co"),
        ("regnum", "species", "en", "kingdom"),
        ("Taxon2_WissName", "species", "de", "taxon2_scientific_name"),
        ("", "person", "en", None),
        ("1", "person", "en", None),
    ],
)
def test_keys(name: str, of: str, language: str, expected: str | None) -> None:
    assert key(name, of, language) == expected


def test_families_of_kinds() -> None:
    assert [family(kind) for kind in ("scientist", "drug", "taxobox", "film")] == [
        "person",
        "drug",
        "species",
        None,
    ]
    assert family("settlement/wikidata") == "settlement"


@pytest.mark.parametrize(
    ("name", "language", "of"),
    [
        ("Infobox Fußballspieler", "de", "person"),
        ("Infobox Commune de France", "fr", "settlement"),
        ("Ficha de enfermedad", "es", "medical"),
        ("Malattia", "it", "medical"),
        ("Info/Empresa", "pt", "organisation"),
        ("Вещество", "ru", "chemical"),
        ("Tassobox", "it", "species"),
        ("Infobox proteïne", "nl", "protein"),
        ("Anatomia infobox", "pl", "anatomy"),
        ("藥物資訊框", "zh", "drug"),
    ],
)
def test_boxes_of_other_wikis(name: str, language: str, of: str) -> None:
    assert family(infobox_kind(name, wiki(language))) == of


def test_no_infobox_of_a_wiki_is_another_template_elsewhere() -> None:
    """A name such as {{книга}}, which is a citation, is not an infobox for want of a better list."""
    folder = Path(data.__file__).parent / "wikis"
    citations = table("citations")["templates"]
    for path in sorted(folder.glob("*.json")):
        for name in table(f"wikis/{path.stem}").get("infobox_names", {}):
            assert role(name) in ("infobox", "other"), (path.stem, name)
            assert name not in citations, (path.stem, name)


def test_every_kind_has_one_family() -> None:
    counts = Counter(kind for row in FAMILIES.values() for kind in row["kinds"])
    assert [kind for kind, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", FAMILIES)
def test_every_name_has_one_key(name: str) -> None:
    shared = table("infoboxes")["shared"]
    row = FAMILIES[name]
    for keys in (
        row["keys"],
        *row.get("languages", {}).values(),
        *(shared[group] for group in row["shares"]),
    ):
        names = Counter(_folded(alias) for key, aliases in keys.items() for alias in {key, *aliases})
        assert [alias for alias, count in names.items() if count > 1] == []


@pytest.mark.parametrize("name", FAMILIES)
def test_keys_are_snake_case(name: str) -> None:
    row = FAMILIES[name]
    keys = {key for keys in (row["keys"], *row.get("languages", {}).values()) for key in keys}
    assert [key for key in keys if not re.fullmatch(r"[a-z][a-z0-9]*(?:_[a-z0-9]+|#)*", key)] == []
