"""Links to pages of the wiki and to other language editions.

    [[Kidney failure#Acute|failing kidney]]s      [[de:Nierenversagen]]
      ^target        ^fragment ^text, with its trail  ^interlanguage

Files and categories are other rooms', though a picture may link to a page (`link=Page`); a link to another project
keeps its prefix in the target. Links in comments and `<nowiki>` are none.

https://www.mediawiki.org/wiki/Help:Links
"""

import re
from collections.abc import Sequence

from wikiextract.blocks.places import Places
from wikiextract.marks import LITERAL
from wikiextract.models import InterlanguageLink, Link, Media, trusted
from wikiextract.names import Target, target
from wikiextract.plain import cleaned, goal_of, is_plain, label
from wikiextract.tree import Article
from wikiextract.tree import Link as Node

_FILE, _CATEGORY = 6, 14
_link = trusted(Link)
_language_link = trusted(InterlanguageLink)


def links(
    article: Article, places: Places, media: Sequence[Media]
) -> tuple[tuple[Link, ...], tuple[InterlanguageLink, ...]]:
    """The links to pages, and those to other language editions, in source order.

    A picture whose option `link=` names a page links there, with no text of its own.
    """
    found: list[Link] = []
    languages: list[InterlanguageLink] = []
    for node in article.links:
        goal = goal_of(article, node)
        if goal is None:
            continue
        if not goal.leading_colon:
            if goal.interwiki is not None and goal.interwiki in article.wiki.interlanguage:
                language = goal.interwiki
                languages.append(_language_link(language=language, title=goal.name, span=node.span))
                continue
            if goal.interwiki is None and goal.namespace in (_FILE, _CATEGORY):
                continue
        found.append(_page_link(article, places, node, goal))
    pictured = [link for link in (_picture_link(article, file) for file in media) if link is not None]
    if pictured:
        found = sorted([*found, *pictured], key=lambda link: link.span)
    return tuple(found), tuple(languages)


def _picture_link(article: Article, file: Media) -> Link | None:
    """The link of a picture to a page."""
    goal = target(file.link, article.wiki) if file.link else None
    if goal is None or "//" in (file.link or ""):
        return None
    return _link(
        target=goal.full if goal.interwiki is None else f"{goal.interwiki}:{goal.name}",
        fragment=goal.fragment,
        text="",
        namespace=goal.namespace,
        context=file.context,
        section=file.section,
        span=file.span,
    )


def _page_link(article: Article, places: Places, node: Node, goal: Target) -> Link:
    title = goal.full if goal.interwiki is None else f"{goal.interwiki}:{goal.name}"
    return _link(
        target=title,
        fragment=goal.fragment,
        text=_text(article, node),
        namespace=goal.namespace,
        context=places.context(node),
        section=node.section,
        span=node.span,
    )


def _text(article: Article, node: Node) -> str:
    """The label of a link with the letters that MediaWiki draws into it: behind it, on some wikis before it too."""
    text = label(article, node)
    if node.nodes or LITERAL in text or not is_plain(text):
        text = cleaned(text)
    else:
        text = " ".join(text.split())
    if article.wiki.link_prefix is not None:
        text = _prefix(article, node.start, article.wiki.link_prefix) + text
    behind = article.source[node.end : node.end + 1]
    if behind.isspace() or behind in ",.;:)|]}<":  # no letter: nearly always
        return text
    trail = article.wiki.link_trail.match(article.source, node.end)
    return text + trail.group() if trail else text


def _prefix(article: Article, end: int, letter: re.Pattern[str]) -> str:
    """The letters right before a link, a word's length at most."""
    start = end
    while start > max(end - 50, 0) and letter.fullmatch(article.source[start - 1]):
        start -= 1
    return article.source[start:end]
