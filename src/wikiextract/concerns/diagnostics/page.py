"""Diagnostics about the page as a whole: its language, its layout, how its text arrived, what was passed over."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from wikiextract.calls import role_of
from wikiextract.concerns.diagnostics.entry import entry, quoted
from wikiextract.layout import Restored
from wikiextract.models import Diagnostic, Redirect
from wikiextract.names import Guess
from wikiextract.tree import OPAQUE, Article, Comment, Tag, Template

_ESCAPED = re.compile(r"&(?:amp;)?lt;(?:/?ref\b|!--|br\b|/?su[bp]&|/?gallery\b|nowiki)", re.IGNORECASE)
_ENOUGH: Final = 3
"""So many escaped tags are no talk about markup."""


def of_wiki(article: Article, guess: Guess | None) -> Iterator[Diagnostic]:
    """A language that was guessed, or one without tables."""
    if guess is not None:
        by = f"by {', '.join(map(quoted, guess.words))}" if guess.words else "nothing tells another"
        yield entry("guessed-language", f"the language is guessed: {guess.language}, {by}", None)
    if not article.wiki.known:
        language = quoted(article.wiki.language)
        yield entry(
            "unknown-language", f"no tables for the language {language}: English names are used", None
        )


def of_layout(restored: Restored) -> Iterator[Diagnostic]:
    """What was put back into a flattened page."""
    counts: dict[str, int] = {}
    for kind, _ in restored.repairs:
        counts[kind] = counts.get(kind, 0) + 1
    if restored.layout == "flattened":
        what = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
        message = f"line breaks were lost and have been put back: {what or 'none'}"
        yield entry("layout-restored", message, None)
    for name, start, end in restored.categories:
        yield entry("bare-category", f"the category {quoted(name)} stands without brackets", (start, end))
    for name, start, end in restored.files:
        message = f"{quoted(name)} stands without brackets: what its options and caption were is lost"
        yield entry("bare-file", message, (start, end))


def of_escapes(article: Article) -> Iterator[Diagnostic]:
    """Markup that was escaped for HTML on its way here: at its first piece, once for the page."""
    if "lt;" not in article.source:
        return
    found = [match.span() for match in _ESCAPED.finditer(article.source) if _is_read(article, match.start())]
    if len(found) >= _ENOUGH:
        message = f"{len(found)} tags and comments are HTML-escaped and so text: was the page escaped twice?"
        yield entry("escaped-markup", message, found[0])


def _is_read(article: Article, offset: int) -> bool:
    """Whether what stands at `offset` is wikitext, and not code or a comment."""
    inside = article.container(offset)[0]
    return not (isinstance(inside, Comment) or (isinstance(inside, Tag) and inside.name in OPAQUE))


def of_coverage(article: Article, passed: Iterable[tuple[int, int]]) -> Iterator[Diagnostic]:
    """The longest stretches that reached no field."""
    for start, end in passed:
        begins = quoted(article.source[start:end])
        yield entry("passed-over", f"{end - start} characters reached no field: {begins}", (start, end))


def of_redirect(article: Article, redirect: Redirect | None) -> Iterator[Diagnostic]:
    """The redirect word with a link behind it that leads nowhere."""
    if redirect is None and (match := article.wiki.redirect.match(article.source)) is not None:
        start = len(article.source) - len(article.source.lstrip())
        message = "the page begins as a redirect, but what follows is no title"
        yield entry("broken-redirect", message, (start, match.end()))


def of_sort_keys(article: Article, default_sort: str | None) -> Iterator[Diagnostic]:
    """Sort keys that another one of the page replaces."""
    keys = [t for t in article.templates if role_of(article, t) == "default_sort"]
    if len(keys) > 1 and default_sort is not None:
        for template in keys:
            key = _key(article, template)
            if key and key != default_sort:
                message = f"the page's sort key is {quoted(default_sort)}: {quoted(key)} does not count"
                yield entry("duplicate-sort-key", message, template.span)


def _key(article: Article, template: Template) -> str:
    """The sort key as written, if it is plain text."""
    if template.nodes or any(sign in template.name for sign in "{[<&"):
        return ""
    head = article.source[template.start + 2 : template.name_end]
    return " ".join(head.partition(":")[2].split())
