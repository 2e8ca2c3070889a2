"""Coverage: what share of the page reached a field, was known to be markup, and was passed over.

    Text of a [[link|label]].   {{Unknown box|a=1}}   <timeline>…</timeline>   <!-- note -->
    ^extracted ^^    ^    ^^    ^passed over          ^passed over             ^markup

Every code point of the source is one of the three:

- *extracted*: text of blocks, headings and cells, links, references, citations, files, and the templates and functions
  that a field is made of or whose words a reader of `text` sees
- *markup*: brackets, tags, comments, blanks, and what is known to say nothing of the subject ({{Use dmy dates}})
- *passed over*: the rest. It is kept as wikitext at most (in `templates`, in a `raw`): what it would show is not known

The spans are laid over each other from the outside in, so the innermost thing that is known counts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from heapq import nlargest
from itertools import chain
from operator import attrgetter
from typing import Any, Final

from wikiextract.blocks import Flow
from wikiextract.calls import function_of, is_understood, role_of
from wikiextract.data import table
from wikiextract.footnotes import Footnotes
from wikiextract.models import Coverage, trusted
from wikiextract.tree import Article, Link, Node, Tag, Template

_coverage = trusted(Coverage)
_PASSED, _EXTRACTED, _MARKUP = range(3)
_LARGEST: Final = 10
"""How many of the passed-over spans are named."""
_WORTH_NAMING: Final = 40
"""From how many characters on."""

_SYNTAX = (
    ("''", re.compile("'{2,5}")),
    ("<", re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")),
    ("\n", re.compile(r"\n(?:[*#:;]+|-{4,}|[ \t]*(?:\{\||\|\}|\|-.*))")),
)
"""Syntax of lines, each with a sign that must be there: a plain search for one sign costs next to nothing."""
_FIRST = re.compile(r"[*#:;]+")
_BRACKETS: Final = bytes((_MARKUP, _MARKUP))
_OTHER = re.compile(rb"[^\x00]")
_start = attrgetter("start")


def coverage(
    article: Article, flow: Flow, notes: Footnotes, found: Mapping[str, Any]
) -> tuple[Coverage, list[tuple[int, int]]]:
    """The coverage of the page, and the largest spans that were passed over, in source order.

    `found` holds the fields of the Document that are there already.
    """
    paint = _Paint(article.source)
    _lines(paint, article, flow)
    _nodes(paint, article, notes, found)
    _values(paint, article, found)
    gaps = list(paint.gaps())
    counts = [paint.layer.count(kind) for kind in (_EXTRACTED, _MARKUP, _PASSED)]
    extracted, markup, passed = counts
    made = _coverage(characters=len(article.source), extracted=extracted, markup=markup, passed_over=passed)
    named = [gap for gap in gaps if gap[1] - gap[0] >= _WORTH_NAMING]
    return made, sorted(nlargest(_LARGEST, named, key=lambda gap: gap[1] - gap[0]))


class _Paint:
    """One sign for each code point of the source: what became of it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.layer = bytearray(len(source))

    def put(self, start: int, end: int, kind: int) -> None:
        """Lays `kind` over source[start:end]."""
        if end > start:
            self.layer[start:end] = bytes((kind,)) * (end - start)

    def gaps(self) -> Iterator[tuple[int, int]]:
        """What nothing lies over, without the blanks around it, which are markup."""
        end = 0
        while (start := self.layer.find(_PASSED, end)) >= 0:
            found = _OTHER.search(self.layer, start)
            end = found.start() if found is not None else len(self.layer)
            text = self.source[start:end]
            left, right = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
            if left >= right:
                left = right = end
            self.put(start, left, _MARKUP)
            self.put(right, end, _MARKUP)
            if left < right:
                yield left, right


def _lines(paint: _Paint, article: Article, flow: Flow) -> None:
    """Blocks, cells and headings, and the syntax of lines within them."""
    for block in flow.blocks:
        paint.put(block.start, block.end, _EXTRACTED if block.table is None else _MARKUP)
    for span in flow.tables:
        paint.put(span.start, span.end, _MARKUP)
        for cell in chain((span.caption,) if span.caption else (), *span.rows):
            for start, end, _ in cell.pieces:
                paint.put(start, end, _EXTRACTED)
    for heading in article.headings:
        paint.put(heading.start, heading.end, _MARKUP)
        paint.put(heading.title_start, heading.title_end, _EXTRACTED)
    for sign, pattern in _SYNTAX:
        if sign in article.source:
            for match in pattern.finditer(article.source):
                paint.put(match.start(), match.end(), _MARKUP)
    if (first := _FIRST.match(article.source)) is not None:
        paint.put(0, first.end(), _MARKUP)
    if "__" in article.source:
        for match in article.wiki.switch.finditer(article.source):
            paint.put(match.start(), match.end(), _MARKUP)


def _nodes(paint: _Paint, article: Article, notes: Footnotes, found: Mapping[str, Any]) -> None:
    """Templates, links, tags and comments, from the outside in."""
    roles = {template.span[0]: template.role for template in found["templates"]}
    lost = _lost_notes(notes)
    marks = {*notes.by_node, *notes.uses()}
    every: list[Node] = [
        *article.templates,
        *article.links,
        *article.tags,
        *article.comments,
        *article.arguments,
    ]
    for node in sorted(every, key=_start):
        if isinstance(node, Template):
            _template(paint, article, node, roles.get(node.start))
        elif isinstance(node, Tag):
            _tag(paint, node, known=node.start in marks or node.name != "ref")
        elif isinstance(node, Link):
            _link(paint, node)
        else:
            paint.put(node.start, node.end, _MARKUP if node.kind == "comment" else _EXTRACTED)
        if node.start in lost:
            paint.put(node.start, node.end, _PASSED)


def _lost_notes(notes: Footnotes) -> set[int]:
    """Where a footnote's text is refused, or is a second one that does not count."""
    refused = {mark.node.start for note in notes.notes for mark in note.uses if mark.refused and mark.defines}
    return refused | {mark.node.start for note in notes.notes for mark in note.redefined}


def _template(paint: _Paint, article: Article, template: Template, role: str | None) -> None:
    kind = _kind(article, template, role)
    paint.put(template.start, template.end, kind)
    if kind != _EXTRACTED:
        return
    last = {parameter.name: parameter for parameter in template.parameters}
    for parameter in template.parameters:
        if last[parameter.name] is not parameter:
            paint.put(parameter.start, parameter.end, _PASSED)
    paint.put(template.start, template.start + 2, _MARKUP)
    paint.put(template.end - 2, template.end, _MARKUP)


def _kind(article: Article, template: Template, role: str | None) -> int:
    """What becomes of a template: `role` is the one that its place gives it, where it is an outermost one."""
    role = role or role_of(article, template)
    words = _words()
    if template.start in article.shown or role in words["roles_with_a_field"]:
        return _EXTRACTED
    if role in words["roles_of_the_page"]:
        return _MARKUP
    pictures = table("media")
    known = is_understood(article, template) or any(
        template.key in pictures[kind] for kind in ("templates", "galleries", "montages")
    )
    if not known:
        return _PASSED
    silent = not template.parameters and function_of(article, template) is None
    return _MARKUP if silent else _EXTRACTED


def _tag(paint: _Paint, tag: Tag, *, known: bool) -> None:
    """An extension tag: its markup, and its inside as far as that is shown or read."""
    words = _words()
    inner_start, inner_end = (tag.inner_start, tag.inner_end) if tag.inner_start >= 0 else (tag.end, tag.end)
    read = known and (tag.name == "ref" or tag.name in words["shown_tags"])
    silent = tag.name in words["silent_tags"] or read
    paint.put(tag.start, tag.end, _MARKUP if silent or tag.name == "gallery" else _PASSED)
    if not silent:
        paint.put(inner_start, inner_end, _PASSED)
    elif read:
        paint.put(inner_start, inner_end, _EXTRACTED)
    if tag.name == "ref":
        paint.put(tag.start + 4, tag.start + 4 + len(tag.source_attributes), _EXTRACTED)


def _link(paint: _Paint, link: Link) -> None:
    layer = paint.layer
    if layer[link.start] != _EXTRACTED:
        paint.put(link.start, link.end, _EXTRACTED)
    layer[link.start : link.start + 2] = layer[link.end - 2 : link.end] = _BRACKETS
    if link.text_start >= 0:
        layer[link.text_start - 1] = _MARKUP


def _values(paint: _Paint, article: Article, found: Mapping[str, Any]) -> None:
    """What fields hold of things that nothing else shows: addresses, files of galleries, identifiers."""
    for address in found["external_links"]:
        start, end = address.span
        paint.put(start, end, _EXTRACTED)
        if article.source[start] == "[":
            paint.put(start, start + 1, _MARKUP)
            paint.put(end - 1, end, _MARKUP)
    resources = found["medical_resources"]
    values: Sequence[Any] = (
        *(file for file in found["media"] if file.kind == "gallery"),
        *found["coordinates"],
        *(resources.identifiers if resources else ()),
    )
    for start, end in (value.span for value in values):
        paint.put(start, end, _EXTRACTED)
    for _, start, end in (*article.bare_categories, *article.bare_files):
        paint.put(start, end, _EXTRACTED)
    if found["redirect"] is not None:
        start, end = found["redirect"].span
        paint.put(start, end, _EXTRACTED)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("coverage").items() if name != "_source"}
