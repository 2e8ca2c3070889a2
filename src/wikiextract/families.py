"""Families of infoboxes: which boxes are about the same sort of thing, and one name for each parameter of theirs.

    family("scientist")                                   "person"
    key("Date of birth", "person")                        "birth_date"
    key("clubs3", "person"), key("stat2label", "person")  "clubs3", "stat_label2"
    key("Höhe", "settlement", "de")                       "elevation"
    key("Höhe", "settlement")                             None: no alias that the table knows

Upper and lower case, blanks, underscores and hyphens tell no names apart. A number at the end or within is kept at
the end; `#` in the table is where it stands. What a wiki's own language says goes before what holds everywhere, a
family before what families share. The table is `data/infoboxes.json`; docs/infoboxes.md shows it.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from wikiextract.data import table

_NUMBER = re.compile(r"[0-9]+")
_NO_DIFFERENCE = str.maketrans("", "", " _-")


def family(kind: str) -> str | None:
    """The family of the boxes of `kind` ("officeholder"), or None where no table has it.

    What stands behind a slash is a make of the box: "settlement/wikidata" is of the family of "settlement".
    """
    return _families().get(kind) or _families().get(kind.partition("/")[0])


@lru_cache(maxsize=1 << 14)
def key(name: str, family: str, language: str = "en") -> str | None:
    """The canonical name of a parameter of the family's boxes on a wiki in `language`; None for an unknown one."""
    known = _keys(family, language.partition("-")[0])
    if name in known:
        return known[name]
    folded = _folded(name)
    if found := known.get(folded):
        return found
    base = folded.rstrip("0123456789")
    number = folded[len(base) :]
    if number and (found := known.get(base)):
        return _numbered(found, number)
    first = _NUMBER.search(folded)
    if first is None:
        return None
    whole = f"{folded[: first.start()]}#{folded[first.end() :]}"
    for pattern, rest in ((whole, ""), (whole.rstrip("0123456789"), number)):
        if found := known.get(pattern):
            return _numbered(_numbered(found, first[0]), rest)
    return None


def _numbered(canonical: str, number: str) -> str:
    """`clubs` and 3 are clubs3, `blank#_name` and 1 blank1_name; `icd10` and 2 are icd10_2."""
    if "#" in canonical:
        return canonical.replace("#", number)
    return f"{canonical}_{number}" if number and canonical[-1].isdecimal() else canonical + number


def titles(kind: str) -> list[str]:
    """The keys of which the first with a text names a box of `kind`; `genus+species` are two keys in a row."""
    of: Mapping[str, list[str]] = table("infoboxes")["titles"]
    return of.get(kind) or of.get(family(kind) or "*") or of["*"]


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    families = table("infoboxes")["families"]
    return {kind: name for name, row in families.items() for kind in row["kinds"]}


@lru_cache(maxsize=64)
def _keys(family: str, language: str) -> dict[str, str]:
    """Every name that the family's table knows, folded, to its canonical name; symbols as they are written."""
    tables = table("infoboxes")
    row: dict[str, Any] = tables["families"][family]
    groups = [tables["shared"][name] for name in row["shares"]]
    groups += [row["keys"], row.get("languages", {}).get(language, {})]
    names: dict[str, str] = {}
    for group in groups:
        for canonical, aliases in group.items():
            names.update((_folded(alias), canonical) for alias in (canonical, *aliases))
    names.update((symbol, symbol) for symbol in row.get("symbols", ()))
    return names


def _folded(name: str) -> str:
    return name.lower().translate(_NO_DIFFERENCE)
