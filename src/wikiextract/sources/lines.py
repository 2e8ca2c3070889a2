"""JSON Lines: a row of a table on each line (https://jsonlines.org), packed or not.

A line that is no JSON object, has no text, or is longer than LIMIT is among the pages, as `unreadable`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from wikiextract.errors import SourceError
from wikiextract.page import Page
from wikiextract.sources.filters import Filters
from wikiextract.sources.kinds import file_size
from wikiextract.sources.pieces import Broken, Piece
from wikiextract.sources.rows import Columns, row_page
from wikiextract.sources.unpacking import Unpacked
from wikiextract.streams import whole

LIMIT: Final = 1 << 26
"""Bytes that a line may have."""

Line = tuple[bytes, int, str | None]


@dataclass(frozen=True, slots=True)
class LinesShard:
    """The rows of the JSON Lines file at `path`."""

    path: str
    columns: Columns
    filters: Filters
    cores: int = 1
    """How many cores may unpack it."""
    apart: ClassVar[bool] = False

    @property
    def size(self) -> int:
        """The bytes of the file, packed as it is."""
        return file_size(self.path)

    def pages(self) -> Iterator[Page]:
        """The pages; `offset` is that of the line. Raises SourceError when the first row has not got the columns."""
        source = whole(self.path)
        first = True
        pieces = Unpacked(self.path, self.cores)
        for line, offset, reason in _lines(pieces):
            where = Page("", source=source, offset=offset, unreadable=reason, read=pieces.read)
            page = where if reason is not None else _page(line, self.columns, where)
            if first and page.unreadable is not None and page.unreadable.startswith("has no column"):
                raise SourceError(self.path, page.unreadable, offset)
            first = False
            if page.unreadable is not None or self.filters.wanted(page):
                yield page


def _page(line: bytes, columns: Columns, where: Page) -> Page:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return replace(where, unreadable=f"is no JSON ({error})")
    if not isinstance(row, dict):
        return replace(where, unreadable="is no JSON object")
    return row_page(row, columns, where)


def _lines(pieces: Iterator[Piece]) -> Iterator[Line]:
    """(line, its offset in what the file holds, what is wrong with it)."""
    rest = bytearray()
    offset = 0
    skipping = False
    for piece in pieces:
        if isinstance(piece, Broken):
            yield b"", offset, f"{piece.reason} near byte {piece.offset}"
            rest.clear()
            skipping = True
            continue
        begin = 0
        while (end := piece.find(b"\n", begin)) >= 0:
            line = bytes(rest) + piece[begin:end]
            if not skipping and line.strip():
                yield line, offset, None
            offset += len(line) + 1
            skipping = False
            rest.clear()
            begin = end + 1
        rest += piece[begin:]
        if len(rest) > LIMIT:
            if not skipping:
                yield b"", offset, f"is longer than {LIMIT >> 20} MiB"
            offset += len(rest)
            rest.clear()
            skipping = True
    if rest.strip() and not skipping:
        yield bytes(rest), offset, None
