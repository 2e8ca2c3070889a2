"""References: the footnotes of a page as models, with their numbers, texts, citations and uses.

    fact<ref name="a">{{cite web|…}}</ref> more<ref name="a" />
        ^definition, first use                 ^second use

Which marks make which footnote is said in `footnotes.py`. Numbers run by first use within each group, as Cite prints
them; a short citation (`{{sfn}}`, `{{harvnb}}`) points to the full one whose anchor its names and year make.

https://www.mediawiki.org/wiki/Help:Cite
"""

import zlib
from collections.abc import Mapping, Sequence
from typing import Literal

from wikiextract.blocks.places import Places
from wikiextract.data import table
from wikiextract.footnotes import Footnote, Footnotes, Mark, Short, author_year
from wikiextract.models import Citation, Reference, ReferenceUse, ShortCitation, trusted
from wikiextract.plain import plain
from wikiextract.tree import Article, Parameter, Tag, Template

DefinedIn = Literal["text", "list", "template"]
_reference = trusted(Reference)
_use = trusted(ReferenceUse)
_short_citation = trusted(ShortCitation)


def references(
    article: Article, notes: Footnotes, citations: Sequence[Citation], places: Places
) -> tuple[Reference, ...]:
    """The references of the page, in order of their first mark."""
    held: dict[int, list[int]] = {}
    anchors: dict[str, int] = {}
    for index, citation in enumerate(citations):
        if citation.reference is not None:
            held.setdefault(citation.reference, []).append(index)
        if citation.anchor:
            anchors.setdefault(citation.anchor.replace("_", " "), index)
    numbers = _numbers(notes)
    made: list[Reference] = []
    seen: dict[str, int] = {}
    for note in notes.notes:
        known = (numbers.get(note.index), tuple(held.get(note.index, ())), anchors)
        reference = _made(article, note, known, places)
        seen[reference.id] = seen.get(reference.id, 0) + 1
        if seen[reference.id] > 1:
            reference = reference.model_copy(update={"id": f"{reference.id}-{seen[reference.id]}"})
        made.append(reference)
    return tuple(made)


def _numbers(notes: Footnotes) -> dict[int, int]:
    """The number of each footnote that is used, by its index: first use first, each group on its own."""
    counts: dict[str, int] = {}
    numbers: dict[int, int] = {}
    for note in sorted(
        (n for n in notes.notes if n.uses and not n.refused), key=lambda n: n.uses[0].node.start
    ):
        counts[note.group] = numbers[note.index] = counts.get(note.group, 0) + 1
    return numbers


def _made(
    article: Article,
    note: Footnote,
    known: tuple[int | None, tuple[int, ...], Mapping[str, int]],
    places: Places,
) -> Reference:
    number, cited, anchors = known
    mark = note.definition
    raw = text = None
    if mark is not None and mark.content is not None:
        raw, text = _content(article, mark.content)
    short = mark.short if mark is not None else None
    if mark is not None and mark.content is not None and not cited:
        short = _harvard(article, mark.content)
    return _reference(
        index=note.index,
        id=_id(note, raw),
        group=note.group,
        name=note.name,
        number=number,
        raw=raw,
        text=text or _short_text(short),
        citations=cited,
        short_citation=_short_citation_of(short, anchors),
        defined_in=_defined_in(mark),
        uses=tuple(_made_use(use, places) for use in note.uses),
        span=mark.node.span if mark is not None else None,
    )


def _content(article: Article, content: Parameter | Tag) -> tuple[str, str | None]:
    """The wikitext of a footnote and what a reader sees of it."""
    start, end = (content.inner_start, content.inner_end) if isinstance(content, Tag) else content.span
    raw = article.source[start:end].strip()
    return raw, plain(article, content.nodes, start, end) or None


def _id(note: Footnote, raw: str | None) -> str:
    """A key that does not change while the reference's name, or without one its text, stays the same."""
    if note.name:
        return f"{note.group}/{note.name}" if note.group else note.name
    return f"ref-{zlib.crc32((note.group + chr(0) + (raw or '')).encode('utf-8', 'replace')):08x}"


def _short_text(short: Short | None) -> str | None:
    """A short citation as Wikipedia shows it: `Le & Bedocs 2021, p. 3`."""
    if short is None:
        return None
    names = short.authors
    people = " & ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} & {names[-1]}"
    text = f"{people} {short.year}" if short.year else people
    return f"{text}, {short.place}" if short.place else text


def _short_citation_of(short: Short | None, anchors: Mapping[str, int]) -> ShortCitation | None:
    if short is None:
        return None
    anchor = "CITEREF" + "".join(short.authors) + (short.year or "")
    target = anchors.get(anchor.replace("_", " "))
    return _short_citation(authors=short.authors, year=short.year, pages=short.pages, target=target)


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
        pages=use.pages,
        span=use.node.span,
    )


def _harvard(article: Article, content: Parameter | Tag) -> Short | None:
    """The first `{{harvnb}}` or its like in a footnote's text."""
    kinds: dict[str, str] = table("references")["templates"]
    for node in content.nodes:
        if isinstance(node, Template) and kinds.get(node.key) == "harvard":
            return author_year(article, node)
    return None
