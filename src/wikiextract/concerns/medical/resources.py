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

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wikiextract import medical_codes
from wikiextract.concerns.medical.values import Found, codes, template_codes, value
from wikiextract.medical_codes import Holder
from wikiextract.models import MedicalIdentifier, MedicalParameter, MedicalResources, MedicalTemplate, trusted
from wikiextract.plain import value_text
from wikiextract.tree import Article, Parameter, Tag, Template

_identifier = trusted(MedicalIdentifier)
_other = trusted(MedicalParameter)
_template = trusted(MedicalTemplate)
_resources = trusted(MedicalResources)

_BETWEEN = re.compile(r"[^,;\n\s][^,;\n]*(?<!\s)")


class _Held(NamedTuple):
    """A parameter with a value, and what its name says that it holds."""

    parameter: Parameter
    holder: Holder


class _Rest(NamedTuple):
    """What is no identifier: a parameter, and the span of its value or of some words in it."""

    parameter: Parameter
    span: tuple[int, int]


def medical_resources(article: Article) -> MedicalResources | None:
    """The medical identifiers of the page, in source order; None when it has no template that holds any."""
    templates: list[MedicalTemplate] = []
    identifiers: list[MedicalIdentifier] = []
    other: list[MedicalParameter] = []
    for template in article.templates:
        box = _box(article, template)
        if box:
            found, rest = _of_box(article, template)
            other += _others(article, rest) if box == "block" else []
        elif medical_codes.is_value_template(template.key) and _stands_alone(template):
            code = template_codes(article, template)
            found = [_made(article, template.name, code)] if code else []
        else:
            continue
        identifiers += found
        if found or box == "block":
            templates.append(_template(name=template.name, span=template.span))
    if not templates:
        return None
    identifiers.sort(key=lambda identifier: identifier.span)
    return _resources(templates=tuple(templates), identifiers=tuple(identifiers), other=tuple(other))


def _box(article: Article, template: Template) -> str | None:
    kind = medical_codes.box(template.key)
    if kind is None and article.wiki.infobox_names.get(template.key) == "medical condition":
        return "condition"
    return kind


def _stands_alone(template: Template) -> bool:
    """Whether the template is outside others, and outside references."""
    return not template.within((Template, Tag))


def _of_box(article: Article, template: Template) -> tuple[list[MedicalIdentifier], list[_Rest]]:
    """The identifiers of one block or box, and what is none."""
    held: list[_Held] = []
    rest: list[_Rest] = []
    for parameter in _counting(template):
        holder = medical_codes.holder(parameter.name, template.key)
        if holder:
            held.append(_Held(parameter, holder))
        else:
            rest.append(_Rest(parameter, parameter.span))
    identifiers = _paired(article, held)
    names = {(holder.system, holder.number): named for named, holder in held if holder.part == "label"}
    unused = set(names)
    for parameter, holder in held:
        if holder.part:
            continue
        found, unread = codes(article, parameter, holder.system)
        place = medical_codes.named_by(holder.system), holder.number
        name = names.get(place) if len(found) == 1 else None
        if name:
            unused.discard(place)
        label = medical_codes.spaced(holder.system, value_text(article, name)) or None if name else None
        identifiers += [_made(article, parameter.name, _named(one, label)) for one in found]
        rest += [_Rest(parameter, span) for span in (unread if found else [parameter.span])]
    return identifiers, rest + [_Rest(names[place], names[place].span) for place in unused]


def _counting(template: Template) -> list[Parameter]:
    """The named parameters with a value; of those of one name the last, which is the one that counts."""
    last = {parameter.name: parameter for parameter in template.parameters if not parameter.positional}
    return [parameter for parameter in last.values() if parameter.end > parameter.start]


def _paired(article: Article, held: Sequence[_Held]) -> list[MedicalIdentifier]:
    """Codes written in two parameters: the halves whose names end alike belong together."""
    firsts = {(holder.system, holder.number): parameter for parameter, holder in held if holder.part == "1"}
    made = []
    for second, holder in held:
        if holder.part != "2":
            continue
        first = firsts.pop((holder.system, holder.number), None)
        subject = value(article, first).words if first else ""
        laid = value(article, second)
        topics = [
            match for match in _BETWEEN.finditer(laid.text) if not medical_codes.is_placeholder(match[0])
        ]
        for match in topics:
            span = laid.start + match.start(), laid.start + match.end()
            topic, _, label = " ".join(match[0].split()).partition(" (")
            code = medical_codes.checked(holder.system, f"{subject}/{topic}")
            # One topic and its subject are one piece of source; several topics are each their own.
            span = _hull(first, second) if first and len(topics) == 1 else span
            made.append(_made(article, second.name, Found(code, None, label.rstrip(") ") or None, span)))
    for (system, _), first in firsts.items():
        words = value(article, first).words
        if not medical_codes.is_placeholder(words):
            code = medical_codes.checked(system, words)
            made.append(_made(article, first.name, Found(code, None, None, first.span)))
    return made


def _hull(first: Parameter, second: Parameter) -> tuple[int, int]:
    return min(first.start, second.start), max(first.end, second.end)


def _named(found: Found, label: str | None) -> Found:
    """The code with its name, and with the address that needs it."""
    code = found.code
    if code.valid is not False and code.url is None:
        code = code._replace(url=medical_codes.addressed(code.system, code.code, label))
    return found._replace(code=code, label=found.label or label)


def _made(article: Article, parameter: str, found: Found) -> MedicalIdentifier:
    """The identifier; a range is valid when both of its ends are and it does not run backward."""
    code, end = found.code, found.code_end
    judged = end if end and end.valid is False and code.valid is not False else code
    if end and judged.valid and medical_codes.runs_backward(code, end):
        judged = code._replace(valid=False, reason="the range ends before it begins")
    return _identifier(
        system=code.system,
        code=code.code,
        code_end=end.code if end else None,
        label=found.label,
        qualifier=code.qualifier,
        parameter=parameter,
        raw=article.source[found.span[0] : found.span[1]],
        valid=judged.valid,
        reason=judged.reason,
        url=code.url,
        wikidata_property=code.wikidata_property,
        span=found.span,
    )


def _others(article: Article, rest: Iterable[_Rest]) -> list[MedicalParameter]:
    """Those with something to read in them."""
    made = []
    for parameter, span in sorted(rest, key=lambda one: one.span):
        raw = article.source[span[0] : span[1]]
        text = value_text(article, parameter) if span == parameter.span else " ".join(raw.split())
        if not medical_codes.is_placeholder(text):
            made.append(_other(parameter=parameter.name, raw=raw, text=text, span=span))
    return made
