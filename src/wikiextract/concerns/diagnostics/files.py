"""Diagnostics about files: text that its options hold and nobody sees.

[[File:A.jpg|thumb|a caption|another one]]     the last one counts: overridden-caption at the first
"""

from collections.abc import Iterator

from wikiextract.concerns.diagnostics.entry import entry, quoted
from wikiextract.models import Diagnostic
from wikiextract.names import image_option
from wikiextract.plain import expanded, goal_of
from wikiextract.tree import Article, Link, parted

_FILE = 6
_LONGEST = 1000


def of_files(article: Article) -> Iterator[Diagnostic]:
    """Each caption of a file that a later one replaces."""
    for link in article.links:
        goal = goal_of(article, link) if link.target_nodes else link.goal
        if goal is None or goal.namespace != _FILE or goal.leading_colon or goal.interwiki:
            continue
        if link.text_start >= 0 and article.source.find("|", link.text_start, link.text_end) >= 0:
            yield from _overridden(article, link)


def _overridden(article: Article, link: Link) -> Iterator[Diagnostic]:
    *parts, last = parted(article.source, link.nodes, (link.text_start, link.text_end))
    captions = [part for part in parts if _is_caption(article, link, *part)]
    if captions and not _is_caption(article, link, *last):
        captions.pop()
    for start, end in captions:
        text = article.source[start:end]
        left = start + len(text) - len(text.lstrip())
        if stripped := text.strip():
            message = f"{quoted(stripped)} is no option of a file, nor its last caption"
            yield entry("overridden-caption", message, (left, left + len(stripped)))


def _is_caption(article: Article, link: Link, start: int, end: int) -> bool:
    if end - start > _LONGEST:
        return True
    text = expanded(article, link.nodes, start, end) if link.nodes else article.source[start:end]
    return image_option(text.strip(), article.wiki) is None
