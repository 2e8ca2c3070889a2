"""Diagnostics: what could not be understood, was repaired, or was left out.

    {{Infobox a | b = [[c }}            unclosed-template, unclosed-link at the openers
    fact<ref name="x" />                undefined-reference: no text is given for it
    {{Some template}} in a sentence     unknown-template, once for each name, with how often

Every code with its severity and meaning stands in `models/catalogue.py`, with examples in docs/diagnostics.md. Here
each subject has a room that says what it finds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from wikiextract.blocks import Flow
from wikiextract.concerns.diagnostics import (
    files,
    headings,
    html,
    markup,
    page,
    references,
    templates,
    values,
)
from wikiextract.concerns.diagnostics.entry import entry
from wikiextract.footnotes import Footnote
from wikiextract.layout import Restored
from wikiextract.models import Diagnostic
from wikiextract.names import Guess
from wikiextract.tree import Article

__all__ = ["MANY", "Behind", "diagnostics"]

MANY: Final = 200
"""How many diagnostics of one code a page gives in full."""


class Behind(NamedTuple):
    """What the pipeline knows besides the fields: how the page was read, and what lies behind them."""

    restored: Restored
    guess: Guess | None
    """The language that was guessed, when none was given."""
    lines: Flow
    notes: Sequence[Footnote]
    passed_over: Sequence[tuple[int, int]]
    """The largest spans that reached no field."""


def diagnostics(article: Article, found: Mapping[str, Any], behind: Behind) -> tuple[Diagnostic, ...]:
    """The diagnostics of a page, in source order, those about the whole page first.

    `found` holds the fields of the Document that are there already.
    """
    every = [
        *page.of_wiki(article, behind.guess),
        *page.of_layout(behind.restored),
        *page.of_escapes(article),
        *page.of_redirect(article, found["redirect"]),
        *page.of_sort_keys(article, found["default_sort"]),
        *markup.of_scan(article),
        *markup.of_links(article),
        *markup.of_external_links(article),
        *markup.of_tables(behind.lines.tables),
        *html.of_html(article),
        *html.of_extensions(article),
        *headings.of_headings(article),
        *templates.of_parameters(article),
        *templates.of_templates(article, found["templates"]),
        *templates.of_substitution(article),
        *references.of_references(found["references"], found["citations"]),
        *references.of_footnotes(behind.notes),
        *values.of_citations(article, found["citations"]),
        *values.of_codes(found["identifiers"]),
        *values.of_lost_codes(found["medical_resources"]),
        *values.of_value_templates(article, found["coordinates"]),
        *values.of_boxes(article),
        *files.of_files(article),
        *page.of_coverage(article, behind.passed_over),
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
            yield entry("more-diagnostics", f"{code}: {count - MANY} more of them", None)
