"""Marks: every place of a page that uses or defines a footnote, whatever makes the `<ref>`.

    <ref name="a">text</ref>   {{efn|text}}   {{#tag:ref|text|name=a}}     use and define
    <ref name="a" />           {{r|a|b|p=3}}                              use
    {{sfn|Le|2021|p=3}}                                                   uses and defines a note named by what it says
    <references><ref name="a">text</ref></references>                     defines
    <ref follow="a">more</ref>                                            goes on behind the text of "a"
    <ref name="a" details="p. 5" />                                       uses a sub-reference of "a"

https://www.mediawiki.org/wiki/Help:Cite, https://www.mediawiki.org/wiki/Help:Reference_Previews,
https://en.wikipedia.org/wiki/Template:R, Template:Efn, Template:Refn, Template:Rp
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wikiextract.data import table
from wikiextract.footnotes.short import Short, filled, kinds, named, shorts
from wikiextract.names import function_call
from wikiextract.plain import value_text
from wikiextract.tree import Article, Parameter, Tag, Template

_PLACES = ("p", "pp", "page", "pages", "loc", "at")
"""What `{{r}}` calls the place in a work; `p2` is that of the second name."""

_ATTRIBUTES = frozenset({"name", "group", "follow", "dir", "extends", "details"})
"""What a `<ref>` may be given, by the several versions of Cite."""
_ORDINARY = frozenset({"name", "group"})


@dataclass(slots=True)
class Mark:
    """One place that uses or defines a reference."""

    node: Tag | Template
    group: str
    name: str | None
    content: Parameter | Tag | None
    listed: bool = False
    """Whether it stands in a list of references."""
    silent: bool = False
    """Whether nothing is printed for it where it stands, although it stands in the text."""
    pages: str | None = None
    shorts: tuple[Short, ...] = ()
    follow: str | None = None
    """The name of the reference behind whose text its own goes."""
    extends: str | None = None
    """The name of the reference that it is a sub-reference of."""
    details: str | None = None
    """The text of a sub-reference, when an attribute gives it."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What a `<ref>` is given."""
    refused: str | None = None
    """Why Cite shows an error instead of a footnote."""
    label: str | None = None
    """What a reader sees for it, once the footnotes are numbered."""

    @property
    def defines(self) -> bool:
        """Whether it gives a text."""
        return self.content is not None or bool(self.shorts) or self.details is not None


def marks(article: Article) -> list[Mark]:
    """Every use and definition in source order."""
    known = kinds()
    found = [mark for tag in article.tags if tag.name == "ref" for mark in _tag_marks(article, tag)]
    for template in article.templates:
        kind = known.get(template.key)
        if kind in _READERS:
            found.extend(_READERS[kind](article, template))
        elif template.key.startswith("#") or ":" in template.key:
            found.extend(_function_marks(article, template))
    found.sort(key=lambda mark: mark.node.start)
    for mark in found:
        mark.refused = _refusal(mark)
        if isinstance(mark.node, Template):
            mark.listed = _list_around(article, mark.node)[1]
    pages = {t.start: t for t in article.templates if known.get(t.key) == "pages"}
    if pages:
        _add_pages(article, found, pages)
    return found


def _refusal(mark: Mark) -> str | None:
    """Why Cite makes no footnote of a mark, if it does not."""
    if isinstance(mark.node, Template):
        if any(isinstance(outer, Tag) and outer.name == "ref" for outer in mark.node.ancestors()):
            return "Cite reads no footnote inside of a <ref>"
    else:
        other = mark.attributes.keys() - _ATTRIBUTES
        if other:
            return f"a reference has no attribute {min(other, key=list(mark.attributes).index)[:40]!r}"
        if mark.name is not None and mark.name.isdecimal():
            return "the name of a reference cannot be a number"
        if mark.attributes.get("dir", "").lower() not in ("", "ltr", "rtl"):
            return "the direction of a reference is ltr or rtl"
    if mark.follow is not None and mark.name is not None:
        return "a reference that follows another has no name"
    if mark.name is None and not mark.defines:
        return "a reference without a name has no text"
    return None


def raw_text(article: Article, mark: Mark) -> str:
    """The wikitext that a mark gives as the footnote's text."""
    content = mark.content
    if content is None:
        return mark.details or ""
    inner = (content.inner_start, content.inner_end) if isinstance(content, Tag) else content.span
    return article.source[inner[0] : inner[1]].strip()


def _tag_marks(article: Article, tag: Tag) -> Iterator[Mark]:
    given = tag.attributes if tag.source_attributes else {}
    listed_group, listed = _list_around(article, tag) if tag.parent is not None else ("", False)
    content = tag if tag.inner_start >= 0 and _has_text(article, tag) else None
    mark = Mark(tag, given.get("group", "") or listed_group, given.get("name") or None, content, listed)
    mark.attributes = given
    if given.keys() <= _ORDINARY:
        return iter((mark,))
    return _made(mark, {key: given.get(key, "").strip() for key in ("follow", "extends", "details")})


def _made(mark: Mark, given: Mapping[str, str]) -> Iterator[Mark]:
    """The mark, and a second one where it makes a sub-reference of the reference that it names."""
    mark.follow = given["follow"] or None
    mark.extends = given["extends"] or None
    if given["details"] and mark.name:
        sub = Mark(mark.node, mark.group, None, None, mark.listed)
        sub.extends, sub.details = mark.name, given["details"]
        mark.silent = True
        yield mark
        yield sub
    else:
        yield mark


def _list_around(article: Article, node: Tag | Template) -> tuple[str, bool]:
    """The group of the list of references that a node stands in, and whether it stands in one."""
    for outer in node.ancestors():
        if isinstance(outer, Tag) and outer.name == "references":
            return outer.attributes.get("group", ""), True
        if isinstance(outer, Template) and kinds().get(outer.key) == "list":
            return list_group(article, outer), True
    return "", False


def list_group(article: Article, template: Template) -> str:
    """The group whose footnotes a template for a list prints: `{{reflist|group=n}}`, `{{notelist-ua}}`."""
    words = table("references")
    groups: dict[str, str] = words["lists"]
    return named(article, template, *words["group"]) or groups.get(template.key, "")


def _has_text(article: Article, tag: Tag) -> bool:
    return bool(article.source[tag.inner_start : tag.inner_end].strip())


def _function_marks(article: Article, template: Template) -> Iterator[Mark]:
    """`{{#tag:ref|text|name=a|group=b}}`."""
    call = function_call(template.name, article.wiki)
    if call is None or call[0] != "#tag" or call[1].strip().lower() != "ref":
        return iter(())
    group, name = named(article, template, "group") or "", named(article, template, "name")
    given = {key: named(article, template, key) or "" for key in ("follow", "extends", "details")}
    return _made(Mark(template, group, name, _first(template)), given)


def _first(template: Template) -> Parameter | None:
    """The first positional parameter, if it is filled."""
    parameter = template.parameter("1")
    return parameter if parameter is not None and parameter.end > parameter.start else None


def _note(article: Article, template: Template) -> list[Mark]:
    """`{{refn|text|group=a|name=b}}`, `{{efn|text}}`: a footnote in a group of the template's."""
    words = table("references")
    group = named(article, template, *words["group"]) or words["groups"].get(template.key, "")
    return [Mark(template, group, named(article, template, "name"), _first(template))]


def _reuse(article: Article, template: Template) -> list[Mark]:
    """`{{r|name|name 2|group=|p=12}}`: uses of named references."""
    group = named(article, template, "group", "grp", "g") or ""
    given = {parameter.name: parameter for parameter in template.parameters}
    found = []
    for parameter in template.parameters:
        if parameter.name.isdecimal() and parameter.end > parameter.start:
            place = "" if parameter.name == "1" else parameter.name
            pages = filled(article, [given.get(f"{key}{place}") for key in _PLACES])
            found.append(Mark(template, group, value_text(article, parameter), None, pages=pages))
    return found


def _short(article: Article, template: Template) -> list[Mark]:
    """`{{sfn|Le|Bedocs|2021|p=3}}`, `{{sfnm}}`: a footnote named after what it says."""
    said = shorts(article, template)
    parts = (part for short in said for part in (*short.authors, short.year or "", short.pages or ""))
    group = named(article, template, "group") or ""
    return [Mark(template, group, f"FOOTNOTE{''.join(parts)}", None, shorts=said)]


_READERS: dict[str | None, Callable[[Article, Template], list[Mark]]] = {
    "note": _note,
    "reuse": _reuse,
    "short": _short,
    "shorts": _short,
}


def _add_pages(article: Article, found: Sequence[Mark], pages: Mapping[int, Template]) -> None:
    """`{{rp|12}}` right behind a use says its pages."""
    for mark in found:
        template = pages.get(mark.node.end)
        first = template.parameter("1") if template else None
        if template is not None and mark.pages is None:
            mark.pages = (
                value_text(article, first) if first else named(article, template, "page", "pages", "p", "pp")
            )
