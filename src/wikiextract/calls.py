"""What a pair of braces calls: a template, a parser function or a variable; and what it is for on the page.

    {{Infobox drug|…}}   template, role infobox        {{#if:a|b}}      function "#if", first argument "a"
    {{PAGENAME}}         variable                      {{DEFAULTSORT:a}} function, role default_sort

https://www.mediawiki.org/wiki/Help:Magic_words
"""

from wikiextract.names import function_call
from wikiextract.roles import function_role, role
from wikiextract.tree import Article, Comment, Template


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
    return template.role
