"""Identifiers of a condition, symptom or procedure in medical classifications and databases.

    {{Medical resources
    | ICD10 = {{ICD10|E|83|5|e|70}}   | MeshID = D002114   | eMedicineSubj = derm | eMedicineTopic = 66 }}
              ^^^^^^^^^^^^^^^^^^^^^              ^^^^^^^                     ^^^^^^^^^^^^^^^^^^^^^^^^^^

Yields every identifier of {{Medical resources}} (all of them, where a page has several), of the same parameters in
the boxes of conditions, symptoms, procedures, tests and parts of the body, and of value templates ({{OMIM|…}}) that
stand by themselves in the text: there the template's name is the parameter. Numbered parameters and `_mult` ones are
read like the first. The halves of a pair (eMedicine's subject and topic) are put together, and a code gets the name
that stands in the parameter beside it (GARD, GeneReviews, MeSH). What the block holds besides identifiers and their
names goes to `other`: values of other parameters, and words that stand beside codes and are none.

Left alone: empty values and placeholders, value templates in references and inside other templates, and what the
live page would fetch from Wikidata. A span is that of the code or of its value template; of a range and of a pair,
from its first to its last. See https://en.wikipedia.org/wiki/Template:Medical_resources and `data/medical.json`.
"""

from collections.abc import Iterable

from wikiextract import medical_codes
from wikiextract.concerns.medical.boxes import Rest, identifier, of_box
from wikiextract.concerns.medical.values import template_codes
from wikiextract.models import MedicalIdentifier, MedicalParameter, MedicalResources, MedicalTemplate, trusted
from wikiextract.plain import value_text
from wikiextract.tree import Article, Tag, Template

_other = trusted(MedicalParameter)
_template = trusted(MedicalTemplate)
_resources = trusted(MedicalResources)


def medical_resources(article: Article) -> MedicalResources | None:
    """The medical identifiers of the page, in source order; None when it has no template that holds any."""
    templates: list[MedicalTemplate] = []
    identifiers: list[MedicalIdentifier] = []
    other: list[MedicalParameter] = []
    for template in article.templates:
        box = _box(article, template)
        if box:
            found, rest = of_box(article, template)
            other += _others(article, rest) if box == "block" else []
        elif medical_codes.is_medical_template(template.key) and _stands_alone(template):
            code = template_codes(article, template)
            found = [identifier(article, template.name, code)] if code else []
        else:
            continue
        identifiers += found
        if found or box == "block":
            templates.append(_template(name=template.name, span=template.span))
    if not templates:
        return None
    identifiers.sort(key=lambda one: one.span)
    return _resources(templates=tuple(templates), identifiers=tuple(identifiers), other=tuple(other))


def _box(article: Article, template: Template) -> str | None:
    kind = medical_codes.box(template.key)
    if kind is None and article.wiki.infobox_names.get(template.key) == "medical condition":
        return "condition"
    return kind


def _stands_alone(template: Template) -> bool:
    """Whether the template is outside others, and outside references."""
    return not template.within((Template, Tag))


def _others(article: Article, rest: Iterable[Rest]) -> list[MedicalParameter]:
    """Those with something to read in them."""
    made = []
    for parameter, span in sorted(rest, key=lambda one: one.span):
        raw = article.source[span[0] : span[1]]
        text = value_text(article, parameter) if span == parameter.span else " ".join(raw.split())
        if not medical_codes.is_placeholder(text):
            made.append(_other(parameter=parameter.name, raw=raw, text=text, span=span))
    return made
