"""Which templates are citations, and what their parameters are called.

    {{cite journal |last2=Bedocs |surname=Le |journal=StatPearls |titre=…}}
      ^Kind          ^author-last2  ^author-last1  ^periodical        ^title, if nothing else is

A citation module knows most values by several names (aliases), numbers some of them, and has dropped others over the
years. Here every name is led back to one slot, named as CS1's documentation names it first: `author-last2`,
`access-date`. Identifiers keep their scheme (`doi`). Templates of other wikis have dialects of their own. All of it
is facts in data/citations.json; see Help:Citation Style 1 and Module:Citation/CS1/Configuration (aliases).
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from wikiextract.data import table
from wikiextract.identifiers import schemes


class Kind(NamedTuple):
    """What a citation template is for."""

    type: str
    """`journal`, `book`, `web` …; `citation` where the parameters decide."""
    dialect: str | None = None
    """Which wiki's parameter names it takes besides the English ones."""
    identifier: str | None = None
    """The scheme of its first unnamed parameter: `{{cite pmid|12345}}`."""
    ref_names_people: bool = False
    """Whether `ref` holds the people that an anchor names, not the anchor."""


class Value(NamedTuple):
    """What a slot was given."""

    name: str
    """The parameter's name as written."""
    raw: str
    """The value's wikitext."""
    text: str
    """The value as a reader would see it; not empty but where a template gives an anchor."""


Values = Mapping[str, Value]
"""The values of a citation by slot; slots that were given nothing are absent."""

_FALLBACK = 100
_LONGEST = 40
_NUMBER = re.compile("[1-9][0-9]{0,3}")


@cache
def kinds(language: str) -> dict[str, Kind]:
    """The citation templates of a wiki, by template key; where two wikis use a name, the wiki's own meaning counts."""
    facts = table("citations")
    known: dict[str, Kind] = {}
    for dialect, entry in facts["dialects"].items():
        own_wiki = dialect.partition("-")[0] == language
        names = {**entry["templates"], **(entry.get("only_there", {}) if own_wiki else {})}
        for name, kind in names.items():
            if name not in known or own_wiki:
                known[name] = Kind(kind, dialect, ref_names_people="ref_names_people" in entry)
    own = language if language in facts["dialects"] else None
    identifiers: dict[str, str] = facts["by_identifier"]
    known.update((n, Kind(kind, own, identifiers.get(n))) for n, kind in facts["templates"].items())
    for name in facts["dialects"].get(language, {}).get("no_citations", ()):
        known.pop(name, None)  # {{citation}} quotes on French wikis
    return known


def slot(name: str, dialect: str | None) -> tuple[str, int] | None:
    """The slot that a parameter fills, and its rank there: of several values for a slot the lowest rank counts.

    None for a parameter that no citation knows.
    """
    return _slot(name, dialect) if len(name) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _slot(name: str, dialect: str | None) -> tuple[str, int] | None:
    other: dict[str, str] = table("citations")["dialects"][dialect].get("own_meaning", {}) if dialect else {}
    if name in other:
        return _named(other[name])
    return _named(name) or _foreign(name.casefold(), dialect) or _outdated(name.casefold())


def _named(name: str, rank: int = 0) -> tuple[str, int] | None:
    """A name that CS1 takes, exactly as it takes it."""
    if found := _single().get(name):
        return found[0], found[1] + rank
    number = _NUMBER.search(name)
    base = f"{name[: number.start()]}#{name[number.end() :]}" if number else name
    if found := _numbered().get(base):
        return f"{found[0]}{number[0] if number else 1}", found[1] + rank
    return None


def _foreign(name: str, dialect: str | None) -> tuple[str, int] | None:
    """A name of another wiki's citation templates."""
    names: dict[str, str] = table("citations")["dialects"][dialect]["parameters"] if dialect else {}
    if name in names:
        return _named(names[name], _FALLBACK)
    base = name.rstrip("0123456789 ")
    return _named(f"{names[base]}{name[len(base) :].strip()}", _FALLBACK) if base in names else None


def _outdated(name: str) -> tuple[str, int] | None:
    """A name that CS1 no longer takes, a usual misspelling, or a name in the wrong case."""
    base = name.rstrip("0123456789 ")
    current = table("citations")["old_parameters"].get(base, base)
    return _named(f"{current}{name[len(base) :].strip()}", _FALLBACK)


@cache
def _single() -> dict[str, tuple[str, int]]:
    """{parameter: (slot, rank)} for those without a number, identifiers included."""
    found = {name: (scheme, rank) for rank, (name, scheme) in enumerate(schemes().items())}
    for key, names in table("citations")["parameters"].items():
        found.update((name, (key, rank)) for rank, name in enumerate(names))
    return found


@cache
def _numbered() -> dict[str, tuple[str, int]]:
    """{parameter: (slot without its number, rank)} for names of people: `last` and `last#` are `author-last`."""
    groups: dict[str, dict[str, Any]] = table("citations")["names"]
    found: dict[str, tuple[str, int]] = {}
    for group, parts in groups.items():
        for part, names in parts.items():
            for rank, name in enumerate(names):
                found[name] = (f"{group}-{part}", 2 * rank + 1)
                found[name.replace("#", "")] = (f"{group}-{part}", 2 * rank)
    return found
