"""Rows of documents for every relation, as Python values or as Arrow columns.

Document, Document … ─► origins and rows    where documents are made: the first value of a row is the number of its
                                            document among these
origins ─► keys ─► rows with keys           where they are written: only there it is known which keys are taken
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wikiextract.models import Document
from wikiextract.schema import arrow_type, versions
from wikiextract.writers.keys import Origin, PageKeys, origins
from wikiextract.writers.relations import RELATIONS, Relation, Row, columns, rows_of

if TYPE_CHECKING:
    import pyarrow

KEPT_BYTES = 1 << 26
KEPT_ROWS = 1 << 18
"""So many bytes of columns, or so many rows, wait in memory, in all tables together, before they are written."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of some documents, by the names of the relations."""

    origins: list[Origin]
    rows: dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The rows of some documents as Arrow batches; relations without rows are left out."""

    origins: list[Origin]
    batches: dict[str, Any]


def relational_rows(documents: Sequence[Document]) -> Rows:
    """The rows of `documents`: the encoder of SQLite."""
    rows = {
        relation.name: [
            row for number, document in enumerate(documents) for row in rows_of(relation)(document, number)
        ]
        for relation in RELATIONS
    }
    return Rows(origins(documents), rows)


def relational_columns(documents: Sequence[Document]) -> Columns:
    """The rows of `documents` as columns: the encoder of Parquet tables and DuckDB.

    Raises OverflowError or ValueError where a number has more than 64 bits.
    """
    made = relational_rows(documents)
    batches = {
        relation.name: _batch(relation, made.rows[relation.name])
        for relation in RELATIONS
        if made.rows[relation.name]
    }
    return Columns(made.origins, batches)


def _batch(relation: Relation, rows: list[Row]) -> Any:
    import pyarrow

    values = list(zip(*rows, strict=True))
    fields = list(relation_schema(relation))
    numbers = pyarrow.array(values[0], pyarrow.int32())
    rest = [pyarrow.array(column, field.type) for column, field in zip(values[1:], fields[1:], strict=True)]
    names = [field.name for field in fields]
    return pyarrow.RecordBatch.from_arrays([numbers, *rest], names)


def relation_schema(relation: Relation) -> "pyarrow.Schema":
    """The Arrow schema of a relation."""
    import pyarrow

    fields = [
        pyarrow.field(column.name, arrow_type(column.kind), nullable=column.nullable)
        for column in columns(relation)
    ]
    return pyarrow.schema(fields, metadata=versions())


class Waiting:
    """Columns that wait to be written, with the keys of their pages."""

    def __init__(self) -> None:
        self.batches: dict[str, list[Any]] = {relation.name: [] for relation in RELATIONS}
        self.rows = self.size = 0

    @property
    def full(self) -> bool:
        """Whether there is so much that it should be written."""
        return self.rows >= KEPT_ROWS or self.size >= KEPT_BYTES

    def add(self, chunk: Columns, keys: PageKeys) -> None:
        """Adds the rows of some documents, whose keys are the next of `keys`."""
        import pyarrow

        names = pyarrow.array(keys.keys_of(chunk.origins), pyarrow.string())
        for relation in RELATIONS:
            batch = chunk.batches.get(relation.name)
            if batch is not None:
                arrays = [names.take(batch.column(0)), *batch.columns[1:]]
                keyed = pyarrow.RecordBatch.from_arrays(arrays, schema=relation_schema(relation))
                self.batches[relation.name].append(keyed)
                self.rows += keyed.num_rows
                self.size += keyed.nbytes

    def tables(self) -> Iterator[tuple[str, Any]]:
        """The name of each relation that has rows and its rows, after which nothing waits."""
        import pyarrow

        for name, batches in self.batches.items():
            if batches:
                yield name, pyarrow.Table.from_batches(batches)
                batches.clear()
        self.rows = self.size = 0
