"""Diagnostics about values: what says that it is a date, a quantity, a place or an identifier, and was refused.

{{birth date|1950|13|1}}      unread-date         | birth_date = 31 February 1950   unread-date
{{convert|five|km}}           unread-quantity
{{coord|95|N|10|E}}           invalid-coordinates
{{cite book|isbn=1}}          invalid-identifier; the identifier is kept
"""

from collections.abc import Iterable, Iterator
from typing import Final

from wikiextract import medical_codes
from wikiextract.calls import role_of
from wikiextract.concerns.diagnostics.entry import entry, quoted
from wikiextract.data import table
from wikiextract.dates import written_date
from wikiextract.geo import is_misplaced
from wikiextract.models import Citation, Coordinates, Diagnostic, MedicalIdentifier, MedicalResources
from wikiextract.plain import argument
from wikiextract.tree import Article, Template, between
from wikiextract.values import is_impossible_date, unread

_LONGEST_DATE: Final = 30
_BLOCK: Final = "medical resources"


def of_citations(article: Article, citations: Iterable[Citation]) -> Iterator[Diagnostic]:
    """Dates and identifiers of citations."""
    for citation in citations:
        for date in (citation.date, citation.access_date, citation.archive_date):
            if date is not None and date.start is None and written_date(date.raw) is None:
                message = f"{quoted(date.raw)} is not read as a date"
                yield entry("unread-date", message, _written(article, citation, date.raw))
        for identifier in citation.identifiers:
            if identifier.valid is False:
                message = f"{identifier.scheme} {quoted(identifier.raw)}: {identifier.reason or 'not valid'}"
                yield entry("invalid-identifier", message, _written(article, citation, identifier.raw))


def _written(article: Article, citation: Citation, raw: str) -> tuple[int, int]:
    """The parameter of a citation that holds `raw` as it is, else the whole citation."""
    start, end = citation.span
    for template in between(article.templates, start, start + 1):
        for parameter in template.parameters:
            if parameter.end <= end and article.source[parameter.start : parameter.end] == raw:
                return parameter.span
    return citation.span


def of_codes(identifiers: Iterable[MedicalIdentifier]) -> Iterator[Diagnostic]:
    """Identifiers of the page's subject."""
    for code in identifiers:
        if code.valid is False:
            message = f"{code.system} {quoted(code.code)}: {code.reason or 'not valid'}"
            yield entry("invalid-identifier", message, code.span)


def of_lost_codes(resources: MedicalResources | None) -> Iterator[Diagnostic]:
    """Parameters that name a system of identifiers and hold nothing like a code: they are among the `other` ones."""
    if resources is None:
        return
    read = {identifier.parameter for identifier in resources.identifiers}
    for left in resources.other:
        holder = medical_codes.holder(left.parameter, _BLOCK)
        if holder is not None and holder.part != "label" and left.parameter not in read:
            message = f"{quoted(left.parameter)} holds no code of {holder.system}: {quoted(left.raw)}"
            yield entry("invalid-identifier", message, left.span)


def of_value_templates(article: Article, coordinates: Iterable[Coordinates]) -> Iterator[Diagnostic]:
    """Templates for dates, quantities and places whose arguments make none."""
    for template, kind in unread(article):
        yield entry(f"unread-{kind}", f"{quoted(template.name)} does not hold a {kind}", template.span)
    names, places = table("coordinates")["templates"], {place.span for place in coordinates}
    for template in article.templates:
        if template.key in names and template.span not in places and _is_misplaced(article, template):
            message = f"{quoted(template.name)} gives no place on Earth"
            yield entry("invalid-coordinates", message, template.span)


def _is_misplaced(article: Article, template: Template) -> bool:
    """Whether a template for coordinates is given numbers that make none."""
    if any(isinstance(node, Template) for parameter in template.parameters for node in parameter.nodes):
        return False
    positional = [argument(article, p).strip() for p in template.parameters if p.positional]
    named = {p.name: argument(article, p).strip() for p in template.parameters if not p.positional}
    return is_misplaced(positional, named)


def of_boxes(article: Article) -> Iterator[Diagnostic]:
    """Parameters of infoboxes that are written as a date and are no day of any calendar: `1950-13-40`."""
    for template in article.templates:
        if template.parameters and role_of(article, template) == "infobox":
            for parameter in template.parameters:
                if not parameter.nodes and 8 <= parameter.end - parameter.start <= _LONGEST_DATE:
                    text = article.source[parameter.start : parameter.end]
                    if is_impossible_date(text):
                        message = f"{quoted(text)} in {quoted(parameter.name)} is no date"
                        yield entry("unread-date", message, parameter.span)
