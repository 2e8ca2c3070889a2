"""Which pages are wanted, found out before anything of them is parsed.

    namespaces   the page's namespace is one of these
    redirects    whether redirects are wanted
    templates    its text calls one of these: {{Name|…}}, {{ name }}, {{Template:Name …
    categories   its text is in one of these: [[Category:Name]], [[category:name|key]]
    sample       its number, scrambled, falls into this share of all numbers: the same pages each time

Names are compared as MediaWiki does (https://www.mediawiki.org/wiki/Manual:Page_title): `_` is a blank, several are
one, and the case of the first letter does not matter. Redirects of templates are other names; a call in a comment or in
<nowiki> counts. What a source does not say (the namespace of a text file) is no reason to leave a page out.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from wikiextract.names import wiki
from wikiextract.page import Page, Site

_TEMPLATE = 10
_CATEGORY = 14
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a page must be to be read; with nothing said every page is wanted."""

    namespaces: frozenset[int] | None = None
    redirects: bool = True
    templates: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sample: float = 1.0

    def outside(self, number: int | None, namespace: int | None, redirect: bool | None) -> bool:
        """Whether these facts of a page, each None where it is not known, leave it out."""
        if self.namespaces is not None and namespace is not None and namespace not in self.namespaces:
            return True
        if redirect and not self.redirects:
            return True
        return self.sample < 1 and number is not None and _share(str(number)) >= self.sample

    def impossible(self, xml: bytes | bytearray) -> bool:
        """Whether the escaped text of a page cannot hold what is wanted. Quick; `wanted` is exact."""
        for names in (self.templates, self.categories):
            if names and not any(_may_hold(xml, name) for name in names) and not _is_coded(xml):
                return True
        return False

    def wanted(self, page: Page) -> bool:
        """Whether all is as it is wanted."""
        redirect = None if self.redirects else _is_redirect(page)
        if self.outside(page.id, page.namespace, redirect):
            return False
        if self.sample < 1 and page.id is None and _share(page.title or page.source or "") >= self.sample:
            return False
        calls, places = self.templates, self.categories
        return (not calls or _calls(calls, page.site).search(page.text) is not None) and (
            not places or _places(places, page.site).search(page.text) is not None
        )


def _share(key: str) -> float:
    """A number from 0 to 1 that only `key` decides."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=7).digest()) / (1 << 56)


def _is_redirect(page: Page) -> bool:
    words = wiki((page.site and page.site.language) or "en")
    return words.redirect.match(page.text) is not None


def _is_coded(xml: bytes | bytearray) -> bool:
    """Whether letters may be written otherwise than as themselves: no export does, XML may."""
    return b"&#" in xml or b"<![CDATA[" in xml


def _may_hold(xml: bytes | bytearray, name: str) -> bool:
    word, pattern = _search(name)
    return word in xml and pattern.search(xml) is not None


@lru_cache(maxsize=1024)
def _search(name: str) -> tuple[bytes, re.Pattern[bytes]]:
    """The longest word of a name, and what its words look like one after the other, but for the first letter."""
    words = _WORD.findall(_folded(name)[1:])
    if not words:
        return b"", re.compile(b"")
    # What stands between words is blanks and signs, of which some are escaped.
    pattern = rb"[^\]}|]{1,40}?".join(re.escape(word.encode()) for word in words)
    return max(words, key=len).encode(), re.compile(pattern)


@lru_cache(maxsize=64)
def _calls(names: tuple[str, ...], site: Site | None) -> re.Pattern[str]:
    prefixes = _prefixes(_TEMPLATE, site)
    return re.compile(
        rf"\{{\{{[\s_]*(?:(?i:{prefixes})[ _]*:[ _]*)?(?:{_any(names)})[ _\t]*(?=\||\}}\}}|[\r\n]|<!--)"
    )


@lru_cache(maxsize=64)
def _places(names: tuple[str, ...], site: Site | None) -> re.Pattern[str]:
    prefixes = _prefixes(_CATEGORY, site)
    return re.compile(rf"\[\[[ _]*(?i:{prefixes})[ _]*:[ _]*(?:{_any(names)})[ _]*(?=\||\]\])")


def _any(names: Iterable[str]) -> str:
    return "|".join(map(_name, names))


def _name(name: str) -> str:
    folded = _folded(name)
    first, rest = folded[:1], folded[1:]
    forms = "|".join(sorted({re.escape(first.lower()), re.escape(first.upper())}))
    return f"(?:{forms})" + "[ _]+".join(map(re.escape, rest.split(" ")))


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").split())


def _prefixes(number: int, site: Site | None) -> str:
    """The names of a namespace on a wiki and everywhere."""
    words = wiki((site and site.language) or "en")
    names: Collection[str] = {name for name, value in words.namespaces.items() if value == number}
    own = {name.lower() for value, name in site.namespaces if value == number} if site else set()
    return "|".join("[ _]+".join(map(re.escape, name.split())) for name in sorted({*names, *own}))
