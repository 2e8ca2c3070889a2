"""What is cited and what it appeared in.

    {{cite journal |title=A |journal=B}}            title A, container B
    {{cite book |chapter=A |title=B}}               chapter A, title B
    {{cite encyclopedia |title=A |encyclopedia=B}}  title A, container B
    {{cite conference |title=A |book-title=B}}      title A, container B
    {{cite episode |title=A |series=B}}             title A, container B, series B
    {{citation |title=A |journal=B}}                like cite journal: the parameter decides what it is

The title is the one of what is cited. What the template's kind does not expect is kept where it belongs all the same
(an encyclopedia in {{cite web}}), unless something fits better. See Help:Citation Style 1 #Titles and chapters
and Template:Citation #Full parameter set.
"""

import re
from typing import NamedTuple

from wikiextract.concerns.citations.parameters import Values
from wikiextract.data import table


class Titles(NamedTuple):
    """The titles of a citation; None for those that it does not name."""

    type: str
    title: str | None
    chapter: str | None
    script_title: str | None
    trans_title: str | None
    container: str | None
    series: str | None


def titles_of(kind: str, values: Values) -> Titles:
    """The titles that a citation template of that kind names."""
    container = _container(kind, values)
    script = _without_language(_text(values, "script-title"))
    title = _title(kind, values) or script
    chapter, trans_title = _text(values, "chapter", "map"), _text(values, "trans-title")
    if title is None:
        title, chapter = chapter or _without_language(_text(values, "script-chapter")), None
    chapter = chapter or _without_language(_text(values, "script-chapter", "script-map"))
    if title is None and (name := _text(values, "book-title")):
        title, container = name, None if container == name else container
    return Titles(
        _type(kind, values), title, chapter, script, trans_title, container, _text(values, "series")
    )


def _type(kind: str, values: Values) -> str:
    """{{citation}} is what its parameters make of it, a book without them."""
    if kind != "citation":
        return kind
    found = values.get("encyclopedia") or values.get("periodical") or values.get("mailing-list")
    types: dict[str, str] = table("citations")["types_by_parameter"]
    return types.get(found.name, "journal") if found else "book"


def _title(kind: str, values: Values) -> str | None:
    """`title=none` says that a journal's contribution has no title."""
    title = _text(values, "title")
    if title is None or (title == "none" and kind in ("journal", "citation") and "periodical" in values):
        return None
    return title[2:-2].strip() if title.startswith("((") and title.endswith("))") else title


def _container(kind: str, values: Values) -> str | None:
    slots: tuple[str, ...] = _CONTAINERS.get(kind, ())
    preprints: dict[str, str] = table("citations")["containers"]
    return preprints.get(kind) or _text(values, *slots, *_ANY_CONTAINER)


_CONTAINERS = {
    "citation": ("encyclopedia", "periodical"),
    "conference": ("periodical", "book-title", "conference"),
    "encyclopedia": ("encyclopedia", "periodical"),
    "episode": ("series",),
    "mailing-list": ("mailing-list",),
    "newsgroup": ("newsgroup",),
    "speech": ("conference",),
}
_ANY_CONTAINER = ("periodical", "encyclopedia", "book-title", "script-periodical")


def _text(values: Values, *slots: str) -> str | None:
    for slot in slots:
        if found := values.get(slot):
            return found.text
    return None


def _without_language(script: str | None) -> str | None:
    """`ja:東京タワー` names its language first."""
    return _LANGUAGE.sub("", script) or None if script else None


_LANGUAGE = re.compile(r"^[a-z]{2,3}\s*:\s*")
