"""Parquet: a table of which one column holds wikitext. A shard is a row group of the file.

It is imported only when there is such a file: the package pyarrow may be missing (pip install 'wikiextract[parquet]').
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wikiextract.errors import SourceError, install
from wikiextract.page import Page
from wikiextract.sources.filters import Filters
from wikiextract.sources.rows import Columns, row_page
from wikiextract.streams import whole

_ROWS = 64  # in memory at a time
_BUFFER = 1 << 20  # bytes of a column that are read at a time; else a row group's are read at once
_APART_ROWS = 1000
_APART_BYTES = 1 << 24  # ten seconds or so of work


@dataclass(frozen=True, slots=True)
class RowGroupShard:
    """The rows of one row group of the Parquet file at `path`."""

    path: str
    group: int
    columns: Columns
    filters: Filters
    rows: int
    size: int
    """The bytes of its columns, packed as they are."""
    unpacked: int
    """The bytes of its columns when they are unpacked."""

    @property
    def apart(self) -> bool:
        """Whether it is about as much work as a stream of a multistream dump. A file may be one row group."""
        return self.rows <= _APART_ROWS and self.unpacked <= _APART_BYTES

    def pages(self) -> Iterator[Page]:
        """The pages, without an offset. Raises SourceError when the file cannot be read."""
        import pyarrow
        import pyarrow.parquet

        done = 0
        try:
            with pyarrow.parquet.ParquetFile(self.path, buffer_size=_BUFFER, pre_buffer=False) as file:
                names = _columns(file.schema_arrow.names, self.columns)
                for batch in file.iter_batches(_ROWS, row_groups=[self.group], columns=names):
                    done += batch.num_rows
                    where = Page("", source=whole(self.path), read=self.size * done // max(1, self.rows))
                    for row in batch.to_pylist():
                        page = row_page(row, self.columns, where)
                        if page.unreadable is not None or self.filters.wanted(page):
                            yield page
        except (pyarrow.ArrowException, OSError) as error:
            raise SourceError(self.path, f"cannot be read as Parquet ({_line(error)})") from error


_ENTERPRISE = ("name", "identifier", "namespace", "version", "date_modified", "in_language", "article_body")


def _columns(names: list[str], columns: Columns) -> list[str]:
    """Those of the columns in a file that are read."""
    enterprise = "article_body" in names and columns.text is None
    return [name for name in (_ENTERPRISE if enterprise else columns.wanted) if name in names]


def shards(path: str, columns: Columns, filters: Filters) -> Iterator[RowGroupShard]:
    """The row groups of the file at `path`.

    Raises SourceError when it is no Parquet, has not got the columns, or the package is missing.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise SourceError(path, f"is a Parquet file: {install('parquet')} to read it") from error
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            names = file.schema_arrow.names
            sizes = [_sizes(file.metadata.row_group(group)) for group in range(file.num_row_groups)]
    except (pyarrow.ArrowException, OSError) as error:
        raise SourceError(path, f"cannot be read as Parquet ({_line(error)})") from error
    missing = columns.missing(dict.fromkeys(names))
    if missing is not None:
        raise SourceError(path, f"has no column {missing!r}: there are {', '.join(names)[:200]}")
    return (
        RowGroupShard(path, group, columns, filters, rows=rows, size=size, unpacked=unpacked)
        for group, (rows, size, unpacked) in enumerate(sizes)
    )


def _sizes(group: Any) -> tuple[int, int, int]:
    """(rows, bytes packed, bytes unpacked) of a row group."""
    packed = sum(group.column(column).total_compressed_size for column in range(group.num_columns))
    return group.num_rows, packed, group.total_byte_size


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
