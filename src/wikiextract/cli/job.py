"""What the command does with its options: sources in, results out, failures counted.

It is imported when the options are known: with it come the models and the whole pipeline.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from functools import partial
from itertools import islice
from typing import Any, Literal, Protocol

import click

from wikiextract.cli.options import Options, Stage
from wikiextract.models import Document, Failure, as_json
from wikiextract.names import wiki
from wikiextract.page import SITE, Page, Shard
from wikiextract.pipeline import extract_page, parse_page
from wikiextract.runners import pool, serial
from wikiextract.sources import FileShard, read
from wikiextract.streams import STANDARD, Output
from wikiextract.writers import (
    ENDINGS,
    BibliographyWriter,
    JsonLinesWriter,
    JsonWriter,
    TextWriter,
    document_text,
    form_of,
    opened,
    streamed,
)

Work = Callable[[Page], Any]

_INSTEAD = "English names are used (a code is wanted: en, de, pt-br …)"


class Sink(Protocol):
    """What results are given to: a writer of the kind that the stage has."""

    def write(self, result: Any, /) -> None:
        """Adds `result` to what is written."""


class NothingReadError(Exception):
    """No page could be read, so nothing is written."""


def carry_out(options: Options) -> int:
    """Reads the sources, writes the results, reports the failures, and returns the status of the command."""
    shards = _shards(options)
    work, sink_at = _stage(options)
    if options.language not in (None, SITE) and not wiki(options.language).known:
        print(f"wikiextract: no tables for the language {options.language!r}: {_INSTEAD}", file=sys.stderr)
    single = all(isinstance(shard, FileShard) for shard in shards)
    tally = Tally(options, len(shards) if single else None)
    with suppress(NothingReadError), sink_at(options.tables or options.output) as sink:
        for result in tally.counted(islice(_results(shards, work, options.jobs), options.limit)):
            sink.write(result)
        if tally.failed and not tally.written:
            raise NothingReadError
        if isinstance(sink, BibliographyWriter) and sink.left_out:
            tally.notice(sink.left_out_message)
    tally.conclude()
    return tally.status


def _results(shards: list[Shard], work: Work, jobs: int) -> Iterator[Any]:
    """What `work` makes of each page, in order. Raises click.UsageError where the library for several is missing."""
    if jobs == 1:
        return serial(shards, work)
    try:
        return pool(shards, work, jobs=jobs)
    except ImportError as error:
        raise click.UsageError(f"--jobs: {error}") from None


def _shards(options: Options) -> list[Shard]:
    return list(
        read(
            *options.sources,
            title=options.title,
            titled_by_name=options.title_from_name,
            namespaces=options.namespaces,
            skip_redirects=options.skip_redirects,
            templates=options.template,
            categories=options.category,
            sample=options.sample,
            all_revisions=options.all_revisions,
            text_column=options.text_column,
            title_column=options.title_column,
            id_column=options.id_column,
        )
    )


def _stage(options: Options) -> tuple[Work, Callable[[str], AbstractContextManager[Sink]]]:
    """What is made of each page, and what it is written with, given a path."""
    stage = _chosen_stage(options)
    if options.select is not None and stage in ("tree", "layout", "text", "bibtex", "ris", "csl-json"):
        raise click.UsageError(f"--select is for JSON, Parquet and tables; --to {stage} has no fields")
    match stage:
        case "tree":
            return partial(_tree, language=options.language, layout=options.layout), _texts
        case "layout":
            return partial(_restored, language=options.language, layout=options.layout), _texts
        case "text":
            return partial(_shown, document_text, _documents(options, frozenset({"sections"}))), _texts
        case "jsonl":
            lines = partial(streamed, partial(JsonLinesWriter, shown=str))
            return partial(_shown, as_json, _documents(options, _known(options.select))), lines
        case "bibtex" | "ris" | "csl-json":
            return _documents(options, frozenset({"citations"})), partial(opened, stage)
        case "json":
            json = partial(streamed, partial(JsonWriter, array=options.many))
            return _documents(options, _known(options.select)), json
        case _:
            return _documents(options, _known(options.select)), partial(opened, stage)


def _chosen_stage(options: Options) -> Stage | Literal["tables"]:
    """What --tables or --to says; else what the ending of the output asks for; else JSON, one document a line for
    several."""
    if options.tables is not None:
        return "tables"
    if options.to is not None:
        return options.to
    if options.output == STANDARD:
        return "jsonl" if options.many else "json"
    form = form_of(options.output)
    if form is None:
        raise click.UsageError(
            f"-o {options.output}: its ending is none of {', '.join(ENDINGS)}; say --to what"
        )
    return form


def _known(select: frozenset[str] | None) -> frozenset[str] | None:
    """The selected fields. Raises click.UsageError when a document has no such field."""
    names = list(Document.model_fields)
    unknown = sorted((select or frozenset()) - set(names))
    if unknown:
        raise click.UsageError(f"--select: there is no field {unknown[0]!r}; there are {', '.join(names)}")
    return select


def _documents(options: Options, select: frozenset[str] | None) -> Work:
    return partial(extract_page, language=options.language, select=select, layout=options.layout)


def _shown(show: Callable[[Document], str], work: Work, page: Page) -> str | Failure:
    """The document as it is written: of several processes the one that made it does that, and only text travels."""
    made = work(page)
    return made if isinstance(made, Failure) else show(made)


def _tree(page: Page, **how: Any) -> str | Failure:
    from wikiextract.outline import outline

    article = parse_page(page, **how)
    return article if isinstance(article, Failure) else outline(article)


def _restored(page: Page, **how: Any) -> str | Failure:
    article = parse_page(page, **how)
    return article if isinstance(article, Failure) else article.source


def _texts(path: str) -> AbstractContextManager[TextWriter[str]]:
    def writer(stream: Output) -> TextWriter[str]:
        return TextWriter(stream, shown=str)

    return streamed(writer, path)


def _which(failure: Failure) -> str:
    """The page that failed, where it is one of several in its file."""
    if failure.offset is None or failure.error != "PageError":
        return ""
    return f"{failure.title + ' at ' if failure.title else ''}byte {failure.offset}: "


class Tally:
    """Counts results as they pass, says on standard error what failed, and knows the status at the end."""

    def __init__(self, options: Options, pages: int | None) -> None:
        self.total = "" if pages is None else f" of {pages:,}"
        self.named = {*options.sources, "standard input"}
        self.many = options.many
        self.seen = self.many and sys.stderr.isatty()
        self.written = self.failed = self.status = 0
        self.shown = time.monotonic()

    def counted(self, results: Iterable[Any]) -> Iterator[Any]:
        """The results without the failures, which are reported."""
        for result in results:
            if isinstance(result, Failure):
                self.failed += 1
                self.report(result)
            else:
                self.written += 1
                yield result
            if self.seen and time.monotonic() - self.shown > 0.2:
                self.shown = time.monotonic()
                print(f"\r{self.written + self.failed:,}{self.total} pages", end="", file=sys.stderr)

    def report(self, failure: Failure) -> None:
        """One line about `failure`. A source named on the command line that cannot be read is worse than a page."""
        unreadable = failure.source in self.named and failure.error in ("SourceError", "DumpError")
        self.status = max(self.status, 2 if unreadable else 1)
        place = "standard input" if failure.source in (STANDARD, None) else failure.source
        self.notice(f"{place}: {_which(failure)}{failure.message or failure.error}")

    def notice(self, message: str) -> None:
        """One line on standard error, in place of the progress."""
        self.clear()
        print(f"wikiextract: {message}", file=sys.stderr)

    def conclude(self) -> None:
        """The last line, when there were several pages and some failed."""
        self.clear()
        if self.many and self.failed:
            pages = self.written + self.failed
            print(f"wikiextract: {self.failed:,} of {pages:,} pages failed", file=sys.stderr)

    def clear(self) -> None:
        """Takes the progress off the terminal's line."""
        if self.seen:
            print("\r\x1b[K", end="", file=sys.stderr)
