"""Several processes at once, each page under limits. pebble has the workers (https://pypi.org/project/pebble/).

    this process              a worker, replaced when it dies
    Page, Page … ─► batch ──► result, result …  ─► results, in the order of the pages
                     └ a worker died or took too long: each page of the batch alone, and the guilty one a Failure

What is under way is bounded, so memory is the same for a dump of any size.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from wikiextract.errors import PageError, SourceError, install
from wikiextract.models import Failure
from wikiextract.page import Page, Shard
from wikiextract.pipeline import failed
from wikiextract.runners.serial import unreadable

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pebble import ProcessPool

T = TypeVar("T")
Batch = list[Page]

SECONDS: Final = 60.0
"""How long a page may take by the clock. The slowest real page known takes under two."""
MEMORY: Final = 4 << 30
"""How many bytes of address space a worker may have, where the system can limit it."""

_CHARACTERS = 250_000
_PAGES = 200
_AHEAD = 3


def pool(
    shards: Iterable[Shard],
    work: Callable[[Page], T | Failure],
    *,
    jobs: int,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Iterator[T | Failure]:
    """What `work` makes of each page in `jobs` processes, in order.

    `work` and what it makes must be picklable. A page that takes more than `seconds` or `memory`, or ends its process,
    becomes a Failure; where a shard cannot be read (on) stands a Failure. Raises ImportError, which says what to
    install, where pebble is missing.
    """
    try:
        from pebble import ProcessPool
    except ImportError:
        raise ImportError(f"several processes need a library: {install('parallel')}", name="pebble") from None
    import multiprocessing

    spawn = multiprocessing.get_context("spawn")  # a fork would copy the threads' locks
    workers = ProcessPool(jobs, context=spawn, initializer=_begun, initargs=(memory,))
    return _in_order(shards, _Workers(workers, work, seconds), jobs * _AHEAD)


class _Workers(Generic[T]):
    """The processes, and what they do."""

    def __init__(self, processes: "ProcessPool", work: Callable[[Page], T | Failure], seconds: float) -> None:
        self.processes = processes
        self.work = work
        self.seconds = seconds

    def begin(self, batch: Batch) -> "Future[list[T | Failure]]":
        """Sends `batch` to whichever process is free next."""
        return self.processes.schedule(_worked, args=(self.work, batch), timeout=self.seconds)

    def results(self, batch: Batch, future: "Future[list[T | Failure]]") -> list[T | Failure]:
        """What became of `batch`; when its process did not live to say, of each of its pages alone."""
        try:
            made = future.result()
        except Exception as error:
            if len(batch) > 1:
                made = [result for page in batch for result in self.results([page], self.begin([page]))]
            else:
                made = [failed(batch[0], PageError(batch[0].title, _why(error, self.seconds)))]
        return made


def _in_order(shards: Iterable[Shard], workers: _Workers[T], ahead: int) -> Iterator[T | Failure]:
    """Results as they come to the front of what is under way, of which there is at most `ahead`."""
    under_way: deque[tuple[Batch, Future[list[T | Failure]]] | Failure] = deque()

    def front() -> Iterator[T | Failure]:
        first = under_way.popleft()
        if isinstance(first, Failure):
            yield first
        else:
            yield from workers.results(*first)

    with workers.processes:
        try:
            for batch in _batches(shards):
                under_way.append(batch if isinstance(batch, Failure) else (batch, workers.begin(batch)))
                if len(under_way) >= ahead:
                    yield from front()
            while under_way:
                yield from front()
        finally:
            workers.processes.stop()  # type: ignore[no-untyped-call]


def _why(error: Exception, seconds: float) -> str:
    if isinstance(error, TimeoutError):
        return f"took more than {seconds:g} seconds"
    exitcode = getattr(error, "exitcode", None)
    if exitcode is not None:
        return f"its process ended with the status {exitcode}"
    return f"{type(error).__name__}: {error}"


def _batches(shards: Iterable[Shard]) -> Iterator[Batch | Failure]:
    """Pages enough that sending them is little beside the work, and a Failure where a shard breaks."""
    batch: Batch = []
    characters = 0
    for shard in shards:
        try:
            for page in shard.pages():
                batch.append(page)
                characters += len(page.text)
                if characters >= _CHARACTERS or len(batch) >= _PAGES:
                    yield batch
                    batch, characters = [], 0
        except SourceError as error:
            if batch:
                yield batch
                batch, characters = [], 0
            yield unreadable(error)
    if batch:
        yield batch


def _worked(work: Callable[[Page], T | Failure], batch: Batch) -> list[T | Failure]:
    return [work(page) for page in batch]


def _begun(memory: int) -> None:
    """Limits the address space of this process, where there is such a limit (it is POSIX's)."""
    gc.freeze()  # what is imported stays: the collector need not look at it
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
