"""Several processes at once, each page under limits. pebble has the workers (https://pypi.org/project/pebble/).

    this process       a worker, replaced when it dies
    Unit, Unit … ─►    pages of the unit ─► work ─► result      ─► (Unit, results), in order or as they come
                        └ a worker died or took too long: each page of the unit alone, and the guilty one a Failure

What is under way is bounded, so memory is the same for a dump of any size.
"""

import gc
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Generic, TypeVar

from wikiextract.errors import PageError, WikiextractError, install
from wikiextract.models import Failure
from wikiextract.page import Page
from wikiextract.pipeline import failed
from wikiextract.runners.limits import Limits, Work
from wikiextract.runners.unit import Unit

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pebble import ProcessPool

T = TypeVar("T")
_AHEAD = 3
_RENEWALS = 3
_PATIENCE = 10.0
"""Seconds that processes which are ended have for it."""
_COLLECTED = 20
_WORKED = count(1)
"""How many units this process has worked on: after some of them it looks for the circles that failures leave behind."""

Queue = list[tuple[Unit, "Future[bytes]"]]


def pool(
    units: Iterable[Unit], work: Work[T], *, jobs: int, limits: Limits, ordered: bool = True
) -> Iterator[tuple[Unit, list[T]]]:
    """What `work` makes of each unit in `jobs` processes: one result, or one for each page where a worker failed.

    They come in the order of the units, or with `ordered` false as they are made. `work` and what it makes must be
    picklable. A page that takes more than its limits, or ends its process, reaches `work` as a Failure. Raises
    ImportError, which says what to install, where pebble is missing.
    """
    try:
        from pebble import ProcessPool
    except ImportError:
        raise ImportError(f"several processes need a library: {install('parallel')}", name="pebble") from None
    import multiprocessing

    spawn = multiprocessing.get_context("spawn")  # a fork would copy the threads' locks

    def processes(number: int) -> "ProcessPool":
        return ProcessPool(number, context=spawn, initializer=_begun, initargs=(limits.memory,))

    def made() -> Iterator[tuple[Unit, list[T]]]:
        rest = iter(units)
        first = list(islice(rest, jobs))  # more processes than that would have nothing to do
        workers = _Workers(partial(processes, max(1, len(first))), work, limits.seconds)
        yield from _results(chain(first, rest), workers, jobs * _AHEAD, ordered=ordered)

    return made()


def _results(
    units: Iterable[Unit], workers: "_Workers[T]", ahead: int, *, ordered: bool
) -> Iterator[tuple[Unit, list[T]]]:
    """Results of what is under way, of which there is at most `ahead`."""
    with closing(workers):
        for unit in units:
            workers.begin(unit)
            if len(workers.under_way) >= ahead:
                yield workers.next_done(ordered=ordered)
        while workers.under_way:
            yield workers.next_done(ordered=ordered)


class _Workers(Generic[T]):
    """The processes, what they do, and what is under way.

    A process that dies at an unlucky moment (while it sends, or while none has work) takes all others along: then there
    are new ones, which begin anew what was under way.
    """

    def __init__(self, start: Callable[[], "ProcessPool"], work: Work[T], seconds: float) -> None:
        self.start = start
        self.work = work
        self.seconds = seconds
        self.processes = start()
        self.under_way: Queue = []
        self.alone: Queue = []
        """Pages of a unit whose worker failed."""
        self.renewed = 0
        """How often there were new processes since something was done."""

    def begin(self, unit: Unit) -> None:
        """Sends `unit` to whichever process is free next."""
        self.under_way.append((unit, self._sent(unit)))

    def _sent(self, unit: Unit) -> "Future[bytes]":
        """The answer to `unit`. One that reads its pages itself has as long again: a broken stream makes it read the
        index.
        """
        seconds = self.seconds if isinstance(unit.content, tuple) else 2 * self.seconds
        task = pickle.dumps((self.work, unit))  # here, because an error in pebble's thread would stop it
        try:
            return self.processes.schedule(_worked, args=(task,), timeout=seconds)
        except RuntimeError:  # the processes have ended
            self._renew()
            return self._sent(unit)

    def next_done(self, *, ordered: bool) -> tuple[Unit, list[T]]:
        """The first unit that is under way, or with `ordered` false the first that is done, and what became of it."""
        unit, answer = self._done(self.under_way, ordered=ordered)
        self.renewed = 0
        made = self._made(answer)
        return unit, self._each_alone(unit) if isinstance(made, str) else [made.result]

    def _each_alone(self, unit: Unit) -> list[T]:
        """What becomes of each page of a unit whose worker did not live to say."""
        pages = [Unit(unit.number, (page,), 0) for page in unit.pages()]
        self.alone = [(page, self._sent(page)) for page in pages]
        found = []
        while self.alone:
            page, answer = self._done(self.alone, ordered=True)
            made = self._made(answer)
            found.append(self.work(_guilty(page, made)) if isinstance(made, str) else made.result)
        return found

    def _done(self, queue: "Queue", *, ordered: bool) -> tuple[Unit, "Future[bytes]"]:
        """Takes the first of `queue` that is done."""
        from concurrent.futures import FIRST_COMPLETED, wait

        while True:
            places = range(1 if ordered else len(queue))
            done = next((place for place in places if queue[place][1].done()), None)
            if done is not None and not _is_lost(queue[done][1]):
                return queue.pop(done)
            waiting = [answer for _, answer in queue if not answer.done()]
            # Every task has its limit: where nothing at all comes for so long, an answer got stuck on its way.
            if done is not None or not wait(waiting, 3 * self.seconds + 10, FIRST_COMPLETED).done:
                self._renew()

    def _made(self, answer: "Future[bytes]") -> "str | _Result[T]":
        """What a worker made, or why it did not."""
        from pebble import ProcessExpired

        try:
            made: str | _Result[T] = pickle.loads(answer.result())
        except TimeoutError:
            return f"took more than {self.seconds:g} seconds"
        except ProcessExpired as error:
            return f"its process ended with the status {error.exitcode}"
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return made

    def _renew(self) -> None:
        """New processes for what is not done."""
        self.renewed += 1
        if self.renewed > _RENEWALS:
            raise WikiextractError("the processes that work end again and again: is there enough memory?")
        self.close()
        self.processes = self.start()
        for queue in (self.under_way, self.alone):
            for place, (unit, answer) in enumerate(queue):
                if not answer.done() or _is_lost(answer):
                    queue[place] = (unit, self._sent(unit))

    def close(self) -> None:
        """Ends the processes."""
        self.processes.stop()  # type: ignore[no-untyped-call]
        with suppress(TimeoutError, RuntimeError):
            self.processes.join(_PATIENCE)


def _is_lost(answer: "Future[bytes]") -> bool:
    """Whether an answer does not come because of the processes, and not of what they were given."""
    from pebble import ProcessExpired

    if answer.cancelled():
        return True
    error = answer.exception()
    return error is not None and not isinstance(error, TimeoutError | ProcessExpired)


def _guilty(page: Unit, why: str) -> list[Page | Failure]:
    """The page, as the Failure that it is."""
    return [
        found if isinstance(found, Failure) else failed(found, PageError(found.title, why))
        for found in page.pages()
    ]


@dataclass(frozen=True, slots=True)
class _Result(Generic[T]):
    """What a worker made, told apart from why it could not."""

    result: T


def _worked(task: bytes) -> bytes:
    """The work on a unit, in a worker. Only bytes travel, so what cannot be pickled is an error of the work."""
    try:
        work, unit = pickle.loads(task)
        return pickle.dumps(_Result(work(unit.pages())))
    except Exception as error:
        return pickle.dumps(f"{type(error).__name__}: {error}")
    finally:
        if next(_WORKED) % _COLLECTED == 0:
            gc.collect()


def _begun(memory: int) -> None:
    """Limits the address space of this process, where there is such a limit (it is POSIX's)."""
    gc.disable()  # pages leave no circles behind, for which it would look again and again
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
