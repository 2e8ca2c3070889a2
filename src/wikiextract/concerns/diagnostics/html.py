"""Diagnostics about HTML tags, and closing extension tags, that do not pair.

    <div> a            never closes: unclosed-html        <b><i>c</b></i>    overlapping-html at the inner one
    b </div>           opens nowhere: stray-html          d</ref>            stray-tag: text

Tags pair within what they stand in: the page, a parameter, a reference, a link's text. Those that HTML lets unclosed
(`<p>`, `<li>`, `<td>` …) are left alone.

https://www.mediawiki.org/wiki/Help:Extension:Linter, https://html.spec.whatwg.org/#parsing-main-inbody
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from wikiextract.concerns.diagnostics.entry import entry
from wikiextract.models import Diagnostic
from wikiextract.tree import CONTAINERS, OPAQUE, Argument, Article, Comment, Node, Tag, Template

_HTML: Final = (
    "abbr b bdi bdo big blockquote center cite code data del dfn div dl em font h1 h2 h3 h4 h5 h6 i ins kbd mark ol q "
    "ruby s samp small span strike strong sub sup table time tt u ul var"
).split()
_EXTENSION: Final = frozenset(OPAQUE | CONTAINERS) - {"includeonly"}
_TAG = re.compile(rf"<(?!/?ref|br)(/?)({'|'.join(_HTML)})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_END = re.compile(rf"</({'|'.join(sorted(_EXTENSION))})(?=[\s>])[^<>]*>", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """The tags that are open in one stretch of the page."""

    stack: list[tuple[str, int, int]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    crossed: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Tags that another one's end has closed, by name."""


def of_html(article: Article) -> Iterator[Diagnostic]:
    """Tags that never close, close nothing, or overlap."""
    stretches: dict[int, _Open] = {}
    for match in _TAG.finditer(article.source):
        start, end = match.span()
        inside = article.container(start)[0]
        if _is_hidden(inside, start):
            continue
        name = match[2].lower()
        stretch = stretches.setdefault(id(inside), _Open())
        if match[1]:
            yield from _closed(stretch, name, (start, end))
        else:
            stretch.stack.append((name, start, end))
            stretch.counts[name] = stretch.counts.get(name, 0) + 1
    yield from _left(stretches.values())


def of_extensions(article: Article) -> Iterator[Diagnostic]:
    """Ends of extension tags that nothing opened."""
    ends = {tag.inner_end for tag in article.tags}
    for match in _END.finditer(article.source):
        start, end = match.span()
        if start not in ends and not _is_hidden(article.container(start)[0], start):
            message = f"</{match[1].lower()}> closes what nothing opened: it is text"
            yield entry("stray-tag", message, (start, end))


def _left(stretches: Iterable[_Open]) -> Iterator[Diagnostic]:
    """What is open in the end: once for each name, at the first one."""
    unclosed: dict[str, list[tuple[int, int]]] = {}
    for stretch in stretches:
        for name, start, end in stretch.stack:
            unclosed.setdefault(name, []).append((start, end))
        for name, spans in stretch.crossed.items():
            unclosed.setdefault(name, []).extend(spans)
    for name, spans in unclosed.items():
        if spans:
            often = "once" if len(spans) == 1 else f"{len(spans)} times"
            yield entry("unclosed-html", f"<{name}> never closes ({often})", min(spans))


def _is_hidden(inside: Node | None, offset: int) -> bool:
    """Whether what stands at `offset`, directly inside a node, is no markup of the page."""
    if isinstance(inside, Tag):
        return inside.name in OPAQUE or not inside.inner_start <= offset < inside.inner_end
    return isinstance(inside, Comment | Argument | Template)


def _closed(stretch: _Open, name: str, span: tuple[int, int]) -> Iterator[Diagnostic]:
    """Closes the innermost open tag of that name; those opened within it and still open are crossed."""
    if stretch.counts.get(name):
        stretch.counts[name] -= 1
        while (crossed := stretch.stack.pop())[0] != name:
            stretch.counts[crossed[0]] -= 1
            stretch.crossed.setdefault(crossed[0], []).append(crossed[1:])
    elif stretch.crossed.get(name):
        opener = stretch.crossed[name].pop()
        yield entry("overlapping-html", f"<{name}> begins in a tag and ends behind it", opener)
    else:
        yield entry("stray-html", f"</{name}> closes what nothing opened", span)
