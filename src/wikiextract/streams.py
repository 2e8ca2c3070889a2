"""Text in and bytes out: what a file or standard input holds, and files that are whole or as they were.

    EF BB BF 7B 7B …        UTF-8 with a byte order mark    → "{{…"
    FF FE 7B 00 7B 00 …     UTF-16                          → "{{…"
    7B 00 7B 00 …           UTF-16 without a mark           → "{{…"     if it is mostly Latin
    7B 7B E9 …              neither                         → SourceError naming byte 2
    1F 8B …, … 00 …         not text                        → SourceError
    <mediawiki …            a dump, not a page              → SourceError

Line ends are left as they are, so offsets in the text are those of the file's own characters. MediaWiki keeps pages
in UTF-8 (https://www.mediawiki.org/wiki/Manual:Page_table); nothing else is guessed.
"""

import codecs
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, Literal

from wikiextract.errors import SourceError, WriterError

STANDARD = "-"
"""The path that means standard input or standard output."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"PK\x03\x04", "a zip archive"),
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)

_OTHER = re.compile(r'\s*(?:(\[?\s*\{\s*"schema_version":)|(?:<\?xml[^>]*>\s*)?<mediawiki\s)')


def text_of(path: str) -> str:
    """The text that the file at `path` holds, or standard input for "-", without its byte order mark.

    Raises SourceError when it cannot be read, is not text, or is not in the encoding it seems to be in; `offset`
    is then that of the first wrong byte.
    """
    name = "standard input" if path == STANDARD else path
    try:
        return decoded(_standard_input() if path == STANDARD else _content(path), name)
    except SourceError:
        raise
    except OSError as error:
        raise SourceError(name, reason_of(error)) from error
    except MemoryError as error:
        raise SourceError(name, "does not fit into the memory") from error


def decoded(content: bytes, name: str) -> str:
    """`content` as text. Raises SourceError about `name` as `text_of` does."""
    mark, encoding = _encoding(content)
    if mark == 0 and encoding == "utf-8":
        _refuse_binary(content, name)
    try:
        text = content[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        offset = mark + error.start
        known = {"utf-8": "UTF-8"}.get(encoding, encoding.upper()[:6])
        wrong = f"0x{content[offset]:02X} at byte {offset}"
        reason = f"is not {known} text: {wrong} ({error.reason}); convert it first"
        raise SourceError(name, reason, offset) from error
    _refuse_other_text(text, name)
    return text


def whole(name: str) -> str:
    """`name` as it can be written in UTF-8, where it holds halves of characters.

    The name of a file may be any bytes, and Python keeps those that the locale does not know as halves: they are read
    as UTF-8, with U+FFFD for what is none.
    """
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", name)


def reason_of(error: OSError) -> str:
    """What the operating system says, as the end of a sentence: `no such file or directory`."""
    reason = error.strerror or str(error) or type(error).__name__
    return reason[:1].lower() + reason[1:]


class Output:
    """A stream of bytes whose troubles are WriterErrors; that nobody reads on is a BrokenPipeError still."""

    def __init__(self, path: str, stream: BinaryIO) -> None:
        self.path = path
        self.stream = stream

    def write(self, content: bytes) -> None:
        """Adds `content`."""
        with reported(self.path):
            self.stream.write(content)


@contextmanager
def replacing(path: str) -> Iterator[Output]:
    """A stream whose content becomes the file at `path` when the block ends well; standard output for "-".

    It is written to a temporary name in the same folder and moved into place at the end, so whoever reads
    `path` sees what was there before or all of the new. Raises WriterError when that cannot be done; after any
    error what was there before is still there. A device or a pipe is written to directly.
    """
    target = os.path.realpath(path)
    if path == STANDARD:
        with _written_through("standard output", _standard_output()) as output:
            yield output
    elif os.path.exists(target) and not os.path.isfile(target):
        with _opened_device(path, target) as stream, _written_through(path, stream) as output:
            yield output
    else:
        with _moved_into_place(path, target) as output:
            yield output


@contextmanager
def _written_through(path: str, stream: BinaryIO) -> Iterator[Output]:
    yield Output(path, stream)
    with reported(path):
        stream.flush()


@contextmanager
def _opened_device(path: str, target: str) -> Iterator[BinaryIO]:
    stream = _opened(path, target, "wb")
    try:
        yield stream
    finally:
        # What a full device could not take fails once more when the stream is closed.
        with suppress(OSError):
            stream.close()


@contextmanager
def _moved_into_place(path: str, target: str) -> Iterator[Output]:
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name[:100]}.{os.urandom(4).hex()}.part")
    stream: BinaryIO | None = None
    try:
        stream = _opened(path, temporary, "xb")
        yield Output(path, stream)
        with reported(path):
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            if os.path.exists(target):
                os.chmod(temporary, os.stat(target).st_mode & 0o7777)
            os.replace(temporary, target)
    except BaseException:
        if stream is not None:
            with suppress(OSError):
                stream.close()
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _opened(path: str, name: str, mode: Literal["wb", "xb"]) -> BinaryIO:
    with reported(path):
        try:
            return open(name, mode)
        except FileNotFoundError as error:
            folder = os.path.dirname(path)
            if not folder or os.path.isdir(folder):
                folder = os.path.dirname(name)  # `path` is a link that leads elsewhere
            raise WriterError(path, f"there is no folder {folder}") from error


@contextmanager
def reported(path: str) -> Iterator[None]:
    """Whatever the system refuses inside the block is a WriterError about `path`; a broken pipe stays what it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WriterError(path, reason_of(error)) from error


def _standard_output() -> BinaryIO:
    if sys.stdout is None:
        raise WriterError("standard output", "is closed")
    return sys.stdout.buffer


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError("is closed")
    return sys.stdin.buffer.read()


def _content(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read()


def _encoding(content: bytes) -> tuple[int, str]:
    """(length of the byte order mark, encoding)."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return len(mark), encoding
    # Wikitext is full of ASCII marks and line ends whatever its language: in UTF-16 half of their bytes are zero,
    # always on the same side. Two in three pairs are far more than a binary file has.
    start = content[:4096]
    pairs = len(start) // 2
    if pairs and len(content) % 2 == 0:
        for encoding, side in (("utf-16-le", 1), ("utf-16-be", 0)):
            if start[side::2].count(0) * 3 > pairs * 2 and not start[1 - side :: 2].count(0):
                return 0, encoding
    return 0, "utf-8"


def _refuse_binary(content: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise SourceError(name, f"is {kind}, not wikitext", 0)
    zero = content.find(0)
    if zero >= 0:
        raise SourceError(name, f"is a binary file, not wikitext (a zero byte at byte {zero})", zero)


def _refuse_other_text(text: str, name: str) -> None:
    """What is text and surely no wikitext: a dump, or what this program writes."""
    match = _OTHER.match(text, 0, 2000)
    if match is not None:
        kind = "a document of wikiextract" if match[1] else "a dump: name the file, with .xml at its end"
        raise SourceError(name, f"is {kind}, not wikitext", 0)
