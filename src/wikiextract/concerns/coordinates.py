"""Places on Earth that the page gives.

    {{coord|52|31|N|13|24|E|type:city_region:DE|display=inline,title}}
    {{Infobox settlement | latd = 52 | latm = 31 | latNS = N | longd = 13 | longm = 24 | longEW = E }}

Yields one of each coordinates template, wherever it stands, and of each box that has the parts of a latitude and a
longitude in parameters of their own, as boxes did before {{coord}}. Left alone: what does not make a place
(`{{coord missing}}`, minutes beyond 59) and places on other globes. The span is that of the template; of the parts,
from the first to the last of them. See https://en.wikipedia.org/wiki/Template:Coord and `wikiextract.geo`.
"""

from wikiextract.geo import Place, is_coordinates, place
from wikiextract.models import Coordinates, trusted
from wikiextract.plain import argument
from wikiextract.tree import Article, Template
from wikiextract.values import place_parameters, placed_by_parts

_coordinates = trusted(Coordinates)


def coordinates(article: Article) -> tuple[Coordinates, ...]:
    """The coordinates of the page, in source order."""
    found: list[Coordinates] = []
    for template in article.templates:
        if is_coordinates(template.key):
            made = _of_template(article, template)
        elif not place_parameters().isdisjoint([parameter.name for parameter in template.parameters]):
            placed = placed_by_parts(article, template)
            made = _made(placed.place, placed.span) if placed else None
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


def _made(found: Place, span: tuple[int, int]) -> Coordinates:
    return _coordinates(
        latitude=found.latitude,
        longitude=found.longitude,
        display=found.display,
        type=found.type,
        region=found.region,
        span=span,
    )
