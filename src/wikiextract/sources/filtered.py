"""A shard of which only the pages are read that are wanted: for sources that have nothing to look at but the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from wikiextract.page import Page, Shard
from wikiextract.sources.filters import Filters


@dataclass(frozen=True, slots=True)
class FilteredShard:
    """The pages of `shard` that `filters` want."""

    shard: Shard
    filters: Filters
    apart: ClassVar[bool] = False

    @property
    def size(self) -> int:
        """The bytes that the shard reads."""
        return getattr(self.shard, "size", 0)

    def pages(self) -> Iterator[Page]:
        """The pages. Raises what the shard raises."""
        return filter(self.filters.wanted, self.shard.pages())
