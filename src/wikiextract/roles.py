"""What a template is for: one word of a closed vocabulary, from its name.

    "infobox medical condition (new)", "taxobox"   infobox
    "cite journal", "internetquelle"               citation
    "endocrine-disease-stub"                       stub
    "medical citation needed"                      inline_notice
    "calcium"                                      other   (perhaps a navbox: the name does not tell)

Names are table keys: canonical, in lower case. Exact names come first, then the wiki's own words, then the openings
and endings of names. Left alone: what the place of a template tells, which is for those who see the page. The names
are in `data/roles.json`, the wiki's own in its table (https://en.wikipedia.org/wiki/Wikipedia:Template_index).
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, Protocol

from wikiextract.data import table

ROLES: Final = (
    "authority_control",
    "chart",
    "citation",
    "coordinates",
    "date_style",
    "default_sort",
    "disambiguation",
    "display_title",
    "external_link",
    "formatting",
    "hatnote",
    "identifier",
    "image",
    "infobox",
    "inline_notice",
    "magic_word",
    "medical_resources",
    "metadata",
    "navbox",
    "notice",
    "other",
    "portal",
    "protection",
    "quality",
    "quote",
    "redirect_category",
    "reference",
    "reference_list",
    "set_index",
    "short_citation",
    "short_description",
    "sister_project",
    "stub",
    "toc",
)
"""Every word that `role` can answer."""


class Words(Protocol):
    """What is asked of a wiki's tables: its own names of infoboxes and disambiguation templates, in lower case."""

    @property
    def infobox_words(self) -> frozenset[str]:
        """Words that open or close the names of infoboxes."""
        ...

    @property
    def infobox_names(self) -> Mapping[str, str]:
        """Infoboxes known by name, to their kind."""
        ...

    @property
    def template_roles(self) -> Mapping[str, str]:
        """Templates whose role on this wiki is not what their name would mean elsewhere."""
        ...

    @property
    def disambiguation(self) -> frozenset[str]:
        """Templates of disambiguation pages."""
        ...


@lru_cache(maxsize=1 << 14)
def role(key: str, wiki: Words | None = None) -> str:
    """The role of the template whose lower-case canonical name is `key`; "other" where the name does not tell."""
    if wiki is not None:
        if (own := wiki.template_roles.get(key)) is not None:
            return own
        if key in wiki.infobox_names:
            return "infobox"
        if key in wiki.disambiguation:
            return "disambiguation"
    found = _exact().get(key)
    if found is not None:
        return found
    if wiki is not None and any(_opens_or_closes(key, word) for word in wiki.infobox_words):
        return "infobox"
    return _patterned(key)


def function_role(name: str, argument: str = "") -> str:
    """The role of the parser function or variable of that canonical name ("defaultsort", "#tag" with "ref", "#if")."""
    roles = table("roles")
    if name == "#tag":
        tagged: str = roles["function_tags"].get(argument.strip().lower(), "magic_word")
        return tagged
    found: str = roles["functions"].get(name, "magic_word")
    return found


def infobox_kind(name: str, wiki: Words | None = None) -> str:
    """What an infobox is about, in lower case: its name without the word for infobox and without "(new)", "(old)".

    "Infobox medical condition (new)" gives "medical condition", "Taxobox" "taxobox". The kind of a box in another
    language is the English one where the wiki's table knows it ("Infobox ICD" on dewiki: "medical condition").
    """
    key = name.lower()
    if wiki is not None and key in wiki.infobox_names:
        return wiki.infobox_names[key]
    known: str | None = table("roles")["kinds"].get(key)
    if known is not None:
        return known
    kind = key
    for note in ("(new)", "(old)"):
        kind = kind.removesuffix(note).rstrip()
    words = sorted({"infobox", *(wiki.infobox_words if wiki else ())}, key=len, reverse=True)
    for word in words:
        if kind.startswith(word) and not kind[len(word) : len(word) + 1].isalpha():
            kind = kind[len(word) :]
        elif kind.endswith(word):
            kind = kind[: -len(word)]
        else:
            continue
        break
    return kind.strip(" -–/:_") or key


@lru_cache(maxsize=1)
def _exact() -> dict[str, str]:
    roles = table("roles")
    names = {name: role for role, members in roles["names"].items() for name in members}
    names.update(dict.fromkeys(roles["infoboxes"], "infobox"))
    names.update(dict.fromkeys(roles["not_infoboxes"], "formatting"))
    return names


@lru_cache(maxsize=1)
def _rules() -> tuple[dict[str, Any], dict[str, Any]]:
    """Openings and endings by their role, each a tuple that str.startswith and str.endswith take."""
    roles = table("roles")
    prefixes = {role: tuple(words) for role, words in roles["prefixes"].items()}
    suffixes = {role: tuple(words) for role, words in roles["suffixes"].items()}
    return prefixes, suffixes


def _patterned(key: str) -> str:
    if (called := _of_call(key)) is not None:
        return called
    prefixes, suffixes = _rules()
    if key.startswith(prefixes["infobox"]):
        return "infobox"
    for role, words in suffixes.items():
        if key.endswith(words):
            return role
    for role, words in prefixes.items():
        if key.startswith(words):
            return role
    return "other"


def _of_call(key: str) -> str | None:
    """The role of a parser function or variable, as far as its English name in lower case tells."""
    head, colon, argument = key.partition(":")
    if head[:1] == "#" and colon:
        return function_role(head, argument)
    if colon:
        function = _functions().get(head.rstrip())
        return None if function is None else function_role(function, argument)
    return "magic_word" if key in _variables() else None


@lru_cache(maxsize=1)
def _functions() -> dict[str, str]:
    """Functions that are written without `#`, by their English words in lower case."""
    words = table("wikis/_common")
    hashed = words["hashed_functions"]
    return {
        word.lower(): key for key, forms in words["functions"].items() if key not in hashed for word in forms
    }


@lru_cache(maxsize=1)
def _variables() -> frozenset[str]:
    """Variables whose English words no template has for a name."""
    words = table("wikis/_common")["variables"]
    openings = ("current", "local", "revision", "numberof", "namespace")
    return frozenset(
        word.lower()
        for key, forms in words.items()
        for word in forms
        if key.startswith(openings) or key.rstrip("e").endswith(("pagename", "talkspace", "subjectspace"))
    )


def _opens_or_closes(key: str, word: str) -> bool:
    """Whether the name begins or ends with the whole word ("ficha de planta", "betegség infobox", "info/química")."""
    if key.startswith(word):
        return len(key) == len(word) or not key[len(word)].isalpha()
    return key.endswith(word) and not key[-len(word) - 1].isalpha()
