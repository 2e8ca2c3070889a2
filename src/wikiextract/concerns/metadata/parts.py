"""Which templates stand outside any other, and what their arguments say."""

from collections.abc import Iterator

from wikiextract.calls import function_of
from wikiextract.plain import cleaned, expanded, value_text
from wikiextract.tree import Article, Template


def outermost(article: Article) -> Iterator[Template]:
    """The templates that stand outside any other, in source order."""
    end = -1
    for template in article.templates:
        if template.start >= end:
            end = template.end
            yield template


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
