"""Writers: where documents go, each a context manager with `.write(document)`.

    .json     indented JSON: an array of documents (the command writes a single page as one object)
    .jsonl    JSON Lines: one document a line
    .txt      the text that a reader of the pages sees
    .bib .ris .csl.json    the works that the pages cite, for reference managers

A file is written under a temporary name and moved into place at the end (`wikiextract.streams`).
"""

import os
import warnings
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import partial
from typing import Literal, Protocol

from wikiextract.errors import WriterError
from wikiextract.models import Document, Failure
from wikiextract.streams import Output, replacing
from wikiextract.writers.bibliography import BibliographyWriter
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
    "write",
]

Form = Literal["json", "jsonl", "text", "bibtex", "ris", "csl-json"]

ENDINGS: dict[str, Form] = {
    ".csl.json": "csl-json",  # before the ending that it ends in
    ".csl-json": "csl-json",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "text",
    ".bib": "bibtex",
    ".ris": "ris",
}
"""The form that a file's ending asks for."""


class Writer(Protocol):
    """What every writer does."""

    def write(self, document: Document, /) -> None:
        """Adds `document` to what is written."""


FORMS: dict[Form, Callable[[Output], AbstractContextManager[Writer]]] = {
    "json": JsonWriter,
    "jsonl": JsonLinesWriter,
    "text": lambda stream: TextWriter(stream, document_text),
    "bibtex": partial(BibliographyWriter, form="bibtex"),
    "ris": partial(BibliographyWriter, form="ris"),
    "csl-json": partial(BibliographyWriter, form="csl-json"),
}


def form_of(path: str) -> Form | None:
    """The form that the ending of `path` asks for, or None."""
    name = os.path.basename(path.lower()).lstrip(".")
    return next((form for ending, form in ENDINGS.items() if name.endswith(ending)), None)


def write(results: Iterable[Document | Failure], target: str | os.PathLike[str]) -> list[Failure]:
    """Writes the documents among `results` to the file `target`, in the form that its ending asks for.

    `.json` is an array, however many there are; `document.model_dump_json(indent=2)` gives one alone. `.bib`, `.ris`
    and `.csl.json` hold the works that the documents cite; a warning says how many citations name none. Returns the
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
    if isinstance(writer, BibliographyWriter) and writer.left_out:
        warnings.warn(f"{path}: {writer.left_out_message}", stacklevel=2)
    return failures
