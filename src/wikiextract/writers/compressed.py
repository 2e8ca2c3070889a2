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


class CompressedOutput(Output):
    """An Output whose content is compressed on its way to another."""

    def __init__(self, path: str, compressor: Any) -> None:
        super().__init__(path, compressor)


def plain_name(path: str) -> str:
    """`path` without the ending that asks for compression: `pages.jsonl.gz` gives `pages.jsonl`."""
    ending = _ending(path)
    return path.removesuffix(path[-len(ending) :]) if ending else path


@contextmanager
def compressed(stream: Output, path: str) -> Iterator[Output]:
    """`stream` itself, or one that compresses into it, as the ending of `path` asks for.

    Raises WriterError when the library that compresses is not installed.
    """
    ending = _ending(path)
    if ending is None:
        yield stream
        return
    file = _File(stream)
    compressor = COMPRESSIONS[ending](file)
    try:
        yield CompressedOutput(stream.path, compressor)
        with reported(stream.path):
            compressor.close()
    finally:
        # After an error it would still write the file's end, at the latest when it is collected.
        file.abandoned = True
        compressor.close()


def _ending(path: str) -> str | None:
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
