"""The catalogue of diagnostics: every code that a document may hold, and how much it matters.

`DIAGNOSTICS["unclosed-tag"].severity` is "warning". A code never changes its meaning, and is never given a severity
elsewhere. docs/diagnostics.md has an entry for each, in this order, with an example that a test runs.

Where MediaWiki's Linter has a category for the same, it is named:
https://www.mediawiki.org/wiki/Help:Extension:Linter
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Severity = Literal["info", "warning", "error"]
"""`info` changes no value, `warning` may have cost or changed one, `error` did."""


class DiagnosticKind(NamedTuple):
    """What a code of the catalogue stands for."""

    severity: Severity
    """How much it matters."""
    meaning: str
    """What happened, in a line."""
    linter: tuple[str, ...] = ()
    """The categories of MediaWiki's Linter that hold the same."""


DIAGNOSTICS: Final[Mapping[str, DiagnosticKind]] = {
    # the page
    "unknown-language": DiagnosticKind("warning", "no tables for the language: English names are used"),
    "guessed-language": DiagnosticKind("info", "no language was given: the page's words told it"),
    "layout-restored": DiagnosticKind("info", "line breaks had been lost and were put back"),
    "bare-category": DiagnosticKind("info", "a category stands without brackets in a flattened page"),
    "bare-file": DiagnosticKind("warning", "a file stands without brackets in a flattened page"),
    "escaped-markup": DiagnosticKind("warning", "the page's markup arrived HTML-escaped and is text"),
    "broken-redirect": DiagnosticKind("warning", "the page begins as a redirect and names no title"),
    "duplicate-sort-key": DiagnosticKind("warning", "a later sort key of the page replaces this one"),
    "too-deep": DiagnosticKind("error", "templates nest too deep: the inner ones are text"),
    "passed-over": DiagnosticKind("info", "a long stretch of the page reached no field"),
    "more-diagnostics": DiagnosticKind("info", "a code came more often than is listed"),
    # markup
    "unclosed-comment": DiagnosticKind("warning", "a comment never ends and hides the rest"),
    "unclosed-template": DiagnosticKind("warning", "braces never close and are text"),
    "stray-braces": DiagnosticKind("warning", "braces close what nothing opened and are text"),
    "unclosed-variant": DiagnosticKind("warning", "`-{` never closes, so braces before it cannot either"),
    "unclosed-tag": DiagnosticKind("warning", "an extension tag never closes and is text"),
    "stray-tag": DiagnosticKind(
        "warning", "an extension tag is closed that nothing opened", ("stripped-tag",)
    ),
    "unclosed-link": DiagnosticKind("warning", "a link's brackets never close and are text"),
    "invalid-link": DiagnosticKind("warning", "what brackets hold is no title: they are text"),
    "unclosed-external-link": DiagnosticKind("info", "a bracket before an address never closes and is text"),
    "unclosed-table": DiagnosticKind("warning", "a table never ends and takes in the rest of the page"),
    "unclosed-html": DiagnosticKind(
        "info", "an HTML tag never closes", ("missing-end-tag", "self-closed-tag")
    ),
    "stray-html": DiagnosticKind("info", "an HTML tag is closed that nothing opened", ("stripped-tag",)),
    "overlapping-html": DiagnosticKind(
        "info", "two HTML tags overlap", ("misnested-tag", "html5-misnesting")
    ),
    # headings
    "unclosed-heading": DiagnosticKind(
        "warning", "a line begins as a heading and does not end as one: it is text"
    ),
    "unbalanced-heading": DiagnosticKind("warning", "a heading's title begins or ends with an equals sign"),
    "inner-heading": DiagnosticKind("info", "a heading inside a template or a tag makes no section"),
    # templates
    "guessed-infobox": DiagnosticKind(
        "info", "a template of an unknown name is taken for an infobox by its shape"
    ),
    "unknown-template": DiagnosticKind(
        "info", "what a template shows is not known and left out of the text; once for each name"
    ),
    "unknown-function": DiagnosticKind("info", "the same of a parser function"),
    "duplicate-parameter": DiagnosticKind("warning", "a parameter is given twice; the last one counts"),
    "unsubstituted": DiagnosticKind("warning", "braces that should have been replaced on saving were not"),
    "template-argument": DiagnosticKind("info", "a template's own parameter stands on a page"),
    # references
    "undefined-reference": DiagnosticKind("warning", "a reference is used and has no text"),
    "unused-reference": DiagnosticKind("info", "a reference is defined in a list and never used"),
    "redefined-reference": DiagnosticKind("warning", "a reference has two texts; the first one counts"),
    "refused-reference": DiagnosticKind("warning", "MediaWiki makes no footnote of it"),
    "unresolved-citation": DiagnosticKind("info", "a short citation finds no full one"),
    "ambiguous-citation": DiagnosticKind(
        "info", "a short citation finds several full ones; the first counts"
    ),
    # values
    "unread-date": DiagnosticKind("warning", "what should be a date is not read as one"),
    "unread-quantity": DiagnosticKind("warning", "a template for quantities is not read as one"),
    "invalid-coordinates": DiagnosticKind("warning", "coordinates name no place on Earth"),
    "invalid-identifier": DiagnosticKind("warning", "an identifier breaks its system's rules"),
    "overridden-caption": DiagnosticKind(
        "info", "a file has several captions; the last one counts", ("bogus-image-options",)
    ),
}
"""Every code to what it stands for, in the order of docs/diagnostics.md."""
