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
from wikiextract.tree import Article, Node, Tag, Template

_coverage = trusted(Coverage)
_UNTOUCHED, _EXTRACTED, _MARKUP, _PASSED = 0, 1, 2, 4
_LARGEST: Final = 10
"""How many of the passed-over spans are named."""
_WORTH_NAMING: Final = 40
"""From how many characters on."""

_TAG = re.compile(rb"</?[a-zA-Z][^<>\n]{0,500}>")
_LINE = re.compile(rb"\n(?:[*#:;]+|-{4,}|[ \t]*(?:\{\||\|\}|\|-.*))")
_SIGN: Final = b"\x02"
"""What stands for each character of syntax; no page may bring its own."""
_IS_SIGN: Final = bytes(code in b"[]{}\n" or code == _SIGN[0] for code in range(256))
_OTHER = {kind: re.compile(b"[^%c]" % kind) for kind in (_UNTOUCHED, _PASSED)}
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
    marks = _syntax(article)
    paint.settle(marks)
    gaps = list(paint.runs(_PASSED))
    syntax = paint.extracted(marks)
    extracted, markup, passed = (paint.layer.count(kind) for kind in (_EXTRACTED, _MARKUP, _PASSED))
    made = _coverage(
        characters=len(article.source),
        extracted=extracted - syntax,
        markup=markup + syntax,
        passed_over=passed,
    )
    named = [gap for gap in gaps if gap[1] - gap[0] >= _WORTH_NAMING]
    return made, sorted(nlargest(_LARGEST, named, key=lambda gap: gap[1] - gap[0]))


class _Paint:
    """One sign for each code point of the source: what became of it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.layer = bytearray(len(source))

    def put(self, start: int, end: int, kind: int) -> None:
        """Lays `kind` over source[start:end], of which all has been of one kind so far."""
        if end > start and self.layer[start] != kind:
            self.layer[start:end] = bytes((kind,)) * (end - start)

    def extracted(self, marks: bytes) -> int:
        """How many of the code points that `marks` holds a 1 for are extracted."""
        layer = int.from_bytes(self.layer, "little")
        return (layer & int.from_bytes(marks, "little")).bit_count()  # of the kinds only this one is odd

    def runs(self, kind: int) -> Iterator[tuple[int, int]]:
        """Where `kind` lies without a break."""
        end = 0
        while (start := self.layer.find(kind, end)) >= 0:
            found = _OTHER[kind].search(self.layer, start)
            end = found.start() if found is not None else len(self.layer)
            yield start, end

    def settle(self, marks: bytes) -> None:
        """Says of what nothing lies over that it was passed over, without the syntax and the blanks around it."""
        for start, end in self.runs(_UNTOUCHED):
            if not self.source[start:end].isspace():
                seen = [at for at in range(start, end) if not (marks[at] or self.source[at].isspace())]
                left, right = (seen[0], seen[-1] + 1) if seen else (end, end)
                self.put(left, right, _PASSED)
                self.put(right, end, _MARKUP)
                self.put(start, left, _MARKUP)
            else:
                self.put(start, end, _MARKUP)


def _lines(paint: _Paint, article: Article, flow: Flow) -> None:
    """Blocks, cells and headings, and the syntax of lines within them."""
    for span in flow.tables:
        paint.put(span.start, span.end, _MARKUP)
        for cell in chain(span.captions, *span.rows):
            for start, end, _ in cell.pieces:
                paint.put(start, end, _EXTRACTED)
    source = article.source
    for block in flow.blocks:
        if block.table is None:
            # With the line break behind it, which is syntax: there are fewer gaps to look at.
            paint.put(block.start, block.end + source.startswith("\n", block.end), _EXTRACTED)
    for heading in article.headings:
        paint.put(heading.start, heading.end, _MARKUP)
        paint.put(heading.title_start, heading.title_end, _EXTRACTED)


def _syntax(article: Article) -> bytes:
    """A 1 for each code point that is a bracket, an apostrophe, a tag, or the mark of a line, outside of code."""
    # One byte for each code point: other letters than Latin ones become question marks, which are no syntax either.
    text = f"\n{article.source}".encode("latin-1", "replace")
    text = text.replace(b"''", _SIGN * 2).replace(_SIGN + b"'", _SIGN * 2)
    for pattern in (_TAG, _LINE):
        text = pattern.sub(_signs, text)
    found = bytearray(text[1:].translate(_IS_SIGN))
    position = text.find(b"__") - 1
    while position >= 0:
        match = article.wiki.switch.match(article.source, position)
        end = match.end() if match is not None else position
        found[position:end] = b"\x01" * (end - position)
        position = text.find(b"__", max(end, position + 1) + 1) - 1
    for tag in article.tags:
        if tag.name in _words()["code_tags"] and tag.inner_start >= 0:
            found[tag.inner_start : tag.inner_end] = bytes(tag.inner_end - tag.inner_start)
    return bytes(found)


def _signs(match: re.Match[bytes]) -> bytes:
    return _SIGN * len(match[0])


def _nodes(paint: _Paint, article: Article, notes: Footnotes, found: Mapping[str, Any]) -> None:
    """Templates, links, tags and comments, from the outside in."""
    roles = {template.span[0]: template.role for template in found["templates"]}
    lost = _lost_notes(notes)
    marks = {*notes.by_node, *notes.uses()}
    every: list[Node] = [*article.templates, *article.tags, *article.comments, *article.arguments]
    for node in sorted(every, key=_start):
        if isinstance(node, Template):
            _template(paint, article, node, roles.get(node.start))
        elif isinstance(node, Tag):
            _tag(paint, node, known=node.start in marks or node.name != "ref")
        else:
            paint.put(node.start, node.end, _MARKUP if node.kind == "comment" else _EXTRACTED)
        if node.start in lost:
            paint.put(node.start, node.end, _PASSED)
    for link in article.links:
        paint.put(link.start, link.end, _EXTRACTED)


def _lost_notes(notes: Footnotes) -> set[int]:
    """Where a footnote's text is refused, or is a second one that does not count."""
    refused = {mark.node.start for note in notes.notes for mark in note.uses if mark.refused and mark.defines}
    return refused | {mark.node.start for note in notes.notes for mark in note.redefined}


def _template(paint: _Paint, article: Article, template: Template, role: str | None) -> None:
    kind = _kind(article, template, role)
    paint.put(template.start, template.end, kind)
    if kind != _EXTRACTED:
        return
    if len(template.parameters) > 1:
        last = {parameter.name: parameter for parameter in template.parameters}
        if len(last) < len(template.parameters):
            for parameter in template.parameters:
                if last[parameter.name] is not parameter:
                    paint.put(parameter.start, parameter.end, _PASSED)


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
    if read:
        paint.put(tag.start, tag.end, _EXTRACTED)
        return
    paint.put(tag.start, tag.end, _MARKUP if silent or tag.name == "gallery" else _PASSED)
    if not silent:
        paint.put(inner_start, inner_end, _UNTOUCHED if tag.name == "gallery" else _PASSED)


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
