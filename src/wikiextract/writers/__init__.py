"""Writers: where documents go, each a context manager with `.write(document)`.

    .json     indented JSON: an array of documents (the command writes a single page as one object)
    .jsonl    JSON Lines: one document a line
    .txt      the text that a reader of the pages sees

A file is written under a temporary name and moved into place at the end (`wikiextract.streams`).
"""

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from wikiextract.errors import WriterError
from wikiextract.models import Document, Failure
from wikiextract.streams import Output, replacing
from wikiextract.writers.json import JsonWriter
from wikiextract.writers.jsonl import JsonLinesWriter
from wikiextract.writers.text import TextWriter, document_text

__all__ = [
    "ENDINGS",
    "Form",
    "JsonLinesWriter",
    "JsonWriter",
    "TextWriter",
    "Writer",
    "document_text",
    "form_of",
    "write",
]

Form = Literal["json", "jsonl", "text"]

ENDINGS: dict[str, Form] = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".txt": "text"}
"""The form that a file's ending asks for."""


class Writer(Protocol):
    """What every writer does."""

    def write(self, document: Document, /) -> None:
        """Adds `document` to what is written."""


FORMS: dict[Form, Callable[[Output], AbstractContextManager[Writer]]] = {
    "json": JsonWriter,
    "jsonl": JsonLinesWriter,
    "text": lambda stream: TextWriter(stream, document_text),
}


def form_of(path: str) -> Form | None:
    """The form that the ending of `path` asks for, or None."""
    _, ending = os.path.splitext(path.lower())
    return ENDINGS.get(ending)


def write(results: Iterable[Document | Failure], target: str | os.PathLike[str]) -> list[Failure]:
    """Writes the documents among `results` to the file `target`, in the form that its ending asks for.

    `.json` is an array, however many there are; `document.model_dump_json(indent=2)` gives one alone. Returns the
    failures among them, in order. Raises WriterError when the file cannot be written; what was there before is then
    still there.
    """
    path = os.fspath(target)
    form = form_of(path)
    if form is None:
        raise WriterError(path, f"its ending is none of {', '.join(ENDINGS)}")
    failures: list[Failure] = []
    with replacing(path) as stream, FORMS[form](stream) as writer:
        for result in results:
            if isinstance(result, Failure):
                failures.append(result)
            else:
                writer.write(result)
    return failures
