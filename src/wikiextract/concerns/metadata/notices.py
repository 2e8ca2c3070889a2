"""Notices: what editors say is wrong with the page, a section or a statement.

    {{More medical citations needed|date=June 2012}}               scope page
    {{Expand section|date=May 2010}}                               scope section
    …rare.{{Citation needed|date=May 2010|reason=no study}}        scope inline
    {{Multiple issues|{{Orphan|date=…}}{{Tone|date=…}}}}           one each for what is inside

A template is a notice by its role (see `roles`), at any depth: in infoboxes, tables and references too. A date is as
written. Left alone: notices that other templates show; a banner that stands in a section speaks of the page unless
its name or an argument says otherwise.
https://en.wikipedia.org/wiki/Wikipedia:Template_index/Maintenance
"""

from collections.abc import Container, Iterator
from typing import Any, Literal

from wikiextract.calls import role_of
from wikiextract.concerns.metadata.parts import parameter_text
from wikiextract.data import table
from wikiextract.models import Notice, trusted
from wikiextract.names import ucfirst
from wikiextract.roles import role
from wikiextract.tree import Article, Parameter, Template

_notice = trusted(Notice)

Scope = Literal["page", "section", "inline"]


def notices(article: Article) -> tuple[Notice, ...]:
    """The notices of the page in source order."""
    return tuple(notice for template in article.templates for notice in _of(article, template))


def _of(article: Article, template: Template) -> Iterator[Notice]:
    found = role_of(article, template)
    if found not in ("notice", "inline_notice"):
        return
    if template.key in table("metadata")["issue_wrappers"]:
        issues = [parameter for parameter in template.parameters if _is_issue(article, parameter)]
        for parameter in issues:
            yield _old_issue(article, template, parameter)
        if issues or _holds_notices(article, template):
            return
    yield _made(article, template, "inline" if found == "inline_notice" else _scope(article, template))


def _made(article: Article, template: Template, scope: Scope) -> Notice:
    words: dict[str, Any] = table("metadata")
    return _notice(
        template=template.name,
        date=parameter_text(article, template, *words["date_parameters"]) or None,
        reason=parameter_text(article, template, *words["reason_parameters"]) or None,
        scope=scope,
        section=template.section,
        span=template.span,
    )


def _scope(article: Article, template: Template) -> Scope:
    """What a banner speaks of: a section if its name or an argument says so."""
    words = table("metadata")["section_words"]
    if _names_one(template.key.replace("-", " "), words):
        return "section"
    for parameter in template.parameters:
        value = article.source[parameter.start : parameter.end].lower()
        said = value in words or _names_one(value[:80], words)
        if (parameter.positional and said) or (parameter.name == "section" and value):
            return "section"
    return "page"


def _names_one(text: str, words: Container[str]) -> bool:
    """Whether a word of the text is one for sections: "Dieser Abschnitt"."""
    return any(word in words for word in text.split() if len(word) > 2)


def _is_issue(article: Article, parameter: Parameter) -> bool:
    """Whether a parameter of the wrapper is itself a notice: `orphan = June 2011`, as it was written before 2012."""
    return not parameter.positional and role(parameter.name.lower(), article.wiki) == "notice"


def _old_issue(article: Article, template: Template, parameter: Parameter) -> Notice:
    value = article.source[parameter.start : parameter.end]
    return _notice(
        template=ucfirst(parameter.name),
        date=value if any(character.isdigit() for character in value) else None,
        reason=None,
        scope="page",
        section=template.section,
        span=(parameter.start, parameter.end),
    )


def _holds_notices(article: Article, template: Template) -> bool:
    """Whether a notice stands directly in a parameter."""
    return any(
        isinstance(node, Template) and role_of(article, node) == "notice"
        for parameter in template.parameters
        for node in parameter.nodes
    )
