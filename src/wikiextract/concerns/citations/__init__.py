"""Citation templates, read as Wikipedia's citation module (Citation Style 1 and 2) reads them.

    {{cite journal |last=Le |first=C |title=Calcinosis |journal=StatPearls |date=17 July 2021 |pmid=28846311}}
    ^ any depth: in references, infoboxes, lists, other templates

Yields one Citation for every citation template of the page, in source order, with the footnote that it stands in:
titles and container by the kind of the template, people, dates as ISO 8601, addresses, languages, checked identifiers,
the anchor that short citations point at, and all parameters as they were written. Templates of other wikis
({{Literatur}}, {{Lien web}} …) come out in the same fields.

Leaves alone: short citations ({{sfn}}, {{harvnb}}), which belong to the references; citations written without a
template. Justified by Help:Citation Style 1, Help:CS1 errors and Module:Citation/CS1 on English Wikipedia, whose
rules are followed where they decide what a value means, not in how it is printed.
"""

from collections.abc import Callable

from wikiextract.concerns.citations import details
from wikiextract.concerns.citations.parameters import Kind, Value, Values, kinds, slot
from wikiextract.concerns.citations.people import NOBODY, collaboration, name_list
from wikiextract.concerns.citations.text import Parts, citation_text
from wikiextract.concerns.citations.titles import titles_of
from wikiextract.models import Citation, CitationName, CitationParameter, trusted
from wikiextract.plain import value_text
from wikiextract.tree import Article, Parameter, Template

__all__ = ["citation", "citations"]

_built = trusted(Citation)
_parameter = trusted(CitationParameter)


def citations(article: Article, reference_of: Callable[[Template], int | None]) -> tuple[Citation, ...]:
    """All citations of a page; `reference_of` tells the index of the footnote that a template stands in."""
    known = kinds(article.wiki.language)
    return tuple(
        citation(article, template, kind, reference_of(template))
        for template in article.templates
        if (kind := known.get(template.key)) is not None
    )


def citation(article: Article, template: Template, kind: Kind, reference: int | None) -> Citation:
    """The citation that a template of that kind makes."""
    values = _values(article, template, kind)
    parts = _parts(kind, values, article.wiki.language)
    named, source, language = parts.titles, article.source, article.wiki.language
    together = collaboration(values)
    return _built(
        template=template.name,
        type=named.type,
        reference=reference,
        section=template.section,
        text=citation_text(parts) or None,
        title=named.title,
        chapter=named.chapter,
        script_title=named.script_title,
        trans_title=named.trans_title,
        container=named.container,
        publisher=_text(values, "publisher"),
        place=_text(values, "publication-place") or _text(values, "place"),
        edition=_text(values, "edition"),
        series=named.series,
        volume=_text(values, "volume"),
        issue=parts.issue,
        pages=parts.pages,
        quote=_text(values, "quote"),
        authors=parts.authors.names + together,
        container_authors=parts.work_authors.names,
        editors=parts.editors.names,
        translators=parts.translators.names,
        interviewers=parts.interviewers.names,
        others=_text(values, "others"),
        et_al=parts.authors.et_al,
        date=parts.date,
        access_date=details.access_date(values, language),
        archive_date=details.dated(values, "archive-date", language),
        url=details.url(kind.type, values),
        archive_url=details.archive_url(values),
        url_status=details.url_status(values),
        language=parts.languages,
        identifiers=parts.identifiers,
        anchor=details.anchor(values, _anchored(parts), language, ref_names_people=kind.ref_names_people),
        parameters=tuple([_parameter(name=p.name, raw=source[p.start : p.end]) for p in template.parameters]),
        span=(template.start, template.end),
    )


def _parts(kind: Kind, values: Values, language: str) -> Parts:
    """What the fields and the text of a citation share."""
    authors, contributors = name_list(values, "author"), name_list(values, "contributor")
    contributed = bool(contributors.names) and bool(authors.names) and "chapter" in values
    return Parts(
        kind=kind.type,
        titles=titles_of(kind.type, values),
        values=values,
        authors=contributors if contributed else authors,
        work_authors=authors if contributed else NOBODY,
        editors=name_list(values, "editor"),
        translators=name_list(values, "translator"),
        interviewers=name_list(values, "interviewer"),
        pages=details.pages(values),
        issue=details.issue(kind.type, values),
        languages=details.languages(values),
        identifiers=details.identifiers(values),
        date=details.date(values, language),
    )


def _anchored(parts: Parts) -> tuple[CitationName, ...]:
    """The people that the anchor names."""
    authors, editors = parts.authors, parts.editors
    return (() if authors.free else authors.names) or (() if editors.free else editors.names)


def _text(values: Values, slot_name: str) -> str | None:
    found = values.get(slot_name)
    return found.text if found else None


def _values(article: Article, template: Template, kind: Kind) -> Values:
    """What each slot was given. The last parameter of a name counts, and of several names for a slot the first one."""
    source = article.source
    values: dict[str, Value] = {}
    ranks: dict[str, int] = {}
    last: dict[str, Parameter] = {parameter.name: parameter for parameter in template.parameters}
    for name, parameter in last.items():
        place = slot(name, kind.dialect)
        if place is None:
            if name != "1" or kind.identifier is None:
                continue
            place = (kind.identifier, 0)
        key, rank = place
        if parameter.start == parameter.end or rank >= ranks.get(key, rank + 1):
            continue
        raw = source[parameter.start : parameter.end]
        if parameter.nodes or not _is_plain(raw):
            text = value_text(article, parameter).replace("\n", " ")
        else:
            text = raw
        if text or key == "ref":
            values[key] = Value(name, raw, text)
            ranks[key] = rank
    return values


def _is_plain(raw: str) -> bool:
    """Whether a reader sees the wikitext `raw` just as it is: there is nothing in it that means anything."""
    return raw.isprintable() and not (
        "[" in raw or "&" in raw or "''" in raw or "<" in raw or "{" in raw or "  " in raw or "__" in raw
    )
