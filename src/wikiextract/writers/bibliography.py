"""Bibliographies, for reference managers: the works that the documents cite, as BibTeX, RIS or CSL-JSON.

All documents share one bibliography, so it is written when the last one is there.
"""

from types import TracebackType
from typing import Literal, Self

from wikiextract.errors import WriterError
from wikiextract.models import Document
from wikiextract.streams import Output


class BibliographyWriter:
    """Writes the works that documents cite to `stream`, in UTF-8.

    Raises WriterError when the library that writes the form is not installed.
    """

    def __init__(self, stream: Output, *, form: Literal["bibtex", "ris", "csl-json"]) -> None:
        # Whoever wants JSON does not wait for this room.
        from wikiextract.bibliography import Bibliography, text_maker

        try:
            self.text = text_maker(form)
        except ImportError as error:
            raise WriterError.uninstalled(stream.path, "references") from error
        self.stream = stream
        self.bibliography = Bibliography()

    @property
    def left_out(self) -> int:
        """How many citations name no work."""
        return self.bibliography.left_out

    @property
    def left_out_message(self) -> str:
        """One line about them."""
        citations = "1 citation" if self.left_out == 1 else f"{self.left_out:,} citations"
        return f"{citations} left out: neither title, name, address nor identifier"

    def __enter__(self) -> Self:
        return self

    def write(self, document: Document) -> None:
        """Adds the works that `document` cites."""
        for citation in document.citations:
            self.bibliography.add(citation)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.stream.write(self.text(self.bibliography).encode("utf-8"))
