"""A bibliography: the works that citations cite, one entry each, with keys that stay.

    le2021calcinosis-5d1c3e
    ^family name, year and a word of the title
                     ^of the rest of the entry

A key depends on its own work alone: not on where it is cited, nor on what else is. Two works differ when anything
differs but what concerns a visit: the day of access, the copy, words quoted. Citations of the same work make one
entry, which has the latest day of access and the remarks of all.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from wikiextract.bibliography.csl import Item, Remark, work_of
from wikiextract.bibliography.dates import iso_parts
from wikiextract.data import table
from wikiextract.models import Citation


class Entry(NamedTuple):
    """A work under its key: what all three formats are made from."""

    key: str
    item: Item
    remarks: tuple[Remark, ...]


class Bibliography:
    """Collects citations, of any number of pages."""

    def __init__(self) -> None:
        self.works: dict[str, tuple[Item, dict[Remark, None]]] = {}
        self.left_out = 0
        """How many citations name neither title, person, address nor identifier."""

    def add(self, citation: Citation) -> None:
        """Adds the work that `citation` cites."""
        work = work_of(citation)
        if work is None:
            self.left_out += 1
            return
        item, remarks = self.works.setdefault(_digest(work.item), (work.item, {}))
        remarks.update(dict.fromkeys(work.remarks))
        days = [date for date in (item.get("accessed"), work.item.get("accessed")) if date]
        if days:
            item["accessed"] = max(days, key=iso_parts)

    def entries(self) -> Iterator[Entry]:
        """The works in the order in which they are first cited, each with its key."""
        stems = {digest: _stem(item) for digest, (item, _) in self.works.items()}
        taken = Counter(_key(stem, digest) for digest, stem in stems.items())
        for digest, (item, remarks) in self.works.items():
            key = _key(stems[digest], digest)
            # Two different works under one key: about one in sixteen million of those with the same stem.
            yield Entry(key if taken[key] == 1 else f"{stems[digest]}-{digest}", item, tuple(remarks))

    def items(self) -> list[Item]:
        """The works as CSL-JSON items, the remarks as lines of `note`."""
        return [
            {"id": key, **item} | ({"note": "\n".join(map(": ".join, remarks))} if remarks else {})
            for key, item, remarks in self.entries()
        ]


def csl_items(citations: Iterable[Citation]) -> list[Item]:
    """The works that `citations` cite, as CSL-JSON items: what reference managers and citation processors read.

    Each has an `id` that depends on the work alone. Citations of the same work give one item; one that names neither
    title, person, address nor identifier gives none. See https://docs.citationstyles.org.
    """
    bibliography = Bibliography()
    for citation in citations:
        bibliography.add(citation)
    return bibliography.items()


def _digest(item: Item) -> str:
    work = {name: value for name, value in item.items() if name != "accessed"}
    return sha256(json.dumps(work, sort_keys=True).encode()).hexdigest()[:32]


def _key(stem: str, digest: str) -> str:
    return f"{stem}-{digest[:6]}"


def _stem(item: Item) -> str:
    """Family name, year and first word of the title that is not a small one, in ASCII letters and digits."""
    small: list[str] = table("bibliography")["small_words"]
    people = item.get("author") or item.get("editor") or [{}]
    name = people[0].get("family") or people[0].get("literal", "")
    families = _words(name)
    family = "".join(families) if "family" in people[0] else next((w for w in families if w not in small), "")
    year = next((str(abs(parts[0])) for parts in item.get("issued", {}).get("date-parts", ())), "")
    title = next((w for w in _words(item.get("title", "")) if w not in small and not w.isdigit()), "")
    parts = [family, year, title] if family else [title, year]
    stem = "".join(parts)[:40]
    return stem if stem[:1].isalpha() else f"work{stem}"


def _words(text: str) -> list[str]:
    letters: dict[str, str] = table("bibliography")["letters"]
    spelt = "".join(letters.get(letter, letter) for letter in text.lower())
    plain = unicodedata.normalize("NFKD", spelt.replace("'", "").replace("’", "").replace("-", ""))
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


_WORD = re.compile("[a-z0-9]+")
