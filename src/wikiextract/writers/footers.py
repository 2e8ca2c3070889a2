"""The footer of a Parquet file, cut up so that it can be put together from the footers of others.

    FileMetaData                                     Footer
      1 version, 2 schema, header of 3 num_rows        head
      the number of 3                                  rows
      header of 4 row_groups                           groups
      RowGroup, RowGroup …                             structs
      5 key_value_metadata, 6 created_by, …            tail

A row group that is moved within a file, or into another, is the same bytes; only the offsets in its RowGroup change.
So `moved` copies a struct and writes anew the numbers that are offsets. The structs are those of
https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift, written in Thrift's compact
protocol: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.

The protocol is read here and not by the package `thrift`, which does not say where in the bytes a value stands, and
took 36 ms to pass over the footer of one row group of Documents, with 292 columns. Here that took 5 ms, and to move it
8 ms more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Union

MAGIC = b"PAR1"
"""What a Parquet file begins and ends with."""

_STOP = 0
_FALSE = 2
_BINARY, _LIST, _SET, _STRUCT = 8, 9, 10, 12
_NUMBERS = frozenset({4, 5, 6})
"""Whole numbers of 16, 32 and 64 bits are of as many bytes as they need."""
_WIDTHS = {1: 1, _FALSE: 1, 3: 1, 7: 8}
"""Bytes of a truth value in a list, of a byte and of a double. A truth value that is a field is all in its header."""

_NUM_ROWS, _ROW_GROUPS = 3, 4


class Change(Enum):
    """What becomes of a field."""

    MOVED = auto()
    """It is an offset in the file. Zero is none: pyarrow has it for a column's `file_offset` since version 18."""
    LEFT_OUT = auto()


Shape = Mapping[int, Union[Change, "Shape"]]
"""What changes in a struct, by the number of the field; for a field that is a struct or a list of them, its shape."""

_COLUMN_METADATA: Shape = {
    9: Change.MOVED,  # data_page_offset
    10: Change.MOVED,  # index_page_offset
    11: Change.MOVED,  # dictionary_page_offset
    14: Change.MOVED,  # bloom_filter_offset
}
_COLUMN_CHUNK: Shape = {
    2: Change.MOVED,  # file_offset
    3: _COLUMN_METADATA,
    4: Change.MOVED,  # offset_index_offset
    6: Change.MOVED,  # column_index_offset
}
ROW_GROUP: Shape = {
    1: _COLUMN_CHUNK,
    5: Change.MOVED,  # file_offset
    7: Change.LEFT_OUT,  # ordinal
}
"""The ordinal has 16 bits, which a large file exceeds, and only encryption needs it. It is left out of all row groups
and not only of the later ones, because arrow-rs from 57.1 on refuses a file where some have it
(https://github.com/apache/arrow-rs/issues/10381)."""


@dataclass(frozen=True, slots=True)
class Footer:
    """A FileMetaData, cut where the file grows."""

    head: bytes
    """All up to the number of rows, with the header of that field."""
    rows: int
    groups: int
    structs: bytes
    """The RowGroup structs, one behind the other."""
    tail: bytes
    """All behind the row groups."""

    def opening(self, rows: int, groups: int) -> bytes:
        """All up to the first RowGroup, for a file of so many rows in so many row groups."""
        return self.head + _zigzag(rows) + _header(_ROW_GROUPS, _NUM_ROWS, _LIST) + _list_header(groups)


def row_groups_of(file: memoryview) -> memoryview:
    """All of the Parquet file that is `file` but its footer and what it begins and ends with."""
    return file[len(MAGIC) : _footer_start(file)]


def footer_of(file: memoryview) -> Footer:
    """The footer of the Parquet file that is `file`."""
    content = bytes(file[_footer_start(file) : -8])
    place = number = 0
    rows_start = rows_end = structs_start = structs_end = groups = 0
    while content[place] != _STOP:
        number, kind, start = _field(content, place, number)
        place = _behind(content, start, kind)
        if number == _NUM_ROWS:
            rows_start, rows_end = start, place
        elif number == _ROW_GROUPS:
            groups, _, structs_start = _list(content, start)
            structs_end = place
    return Footer(
        head=content[:rows_start],
        rows=_signed(_varint(content[rows_start:rows_end], 0)[0]),
        groups=groups,
        structs=content[structs_start:structs_end],
        tail=content[structs_end:],
    )


def ending(size: int) -> bytes:
    """What stands behind a footer of `size` bytes."""
    return size.to_bytes(4, "little") + MAGIC


def _footer_start(file: memoryview) -> int:
    return len(file) - 8 - int.from_bytes(file[-8:-4], "little")


def moved(structs: bytes, shift: int, shape: Shape = ROW_GROUP) -> bytes:
    """`structs`, each changed as `shape` says, where what they tell of has moved by `shift` bytes."""
    copy = _Copy(structs, shift)
    place = 0
    while place < len(structs):
        place = copy.struct(place, shape)
    return copy.all()


class _Copy:
    """Copies `content`, but for what is replaced."""

    def __init__(self, content: bytes, shift: int) -> None:
        self.content = content
        self.shift = shift
        self.pieces: list[bytes] = []
        self.copied = 0

    def all(self) -> bytes:
        """The copy, when all has been replaced that is to be."""
        return b"".join([*self.pieces, self.content[self.copied :]])

    def struct(self, place: int, shape: Shape) -> int:
        """Changes the struct at `place` as `shape` says; returns where it ends."""
        content = self.content
        number = before = 0  # the field, and the one before it in the copy: headers have the distance
        while content[place] != _STOP:
            start, last = place, number
            number, kind, place = _field(content, start, last)
            change = shape.get(number)
            if change is Change.LEFT_OUT:
                place = place if kind <= _FALSE else _behind(content, place, kind)
                self._replace(start, place, b"")
                continue
            if before != last:
                self._replace(start, place, _header(number, before, kind))
            before = number
            place = self._value(place, kind, change)
        return place + 1

    def _value(self, place: int, kind: int, change: "Change | Shape | None") -> int:
        if kind <= _FALSE:
            return place
        if change is None or isinstance(change, Change):
            end = _behind(self.content, place, kind)
            if change is Change.MOVED:
                offset = _signed(_varint(self.content, place)[0])
                self._replace(place, end, _zigzag(offset + self.shift if offset else 0))
            return end
        if kind == _STRUCT:
            return self.struct(place, change)
        count, _, place = _list(self.content, place)
        for _ in range(count):
            place = self.struct(place, change)
        return place

    def _replace(self, start: int, end: int, by: bytes) -> None:
        self.pieces += self.content[self.copied : start], by
        self.copied = end


def _field(content: bytes, place: int, last: int) -> tuple[int, int, int]:
    """(number, type, where its value begins) of the field whose header is at `place`, behind the field `last`."""
    distance, kind = content[place] >> 4, content[place] & 15
    if distance:
        return last + distance, kind, place + 1
    number, place = _varint(content, place + 1)
    return _signed(number), kind, place


def _list(content: bytes, place: int) -> tuple[int, int, int]:
    """(count, type, where the first begins) of the elements of the list at `place`."""
    count, kind = content[place] >> 4, content[place] & 15
    if count < 15:
        return count, kind, place + 1
    count, place = _varint(content, place + 1)
    return count, kind, place


def _behind(content: bytes, place: int, kind: int) -> int:
    """Where the value at `place`, of the type `kind`, ends. Raises ValueError for types that no footer has."""
    if kind in _NUMBERS:
        while content[place] & 128:
            place += 1
        return place + 1
    if kind == _BINARY:
        size, place = _varint(content, place)
        return place + size
    if kind == _STRUCT:
        number = 0
        while content[place] != _STOP:
            number, field, place = _field(content, place, number)
            if field > _FALSE:
                place = _behind(content, place, field)
        return place + 1
    if kind in (_LIST, _SET):
        count, element, place = _list(content, place)
        for _ in range(count):
            place = _behind(content, place, element)
        return place
    if kind in _WIDTHS:
        return place + _WIDTHS[kind]
    raise ValueError(f"a Parquet footer has nothing of the type {kind}")


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """(number, where it ends): seven bits a byte, the lowest first, the eighth set where more follow."""
    number = content[place]
    if number < 128:
        return number, place + 1
    number &= 127
    shift = 7
    while True:
        place += 1
        byte = content[place]
        number |= (byte & 127) << shift
        if byte < 128:
            return number, place + 1
        shift += 7


def _signed(number: int) -> int:
    """The number that zigzag has at the place `number`: 0, -1, 1, -2, 2 …"""
    return number >> 1 ^ -(number & 1)


def _zigzag(number: int) -> bytes:
    """`number` as a field has it."""
    return _unsigned(number << 1 if number >= 0 else (-number << 1) - 1)


def _unsigned(number: int) -> bytes:
    content = bytearray()
    while number > 127:
        content.append(number & 127 | 128)
        number >>= 7
    content.append(number)
    return bytes(content)


def _header(number: int, last: int, kind: int) -> bytes:
    """The header of the field `number` behind the field `last`."""
    distance = number - last
    return bytes([distance << 4 | kind]) if 0 < distance < 16 else bytes([kind]) + _zigzag(number)


def _list_header(count: int) -> bytes:
    """The header of a list of so many structs."""
    return bytes([count << 4 | _STRUCT]) if count < 15 else bytes([15 << 4 | _STRUCT]) + _unsigned(count)
