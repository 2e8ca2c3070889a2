"""Diagnostics about references: never defined, defined twice or for nothing, refused by Cite.

fact<ref name="x" />     undefined-reference: no text is given for it
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wikiextract.concerns.diagnostics.entry import entry, quoted
from wikiextract.footnotes import Footnote
from wikiextract.models import Citation, Diagnostic, Reference, Span


def of_references(references: Sequence[Reference], citations: Iterable[Citation]) -> Iterator[Diagnostic]:
    """References that lack a text or a use, and short citations without a full one, or with several."""
    anchored = Counter(citation.anchor.replace(" ", "_") for citation in citations if citation.anchor)
    groups = {reference.name: reference.group for reference in references if reference.span is not None}
    for reference in references:
        yield from _unresolved(reference, anchored)
        for identifier in reference.bare.identifiers if reference.bare is not None else ():
            if identifier.valid is False:
                message = f"{identifier.scheme} {quoted(identifier.raw)}: {identifier.reason or 'not valid'}"
                yield entry("invalid-identifier", message, identifier.span)
        if reference.span is None and reference.number is not None:
            label, elsewhere = quoted(reference.name or reference.id), groups.get(reference.name)
            message = f"the reference {label} is used and never defined"
            if elsewhere is not None:
                message = f"the reference {label} is defined in another group only: {quoted(elsewhere)}"
            yield entry("undefined-reference", message, _first_place(reference, references))
        elif not reference.uses and reference.number is None:
            label = quoted(reference.name or reference.id)
            message = f"the reference {label} is defined in a list and never used"
            yield entry("unused-reference", message, reference.span)


def _first_place(reference: Reference, references: Sequence[Reference]) -> Span | None:
    """Where a reference is used, or the first of its sub-references is."""
    uses = reference.uses or [u for sub in references if sub.parent == reference.index for u in sub.uses]
    return uses[0].span if uses else None


def _unresolved(reference: Reference, anchored: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Short citations that find no full one, or several."""
    for short in reference.short_citations:
        people = quoted(f"{' & '.join(short.authors)} {short.year or ''}".rstrip())
        if short.target is None and short.anchor is not None:
            yield entry("unresolved-citation", f"no citation of the page is {people}", reference.span)
        elif short.anchor is not None and anchored[short.anchor] > 1:
            several = f"{anchored[short.anchor]} citations of the page are {people}: the first one is taken"
            yield entry("ambiguous-citation", several, reference.span)


def of_footnotes(notes: Iterable[Footnote]) -> Iterator[Diagnostic]:
    """Marks that Cite makes no footnote of, and second texts of a reference."""
    for note in notes:
        for mark in note.uses:
            if mark.refused:
                yield entry("refused-reference", f"{mark.refused}: no footnote", mark.node.span)
        for mark in note.redefined:
            message = (
                f"the reference {quoted(note.name or '')} has a text already: this other one is left out"
            )
            yield entry("redefined-reference", message, mark.node.span)
