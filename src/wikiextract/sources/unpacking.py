"""The bytes of a file, unpacked a piece at a time, whatever it is packed with.

    1F 8B …              gzip             zlib, of the standard library
    "BZh" …              bzip2            bz2, of the standard library; streams behind each other are one
    28 B5 2F FD …        Zstandard        the package zstandard       pip install 'wikiextract[zstd]'
    "7z" BC AF 27 1C …   7z               the package py7zr           pip install 'wikiextract[7z]'
    else                 as it is

The first bytes decide, not the name. A piece has about CHUNK bytes at most, whatever the file would unpack to, so a
bomb takes time and no memory. Where the packing is broken a `Broken` stands among the pieces; what follows it, if
anything does, is from the next bzip2 stream (https://dumps.wikimedia.org/: multistream dumps are many of them).
"""

import bz2
import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from wikiextract.errors import DumpError, SourceError, install
from wikiextract.streams import reason_of

CHUNK: Final = 1 << 20
"""Bytes in a piece, about."""

_INPUT = 1 << 18
_BEFORE_BREAK = 1 << 15  # what bz2 has unpacked in the call that meets broken data is lost: little at a time
_WINDOW = 1 << 27  # what `zstd` itself unpacks without being asked for more

_STREAM = re.compile(rb"BZh[1-9]1AY&SY")
_STREAM_SIGNS = 10


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where a file cannot be unpacked: why, and about which byte of the file."""

    reason: str
    offset: int


Piece = bytes | Broken


def unpacked(path: str) -> Iterator[Piece]:
    """The content of the file at `path`. Raises SourceError when it cannot be opened, or a package is missing."""
    try:
        with open(path, "rb") as stream:
            start = stream.read(6)
            stream.seek(0)
            yield from _unpacked(stream, start, path)
    except SourceError:
        raise
    except OSError as error:
        raise SourceError(path, reason_of(error)) from error


def bzip2_pieces(stream: BinaryIO, size: int | None = None) -> Iterator[Piece]:
    """What the bzip2 streams hold that begin where `stream` stands, in the next `size` bytes or to its end."""
    end = None if size is None else stream.tell() + size
    reader = _Bzip2(stream, end)
    yield from reader.pieces()


def _unpacked(stream: BinaryIO, start: bytes, path: str) -> Iterator[Piece]:
    if start.startswith(b"BZh"):
        return bzip2_pieces(stream)
    if start.startswith(b"\x1f\x8b"):
        return _gzip(stream)
    if start.startswith(b"\x28\xb5\x2f\xfd"):
        return _zstandard(stream, path)
    if start.startswith(b"7z\xbc\xaf\x27\x1c"):
        return _7z(stream, path)
    return iter(lambda: stream.read(CHUNK), b"")


class _Bzip2:
    """Reads bzip2 streams one behind the other; after a broken one it looks for the beginning of the next."""

    def __init__(self, stream: BinaryIO, end: int | None) -> None:
        self.stream = stream
        self.end = end
        self.data = b""

    def pieces(self) -> Iterator[Piece]:
        """What the streams hold."""
        while self.data or self._more():
            found = _STREAM.match(self.data) or len(self.data) < _STREAM_SIGNS or self._is_empty()
            if not found and not self._skipped():
                yield Broken("the bzip2 stream is followed by something else", self._place())
                if not self._next_stream():
                    return
            yield from self._one()

    def _one(self) -> Iterator[Piece]:
        """What one stream holds. `data` begins with it, and afterwards with what follows."""
        unpacking = bz2.BZ2Decompressor()
        data, self.data = self.data, b""
        held = bytearray()
        while not unpacking.eof:
            try:
                held += unpacking.decompress(data, min(CHUNK, _BEFORE_BREAK))
            except (OSError, ValueError):
                yield bytes(held)
                yield Broken("the bzip2 stream is broken", self._place())
                self.data = data[4:]  # not this stream again
                self._next_stream()
                return
            if len(held) >= CHUNK:
                yield bytes(held)
                held.clear()
            data = b""
            if unpacking.needs_input and not unpacking.eof:
                if not self._more():
                    yield bytes(held)
                    yield Broken("the bzip2 stream is cut short", self._place())
                    return
                data, self.data = self.data, b""
        if held:
            yield bytes(held)
        self.data = unpacking.unused_data

    def _more(self) -> bool:
        """Adds bytes to `data`; False at the end."""
        size = _INPUT if self.end is None else min(_INPUT, self.end - self.stream.tell())
        read = self.stream.read(size) if size > 0 else b""
        self.data += read
        return bool(read)

    def _is_empty(self) -> bool:
        return self.data[4:10] == b"\x17\x72\x45\x38\x50\x90"  # the end of a stream that holds nothing

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
            found = _STREAM.search(self.data)
            if found:
                self.data = self.data[found.start() :]
                return True
            self.data = self.data[-_STREAM_SIGNS + 1 :]
            if not self._more():
                self.data = b""
                return False

    def _place(self) -> int:
        return self.stream.tell() - len(self.data)


def _gzip(stream: BinaryIO) -> Iterator[Piece]:
    with gzip.GzipFile(fileobj=stream) as unpacking:
        while True:
            try:
                piece = unpacking.read1(CHUNK)
            except EOFError:
                yield Broken("the gzip file is cut short", stream.tell())
                return
            except (gzip.BadGzipFile, zlib.error) as error:
                yield Broken(f"the gzip file is broken ({error})", stream.tell())
                return
            if not piece:
                return
            yield piece


def _zstandard(stream: BinaryIO, path: str) -> Iterator[Piece]:
    try:
        import zstandard
    except ImportError as error:
        raise SourceError(path, _wanted("a Zstandard file", "zstd")) from error
    unpacking = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    with unpacking.stream_reader(stream, read_across_frames=True, closefd=False) as reader:
        while True:
            try:
                piece = reader.read1(CHUNK)
            except zstandard.ZstdError as error:
                yield Broken(f"the Zstandard file is broken ({error})", stream.tell())
                return
            if not piece:
                return
            yield piece


def _7z(stream: BinaryIO, path: str) -> Iterator[Piece]:
    try:
        import py7zr
    except ImportError as error:
        raise SourceError(path, _wanted("a 7z archive", "7z")) from error
    from wikiextract.sources.archives import member_pieces

    try:
        with py7zr.SevenZipFile(stream) as archive:
            names = [entry.filename for entry in archive.list() if not entry.is_directory]
            if len(names) != 1:
                raise DumpError(path, f"is a 7z archive of {len(names)} files; one dump is wanted")
            for piece in member_pieces(archive, names[0]):
                if isinstance(piece, str):
                    yield Broken(f"the 7z archive is broken ({piece})", stream.tell())
                else:
                    yield piece
    except (py7zr.exceptions.ArchiveError, EOFError) as error:
        yield Broken(f"the 7z archive is broken ({error})", 0)


def _wanted(kind: str, extra: str) -> str:
    return f"is {kind}: {install(extra)} to read it"
