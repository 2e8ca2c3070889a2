"""What a citation reads as: authors, date, title, container, numbers and identifiers, as Citation Style 1 orders them.

    Le, Cuong; Bedocs, Paul M. (17 July 2021). Calcinosis Cutis. PMID 28846311.
    Holm, A. (1999). "Salt in bone". Journal of Salt. 3 (2): 4–9. doi:10.1000/1.

The title of a part is in quotes, that of a whole work is not. Left to the page: italics, links, access dates.

https://en.wikipedia.org/wiki/Help:Citation_Style_1
"""

from collections.abc import Iterator
from typing import Final

from wikiextract.models import Citation, CitationName

_WHOLE: Final = frozenset(
    {"book", "av-media", "map", "thesis", "report", "techreport", "document", "encyclopedia"}
)
"""Types whose title, without a chapter, is that of a whole work."""

_LABELS: Final = {
    "doi": "doi:",
    "arxiv": "arXiv:",
    "hdl": "hdl:",
    "bibcode": "Bibcode:",
    "pmc": "PMC ",
    "jstor": "JSTOR ",
}
_MANY: Final = 8


def citation_text(citation: Citation) -> str:
    """The citation as one line of plain text; empty if it says nothing."""
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in _parts(citation) if part)


def _parts(citation: Citation) -> Iterator[str]:
    date = citation.date.text if citation.date is not None else ""
    people = _people(citation.authors, citation.et_al) or _edited(citation)
    yield f"{people} ({date})" if people and date else people
    if citation.chapter:
        yield f"“{citation.chapter}”"
        if citation.editors and citation.authors:
            yield f"In {_edited(citation)}"
        yield citation.title or ""
    elif citation.title:
        whole = citation.type in _WHOLE and not citation.container
        yield citation.title if whole else f"“{citation.title}”"
    yield citation.container or ""
    yield citation.series or ""
    yield f"{citation.edition} ed" if citation.edition else ""
    yield _numbers(citation)
    yield ": ".join(part for part in (citation.place, citation.publisher) if part)
    if date and not people:
        yield date
    for identifier in citation.identifiers:
        label = _LABELS.get(identifier.scheme, f"{identifier.scheme.upper()} ")
        yield f"{label}{identifier.value}"


def _people(names: tuple[CitationName, ...], et_al: bool) -> str:
    shown = "; ".join(", ".join(filter(None, (n.last, n.first))) or n.name for n in names[:_MANY])
    return f"{shown}; et al" if shown and (et_al or len(names) > _MANY) else shown


def _edited(citation: Citation) -> str:
    editors = _people(citation.editors, et_al=False)
    return f"{editors} ({'eds' if len(citation.editors) > 1 else 'ed'}.)" if editors else ""


def _numbers(citation: Citation) -> str:
    """`3 (2): 4–9`: volume, issue and pages."""
    volume = citation.volume or ""
    if citation.issue:
        volume = f"{volume} ({citation.issue})".strip()
    pages = citation.pages or ""
    if volume:
        return f"{volume}: {pages}" if pages else volume
    several = any(sign in pages for sign in "–-,")
    return f"{'pp' if several else 'p'}. {pages}" if pages else ""
