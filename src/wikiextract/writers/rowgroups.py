"""A Parquet file that grows by row groups, and that goes on where it was when its process was killed.

    pages.parquet    PAR1 │ row group │ row group │ … │ footer │ its length │ PAR1
                                                        ▲
    footers               │ RowGroup  │ RowGroup  │ … ──┘ at the end

pyarrow writes a file from its beginning only, and keeps the footer, which must name every row group, in memory until
the end (https://arrow.apache.org/docs/python/generated/pyarrow.parquet.ParquetWriter.html). So each row group is first
a small Parquet file of its own, in memory. Its bytes are appended to the content, and what its footer says of it, with
the offsets moved (`wikiextract.writers.footers`), to a second file. The end is a footer made of that second file.

The result is, byte for byte, what pyarrow writes of the same row groups in one go (before its version 18 it differs in
what no reader looks at). Nothing in memory grows with the number of row groups. They are written in the order in which
they came, at places that are known: a write that failed in the middle is written over by the next, or cut off later.
"""

import errno
import os
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from io import FileIO
from typing import TYPE_CHECKING, NamedTuple

from wikiextract.writers.footers import MAGIC, Footer, ending, footer_of, moved, row_groups_of

if TYPE_CHECKING:
    import pyarrow

UNDER_WAY = 2
"""So many row groups of a file are encoded, or wait for it, while the next is made."""

_NOTHING = {"content": 0, "footers": 0, "row_groups": 0, "rows": 0}
_FOOTER_BYTES = (1 << 31) - 1
"""Readers take the footer's length for a signed number."""
_COPIED_BYTES = 1 << 20


class _Part(NamedTuple):
    """A small Parquet file."""

    row_groups: memoryview
    footer: Footer


class RowGroupFile:
    """A Parquet file that grows by row groups and can be taken up again after its process was killed.

    The rows are compressed with Zstandard. The bytes of the file follow from the tables and the version of pyarrow
    alone: not from when it was killed, nor from the threads.

    Every method raises the OSError of a disk that refuses; it may then be called again. Where pyarrow refuses a table,
    its error comes out of the next calls, all of them, since the file would lack that row group.
    """

    def __init__(
        self,
        content: str,
        footers: str,
        schema: "pyarrow.Schema",
        *,
        statistics: Sequence[str] | bool = True,
        state: Mapping[str, int] | None = None,
        threads: ThreadPoolExecutor | None = None,
    ) -> None:
        """Opens the two files, which begin anew, or go on from `state`: what `kept` gave, behind which they are cut.

        `statistics` names the columns that have least and greatest values, as paths with points, or says all or none.
        `threads` do the encoding, and are left running; without them the file has a thread of its own.

        Raises OSError where a file cannot be opened, or is shorter than `state` says.
        """
        self.schema = schema
        self.statistics = statistics if isinstance(statistics, bool) else list(statistics)
        self.under_way: deque[Future[_Part]] = deque()
        self.state = dict(_NOTHING if state is None else state)
        with ExitStack() as stack:
            new = state is None
            self.content = stack.enter_context(_opened(content, self.state["content"], new=new))
            self.footers = stack.enter_context(_opened(footers, self.state["footers"], new=new))
            if new:
                self.state["content"] = _write(self.content, 0, MAGIC)
            if threads is None:
                threads = ThreadPoolExecutor(1, "row-groups")
                stack.callback(threads.shutdown)
            self.threads = threads
            self.open = stack.pop_all()

    def append(self, table: "pyarrow.Table") -> None:
        """Adds the rows of `table` as a row group, if there are any; a thread encodes them.

        Blocks while as many are under way as may be. `table` has the file's schema.
        """
        while self.under_way and (len(self.under_way) >= UNDER_WAY or self.under_way[0].done()):
            self._store()
        if table.num_rows:
            self.under_way.append(self.threads.submit(self._encoded, table))

    def kept(self) -> dict[str, int]:
        """Waits until all that was appended is on the disk, and gives the state from which the file can go on.

        It has the bytes of the two files, and how many row groups and rows there are. What keeps it must itself be on
        the disk before it counts. The names of new files are safe when their folder is, which is not seen to here.
        """
        self._store_all()
        for file in (self.content, self.footers):
            os.fsync(file.fileno())
        return dict(self.state)

    def finish(self) -> None:
        """Waits, writes the footer behind the row groups, and closes; the second file is needed no more.

        Until what follows (moving the file into its place) is done, the last state still holds: taken up from it, the
        file loses its footer and may be finished again.
        """
        self._store_all()
        start = self.state["content"]
        footer = self._encoded(None).footer
        place = _write(self.content, start, footer.opening(self.state["rows"], self.state["row_groups"]))
        self.footers.seek(0)
        while structs := self.footers.read(min(_COPIED_BYTES, self.state["footers"] - self.footers.tell())):
            place = _write(self.content, place, structs)
        place = _write(self.content, place, footer.tail)
        place = _write(self.content, place, ending(place - start))
        self.content.truncate(place)
        os.fsync(self.content.fileno())
        self.close()

    def close(self) -> None:
        """Lets go of the files and of what is under way; may be called again."""
        for encoding in self.under_way:
            encoding.cancel()
        self.under_way.clear()
        self.open.close()

    def _encoded(self, table: "pyarrow.Table | None") -> _Part:
        """A Parquet file of one row group, or of none."""
        import pyarrow
        import pyarrow.parquet

        stream = pyarrow.BufferOutputStream()
        with pyarrow.parquet.ParquetWriter(
            stream, self.schema, compression="zstd", write_statistics=self.statistics
        ) as writer:
            if table is not None:
                writer.write_table(table, row_group_size=table.num_rows)
        file = memoryview(stream.getvalue()).cast("B")
        return _Part(row_groups_of(file), footer_of(file))

    def _store_all(self) -> None:
        while self.under_way:
            self._store()

    def _store(self) -> None:
        """Writes what was appended first of what is under way. It counts when it stands in both files."""
        row_groups, footer = self.under_way[0].result()
        state = self.state
        structs = moved(footer.structs, state["content"] - len(MAGIC))
        if state["footers"] + len(structs) + len(footer.head) + len(footer.tail) > _FOOTER_BYTES - 64:
            raise OSError(errno.EFBIG, "too many row groups for the footer of one Parquet file")
        content = _write(self.content, state["content"], row_groups)
        footers = _write(self.footers, state["footers"], structs)
        self.state = {
            "content": content,
            "footers": footers,
            "row_groups": state["row_groups"] + footer.groups,
            "rows": state["rows"] + footer.rows,
        }
        self.under_way.popleft()


def _opened(path: str, size: int, *, new: bool) -> FileIO:
    """The file at `path`, empty and new, or cut to `size` bytes. Raises OSError, also when it has fewer."""
    file = FileIO(path, "w+" if new else "r+")
    try:
        if os.fstat(file.fileno()).st_size < size:
            raise OSError(errno.EIO, "is shorter than it was when its state was kept")
        file.truncate(size)
    except BaseException:
        file.close()
        raise
    return file


def _write(file: FileIO, place: int, content: bytes | memoryview) -> int:
    """Writes `content` at `place` and returns where it ends. The system may take less of it at once than is given."""
    file.seek(place)
    left = memoryview(content)
    while left:
        written = file.write(left)
        left, place = left[written:], place + written
    return place
