"""What a pair of braces calls: a template, a parser function or a variable; and what it is for on the page.

    {{Infobox drug|…}}   template, role infobox        {{#if:a|b}}      function "#if", first argument "a"
    {{PAGENAME}}         variable                      {{DEFAULTSORT:a}} function, role default_sort

https://www.mediawiki.org/wiki/Help:Magic_words
"""

from functools import cache
from typing import Final

from wikiextract.data import table
from wikiextract.formats import is_known
from wikiextract.names import function_call
from wikiextract.roles import function_role, role
from wikiextract.tree import Article, Comment, Template

_MANY_PARAMETERS: Final = 8
_FILLED_PARAMETERS: Final = 4


def function_of(article: Article, template: Template) -> tuple[str, str] | None:
    """(canonical name, first argument as written) if braces call a parser function or variable, else None."""
    name = template.name
    if name[:1] not in "#!=" and ":" not in name and not name.isupper():
        return None
    return function_call(head(article, template), article.wiki)


def head(article: Article, template: Template) -> str:
    """What stands before the first `|`, without comments."""
    start, end = template.start + 2, template.name_end
    parts, position = [], start
    for node in template.nodes:
        if isinstance(node, Comment):
            parts.append(article.source[position : node.start])
            position = node.end
    return "".join(parts) + article.source[position:end]


def role_of(article: Article, template: Template) -> str:
    """What the template is for: one of `roles.ROLES`. Worked out once for each template."""
    if template.role is None:
        call = function_of(article, template)
        template.role = role(template.key, article.wiki) if call is None else function_role(*call)
        if template.role == "other" and _is_box(article, template):
            template.role = "infobox"
    return template.role


def is_understood(article: Article, template: Template) -> bool:
    """Whether it is known here what a template, a parser function or a variable shows, be it nothing."""
    call = function_of(article, template)
    language = article.wiki.language
    if call is None:
        return is_known(template.key, language)
    if call[0] in article.variables and not call[1]:
        return True
    return role_of(article, template) != "magic_word" or is_known(call[0], language)


def is_box_by_shape(article: Article, template: Template) -> bool:
    """Whether a template is taken for an infobox although no table knows its name."""
    return template.role == "infobox" and role(template.key, article.wiki) == "other"


def _is_box(article: Article, template: Template) -> bool:
    """Whether a template whose name says nothing has the place and the shape of an infobox.

    It stands above the first words of the page, outside other nodes, begins its line, and has many named parameters,
    each on its own line: wikis name boxes after their subject ({{Теннисист}}, {{Naselje}}), and no table can know them
    all.
    """
    if template.parent is not None or len(template.parameters) < _MANY_PARAMETERS:
        return False
    if (
        ":" in template.key
        or "/" in template.key[:1]
        or any(word in template.key for word in _other_shapes())
    ):
        return False
    named = [parameter for parameter in template.parameters if not parameter.positional]
    filled = sum(parameter.end > parameter.start for parameter in named)
    lines = article.source.count("\n", template.start, template.end)
    line_start = article.source.rfind("\n", 0, template.start) + 1
    return (
        filled >= _FILLED_PARAMETERS
        and len(template.parameters) - len(named) <= 1
        and (article.restored or lines >= len(named) // 2)
        and not article.source[line_start : template.start].strip(" \t|{}")
        and _is_above_words(article, template)
    )


def _is_above_words(article: Article, template: Template) -> bool:
    """Whether only templates, comments, files and the start of a table stand before it."""
    position = 0
    for node in article.nodes:
        text = article.source[position : node.start]
        if any(map(str.isalnum, "" if "{|" in text else text)):
            return False
        if node is template:
            return True
        position = node.end
    return False


@cache
def _other_shapes() -> tuple[str, ...]:
    """Words in the names of brackets, climate tables, squads: not boxes, though they look like ones."""
    return tuple(table("roles")["shapes_of_their_own"])
