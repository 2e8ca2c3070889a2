"""Footnotes: every place of a page that uses or defines one, read as MediaWiki's Cite reads it.

    fact<ref name="a">text</ref> more<ref name="a" />{{sfn|Le|2021|p=3}}
        ^uses and defines "a"        ^uses "a"       ^uses and defines a note named after what it says

One for each group and name, or for each unnamed `<ref>`; the first text that is given counts; those in `<references>`
or `{{reflist|refs=}}` define without using. `{{r}}`, `{{refn}}`, `{{efn}}`, `{{sfn}}` and `{{#tag:ref}}` are read as
the `<ref>` that they make.

https://www.mediawiki.org/wiki/Help:Cite, https://en.wikipedia.org/wiki/Template:Sfn
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from wikiextract.data import table
from wikiextract.names import function_call
from wikiextract.plain import value_text
from wikiextract.tree import Article, Node, Parameter, Tag, Template

_PLACES = ("p", "pp", "page", "pages", "loc", "at")
"""What `{{r}}` calls the place in a work; `p2` is that of the second name."""

_ATTRIBUTES = frozenset({"name", "group", "follow", "dir", "extends", "details"})
"""What a `<ref>` may be given, by the several versions of Cite."""


class Short(NamedTuple):
    """Author, year and place, as a short citation says them; `place` is how it shows the pages."""

    authors: tuple[str, ...]
    year: str | None
    pages: str | None
    place: str | None


@dataclass(slots=True)
class Mark:
    """One place that uses or defines a reference."""

    node: Tag | Template
    group: str
    name: str | None
    content: Parameter | Tag | None
    listed: bool = False
    pages: str | None = None
    short: Short | None = None


@dataclass(slots=True)
class Footnote:
    """A reference while its marks are gathered."""

    index: int
    group: str
    name: str | None
    uses: list[Mark] = field(default_factory=list)
    definition: Mark | None = None
    refused: str | None = None
    """Why Cite shows an error instead of a footnote."""
    redefined: list[Mark] = field(default_factory=list)
    """Later marks that give it another text."""


@dataclass(slots=True)
class Footnotes:
    """All footnotes of a page, and which of them each mark belongs to."""

    notes: list[Footnote]
    by_node: Mapping[int, int]

    def of(self, node: Node) -> int | None:
        """The index of the reference that a node stands in; None outside references."""
        for outer in node.ancestors():
            index = self.by_node.get(outer.start) if isinstance(outer, Tag | Template) else None
            if index is not None:
                return index
        return None

    def uses(self) -> dict[int, list[int]]:
        """Where references are used (the start of the tag or template) to their indexes."""
        found: dict[int, list[int]] = {}
        for note in self.notes:
            for use in note.uses:
                found.setdefault(use.node.start, []).append(note.index)
        return found


def footnotes(article: Article) -> Footnotes:
    """The footnotes of the page in order of their first mark."""
    notes: list[Footnote] = []
    named: dict[tuple[str, str], Footnote] = {}
    by_node: dict[int, int] = {}
    for mark in _marks(article):
        key = (mark.group, mark.name or "")
        note = named.get(key) if mark.name else None
        if note is None:
            note = Footnote(len(notes), mark.group, mark.name)
            note.refused = _refusal(mark)
            notes.append(note)
            if mark.name:
                named[key] = note
        if mark.content is not None or mark.short is not None:
            by_node[mark.node.start] = note.index
            if note.definition is None:
                note.definition = mark
            elif raw_text(article, mark) != raw_text(article, note.definition):
                note.redefined.append(mark)
        if not mark.listed:
            note.uses.append(mark)
    return Footnotes(notes, by_node)


def _refusal(mark: Mark) -> str | None:
    """Why Cite makes no footnote of a mark, if it does not."""
    if mark.name is None and mark.content is None and mark.short is None:
        return "a reference without a name has no text"
    if mark.name is not None and mark.name.isdecimal() and isinstance(mark.node, Tag):
        return "the name of a reference cannot be a number"
    if isinstance(mark.node, Tag):
        other = [name for name in mark.node.attributes if name not in _ATTRIBUTES]
        if other:
            return f"a reference has no attribute {other[0][:40]!r}"
    return None


def raw_text(article: Article, mark: Mark) -> str:
    """The wikitext that a mark gives as the footnote's text."""
    content = mark.content
    if content is None:
        return ""
    inner = (content.inner_start, content.inner_end) if isinstance(content, Tag) else content.span
    return article.source[inner[0] : inner[1]].strip()


def _marks(article: Article) -> Iterator[Mark]:
    """Every use and definition in source order."""
    kinds: dict[str, str] = table("references")["templates"]
    found = [_tag_mark(article, tag, kinds) for tag in article.tags if tag.name == "ref"]
    for template in article.templates:
        kind = kinds.get(template.key)
        if kind in _READERS:
            found.extend(_READERS[kind](article, template))
        elif template.key.startswith("#") or ":" in template.key:
            found.extend(_function_marks(article, template))
    found.sort(key=lambda mark: mark.node.start)
    pages = {t.start: t for t in article.templates if kinds.get(t.key) == "pages"}
    if pages:
        _add_pages(article, found, pages)
    return iter(found)


def _tag_mark(article: Article, tag: Tag, kinds: Mapping[str, str]) -> Mark:
    attributes = tag.attributes
    group = attributes.get("group", "")
    listed = False
    for outer in tag.ancestors():
        if isinstance(outer, Tag) and outer.name == "references":
            listed = True
            group = group or outer.attributes.get("group", "")
            break
        if isinstance(outer, Template) and kinds.get(outer.key) == "list":
            listed = True
            given = outer.parameter("group")
            group = group or (value_text(article, given) if given else "")
            break
    content = tag if tag.inner_start >= 0 and _has_text(article, tag) else None
    return Mark(tag, group, attributes.get("name") or None, content, listed)


def _has_text(article: Article, tag: Tag) -> bool:
    return bool(article.source[tag.inner_start : tag.inner_end].strip())


def _function_marks(article: Article, template: Template) -> Iterator[Mark]:
    """`{{#tag:ref|text|name=a|group=b}}`."""
    call = function_call(template.name, article.wiki)
    if call is None or call[0] != "#tag" or call[1].strip().lower() != "ref":
        return
    yield Mark(
        template,
        _named(article, template, "group") or "",
        _named(article, template, "name"),
        _first(template),
    )


def _named(article: Article, template: Template, *names: str) -> str | None:
    """The text of the first of these parameters that is filled."""
    return _filled(article, [template.parameter(name) for name in names])


def _filled(article: Article, parameters: Sequence[Parameter | None]) -> str | None:
    """The text of the first of `parameters` that is filled."""
    for parameter in parameters:
        if parameter is not None and parameter.end > parameter.start:
            return value_text(article, parameter).strip("\"'") or None
    return None


def _first(template: Template) -> Parameter | None:
    """The first positional parameter, if it is filled."""
    parameter = template.parameter("1")
    return parameter if parameter is not None and parameter.end > parameter.start else None


def _note(article: Article, template: Template) -> list[Mark]:
    """`{{refn|text|group=a|name=b}}`, `{{efn|text}}`: a footnote in a group of the template's."""
    groups: dict[str, str] = table("references")["groups"]
    group = _named(article, template, "group") or groups.get(template.key, "")
    return [Mark(template, group, _named(article, template, "name"), _first(template))]


def _reuse(article: Article, template: Template) -> list[Mark]:
    """`{{r|name|name 2|group=|p=12}}`: uses of named references."""
    group = _named(article, template, "group", "grp", "g") or ""
    given = {parameter.name: parameter for parameter in template.parameters}
    marks = []
    for parameter in template.parameters:
        if parameter.name.isdecimal() and parameter.end > parameter.start:
            place = "" if parameter.name == "1" else parameter.name
            pages = _filled(article, [given.get(f"{key}{place}") for key in _PLACES])
            marks.append(Mark(template, group, value_text(article, parameter), None, pages=pages))
    return marks


def _short(article: Article, template: Template) -> list[Mark]:
    """`{{sfn|Le|Bedocs|2021|p=3}}`: a footnote named after what it says."""
    short = author_year(article, template)
    note = "FOOTNOTE" + "".join(short.authors) + (short.year or "") + (short.pages or "")
    return [Mark(template, _named(article, template, "group") or "", note, None, short=short)]


def author_year(article: Article, template: Template) -> Short:
    """What `{{sfn}}` and `{{harvnb}}` say: names, then the year, and the place in the work."""
    names = [value_text(article, p) for p in template.parameters if p.name.isdecimal() and p.end > p.start]
    year = names.pop() if names and names[-1][:4].isdecimal() else None
    words = table("references")
    one = _named(article, template, *words["page"])
    several = _named(article, template, *words["pages"])
    pages = one or several or _named(article, template, *words["place"])
    place = f"p. {one}" if one else f"pp. {several}" if several else pages
    return Short(tuple(names), year, pages, place)


_READERS: dict[str | None, Callable[[Article, Template], list[Mark]]] = {
    "note": _note,
    "reuse": _reuse,
    "short": _short,
}


def _add_pages(article: Article, marks: Sequence[Mark], pages: Mapping[int, Template]) -> None:
    """`{{rp|12}}` right behind a use says its pages."""
    for mark in marks:
        template = pages.get(mark.node.end)
        first = template.parameter("1") if template else None
        if template is not None and mark.pages is None:
            mark.pages = (
                value_text(article, first) if first else _named(article, template, "page", "pages", "p", "pp")
            )
