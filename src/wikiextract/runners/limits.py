"""What workers are given to do, and what they may take; apart from `pool`, which one page does not wait for."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, TypeVar

from wikiextract.models import Failure
from wikiextract.page import Page

T = TypeVar("T")
Work = Callable[[Iterable[Page | Failure]], T]
"""What is made of pages, some of which are Failures already."""

SECONDS: Final = 60.0
"""How long a page may take by the clock. The slowest real page known takes under two."""
MEMORY: Final = 4 << 30
"""How many bytes of address space a worker may have, where the system can limit it."""


class Limits(NamedTuple):
    """What a page may take: seconds by the clock, and bytes of memory for its process."""

    seconds: float = SECONDS
    memory: int = MEMORY


def has_pool() -> bool:
    """Whether the library for several processes is installed."""
    from importlib.util import find_spec

    return find_spec("pebble") is not None
