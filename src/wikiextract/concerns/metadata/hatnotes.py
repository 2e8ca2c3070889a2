"""Hatnotes: the notes above a text that lead to other pages.

    {{about|the drug|the film|Aspirin (film)}}   This article is about the drug. For the film, see Aspirin (film).
    {{main|Calcium|Bone#Growth{{!}}growth}}      Main articles: Calcium and growth

A template is a hatnote by its role (see `roles`). Its text is put together as the template does where
`data/metadata.json` knows how; else it is what its arguments say. Links are the titles of the pages, without their
sections. Left alone: pages that a template works out from the title of the page it stands on.
https://en.wikipedia.org/wiki/Wikipedia:Hatnote
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from wikiextract.calls import role_of
from wikiextract.concerns.metadata.parts import outermost, parameter_text
from wikiextract.data import table
from wikiextract.models import Hatnote, trusted
from wikiextract.names import Target, target
from wikiextract.plain import value_text
from wikiextract.tree import Article, Link, Parameter, Template

_hatnote = trusted(Hatnote)


def hatnotes(article: Article) -> tuple[Hatnote, ...]:
    """The hatnotes of the page in source order."""
    return tuple(
        _hatnote(
            template=template.name,
            text=_text(article, template),
            links=tuple(dict.fromkeys(_links(article, template))),
            section=template.section,
            span=template.span,
        )
        for template in outermost(article)
        if role_of(article, template) == "hatnote"
    )


def _known(article: Article, template: Template) -> tuple[str, str, str]:
    """(how its text is made, its words for one page, and for several); words are empty where they are not known."""
    notes: dict[str, Any] = table("metadata")
    language = article.wiki.language
    own = notes["local_hatnotes"].get(language, {}).get(template.key)
    if own is not None:
        return tuple(own)
    general = notes["hatnotes"].get(template.key)
    if general is None:
        return ("pages" if template.key in notes["page_hatnotes"] else "", "", "")
    return tuple(general) if language in ("en", "simple") else (general[0], "", "")


def _text(article: Article, template: Template) -> str:
    if text := parameter_text(article, template, "text"):
        return text
    how, one, many = _known(article, template)
    arguments = [value_text(article, parameter) for parameter in _positional(template)]
    if "{}" in one:
        return one.replace("{}", ", ".join(filter(None, arguments)))
    if how in ("pages", "not"):
        labels = (_label(article, template, place) for place in range(1, 1 + len(arguments)))
        shown = [page for page in labels if page]
        if not one or article.wiki.language not in ("en", "simple"):
            return f"{many if len(shown) > 1 else one}: {', '.join(shown)}".removeprefix(": ")
        if how == "not":
            return f"{one} {_enumerated(shown, 'or')}."
        return f"{many if len(shown) > 1 else one}: {_enumerated(shown, 'and')}"
    if article.wiki.language in ("en", "simple") and (make := _SENTENCES.get(how)) is not None:
        return make([*arguments, "", "", ""])
    return ", ".join(argument for argument in arguments if argument)


def _positional(template: Template) -> list[Parameter]:
    """The parameters 1, 2, 3 … that count."""
    found = []
    for place in range(1, len(template.parameters) + 1):
        parameter = template.parameter(str(place))
        if parameter is None:
            break
        found.append(parameter)
    return found


def _label(article: Article, template: Template, place: int) -> str:
    """How the page at that place is shown: its label, else its title with a section sign."""
    label = parameter_text(article, template, f"l{place}", f"label {place}", f"label{place}")
    text = label or parameter_text(article, template, str(place))
    page, pipe, shown = text.partition("|")
    if pipe:
        return shown.strip()
    page, mark, section = page.removeprefix(":").partition("#")
    return f"{page} § {section}".strip() if mark and not label else page + mark + section


def _about(arguments: list[str]) -> str:
    """{{about|topic|use|page|use|page}}."""
    topic, *others = arguments
    text = f"This article is about {topic}." if topic else ""
    for use, page in zip(others[::2], others[1::2], strict=False):
        if page:
            text += f" For {use or 'other uses'}, see {page}."
    return text.strip()


def _for(arguments: list[str]) -> str:
    """{{for|use|page|page}}."""
    pages = _enumerated([page for page in arguments[1:] if page], "and")
    use = arguments[0] or "other uses"
    return f"For {use}, see {pages}." if pages else f"For {use}."


def _redirected(arguments: list[str]) -> str:
    """{{redirect|term|use|page|use|page}}; without a page it is the disambiguation page of the term."""
    term, use, page, *others = arguments
    text = f"“{term}” redirects here. For {use or 'other uses'}, see {page or _disambiguation(term)}."
    for use, page in zip(others[::2], others[1::2], strict=False):
        if page:
            text += f" For {use or 'other uses'}, see {page}."
    return text


def _redirected_together(arguments: list[str]) -> str:
    """{{redirect3|term|…}} and its like, each of which goes on in its own way."""
    term, use, page = arguments[:3]
    text = f"“{term}” redirects here."
    return f"{text} For {use or 'other uses'}, see {page}." if page else text


def _disambiguation(term: str) -> str:
    return f"{term} (disambiguation)"


def _other_uses(arguments: list[str]) -> str:
    """{{other uses|page}}."""
    return f"For other uses, see {arguments[0]}." if arguments[0] else "For other uses."


_SENTENCES: Final[dict[str, Callable[[list[str]], str]]] = {
    "about": _about,
    "for": _for,
    "redirect": _redirected,
    "redirects": _redirected_together,
    "other uses": _other_uses,
}


def _enumerated(pages: list[str], word: str) -> str:
    if len(pages) < 3:
        return f" {word} ".join(pages)
    return f"{', '.join(pages[:-1])}, {word} {pages[-1]}"


def _links(article: Article, template: Template) -> Iterator[str]:
    """The titles that its arguments name, and those of the links in them."""
    how = _known(article, template)[0]
    for place, parameter in enumerate(_positional(template), start=1):
        links = list(_inside(article, parameter))
        if links:
            yield from links
        elif _is_page(how, place):
            text = value_text(article, parameter).partition("|")[0].strip()
            goal = target(text, article.wiki)
            if goal is not None and goal.full and len(text) < 256:
                yield _title(goal)
    if how == "redirect" and article.wiki.language in ("en", "simple"):
        yield from _unwritten_page(article, template)
    for parameter in template.parameters:
        if not parameter.name.isdecimal():
            yield from _inside(article, parameter)


def _unwritten_page(article: Article, template: Template) -> Iterator[str]:
    """The disambiguation page of a term that redirects here, where no page is written."""
    term, page = (parameter_text(article, template, place) for place in ("1", "3"))
    goal = target(_disambiguation(term), article.wiki) if term and not page else None
    if goal is not None and goal.full and not template.parameter("text"):
        yield _title(goal)


def _is_page(how: str, place: int) -> bool:
    """Whether the argument at that place is the title of a page."""
    if how in ("about", "redirect", "redirects"):
        return place > 2 and place % 2 == 1
    if how == "for":
        return place > 1
    return how in ("pages", "not", "other uses")


def _inside(article: Article, parameter: Parameter) -> Iterator[str]:
    for node in parameter.nodes:
        if isinstance(node, Link):
            goal = target(article.source[node.target_start : node.target_end], article.wiki)
            if goal is not None and goal.full:
                yield _title(goal)


def _title(goal: Target) -> str:
    return goal.full if goal.interwiki is None else f"{goal.interwiki}:{goal.full}"
