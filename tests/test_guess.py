"""The language of a page, guessed by its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiextract import extract, parse
from wikiextract.data import table, tables
from wikiextract.names import guessed_language, section_role, wiki


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("Plain words.", "en"),
        ("[[Category:Rocks]]\n== References ==", "en"),
        ("{{Infobox settlement|name=x}}", "en"),
        ("{{Infobox drug|name=x}}", "en"),
        ("{{Drugbox|name=x}}", "en"),
        ("{{Taxobox|name=x}}\n== History ==", "en"),
        ("{{Infobox film|name=x}}\n== References ==\n{{reflist}}", "en"),
        ("#REDIRECT [[X]]", "en"),
        ("{{Infobox ICD|01-CODE=E83}}", "de"),
        ("[[Kategorie:Gestein]]\n== Einzelnachweise ==\n{{Literatur|Titel=A}}", "de"),
        ("[[Catégorie:Roche]]\n== Notes et références ==", "fr"),
        ("[[Categoría:Rocas]]\n== Véase también ==", "es"),
        ("[[Categoria:Rocce]]\n== Voci correlate ==", "it"),
        ("[[Категория:Камень]]\n== Ссылки ==\n{{книга|заглавие=А}}", "ru"),
        ("[[Категорія:Камінь]]", "uk"),
        ("#WEITERLEITUNG [[Stein]]", "de"),
        ("{{SORTIERUNG:Stein}}", "de"),
        ("[[Plik:A.jpg|thumb]]", "pl"),
        ("[[Category:石]] 岩石是由矿物组成的。", "zh"),
        ("岩石は鉱物からなる。[[Category:いわ]]", "ja"),
        ("바위는 광물이다.", "ko"),
        ("[[תמונה:A.jpg]] אבן", "he"),
        # A page does not link to itself in its own language.
        ("[[Kategoria:Kivet]]\n[[fi:Kivi]]\n[[de:Stein]]", "pl"),
    ],
)
def test_the_words_of_a_page_tell_its_wiki(text: str, language: str) -> None:
    assert guessed_language(text).language == language


def test_what_was_guessed_is_said_with_its_words() -> None:
    document = extract("[[Kategorie:Gestein]] [[Kategorie:Fels]]\n== Einzelnachweise ==", language=None)
    assert document.language == "de"
    assert [category.name for category in document.categories] == ["Gestein", "Fels"]
    said = [(found.code, found.message) for found in document.diagnostics]
    assert said == [
        ("guessed-language", "the language is guessed: de, by 'kategorie', 'einzelnachweise'"),
    ]
    assert extract("Words.", language=None).diagnostics[0].message.endswith("en, nothing tells another")


def test_a_page_is_parsed_in_the_guessed_language() -> None:
    assert parse("[[Kategorie:Gestein]]", language=None).wiki is wiki("de")


def test_a_language_that_is_given_is_not_guessed() -> None:
    document = extract("[[Kategorie:Gestein]]", language="en")
    assert (document.language, document.categories, document.diagnostics) == ("en", (), ())


@given(st.text())
def test_any_text_has_a_guess(text: str) -> None:
    assert guessed_language(text).language in tables("wikis")


@pytest.mark.parametrize(
    ("title", "language", "role"),
    [
        ("References", "en", "references"),
        ("signs and Symptoms", "en", "signs_and_symptoms"),
        ("Einzelnachweise", "de", "references"),
        ("Einzelnachweise", "en", None),
        ("Related pages", "simple", "see_also"),
        ("Other websites", "simple", "external_links"),
        ("Лечение", "ru", "treatment"),
        ("References", "xx", "references"),
        ("Quarries", "en", None),
    ],
)
def test_sections_have_a_role(title: str, language: str, role: str | None) -> None:
    assert section_role(title, language) == role


def test_titles_with_other_meanings_are_medical_on_medical_pages_only() -> None:
    text = "== Management ==\n== Structure ==\n== See also =="
    assert [section.role for section in extract(text).sections] == ["lead", None, None, "see_also"]
    page = extract(f"{{{{Infobox medical condition|name=A}}}}\n{text}")
    assert [section.role for section in page.sections] == ["lead", "treatment", "structure", "see_also"]
    page = extract(f"{text}\n{{{{Medical resources|MeshID=D002114}}}}")
    assert page.sections[1].role == "treatment"


def test_a_title_has_one_role_on_a_wiki() -> None:
    titles = table("sections")["titles"]
    for language in {language for languages in titles.values() for language in languages}:
        every = [title.lower() for languages in titles.values() for title in languages.get(language, ())]
        assert len(every) == len(set(every)), language
