"""Plain text, for reading and for searching: each section's heading and prose as a reader sees them.

    Calcinosis is the formation of …

    Types

    Dystrophic calcification

    The most common type of …

Several pages are kept apart by a form feed on a line of its own.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Generic, Self, TypeVar

from wikiextract.models import Document
from wikiextract.streams import Output

T = TypeVar("T")


class TextWriter(Generic[T]):
    """Writes things to `stream` as UTF-8 text, as `shown` shows each."""

    def __init__(self, stream: Output, shown: Callable[[T], str]) -> None:
        self.stream = stream
        self.shown = shown
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def write(self, thing: T) -> None:
        """Adds the text of `thing`."""
        if self.count:
            self.stream.write(b"\f\n")
        self.count += 1
        text = self.shown(thing)
        self.stream.write(text.encode("utf-8"))
        if text and not text.endswith("\n"):
            self.stream.write(b"\n")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


def document_text(document: Document) -> str:
    """The title, where there is one, and the prose of `document`, section by section, blocks a blank line apart."""
    parts = [document.title]
    for section in document.sections:
        parts.append(section.title)
        parts.append(section.text)
    return "\n\n".join(part for part in parts if part)
