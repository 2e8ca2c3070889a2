"""Roles: what a template is for, from its name."""

import pytest

from wikiextract.data import table
from wikiextract.names import wiki
from wikiextract.roles import ROLES, function_role, infobox_kind, role


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("infobox medical condition (new)", "infobox"),
        ("signsymptom infobox", "infobox"),
        ("taxobox", "infobox"),
        ("drugbox", "infobox"),
        ("chembox", "infobox"),
        ("infobox mapframe", "formatting"),
        ("cite journal", "citation"),
        ("cite eb1911", "citation"),
        ("citation", "citation"),
        ("citation needed", "inline_notice"),
        ("medical citation needed", "inline_notice"),
        ("more medical citations needed", "notice"),
        ("multiple issues", "notice"),
        ("expand section", "notice"),
        ("sfn", "short_citation"),
        ("harvnb", "short_citation"),
        ("efn", "reference"),
        ("refn", "reference"),
        ("rp", "reference"),
        ("reflist", "reference_list"),
        ("notelist-ua", "reference_list"),
        ("short description", "short_description"),
        ("main", "hatnote"),
        ("about", "hatnote"),
        ("stub", "stub"),
        ("endocrine-disease-stub", "stub"),
        ("navboxes", "navbox"),
        ("anarchism sidebar", "navbox"),
        ("commons category-inline", "sister_project"),
        ("authority control", "authority_control"),
        ("portal bar", "portal"),
        ("use dmy dates", "date_style"),
        ("pp-semi-indef", "protection"),
        ("displaytitle", "display_title"),
        ("defaultsort", "default_sort"),
        ("medical resources", "medical_resources"),
        ("coord", "coordinates"),
        ("convert", "formatting"),
        ("lang-fr", "formatting"),
        ("r from misspelling", "redirect_category"),
        ("hndis", "disambiguation"),
        ("surname", "set_index"),
        ("icd10", "identifier"),
        ("calcium", "other"),
        ("", "other"),
    ],
)
def test_roles(key: str, expected: str) -> None:
    assert role(key) == role(key, wiki("en")) == expected


@pytest.mark.parametrize(
    ("language", "key", "expected"),
    [
        ("de", "infobox icd", "infobox"),
        ("de", "hauptartikel", "hatnote"),
        ("de", "begriffsklärung", "disambiguation"),
        ("es", "ficha de enfermedad", "infobox"),
        ("it", "malattia", "infobox"),
        ("pt", "info/patologia", "infobox"),
        ("ru", "карточка болезни", "infobox"),
        ("hu", "betegség infobox", "infobox"),
        ("fr", "citation", "quote"),
        ("fr", "ébauche médecine", "stub"),
        ("ja", "出典の明記", "notice"),
    ],
)
def test_roles_on_other_wikis(language: str, key: str, expected: str) -> None:
    assert role(key, wiki(language)) == expected


def test_the_vocabulary_is_closed() -> None:
    roles = table("roles")
    for part in ("names", "prefixes", "suffixes"):
        assert set(roles[part]) <= set(ROLES)
    assert {*roles["functions"].values(), *roles["function_tags"].values()} <= set(ROLES)
    assert list(ROLES) == sorted(ROLES)


def test_names_are_table_keys() -> None:
    for names in table("roles")["names"].values():
        assert names == [name.lower().strip() for name in names]


@pytest.mark.parametrize(
    ("name", "argument", "expected"),
    [
        ("shortdesc", "x", "short_description"),
        ("defaultsort", "x", "default_sort"),
        ("displaytitle", "x", "display_title"),
        ("#tag", "ref", "reference"),
        ("#tag", "math", "magic_word"),
        ("#if", "x", "magic_word"),
    ],
)
def test_roles_of_functions(name: str, argument: str, expected: str) -> None:
    assert function_role(name, argument) == expected


@pytest.mark.parametrize(
    ("language", "name", "kind"),
    [
        ("en", "Infobox medical condition (new)", "medical condition"),
        ("en", "Infobox disease", "disease"),
        ("en", "Taxobox", "taxobox"),
        ("en", "Drugbox", "drug"),
        ("en", "Guitarist infobox", "guitarist"),
        ("en", "Infobox", "infobox"),
        ("en", "Chembox", "chembox"),
        ("de", "Infobox ICD", "medical condition"),
        ("es", "Ficha de planta", "planta"),
        ("pt", "Info/Química", "chemical compound"),
    ],
)
def test_kinds_of_infoboxes(language: str, name: str, kind: str) -> None:
    assert infobox_kind(name, wiki(language)) == kind
