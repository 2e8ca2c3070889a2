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

import gzip
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from wikiextract.errors import DumpError, SourceError, install
from wikiextract.sources.bzip2 import Bzip2
from wikiextract.sources.pieces import CHUNK, Broken, Packed, Piece
from wikiextract.streams import reason_of

_WINDOW = 1 << 27  # what `zstd` itself unpacks without being asked for more
_SIGNATURE = 6


class Unpacked(Iterator[Piece]):
    """The content of the file at `path`; several `cores` unpack bzip2, where that is not done by the first alone.

    Raises SourceError when it cannot be opened, or a package is missing.
    """

    def __init__(self, path: str, cores: int = 1) -> None:
        self.opened: list[Packed] = []
        """The file, once it is open. The pieces do not know this object: only the collector would close them then."""
        self.pieces = _pieces(path, cores, self.opened)

    def __next__(self) -> Piece:
        return next(self.pieces)

    @property
    def read(self) -> int:
        """How many bytes of the file were read so far, packed as they are."""
        return self.opened[0].taken if self.opened else 0


def _pieces(path: str, cores: int, opened: list[Packed]) -> Iterator[Piece]:
    try:
        with open(path, "rb") as stream:
            packed = Packed(stream, stream.read(_SIGNATURE))
            opened.append(packed)
            yield from _unpacked(packed, path, cores)
    except SourceError:
        raise
    except OSError as error:
        raise SourceError(path, reason_of(error)) from error


def unpacked_stream(stream: BinaryIO, path: str) -> Iterator[Piece]:
    """The content of `stream`, which stands at its beginning; `path` is for errors. Raises as `Unpacked` does."""
    return _unpacked(Packed(stream, stream.read(_SIGNATURE)), path, 1)


def _unpacked(packed: Packed, path: str, cores: int) -> Iterator[Piece]:
    start = packed.start
    if start.startswith(b"BZh"):
        if cores > 1 and packed.stream.seekable():
            from wikiextract.sources.blocks import blocks

            return blocks(packed, cores)
        return Bzip2(packed).pieces()
    if start.startswith(b"\x1f\x8b"):
        return _gzip(packed)
    if start.startswith(b"\x28\xb5\x2f\xfd"):
        return _zstandard(packed, path)
    if start.startswith(b"7z\xbc\xaf\x27\x1c"):
        return _7z(packed, path)
    return iter(lambda: packed.read(CHUNK), b"")


def _gzip(packed: Packed) -> Iterator[Piece]:
    with gzip.GzipFile(fileobj=packed) as unpacking:
        while True:
            try:
                piece = unpacking.read1(CHUNK)
            except EOFError:
                yield Broken("the gzip file is cut short", packed.taken)
                return
            except (gzip.BadGzipFile, zlib.error) as error:
                yield Broken(f"the gzip file is broken ({error})", packed.taken)
                return
            if not piece:
                return
            yield piece


def _zstandard(packed: Packed, path: str) -> Iterator[Piece]:
    try:
        import zstandard
    except ImportError as error:
        raise SourceError(path, _wanted("a Zstandard file", "zstd")) from error
    unpacking: Any = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    with unpacking.stream_reader(packed, read_across_frames=True, closefd=False) as reader:
        while True:
            try:
                piece = reader.read1(CHUNK)
            except zstandard.ZstdError as error:
                yield Broken(f"the Zstandard file is broken ({error})", packed.taken)
                return
            if not piece:
                return
            yield piece


def _7z(packed: Packed, path: str) -> Iterator[Piece]:
    try:
        import py7zr
    except ImportError as error:
        raise SourceError(path, _wanted("a 7z archive", "7z")) from error
    from wikiextract.sources.archives import member_pieces

    packed.seek(0)
    try:
        with py7zr.SevenZipFile(packed.stream) as archive:
            names = [entry.filename for entry in archive.list() if not entry.is_directory]
            if len(names) != 1:
                raise DumpError(path, f"is a 7z archive of {len(names)} files; one dump is wanted")
            for piece in member_pieces(archive, names[0]):
                packed.taken = packed.stream.tell()
                if isinstance(piece, str):
                    yield Broken(f"the 7z archive is broken ({piece})", packed.taken)
                else:
                    yield piece
    except (py7zr.exceptions.ArchiveError, EOFError) as error:
        yield Broken(f"the 7z archive is broken ({error})", 0)


def _wanted(kind: str, extra: str) -> str:
    return f"is {kind}: {install(extra)} to read it"
