"""The words of one wiki: namespaces, magic words, image options, link trail.

    wiki("de").namespace("Bild")     6
    wiki("de").namespace("image")    6       canonical English names work on every wiki
    wiki("xx").known                 False   no table: English words

The tables are what each wiki answers to `api.php?action=query&meta=siteinfo`
(https://www.mediawiki.org/wiki/API:Siteinfo): the words of MediaWiki's language files, along each language's chain of
fallbacks (https://www.mediawiki.org/wiki/Manual:Language), and the site's own. `data/wikis/_common.json` has the
English words that work everywhere, `data/wikis/<language>.json` what one wiki adds. Only the wiki that is asked for is
read.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from wikiextract.data import table

_LANGUAGE = re.compile(r"[a-z]{2,12}(?:-[a-z]{1,12}){0,2}")


@dataclass(frozen=True, slots=True, eq=False)
class Wiki:
    """One wiki's words. Compared by identity: `wiki` gives the same object for the same language."""

    language: str
    """The code that was asked for, in lower case."""
    known: bool
    """False where there is no table for the language and English words stand in."""
    namespaces: Mapping[str, int]
    """Every name and alias of a namespace, in lower case with blanks, to its number."""
    namespace_names: Mapping[int, str]
    """The primary local name of each namespace ("Datei"), without the main one."""
    redirect: re.Pattern[str]
    """Matches, at the start of a page, the redirect word up to and with the opening `[[`."""
    functions: Mapping[str, str]
    """Parser functions as written before the colon (in lower case unless case matters) to `#if`, `lc` …"""
    variables: Mapping[str, str]
    """Variables as written (in lower case unless case matters) to `pagename`, `!`, `=`."""
    case_sensitive: frozenset[str]
    """Identifiers of functions, variables and switches whose words must be in the case given."""
    switches: Mapping[str, str]
    """Behaviour switches (`__NOTOC__`) to their identifiers (`notoc`); in lower case unless case matters."""
    switch: re.Pattern[str]
    """Matches one behaviour switch anywhere in the text."""
    image_words: Mapping[str, str]
    """Image options that are one word (`thumb`) to their identifiers (`thumbnail`)."""
    image_prefixes: Mapping[str, str]
    """What stands before the value in image options (`alt=`, `page `) to their identifiers."""
    image_suffixes: Mapping[str, str]
    """What stands behind the value in image options (`px`) to their identifiers."""
    link_trail: re.Pattern[str]
    """Matches the letters behind `]]` that belong to the link's text; it may match nothing."""
    link_prefix: re.Pattern[str] | None
    """Matches one of the letters before `[[` that belong to the link's text; None where none does."""
    magic_links: bool
    """Whether bare `ISBN …`, `PMID …` and `RFC …` are links."""
    interlanguage: frozenset[str]
    """Prefixes of the other language editions, in lower case."""
    interwiki: frozenset[str]
    """Prefixes of other sites, in lower case."""
    extension_tags: frozenset[str]
    """Names of the tags whose content is not wikitext of the page (`ref`, `math`, …)."""
    variants: tuple[str, ...]
    """Codes of the scripts that the language is written in, in the order of their fallbacks; none for most."""
    protocols: tuple[str, ...]
    """What an external link may begin with (`https://`, `mailto:`, `//`)."""
    infobox_words: frozenset[str]
    """Words that open or close the names of infoboxes, in lower case, besides "infobox"."""
    infobox_names: Mapping[str, str]
    """Infoboxes known by name (in lower case) to their kind ("medical condition")."""
    template_roles: Mapping[str, str]
    """Templates (in lower case) whose role on this wiki is not what their name would mean elsewhere."""
    disambiguation: frozenset[str]
    """Templates of disambiguation pages, in lower case."""
    disambiguation_suffix: str | None
    """What stands in parentheses behind the title of a disambiguation page."""

    def namespace(self, prefix: str) -> int | None:
        """The number of the namespace that `prefix` (without colon, in any case) names, or None."""
        return self.namespaces.get(" ".join(prefix.replace("_", " ").split()).lower())


def wiki(language: str) -> Wiki:
    """The words of the wiki in `language` ("en", "nb", "pt-BR"); English ones, `known` False, where there are none."""
    return _wiki(language[:40].strip().lower().replace("_", "-"))


@lru_cache(maxsize=256)
def site_wiki(language: str, namespaces: tuple[tuple[int, str], ...]) -> Wiki:
    """The words of the wiki in `language` whose own namespaces are these, as a dump lists them; those of the language
    hold beside them."""
    base = wiki(language)
    numbers = {name.replace("_", " ").lower(): number for number, name in namespaces}
    names = dict(namespaces)
    if numbers.items() <= base.namespaces.items() and names.items() <= base.namespace_names.items():
        return base
    return replace(
        base,
        namespaces={**base.namespaces, **numbers},
        namespace_names={**base.namespace_names, **names},
    )


@lru_cache(maxsize=256)
def _wiki(language: str) -> Wiki:
    common = table("wikis/_common")
    local = _local(language, common["languages"])
    own = local if local is not None else table("wikis/en")
    sensitive = frozenset[str](common["case_sensitive"])
    namespaces, names = _namespaces(common, own)
    hashed = frozenset[str](common["hashed_functions"])
    switches = _merged(common["switches"], own.get("switches", {}))
    words, prefixes, suffixes = _image_options(_merged(common["image_options"], own.get("image_options", {})))
    return Wiki(
        language=language,
        known=local is not None,
        namespaces=namespaces,
        namespace_names=names,
        redirect=_redirect([*own.get("redirect", ()), *common["redirect"]]),
        functions=_functions(_merged(common["functions"], own.get("functions", {})), hashed, sensitive),
        variables=_by_word(
            _merged(common["variables"], _variables(common["variables"], own, hashed)), sensitive
        ),
        case_sensitive=sensitive,
        switches=_by_word(switches, sensitive),
        switch=_switch(switches, sensitive),
        image_words=words,
        image_prefixes=prefixes,
        image_suffixes=suffixes,
        link_trail=re.compile(own["link_trail"]),
        link_prefix=re.compile(own["link_prefix"]) if "link_prefix" in own else None,
        magic_links=own.get("magic_links", False),
        interlanguage=frozenset(common["interlanguage"]),
        interwiki=frozenset(common["interwiki"]),
        extension_tags=frozenset(common["extension_tags"]),
        variants=tuple(own.get("variants", ())),
        protocols=tuple(common["protocols"]),
        infobox_words=frozenset(own.get("infobox_words", ())),
        infobox_names=own.get("infobox_names", {}),
        template_roles=own.get("template_roles", {}),
        disambiguation=frozenset(own.get("disambiguation", ())),
        disambiguation_suffix=own.get("disambiguation_suffix"),
    )


def _local(language: str, synonyms: Mapping[str, str]) -> dict[str, Any] | None:
    """The table of a language, of its synonym, or of the language without its region ("pt-br" → "pt")."""
    if not _LANGUAGE.fullmatch(language):
        return None
    code = synonyms.get(language, language)
    for candidate in (code, code.split("-")[0]):
        try:
            own: dict[str, Any] = table(f"wikis/{candidate}")
        except FileNotFoundError:
            continue
        return _with_fallback(own)
    return None


def _with_fallback(own: dict[str, Any]) -> dict[str, Any]:
    """A wiki's table with the words that MediaWiki takes from the language it falls back to, behind its own."""
    if "fallback" not in own:
        return own
    base = table(f"wikis/{own['fallback']}")
    whole = {**own, "redirect": [*own.get("redirect", ()), *base.get("redirect", ())]}
    for key in ("namespaces", "functions", "variables", "switches", "image_options"):
        whole[key] = _merged(base.get(key, {}), own.get(key, {}))
    return whole


def _namespaces(common: dict[str, Any], own: dict[str, Any]) -> tuple[dict[str, int], dict[int, str]]:
    names = {int(number): name for number, name in common["namespaces"].items()}
    numbers = {name.lower(): number for number, name in names.items()} | common["namespace_aliases"]
    for key, words in own.get("namespaces", {}).items():
        names[int(key)] = words[0]
        numbers.update((word.replace("_", " ").lower(), int(key)) for word in words)
    return numbers, names


def _merged(common: Mapping[str, list[str]], own: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {key: [*own.get(key, ()), *common.get(key, ())] for key in {**common, **own}}


def _cased(word: str, key: str, sensitive: frozenset[str]) -> str:
    return word if key in sensitive else word.lower()


def _by_word(words: Mapping[str, Iterable[str]], sensitive: frozenset[str]) -> dict[str, str]:
    return {_cased(word, key, sensitive): key for key, forms in words.items() for word in forms}


def _functions(
    functions: Mapping[str, list[str]], hashed: frozenset[str], sensitive: frozenset[str]
) -> dict[str, str]:
    """Words to functions. Where two share a word, the one whose case matters has it, as in MediaWiki."""
    found: dict[str, str] = {}
    for key in sorted(functions, key=sensitive.__contains__):
        mark = "#" if key in hashed else ""
        found.update((mark + _cased(word, key, sensitive), mark + key) for word in functions[key])
    return found


def _variables(
    common: Mapping[str, list[str]], own: Mapping[str, Any], hashed: frozenset[str]
) -> dict[str, list[str]]:
    """The wiki's own words for variables: those of the functions of the same name, which the table has once, too."""
    variables, functions = own.get("variables", {}), own.get("functions", {})
    return {
        key: [
            *variables.get(key, ()),
            *(("#" if key in hashed else "") + word for word in functions.get(key, ())),
        ]
        for key in common
    }


def _redirect(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, words))})\s*:?\s*\[\[", re.IGNORECASE)


def _switch(switches: Mapping[str, Iterable[str]], sensitive: frozenset[str]) -> re.Pattern[str]:
    exact = [re.escape(word) for key, words in switches.items() if key in sensitive for word in words]
    folded = [re.escape(word) for key, words in switches.items() if key not in sensitive for word in words]
    return re.compile(f"{'|'.join(exact)}|(?i:{'|'.join(folded)})")


def _image_options(options: Mapping[str, list[str]]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Split into words, prefixes and suffixes by where the value `$1` stands. `thumb=x` is not `thumb`.

    Where two options share a word, the first has it ("center" before "middle"), as in MediaWiki.
    """
    words: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    suffixes: dict[str, str] = {}
    for key, forms in options.items():
        name = key.replace("_", "-")
        for form in forms:
            before, value, behind = form.partition("$1")
            if not value:
                words.setdefault(form, name)
            elif before:
                prefixes.setdefault(before, name)
            else:
                suffixes.setdefault(behind, name)
    return words, prefixes, suffixes
