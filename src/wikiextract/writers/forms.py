"""Forms: what documents can be written as. Each has an encoder, and sinks for a stream, for a place, or for both.

Rooms and libraries that only some forms need are imported when such a form is opened.
"""

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from wikiextract.models import as_json
from wikiextract.streams import Output
from wikiextract.writers.compressed import plain_name
from wikiextract.writers.places import Place, Record, record_in
from wikiextract.writers.sinks import Encoder, Sink
from wikiextract.writers.text import (
    ALONE,
    ARRAY,
    LINES,
    PAGES,
    FileSink,
    Framing,
    StreamSink,
    TextEncoder,
    document_text,
    indented_json,
)

FormName = Literal[
    "json", "jsonl", "text", "bibtex", "ris", "csl-json", "parquet", "sqlite", "duckdb", "tables"
]

ENDINGS: dict[str, FormName] = {
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

BINARY: frozenset[FormName] = frozenset({"parquet", "sqlite", "duckdb", "tables"})
"""The forms that are compressed already, or are no stream of bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How results are written."""

    encode: Encoder[Any]
    """Makes chunks of results, in whatever process they are made."""
    to_place: Callable[[Place], Sink]
    to_stream: Callable[[Output], Sink] | None = None
    """None where the form cannot be written as it comes."""
    one_file: bool = True
    """Whether its file can be sent down a stream when it is complete."""
    tables: Collection[str] = ()
    """The files of a form that is a folder."""
    record: Callable[[str, str], Record | None] = record_in
    """Finds how far the content of a place is, given the output and the folder of the place."""


def text_form(show: Callable[[Any], str], framing: Framing) -> Form:
    """The form in which `show` gives the text of each result."""
    return Form(
        encode=TextEncoder(show, framing),
        to_stream=partial(_stream_sink, framing=framing),
        to_place=partial(FileSink, framing),
    )


def _stream_sink(stream: Output, *, framing: Framing) -> Sink:
    return StreamSink(stream, framing)


def form(name: FormName, *, array: bool = True) -> Form:
    """The form of that name; JSON without `array` is one document alone."""
    match name:
        case "json":
            return text_form(indented_json, ARRAY if array else ALONE)
        case "jsonl":
            return text_form(as_json, LINES)
        case "text":
            return text_form(document_text, PAGES)
        case "bibtex" | "ris" | "csl-json":
            from wikiextract.writers.bibliography import BibliographyFileSink, BibliographySink, cited

            return Form(
                encode=cited,
                to_stream=partial(BibliographySink, form=name),
                to_place=partial(BibliographyFileSink, form=name),
            )
        case "parquet":
            from wikiextract.writers.arrow import batch_of
            from wikiextract.writers.parquet import ParquetSink

            return Form(encode=batch_of, to_place=ParquetSink)
        case _:
            return _relational(name)


def _relational(name: Literal["tables", "sqlite", "duckdb"]) -> Form:
    from wikiextract.writers import databases
    from wikiextract.writers.tables import relational_columns

    match name:
        case "sqlite":
            return Form(
                encode=databases.sqlite_rows,
                to_place=databases.SqliteSink,
                one_file=False,
                record=databases.sqlite_record,
            )
        case "duckdb":
            return Form(
                encode=relational_columns,
                to_place=databases.DuckdbSink,
                one_file=False,
                record=databases.duckdb_record,
            )
        case "tables":
            from wikiextract.writers.parquet import TablesSink
            from wikiextract.writers.relations import RELATIONS

            names = {f"{relation.name}.parquet" for relation in RELATIONS}
            return Form(encode=relational_columns, to_place=TablesSink, one_file=False, tables=names)


def form_of(path: str) -> FormName | None:
    """The form that the ending of `path` asks for, or None."""
    if path.endswith(("/", os.sep)):
        return "tables"
    plain = plain_name(path)
    name = os.path.basename(plain.lower()).lstrip(".")
    found = next((form for ending, form in ENDINGS.items() if name.endswith(ending)), None)
    return None if found in BINARY and plain != path else found
