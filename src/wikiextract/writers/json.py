"""Indented JSON, for people: one document as an object, several as an array.

{                                   [
  "schema_version": "1.0",    or    {
  …                                   "schema_version": "1.0",
"""

from types import TracebackType
from typing import Self

from wikiextract.models import Document, as_json
from wikiextract.streams import Output


class JsonWriter:
    """Writes documents to `stream` as indented UTF-8 JSON."""

    def __init__(self, stream: Output, *, array: bool = True) -> None:
        self.stream = stream
        self.array = array
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def write(self, document: Document) -> None:
        """Adds `document` to the array, or writes it alone."""
        if self.array:
            self.stream.write(b",\n" if self.count else b"[\n")
        self.count += 1
        self.stream.write(as_json(document, indented=True).encode("utf-8"))
        if not self.array:
            self.stream.write(b"\n")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.array and kind is None:
            self.stream.write(b"\n]\n" if self.count else b"[]\n")
