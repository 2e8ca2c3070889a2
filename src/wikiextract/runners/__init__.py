"""Runners: who does the work. Each turns shards into results, in order, and keeps failures as values.

Shard, Shard … ─► Page ─► Document | Failure, Document | Failure …
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Generic, Literal, TypeVar

from wikiextract.models import Document, Failure
from wikiextract.page import SITE, Page, Shard
from wikiextract.pipeline import extract, extract_page
from wikiextract.runners.limits import MEMORY, SECONDS, Limits, Work, has_pool
from wikiextract.runners.serial import serial
from wikiextract.runners.unit import Unit, units

__all__ = ["Each", "Limits", "Unit", "Work", "cores", "has_pool", "results", "run", "serial", "units"]

T = TypeVar("T")

_WORTH_PROCESSES = 4
"""So many units are a second of work, before which other processes would hardly have started."""


def run(
    shards: Iterable[Shard],
    *,
    language: str | None = SITE,
    select: Iterable[str] | None = None,
    layout: Literal["wikitext", "flattened"] | None = None,
    jobs: int = 1,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    ordered: bool = True,
) -> Iterator[Document | Failure]:
    """What the pages of `shards` become, one result for each, in order, made while they are asked for.

    The keywords are those of `extract`; without a language each page's is that of its own site, which a dump names, and
    English where there is none. A page that cannot be read or extracted becomes a Failure; the others
    go on. A wrong keyword raises at once, as it does in `extract`.

    With several `jobs` as many processes work, which start by spawn: a script that calls this keeps its own work under
    `if __name__ == "__main__":`. A page may then take `seconds` by the clock and its process `memory` bytes; one that
    takes more, or ends its process, becomes a Failure. With `ordered` false results come as they are made. Raises
    ImportError where the extra `[parallel]` is missing.
    """
    if jobs < 1:
        raise ValueError(f"jobs is at least 1, not {jobs}")
    fields = select if select is None or isinstance(select, str) else frozenset(select)
    extract("", language=language, select=fields, layout=layout)
    work = partial(extract_page, language=language, select=fields, layout=layout)
    if jobs == 1:
        return serial(shards, work)
    from wikiextract.runners.pool import pool

    limits = Limits(seconds=seconds, memory=memory)
    made = pool(units(shards), Each(work), jobs=jobs, limits=limits, ordered=ordered)
    return (result for _, lists in made for each in lists for result in each)


@dataclass(frozen=True, slots=True)
class Each(Generic[T]):
    """Work on pages that is work on each of them."""

    work: Callable[[Page], T | Failure]

    def __call__(self, pages: Iterable[Page | Failure]) -> list[T | Failure]:
        """What becomes of each page, in order."""
        return [page if isinstance(page, Failure) else self.work(page) for page in pages]


def results(
    units: Iterator[Unit], work: Work[T], *, jobs: int | None = None, ordered: bool = True
) -> Iterator[tuple[Unit, list[T]]]:
    """What `work` makes of each unit, in `jobs` processes under the usual limits.

    Without a number all cores work, if the library for that is there and there is work for more than a second. Raises
    ImportError where `jobs` asks for several and the library is missing.
    """
    if jobs is None:
        first = list(islice(units, _WORTH_PROCESSES + 1))
        units = chain(first, units)
        jobs = cores() if len(first) > _WORTH_PROCESSES and has_pool() else 1
    if jobs == 1:
        return ((unit, [work(unit.pages())]) for unit in units)
    from wikiextract.runners.pool import pool

    return pool(units, work, jobs=jobs, limits=Limits(), ordered=ordered)


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
