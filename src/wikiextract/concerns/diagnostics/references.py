"""Diagnostics about references: never defined, defined twice or for nothing, refused by Cite.

fact<ref name="x" />     undefined-reference: no text is given for it
"""

from collections.abc import Iterable, Iterator, Sequence

from wikiextract.concerns.diagnostics.entry import entry, quoted
from wikiextract.footnotes import Footnote
from wikiextract.models import Diagnostic, Reference


def of_references(references: Sequence[Reference]) -> Iterator[Diagnostic]:
    """References that lack a text or a use, and short citations without a full one."""
    groups = {reference.name: reference.group for reference in references if reference.span is not None}
    for reference in references:
        short = reference.short_citation
        if short is not None and short.target is None:
            people = quoted(f"{' & '.join(short.authors)} {short.year or ''}".rstrip())
            yield entry("unresolved-citation", f"no citation of the page is {people}", reference.span)
        if reference.span is None and reference.uses and reference.number is not None:
            label, elsewhere = quoted(reference.name or reference.id), groups.get(reference.name)
            message = f"the reference {label} is used and never defined"
            if elsewhere is not None:
                message = f"the reference {label} is defined in another group only: {quoted(elsewhere)}"
            yield entry("undefined-reference", message, reference.uses[0].span)
        elif not reference.uses:
            label = quoted(reference.name or reference.id)
            message = f"the reference {label} is defined in a list and never used"
            yield entry("unused-reference", message, reference.span)


def of_footnotes(notes: Iterable[Footnote]) -> Iterator[Diagnostic]:
    """Marks that Cite makes no footnote of, and second texts of a reference."""
    for note in notes:
        if note.refused and note.uses:
            yield entry("refused-reference", f"{note.refused}: no footnote", note.uses[0].node.span)
        for mark in note.redefined:
            message = (
                f"the reference {quoted(note.name or '')} has a text already: this other one is left out"
            )
            yield entry("redefined-reference", message, mark.node.span)
