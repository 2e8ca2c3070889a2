"""The relational writer: documents in, rows of every table out, a batch at a time.

    document ─► relations ─► rows kept for each table ─► batch ─► Parquet files, SQLite or DuckDB

What is kept is bounded over all tables together, whatever the number of documents.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from wikiextract.models import Document
from wikiextract.writers.keys import PageKeys
from wikiextract.writers.relations import RELATIONS, Relation, Row, columns, rows_of

KEPT_CHARACTERS = 1 << 25
"""How many characters of text wait in memory, in all tables together, before the fullest is written."""
CELL = 16
"""What a value that is no text counts as."""
BATCH_ROWS = 1 << 17
"""How many rows of one table wait at most."""

Store = Callable[[Relation, list[Row]], None]


class RelationalWriter:
    """Gives the rows of documents to `store`, in batches that hold rows of one table."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.keys = PageKeys()
        self.kept: dict[Relation, list[Row]] = {relation: [] for relation in RELATIONS}
        self.sizes = dict.fromkeys(RELATIONS, 0)
        self.size = 0
        self.makers = [(relation, rows_of(relation), len(columns(relation)) * CELL) for relation in RELATIONS]

    def __enter__(self) -> Self:
        return self

    def write(self, document: Document) -> None:
        """Adds the rows of `document`."""
        key = self.keys.key_of(document)
        for relation, rows, least in self.makers:
            kept = self.kept[relation]
            size = 0
            for row in rows(document, key):
                kept.append(row)
                size += least + sum([len(value) for value in row if value.__class__ is str])
            self.sizes[relation] += size
            self.size += size
            if len(kept) >= BATCH_ROWS:
                self._flush(relation)
        while self.size > KEPT_CHARACTERS:
            self._flush(max(RELATIONS, key=self.sizes.__getitem__))

    def _flush(self, relation: Relation) -> None:
        rows, self.kept[relation] = self.kept[relation], []
        self.size -= self.sizes[relation]
        self.sizes[relation] = 0
        self.store(relation, rows)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            for relation in RELATIONS:
                self._flush(relation)
