"""Compression, by the ending of the file: `pages.jsonl.gz`, `pages.jsonl.zst`.

    stream of bytes ─► gzip (RFC 1952) or Zstandard (RFC 8878) ─► Output

The same documents give the same bytes: neither name nor time is kept in the file.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from wikiextract.errors import WriterError
from wikiextract.streams import Output, reported


class _Compressor(Protocol):
    def write(self, content: bytes, /) -> int: ...

    def close(self) -> None: ...


class Compressed(Output):
    """An Output whose content is compressed on its way to `stream`, as one member or frame.

    Raises WriterError when the library that compresses as the ending of `path` asks for is not installed.
    """

    def __init__(self, stream: Output, path: str) -> None:
        self.file = _File(stream)
        self.compressor = COMPRESSIONS[ending_of(path) or ""](self.file)
        super().__init__(stream.path, self.compressor)  # type: ignore[arg-type]  # it writes, which is all that is asked

    def end(self) -> None:
        """Writes the end of the member."""
        with reported(self.path):
            self.compressor.close()

    def abandon(self) -> None:
        """Lets go of it without another byte, which it would write at the latest when it is collected."""
        self.file.abandoned = True
        self.compressor.close()


@contextmanager
def compressed(stream: Output, path: str) -> Iterator[Output]:
    """`stream` itself, or one that compresses into it, as the ending of `path` asks for."""
    if ending_of(path) is None:
        yield stream
        return
    inner = Compressed(stream, path)
    try:
        yield inner
        inner.end()
    finally:
        inner.abandon()


def plain_name(path: str) -> str:
    """`path` without the ending that asks for compression: `pages.jsonl.gz` gives `pages.jsonl`."""
    ending = ending_of(path)
    return path.removesuffix(path[-len(ending) :]) if ending else path


def ending_of(path: str) -> str | None:
    """The ending of `path` that asks for compression."""
    return next((ending for ending in COMPRESSIONS if path.lower().endswith(ending)), None)


class _File(io.RawIOBase):
    """An Output as the file that compressors want."""

    def __init__(self, stream: Output) -> None:
        self.stream = stream
        self.abandoned = False

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        """Adds `content`."""
        if not self.abandoned:
            self.stream.write(content)
        return len(content)


def _gzip(file: _File) -> _Compressor:
    import gzip

    return gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=file, mtime=0)


def _zstd(file: Any) -> _Compressor:
    try:
        import zstandard
    except ImportError as error:
        raise WriterError.uninstalled(file.stream.path, "zstd") from error
    writer: _Compressor = zstandard.ZstdCompressor(level=6, write_checksum=True).stream_writer(file)
    return writer


COMPRESSIONS: dict[str, Callable[[_File], _Compressor]] = {".gz": _gzip, ".zst": _zstd}
"""How a file is compressed, by its ending."""
