"""Databases: the relations as tables of an SQLite (https://sqlite.org) or DuckDB (https://duckdb.org) file.

    pages.sqlite    lists are JSON text, true and false are 1 and 0, each table has an index on its key
    pages.duckdb    lists are lists

The table `metadata` says the versions of the shape and of the program.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, get_args, get_origin

from wikiextract.errors import WriterError
from wikiextract.schema import versions
from wikiextract.writers.parquet import table_of
from wikiextract.writers.places import replacing_file
from wikiextract.writers.relations import RELATIONS, Column, Relation, Row, columns
from wikiextract.writers.tables import RelationalWriter

_SQLITE = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
_DUCKDB = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}
_METADATA = "metadata"


@contextmanager
def sqlite_database(path: str) -> Iterator[RelationalWriter]:
    """A writer into an SQLite file, which appears at `path` when it is complete."""
    with (
        replacing_file(path) as name,
        _refusals(path, sqlite3.Error, OverflowError),
        closing(_sqlite(name)) as database,
    ):
        _create(database, _SQLITE, "TEXT")

        def store(relation: Relation, rows: list[Row]) -> None:
            lists = [place for place, column in enumerate(columns(relation)) if _is_list(column)]
            marks = ", ".join("?" * len(columns(relation)))
            database.execute("BEGIN")
            database.executemany(
                f'INSERT INTO "{relation.name}" VALUES ({marks})', (_flat(row, lists) for row in rows)
            )
            database.execute("COMMIT")

        with RelationalWriter(store) as writer:
            yield writer
        for relation in RELATIONS:
            keys = ", ".join(f'"{column.name}"' for column in columns(relation) if column.key)
            database.execute(f'CREATE UNIQUE INDEX "{relation.name}_key" ON "{relation.name}" ({keys})')


@contextmanager
def duckdb_database(path: str) -> Iterator[RelationalWriter]:
    """A writer into a DuckDB file, which appears at `path` when it is complete.

    Raises WriterError where duckdb or pyarrow is not installed.
    """
    try:
        import duckdb
        import pyarrow  # noqa: F401  # the rows are handed over as Arrow tables
    except ImportError as error:
        raise WriterError.uninstalled(path, "duckdb") from error
    with (
        replacing_file(path) as name,
        _refusals(path, duckdb.Error),
        closing(duckdb.connect(name)) as database,
    ):
        # Else it keeps what was written in memory, up to most of the machine's.
        database.execute("SET memory_limit = '256MB'")
        _create(database, _DUCKDB, None)

        def store(relation: Relation, rows: list[Row]) -> None:
            if rows:
                database.register("batch", table_of(relation, rows, path))
                database.execute(f'INSERT INTO "{relation.name}" SELECT * FROM batch')
                database.unregister("batch")

        with RelationalWriter(store) as writer:
            yield writer


def _sqlite(name: str) -> sqlite3.Connection:
    database = sqlite3.connect(name, isolation_level=None)
    # Nobody sees the file before it is complete, and a broken one is thrown away.
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    return database


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
        defined = []
        for column in columns(relation):
            kind = types[get_args(column.kind)[0] if _is_list(column) else column.kind]
            if _is_list(column):
                kind = lists or f"{kind}[]"
            defined.append(f'"{column.name}" {kind}{"" if column.nullable else " NOT NULL"}')
        database.execute(f'CREATE TABLE "{relation.name}" ({", ".join(defined)})')
    database.execute(f"CREATE TABLE {_METADATA} (name {types[str]} NOT NULL, value {types[str]} NOT NULL)")
    database.executemany(f"INSERT INTO {_METADATA} VALUES (?, ?)", list(versions().items()))


def _is_list(column: Column) -> bool:
    return get_origin(column.kind) is tuple


def _flat(row: Row, lists: list[int]) -> Row:
    """`row` with its lists as JSON."""
    if not lists:
        return row
    values = list(row)
    for place in lists:
        if values[place] is not None:
            values[place] = json.dumps(values[place], ensure_ascii=False)
    return tuple(values)
