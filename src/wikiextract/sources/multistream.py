"""Multistream dumps: bzip2 streams of a hundred pages, and an index that says where each begins.

    enwiki-20260101-pages-articles-multistream.xml.bz2          stream, stream, stream …
    enwiki-20260101-pages-articles-multistream-index.txt.bz2    where each begins, and which pages are in it

Each shard is a run of streams and opens the file itself, so that several processes read one dump side by side. Where a
stream is broken or missing, the index still knows which pages were in it.

https://meta.wikimedia.org/wiki/Data_dumps/Dump_format#Multistream_dumps
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, ClassVar, Final

from wikiextract.errors import SourceError
from wikiextract.page import Page, Shard, Site
from wikiextract.sources.bzip2 import Bzip2
from wikiextract.sources.cuts import Cutter
from wikiextract.sources.dumps import Reader, Wanted
from wikiextract.sources.index import Entry, block_offsets, entries, refuse_other_dump, stream_entries
from wikiextract.sources.pieces import Broken, Packed, Piece
from wikiextract.streams import reason_of, whole

APART: Final = 1 << 24
"""Bytes, packed, up to which a shard is read where its pages are worked on. A hundred pages have under 1 MiB; streams
that an index leaves out are read with the one before them, which would keep a process busy for hours."""


@dataclass(frozen=True, slots=True)
class Multistream:
    """A dump and its index, the wiki that it is of, and what is read of it."""

    path: str
    index: str
    site: Site
    wanted: Wanted

    def lost(self, entries: Iterable[Entry], reason: str) -> Iterator[Page]:
        """The pages that should be in the dump by these entries of its index."""
        for offset, number, title in entries:
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

    @property
    def size(self) -> int:
        """The bytes of its streams."""
        return self.end - self.offsets[0]

    @property
    def apart(self) -> bool:
        """Whether it is as small as its kind is."""
        return self.size <= APART

    def pages(self) -> Iterator[Page]:
        """The pages; `offset` is that of the stream they are in. Raises SourceError when the file cannot be read."""
        try:
            with open(self.dump.path, "rb") as stream:
                yield from self.pages_in(stream)
        except SourceError:
            raise
        except OSError as error:
            raise SourceError(self.dump.path, reason_of(error)) from error

    def pages_in(self, stream: BinaryIO) -> Iterator[Page]:
        """The pages, of a stream that has these bytes of the dump at their offsets, wherever they were read from."""
        packed = Packed(stream)
        for start, end in zip(self.offsets, (*self.offsets[1:], self.end), strict=True):
            packed.seek(start)
            block = _Block(self.dump, start, last=self.last and end == self.end)
            yield from block.pages(Bzip2(packed, end).pieces(), lambda: packed.taken - self.offsets[0])


@dataclass(frozen=True, slots=True)
class MissingShard:
    """The pages of the streams that a dump should have from `start` on, and which are not there: it is cut short."""

    dump: Multistream
    start: int
    size: ClassVar[int] = 0
    apart: ClassVar[bool] = False

    def pages(self) -> Iterator[Page]:
        """The pages, each `unreadable`."""
        return self.dump.lost(
            entries(self.dump.index, self.start, sys.maxsize), "is missing: the dump is cut short"
        )


class _Block:
    """One stream."""

    def __init__(self, dump: Multistream, start: int, *, last: bool) -> None:
        self.dump = dump
        self.start = start
        self.last = last
        self.broken: Broken | None = None

    def pages(self, pieces: Iterator[Piece], read: Callable[[], int]) -> Iterator[Page]:
        """The pages that are in `pieces`, then those that should have been."""
        reader = Reader(self.dump.wanted, self.dump.where(self.start), read)
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
        for page in self.dump.lost(stream_entries(self.dump.index, self.start), reason):
            if page.id not in seen:
                yield page


def shards(dump: Multistream, cores: int = 1) -> Iterator[Shard]:
    """`dump`, a shard for each stream: a hundred pages keep a process busy for a good while.

    Several `cores` unpack the index. Raises DumpError when it is no index, or that of another dump.
    """
    offsets = block_offsets(dump.index, cores)
    with open(dump.path, "rb") as stream:
        refuse_other_dump(stream, dump.path, dump.index, offsets)
        size = stream.seek(0, os.SEEK_END)
    return runs(dump, offsets, size)


def runs(
    dump: Multistream, offsets: list[int], size: int, least: int = 1
) -> Iterator[BlockShard | MissingShard]:
    """The streams that begin at `offsets` in a dump of `size` bytes, in runs of `least` bytes or more."""
    there = [offset for offset in offsets if offset < size]
    first = 0
    for past in range(1, len(there) + 1):
        end = there[past] if past < len(there) else size
        if end - there[first] >= least or past == len(there):
            run = tuple(there[first:past])
            yield BlockShard(dump, run, end, last=run[-1] == offsets[-1])
            first = past
    if len(there) < len(offsets):
        yield MissingShard(dump, offsets[len(there)])
