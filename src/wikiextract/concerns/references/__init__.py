"""References: the footnotes of a page as models, with their numbers, texts, citations and uses.

    fact<ref name="a">{{cite web|…}}</ref> more<ref name="a" />
        ^definition, first use                 ^second use

Which marks make which footnote, and what number it has, is said in `footnotes/`; a short citation (`{{sfn}}`,
`{{harvnb}}`) points to the full one whose anchor its names and year make, or that `ref` names.

https://www.mediawiki.org/wiki/Help:Cite
"""

import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from wikiextract.blocks.places import Places
from wikiextract.concerns.references.bare import bare
from wikiextract.footnotes import Footnote, Footnotes, Mark, Short, kinds, raw_text, shorts
from wikiextract.models import Citation, ExternalLink, Reference, ReferenceUse, ShortCitation, trusted
from wikiextract.plain import cleaned, plain
from wikiextract.tree import Article, Node, Tag, Template, between

DefinedIn = Literal["text", "list", "template"]
_reference = trusted(Reference)
_use = trusted(ReferenceUse)
_short_citation = trusted(ShortCitation)


class Found(NamedTuple):
    """What other concerns found on the page."""

    citations: Sequence[Citation]
    links: Sequence[ExternalLink]


def references(article: Article, notes: Footnotes, found: Found, places: Places) -> tuple[Reference, ...]:
    """The references of the page, in order of their first mark."""
    citations = found.citations
    starts = [link.span[0] for link in found.links]
    held: dict[int, list[int]] = {}
    anchors: dict[str, int] = {}
    for index, citation in enumerate(citations):
        if citation.reference is not None:
            held.setdefault(citation.reference, []).append(index)
        if citation.anchor:
            anchors.setdefault(citation.anchor.replace("_", " "), index)
    made: list[Reference] = []
    seen: dict[str, int] = {}
    for note in notes.notes:
        links = _links(note, found.links, starts)
        reference = _made(article, note, _Known(tuple(held.get(note.index, ())), anchors, links), places)
        seen[reference.id] = seen.get(reference.id, 0) + 1
        if seen[reference.id] > 1:
            reference = reference.model_copy(update={"id": f"{reference.id}-{seen[reference.id]}"})
        made.append(reference)
    return tuple(made)


class _Known(NamedTuple):
    """What is known of a footnote beside its marks: its citations, its links; and where each anchor leads."""

    cited: tuple[int, ...]
    anchors: Mapping[str, int]
    links: Sequence[ExternalLink]


def _made(article: Article, note: Footnote, known: _Known, places: Places) -> Reference:
    cited, anchors, links = known
    texts = [mark for mark in (note.definition, *note.followed) if mark is not None]
    raw = " ".join(filter(None, (raw_text(article, mark) for mark in texts))) or None
    said = [short for mark in texts for short in _shorts(article, mark)]
    found = tuple(_short_citation_of(short, anchors) for short in said)
    text = " ".join(filter(None, (_text(article, mark) for mark in texts)))
    return _reference(
        index=note.index,
        id=_id(note, raw),
        group=note.group,
        name=note.name,
        number=note.number,
        label=note.label,
        parent=note.parent,
        raw=raw,
        text=text or None,
        citations=cited,
        short_citation=found[0] if found and not cited else None,
        short_citations=found,
        bare=bare(article, _contents(note), links, text) if raw and not cited and not found else None,
        defined_in=_defined_in(note.definition),
        uses=tuple(_made_use(use, places) for use in note.uses),
        span=note.definition.node.span if note.definition is not None else None,
    )


def _contents(note: Footnote) -> list[tuple[list[Node], int, int]]:
    """The nodes, start and end of a footnote's text and of what follows it."""
    contents = [mark.content for mark in (note.definition, *note.followed) if mark is not None]
    return [
        (
            content.nodes,
            *((content.inner_start, content.inner_end) if isinstance(content, Tag) else content.span),
        )
        for content in contents
        if content is not None
    ]


def _links(note: Footnote, links: Sequence[ExternalLink], starts: Sequence[int]) -> list[ExternalLink]:
    """The external links in a footnote's text."""
    found: list[ExternalLink] = []
    for _, start, end in _contents(note):
        found += links[bisect_left(starts, start) : bisect_left(starts, end)]
    return found


def _text(article: Article, mark: Mark) -> str | None:
    """What a reader sees of the text that a mark gives."""
    content = mark.content
    if content is None:
        return cleaned(mark.details) if mark.details is not None else _short_text(mark.shorts)
    start, end = (content.inner_start, content.inner_end) if isinstance(content, Tag) else content.span
    return plain(article, content.nodes, start, end)


def _id(note: Footnote, raw: str | None) -> str:
    """A key that does not change while the reference's name, or without one its text, stays the same."""
    if note.name:
        return f"{note.group}/{note.name}" if note.group else note.name
    return f"ref-{zlib.crc32((note.group + chr(0) + (raw or '').replace(chr(13), '')).encode('utf-8', 'replace')):08x}"


def _short_text(said: Sequence[Short]) -> str:
    """Short citations as Wikipedia shows them: `Le & Bedocs 2021, p. 3; Roe 1999`."""
    return "; ".join(map(_short_line, said))


def _short_line(short: Short) -> str:
    names = short.authors
    if len(names) > 3:
        people = f"{names[0]} et al."
    else:
        people = " & ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} & {names[-1]}"
    text = f"{people} {short.year}" if short.year else people
    return f"{text}, {short.place}" if short.place else text


def _short_citation_of(short: Short, anchors: Mapping[str, int]) -> ShortCitation:
    return _short_citation(
        authors=short.authors,
        year=short.year,
        pages=short.pages,
        target=anchors.get(short.anchor) if short.anchor else None,
        anchor=short.anchor.replace(" ", "_") if short.anchor else None,
    )


def _defined_in(mark: Mark | None) -> DefinedIn | None:
    if mark is None:
        return None
    if mark.listed:
        return "list"
    return "template" if isinstance(mark.node, Template) else "text"


def _made_use(use: Mark, places: Places) -> ReferenceUse:
    return _use(
        section=use.node.section,
        parameter=places.infobox_parameter(use.node),
        table=places.table(use.node),
        label=use.label,
        pages=use.pages,
        span=use.node.span,
    )


def _shorts(article: Article, mark: Mark) -> Iterator[Short]:
    """The short citations of a mark: its own, or every `{{harvnb}}` or its like in its text."""
    yield from mark.shorts
    if mark.content is None or not mark.content.nodes:
        return
    known = kinds()
    for node in between(article.templates, mark.content.start, mark.content.end):
        if known.get(node.key) in ("harvard", "harvards"):
            yield from shorts(article, node)
