"""Multistream dumps: bzip2 streams of a hundred pages, and an index that says where each begins.

    enwiki-20260101-pages-articles-multistream.xml.bz2          stream, stream, stream …
    enwiki-20260101-pages-articles-multistream-index.txt.bz2    529:10:AccessibleComputing
                                                                │   │  title, which may hold colons
                                                                │   number of the page
                                                                byte at which its stream begins

Each shard is a run of streams and opens the file itself, so that several processes read one dump side by side. Where a
stream is broken, the index still knows which pages were in it.

https://meta.wikimedia.org/wiki/Data_dumps/Dump_format#Multistream_dumps
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wikiextract.errors import DumpError, SourceError
from wikiextract.page import Page, Site
from wikiextract.sources.cuts import Cutter
from wikiextract.sources.dumps import Reader, Wanted
from wikiextract.sources.unpacking import Broken, Piece, bzip2_pieces, unpacked
from wikiextract.streams import reason_of, whole

BLOCKS: Final = 1
"""Streams in a shard: a hundred pages each keep a process busy for a second."""

_SIGNS = b"BZh"
_LOOKED_AT = 64
_DUMP = re.compile(r"(.*multistream)(\d*)\.xml(.*)\.bz2")


@dataclass(frozen=True, slots=True)
class BlockShard:
    """The pages of some streams of a multistream dump."""

    path: str
    index: str
    offsets: tuple[int, ...]
    """Where the streams begin, in bytes of the file."""
    end: int
    """Where the last of them ends."""
    last: bool
    """Whether they are the last of the dump, behind which only the end of its XML stands."""
    site: Site
    wanted: Wanted

    def pages(self) -> Iterator[Page]:
        """The pages; `offset` is that of the stream they are in. Raises SourceError when the file cannot be read."""
        try:
            with open(self.path, "rb") as stream:
                for start, end in zip(self.offsets, (*self.offsets[1:], self.end), strict=True):
                    stream.seek(start)
                    block = _Block(self, start, last=self.last and end == self.end)
                    yield from block.pages(bzip2_pieces(stream, end - start))
        except SourceError:
            raise
        except OSError as error:
            raise SourceError(self.path, reason_of(error)) from error


class _Block:
    """One stream."""

    def __init__(self, shard: BlockShard, start: int, *, last: bool) -> None:
        self.shard = shard
        self.last = last
        self.where = Page("", source=whole(shard.path), offset=start, site=shard.site)
        self.broken: Broken | None = None

    def pages(self, pieces: Iterator[Piece]) -> Iterator[Page]:
        """The pages that are in `pieces`, then those that should have been."""
        reader = Reader(self.shard.wanted, self.where)
        reader.seen = set()
        cutter = Cutter(self._sound(pieces), bytearray())
        reported = False
        for page in reader.pages(cutter):
            if self.broken is None or page.id is not None:
                reported = page.unreadable is not None
                yield page
        if self.broken is not None:
            yield from self._lost(reader.seen, f"{self.broken.reason} near byte {self.broken.offset}")
        elif self.last and not cutter.closed and not reported:
            yield self._unreadable(None, None, "is cut short: the end of the dump is missing")

    def _sound(self, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """The pieces up to where the stream is broken, if it is."""
        empty = True
        for piece in pieces:
            if isinstance(piece, Broken):
                self.broken = piece
                return
            empty = False
            yield piece
        if empty:
            self.broken = Broken("the dump is cut short", self.where.offset or 0)

    def _lost(self, seen: set[int], reason: str) -> Iterator[Page]:
        start = self.where.offset or 0
        lost = [(number, title) for number, title in entries(self.shard.index, start) if number not in seen]
        for number, title in lost:
            if not self.shard.wanted.filters.outside(number, None, None):
                yield self._unreadable(number, title, reason)
        if not lost and not seen:
            yield self._unreadable(None, None, reason)

    def _unreadable(self, number: int | None, title: str | None, reason: str) -> Page:
        where = self.where
        return Page(
            "",
            title=title,
            id=number,
            source=where.source,
            offset=where.offset,
            site=where.site,
            unreadable=reason,
        )


def index_of(path: str) -> str | None:
    """The index that lies beside the dump at `path`, if one does."""
    folder, name = os.path.split(path)
    found = _DUMP.fullmatch(name)
    if found is None:
        return None
    stem = f"{found[1]}-index{found[2]}.txt{found[3]}"
    beside = (os.path.join(folder, stem + ending) for ending in (".bz2", ""))
    return next((index for index in beside if os.path.isfile(index)), None)


def shards(path: str, index: str, site: Site, wanted: Wanted) -> Iterator[BlockShard]:
    """The dump at `path` in runs of streams. Raises DumpError when `index` is no index, or that of another dump."""
    offsets = block_offsets(index)
    size = os.path.getsize(path)
    _refuse_other(path, index, offsets, size)
    return _runs((path, index), offsets, size, (site, wanted))


def _runs(
    paths: tuple[str, str], offsets: list[int], size: int, common: tuple[Site, Wanted]
) -> Iterator[BlockShard]:
    for first in range(0, len(offsets), BLOCKS):
        run = tuple(offsets[first : first + BLOCKS])
        last = first + BLOCKS >= len(offsets)
        end = size if last else offsets[first + BLOCKS]
        yield BlockShard(*paths, run, end, last, *common)


def block_offsets(index: str) -> list[int]:
    """Where the streams of a dump begin, in bytes, ascending. Raises DumpError when that is not what `index` holds."""
    offsets: list[int] = []
    known = b""
    for line in _lines(index):
        offset, colon, rest = line.partition(b":")
        if offset == known:
            continue
        if not (colon and offset.isdigit() and rest.partition(b":")[0].isdigit()):
            raise DumpError(index, f"is not the index of a dump: {line[:60].decode('utf-8', 'replace')!r}")
        known = offset
        offsets.append(int(offset))
        if len(offsets) > 1 and offsets[-1] <= offsets[-2]:
            raise DumpError(index, "is not the index of a dump: its offsets do not ascend")
    if not offsets:
        raise DumpError(index, "is an empty index: move it away to read the dump without one")
    return offsets


def entries(index: str, offset: int) -> Iterator[tuple[int, str]]:
    """The number and the title of each page in the stream that begins at `offset`."""
    prefix = b"%d:" % offset
    for line in _lines(index):
        if line.startswith(prefix):
            number, _, title = line[len(prefix) :].partition(b":")
            if number.isdigit():
                yield int(number), title.decode("utf-8", "replace")


def _lines(index: str) -> Iterator[bytes]:
    rest = b""
    for piece in unpacked(index):
        if isinstance(piece, Broken):
            raise DumpError(index, f"cannot be read: {piece.reason}", piece.offset)
        *lines, rest = (rest + piece).split(b"\n")
        yield from (line for line in lines if line)
        if len(rest) > 1 << 16:
            raise DumpError(index, "is not the index of a dump: a line has more than 64 KiB")
    if rest:
        yield rest


def _refuse_other(path: str, index: str, offsets: list[int], size: int) -> None:
    """Raises DumpError when the streams of `path` are not what `index` says.

    Dumps of one wiki may begin alike, so the streams behind the first must begin where they should: most of those that
    are looked at, since one may be damaged. What lies behind the end of a dump that is cut short is no sign.
    """
    looked_at = offsets[1 :: max(1, len(offsets) // _LOOKED_AT)] or offsets
    wrong = []
    with open(path, "rb") as stream:
        for offset in (offset for offset in looked_at if offset < size):
            stream.seek(offset)
            if stream.read(3) != _SIGNS:
                wrong.append(offset)
        stream.seek(offsets[0])
        start = next(bzip2_pieces(stream), b"")
    if len(wrong) * 2 > len(looked_at) or offsets[0] >= size:
        at = wrong[0] if wrong else offsets[0]
        raise DumpError(path, f"is not the dump of its index {index}: no stream begins at byte {at}", at)
    named = next(entries(index, offsets[0]), None)
    found = None if isinstance(start, Broken) else _FIRST.search(start)
    if named is not None and found is not None and int(found[1]) != named[0]:
        at = offsets[0]
        raise DumpError(path, f"is not the dump of its index {index}: another page is at byte {at}", at)


_FIRST = re.compile(rb"<id>\s*([0-9]{1,18})\s*</id>")
