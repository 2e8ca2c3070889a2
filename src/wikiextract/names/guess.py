"""Which wiki a page is from, by its words: namespaces, redirects, magic words, templates, section titles.

    [[Kategorie:Gestein]] … == Einzelnachweise == … {{Literatur|…}}      de
    [[Category:Rocks]] … == References ==                                en

Each word that some wikis have speaks for those wikis, the more the fewer they are. English words work on every wiki,
but others seldom use them: they speak a little for English. The script speaks for the largest of its wikis. A page
links to itself in other languages, never in its own. Where nothing speaks it is English; between wikis that the words
do not tell apart, the larger one is guessed.

Left alone: the words of the prose itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from math import log
from typing import Final, NamedTuple

from wikiextract.data import table, tables
from wikiextract.names.sections import section_titles
from wikiextract.names.wikis import Wiki, wiki

_PREFIX = re.compile(r"\[\[[ _]*:?[ _]*([^\[\]|:#{}<>\n]{2,40})[ _]*:")
_INTERLANGUAGE = re.compile(r"^\[\[([a-zA-Z-]{2,12}):", re.MULTILINE)
_CALL = re.compile(r"\{\{[ _\n]*([^{}|<>\[\]\n:]{1,60})[ _]*(:?)")
_HEADING = re.compile(r"^={2,5}[ \t]*([^=\n]{2,60}?)[ \t]*={2,5}[ \t]*$", re.MULTILINE)
_OPTIONS = re.compile(r"\[\[[^\[\]|:{}\n]{2,40}:[^\[\]|{}\n]{1,200}\|((?:[^\[\]|{}\n]{0,40}\|)+)")
_REDIRECT = re.compile(r"\s*(#[^\s\[:]{2,40})")
_MOST: Final = 4000
"""How many words of a kind are looked at: a long page has said by then what it is."""


_ONLY_ENGLISH: Final = frozenset({"en"})
_INFOBOX: Final = "infobox "
_TELLING: Final = frozenset({"category", "file", "image", "defaultsort", "#redirect", _INFOBOX})
"""English words that every wiki takes and only English ones use much."""
_ENGLISH: Final = 0.15
"""The share of wikis that they are taken to speak for."""


_SCRIPT: Final = 3.0
"""What a page's script weighs: about as much as a word that one wiki in twenty has."""
_SAMPLE: Final = 20_000
_GOOD_PART: Final = 0.15


class Guess(NamedTuple):
    """A wiki's language, and the words that spoke for it, the most frequent first."""

    language: str
    words: tuple[str, ...]


def guessed_language(text: str) -> Guess:
    """The language of the wiki that `text` seems to be from; English, without words, where nothing tells."""
    known = _words()
    counts = Counter(word for word in _found(text) if word in known)
    scores: defaultdict[str, float] = defaultdict(float)
    for word, count in counts.items():
        languages = known[word]
        share = (
            _ENGLISH
            if languages == _ONLY_ENGLISH and word[0] != "heading"
            else len(languages) / len(tables("wikis"))
        )
        for language in languages:
            scores[language] -= log(share) * (1 + log(count))
    if (written := _script(text)) is not None:
        scores[written] += _SCRIPT
    linked = {match[1].lower() for match in _INTERLANGUAGE.finditer(text)}
    ranks = {language: rank for rank, language in enumerate(table("guess")["languages"])}
    candidates = [language for language in scores if language not in linked] or list(scores)
    if not candidates:
        return Guess("en", ())
    best = max(
        candidates, key=lambda language: (round(scores[language], 6), -ranks.get(language, len(ranks)))
    )
    said = [word[1].strip() for word, _ in counts.most_common() if best in known[word]]
    return Guess(best, tuple(said[:5]))


def _script(text: str) -> str | None:
    """The largest wiki of the script that a good part of the page's letters are in; None for Latin ones."""
    start = text[:_SAMPLE]
    letters = max(sum(map(str.isalpha, start)), 1)
    for language, block in table("guess")["scripts"].items():
        if len(re.findall(f"[{block}]", start)) / letters > _GOOD_PART:
            return str(language)
    return None


def _found(text: str) -> Iterator[tuple[str, str]]:
    """The words of a page, each with its kind, in lower case."""
    if (redirect := _REDIRECT.match(text)) is not None:
        yield "redirect", redirect[1].lower()
    for kind, pattern in (("prefix", _PREFIX), ("heading", _HEADING)):
        for match in islice(pattern.finditer(text), _MOST):
            yield kind, " ".join(match[1].replace("_", " ").split()).lower()
    for match in islice(_OPTIONS.finditer(text), _MOST):
        for option in match[1].split("|"):
            yield "option", option.strip().lower()
    for match in islice(_CALL.finditer(text), _MOST):
        name = " ".join(match[1].replace("_", " ").split()).lower()
        yield ("function" if match[2] else "template"), name
        if name.startswith(_INFOBOX):
            yield "template", _INFOBOX


@cache
def _words() -> Mapping[tuple[str, str], frozenset[str]]:
    """Each word that tells something, to the languages that have it."""
    found: dict[tuple[str, str], set[str]] = {}
    for language in tables("wikis"):
        for word in _of_wiki(wiki(language)):
            found.setdefault(word, set()).add(language)
    for dialect, entry in table("citations")["dialects"].items():
        for name in (*entry["templates"], *entry.get("only_there", ())):
            found.setdefault(("template", name), set()).add(dialect.partition("-")[0])
    english = {word for word in _of_wiki(wiki("en")) if word[0] != "heading"}
    english |= {("redirect", word.lower()) for word in table("wikis/_common")["redirect"]}
    english.add(("template", _INFOBOX))
    own = {word: frozenset(languages) for word, languages in found.items() if word not in english}
    return own | {word: _ONLY_ENGLISH for word in english if word[1] in _TELLING}


def _of_wiki(own: Wiki) -> Iterator[tuple[str, str]]:
    for name, number in own.namespaces.items():
        if number not in (4, 5) and name not in own.interlanguage:
            yield "prefix", name
    for name in own.functions:
        yield "function", name.lower()
    for option in own.image_words:
        yield "option", option.lower()
    for title in section_titles(own.language):
        yield "heading", title
    borrowed = table("roles")["kinds"]
    for name, kind in own.infobox_names.items():
        # Many wikis have boxes under their English names, which tell nothing.
        if name not in borrowed and kind != name.removeprefix(_INFOBOX):
            yield "template", name
    for name in own.disambiguation:
        yield "template", name
    local = table(f"wikis/{own.language}")
    for word in local.get("redirect", ()):
        yield "redirect", word.lower()
