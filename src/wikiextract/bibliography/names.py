"""The names of people as CSL has them.

    last Le, first Cuong            → {"family": "Le", "given": "Cuong"}
    Royal Society (collective)      → {"literal": "Royal Society"}
    name "Le, Cuong"                → {"family": "Le", "given": "Cuong"}
    name "Le C, van der Berg PM"    → two people, like "Le, Cuong; van der Berg, Ada"
    name "Cuong Le", "Société X"    → {"literal": …}: which word is the family name is not said

Particles and suffixes stay where the page has them. A name written in one piece is taken apart only where its commas
and initials leave no doubt about its parts; reference managers would cut the rest at the wrong place.
https://docs.citationstyles.org/en/stable/specification.html#names
"""

import re
from collections.abc import Iterable

from wikiextract.data import table
from wikiextract.models import CitationName

Name = dict[str, str]

OTHERS: Name = {"literal": "others"}
"""Stands behind an incomplete list, as pandoc writes BibTeX's `and others` in CSL-JSON."""


def csl_names(names: Iterable[CitationName]) -> list[Name]:
    """The `names` as CSL names, in order."""
    return [part for name in names for part in _people(name)]


def _people(name: CitationName) -> list[Name]:
    if name.last and name.first:
        return [{"family": folded(name.last), "given": folded(name.first)}]
    whole = folded(name.name)
    if not whole:
        return []
    return [{"literal": whole}] if name.collective else _taken_apart(whole) or [{"literal": whole}]


def _taken_apart(whole: str) -> list[Name]:
    """The people in a name written in one piece, or nothing when that is not sure."""
    if ";" in whole:
        people = [_inverted(part.strip()) for part in whole.split(";")]
    elif inverted := _inverted(whole):
        people = [inverted]
    else:
        people = [_initialled(part) for part in whole.removesuffix(".").split(",")]
        others: list[str] = table("bibliography")["no_initials"]
        if len(people) == 1 and whole.rpartition(" ")[2] in others:
            return []
    return [person for person in people if person] if all(people) else []


def _inverted(part: str) -> Name | None:
    """`van der Berg, Ada`: a family name, one comma, capitalised words."""
    family, _, given = part.partition(", ")
    if _is_family(family.split()) and _GIVEN.fullmatch(given):
        return {"family": family, "given": given}
    return None


def _initialled(part: str) -> Name | None:
    """`van der Berg PM`: a family name and at most three initials."""
    *family, given = part.split() or [""]
    if family and len(given) <= 3 and given.isalpha() and given.isupper() and _is_family(family):
        return {"family": " ".join(family), "given": given}
    return None


def _is_family(words: list[str]) -> bool:
    """Whether it is one capitalised word that is no abbreviation, perhaps behind particles."""
    *particles, last = words or [""]
    known: list[str] = table("bibliography")["particles"]
    if last[:1].islower() or (len(last) > 1 and last.isupper()) or _FAMILY.fullmatch(last) is None:
        return False
    return all(word.lower() in known for word in particles)


_FAMILY = re.compile(r"[^\W\d_]+(?:['’\-‐][^\W\d_]+){0,3}")
_GIVEN = re.compile(r"[^\W\d_a-z][^\W\d_]*\.?(?:[ .‐-]{1,2}[^\W\d_a-z][^\W\d_]*\.?){0,3}")


def folded(text: str) -> str:
    """`text` on one line, blanks folded, without control characters."""
    return " ".join(text.translate(_NO_CONTROLS).split())


_NO_CONTROLS = dict.fromkeys((*range(9), *range(14, 28), 127, 65279))
