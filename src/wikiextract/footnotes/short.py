"""Short citations: author, year and place, as `{{sfn}}`, `{{harvnb}}` and their like say them.

    {{sfn|Le|Bedocs|2021|p=3}}                            Le, Bedocs · 2021 · 3      CITEREFLeBedocs2021
    {{harvnb|Le|2021|ref={{sfnref|StatPearls|2021}}}}     Le · 2021                  CITEREFStatPearls2021
    {{sfnm|1a1=Le|1y=2021|1p=3|2a1=Roe|2y=1999}}          two of them
    {{harvs|last=Le|last2=Roe|year=2021}}                 Le, Roe · 2021

The anchor is the one of the full citation that a short one leads to: up to four names and the year, or what `ref` says;
`ref=none` leads nowhere. https://en.wikipedia.org/wiki/Template:Sfn, Template:Sfnm, Module:Footnotes
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wikiextract.data import table
from wikiextract.names import anchor as name_of_anchor
from wikiextract.plain import value_text
from wikiextract.tree import Article, Parameter, Template

_YEAR = re.compile(
    r"(?:(?:c\.|ca\.|circa)\s*)?[0-9]{3,4}(?:\s?[-–/]\s?[0-9]{2,4})?[a-z]?(?:\s\[[0-9]{3,4}\])?|n\.\s?d\.[a-z]?|nd[a-z]?",
    re.IGNORECASE,
)
_MANY = 4
"""How many names an anchor holds."""
_MOST = 50
"""How many short citations of one template are read: each parameter is looked up among all of them."""


class Short(NamedTuple):
    """Author, year and place, as a short citation says them."""

    authors: tuple[str, ...]
    year: str | None
    pages: str | None
    """The pages, or another place in the work."""
    place: str | None
    """How it shows them: `pp. 3–5`."""
    anchor: str | None
    """The anchor of the full citation; None when it is said to have none."""


def kinds() -> dict[str, str]:
    """What the templates for footnotes are: "short", "shorts", "harvard", "harvards", "note", "reuse" …"""
    found: dict[str, str] = table("references")["templates"]
    return found


def shorts(article: Article, template: Template) -> tuple[Short, ...]:
    """The short citations that a template of the kinds "short", "shorts", "harvard" and "harvards" makes."""
    if kinds().get(template.key) in ("shorts", "harvards"):
        return tuple(_several(article, template))
    return (_one(article, template),)


def _one(article: Article, template: Template) -> Short:
    given = [value_text(article, p) for p in template.parameters if p.name.isdecimal() and p.end > p.start]
    if template.parameter("last"):  # {{harvs}}, whose unnamed parameters say how it is shown
        last = [
            named(article, template, f"last{number}" if number > 1 else "last") for number in (1, 2, 3, 4)
        ]
        given = [*filter(None, [*last, named(article, template, "year")])]
    words = table("references")
    one, several = named(article, template, *words["page"]), named(article, template, *words["pages"])
    loc = named(article, template, *words["place"])
    return _short(given, (one, several, loc), _anchor_given(article, template, words["anchor"]))


def _several(article: Article, template: Template) -> Iterator[Short]:
    """`{{sfnm|1a1=Le|1y=2021|1p=3|2a1=…}}`: the parameters of each begin with its number."""
    number = 1
    while number <= _MOST and (template.parameter(f"{number}a1") or template.parameter(f"{number}y")):
        people = [named(article, template, f"{number}a{place}") for place in range(1, _MANY + 1)]
        year = named(article, template, f"{number}y")
        places = tuple(named(article, template, f"{number}{key}") for key in ("p", "pp", "loc"))
        anchor = _anchor_given(article, template, (f"{number}ref",))
        yield _short(
            [*filter(None, people), *filter(None, [year])], (places[0], places[1], places[2]), anchor
        )
        number += 1


def _short(
    given: Sequence[str], places: tuple[str | None, str | None, str | None], anchor: tuple[str | None] | None
) -> Short:
    """The short citation of names and perhaps a year, its places, and the anchor where one is given."""
    one, several, loc = places
    names, year = (given[:-1], given[-1]) if given and _YEAR.fullmatch(given[-1]) else (given, None)
    shown = f"p. {one}" if one else f"pp. {several}" if several else None
    return Short(
        tuple(names),
        year,
        ", ".join(filter(None, (one or several, loc))) or None,
        ", ".join(filter(None, (shown, loc))) or None,
        anchor[0] if anchor else own_anchor(names, year),
    )


def own_anchor(names: Sequence[str], year: str | None) -> str:
    """`CITEREFLeBedocs2021`, with blanks: of the names only four count."""
    return _spaced(f"CITEREF{''.join(names[:_MANY])}{year or ''}")


def _anchor_given(article: Article, template: Template, names: Sequence[str]) -> tuple[str | None] | None:
    """The anchor that `ref` gives, with blanks; None without it, (None,) when there is none to lead to."""
    for name in names:
        parameter = template.parameter(name)
        if parameter is None or parameter.end == parameter.start:
            continue
        for node in parameter.nodes:
            if isinstance(node, Template) and node.key in table("citations")["anchor_templates"]:
                parts = [value_text(article, p) for p in node.parameters if p.positional]
                return (_spaced(f"CITEREF{''.join(parts)}"),)
        text = value_text(article, parameter)
        return (None,) if text.lower() == "none" else None if text.lower() == "harv" else (_spaced(text),)
    return None


def _spaced(text: str) -> str:
    return name_of_anchor(text).replace("_", " ")


def named(article: Article, template: Template, *names: str) -> str | None:
    """The text of the first of these parameters that is filled."""
    return filled(article, [template.parameter(name) for name in names])


def filled(article: Article, parameters: Sequence[Parameter | None]) -> str | None:
    """The text of the first of `parameters` that is filled."""
    for parameter in parameters:
        if parameter is not None and parameter.end > parameter.start:
            return value_text(article, parameter).strip("\"'") or None
    return None
