"""The page's own names and kind.

    {{Short description|Formation of calcium deposits}}    short_description
    {{DISPLAYTITLE:''Homo'' sapiens}}                       display_title: Homo sapiens
    {{DEFAULTSORT:Curie, Marie}}                            default_sort
    #REDIRECT [[Aspirin#History]]                           redirect, kind "redirect"
    {{disambiguation}}, __DISAMBIG__                        kind "disambiguation"

The last one of each counts, unless it says `noreplace`. Left alone: what templates set behind the scenes; titles that
are not given.
https://www.mediawiki.org/wiki/Help:Magic_words, Help:Redirects, https://en.wikipedia.org/wiki/WP:SHORTDESC
"""

from functools import cache
from typing import Literal

from wikiextract.calls import role_of
from wikiextract.concerns.metadata.parts import first_argument, outermost
from wikiextract.models import Redirect, trusted
from wikiextract.names import Wiki, target
from wikiextract.tree import Article, Template

_redirect = trusted(Redirect)


def short_description(article: Article) -> str | None:
    """The short description; None without one, and where it says "none"."""
    text = _last(article, "short_description")
    return None if text is None or text.lower() == "none" else text


def display_title(article: Article) -> str | None:
    """The title as the page wants it shown, as plain text."""
    return _last(article, "display_title")


def default_sort(article: Article) -> str | None:
    """The key that the page's categories sort it by where they give none of their own."""
    return _last(article, "default_sort")


def _last(article: Article, role: str) -> str | None:
    """What the last template of that role says that may replace an earlier one."""
    found = None
    for template in outermost(article):
        if role_of(article, template) == role:
            text = first_argument(article, template)
            if text and (found is None or not _yields(article, template)):
                found = text
    return found


def _yields(article: Article, template: Template) -> bool:
    """Whether it says that it must not replace what is there already."""
    words = (
        article.source[parameter.start : parameter.end].strip().lower() for parameter in template.parameters
    )
    return any(word in ("noreplace", "2") for word in words)


def redirect(article: Article) -> Redirect | None:
    """Where the page leads, if it begins with the redirect word and a link."""
    match = article.wiki.redirect.match(article.source)
    if match is None or not article.links:
        return None
    link = article.links[0]
    if link.start != match.end() - 2:
        return None
    goal = target(article.source[link.target_start : link.target_end], article.wiki)
    if goal is None:
        return None
    title = goal.full if goal.interwiki is None else f"{goal.interwiki}:{goal.full}"
    start = len(article.source) - len(article.source.lstrip())
    return _redirect(target=title, fragment=goal.fragment, span=(start, link.end))


def kind(article: Article) -> Literal["article", "redirect", "disambiguation"]:
    """What sort of page it is."""
    if redirect(article) is not None:
        return "redirect"
    if any(role_of(article, template) == "disambiguation" for template in outermost(article)):
        return "disambiguation"
    if any(word in article.source for word in _switches(article.wiki)):
        return "disambiguation"
    return "article"


@cache
def _switches(wiki: Wiki) -> tuple[str, ...]:
    """The behaviour switches that make a page a disambiguation page."""
    return tuple(word for word, identifier in wiki.switches.items() if identifier == "disambiguation")
