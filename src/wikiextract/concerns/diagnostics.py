"""Diagnostics: what could not be understood, was repaired, or was left out.

    {{Infobox a | b = [[c }}            unclosed-template at the opener
    fact<ref name="x" />                undefined-reference: no text is given for it
    {{Some template}} in a sentence     unknown-template, once for each name, with how often

A code never changes its meaning. Severity: `info` changes no value, `warning` may have cost a value, `error` did.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from wikiextract.calls import function_of, role_of
from wikiextract.dates import written_date
from wikiextract.footnotes import Footnote
from wikiextract.formats import is_known
from wikiextract.layout import Restored
from wikiextract.models import Citation, Diagnostic, MedicalResources, Reference, Transclusion, trusted
from wikiextract.names import Guess
from wikiextract.tree import Article, Template
from wikiextract.values import is_unread_date

MANY: Final = 200
"""How many diagnostics of one code a page gives in full."""

_diagnostic = trusted(Diagnostic)
_SHOWING: Final = frozenset({"infobox", "formatting", "reference", "quote", "hatnote", "medical_resources"})
"""Roles of templates that show the arguments given to them."""


class Behind(NamedTuple):
    """What the pipeline knows besides the fields: how the page was read, and what lies behind its references."""

    restored: Restored
    guess: Guess | None
    """The language that was guessed, when none was given."""
    notes: Sequence[Footnote]
    passed_over: Sequence[tuple[int, int]]
    """The largest spans that reached no field."""


def diagnostics(article: Article, found: Mapping[str, Any], behind: Behind) -> tuple[Diagnostic, ...]:
    """The diagnostics of a page, in source order, those about the whole page first.

    `found` holds the fields of the Document that are there already.
    """
    every = [
        *_of_wiki(article, behind.guess),
        *_of_layout(behind.restored),
        *_of_markup(article),
        *_of_parameters(article),
        *_of_templates(article, found.get("templates", ())),
        *_of_references(found.get("references", ())),
        *_of_footnotes(behind.notes),
        *_of_dates(article, found.get("citations", ())),
        *_of_identifiers(found.get("citations", ()), found.get("medical_resources")),
        *_of_coverage(article, behind.passed_over),
    ]
    return tuple(sorted(_limited(every), key=lambda diagnostic: diagnostic.span or (-1, -1)))


def _limited(every: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """At most MANY of a code: what a broken page says a hundred thousand times is no news."""
    counts: dict[str, int] = {}
    for diagnostic in every:
        counts[diagnostic.code] = counts.get(diagnostic.code, 0) + 1
        if counts[diagnostic.code] <= MANY:
            yield diagnostic
    for code, count in counts.items():
        if count > MANY:
            yield _made("more-diagnostics", "info", f"{code}: {count - MANY} more of them", None)


def _made(
    code: str, severity: Literal["info", "warning", "error"], message: str, span: tuple[int, int] | None
) -> Diagnostic:
    return _diagnostic(code=code, severity=severity, message=message, span=span)


def _of_wiki(article: Article, guess: Guess | None) -> Iterator[Diagnostic]:
    if guess is not None:
        by = f"by {', '.join(map(repr, guess.words))}" if guess.words else "nothing tells another"
        yield _made(
            "guessed-language", "info", f"the language is guessed: {guess.language}, {by}"[:160], None
        )
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
    for name, start, end in restored.files:
        message = f"{name!r} stands without brackets: what its options and caption were is lost"
        yield _made("bare-file", "warning", message, (start, end))


def _of_markup(article: Article) -> Iterator[Diagnostic]:
    for opener, start, end in article.scan.unclosed:
        if opener == "<!--":
            yield _made(
                "unclosed-comment", "warning", "a comment never ends: the rest is hidden", (start, end)
            )
        elif opener == "{{":
            yield _made("unclosed-template", "warning", "braces never close: they are text", (start, end))
        elif opener == "-{":
            message = "-{ opens a language variant that never closes: braces before it cannot close either"
            yield _made("unclosed-variant", "warning", message, (start, end))
        else:
            yield _made("unclosed-tag", "warning", f"{opener} never closes: it is text", (start, end))
    if article.scan.too_deep:
        start, end = max(article.scan.too_deep, key=lambda span: span[1] - span[0])
        count = len(article.scan.too_deep)
        yield _made("too-deep", "error", f"templates nest too deep: {count} of them are text", (start, end))


def _of_templates(article: Article, templates: Iterable[Transclusion]) -> Iterator[Diagnostic]:
    """Templates and functions that a reader would see something of, and no table here knows what."""
    roles = {template.span: template.role for template in templates}
    unknown: dict[tuple[str, str], list[Template]] = {}
    for template in article.templates:
        by_place = roles.get(template.span, "other")  # a navbox is known by where it stands
        code = _unknown(article, template) if by_place in ("other", "magic_word") else None
        if code is not None and _is_shown(article, template):
            unknown.setdefault((code, template.name), []).append(template)
    for (code, name), uses in unknown.items():
        often = "once" if len(uses) == 1 else f"{len(uses)} times"
        message = f"what {name[:80]!r} shows is not known and left out ({often})"
        yield _made(code, "info", message, uses[0].span)


def _unknown(article: Article, template: Template) -> str | None:
    """The code for a template or a function that no table knows; None for the others."""
    call = function_of(article, template)
    language = article.wiki.language
    if call is None:
        known = role_of(article, template) != "other" or is_known(template.key, language)
        return None if known else "unknown-template"
    known = role_of(article, template) != "magic_word" or is_known(call[0], language)
    return None if known else "unknown-function"


def _is_shown(article: Article, template: Template) -> bool:
    """Whether what a template shows would be seen: none around it is unknown itself or shows nothing of it."""
    return all(
        role_of(article, outer) in _SHOWING for outer in template.ancestors() if isinstance(outer, Template)
    )


def _of_parameters(article: Article) -> Iterator[Diagnostic]:
    for template in article.templates:
        if len(template.parameters) > 1:
            yield from _duplicates(template)


def _duplicates(template: Template) -> Iterator[Diagnostic]:
    """Values that a later parameter of the same name replaces."""
    last = {parameter.name: parameter for parameter in template.parameters}
    if len(last) == len(template.parameters):
        return
    for parameter in template.parameters:
        if last[parameter.name] is not parameter and parameter.end > parameter.start:
            message = (
                f"{parameter.name!r} of {template.name!r} is given again below: this value does not count"
            )
            yield _made("duplicate-parameter", "warning", message, parameter.span)


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


def _of_dates(article: Article, citations: Iterable[Citation]) -> Iterator[Diagnostic]:
    """Dates that are written and are none, or none that is read here."""
    for citation in citations:
        for date in (citation.date, citation.access_date, citation.archive_date):
            if date is not None and date.start is None and written_date(date.raw) is None:
                yield _made(
                    "unread-date", "warning", f"{date.raw[:80]!r} is not read as a date", citation.span
                )
    for template in article.templates:
        if is_unread_date(article, template):
            yield _made("unread-date", "warning", f"{template.name!r} does not hold a date", template.span)


def _of_identifiers(
    citations: Iterable[Citation], resources: MedicalResources | None
) -> Iterator[Diagnostic]:
    for citation in citations:
        for identifier in citation.identifiers:
            if identifier.valid is False:
                message = f"{identifier.scheme} {identifier.raw!r}: {identifier.reason or 'not valid'}"
                yield _made("invalid-identifier", "warning", message, citation.span)
    for code in resources.identifiers if resources else ():
        if code.valid is False:
            message = f"{code.system} {code.code!r}: {code.reason or 'not valid'}"
            yield _made("invalid-identifier", "warning", message, code.span)


def _of_coverage(article: Article, passed: Iterable[tuple[int, int]]) -> Iterator[Diagnostic]:
    for start, end in passed:
        begins = " ".join(article.source[start : min(end, start + 60)].split())
        message = f"{end - start} characters reached no field: they begin {begins!r}"
        yield _made("passed-over", "info", message, (start, end))
