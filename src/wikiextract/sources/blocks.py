"""bzip2 on several cores: the blocks of a file are found before anything is unpacked, and unpacked side by side.

    stream                     stream
    ┌ block ┬ block ┬ block ┐  ┌ block ┬ …         begin at any bit, with 48 known ones
        │       │       │          │
        └───────┴─ threads (bz2 lets them run) ─► checked, in order

A block is made a stream of its own, as bzip2recover does, so that bz2 checks it and its checksum; then the stream's
own checksum is compared. Where anything is not as it should be (damage, forty-eight bits that only look like a
beginning, something between two streams, a block that unpacks to far more than a block holds) that stream is read once
more by `Bzip2`, and what was given of it already passed over. So the pieces hold what those of `Bzip2` hold, broken
places included, and only a file without any costs nothing more.

No library does this: rapidgzip 0.16 and indexed_bzip2 1.7 (https://github.com/mxmlnkn/indexed_bzip2) unpack on many
cores too, but leave out, without an error, a stream whose first block has lost its beginning, and everything behind
what stands between two streams.

https://en.wikipedia.org/wiki/Bzip2#File_format; the checksums as in the sources of bzip2 1.0.8 (decompress.c)
"""

import bz2
import re
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Final

from wikiextract.sources.bzip2 import INPUT, STREAM, Bzip2
from wikiextract.sources.pieces import Broken, Packed, Piece

_BLOCK: Final = 0x314159265359
_END: Final = 0x177245385090
_MAGIC: Final = 48  # bits of either
_HEADER = re.compile(rb"BZh[1-9]")
_WINDOW = 1 << 20
_LONGEST = 1 << 21  # bytes packed: 900 kB that do not pack at all are shorter
_MOST = 1 << 22  # bytes unpacked: text does not repeat itself so much that a block holds more
_AHEAD = 3  # blocks for each core


@dataclass(frozen=True, slots=True)
class _Block:
    """A block: its bits in the file, and, where it is the last of its stream, that stream's checksum and end."""

    begin: int
    end: int
    level: bytes
    checksum: int | None = None
    behind: int = 0
    """The byte at which the stream ends."""


Made = tuple[bytes, int]
"""What a block holds, and its checksum."""


def blocks(packed: Packed, cores: int) -> Iterator[Piece]:
    """What the bzip2 streams of a file hold, which stands at its beginning and can be sought in."""
    size = packed.stream.seek(0, 2)
    place = 0
    with ThreadPoolExecutor(cores) as threads:
        while place < size:
            place, given = yield from _Run(packed, size, place).pieces(threads, cores * _AHEAD)
            if place < size:
                place = yield from _again(packed, place, given)


def _again(packed: Packed, place: int, given: int) -> Generator[Piece, None, int]:
    """Reads the stream at `place` from its beginning, passes over what was `given`; returns where the next begins."""
    start = (
        place - place % INPUT
    )  # the same bytes at a time as from the beginning: the same place for a break
    packed.seek(start)
    reader = Bzip2(packed, None, packed.read(INPUT)[place - start :])
    for piece in reader.stream():
        if isinstance(piece, Broken):
            yield piece
            continue
        if given < len(piece):
            yield piece[given:]
        given = max(0, given - len(piece))
    return reader.place()


class _Run:
    """The blocks from the byte `place` on, as long as all is as it should be."""

    def __init__(self, packed: Packed, size: int, place: int) -> None:
        self.packed = packed
        self.size = size
        self.stream = place
        """Where the stream begins whose blocks come out."""
        self.given = 0
        """How many bytes of that stream came out."""
        self.checksum = 0
        self.held = b""
        """The last block: where the one behind it is broken, `Bzip2` does not give the whole of it either."""

    def pieces(self, threads: ThreadPoolExecutor, ahead: int) -> Generator[Piece, None, tuple[int, int]]:
        """What the blocks hold. Returns the stream that `Bzip2` is to read, and how much of it came out."""
        waiting: deque[tuple[_Block, Future[Made | None]]] = deque()
        found = self._blocks()
        try:
            while True:
                while len(waiting) < ahead and (block := next(found, None)) is not None:
                    waiting.append((block, threads.submit(_made, self._bits(block), block)))
                if not waiting:
                    break
                block, future = waiting.popleft()
                made = future.result()
                if made is None or not self._follows(block, made):
                    break
                yield from self._out(block, made[0])
        finally:
            for _, future in waiting:
                future.cancel()
        return self.stream, self.given

    def _out(self, block: _Block, content: bytes) -> Iterator[Piece]:
        """What may be given when `block`, which has this content, is known to be sound."""
        self.packed.taken = block.end // 8
        self.given += len(self.held)
        if self.held:
            yield self.held
        self.held = content
        if block.checksum is not None:
            self.held = b""
            self.stream, self.given, self.checksum = block.behind, 0, 0
            yield content

    def _follows(self, block: _Block, made: Made) -> bool:
        """Whether the stream's checksum is right, if it ends with this block."""
        turned = (self.checksum << 1 | self.checksum >> 31) & 0xFFFFFFFF
        self.checksum = turned ^ made[1]
        return block.checksum is None or block.checksum == self.checksum

    def _blocks(self) -> Iterator[_Block]:
        """The blocks in order, up to where their beginnings and ends do not fit together."""
        place = self.stream
        header = self._bytes(place, place + 10)
        magics = _magics(self, place)
        begin = next(magics, None)
        if not STREAM.match(header) or begin != place * 8 + 32:
            return
        level = header[3:4]
        for following in chain(magics, (None,)):
            behind = self.size if following is None else following // 8 - 4
            if behind * 8 - begin > _LONGEST * 8:
                return  # a hole in the file, which is not to be held
            between = b"" if following is None else self._bytes(behind, behind + 4)
            ended = None
            if following is None or (following % 8 == 0 and _HEADER.fullmatch(between)):
                ended = self._stream_end(behind)
            if ended is not None:
                yield _Block(begin, ended[0], level, ended[1], behind)
                level = between[3:4]
            elif following is None:
                return
            else:
                yield _Block(begin, following, level)
            if following is not None:
                begin = following

    def _stream_end(self, behind: int) -> tuple[int, int] | None:
        """(the bit at which the end of a stream begins, its checksum), if one ends before the byte `behind`."""
        signs = int.from_bytes(self._bytes(max(0, behind - 11), behind), "big")
        for padding in range(8):
            end = signs >> padding
            if end >> 32 & (1 << _MAGIC) - 1 == _END and not signs & (1 << padding) - 1:
                return behind * 8 - padding - 32 - _MAGIC, end & 0xFFFFFFFF
        return None

    def _bits(self, block: _Block) -> bytes:
        """The bytes that have the bits of a block in them."""
        return self._bytes(block.begin // 8, (block.end + 7) // 8)

    def _bytes(self, begin: int, end: int) -> bytes:
        self.packed.stream.seek(begin)
        return self.packed.stream.read(end - begin)


def _magics(run: _Run, place: int) -> Iterator[int]:
    """The bits of the file from the byte `place` on at which blocks seem to begin."""
    while window := run._bytes(place, place + _WINDOW + 7):
        found = sorted(_found(window[: _WINDOW + 6]))
        yield from (place * 8 + bit for bit in found if bit < _WINDOW * 8)
        place += _WINDOW


def _found(window: bytes) -> Iterator[int]:
    for shift in range(8):
        # The bytes that the known bits fill whatever stands around them are looked for, then the others compared.
        signs = (_BLOCK << (8 - shift)).to_bytes(7, "big")
        first = 1 if shift else 0
        whole = signs[first:6]
        at = window.find(whole)
        while at >= 0:
            around = int.from_bytes(window[at - first : at - first + 7].ljust(7, b"\0"), "big")
            if at >= first and around >> (8 - shift) & (1 << _MAGIC) - 1 == _BLOCK:
                yield (at - first) * 8 + shift
            at = window.find(whole, at + 1)


def _made(data: bytes, block: _Block) -> Made | None:
    """What the block in the bits of `data` holds, if it is sound and ends where it should."""
    length = block.end - block.begin
    if length < _MAGIC + 32:
        return None
    bits = int.from_bytes(data, "big") >> (-block.end % 8) & (1 << length) - 1
    checksum = bits >> (length - _MAGIC - 32) & 0xFFFFFFFF
    padding = -length % 8
    stream = ((bits << _MAGIC | _END) << 32 | checksum) << padding
    unpacking = bz2.BZ2Decompressor()
    try:
        content = unpacking.decompress(
            b"BZh" + block.level + stream.to_bytes((length + _MAGIC + 32 + padding) // 8, "big"), _MOST
        )
    except (OSError, ValueError):
        return None
    return (content, checksum) if unpacking.eof and not unpacking.unused_data else None
