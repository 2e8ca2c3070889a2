"""Units: what is given to a process at a time.

    DumpShard   ─► Page, Page, Page …  ─► Unit of pages, Unit of pages …    read here, handed out
    BlockShard, BlockShard …           ─► Unit of a shard, Unit of a shard … opened where the work is done

The same sources give the same units, so a run that was interrupted is taken up again by their numbers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Final

from wikiextract.errors import SourceError
from wikiextract.models import Failure, trusted
from wikiextract.page import Page, Shard

CHARACTERS: Final = 250_000
"""A unit of pages is complete when it has so much wikitext: to send it is little beside the work."""
PAGES: Final = 200

_failure = trusted(Failure)


@dataclass(frozen=True, slots=True)
class Unit:
    """Work for one process."""

    number: int
    """Its place in the run, counted from 0."""
    content: tuple[Page | Failure, ...] | Shard
    """Pages, or the Failure where there should be some; or the shard that has them."""
    size: int
    """How many bytes of the sources are done with it."""

    def pages(self) -> Iterator[Page | Failure]:
        """The pages, read while they are asked for; where a shard cannot be read (on) stands a Failure."""
        return iter(self.content) if isinstance(self.content, tuple) else contents(self.content)


def units(shards: Iterable[Shard], *, limit: int | None = None) -> Iterator[Unit]:
    """The pages of `shards` in units, in order, read while they are asked for; the first `limit` of them only."""
    numbers = count()
    rest = _Rest()
    left = limit
    for shard in shards:
        if left is None and getattr(shard, "apart", False):
            if rest.pages:
                yield rest.unit(next(numbers))
            yield Unit(next(numbers), shard, getattr(shard, "size", 0) or 0)
            continue
        done = 0
        for page in islice(contents(shard), left):
            left = None if left is None else left - 1
            place = getattr(page, "read", None)
            if place is not None and place > done:
                rest.size += place - done
                done = place
            if rest.add(page):
                yield rest.unit(next(numbers))
        rest.size += max(0, (getattr(shard, "size", 0) or 0) - done)
        if left == 0:
            break
    if rest.pages or rest.size:
        yield rest.unit(next(numbers))


class _Rest:
    """Pages that make no unit yet."""

    def __init__(self) -> None:
        self.pages: list[Page | Failure] = []
        self.characters = self.size = 0

    def add(self, page: Page | Failure) -> bool:
        """Adds `page`; True when there is enough for a unit."""
        self.pages.append(page)
        self.characters += len(page.text) if isinstance(page, Page) else 0
        return self.characters >= CHARACTERS or len(self.pages) >= PAGES

    def unit(self, number: int) -> Unit:
        """What there is, as a unit, and nothing is left."""
        made = Unit(number, tuple(self.pages), self.size)
        self.pages.clear()
        self.characters = self.size = 0
        return made


def contents(shard: Shard) -> Iterator[Page | Failure]:
    """The pages of `shard`; where it cannot be read (on) stands a Failure."""
    try:
        yield from shard.pages()
    except SourceError as error:
        yield unreadable(error)


def unreadable(error: SourceError) -> Failure:
    """The Failure for a source that cannot be read."""
    return _failure(
        title=None,
        page_id=None,
        source=error.path,
        offset=error.offset,
        error=type(error).__name__,
        message=error.reason,
    )
