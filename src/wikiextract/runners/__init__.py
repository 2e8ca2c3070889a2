"""Runners: who does the work. Each turns shards into results, in order, and keeps failures as values.

Shard, Shard … ─► Page ─► Document | Failure, Document | Failure …
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Literal

from wikiextract.models import Document, Failure
from wikiextract.page import SITE, Shard
from wikiextract.pipeline import extract, extract_page
from wikiextract.runners.pool import MEMORY, SECONDS, pool
from wikiextract.runners.serial import serial

__all__ = ["pool", "run", "serial"]


def run(
    shards: Iterable[Shard],
    *,
    language: str | None = SITE,
    select: Iterable[str] | None = None,
    layout: Literal["wikitext", "flattened"] | None = None,
    jobs: int = 1,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Iterator[Document | Failure]:
    """What the pages of `shards` become, one result for each, in order, made while they are asked for.

    The keywords are those of `extract`; without a language each page's is that of its own site, which a dump names, and
    English where there is none. A page that cannot be read or extracted becomes a Failure; the others
    go on. A wrong keyword raises at once, as it does in `extract`.

    With several `jobs` as many processes work, which start by spawn: a script that calls this keeps its own work under
    `if __name__ == "__main__":`. A page may then take `seconds` by the clock and its process `memory` bytes; one that
    takes more, or ends its process, becomes a Failure. Raises ImportError where the extra `[parallel]` is missing.
    """
    if jobs < 1:
        raise ValueError(f"jobs is at least 1, not {jobs}")
    fields = select if select is None or isinstance(select, str) else frozenset(select)
    extract("", language=language, select=fields, layout=layout)
    work = partial(extract_page, language=language, select=fields, layout=layout)
    return (
        serial(shards, work) if jobs == 1 else pool(shards, work, jobs=jobs, seconds=seconds, memory=memory)
    )
