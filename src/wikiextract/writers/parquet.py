"""Parquet (https://parquet.apache.org/docs/file-format/): one file of whole documents, or one for each relation.

    pages.parquet     nested, one row a document: the columns are the fields of a Document
    tables/           pages.parquet, sections.parquet, links.parquet …

Compressed with Zstandard, in row groups that are bounded in rows and in bytes, so memory is bounded whatever the
number of documents. The metadata of each file says the versions of the shape and of the program.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from wikiextract.errors import WriterError
from wikiextract.schema import arrow_schema
from wikiextract.streams import reported
from wikiextract.writers.keys import KeptKeys
from wikiextract.writers.places import Place, Record, sync_folder
from wikiextract.writers.relations import RELATIONS
from wikiextract.writers.tables import Columns, Waiting, relation_schema

GROUP_ROWS = 5000
GROUP_BYTES = 1 << 27
"""A row group is written when it has so many rows, or so many bytes in memory. Each costs 32 kB in the file's footer,
which is read at once: with the three thousand of a large wiki that is as much as should be asked of readers."""


def needed(path: str) -> None:
    """Raises WriterError about `path` where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise WriterError.uninstalled(path, "parquet") from error


class ParquetSink:
    """Writes batches of documents as a Parquet file. Raises WriterError where pyarrow is not installed."""

    notice = None

    def __init__(self, place: Place) -> None:
        needed(place.path)
        from wikiextract.writers.rowgroups import RowGroupFile

        self.place = place
        self.schema = arrow_schema()
        # Statistics of lists help nobody to pass over a row group, and they would be most of the file's last part.
        single = [name for name in _leaves(self.schema) if ".list." not in name]
        state = None if place.record is None else place.record["content"]
        with reported(place.path):
            self.file = RowGroupFile(
                place.content, place.file("footers"), self.schema, statistics=single, state=state
            )
        self.batches: list[Any] = []
        self.rows = self.size = 0

    @property
    def full(self) -> bool:
        """Whether there is enough for a row group."""
        return self.rows >= GROUP_ROWS or self.size >= GROUP_BYTES

    def add(self, chunk: Any) -> None:
        """Adds the rows of a batch that `arrow.batch_of` made."""
        self.batches.append(chunk)
        self.rows += chunk.num_rows
        self.size += chunk.nbytes

    def flush(self) -> None:
        """Writes a row group."""
        import pyarrow

        if self.rows:
            table = pyarrow.Table.from_batches(self.batches, schema=self.schema)
            with reported(self.place.path):
                self.file.append(table)
        self.batches = []
        self.rows = self.size = 0

    def keep(self, record: Record) -> None:
        """Writes a row group, and puts all on the disk."""
        self.flush()
        with reported(self.place.path):
            state = self.file.kept()
        self.place.put({**record, "content": state})

    def finish(self, record: Record) -> None:
        """Writes the last row group and the footer."""
        self.flush()
        with reported(self.place.path):
            self.file.finish()
        self.place.finish(record)

    def close(self) -> None:
        """Closes the file."""
        self.file.close()


class TablesSink:
    """Writes the rows of relations as one Parquet file each, in a folder."""

    notice = None

    def __init__(self, place: Place) -> None:
        needed(place.path)
        from wikiextract.writers.rowgroups import RowGroupFile

        self.place = place
        self.threads = ThreadPoolExecutor(2)
        state = None if place.record is None else place.record["content"]
        with reported(place.path):
            os.makedirs(place.content, exist_ok=True)
            self.keys = KeptKeys(place, 0 if state is None else state["ids"])
            self.files = {
                relation.name: RowGroupFile(
                    os.path.join(place.content, f"{relation.name}.parquet"),
                    place.file(f"{relation.name}.footers"),
                    relation_schema(relation),
                    state=None if state is None else state["tables"][relation.name],
                    threads=self.threads,
                )
                for relation in RELATIONS
            }
        self.waiting = Waiting()

    @property
    def full(self) -> bool:
        """Whether there is enough for a row group of each."""
        return self.waiting.full

    def add(self, chunk: Columns) -> None:
        """Adds the rows of some documents."""
        self.waiting.add(chunk, self.keys)

    def flush(self) -> None:
        """Writes a row group of each table that has rows."""
        for name, table in self.waiting.tables():
            with reported(self.place.path):
                self.files[name].append(table)

    def keep(self, record: Record) -> None:
        """Writes the row groups, and puts all on the disk."""
        self.flush()
        with reported(self.place.path):
            tables = {name: file.kept() for name, file in self.files.items()}
            state = {"ids": self.keys.keep(), "tables": tables}
            sync_folder(self.place.content)
        self.place.put({**record, "content": state})

    def finish(self, record: Record) -> None:
        """Writes the last row groups and the footers."""
        self.flush()
        with reported(self.place.path):
            for file in self.files.values():
                file.finish()
            sync_folder(self.place.content)
        self.place.finish(record)

    def close(self) -> None:
        """Closes the files."""
        for file in self.files.values():
            file.close()
        self.threads.shutdown()
        self.keys.close()


def _leaves(schema: Any) -> list[str]:
    """The columns of a Parquet file with this schema, as paths with points."""
    found: list[str] = []

    def descend(name: str, kind: Any) -> None:
        if hasattr(kind, "value_type"):
            descend(f"{name}.list.element", kind.value_type)
        elif hasattr(kind, "get_all_field_indices"):
            for field in kind:
                descend(f"{name}.{field.name}", field.type)
        else:
            found.append(name)

    for field in schema:
        descend(field.name, field.type)
    return found
