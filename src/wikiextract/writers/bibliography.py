"""Bibliographies, for reference managers: the works that the documents cite, as BibTeX, RIS or CSL-JSON.

    Document ─► its citations ─► works, each once ─► text, when the last is there

All documents share one bibliography, so it is in memory until the end. So that a run can be taken up again, the
citations are also written down as they come.
"""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from wikiextract.errors import WriterError
from wikiextract.models import Citation, Document, as_json
from wikiextract.streams import Output, reported
from wikiextract.writers.compressed import compressed
from wikiextract.writers.places import Place, Record, file_at, kept_file, sync_file
from wikiextract.writers.text import KEPT_SECONDS

if TYPE_CHECKING:
    from wikiextract.bibliography import Bibliography

BibliographyForm = Literal["bibtex", "ris", "csl-json"]


def cited(documents: Sequence[Document]) -> list[Citation]:
    """The citations of `documents`: the encoder of these forms."""
    return [citation for document in documents for citation in document.citations]


def _text_maker(form: BibliographyForm, path: str) -> Callable[["Bibliography"], str]:
    from wikiextract.bibliography import text_maker

    try:
        return text_maker(form)
    except ImportError as error:
        raise WriterError.uninstalled(path, "references") from error


class BibliographySink:
    """Writes the works that documents cite to `stream`, in UTF-8, when it is finished.

    Raises WriterError when the library that writes the form is not installed.
    """

    full = False

    def __init__(self, stream: Output, *, form: BibliographyForm) -> None:
        # Whoever wants JSON does not wait for this room.
        from wikiextract.bibliography import Bibliography

        self.text = _text_maker(form, stream.path)
        self.stream = stream
        self.bibliography = Bibliography()

    @property
    def notice(self) -> str | None:
        """One line about the citations that name no work, if there are any."""
        left_out = self.bibliography.left_out
        if not left_out:
            return None
        citations = "1 citation" if left_out == 1 else f"{left_out:,} citations"
        return f"{citations} left out: neither title, name, address nor identifier"

    def add(self, chunk: list[Citation]) -> None:
        """Adds the works of some citations."""
        for citation in chunk:
            self.bibliography.add(citation)

    def keep(self, record: Record) -> None:
        """What goes down a stream cannot be kept."""

    def flush(self) -> None:
        """All waits until the end."""

    def finish(self, record: Record) -> None:
        """Writes the bibliography."""
        self.stream.write(self.text(self.bibliography).encode("utf-8"))

    def close(self) -> None:
        """Whoever opened the stream closes it."""


class BibliographyFileSink(BibliographySink):
    """Writes the bibliography into the content of a place; until then the citations stand beside it, one a line."""

    def __init__(self, place: Place, *, form: BibliographyForm) -> None:
        self.place = place
        _text_maker(form, place.path)
        size = 0 if place.record is None else place.record["content"]["bytes"]
        with reported(place.path):
            self.citations = kept_file(place.file("citations.jsonl"), "ab+", size)
            self.content = file_at(place.content, "wb")
        super().__init__(Output(place.path, self.content), form=form)
        self.kept_at = time.monotonic()
        self.citations.seek(0)
        for line in self.citations:
            self.bibliography.add(Citation.model_validate_json(line))

    @property
    def full(self) -> bool:  # type: ignore[override]
        """Whether some time has passed."""
        return time.monotonic() - self.kept_at > KEPT_SECONDS

    def add(self, chunk: list[Citation]) -> None:
        """Adds the works of some citations."""
        super().add(chunk)
        with reported(self.place.path):
            self.citations.writelines(as_json(citation).encode() + b"\n" for citation in chunk)

    def keep(self, record: Record) -> None:
        """Puts the citations on the disk."""
        with reported(self.place.path):
            self.citations.flush()
            os.fsync(self.citations.fileno())
        self.place.put({**record, "content": {"bytes": self.citations.tell()}})
        self.kept_at = time.monotonic()

    def finish(self, record: Record) -> None:
        """Writes the bibliography, compressed as the ending of the output asks for."""
        with compressed(self.stream, self.place.path) as stream:
            stream.write(self.text(self.bibliography).encode("utf-8"))
        with reported(self.place.path):
            self.content.close()
            sync_file(self.place.content)
        self.place.finish(record)

    def close(self) -> None:
        """Closes the files."""
        for file in (self.content, self.citations):
            with suppress(OSError):
                file.close()
