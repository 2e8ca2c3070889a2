"""Diagnostics about templates: unknown ones, parameters given twice, braces that belong into a template's own page.

{{Some template}} in a sentence     unknown-template, once for each name, with how often
{{Infobox a|b=1|b=2}}               duplicate-parameter at the value that does not count
{{subst:a}}                         unsubstituted: MediaWiki replaces it when a page is saved, and never later
{{{1}}}                             template-argument, once for each name: shown as it is written without a default
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from wikiextract.calls import function_of, is_box_by_shape, is_understood, role_of
from wikiextract.concerns.diagnostics.entry import entry, quoted
from wikiextract.formats import is_known
from wikiextract.marks import NOTHING
from wikiextract.models import Diagnostic, Transclusion
from wikiextract.plain import shown_template
from wikiextract.tree import Argument, Article, Node, Parameter, Template

_SUBSTITUTED = re.compile(r"\{\{\s*subst:", re.IGNORECASE)
_SHOWING: Final = frozenset({"infobox", "formatting", "reference", "quote", "hatnote", "medical_resources"})
"""Roles of templates that show the arguments given to them."""


def of_templates(article: Article, templates: Iterable[Transclusion]) -> Iterator[Diagnostic]:
    """Templates and functions that a reader would see something of, and no table here knows what."""
    roles = {template.span: template.role for template in templates}
    unknown: dict[tuple[str, str], list[Template]] = {}
    for template in article.templates:
        by_place = roles.get(template.span, "other")  # a navbox is known by where it stands
        found = _unknown(article, template) if by_place in ("other", "magic_word") else None
        if found is not None and _is_shown(article, template):
            unknown.setdefault(found, []).append(template)
        if is_box_by_shape(article, template):
            message = f"{quoted(template.name)} is taken for an infobox by its place and shape"
            yield entry("guessed-infobox", message, template.span)
    for (code, name), uses in unknown.items():
        message = f"what {quoted(name)} shows is not known and left out ({_often(uses)})"
        yield entry(code, message, uses[0].span)


def _unknown(article: Article, template: Template) -> tuple[str, str] | None:
    """The code and the name for a template or a function that no table knows; None for the others."""
    call = function_of(article, template)
    if is_understood(article, template):
        undecided = (
            call is not None
            and role_of(article, template) == "magic_word"
            and is_known(call[0], article.wiki.language)
            and shown_template(article, template) == NOTHING
        )
        return ("unknown-function", template.name.partition(":")[0]) if undecided else None
    if call is None:
        return ("unknown-template", template.name) if role_of(article, template) == "other" else None
    return "unknown-function", template.name if call[0] == "#invoke" else template.name.partition(":")[0]


def _is_shown(article: Article, template: Template) -> bool:
    """Whether what a template shows would be seen: none around it is unknown itself or shows nothing of it."""
    return all(
        role_of(article, outer) in _SHOWING for outer in template.ancestors() if isinstance(outer, Template)
    )


def of_parameters(article: Article) -> Iterator[Diagnostic]:
    """Values of parameters that a later, other value of the same name replaces."""
    for template in article.templates:
        if len(template.parameters) > 1:
            last = {parameter.name: parameter for parameter in template.parameters}
            if len(last) < len(template.parameters):
                yield from _duplicates(article.source, template, last)


def _duplicates(source: str, template: Template, last: Mapping[str, Parameter]) -> Iterator[Diagnostic]:
    for parameter in template.parameters:
        value = source[parameter.start : parameter.end]
        counts = last[parameter.name]
        if counts is not parameter and value and value != source[counts.start : counts.end]:
            name, of = quoted(parameter.name), quoted(template.name)
            message = f"{name} of {of} is given again below: this one is lost"
            yield entry("duplicate-parameter", message, parameter.span)


def of_substitution(article: Article) -> Iterator[Diagnostic]:
    """Braces that have their meaning in a template's page, or before a page is saved."""
    for template in article.templates:
        if _SUBSTITUTED.match(article.source, template.start, template.name_end):
            message = f"{quoted(template.name)} was to be replaced when the page was saved, and was not"
            yield entry("unsubstituted", message, template.span)
    arguments: dict[str, list[Argument]] = {}
    for argument in article.arguments:
        name = article.source[argument.start + 3 : _name_end(argument)].strip()
        arguments.setdefault(name, []).append(argument)
    for name, uses in arguments.items():
        message = f"the parameter {quoted(name)} of a template stands on a page ({_often(uses)})"
        yield entry("template-argument", message, uses[0].span)


def _often(uses: Sequence[Node]) -> str:
    return "once" if len(uses) == 1 else f"{len(uses)} times"


def _name_end(argument: Argument) -> int:
    return argument.default_start - 1 if argument.default_start >= 0 else argument.end - 3
