"""Diagnostics about headings: lines of equals signs that make no section, or another one than they seem to.

    == a              begins as a heading only: text
    == a ===          level 2, and the title is "a ="
    {{b|              in a template or a tag: what becomes of it is theirs
    == c ==
    }}

Follows Parser::handleHeadings, as `tree/headings.py`.
"""

from collections.abc import Iterator

from wikiextract.concerns.diagnostics.entry import entry, quoted
from wikiextract.models import Diagnostic
from wikiextract.tree import OPAQUE, Article, Parameter, Tag


def of_headings(article: Article) -> Iterator[Diagnostic]:
    """Each line that looks like a heading and is none, and each heading whose title keeps an equals sign."""
    source = article.source
    for heading in article.headings:
        if source[heading.title_start] == "=" or source[heading.title_end - 1] == "=":
            title = quoted(source[heading.title_start : heading.title_end].strip())
            yield entry("unbalanced-heading", f"the heading's title is {title}", heading.span)
    starts = {heading.start for heading in article.headings}
    for start in _candidates(source):
        if start not in starts:
            end = source.find("\n", start)
            yield from _line(article, start, source[start : end if end >= 0 else len(source)].rstrip())


def _candidates(source: str) -> Iterator[int]:
    """Where lines begin with two equals signs."""
    if source.startswith("=="):
        yield 0
    position = source.find("\n==")
    while position >= 0:
        yield position + 1
        position = source.find("\n==", position + 3)


def _line(article: Article, start: int, line: str) -> Iterator[Diagnostic]:
    """The diagnostic of a line that begins with equals signs and is no heading of the page."""
    if not line.strip("="):
        return
    span = (start, start + len(line))
    inside = article.container(start)[0]
    if inside is None:
        message = f"the line {quoted(line)} does not end with equals signs: it makes no section"
        yield entry("unclosed-heading", message, span)
    elif line.endswith("==") and (
        isinstance(inside, Parameter) or (isinstance(inside, Tag) and inside.name not in OPAQUE)
    ):
        message = (
            f"the heading {quoted(line.strip('= '))} stands inside {_named(inside)}: it makes no section"
        )
        yield entry("inner-heading", message, span)


def _named(node: Parameter | Tag) -> str:
    return f"<{node.name}>" if isinstance(node, Tag) else f"a template's parameter {quoted(node.name)}"
