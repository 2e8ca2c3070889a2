"""Writers: where documents go.

    .json     indented JSON: an array of documents (the command writes a single page as one object)
    .jsonl    JSON Lines: one document a line
    .txt      the text that a reader of the pages sees
    .bib .ris .csl.json    the works that the pages cite, for reference managers
    .parquet               whole documents in columns
    .sqlite .db .duckdb    relations in a database
    tables/                relations as one Parquet file each

What is written is encoded where it was made and put together in one process (`sinks.py`). It is made at a place beside
the output and moved there at the end (`places.py`, `unfinished.py`); a `.gz` or `.zst` behind the ending of a text form
compresses it.
"""

import os
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from wikiextract.errors import WriterError
from wikiextract.models import Document, Failure
from wikiextract.streams import STANDARD, replacing
from wikiextract.writers.compressed import compressed
from wikiextract.writers.forms import BINARY, ENDINGS, Form, FormName, form, form_of, text_form
from wikiextract.writers.places import Place, attempt
from wikiextract.writers.sinks import Chunks, Sink
from wikiextract.writers.text import PAGES

__all__ = [
    "BINARY",
    "ENDINGS",
    "PAGES",
    "Chunks",
    "Form",
    "FormName",
    "Sink",
    "fitting",
    "form",
    "form_of",
    "opened",
    "text_form",
    "to_stream",
    "write",
]


@contextmanager
def opened(form: Form, path: str) -> Iterator[Sink]:
    """A sink of `form` whose content is at `path` when the block ends well and not before; on standard output and on
    devices it is there as it comes.

    Raises WriterError when that cannot be done.
    """
    if path == STANDARD or to_stream(path):
        with _down_the_stream(form, path) as sink:
            yield sink
    else:
        with attempt(path, tables=form.tables) as place, _finished(form.to_place(place)) as sink:
            yield sink


def to_stream(path: str) -> bool:
    """Whether what is written to `path` goes down a stream: standard output, a device, a pipe."""
    target = os.path.realpath(path)
    return path == STANDARD or (
        os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target)
    )


@contextmanager
def _down_the_stream(form: Form, path: str) -> Iterator[Sink]:
    name = "standard output" if path == STANDARD else path
    if form.to_stream is not None:
        with (
            replacing(path) as stream,
            compressed(stream, path) as inner,
            _finished(form.to_stream(inner)) as sink,
        ):
            yield sink
    elif form.one_file:
        import shutil  # with tempfile a twentieth of the time that the command takes to start
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            place = Place(name, folder, folder)
            with _finished(form.to_place(place)) as sink:
                yield sink
            with replacing(path) as stream, open(place.content, "rb") as content:
                shutil.copyfileobj(content, stream)
    else:
        raise WriterError(name, "a database can only be written to a file")


@contextmanager
def _finished(sink: Sink) -> Iterator[Sink]:
    with closing(sink):
        yield sink
        sink.finish({})


def write(results: Iterable[Document | Failure], target: str | os.PathLike[str]) -> list[Failure]:
    """Writes the documents among `results` to the file `target`, in the form that its ending asks for.

    `.json` is an array, however many there are; `document.model_dump_json(indent=2)` gives one alone. `.bib`, `.ris`
    and `.csl.json` hold the works that the documents cite; a warning says how many citations name none. A target that
    ends in a slash is a folder of tables. Returns the failures among them, in order. Raises WriterError when the file
    cannot be written; what was there before is then still there.
    """
    path = os.fspath(target)
    name = form_of(path)
    if name is None:
        raise WriterError(path, f"its ending is none of {', '.join(ENDINGS)}")
    chosen = form(name)
    failures: list[Failure] = []
    with opened(chosen, path) as sink:
        chunks = Chunks(chosen.encode)
        for result in results:
            if isinstance(result, Failure):
                failures.append(result)
            else:
                with fitting(path):
                    made = chunks.add(result, result.sections[-1].span[1] if result.sections else 0)
                _put(sink, made)
        with fitting(path):
            made = chunks.rest()
        _put(sink, made)
    if sink.notice:
        warnings.warn(f"{path}: {sink.notice}", stacklevel=2)
    return failures


def _put(sink: Sink, chunks: Iterable[Any]) -> None:
    for chunk in chunks:
        sink.add(chunk)
    if sink.full:
        sink.flush()


@contextmanager
def fitting(path: str) -> Iterator[None]:
    """A number of more than 64 bits is a WriterError."""
    try:
        yield
    except (OverflowError, ValueError) as error:  # pyarrow's ArrowInvalid is a ValueError
        raise WriterError(path, f"a document does not fit into its columns: {error}") from error
