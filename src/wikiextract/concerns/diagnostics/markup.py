"""Diagnostics about brackets, braces, tags and tables that do not pair.

    {{a [[b     text }}     [[c{d]]      [http://e.org f      {| g
    never close opens not   no title     no bracket closes    no |} follows

What pairs was decided by the scan, for tables by `blocks/`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from wikiextract.blocks import TableSpan
from wikiextract.concerns.diagnostics.entry import entry, quoted
from wikiextract.models import Diagnostic
from wikiextract.plain import goal_of
from wikiextract.tree import OPAQUE, Article, Comment, Link, Tag, Template, node_at

_NAMED = re.compile(r"\s*([^|\n{}\[\]<>]{0,80})")
_BRACKETED = re.compile(r"\[(?:(?:https?|ftps?):)?//[^\s\[\]<>\"{}|]+")
_MESSAGES: Final = {
    "<!--": ("unclosed-comment", "a comment never ends: the rest is hidden"),
    "-{": (
        "unclosed-variant",
        "-{ opens a language variant that never closes: braces before it cannot close either",
    ),
}


def of_scan(article: Article) -> Iterator[Diagnostic]:
    """What the scan found unsound: openers that never close, braces that close nothing, too many levels."""
    for opener, start, end in article.scan.unclosed:
        if opener == "{{":
            message = f"braces before {_behind(article, end)} never close: they are text"
            yield entry("unclosed-template", message, (start, end))
        else:
            code, message = _MESSAGES.get(opener) or ("unclosed-tag", f"{opener} never closes: it is text")
            yield entry(code, message, (start, end))
    for start, end in article.scan.stray:
        yield entry("stray-braces", "braces close what nothing opened: they are text", (start, end))
    if article.scan.too_deep:
        start, end = max(article.scan.too_deep, key=lambda span: span[1] - span[0])
        count = len(article.scan.too_deep)
        yield entry("too-deep", f"templates nest too deep: {count} of them are text", (start, end))


def _behind(article: Article, offset: int) -> str:
    """What stands behind an opener on its line, up to the next markup, for a message."""
    found = _NAMED.match(article.source, offset)
    return quoted(found[1].rstrip() if found else "")


def of_links(article: Article) -> Iterator[Diagnostic]:
    """Brackets that make no link."""
    source = article.source
    for start, end, closes in article.scan.broken:
        if closes:
            yield _invalid(source, start, end)
        else:
            message = f"brackets before {_behind(article, end)} never close: they are text"
            yield entry("unclosed-link", message, (start, end))
    for link in article.links:
        if link.goal is None and not link.target_nodes and goal_of(article, link) is None:
            yield _invalid(source, link.start, link.end)


def _invalid(source: str, start: int, end: int) -> Diagnostic:
    written = source[start + 2 : min(end - 2, start + 100)]
    return entry("invalid-link", f"{quoted(written)} in brackets is no link: it is text", (start, end))


def of_external_links(article: Article) -> Iterator[Diagnostic]:
    """`[http://a b` without a `]` on its line: MediaWiki shows the bracket and links the address alone."""
    source = article.source
    close = newline = -1
    for match in _BRACKETED.finditer(source):
        start, end = match.span()
        if close < end:
            close = source.find("]", end)
            close = close if close >= 0 else len(source) + 1
        if newline < end:
            newline = source.find("\n", end)
            newline = newline if newline >= 0 else len(source)
        if newline < close and _is_text(article, start, newline):
            message = f"no bracket closes the link to {quoted(match[0][1:])} on its line"
            yield entry("unclosed-external-link", message, (start, end))


def _is_text(article: Article, start: int, end: int) -> bool:
    """Whether what stands at `start` is read as wikitext, and no node around `end` makes the line longer."""
    parent, siblings, _ = article.container(start)
    if isinstance(parent, Comment | Link | Template) or (isinstance(parent, Tag) and parent.name in OPAQUE):
        return False
    return node_at(siblings, end) is None


def of_tables(tables: Sequence[TableSpan]) -> Iterator[Diagnostic]:
    """Tables that run to the end of the page because nothing closes them."""
    for table in tables:
        if not table.closed:
            message = "the table never ends: the rest of the page is in it"
            yield entry("unclosed-table", message, (table.start, table.start + 2))
