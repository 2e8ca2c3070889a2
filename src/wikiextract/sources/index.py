"""The index of a multistream dump: at which byte the stream begins that a page is in.

    529:10:AccessibleComputing
    │   │  title, which may hold colons
    │   number of the page
    byte of the dump at which its stream begins

https://meta.wikimedia.org/wiki/Data_dumps/Dump_format#Multistream_dumps
"""

import os
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from threading import Lock
from typing import BinaryIO

from wikiextract.errors import DumpError
from wikiextract.sources.bzip2 import Bzip2
from wikiextract.sources.pieces import Broken, Packed
from wikiextract.sources.unpacking import Unpacked

Entry = tuple[int, int, str]
"""(offset of the stream, number, title)."""

_LINE = 1 << 16
_SIGNS = b"BZh"
_LOOKED_AT = 64
_DUMP = re.compile(r"(.*multistream)(\d*)\.xml(.*)\.bz2", re.DOTALL)
_FIRST = re.compile(rb"<id>\s*([0-9]{1,18})\s*</id>")


def index_of(path: str) -> str | None:
    """The index that lies beside the dump at `path`, if one does."""
    folder, name = os.path.split(path)
    beside = (os.path.join(folder, index) for index in index_names(name))
    return next((index for index in beside if os.path.isfile(index)), None)


def index_names(name: str) -> tuple[str, ...]:
    """What the index of the dump called `name` may be called; nothing where that is no multistream dump."""
    found = _DUMP.fullmatch(name)
    if found is None:
        return ()
    stem = f"{found[1]}-index{found[2]}.txt{found[3]}"
    return (f"{stem}.bz2", stem)


def block_offsets(index: str, cores: int = 1) -> list[int]:
    """Where the streams of a dump begin, in bytes, ascending. Raises DumpError when that is not what `index` holds.

    Several `cores` unpack it: unpacking takes most of the time.
    """
    offsets: list[int] = []
    known = b""
    for line in _lines(index, cores):
        offset, _, rest = line.partition(b":")
        if offset == known:
            continue
        number, colon, _ = rest.partition(b":")
        if not (colon and _is_number(offset) and _is_number(number)):
            raise DumpError(index, f"is not the index of a dump: {line[:60].decode('utf-8', 'replace')!r}")
        known = offset
        offsets.append(int(offset))
        if len(offsets) > 1 and offsets[-1] <= offsets[-2]:
            raise DumpError(index, "is not the index of a dump: its offsets do not ascend")
    if not offsets:
        raise DumpError(index, "is an empty index: move it away to read the dump without one")
    return offsets


def stream_entries(index: str, offset: int) -> list[Entry]:
    """The entries of the stream that begins at `offset`.

    The index is read on from where the last call left it: a dump with thousands of broken streams would take days if it
    was read from its beginning for each.
    """
    status = os.stat(index)
    return _walk(index, status.st_size, status.st_mtime_ns).entries(offset)


@lru_cache(maxsize=1)
def _walk(index: str, _size: int, _time: int) -> "_Walk":
    return _Walk(index)


class _Walk:
    """An index that is asked for one stream after another."""

    def __init__(self, index: str) -> None:
        self.index = index
        self.lock = Lock()
        self.begin()

    def begin(self) -> None:
        """Goes back to the beginning."""
        self.streams = groupby(entries(self.index, 0, sys.maxsize), itemgetter(0))
        self.read = -1
        """The stream that was read last."""

    def entries(self, offset: int) -> list[Entry]:
        """Those of one stream; none where there is no such stream."""
        with self.lock:
            if offset <= self.read:
                self.begin()
            try:
                for stream, found in self.streams:
                    self.read = stream
                    if stream >= offset:
                        return list(found) if stream == offset else []
            except BaseException:
                self.begin()  # what broke off is at its end, and would have no entries for those who ask next
                raise
            return []


def entries(index: str, start: int, end: int) -> Iterator[Entry]:
    """Each page in the streams that begin from `start` on and before `end`."""
    for line in _lines(index):
        offset, _, rest = line.partition(b":")
        number, _, title = rest.partition(b":")
        if not (_is_number(offset) and _is_number(number)) or int(offset) < start:
            continue
        if int(offset) >= end:
            return
        yield int(offset), int(number), title.decode("utf-8", "replace")


def refuse_other_dump(stream: BinaryIO, path: str, index: str, offsets: list[int]) -> None:
    """Raises DumpError when the streams of the dump in `stream` do not begin at `offsets`, as `index` says.

    Dumps of one wiki may begin alike, so the streams behind the first must begin where they should: most of those that
    are looked at, since one may be damaged. What lies behind the end of a dump that is cut short is no sign.
    """
    size = stream.seek(0, os.SEEK_END)
    looked_at = offsets[1 :: max(1, len(offsets) // _LOOKED_AT)] or offsets
    wrong = []
    for offset in (offset for offset in looked_at if offset < size):
        stream.seek(offset)
        if stream.read(3) != _SIGNS:
            wrong.append(offset)
    stream.seek(offsets[0])
    start = next(Bzip2(Packed(stream, taken=offsets[0])).pieces(), b"")
    if len(wrong) * 2 > len(looked_at) or offsets[0] >= size:
        at = wrong[0] if wrong else offsets[0]
        raise DumpError(path, f"is not the dump of its index {index}: no stream begins at byte {at}", at)
    found = None if isinstance(start, Broken) else _FIRST.search(start)
    _, number, _ = next(entries(index, offsets[0], offsets[0] + 1))
    if found is not None and int(found[1]) != number:
        at = offsets[0]
        raise DumpError(path, f"is not the dump of its index {index}: another page is at byte {at}", at)


def _is_number(digits: bytes) -> bool:
    return digits.isdigit() and len(digits) <= 18


def _lines(index: str, cores: int = 1) -> Iterator[bytes]:
    rest = b""
    for piece in Unpacked(index, cores):
        if isinstance(piece, Broken):
            raise DumpError(index, f"cannot be read: {piece.reason}", piece.offset)
        *lines, rest = (rest + piece).split(b"\n")
        yield from (line for line in lines if line)
        if len(rest) > _LINE:
            raise DumpError(index, "is not the index of a dump: a line has more than 64 KiB")
    if rest:
        yield rest
