"""Places that a box gives in parameters of their own, as boxes did before {{coord}}.

    {{Infobox settlement | latd = 52 | latm = 31 | latNS = N | longd = 13 | longm = 24 | longEW = E }}

Degrees, minutes, seconds and hemisphere of the latitude and of the longitude; which parameters they are is told by
`data/coordinates.json`, what makes a place by `wikiextract.geo`.
"""

from functools import cache
from typing import NamedTuple

from wikiextract.data import table
from wikiextract.geo import Place, place
from wikiextract.plain import argument
from wikiextract.tree import Article, Parameter, Template


class Placed(NamedTuple):
    """A place, the first of the parameters that give it, and the span from the first to the last of them."""

    place: Place
    first: Parameter
    span: tuple[int, int]


def placed_by_parts(article: Article, template: Template) -> Placed | None:
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
            return Placed(found, parts[0], _hull([part for part in parts if part]))
    return None


@cache
def place_parameters() -> frozenset[str]:
    """The names of the parameters that hold degrees of latitude."""
    return frozenset(family["latitude"][0] for family in table("coordinates")["parameters"])


def _hull(parts: list[Parameter]) -> tuple[int, int]:
    return min(part.start for part in parts), max(part.end for part in parts)
