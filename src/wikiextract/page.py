"""What sources yield: pages, and shards of them.

    source ─► Shard ─► Page, Page, Page …

A run holds millions of pages, so a Page is a plain slotted object and not a validated model.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

SITE: Final = "site"
"""Said instead of a language: that of the page's own site, English where the source names none."""


@dataclass(frozen=True, slots=True)
class Site:
    """The wiki that pages are of, as their source describes it."""

    language: str | None
    """The code of its words ("en", "be-tarask"); None where the source does not say."""
    namespaces: tuple[tuple[int, str], ...] = ()
    """The number and the local name of each namespace, without the main one."""


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
    """Byte offset in that file at which it begins. In a multistream dump read by its index, that of its block; in
    other compressed files it counts the bytes of what they hold."""
    site: Site | None = None
    """The wiki that it is of."""
    unreadable: str | None = None
    """Why its text could not be read, as the end of a sentence; then the text is empty and the page becomes a
    Failure."""
    read: int | None = field(default=None, compare=False)
    """How many bytes of its shard, of the `size` that this has, had been read when it was found, about: no
    fact of the page, so pages are compared without it."""


class Shard(Protocol):
    """A promise of pages that can be sent to another process: the unit of parallel work.

    Those of wikiextract have two attributes more, which another's may leave out:

    - `size`: how many bytes of files it reads, packed as they are; 0 where that is not known, as of a pipe.
    - `apart`: whether it is best read by the process that works on its pages. Then it is about as much work as some
      hundred pages, and needs nothing of its neighbours. One that is not is best read by the first process, which hands
      its pages out. Without the attribute it is not.
    """

    def pages(self) -> Iterator[Page]:
        """The pages, read while they are asked for; one that is damaged among them, as `unreadable`.

        Raises SourceError when the source as a whole cannot be read.
        """
