"""Places on Earth that the page gives.

    {{coord|52|31|N|13|24|E|type:city_region:DE|display=inline,title}}
    {{Infobox settlement | latd = 52 | latm = 31 | latNS = N | longd = 13 | longm = 24 | longEW = E }}

Yields one of each coordinates template, wherever it stands, and of each box that has the parts of a latitude and a
longitude in parameters of their own, as boxes did before {{coord}}. Left alone: what does not make a place
(`{{coord missing}}`, minutes beyond 59) and places on other globes. The span is that of the template; of the parts,
from the first to the last of them. See https://en.wikipedia.org/wiki/Template:Coord and `wikiextract.geo`.
"""

from functools import cache

from wikiextract.data import table
from wikiextract.geo import Place, is_coordinates, place
from wikiextract.models import Coordinates, trusted
from wikiextract.plain import argument
from wikiextract.tree import Article, Parameter, Template

_coordinates = trusted(Coordinates)


def coordinates(article: Article) -> tuple[Coordinates, ...]:
    """The coordinates of the page, in source order."""
    found: list[Coordinates] = []
    for template in article.templates:
        if is_coordinates(template.key):
            made = _of_template(article, template)
        elif not _begins().isdisjoint([parameter.name for parameter in template.parameters]):
            made = _of_parts(article, template)
        else:
            continue
        if made:
            found.append(made)
    return tuple(sorted(found, key=lambda one: one.span))


def _of_template(article: Article, template: Template) -> Coordinates | None:
    positional = [argument(article, parameter) for parameter in template.parameters if parameter.positional]
    named = {
        parameter.name: argument(article, parameter).strip()
        for parameter in template.parameters
        if not parameter.positional
    }
    found = place(template.key, positional, named, article.wiki.language)
    return _made(found, template.span) if found else None


def _of_parts(article: Article, template: Template) -> Coordinates | None:
    """The place that a box's own parameters give."""
    given = {
        parameter.name: parameter for parameter in template.parameters if parameter.end > parameter.start
    }
    for family in table("coordinates")["parameters"]:
        parts = [given.get(name) for name in (*family["latitude"], *family["longitude"])]
        if parts[0] is None:
            continue
        texts = [argument(article, part).strip() if part else "" for part in parts]
        middle = len(family["latitude"])
        has_letters = texts[middle - 1] and texts[-1]
        arguments = texts if has_letters else [texts[0], texts[middle], *filter(None, texts[1:middle])]
        named = {
            name: argument(article, given[written]).strip()
            for name, written in table("coordinates")["parameter_names"].items()
            if written in given
        }
        found = place("coord", arguments, named, article.wiki.language)
        if found:
            return _made(found, _hull([part for part in parts if part]))
    return None


def _hull(parts: list[Parameter]) -> tuple[int, int]:
    return min(part.start for part in parts), max(part.end for part in parts)


def _made(found: Place, span: tuple[int, int]) -> Coordinates:
    return _coordinates(
        latitude=found.latitude,
        longitude=found.longitude,
        display=found.display,
        type=found.type,
        region=found.region,
        span=span,
    )


@cache
def _begins() -> frozenset[str]:
    """The names of the parameters that hold degrees of latitude."""
    return frozenset(family["latitude"][0] for family in table("coordinates")["parameters"])
