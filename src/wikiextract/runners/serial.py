"""One page after the other, in this process."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from wikiextract.models import Failure
from wikiextract.page import Page, Shard
from wikiextract.runners.unit import contents

T = TypeVar("T")


def serial(shards: Iterable[Shard], work: Callable[[Page], T | Failure]) -> Iterator[T | Failure]:
    """What `work` makes of each page, in order; where a shard cannot be read (on) stands a Failure."""
    for shard in shards:
        for page in contents(shard):
            yield page if isinstance(page, Failure) else work(page)
