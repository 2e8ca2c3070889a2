"""Multistream dumps: bzip2 streams of a hundred pages, and an index that says where each begins.

    enwiki-20260101-pages-articles-multistream.xml.bz2          stream, stream, stream …
    enwiki-20260101-pages-articles-multistream-index.txt.bz2    where each begins, and which pages are in it

Each shard is a run of streams and opens the file itself, so that several processes read one dump side by side. Where a
stream is broken or missing, the index still knows which pages were in it.

https://meta.wikimedia.org/wiki/Data_dumps/Dump_format#Multistream_dumps
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from wikiextract.errors import SourceError
from wikiextract.page import Page, Shard, Site
from wikiextract.sources.cuts import Cutter
from wikiextract.sources.dumps import Reader, Wanted
from wikiextract.sources.index import block_offsets, entries, refuse_other_dump
from wikiextract.sources.unpacking import Broken, Piece, bzip2_pieces
from wikiextract.streams import reason_of, whole

BLOCKS: Final = 1
"""Streams in a shard: a hundred pages keep a process busy for a good while."""


@dataclass(frozen=True, slots=True)
class Multistream:
    """A dump and its index, the wiki that it is of, and what is read of it."""

    path: str
    index: str
    site: Site
    wanted: Wanted

    def lost(self, start: int, end: int, reason: str) -> Iterator[Page]:
        """The pages that should be in the streams that begin from `start` on and before `end`."""
        for offset, number, title in entries(self.index, start, end):
            if not self.wanted.filters.outside(number, self._namespace(title), None):
                yield replace(self.where(offset), id=number, title=title, unreadable=reason)

    def where(self, offset: int) -> Page:
        """What the pages of the stream at `offset` share."""
        return Page("", source=whole(self.path), offset=offset, site=self.site)

    def _namespace(self, title: str) -> int:
        prefix, colon, _ = title.partition(":")
        return next((number for number, name in self.site.namespaces if colon and name == prefix), 0)


@dataclass(frozen=True, slots=True)
class BlockShard:
    """The pages of some streams of a multistream dump."""

    dump: Multistream
    offsets: tuple[int, ...]
    """Where the streams begin, in bytes of the file."""
    end: int
    """Where the last of them ends."""
    last: bool
    """Whether they are the last of the dump, behind which only the end of its XML stands."""

    def pages(self) -> Iterator[Page]:
        """The pages; `offset` is that of the stream they are in. Raises SourceError when the file cannot be read."""
        try:
            with open(self.dump.path, "rb") as stream:
                for start, end in zip(self.offsets, (*self.offsets[1:], self.end), strict=True):
                    stream.seek(start)
                    block = _Block(self.dump, start, last=self.last and end == self.end)
                    yield from block.pages(bzip2_pieces(stream, end - start))
        except SourceError:
            raise
        except OSError as error:
            raise SourceError(self.dump.path, reason_of(error)) from error


@dataclass(frozen=True, slots=True)
class MissingShard:
    """The pages of the streams that a dump should have from `start` on, and which are not there: it is cut short."""

    dump: Multistream
    start: int

    def pages(self) -> Iterator[Page]:
        """The pages, each `unreadable`."""
        return self.dump.lost(self.start, sys.maxsize, "is missing: the dump is cut short")


class _Block:
    """One stream."""

    def __init__(self, dump: Multistream, start: int, *, last: bool) -> None:
        self.dump = dump
        self.start = start
        self.last = last
        self.broken: Broken | None = None

    def pages(self, pieces: Iterator[Piece]) -> Iterator[Page]:
        """The pages that are in `pieces`, then those that should have been."""
        reader = Reader(self.dump.wanted, self.dump.where(self.start))
        seen = reader.seen = set()
        cutter = Cutter(self._sound(pieces), bytearray())
        reported = False
        for page in reader.pages(cutter):
            if self.broken is None or page.id is not None:
                reported = page.unreadable is not None
                yield page
        if self.broken is not None:
            yield from self._lost(seen, f"{self.broken.reason} near byte {self.broken.offset}")
        elif self.last and not cutter.closed and not reported:
            reason = "is cut short: the end of the dump is missing"
            yield replace(self.dump.where(self.start), unreadable=reason)

    def _sound(self, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """The pieces up to where the stream is broken, if it is."""
        for piece in pieces:
            if isinstance(piece, Broken):
                self.broken = piece
                return
            yield piece

    def _lost(self, seen: set[int], reason: str) -> Iterator[Page]:
        for page in self.dump.lost(self.start, self.start + 1, reason):
            if page.id not in seen:
                yield page


def shards(path: str, index: str, site: Site, wanted: Wanted) -> Iterator[Shard]:
    """The dump at `path` in runs of streams. Raises DumpError when `index` is no index, or that of another dump."""
    offsets = block_offsets(index)
    refuse_other_dump(path, index, offsets)
    return _runs(Multistream(path, index, site, wanted), offsets)


def _runs(dump: Multistream, offsets: list[int]) -> Iterator[Shard]:
    size = os.path.getsize(dump.path)
    there = [offset for offset in offsets if offset < size]
    for first in range(0, len(there), BLOCKS):
        run = tuple(there[first : first + BLOCKS])
        end = there[first + BLOCKS] if first + BLOCKS < len(there) else size
        yield BlockShard(dump, run, end, last=run[-1] == offsets[-1])
    if len(there) < len(offsets):
        yield MissingShard(dump, offsets[len(there)])
