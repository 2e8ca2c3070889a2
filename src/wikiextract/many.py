"""Pages that are in memory already: the rows of a table, what a program has downloaded, texts.

{"title": "Foo", "text": "…"}, Page("…", "Foo"), "…"  ─►  Document | Failure, Document | Failure …
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from wikiextract.models import Document, Failure
from wikiextract.page import SITE, Page
from wikiextract.runners import run
from wikiextract.runners.limits import MEMORY, SECONDS
from wikiextract.sources.rows import Columns, row_page

_COLUMNS = Columns()


def extract_many(
    pages: Iterable[Page | Mapping[str, Any] | str],
    *,
    language: str | None = SITE,
    select: Iterable[str] | None = None,
    layout: Literal["wikitext", "flattened"] | None = None,
    jobs: int = 1,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Iterator[Document | Failure]:
    """What `pages` become, one result for each, in order, made while they are asked for.

    A page is a `Page`; or a row, which is a mapping with the wikitext under `text` and, if there are such keys, the
    `title` and the number `id` of the page (or what Wikimedia Enterprise gives; other keys do not matter); or its text
    alone. The keywords are those of `run`, and so is what happens to a page that fails: it becomes a Failure, and so
    does one whose text is missing or no string.

    `pages` may be endless: it is read in this process, no further than what is asked for, or with several `jobs` a few
    hundred pages for each. What it raises is raised unchanged, behind the results of the pages before. Raises TypeError
    for anything else among the pages, and what `run` raises.
    """
    if isinstance(pages, str | bytes | Mapping | Page):
        raise TypeError(
            f"one {type(pages).__name__} instead of several: give an iterable of pages, or use extract"
        )
    shard = _Given(iter(pages))
    results = run(
        [shard],
        language=language,
        select=select,
        layout=layout,
        jobs=jobs,
        seconds=seconds,
        memory=memory,
    )
    return _raising(results, shard)


class _Given:
    """A shard of the pages that an iterator gives, in the process that has it. It ends where the iterator raises."""

    def __init__(self, given: Iterator[Any]) -> None:
        self.given = given
        self.raised: Exception | None = None

    def pages(self) -> Iterator[Page]:
        """The pages, read while they are asked for."""
        try:
            for given in self.given:
                yield _page(given)
        except Exception as error:  # a runner would take some for those of a source that cannot be read
            self.raised = error


def _raising(results: Iterator[Document | Failure], shard: _Given) -> Iterator[Document | Failure]:
    yield from results
    if shard.raised is not None:
        raise shard.raised


def _page(given: object) -> Page:
    """The page that was given in one of three ways."""
    if isinstance(given, str):
        return Page(given)
    if isinstance(given, Mapping):
        return row_page(given, _COLUMNS, Page(""))
    if not isinstance(given, Page):
        raise TypeError(f"a page is a Page, a mapping with a text, or a str, not {type(given).__name__}")
    if not isinstance(given.text, str):
        return replace(given, text="", unreadable=f"has a text that is {type(given.text).__name__}, not str")
    return given
