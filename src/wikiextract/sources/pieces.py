"""What a packed file gives: pieces of its content, places where it is broken, and how far it was read."""

from dataclasses import dataclass
from typing import BinaryIO, Final

CHUNK: Final = 1 << 20
"""Bytes in a piece, about."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where a file cannot be unpacked: why, and about which byte of the file."""

    reason: str
    offset: int


Piece = bytes | Broken


class Packed:
    """An open file of which `taken` bytes were read. It may be a pipe: nothing but `seek` goes back."""

    def __init__(self, stream: BinaryIO, start: bytes = b"", taken: int = 0) -> None:
        self.stream = stream
        self.start = start
        """What was read of it already, to look at, and is read again."""
        self.taken = taken
        """How many bytes were read, from its beginning on."""

    def read(self, size: int) -> bytes:
        """The next `size` bytes; fewer at the end."""
        data = self.stream.read(size - len(self.start)) if size > len(self.start) else b""
        if self.start:
            data = self.start[:size] + data
            self.start = self.start[size:]
        self.taken += len(data)
        return data

    def seek(self, offset: int) -> None:
        """Reads on from the byte `offset`."""
        self.stream.seek(offset)
        self.start = b""
        self.taken = offset
