"""What sources yield: pages, and shards of them.

    source ─► Shard ─► Page, Page, Page …

A run holds millions of pages, so a Page is a plain slotted object and not a validated model.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Page:
    """One page as its source has it: the text and what the source says of it (None where it says nothing)."""

    text: str
    title: str | None = None
    id: int | None = None
    namespace: int | None = None
    revision_id: int | None = None
    parent_id: int | None = None
    timestamp: str | None = None
    sha1: str | None = None
    source: str | None = None
    """Path of the file that it comes from; `-` for standard input."""
    offset: int | None = None
    """Byte offset in that file at which it begins."""


class Shard(Protocol):
    """A promise of pages that can be sent to another process: the unit of parallel work."""

    def pages(self) -> Iterator[Page]:
        """The pages, read while they are asked for. Raises SourceError when the source cannot be read."""
