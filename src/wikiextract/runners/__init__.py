"""Runners: who does the work. Each turns shards into results, in order, and keeps failures as values.

Shard, Shard … ─► Page ─► Document | Failure, Document | Failure …
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Literal

from wikiextract.models import Document, Failure
from wikiextract.page import SITE, Shard
from wikiextract.pipeline import extract, extract_page
from wikiextract.runners.serial import serial

__all__ = ["run", "serial"]


def run(
    shards: Iterable[Shard],
    *,
    language: str | None = SITE,
    select: Iterable[str] | None = None,
    layout: Literal["wikitext", "flattened"] | None = None,
) -> Iterator[Document | Failure]:
    """What the pages of `shards` become, one result for each, in order, made while they are asked for.

    The keywords are those of `extract`; without a language each page's is that of its own site, which a dump names, and
    English where there is none. A page that cannot be read or extracted becomes a Failure; the others
    go on. A wrong keyword raises at once, as it does in `extract`.
    """
    fields = select if select is None or isinstance(select, str) else frozenset(select)
    extract("", language=language, select=fields, layout=layout)
    return serial(shards, partial(extract_page, language=language, select=fields, layout=layout))
