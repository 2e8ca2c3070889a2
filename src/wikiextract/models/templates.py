"""Templates: what the page transcludes, and those whose role is known."""

from typing import Literal

from wikiextract.models.model import Model, Span


class Hatnote(Model):
    """A note above the text that leads to other pages."""

    template: str
    """Name of the template: `About`."""
    text: str
    """The note as a reader sees it."""
    links: tuple[str, ...]
    """Titles of the pages that it leads to."""
    section: int
    """Index of the section."""
    span: Span
    """Where the template is written."""


class Notice(Model):
    """A maintenance template: what editors say is wrong with the page."""

    template: str
    """Name of the template: `More medical citations needed`."""
    date: str | None
    """Month in which it was placed, as written."""
    reason: str | None
    """Why it was placed, as a reader sees it."""
    scope: Literal["page", "section", "inline"]
    """What it speaks of."""
    section: int
    """Index of the section."""
    span: Span
    """Where the template is written."""


class Stub(Model):
    """A template that marks the page as a stub."""

    template: str
    """Name of the template: `Endocrine-disease-stub`."""
    span: Span
    """Where the template is written."""


class Navbox(Model):
    """A box of links to related pages at the foot of the page."""

    template: str
    """Name of the template: `Electrolyte abnormalities`."""
    span: Span
    """Where the template is written."""


class TransclusionParameter(Model):
    """One parameter of a template, as written."""

    name: str
    """Name as written; the number of one that has no name."""
    raw: str
    """The value's wikitext, without surrounding blanks."""
    span: Span
    """Where the value is written."""


class Transclusion(Model):
    """One template of the page that stands outside any other."""

    name: str
    """Name of the template."""
    role: str
    """What it is for: `infobox`, `citation`, `notice`, `navbox`, `formatting` …; `other` when not known."""
    section: int
    """Index of the section."""
    parameters: tuple[TransclusionParameter, ...]
    """All parameters, in source order."""
    span: Span
    """Where the template is written."""
