"""Identifiers of publications where no citation template says that they are some.

    PMID 28846311 · ISBN 0-306-40615-2 · doi:10.1000/182            words of the text
    https://doi.org/10.1000/182 · https://pubmed.ncbi.nlm.nih.gov/28846311/ · https://arxiv.org/abs/2101.00001
    {{doi|10.1000/182}} · {{ISBN|0-306-40615-2}}                    templates that show one
    [[Special:BookSources/0306406152|…]]                            links to the page that looks books up

Each is checked by the rule of its scheme (`wikiextract.identifiers`); books at Google and items of the Internet Archive
have no rule. The words and addresses stand in data/recognised.json.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from wikiextract.data import table
from wikiextract.identifiers import check
from wikiextract.models import BareIdentifier, trusted

_identifier = trusted(BareIdentifier)

_GOOGLE: Final = re.compile(r"(?:books\.google\.|(?:www\.)?google\.[a-z.]+/books)")
_LONGEST: Final = 500
_TRAILING: Final = ".,;:!?'"


class Named(NamedTuple):
    """An identifier as it stands in the source."""

    scheme: str
    raw: str
    span: tuple[int, int]


def in_text(text: str, offset: int) -> Iterator[Named]:
    """The identifiers that words of `text` name; it begins at `offset` of the source."""
    for match in _words().finditer(text):
        scheme = match.lastgroup or ""
        start, end = match.span(scheme)
        raw = _ended(match[scheme])
        yield Named(scheme, raw, (offset + start, offset + min(end, start + len(raw))))


@cache
def _words() -> re.Pattern[str]:
    """What stands before an identifier of each scheme, and the identifier as a group of the scheme's name."""
    words: dict[str, tuple[str, str]] = table("recognised")["words"]
    parts = "|".join(f"{before}(?P<{scheme}>{form})" for scheme, (before, form) in words.items())
    return re.compile(rf"(?<![^\W_])(?:{parts})(?![0-9])")


def _ended(raw: str) -> str:
    """An identifier without the punctuation of the sentence behind it."""
    end, unopened = len(raw), raw.count(")") - raw.count("(")
    while end and (raw[end - 1] in _TRAILING or (raw[end - 1] == ")" and unopened > 0)):
        end -= 1
        unopened -= raw[end] == ")"
    return raw[:end]


def in_address(address: str) -> tuple[str, str] | None:
    """The scheme and identifier that an address leads to; None where it names none."""
    parts = host_and_path(address)
    if parts is None:
        return None
    host, rest = parts
    if _GOOGLE.match(f"{host}{rest}"):
        found = _first(table("recognised")["google_books"], rest, re.search)
    else:
        hosts: dict[str, list[tuple[str, str]]] = table("recognised")["hosts"]
        found = _first(hosts.get(host.removeprefix("www."), []), rest, re.match)
    if found is None:
        return None
    scheme, raw = found[0], unquote(found[1])
    return (scheme, _without_ending(raw) if scheme == "doi" else raw)


def host_and_path(address: str) -> tuple[str, str] | None:
    """The host of an address in lower case, and what follows it; None for what is no address of the web."""
    scheme, mark, rest = address.partition("//")
    if not mark or scheme.lower() not in ("http:", "https:", ""):
        return None
    host, slash, path = rest.partition("/")
    return host.rpartition("@")[2].partition(":")[0].lower(), f"{slash}{path}"


Search = Callable[[str, str, int], "re.Match[str] | None"]


def _first(patterns: Sequence[tuple[str, str]], path: str, search: Search) -> tuple[str, str] | None:
    """The scheme and the group of the first pattern that fits."""
    for scheme, pattern in patterns:
        if match := search(pattern, path, re.IGNORECASE):
            return scheme, match[1]
    return None


def _without_ending(doi: str) -> str:
    """A DOI in the address of a publisher's page without what names the form of the page."""
    endings: tuple[str, ...] = tuple(table("recognised")["doi_endings"])
    while len(doi) < _LONGEST and doi.endswith(endings):
        doi = doi[: -max(len(ending) for ending in endings if doi.endswith(ending))]
    return doi.rstrip("/")


def archived_address(address: str) -> str | None:
    """What an archive keeps a copy of, empty where its address does not tell; None if it is no archive's address."""
    _, mark, rest = address.partition("//")
    if not mark:
        return None
    for pattern in _archives():
        if match := pattern.match(rest):
            original = match[1] or ""
            return f"http://{original}" if original and "//" not in original[:10] else original
    return None


@cache
def _archives() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in table("recognised")["archives"])


def checked(named: Named) -> BareIdentifier:
    """The identifier by the rule of its scheme."""
    judged = check(named.scheme, named.raw)
    return _identifier(
        scheme=named.scheme,
        value=judged.value,
        raw=named.raw,
        valid=judged.valid,
        reason=judged.reason,
        url=judged.url,
        span=named.span,
    )
