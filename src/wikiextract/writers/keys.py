"""Keys of pages: one for each document that is written, the same in every table.

page 12 of a dump                  → 12
page 12 again (older revision)     → 12/7             7 documents stand before it
a file, the fourth document        → page.txt/3
text without a source, the first   → /0
"""

import os
from array import array
from collections.abc import Iterable, Sequence
from typing import Final

from wikiextract.models import Document
from wikiextract.writers.places import Place, kept_file

_LARGEST = 1 << 30
"""Ids from here on always have their ordinal behind them, so that the marks of those seen stay within 128 MB."""
_NONE: Final = -1
"""Stands for a document without an id where ids are kept."""

Origin = tuple[int | None, str | None]
"""The id of a document's page, if it is known, and its source."""


def origins(documents: Sequence[Document]) -> list[Origin]:
    """What the keys of `documents` are made of."""
    return [(None if document.page is None else document.page.id, document.source) for document in documents]


class PageKeys:
    """Gives each document a key that no other has: its page's id, else (or when the id has been seen) with its ordinal.

    A bit for each id says whether it has been seen: ten megabytes for the eighty million ids of a large wiki.
    """

    def __init__(self) -> None:
        self.ordinal = 0
        self.seen = bytearray()

    def keys_of(self, documents: Iterable[Origin]) -> list[str]:
        """The keys of the next documents."""
        return [self._key(number, source) for number, source in documents]

    def _key(self, number: int | None, source: str | None) -> str:
        ordinal, self.ordinal = self.ordinal, self.ordinal + 1
        if number is None:
            return f"{source or ''}/{ordinal}"
        return str(number) if self._is_new(number) else f"{number}/{ordinal}"

    def _is_new(self, number: int) -> bool:
        if not 0 <= number < _LARGEST:
            return False
        place, bit = number >> 3, 1 << (number & 7)
        if place >= len(self.seen):
            self.seen.extend(bytes(max(place + 1, 2 * len(self.seen)) - len(self.seen)))
        new = not self.seen[place] & bit
        self.seen[place] |= bit
        return new


class KeptKeys(PageKeys):
    """Keys that are the same when a run is taken up again: the ids that were seen stand in a file of the place."""

    def __init__(self, place: Place, size: int) -> None:
        super().__init__()
        self.lasting = place.lasting
        self.waiting = array("q")
        self.file = kept_file(place.file("ids"), "ab+", size)
        self.file.seek(0)
        while block := self.file.read(1 << 20):
            for number in array("q", block):
                super()._key(None if number == _NONE else number, None)

    def _key(self, number: int | None, source: str | None) -> str:
        if self.lasting:
            self.waiting.append(_NONE if number is None else min(max(number, _NONE), _LARGEST))
        return super()._key(number, source)

    def keep(self) -> int:
        """Puts them on the disk, and returns the length of the file."""
        self.file.write(self.waiting.tobytes())
        self.waiting = array("q")
        self.file.flush()
        os.fsync(self.file.fileno())
        return self.file.tell()

    def close(self) -> None:
        """Closes the file."""
        self.file.close()
