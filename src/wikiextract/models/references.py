"""References: the footnotes of a page, as MediaWiki's Cite counts them."""

from typing import Literal

from wikiextract.models.model import Model, Span


class ReferenceUse(Model):
    """One place where a reference is used."""

    section: int
    """Index of the section."""
    parameter: str | None
    """Name of the infobox parameter that it stands in."""
    table: int | None
    """Index, in the document's `tables`, of the table that it stands in."""
    label: str | None
    """What a reader sees there, without the brackets: `1`, `a`, `note 1`, `1.1`; null when Cite shows an error. A list
    of references in the middle of a page closes its group: behind it the same reference has a new number."""
    pages: str | None
    """Pages cited at this place (`{{rp}}`, `{{r|p=}}`, `{{sfn|p=}}`)."""
    span: Span
    """Where the use is written."""


class ShortCitation(Model):
    """Author and year pointing at a full citation, as `{{sfn}}` and `{{harvnb}}` write it."""

    authors: tuple[str, ...]
    """Last names as written."""
    year: str | None
    """Year as written, with its letter."""
    pages: str | None
    """Pages or other place within the work."""
    target: int | None
    """Index, in the document's `citations`, of the full citation; null when it was not found."""
    anchor: str | None
    """Anchor of the full citation: of the names and the year, or as `ref` gives it; null for `ref=none`."""


class BareIdentifier(Model):
    """An identifier of a publication in the text, a link or a template of a reference without a citation template."""

    scheme: str
    """Which identifier it is, in lower case: `doi`, `pmid`, `isbn`, `google-books`."""
    value: str
    """The identifier in its usual form."""
    raw: str
    """The identifier as written, or as the address holds it."""
    valid: bool | None
    """Whether it keeps the scheme's rules; null when no rule is known."""
    reason: str | None
    """Why it is not valid."""
    url: str | None
    """Address that the identifier leads to."""
    span: Span
    """Where it is written; of one in an address, where the link is."""


class BareReference(Model):
    """What a reference without a citation template names."""

    url: str | None
    """Address of its first link that leads to no archive; else the one that the archived copy is of."""
    title: str | None
    """Label of its only link, else its only part in quotes, else in italics; null where that is not certain."""
    archive_url: str | None
    """Address of an archived copy."""
    identifiers: tuple[BareIdentifier, ...]
    """DOI, PMID, ISBN and other identifiers in its text and addresses, in source order."""


class Reference(Model):
    """One footnote: one for each group and name, or for each unnamed `<ref>`."""

    index: int
    """Place in the document's `references`."""
    id: str
    """A key that stays the same as long as the reference's name or text does."""
    group: str
    """Group of the reference; empty for the ordinary ones."""
    name: str | None
    """Name of the reference."""
    number: int | None
    """Number within its group, as Cite counts it where it is first used; that of its parent for a sub-reference; null
    when it is defined and never used, or refused."""
    label: str | None
    """What a reader sees where it is first used, without the brackets: `1`, `a`, `note 1`, `1.1`."""
    parent: int | None
    """Index of the reference that it is a sub-reference of (`extends`, `details`)."""
    raw: str | None
    """Wikitext between the tags, with that of the references that follow it (`follow`) behind; null when the reference
    is never defined."""
    text: str | None
    """The footnote as a reader sees it."""
    citations: tuple[int, ...]
    """Indexes, in the document's `citations`, of the citation templates in it."""
    short_citation: ShortCitation | None
    """Author, year and pages, when that is what the reference holds: the first of `short_citations`, null beside a full
    citation."""
    short_citations: tuple[ShortCitation, ...]
    """Every short citation in it, in source order."""
    bare: BareReference | None
    """What its link or loose text names, when it holds text and neither a citation template nor a short citation."""
    defined_in: Literal["text", "list", "template"] | None
    """Where its text stands: in the page's text, in the list of references, in a template, or nowhere."""
    uses: tuple[ReferenceUse, ...]
    """Every place where it is used, in source order."""
    span: Span | None
    """Where it is defined, with its tags or braces; null when it is not."""
