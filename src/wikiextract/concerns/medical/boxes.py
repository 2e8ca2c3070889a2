"""What the parameters of one box or block say: codes, the names beside them, and what is neither.

    | ICD10 = {{ICD10|E|83|5|e|70}}     icd-10 E83.5
    | GARDNum = 1 | GARDName = salt     gard 1, called "salt"
    | ATC_prefix = A01 | ATC_suffix = AB03     atc A01AB03, of two halves

Which parameter holds what is said in `medical_codes`; a span is that of the code, of a pair from its first to its last.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from wikiextract import medical_codes
from wikiextract.concerns.medical.values import Found, codes, value
from wikiextract.medical_codes import Holder
from wikiextract.models import MedicalIdentifier, trusted
from wikiextract.plain import value_text
from wikiextract.tree import Article, Parameter, Template

_identifier = trusted(MedicalIdentifier)
_BETWEEN = re.compile(r"[^,;\n\s][^,;\n]*(?<!\s)")


class _Held(NamedTuple):
    """A parameter with a value, and what its name says that it holds."""

    parameter: Parameter
    holder: Holder


class Rest(NamedTuple):
    """What is no identifier: a parameter, and the span of its value or of some words in it."""

    parameter: Parameter
    span: tuple[int, int]


def of_box(article: Article, template: Template) -> tuple[list[MedicalIdentifier], list[Rest]]:
    """The identifiers of one block or box, and what is none."""
    held: list[_Held] = []
    rest: list[Rest] = []
    for parameter in _counting(template):
        holder = medical_codes.holder(parameter.name, template.key)
        if holder:
            held.append(_Held(parameter, holder))
        else:
            rest.append(Rest(parameter, parameter.span))
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
        identifiers += [identifier(article, parameter.name, _named(one, label)) for one in found]
        rest += [Rest(parameter, span) for span in (unread if found else [parameter.span])]
    return identifiers, rest + [Rest(names[place], names[place].span) for place in unused]


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
            code = medical_codes.checked(
                holder.system, f"{subject}{medical_codes.joint(holder.system)}{topic}"
            )
            # One topic and its subject are one piece of source; several topics are each their own.
            span = _hull(first, second) if first and len(topics) == 1 else span
            made.append(identifier(article, second.name, Found(code, None, label.rstrip(") ") or None, span)))
    for (system, _), first in firsts.items():
        words = value(article, first).words
        if not medical_codes.is_placeholder(words):
            code = medical_codes.checked(system, words)
            made.append(identifier(article, first.name, Found(code, None, None, first.span)))
    return made


def _hull(first: Parameter, second: Parameter) -> tuple[int, int]:
    return min(first.start, second.start), max(first.end, second.end)


def _named(found: Found, label: str | None) -> Found:
    """The code with its name, and with the address that needs it."""
    code = found.code
    if code.valid is not False and code.url is None:
        code = code._replace(url=medical_codes.addressed(code.system, code.code, label))
    return found._replace(code=code, label=found.label or label)


def identifier(article: Article, parameter: str, found: Found) -> MedicalIdentifier:
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
