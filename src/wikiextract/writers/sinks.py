"""Sinks: what takes the results of a run. The work is parted, so that most of it can be done where documents are made:

    Document, Document … ─► encoder ─► chunk        in any process: bytes, columns, rows
    chunk, chunk …       ─► sink                    in one: it puts them behind each other

A sink makes its content at a Place. It can keep what it has together with a record of how far the run is; after the
process was killed at any moment, a new sink at the same place goes on from the last record.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from wikiextract.writers.places import Record

C = TypeVar("C")

Encoder = Callable[[Sequence[Any]], C]
"""Makes a chunk of results. It is picklable."""

CHUNK_ROWS = 50
CHUNK_CHARACTERS = 1 << 20
"""So many results, or results of so much wikitext, become a chunk at once; until then they are objects."""


class Sink(Protocol):
    """Takes chunks in order. After `finish` its content is complete; without it, nothing is to be relied on."""

    def add(self, chunk: Any, /) -> None:
        """Adds a chunk. Raises WriterError when it cannot be written."""

    @property
    def full(self) -> bool:
        """Whether it is time to keep what there is."""

    def keep(self, record: Record) -> None:
        """Puts all that was added on the disk together with `record`: both are there after a crash, or neither."""

    def flush(self) -> None:
        """Writes what waits in memory, where nothing is to be kept."""

    def finish(self, record: Record) -> None:
        """Completes the content, puts it on the disk, and notes in the place that it is complete, with `record`."""

    @property
    def notice(self) -> str | None:
        """One line about what could not be written, if there is something to be said."""

    def close(self) -> None:
        """Lets go of everything, finished or not."""


class Chunks(Generic[C]):
    """Results on their way to an encoder."""

    def __init__(self, encode: Encoder[C]) -> None:
        self.encode = encode
        self.waiting: list[Any] = []
        self.characters = 0

    def add(self, result: Any, characters: int) -> list[C]:
        """Takes a result that was made of so many characters. The chunk that is complete with it, if one is."""
        self.waiting.append(result)
        self.characters += characters
        if len(self.waiting) < CHUNK_ROWS and self.characters < CHUNK_CHARACTERS:
            return []
        return self.rest()

    def rest(self) -> list[C]:
        """The chunk of what waits, if anything does."""
        if not self.waiting:
            return []
        waiting, self.waiting, self.characters = self.waiting, [], 0
        return [self.encode(waiting)]
