"""Parquet: a table of which one column holds wikitext. A shard is a row group of the file.

It is imported only when there is such a file: the package pyarrow may be missing (pip install 'wikiextract[parquet]').
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wikiextract.errors import SourceError, install
from wikiextract.page import Page
from wikiextract.sources.filters import Filters
from wikiextract.sources.rows import Columns, row_page
from wikiextract.streams import whole

_ROWS = 64  # in memory at a time


@dataclass(frozen=True, slots=True)
class RowGroupShard:
    """The rows of one row group of the Parquet file at `path`."""

    path: str
    group: int
    columns: Columns
    filters: Filters

    def pages(self) -> Iterator[Page]:
        """The pages, without an offset. Raises SourceError when the file cannot be read."""
        import pyarrow
        import pyarrow.parquet

        where = Page("", source=whole(self.path))
        try:
            with pyarrow.parquet.ParquetFile(self.path) as file:
                names = _columns(file.schema_arrow.names, self.columns)
                for batch in file.iter_batches(_ROWS, row_groups=[self.group], columns=names):
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
            groups = file.num_row_groups
    except (pyarrow.ArrowException, OSError) as error:
        raise SourceError(path, f"cannot be read as Parquet ({_line(error)})") from error
    missing = columns.missing(dict.fromkeys(names))
    if missing is not None:
        raise SourceError(path, f"has no column {missing!r}: there are {', '.join(names)[:200]}")
    return (RowGroupShard(path, group, columns, filters) for group in range(groups))


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
