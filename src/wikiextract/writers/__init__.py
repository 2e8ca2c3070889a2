"""Writers: where documents go, each a context manager with `.write(document)`.

    .json     indented JSON: an array of documents (the command writes a single page as one object)
    .jsonl    JSON Lines: one document a line
    .txt      the text that a reader of the pages sees
    .bib .ris .csl.json    the works that the pages cite, for reference managers
    .parquet               whole documents in columns
    .sqlite .db .duckdb    relations in a database
    tables/                relations as one Parquet file each

A file is written under a temporary name and moved into place at the end (`wikiextract.streams`, `.places`); a `.gz` or
`.zst` behind the ending of a text form compresses it.
"""

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any, Literal, Protocol, TypeVar

from wikiextract.errors import WriterError
from wikiextract.models import Document, Failure, as_json
from wikiextract.streams import Output, replacing
from wikiextract.writers.bibliography import BibliographyWriter
from wikiextract.writers.compressed import compressed, plain_name
from wikiextract.writers.json import JsonWriter
from wikiextract.writers.jsonl import JsonLinesWriter
from wikiextract.writers.text import TextWriter, document_text

__all__ = [
    "ENDINGS",
    "FORMS",
    "BibliographyWriter",
    "Form",
    "JsonLinesWriter",
    "JsonWriter",
    "TextWriter",
    "Writer",
    "document_text",
    "form_of",
    "opened",
    "streamed",
    "write",
]

Form = Literal["json", "jsonl", "text", "bibtex", "ris", "csl-json", "parquet", "sqlite", "duckdb", "tables"]
W = TypeVar("W")

ENDINGS: dict[str, Form] = {
    ".csl.json": "csl-json",  # before the ending that it ends in
    ".csl-json": "csl-json",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "text",
    ".bib": "bibtex",
    ".ris": "ris",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".duckdb": "duckdb",
}
"""The form that a file's ending asks for."""

BINARY: frozenset[Form] = frozenset({"parquet", "sqlite", "duckdb", "tables"})
"""The forms that are compressed already, or are no stream of bytes."""


class Writer(Protocol):
    """What every writer does."""

    def write(self, document: Document, /) -> None:
        """Adds `document` to what is written."""


def _parquet(stream: Output) -> AbstractContextManager[Writer]:
    # Whoever wants JSON waits neither for these rooms nor for their libraries.
    from wikiextract.writers.parquet import ParquetWriter

    return ParquetWriter(stream)


def _tables(path: str) -> AbstractContextManager[Writer]:
    from wikiextract.writers.parquet import parquet_tables

    return parquet_tables(path)


def _sqlite(path: str) -> AbstractContextManager[Writer]:
    from wikiextract.writers.databases import sqlite_database

    return sqlite_database(path)


def _duckdb(path: str) -> AbstractContextManager[Writer]:
    from wikiextract.writers.databases import duckdb_database

    return duckdb_database(path)


FORMS: dict[Form, Callable[[Output], AbstractContextManager[Any]]] = {
    "json": JsonWriter,
    "jsonl": lambda stream: JsonLinesWriter(stream, as_json),
    "text": lambda stream: TextWriter(stream, document_text),
    "bibtex": partial(BibliographyWriter, form="bibtex"),
    "ris": partial(BibliographyWriter, form="ris"),
    "csl-json": partial(BibliographyWriter, form="csl-json"),
    "parquet": _parquet,
}
"""The forms that are a stream of bytes, and what writes them into one."""

PLACES: dict[Form, Callable[[str], AbstractContextManager[Writer]]] = {
    "tables": _tables,
    "sqlite": _sqlite,
    "duckdb": _duckdb,
}
"""The other forms, and what writes them at a path."""


def form_of(path: str) -> Form | None:
    """The form that the ending of `path` asks for, or None."""
    if path.endswith(("/", os.sep)):
        return "tables"
    plain = plain_name(path)
    name = os.path.basename(plain.lower()).lstrip(".")
    form = next((form for ending, form in ENDINGS.items() if name.endswith(ending)), None)
    return None if form in BINARY and plain != path else form


def opened(form: Form, path: str) -> AbstractContextManager[Any]:
    """A writer of `form` to `path`; what it writes is there when the block ends well, and not before.

    Raises WriterError when that cannot be done.
    """
    return PLACES[form](path) if form in PLACES else streamed(FORMS[form], path)


@contextmanager
def streamed(writer: Callable[[Output], AbstractContextManager[W]], path: str) -> Iterator[W]:
    """What `writer` makes of a stream to `path`, compressed when the ending of `path` says so."""
    with replacing(path) as stream, compressed(stream, path) as inner, writer(inner) as sink:
        yield sink


def write(results: Iterable[Document | Failure], target: str | os.PathLike[str]) -> list[Failure]:
    """Writes the documents among `results` to the file `target`, in the form that its ending asks for.

    `.json` is an array, however many there are; `document.model_dump_json(indent=2)` gives one alone. `.bib`, `.ris`
    and `.csl.json` hold the works that the documents cite; a warning says how many citations name none. A target that
    ends in a slash is a folder of tables. Returns the failures among them, in order. Raises WriterError when the file
    cannot be written; what was there before is then still there.
    """
    path = os.fspath(target)
    form = form_of(path)
    if form is None:
        raise WriterError(path, f"its ending is none of {', '.join(ENDINGS)}")
    failures: list[Failure] = []
    with opened(form, path) as writer:
        for result in results:
            if isinstance(result, Failure):
                failures.append(result)
            else:
                writer.write(result)
    if isinstance(writer, BibliographyWriter) and writer.left_out:
        warnings.warn(f"{path}: {writer.left_out_message}", stacklevel=2)
    return failures
