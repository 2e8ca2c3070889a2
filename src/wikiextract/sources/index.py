"""The index of a multistream dump: at which byte the stream begins that a page is in.

    529:10:AccessibleComputing
    │   │  title, which may hold colons
    │   number of the page
    byte of the dump at which its stream begins

https://meta.wikimedia.org/wiki/Data_dumps/Dump_format#Multistream_dumps
"""

import os
import re
from collections.abc import Iterator

from wikiextract.errors import DumpError
from wikiextract.sources.unpacking import Broken, bzip2_pieces, unpacked

_LINE = 1 << 16
_SIGNS = b"BZh"
_LOOKED_AT = 64
_DUMP = re.compile(r"(.*multistream)(\d*)\.xml(.*)\.bz2", re.DOTALL)
_FIRST = re.compile(rb"<id>\s*([0-9]{1,18})\s*</id>")


def index_of(path: str) -> str | None:
    """The index that lies beside the dump at `path`, if one does."""
    folder, name = os.path.split(path)
    found = _DUMP.fullmatch(name)
    if found is None:
        return None
    stem = f"{found[1]}-index{found[2]}.txt{found[3]}"
    beside = (os.path.join(folder, stem + ending) for ending in (".bz2", ""))
    return next((index for index in beside if os.path.isfile(index)), None)


def block_offsets(index: str) -> list[int]:
    """Where the streams of a dump begin, in bytes, ascending. Raises DumpError when that is not what `index` holds."""
    offsets: list[int] = []
    known = b""
    for line in _lines(index):
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


def entries(index: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """(offset, number, title) of each page in the streams that begin from `start` on and before `end`."""
    for line in _lines(index):
        offset, _, rest = line.partition(b":")
        number, _, title = rest.partition(b":")
        if not (_is_number(offset) and _is_number(number)) or int(offset) < start:
            continue
        if int(offset) >= end:
            return
        yield int(offset), int(number), title.decode("utf-8", "replace")


def refuse_other_dump(path: str, index: str, offsets: list[int]) -> None:
    """Raises DumpError when the streams of the dump at `path` do not begin at `offsets`, as `index` says.

    Dumps of one wiki may begin alike, so the streams behind the first must begin where they should: most of those that
    are looked at, since one may be damaged. What lies behind the end of a dump that is cut short is no sign.
    """
    size = os.path.getsize(path)
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
    found = None if isinstance(start, Broken) else _FIRST.search(start)
    _, number, _ = next(entries(index, offsets[0], offsets[0] + 1))
    if found is not None and int(found[1]) != number:
        at = offsets[0]
        raise DumpError(path, f"is not the dump of its index {index}: another page is at byte {at}", at)


def _is_number(digits: bytes) -> bool:
    return digits.isdigit() and len(digits) <= 18


def _lines(index: str) -> Iterator[bytes]:
    rest = b""
    for piece in unpacked(index):
        if isinstance(piece, Broken):
            raise DumpError(index, f"cannot be read: {piece.reason}", piece.offset)
        *lines, rest = (rest + piece).split(b"\n")
        yield from (line for line in lines if line)
        if len(rest) > _LINE:
            raise DumpError(index, "is not the index of a dump: a line has more than 64 KiB")
    if rest:
        yield rest
