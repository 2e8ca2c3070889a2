"""Which templates stand outside any other, what each is for, and what its arguments say."""

from collections.abc import Iterator

from wikiextract.names import function_call
from wikiextract.plain import cleaned, expanded, value_text
from wikiextract.roles import function_role, role
from wikiextract.tree import Article, Comment, Template


def outermost(article: Article) -> Iterator[Template]:
    """The templates that stand outside any other, in source order."""
    end = -1
    for template in article.templates:
        if template.start >= end:
            end = template.end
            yield template


def function_of(article: Article, template: Template) -> tuple[str, str] | None:
    """(canonical name, first argument as written) if braces call a parser function or variable, else None."""
    if template.name[:1] not in "#!=" and ":" not in template.name and not template.name.isupper():
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
    """What the template is for: one of `roles.ROLES`."""
    call = function_of(article, template)
    return role(template.key, article.wiki) if call is None else function_role(*call)


def first_argument(article: Article, template: Template) -> str:
    """What a reader sees of the first argument: behind the colon of a function, else the parameter 1."""
    if function_of(article, template) is not None:
        text = cleaned(expanded(article, template.nodes, template.start + 2, template.name_end))
        return text.partition(":")[2].strip() if ":" in text else text.partition("：")[2].strip()
    return parameter_text(article, template, "1")


def parameter_text(article: Article, template: Template, *names: str) -> str:
    """What a reader sees of the first of these parameters that has a value; empty without any."""
    for name in names:
        parameter = template.parameter(name)
        if parameter is not None and parameter.end > parameter.start:
            text = value_text(article, parameter)
            if text:
                return text
    return ""
