"""wikiextract: one page of wikitext in, one typed document out, each thing with its place in the source.

    >>> from wikiextract import extract
    >>> document = extract("'''Calcinosis''' is the formation of [[calcium]] deposits.", title="Calcinosis")
    >>> document.links[0].target, document.links[0].span
    ('Calcium', (37, 48))

    extract(text)      text → Document            parse(text)     text → Article, the parsed page
    read(source)       files → Shard …            run(shards)     → Document | Failure …
    extract_many(pages, rows or texts)            → Document | Failure …
    write(results, target)          csl_items(citations)    for reference managers

`DIAGNOSTICS` is the catalogue of what a document may say that it did not understand.

What is named here is all there is to rely on. Each name is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from wikiextract.version import __version__

if TYPE_CHECKING:
    from wikiextract.bibliography import csl_items
    from wikiextract.errors import DumpError, PageError, SourceError, WikiextractError, WriterError
    from wikiextract.many import extract_many
    from wikiextract.models import (
        DIAGNOSTICS,
        BareIdentifier,
        BareReference,
        Block,
        BlockItem,
        Category,
        Cell,
        Citation,
        CitationDate,
        CitationIdentifier,
        CitationName,
        CitationParameter,
        Coordinates,
        Coverage,
        Diagnostic,
        DiagnosticKind,
        Document,
        ExternalLink,
        Failure,
        Hatnote,
        Infobox,
        InterlanguageLink,
        Link,
        Media,
        MedicalIdentifier,
        MedicalParameter,
        MedicalResources,
        MedicalTemplate,
        Navbox,
        Notice,
        PageInfo,
        Parameter,
        Redirect,
        Reference,
        ReferenceUse,
        Section,
        ShortCitation,
        Stub,
        Table,
        Transclusion,
        TransclusionParameter,
        Value,
    )
    from wikiextract.page import Page, Shard
    from wikiextract.pipeline import extract, parse
    from wikiextract.runners import run
    from wikiextract.sources import read
    from wikiextract.tree import Article
    from wikiextract.writers import write

__all__ = [
    "DIAGNOSTICS",
    "Article",
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
    "Coordinates",
    "Coverage",
    "Diagnostic",
    "DiagnosticKind",
    "Document",
    "DumpError",
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
    "Navbox",
    "Notice",
    "Page",
    "PageError",
    "PageInfo",
    "Parameter",
    "Redirect",
    "Reference",
    "ReferenceUse",
    "Section",
    "Shard",
    "ShortCitation",
    "SourceError",
    "Stub",
    "Table",
    "Transclusion",
    "TransclusionParameter",
    "Value",
    "WikiextractError",
    "WriterError",
    "__version__",
    "csl_items",
    "extract",
    "extract_many",
    "parse",
    "read",
    "run",
    "write",
]

_ROOMS = {
    "Article": "tree",
    "Page": "page",
    "Shard": "page",
    "csl_items": "bibliography",
    "extract": "pipeline",
    "extract_many": "many",
    "parse": "pipeline",
    "read": "sources",
    "run": "runners",
    "write": "writers",
}
"""Where a name of the front door lives, when that is neither errors nor models."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room = _ROOMS.get(name, "errors" if name.endswith("Error") else "models")
    value = getattr(import_module(f"{__name__}.{room}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
