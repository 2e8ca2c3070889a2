"""The Document: everything that was read from one page."""

from typing import Literal

from wikiextract.models.citations import Citation
from wikiextract.models.infoboxes import Infobox
from wikiextract.models.links import Category, ExternalLink, InterlanguageLink, Link, Redirect
from wikiextract.models.media import Media
from wikiextract.models.medical import MedicalIdentifier, MedicalResources
from wikiextract.models.model import Model, Span
from wikiextract.models.references import Reference
from wikiextract.models.sections import Section
from wikiextract.models.tables import Table
from wikiextract.models.templates import Hatnote, Navbox, Notice, Stub, Transclusion

SCHEMA_VERSION: Literal["1.0"] = "1.0"
"""Version of the shape; raised whenever the shape changes."""


class PageInfo(Model):
    """Which page and revision of a wiki the text is, as a dump says."""

    id: int
    """Number of the page."""
    namespace: int
    """Number of its namespace: 0 for articles."""
    revision_id: int | None
    """Number of the revision."""
    parent_id: int | None
    """Number of the revision before it."""
    timestamp: str | None
    """When the revision was saved, ISO 8601."""
    sha1: str | None
    """Hash of the revision's text, as the dump gives it."""


class Coordinates(Model):
    """A place on Earth that the page gives."""

    latitude: float
    """Degrees north."""
    longitude: float
    """Degrees east."""
    display: str
    """Where they are shown: `inline`, `title` or `inline,title`."""
    type: str | None
    """What kind of place it is: `city`, `mountain` …"""
    region: str | None
    """Region's ISO 3166 code."""
    span: Span
    """Where they are written."""


class Diagnostic(Model):
    """Something that was not understood, was repaired, or was left out."""

    code: str
    """Stable name of what happened, in kebab case."""
    severity: Literal["info", "warning", "error"]
    """How much it matters."""
    message: str
    """What happened, for a person."""
    span: Span | None
    """Where it happened; null when it is about the whole page."""


class Coverage(Model):
    """What became of the code points of a page's source; the three counts add up to all of them."""

    characters: int
    """Length of the source."""
    extracted: int
    """How many reached a field: text, headings, links, references, values of known templates."""
    markup: int
    """How many are syntax, comments, blanks, or known to say nothing about the subject."""
    passed_over: int
    """How many are neither: kept as wikitext at most, because what they show is not known."""


class Document(Model):
    """Everything that was read from one page. Every key is always present: null or `[]` for nothing found."""

    schema_version: Literal["1.0"]
    """Version of this shape."""
    title: str | None
    """Title of the page, as given by the caller or the dump; never guessed."""
    language: str
    """Code of the wiki's language, which decides the names of namespaces, magic words and templates."""
    page: PageInfo | None
    """Which page and revision it is, when it comes from a dump."""
    source: str | None
    """Path of the file that the page was read from, as it was named or found; null for text given to `extract`, `-`
    for standard input."""
    kind: Literal["article", "redirect", "disambiguation"]
    """What kind of page it is."""
    redirect: Redirect | None
    """Where a redirect page leads."""
    layout: Literal["wikitext", "flattened"]
    """`flattened` when the lines of the text had been run together and were restored."""
    status: Literal["ok", "degraded"]
    """`degraded` when a limit was reached and something is missing; the diagnostics say what."""
    coverage: Coverage | None
    """How much of the page was read and how much passed over; null when it was not selected."""
    short_description: str | None
    """The page's subject in a few words (`{{Short description}}`)."""
    display_title: str | None
    """Title as it is to be shown (`{{DISPLAYTITLE:}}`)."""
    default_sort: str | None
    """Key that the page is sorted by in its categories (`{{DEFAULTSORT:}}`)."""
    infoboxes: tuple[Infobox, ...]
    """The infoboxes, in source order."""
    sections: tuple[Section, ...]
    """The sections in order; the first is the lead."""
    references: tuple[Reference, ...]
    """The footnotes, one for each group and name or unnamed `<ref>`."""
    citations: tuple[Citation, ...]
    """All citation templates, in source order."""
    categories: tuple[Category, ...]
    """The categories, in source order."""
    medical_resources: MedicalResources | None
    """Identifiers of the condition in medical systems."""
    identifiers: tuple[MedicalIdentifier, ...]
    """Identifiers of the page's subject in any system: those of `medical_resources`, and of drugs, chemicals, genes,
    proteins and parts of the body from their boxes."""
    links: tuple[Link, ...]
    """Links to pages of the same wiki, in source order."""
    external_links: tuple[ExternalLink, ...]
    """Links to the web, in source order."""
    interlanguage_links: tuple[InterlanguageLink, ...]
    """The same page in other languages."""
    media: tuple[Media, ...]
    """Pictures and other files, in source order."""
    tables: tuple[Table, ...]
    """The tables, in source order."""
    coordinates: tuple[Coordinates, ...]
    """Places on Earth, in source order."""
    hatnotes: tuple[Hatnote, ...]
    """Notes that lead to other pages."""
    notices: tuple[Notice, ...]
    """Maintenance templates."""
    stubs: tuple[Stub, ...]
    """Stub templates."""
    navboxes: tuple[Navbox, ...]
    """Navigation boxes."""
    templates: tuple[Transclusion, ...]
    """Every template that stands outside any other."""
    diagnostics: tuple[Diagnostic, ...]
    """What was not understood, repaired or left out."""


class Failure(Model):
    """A page that could not become a Document."""

    title: str | None
    """Title of the page."""
    page_id: int | None
    """Number of the page in its wiki."""
    source: str | None
    """Path of the file that it comes from."""
    offset: int | None
    """Byte offset in that file at which the trouble lies or the page begins."""
    error: str
    """Name of the error."""
    message: str
    """What went wrong, for a person."""
