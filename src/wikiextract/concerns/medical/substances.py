"""Identifiers of the page's subject in any system: the medical ones, and those in the boxes of drugs, chemicals,
genes and proteins.

    {{Infobox drug | CAS_number = 58-08-2 | ATC_prefix = N06 | ATC_suffix = BC01 | StdInChIKey = RYYVLZVUVIJVGH-… }}
                                  ^^^^^^^                ^^^                ^^^^^

Yields the identifiers of `medical_resources` and those of the boxes in one list, in source order and in one shape. A
box counts by its family (see `families`); a box of conditions is read with the medical resources.

https://en.wikipedia.org/wiki/Template:Infobox_drug, Template:Chembox, Template:Infobox_protein
"""

from typing import Final

from wikiextract import medical_codes
from wikiextract.calls import role_of
from wikiextract.concerns.medical.boxes import of_box
from wikiextract.families import family
from wikiextract.models import MedicalIdentifier, MedicalResources
from wikiextract.roles import infobox_kind
from wikiextract.tree import Article, Template

_FAMILIES: Final = frozenset({"drug", "chemical", "protein", "anatomy"})


def identifiers(article: Article, resources: MedicalResources | None) -> tuple[MedicalIdentifier, ...]:
    """Every identifier of the page in source order; `resources` are its medical ones."""
    found = list(resources.identifiers) if resources else []
    for template in article.templates:
        if _is_substance(article, template):
            found += of_box(article, template)[0]
    return tuple(sorted(found, key=lambda one: one.span))


def _is_substance(article: Article, template: Template) -> bool:
    if role_of(article, template) != "infobox" or medical_codes.box(template.key) is not None:
        return False
    return family(infobox_kind(template.name, article.wiki)) in _FAMILIES
