"""Keys of pages: one for each document that is written, the same in every table.

page 12 of a dump                  → 12
page 12 again (older revision)     → 12/7             7 documents stand before it
a file, the fourth document        → page.txt/3
text without a source, the first   → /0
"""

from wikiextract.models import Document

_LARGEST = 1 << 30
"""Ids from here on always have their ordinal behind them, so that the marks of those seen stay within 128 MB."""


class PageKeys:
    """Gives each document a key that no other has: its page's id, else (or when the id has been seen) with its ordinal.

    A bit for each id says whether it has been seen: ten megabytes for the eighty million ids of a large wiki.
    """

    def __init__(self) -> None:
        self.ordinal = 0
        self.seen = bytearray()

    def key_of(self, document: Document) -> str:
        """The key of the next document."""
        ordinal, self.ordinal = self.ordinal, self.ordinal + 1
        if document.page is None:
            return f"{document.source or ''}/{ordinal}"
        number = document.page.id
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
