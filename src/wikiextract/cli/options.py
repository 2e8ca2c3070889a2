"""What the command line says, as one value."""

import os
from dataclasses import dataclass
from typing import Literal, get_args

import click

from wikiextract.page import SITE
from wikiextract.sources import holds_many
from wikiextract.streams import STANDARD, whole

Stage = Literal[
    "json", "jsonl", "text", "bibtex", "ris", "csl-json", "parquet", "sqlite", "duckdb", "tree", "layout"
]
STAGES: tuple[Stage, ...] = get_args(Stage)
GUESSED = "auto"
"""What --language says when each page's own words are to tell."""
EVERY = "all"
"""What --namespace says when no page is left out for its namespace."""
LAYOUTS = ("wikitext", "flattened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options, named as on the command line; `select` is split at its commas."""

    sources: tuple[str, ...]
    output: str
    to: Stage | None
    tables: str | None
    select: frozenset[str] | None
    title: str | None
    title_from_name: bool
    language: str | None
    layout: Literal["wikitext", "flattened"] | None
    namespaces: frozenset[int] | None
    skip_redirects: bool
    template: tuple[str, ...]
    category: tuple[str, ...]
    limit: int | None
    sample: float
    all_revisions: bool
    jobs: int | None
    unordered: bool
    resume: bool
    quiet: bool
    report: str | None
    text_column: str | None
    title_column: str | None
    id_column: str | None

    @property
    def many(self) -> bool:
        """Whether there may be several pages."""
        return len(self.sources) > 1 or holds_many(self.sources[0])


def options_of(
    *,
    select: tuple[str, ...],
    title: str | None,
    language: str | None,
    namespace: tuple[str, ...],
    **given: object,
) -> Options:
    """The options, when they go together. Raises click.UsageError when they do not."""
    options = Options(
        select=frozenset(name.strip() for text in select for name in text.split(",")) if select else None,
        title=None if title is None else _text("--title", title),
        language=_language(language),
        namespaces=_namespaces(namespace),
        **given,  # type: ignore[arg-type]  # click has checked them
    )
    if not options.sources:
        raise click.UsageError("there is no SOURCE to read")
    if not all(options.sources):
        raise click.UsageError("a SOURCE is empty")
    if options.sources.count(STANDARD) > 1:
        raise click.UsageError("standard input (-) can be read once")
    if options.title is not None and options.title_from_name:
        raise click.UsageError("--title and --title-from-name exclude each other")
    if options.title is not None and options.many:
        raise click.UsageError("--title is for one page; --title-from-name titles several")
    if options.tables is not None and (options.output != STANDARD or options.to is not None):
        raise click.UsageError("--tables says where the output goes and what it is: without -o and --to")
    if options.output != STANDARD and _is_folder(options.output):
        raise click.UsageError(f"-o {options.output} is a folder: name a file in it")
    if options.report is not None and os.path.realpath(options.report) == os.path.realpath(options.output):
        raise click.UsageError("--report and -o name the same file")
    for option, path in (("-o", options.output), ("--report", options.report)):
        if path is not None and any(_same_file(source, path) for source in options.sources):
            raise click.UsageError(f"{option} {path} would overwrite a source")
    return options


def _language(given: str | None) -> str | None:
    """What extract_page is told: SITE where nothing was said."""
    if given is None:
        return SITE
    return None if given == GUESSED else _text("--language", given)


def _namespaces(given: tuple[str, ...]) -> frozenset[int] | None:
    """The numbers, the main one if nothing was said; None for all. Raises click.UsageError for what is none."""
    words = [word.strip() for text in given for word in text.split(",")] or ["0"]
    if EVERY in words:
        return None
    try:
        return frozenset(map(int, words))
    except ValueError as error:
        raise click.UsageError(f"--namespace wants numbers or {EVERY}: {', '.join(given)}") from error


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) or path.endswith((os.sep, "/"))


def _text(option: str, value: str) -> str:
    """What `option` says as whole characters. Raises click.UsageError when it is not text."""
    text = whole(value)
    if text != value and "\ufffd" in text:
        raise click.UsageError(f"{option} is not UTF-8 text")
    return text


def _same_file(source: str, output: str) -> bool:
    try:
        return os.path.samefile(source, output)
    except OSError:
        return False
