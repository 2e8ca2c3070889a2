"""Titles as MediaWiki reads them, from what an editor wrote.

    foo_bar            →  Foo bar
    file : x.JPG       →  namespace 6, File:X.JPG
    :fr:Santé#Droit    →  interwiki fr, Santé, fragment Droit, leading colon
    caf%C3%A9 &amp; x  →  Café & x
    a|b, <x>, ../x     →  not a title

Left alone: whether a page of that title exists, and the title's meaning in another wiki. The rules are those of
MediaWiki's MediaWikiTitleCodec, Title::newFromText, Parser::handleInternalLinks and Sanitizer::escapeIdForAttribute
(https://www.mediawiki.org/wiki/Manual:Title.php).
"""

import re
import unicodedata
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple
from urllib.parse import unquote

from wikiextract.names.wikis import Wiki

_LONG = 600
"""Texts longer than this cannot be titles (255 bytes, three characters a byte at most) and are not remembered."""

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9,'()-]*(?: [A-Za-z0-9,'()-]+)*")
_BLANKS = re.compile("[ _\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e]+")
_ENTITY = re.compile(r"&(?:#([0-9]{1,10})|#[xX]([0-9A-Fa-f]{1,8})|([A-Za-z0-9]{2,40}));")
_ILLEGAL = re.compile(r"[\x00-\x1f\x7f#<>\[\]{|}\ufffd]|%[0-9A-Fa-f]{2}|&[^\x00-/:-@\[-`{-\x7f]+;")
_RELATIVE = re.compile(r"\.{1,2}(?:/|\Z)")
_MODIFIER = re.compile(r"(?:subst|safesubst|msgnw|msg|raw):\s*", re.IGNORECASE)
_SPACE = re.compile(r"[\t\n\f\r ]")


class Target(NamedTuple):
    """What a link points to. `full` and `name` have blanks, not underscores."""

    full: str
    """The title with its namespace's local name ("Kategorie:Foo"); empty for a link to a section of the page itself."""
    name: str
    """The title without namespace and interwiki prefix ("Foo")."""
    namespace: int
    """The namespace's number; 0 for another wiki's pages, whose namespaces are not known here."""
    fragment: str | None
    """What stands behind `#`, with blanks; None without or when empty."""
    interwiki: str | None
    """The prefix of another wiki in lower case ("fr", "wikt"), or None."""
    leading_colon: bool
    """Whether a colon (or the wiki's own language) stands before it: a link, not a category, file or language link."""


def decoded(text: str) -> str:
    """`text` with its character references (`&amp;`, `&#91;`, `&#x5b;`) decoded once; unknown ones stay."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return html5.get(name + ";", match[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    allowed = (
        code in (9, 10, 13)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
    return chr(code) if allowed else "\ufffd"


def folded(text: str) -> str:
    """`text` without bidi marks, every run of blanks and underscores one blank, trimmed."""
    if not text.isascii():
        text = _BIDI.sub("", text)
    return _BLANKS.sub(" ", text).strip(" ")


def ucfirst(text: str, language: str = "en") -> str:
    """`text` with its first code point in upper case where that is one code point ("ß" stays), as MediaWiki does.

    Turkish and its neighbours have a dotted capital I; Georgian has no capitals in titles.
    """
    if not text:
        return text
    first = text[0]
    if first == "i" and language in ("tr", "az", "kaa"):
        return "İ" + text[1:]
    upper = first.upper()
    if (
        upper == first
        or len(upper) != 1
        or "\u10d0" <= first <= "\u10ff"
        or unicodedata.category(first) == "Lt"
    ):
        return text
    return upper + text[1:]


def canonical_title(text: str) -> str:
    """The title that `text` names: references and valid %XX decoded, blanks folded, first letter upper."""
    if _PLAIN.fullmatch(text):
        return text if text[0] < "a" else ucfirst(text)
    return _canonical(text) if len(text) <= _LONG else _canonical.__wrapped__(text)


@lru_cache(maxsize=1 << 14)
def _canonical(text: str) -> str:
    return ucfirst(folded(_references(unquote(text) if "%" in text else text)))


def _references(text: str) -> str:
    plain = decoded(text)
    return text if plain == text else unicodedata.normalize("NFC", plain)


def target(text: str, wiki: Wiki) -> Target | None:
    """What `text`, the part of `[[…]]` before the first `|`, points to; None if MediaWiki makes no link of it."""
    return _target(text, wiki) if len(text) <= _LONG else _target.__wrapped__(text, wiki)


@lru_cache(maxsize=1 << 15)
def _target(text: str, wiki: Wiki) -> Target | None:
    if len(text) <= 255 and _PLAIN.fullmatch(text):
        title = text if text[0] < "a" else ucfirst(text, wiki.language)
        return Target(title, title, 0, None, None, False)
    if "%" in text:
        text = unquote(text)
    stripped = text.strip()
    if "\n" in text or stripped.lower().startswith(wiki.protocols):
        return None
    return _split(folded(_references(stripped)), wiki)


def _split(title: str, wiki: Wiki) -> Target | None:
    """The parts of a title with blanks folded, by the order of MediaWiki's splitTitleString."""
    colon = title.startswith(":")
    rest = title[1:].lstrip(" ") if colon else title
    if not rest:
        return None
    namespace, interwiki, rest, own = _prefixed(rest, wiki)
    if interwiki and rest.startswith(":"):
        rest = rest[1:].strip(" ")
    name, found, fragment = rest.partition("#")
    name = name.rstrip(" ")
    if interwiki is None:
        name = ucfirst(name, wiki.language)
    if not _legal(name, namespace) or not (name or namespace == 0 or interwiki):
        return None
    if not (name or found or interwiki) or (namespace == 1 and _prefixed(name, wiki)[:2] != (0, None)):
        return None
    prefix = f"{wiki.namespace_names.get(namespace, '')}:" if namespace else ""
    return Target(prefix + name, name, namespace, fragment.strip(" ") or None, interwiki, colon or own)


def _prefixed(rest: str, wiki: Wiki) -> tuple[int, str | None, str, bool]:
    """(namespace, interwiki prefix, remaining title, whether the wiki's own language stood before it and was dropped).

    A prefix of the own language makes a link of what follows, as a leading colon does.
    """
    own = False
    while True:
        prefix, found, behind = rest.partition(":")
        key = prefix.rstrip(" ").lower()
        behind = behind.lstrip(" ")
        if not found or not key:
            return 0, None, rest, own
        if (number := wiki.namespaces.get(key)) is not None:
            return number, None, behind, own
        if key == wiki.language and behind:
            rest, own = behind, True
        elif key in wiki.interlanguage or key in wiki.interwiki:
            return 0, key, behind, own
        else:
            return 0, None, rest, own


def _legal(name: str, namespace: int) -> bool:
    """Whether MediaWiki takes `name` as a title: characters, relative paths, signatures, length in bytes."""
    if _ILLEGAL.search(name) or name.startswith(":") or "~~~" in name:
        return False
    if "." in name and (
        _RELATIVE.match(name) or "/./" in name or "/../" in name or name.endswith(("/.", "/.."))
    ):
        return False
    return len(name) <= 63 or len(name.encode("utf-8", "replace")) <= (512 if namespace == -1 else 255)


def title_variables(title: str, wiki: Wiki) -> dict[str, str]:
    """What the variables that name the page show on a page of that title: `pagename`, `fullpagename`, `namespace` …

    Empty for what is no title. https://www.mediawiki.org/wiki/Help:Magic_words#Page_names
    """
    named = target(title, wiki)
    if named is None or not named.name:
        return {}
    base, slash, last = named.name.rpartition("/")
    return {
        "pagename": named.name,
        "fullpagename": named.full,
        "basepagename": base if slash else named.name,
        "subpagename": last,
        "rootpagename": named.name.partition("/")[0],
        "namespace": named.full[: -len(named.name)].rstrip(":"),
        "namespacenumber": str(named.namespace),
    }


def template_name(text: str, wiki: Wiki) -> str:
    """The template that `text`, standing before the first `|` of `{{…}}` with comments removed, transcludes.

    The template namespace's prefix and `subst:`, `safesubst:`, `msgnw:` are dropped; other namespaces keep their local
    name ("Benutzer:Foo"), and a page of the main namespace its colon (":Foo"). Never fails: what is no title is folded.
    """
    if _PLAIN.fullmatch(text):
        return text if text[0] < "a" else ucfirst(text, wiki.language)
    return _template(text, wiki) if len(text) <= _LONG else _template.__wrapped__(text, wiki)


@lru_cache(maxsize=1 << 14)
def _template(text: str, wiki: Wiki) -> str:
    name = text.strip()
    while match := _MODIFIER.match(name):
        name = name[match.end() :]
    name = folded(_SPACE.sub(" ", _references(name)))
    colon = name.startswith(":")
    if colon:
        name = name[1:].lstrip(" ")
    prefix, found, rest = name.partition(":")
    number = wiki.namespaces.get(prefix.rstrip(" ").lower()) if found else None
    if number is not None and rest.strip(" "):
        name = ucfirst(rest.strip(" "), wiki.language)
        return name if number == 10 else f"{wiki.namespace_names[number]}:{name}"
    if "#" in name[1:] and not name.startswith("#"):
        name = name.partition("#")[0].rstrip(" ")
    return (":" if colon else "") + ucfirst(name, wiki.language)


def anchor(text: str) -> str:
    """The id that MediaWiki (HTML5 mode) gives to a heading whose text, as a reader sees it, is `text`.

    Blanks become `_`; everything else stays. That a second heading of the same id (in any case) gets `_2` is the
    caller's business, who knows the page.
    """
    return _SPACE.sub("_", folded(_SPACE.sub(" ", text)))
