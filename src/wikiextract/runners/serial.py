"""One page after the other, in this process."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from wikiextract.errors import SourceError
from wikiextract.models import Failure, trusted
from wikiextract.page import Page, Shard

T = TypeVar("T")

_failure = trusted(Failure)


def serial(shards: Iterable[Shard], work: Callable[[Page], T | Failure]) -> Iterator[T | Failure]:
    """What `work` makes of each page, in order; where a shard cannot be read (on) stands a Failure."""
    for shard in shards:
        try:
            yield from map(work, shard.pages())
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
