"""Databases: the relations as tables of an SQLite (https://sqlite.org) or DuckDB (https://duckdb.org) file.

    pages.sqlite    lists are JSON text, true and false are 1 and 0, each table has an index on its key
    pages.duckdb    lists are lists

The table `metadata` says the versions of the shape and of the program. How far a run is stands in a table too while it
lasts, so that a transaction holds both or neither.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Any, Final, get_args, get_origin

from wikiextract.errors import WriterError
from wikiextract.models import Document
from wikiextract.schema import versions
from wikiextract.streams import reported
from wikiextract.writers.keys import KeptKeys
from wikiextract.writers.places import Place, Record, record_in, sync_file
from wikiextract.writers.relations import RELATIONS, Column, Row, columns
from wikiextract.writers.tables import KEPT_ROWS, Columns, Rows, Waiting, relational_rows

_SQLITE = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
_DUCKDB = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}
_METADATA = "metadata"
_RECORD: Final = "unfinished"


class _DatabaseSink:
    """What both have in common: a transaction that lasts until what was added is kept."""

    notice = None

    @property
    def full(self) -> bool:
        """Whether the transaction is long enough."""
        raise NotImplementedError

    def add(self, chunk: Any) -> None:
        """Adds the rows of some documents."""
        raise NotImplementedError

    def __init__(self, place: Place, database: Any, refusals: type[Exception]) -> None:
        self.place = place
        self.database = database
        self.refusals = refusals
        with reported(place.path):
            self.keys = KeptKeys(place, 0 if place.record is None else place.record["ids"])

    def keep(self, record: Record) -> None:
        """Commits what was added together with `record`."""
        with reported(self.place.path):
            ids = self.keys.keep()
        with self._refused():
            self.flush()
            self.database.execute(f"DELETE FROM {_RECORD}")
            text = json.dumps({**record, "ids": ids})
            self.database.execute(f"INSERT INTO {_RECORD} VALUES (?)", [text])
            self.database.execute("COMMIT")
            self.database.execute("BEGIN")
        self.place.record = record

    def flush(self) -> None:
        """Gives the database what waits."""
        raise NotImplementedError

    def finish(self, record: Record) -> None:
        """Adds what belongs to the whole, and puts the file on the disk.

        The last transaction takes the table of records away, so how far the run is must be known without it.
        """
        if self.place.lasting:
            self.keep(record)
            self.place.finish(record)
        with self._refused():
            self.flush()
            self._complete()
            self.database.execute(f"DROP TABLE {_RECORD}")
            self.database.execute("COMMIT")
            self.database.close()
        with reported(self.place.path):
            sync_file(self.place.content)

    def _complete(self) -> None:
        """What a complete database has and one under way has not."""

    def close(self) -> None:
        """Closes the file; what is not committed is not in it."""
        with suppress(self.refusals):
            self.database.close()
        self.keys.close()

    @contextmanager
    def _refused(self) -> Iterator[None]:
        """What the database refuses is a WriterError."""
        with _refusals(self.place.path, self.refusals, OverflowError):
            yield


class SqliteSink(_DatabaseSink):
    """Writes rows into an SQLite file."""

    def __init__(self, place: Place) -> None:
        with _refusals(place.path, sqlite3.Error):
            database = sqlite3.connect(place.content, isolation_level=None)
            if not place.lasting:  # a broken file is thrown away
                database.execute("PRAGMA journal_mode = OFF")
                database.execute("PRAGMA synchronous = OFF")
            if place.record is None:
                _create(database, _SQLITE, "TEXT")
            database.execute("BEGIN")
        super().__init__(place, database, sqlite3.Error)
        self.rows = 0

    @property
    def full(self) -> bool:
        """Whether the transaction is long enough."""
        return self.rows >= KEPT_ROWS

    def add(self, chunk: Rows) -> None:
        """Adds the rows of some documents, their lists as JSON."""
        keys = self.keys.keys_of(chunk.origins)
        with self._refused():
            for relation in RELATIONS:
                rows = chunk.rows[relation.name]
                marks = ", ".join("?" * len(columns(relation)))
                self.database.executemany(
                    f'INSERT INTO "{relation.name}" VALUES ({marks})',
                    ((keys[row[0]], *row[1:]) for row in rows),
                )
                self.rows += len(rows)

    def flush(self) -> None:
        """All is with the database already."""
        self.rows = 0

    def _complete(self) -> None:
        for relation in RELATIONS:
            keys = ", ".join(f'"{column.name}"' for column in columns(relation) if column.key)
            self.database.execute(f'CREATE UNIQUE INDEX "{relation.name}_key" ON "{relation.name}" ({keys})')


class DuckdbSink(_DatabaseSink):
    """Writes columns into a DuckDB file. Raises WriterError where duckdb or pyarrow is not installed."""

    def __init__(self, place: Place) -> None:
        duckdb = _duckdb(place.path)
        with _refusals(place.path, duckdb.Error):
            database = duckdb.connect(place.content)
            # Else it keeps what was written in memory, up to most of the machine's.
            database.execute("SET memory_limit = '256MB'")
            if place.record is None:
                _create(database, _DUCKDB, None)
            database.execute("BEGIN")
        super().__init__(place, database, duckdb.Error)
        self.waiting = Waiting()

    @property
    def full(self) -> bool:
        """Whether there is enough to be written at once."""
        return self.waiting.full

    def add(self, chunk: Columns) -> None:
        """Adds the rows of some documents."""
        self.waiting.add(chunk, self.keys)

    def flush(self) -> None:
        """Gives the database what waits."""
        with self._refused():
            for name, table in self.waiting.tables():
                self.database.register("batch", table)
                self.database.execute(f'INSERT INTO "{name}" SELECT * FROM batch')
                self.database.unregister("batch")


def sqlite_rows(documents: Sequence[Document]) -> Rows:
    """The rows of `documents`, with their lists as JSON: the encoder of SQLite."""
    made = relational_rows(documents)
    for relation in RELATIONS:
        lists = [place for place, column in enumerate(columns(relation)) if _is_list(column)]
        if lists:
            made.rows[relation.name] = [_flat(row, lists) for row in made.rows[relation.name]]
    return made


def sqlite_record(path: str, folder: str) -> Record | None:
    """How far the database in a place is."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    return _database_record(path, folder, sqlite3.connect, (names, sqlite3.Error))


def duckdb_record(path: str, folder: str) -> Record | None:
    """How far the database in a place is. Raises WriterError where duckdb is not installed."""
    duckdb = _duckdb(path)
    return _database_record(
        path, folder, duckdb.connect, ("SELECT table_name FROM duckdb_tables()", duckdb.Error)
    )


def _database_record(
    path: str, folder: str, connect: Callable[[str], Any], dialect: tuple[str, type[Exception]]
) -> Record | None:
    content = os.path.join(folder, "content")
    if not os.path.exists(content):
        return record_in(path, folder)  # it was moved, or not begun
    names, refusals = dialect
    with _refusals(path, refusals), closing(connect(content)) as database:
        tables = {name for (name,) in database.execute(names).fetchall()}
        if _RECORD not in tables:
            return record_in(path, folder) if _METADATA in tables else None
        found = database.execute(f"SELECT record FROM {_RECORD}").fetchone()
    return None if found is None else json.loads(found[0])


def _duckdb(path: str) -> Any:
    try:
        import duckdb
        import pyarrow  # noqa: F401  # the rows are handed over as Arrow tables
    except ImportError as error:
        raise WriterError.uninstalled(path, "duckdb") from error
    return duckdb


@contextmanager
def _refusals(path: str, *kinds: type[Exception]) -> Iterator[None]:
    """What the database refuses is a WriterError."""
    try:
        yield
    except kinds as error:
        raise WriterError(path, str(error).partition("\n")[0]) from error


def _create(database: Any, types: dict[type, str], lists: str | None) -> None:
    """Makes the tables. A list is of the type `lists`, or of its items' type with brackets behind."""
    for relation in RELATIONS:
        defined = [_defined(column, types, lists) for column in columns(relation)]
        database.execute(f'CREATE TABLE "{relation.name}" ({", ".join(defined)})')
    database.execute(f"CREATE TABLE {_METADATA} (name {types[str]} NOT NULL, value {types[str]} NOT NULL)")
    database.executemany(f"INSERT INTO {_METADATA} VALUES (?, ?)", list(versions().items()))
    database.execute(f"CREATE TABLE {_RECORD} (record {types[str]} NOT NULL)")


def _defined(column: Column, types: dict[type, str], lists: str | None) -> str:
    kind = types[get_args(column.kind)[0] if _is_list(column) else column.kind]
    if _is_list(column):
        kind = lists or f"{kind}[]"
    return f'"{column.name}" {kind}{"" if column.nullable else " NOT NULL"}'


def _is_list(column: Column) -> bool:
    return get_origin(column.kind) is tuple


def _flat(row: Row, lists: list[int]) -> Row:
    """`row` with its lists as JSON."""
    values = list(row)
    for place in lists:
        if values[place] is not None:
            values[place] = json.dumps(values[place], ensure_ascii=False)
    return tuple(values)
