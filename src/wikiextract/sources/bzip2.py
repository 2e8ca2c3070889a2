"""bzip2 streams, one behind the other: after a broken one the next is looked for.

    "BZh" 1-9  31 41 59 26 53 59  block, block …  17 72 45 38 50 90  checksum
    └ a stream ┘└ a block ─────────────────────┘  └ the end of the stream ──┘

Multistream dumps (https://dumps.wikimedia.org/) are many of them. A stream begins at a byte, with ten known signs.
"""

import bz2
import re
from collections.abc import Iterator
from typing import Final

from wikiextract.sources.pieces import CHUNK, Broken, Packed, Piece

INPUT: Final = 1 << 18
"""Bytes that are read of the file at a time."""
STREAM: Final = re.compile(rb"BZh[1-9]1AY&SY")
"""The beginning of a stream that holds something."""

_BEFORE_BREAK = 1 << 15  # what bz2 has unpacked in the call that meets broken data is lost: little at a time
_SIGNS = 10
_HEADER = b"BZh"
_END = b"\x17\x72\x45\x38\x50\x90"


class Bzip2:
    """Reads bzip2 streams, from where `packed` stands up to its byte `end`; `data` was read of them before."""

    def __init__(self, packed: Packed, end: int | None = None, data: bytes = b"") -> None:
        self.packed = packed
        self.end = end
        self.data = data

    def pieces(self) -> Iterator[Piece]:
        """What the streams hold."""
        while self.data or self._more():
            yield from self.stream()

    def stream(self) -> Iterator[Piece]:
        """What the next stream holds, behind what stands before it. `data` begins there, or with what comes first."""
        while len(self.data) < _SIGNS and self._more():
            pass
        if not self._begins():
            if self._skipped():
                return
            yield Broken("the bzip2 stream is followed by something else", self.place())
            if not self._next_stream():
                return
        yield from self._one()

    def place(self) -> int:
        """The byte of the file that `data` begins with."""
        return self.packed.taken - len(self.data)

    def _one(self) -> Iterator[Piece]:
        """What one stream holds. `data` begins with it, and afterwards with what follows."""
        unpacking = bz2.BZ2Decompressor()
        data, self.data = self.data, b""
        given = data[4:]  # where the next is looked for when this one breaks; not its own beginning
        held = bytearray()
        while not unpacking.eof:
            try:
                held += unpacking.decompress(data, min(CHUNK, _BEFORE_BREAK))
            except (OSError, ValueError):
                yield bytes(held)
                yield Broken("the bzip2 stream is broken", self.place())
                self.data = given
                self._next_stream()
                return
            if len(held) >= CHUNK:
                yield bytes(held)
                held.clear()
            data = b""
            if unpacking.needs_input and not unpacking.eof:
                if not self._more():
                    yield bytes(held)
                    yield Broken("the bzip2 stream is cut short", self.place())
                    return
                data, self.data = self.data, b""
                given = given[-_SIGNS + 1 :] + data
        if held:
            yield bytes(held)
        self.data = unpacking.unused_data

    def _more(self) -> bool:
        """Adds bytes to `data`; False at the end."""
        size = INPUT if self.end is None else min(INPUT, self.end - self.packed.taken)
        read = self.packed.read(size) if size > 0 else b""
        self.data += read
        return bool(read)

    def _begins(self) -> bool:
        """Whether a stream begins here: one that holds something, nothing, or is cut short at once."""
        cut = len(self.data) < _SIGNS and self.data[:3] == _HEADER[: len(self.data)]
        return STREAM.match(self.data) is not None or self.data[4:10] == _END or cut

    def _skipped(self) -> bool:
        """Whether what follows are zeros that fill up a block of a tape or a disk: they are passed over."""
        while self.data:
            self.data = self.data.lstrip(b"\0")
            if self.data:
                return False
            self._more()
        return True

    def _next_stream(self) -> bool:
        """Drops what stands before the next beginning of a stream; False where there is none."""
        while True:
            found = STREAM.search(self.data)
            if found:
                self.data = self.data[found.start() :]
                return True
            self.data = self.data[-_SIGNS + 1 :]
            if not self._more():
                self.data = b""
                return False
