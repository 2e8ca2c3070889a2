"""JSON Lines, for programs: one document a line, without blanks (https://jsonlines.org).

{"schema_version":"1.0","title":null,…}
{"schema_version":"1.0","title":null,…}
"""

from collections.abc import Callable
from types import TracebackType
from typing import Generic, Self, TypeVar

from wikiextract.streams import Output

T = TypeVar("T")


class JsonLinesWriter(Generic[T]):
    """Writes things to `stream` as lines of UTF-8, as `shown` shows each."""

    def __init__(self, stream: Output, shown: Callable[[T], str]) -> None:
        self.stream = stream
        self.shown = shown

    def __enter__(self) -> Self:
        return self

    def write(self, thing: T) -> None:
        """Adds `thing` as one line."""
        self.stream.write(self.shown(thing).encode("utf-8") + b"\n")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass
