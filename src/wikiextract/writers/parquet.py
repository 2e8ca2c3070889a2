"""Parquet (https://parquet.apache.org/docs/file-format/): one file of whole documents, or one for each relation.

    pages.parquet     nested, one row a document: the columns are the fields of a Document
    tables/           pages.parquet, sections.parquet, links.parquet …

Compressed with Zstandard, in row groups that are bounded in rows and in bytes, so memory is bounded whatever the
number of documents. The metadata of each file says the versions of the shape and of the program.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import TracebackType
from typing import Any, Self

from wikiextract.errors import WriterError
from wikiextract.models import Document
from wikiextract.schema import arrow_schema, arrow_type, versions
from wikiextract.streams import Output, reported
from wikiextract.writers.arrow import batch_of
from wikiextract.writers.places import replacing_folder
from wikiextract.writers.relations import RELATIONS, Relation, Row, columns
from wikiextract.writers.tables import RelationalWriter

GROUP_ROWS = 2000
GROUP_BYTES = 1 << 26
"""A row group is written when it has so many rows, or so many bytes in memory."""
BATCH_ROWS = 50
BATCH_CHARACTERS = 1 << 20
"""So many documents, or documents of so many characters, become columns at once; until then they are objects."""


class ParquetWriter:
    """Writes documents to `stream` as rows of a Parquet file. Raises WriterError where pyarrow is not installed."""

    def __init__(self, stream: Output) -> None:
        pyarrow = _pyarrow(stream.path)
        self.path = stream.path
        self.schema = arrow_schema()
        # Statistics of lists help nobody to pass over a row group, and they would be most of the file's last part.
        single = [name for name in _leaves(self.schema) if ".list." not in name]
        self.file = _File(stream)
        self.writer = pyarrow.parquet.ParquetWriter(
            pyarrow.PythonFile(self.file, "w"), self.schema, compression="zstd", write_statistics=single
        )
        self.pyarrow = pyarrow
        self.documents: list[Document] = []
        self.characters = 0
        self.batches: list[Any] = []
        self.rows = self.size = 0

    def __enter__(self) -> Self:
        return self

    def write(self, document: Document) -> None:
        """Adds `document` as a row."""
        self.documents.append(document)
        self.characters += document.sections[-1].span[1] if document.sections else 0
        if len(self.documents) >= BATCH_ROWS or self.characters >= BATCH_CHARACTERS:
            self._batch()
            if self.rows >= GROUP_ROWS or self.size >= GROUP_BYTES:
                self._group()

    def _batch(self) -> None:
        with _fitting(self.path):
            batch = batch_of(self.documents)
        self.batches.append(batch)
        self.rows += batch.num_rows
        self.size += batch.nbytes
        self.documents.clear()
        self.characters = 0

    def _group(self) -> None:
        table = self.pyarrow.Table.from_batches(self.batches, schema=self.schema)
        self.batches.clear()
        with reported(self.path):
            self.writer.write_table(table, row_group_size=self.rows)
        self.rows = self.size = 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._batch()
                if self.rows:
                    self._group()
                with reported(self.path):
                    self.writer.close()
        finally:
            # After an error it would still write the file's last part, at the latest when it is collected.
            self.file.abandoned = True
            _abandon(self.writer)


@contextmanager
def parquet_tables(path: str) -> Iterator[RelationalWriter]:
    """A writer of one Parquet file for each relation, in the folder at `path`, which is replaced as a whole at the end.

    Raises WriterError where pyarrow is not installed, and as `replacing_folder` does.
    """
    pyarrow = _pyarrow(path)
    names = {f"{relation.name}.parquet" for relation in RELATIONS}
    with replacing_folder(path, names) as folder, ExitStack() as stack:
        writers: dict[Relation, Any] = {}
        for relation in RELATIONS:
            with reported(path):
                writers[relation] = pyarrow.parquet.ParquetWriter(
                    f"{folder}/{relation.name}.parquet", relation_schema(relation), compression="zstd"
                )
            stack.callback(_abandon, writers[relation])

        def store(relation: Relation, rows: list[Row]) -> None:
            if rows:
                table = table_of(relation, rows, path)
                with reported(path):
                    writers[relation].write_table(table, row_group_size=len(rows))

        with RelationalWriter(store) as writer:
            yield writer
        with reported(path):
            for file in writers.values():
                file.close()


@contextmanager
def _fitting(path: str) -> Iterator[None]:
    """A number of more than 64 bits, which a damaged dump may give as a page's id, is a WriterError."""
    try:
        yield
    except (OverflowError, ValueError) as error:  # pyarrow's ArrowInvalid is a ValueError
        raise WriterError(path, f"a document does not fit into its columns: {error}") from error


def _abandon(writer: Any) -> None:
    """Closes a file that is thrown away, if it is still open; what it could not take is no news."""
    with suppress(OSError):
        writer.close()


def relation_schema(relation: Relation) -> Any:
    """The Arrow schema of a relation."""
    import pyarrow

    fields = [
        pyarrow.field(column.name, arrow_type(column.kind), nullable=column.nullable)
        for column in columns(relation)
    ]
    return pyarrow.schema(fields, metadata=versions())


def table_of(relation: Relation, rows: list[Row], path: str) -> Any:
    """Rows of a relation as an Arrow table. Raises WriterError about `path` when a value does not fit."""
    import pyarrow

    schema = relation_schema(relation)
    pairs = zip(zip(*rows, strict=True), schema, strict=True)
    with _fitting(path):
        arrays = [pyarrow.array(values, type=field.type) for values, field in pairs]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _pyarrow(path: str) -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise WriterError.uninstalled(path, "parquet") from error
    return pyarrow


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


class _File:
    """What pyarrow wants of a file."""

    def __init__(self, stream: Output) -> None:
        self.stream = stream
        self.place = 0
        self.closed = self.abandoned = False

    def write(self, content: Any) -> int:
        if not self.abandoned:
            self.stream.write(bytes(content))
        self.place += len(content)
        return len(content)

    def tell(self) -> int:
        return self.place

    def flush(self) -> None:
        """Whoever opened the stream flushes it."""

    def close(self) -> None:
        self.closed = True

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False
