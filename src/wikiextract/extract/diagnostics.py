"""Diagnostics: what could not be understood, was repaired, or was left out.

    {{Infobox a | b = [[c }}            unclosed-template at the opener
    fact<ref name="x" />                undefined-reference: no text is given for it
    {{Some template}} in a sentence     unknown-template, once for each name, with how often

A code never changes its meaning. Severity: `info` changes no value, `warning` may have cost a value, `error` did.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from wikiextract.footnotes import Footnote
from wikiextract.formats import is_known
from wikiextract.layout import Restored
from wikiextract.models import Citation, Diagnostic, MedicalResources, Reference, Transclusion, trusted
from wikiextract.tree import Article, Template

_diagnostic = trusted(Diagnostic)
_UNCLOSED = {"<!--": "unclosed-comment", "{{": "unclosed-template"}


def diagnostics(
    article: Article, restored: Restored, found: Mapping[str, Any], notes: Sequence[Footnote]
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a page, in source order, those about the whole page first.

    `found` holds the fields of the Document that are there already, `notes` the footnotes behind its references.
    """
    every = [
        *_of_wiki(article),
        *_of_layout(restored),
        *_of_markup(article),
        *_of_parameters(article),
        *_of_templates(found.get("templates", ()), article.wiki.language),
        *_of_references(found.get("references", ())),
        *_of_footnotes(notes),
        *_of_identifiers(found.get("citations", ()), found.get("medical_resources")),
    ]
    return tuple(sorted(every, key=lambda diagnostic: diagnostic.span or (-1, -1)))


def _made(
    code: str, severity: Literal["info", "warning", "error"], message: str, span: tuple[int, int] | None
) -> Diagnostic:
    return _diagnostic(code=code, severity=severity, message=message, span=span)


def _of_wiki(article: Article) -> Iterator[Diagnostic]:
    if not article.wiki.known:
        message = f"no tables for the language {article.wiki.language!r}: English names are used"
        yield _made("unknown-language", "warning", message, None)


def _of_layout(restored: Restored) -> Iterator[Diagnostic]:
    counts: dict[str, int] = {}
    for kind, _ in restored.repairs:
        counts[kind] = counts.get(kind, 0) + 1
    if restored.layout == "flattened":
        what = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
        yield _made(
            "layout-restored", "info", f"line breaks were lost and have been put back: {what or 'none'}", None
        )
    for name, start, end in restored.categories:
        yield _made("bare-category", "info", f"the category {name!r} stands without brackets", (start, end))


def _of_markup(article: Article) -> Iterator[Diagnostic]:
    for opener, start, end in article.scan.unclosed:
        if opener == "<!--":
            yield _made(
                "unclosed-comment", "warning", "a comment never ends: the rest is hidden", (start, end)
            )
        elif opener == "{{":
            yield _made("unclosed-template", "warning", "braces never close: they are text", (start, end))
        else:
            yield _made("unclosed-tag", "warning", f"{opener} never closes: it is text", (start, end))
    if article.scan.too_deep:
        start, end = max(article.scan.too_deep, key=lambda span: span[1] - span[0])
        count = len(article.scan.too_deep)
        yield _made("too-deep", "error", f"templates nest too deep: {count} of them are text", (start, end))


def _of_templates(templates: Iterable[Transclusion], language: str) -> Iterator[Diagnostic]:
    unknown: dict[str, list[Transclusion]] = {}
    for template in templates:
        if template.role == "other" and not is_known(template.name.lower(), language):
            unknown.setdefault(template.name, []).append(template)
    for name, uses in unknown.items():
        often = "once" if len(uses) == 1 else f"{len(uses)} times"
        message = f"what the template {name!r} shows is not known and left out ({often})"
        yield _made("unknown-template", "info", message, uses[0].span)


def _of_parameters(article: Article) -> Iterator[Diagnostic]:
    for template in article.templates:
        names = [parameter.name for parameter in template.parameters if not parameter.positional]
        if len(set(names)) != len(names):
            yield from _duplicates(template, names)


def _duplicates(template: Template, names: Sequence[str]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            message = (
                f"the parameter {name!r} of {template.name!r} is given more than once: the last one counts"
            )
            yield _made("duplicate-parameter", "warning", message, template.span)
            return
        seen.add(name)


def _of_references(references: Iterable[Reference]) -> Iterator[Diagnostic]:
    for reference in references:
        label = reference.name or reference.id
        short = reference.short_citation
        if short is not None and short.target is None:
            message = f"no citation of the page is {' & '.join(short.authors)} {short.year or ''}".rstrip()
            yield _made("unresolved-citation", "info", message, reference.span)
        if reference.span is None and reference.uses and reference.number is not None:
            message = f"the reference {label!r} is used and never defined"
            yield _made("undefined-reference", "warning", message, reference.uses[0].span)
        elif not reference.uses:
            message = f"the reference {label!r} is defined in a list and never used"
            yield _made("unused-reference", "info", message, reference.span)


def _of_footnotes(notes: Iterable[Footnote]) -> Iterator[Diagnostic]:
    for note in notes:
        if note.refused and note.uses:
            yield _made(
                "refused-reference", "warning", f"{note.refused}: no footnote", note.uses[0].node.span
            )
        for mark in note.redefined:
            message = f"the reference {note.name!r} has a text already: this other one is left out"
            yield _made("redefined-reference", "warning", message, mark.node.span)


def _of_identifiers(
    citations: Iterable[Citation], resources: MedicalResources | None
) -> Iterator[Diagnostic]:
    for citation in citations:
        for identifier in citation.identifiers:
            if identifier.valid is False:
                message = f"{identifier.scheme} {identifier.value!r}: {identifier.reason or 'not valid'}"
                yield _made("invalid-identifier", "warning", message, _span_of(citation))
    for code in resources.identifiers if resources else ():
        if code.valid is False:
            message = f"{code.system} {code.code!r}: {code.reason or 'not valid'}"
            yield _made("invalid-identifier", "warning", message, code.span)


def _span_of(citation: Citation) -> tuple[int, int] | None:
    span: tuple[int, int] | None = getattr(citation, "span", None)
    return span
