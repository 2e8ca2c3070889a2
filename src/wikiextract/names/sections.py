"""What a section is about, by its title in the words of its wiki.

    "Signs and symptoms", "Symptoms"   signs_and_symptoms, on a medical page
    "Einzelnachweise" on dewiki        references
    "Breeding"                         None: no table knows it

https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Layout, /Medicine-related_articles#Sections
"""

from collections.abc import Mapping
from functools import lru_cache

from wikiextract.data import table


def section_role(title: str, language: str, *, medical: bool = True) -> str | None:
    """The role of a section of that title on the wiki of that language; None where no table knows it.

    On a page that is not `medical` titles such as "Management" or "Structure" say nothing.
    """
    role = section_titles(language).get(title.lower())
    return role if medical or role in table("sections")["of_any_page"] else None


@lru_cache(maxsize=64)
def section_titles(language: str) -> Mapping[str, str]:
    """The titles that are known on a wiki, in lower case, to what they say; English ones where there are none."""
    titles: Mapping[str, Mapping[str, list[str]]] = table("sections")["titles"]
    known = {
        title.lower(): role for role, languages in titles.items() for title in languages.get(language, ())
    }
    return known if known and language != "simple" else _english() | known


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    return dict(section_titles("en"))
