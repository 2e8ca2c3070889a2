"""The contract: what one page becomes.

A Document and its parts are frozen, closed and complete: no key is ever missing, nothing found is null or an
empty list, and there is no recursion (trees are flat lists with `parent` indexes), so that one column means
the same on every page. Spans are `[start, end)` in code points of the text as it was given. The JSON Schema
and every other schema are made from these classes. A name here is not changed or dropped; a change of shape
raises SCHEMA_VERSION.

    Document ── infoboxes ── parameters ── values
             ├─ sections ── blocks ── items
             ├─ references ── uses, short_citations, bare
             ├─ citations ── authors, dates, identifiers
             ├─ links, categories, media, tables, …
             └─ diagnostics
"""

from wikiextract.models.catalogue import DIAGNOSTICS, DiagnosticKind, Severity
from wikiextract.models.citations import (
    Citation,
    CitationDate,
    CitationIdentifier,
    CitationName,
    CitationParameter,
)
from wikiextract.models.document import (
    SCHEMA_VERSION,
    Coordinates,
    Coverage,
    Diagnostic,
    Document,
    Failure,
    PageInfo,
)
from wikiextract.models.infoboxes import Infobox, Parameter, Value
from wikiextract.models.links import Category, ExternalLink, InterlanguageLink, Link, Redirect
from wikiextract.models.media import Media
from wikiextract.models.medical import MedicalIdentifier, MedicalParameter, MedicalResources, MedicalTemplate
from wikiextract.models.model import Context, Model, Span, as_json, trusted
from wikiextract.models.references import (
    BareIdentifier,
    BareReference,
    Reference,
    ReferenceUse,
    ShortCitation,
)
from wikiextract.models.sections import Block, BlockItem, Section
from wikiextract.models.tables import Cell, Table
from wikiextract.models.templates import Hatnote, Navbox, Notice, Stub, Transclusion, TransclusionParameter

__all__ = [
    "DIAGNOSTICS",
    "SCHEMA_VERSION",
    "BareIdentifier",
    "BareReference",
    "Block",
    "BlockItem",
    "Category",
    "Cell",
    "Citation",
    "CitationDate",
    "CitationIdentifier",
    "CitationName",
    "CitationParameter",
    "Context",
    "Coordinates",
    "Coverage",
    "Diagnostic",
    "DiagnosticKind",
    "Document",
    "ExternalLink",
    "Failure",
    "Hatnote",
    "Infobox",
    "InterlanguageLink",
    "Link",
    "Media",
    "MedicalIdentifier",
    "MedicalParameter",
    "MedicalResources",
    "MedicalTemplate",
    "Model",
    "Navbox",
    "Notice",
    "PageInfo",
    "Parameter",
    "Redirect",
    "Reference",
    "ReferenceUse",
    "Section",
    "Severity",
    "ShortCitation",
    "Span",
    "Stub",
    "Table",
    "Transclusion",
    "TransclusionParameter",
    "Value",
    "as_json",
    "trusted",
]
