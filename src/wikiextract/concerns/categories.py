"""Categories: `[[Category:Name|sort key]]`, and the bare `Category:Name` of a page that lost its brackets.

    [[Category:Symptoms and signs|Calcinosis]]
               ^name              ^sort key

A category counts once, with the last key given (ParserOutput::addCategory); a link with a leading colon is a link to
the category's page; one in a template's argument belongs to whatever page the template makes of it and is left out.

https://www.mediawiki.org/wiki/Help:Categories
"""

from wikiextract.models import Category, trusted
from wikiextract.names import canonical_title, decoded
from wikiextract.plain import expanded, goal_of
from wikiextract.tree import Article, Link, Template

_CATEGORY = 14
_category = trusted(Category)


def categories(article: Article) -> tuple[Category, ...]:
    """The categories of the page in source order."""
    found: dict[str, Category] = {}
    for link in article.links:
        name = category_name(article, link)
        if name is not None and (link.parent is None or not link.within(Template)):
            found[name] = _category(
                name=name, sort_key=sort_key(article, link), source="link", span=link.span
            )
    for written, start, end in article.bare_categories:
        name = canonical_title(written)
        if name not in found:
            found[name] = _category(name=name, sort_key=None, source="bare", span=(start, end))
    return tuple(sorted(found.values(), key=lambda category: category.span))


def category_name(article: Article, link: Link) -> str | None:
    """The category that a link puts the page in."""
    goal = goal_of(article, link)
    if goal is None or goal.namespace != _CATEGORY or goal.leading_colon or goal.interwiki:
        return None
    return goal.name


def sort_key(article: Article, link: Link) -> str | None:
    """What the page is sorted by in the category: comments out, references decoded, line breaks out."""
    if link.text_start < 0:
        return None
    text = expanded(article, link.nodes, link.text_start, link.text_end)
    return decoded(text.replace("\n", ""))
