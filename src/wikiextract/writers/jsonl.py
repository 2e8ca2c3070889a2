"""JSON Lines, for programs: one document a line, without blanks (https://jsonlines.org).

{"schema_version":"1.0","title":null,…}
{"schema_version":"1.0","title":null,…}
"""

from types import TracebackType
from typing import Self

from wikiextract.models import Document, as_json
from wikiextract.streams import Output


class JsonLinesWriter:
    """Writes documents to `stream` as lines of UTF-8 JSON."""

    def __init__(self, stream: Output) -> None:
        self.stream = stream

    def __enter__(self) -> Self:
        return self

    def write(self, document: Document) -> None:
        """Adds `document` as one line."""
        self.stream.write(as_json(document).encode("utf-8") + b"\n")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass
