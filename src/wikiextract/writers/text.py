"""Text: what one result behind the other makes a file of.

.json     an array, indented, for people           [⏎{…},⏎{…}⏎]⏎
.jsonl    JSON Lines, for programs                 {…}⏎{…}⏎             https://jsonlines.org
.txt      what a reader of the pages sees          …⏎␌⏎…⏎               pages are kept apart by a form feed
"""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple

from wikiextract.models import Document, as_json
from wikiextract.streams import Output, reported
from wikiextract.writers.compressed import Compressed, ending_of
from wikiextract.writers.places import Place, Record, kept_file

KEPT_SECONDS: Final = 1.0
"""What is written as it comes is kept so often."""
MEMBER_BYTES: Final = 1 << 26
"""What is compressed is kept whenever it has so many bytes; a new member of the file begins there."""


class Framing(NamedTuple):
    """What stands before, between and behind the results in a file, behind each that does not end with it, and in a
    file without results."""

    before: str = ""
    between: str = ""
    behind: str = ""
    each: str = ""
    empty: str = ""


ARRAY: Final = Framing("[\n", ",\n", "\n]\n", "", "[]\n")
ALONE: Final = Framing(behind="\n")
LINES: Final = Framing(each="\n")
PAGES: Final = Framing(between="\f\n", each="\n")


@dataclass(frozen=True, slots=True)
class TextEncoder:
    """Results as text: `show` gives the text of each."""

    show: Callable[[Any], str]
    framing: Framing

    def __call__(self, results: Sequence[Any]) -> bytes:
        """The results in UTF-8, framed but for the ends."""
        each = self.framing.each
        texts = [self.show(result) for result in results]
        ended = [text if not text or text.endswith(each) else text + each for text in texts]
        return self.framing.between.join(ended).encode("utf-8")


class StreamSink:
    """Writes text to a stream as it comes. Nothing of it can be kept."""

    full = False
    notice: str | None = None

    def __init__(self, stream: Output, framing: Framing) -> None:
        self.stream = stream
        self.framing = framing
        self.begun = False

    def add(self, chunk: bytes) -> None:
        """Adds a chunk of a TextEncoder."""
        lead = self.framing.between if self.begun else self.framing.before
        self.begun = True
        self.stream.write(lead.encode() + chunk)

    def keep(self, record: Record) -> None:
        """What went down a stream is gone."""

    def flush(self) -> None:
        """Nothing waits."""

    def finish(self, record: Record) -> None:
        """Writes what stands behind the results."""
        self.stream.write((self.framing.behind if self.begun else self.framing.empty).encode())

    def close(self) -> None:
        """Whoever opened the stream closes it."""


class FileSink(StreamSink):
    """Writes text into the content of a place, compressed as the ending of the output asks for.

    It can be kept: compressed content is then a row of members, as RFC 1952 and RFC 8878 allow, and the members are the
    same wherever a run was interrupted.
    """

    def __init__(self, framing: Framing, place: Place) -> None:
        self.place = place
        before: Record | None = None if place.record is None else place.record["content"]
        with reported(place.path):
            if before is None:
                self.file = kept_file(place.content, "xb", 0)
            else:
                self.file = kept_file(place.content, "r+b", before["bytes"])
        self.raw = Output(place.path, self.file)
        self.packed = ending_of(place.path) is not None
        self.member: Compressed | None = None
        super().__init__(self.raw, framing)
        self.begun = before is not None and before["begun"]
        self.written = 0
        self.kept_at = time.monotonic()

    @property
    def full(self) -> bool:  # type: ignore[override]
        """Whether a member is complete, or some time has passed."""
        if self.packed:
            return self.written >= MEMBER_BYTES
        return time.monotonic() - self.kept_at > KEPT_SECONDS

    def add(self, chunk: bytes) -> None:
        """Adds a chunk of a TextEncoder."""
        self._compress()
        super().add(chunk)
        self.written += len(chunk)

    def _compress(self) -> None:
        if self.packed and self.member is None:
            self.stream = self.member = Compressed(self.raw, self.place.path)

    def _sync(self) -> None:
        if self.member is not None:
            self.member.end()
            self.member, self.stream = None, self.raw
        with reported(self.place.path):
            self.file.flush()
            os.fsync(self.file.fileno())

    def keep(self, record: Record) -> None:
        """Ends the member, and puts all on the disk."""
        self._sync()
        self.place.put({**record, "content": {"bytes": self.file.tell(), "begun": self.begun}})
        self.written = 0
        self.kept_at = time.monotonic()

    def finish(self, record: Record) -> None:
        """Writes what stands behind the results."""
        if self.packed and (self.file.tell() == 0 or self.framing.behind):
            self._compress()
        super().finish(record)
        self._sync()
        self.place.finish(record)

    def close(self) -> None:
        """Closes the file; what it could not take is no news."""
        with suppress(OSError):
            if self.member is not None:
                self.member.abandon()
            self.file.close()


def document_text(document: Document) -> str:
    """The title, where there is one, and the prose of `document`, section by section, blocks a blank line apart."""
    parts = [document.title]
    for section in document.sections:
        parts.append(section.title)
        parts.append(section.text)
    return "\n\n".join(part for part in parts if part)


indented_json = partial(as_json, indented=True)
"""A document as indented JSON."""
