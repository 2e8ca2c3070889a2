"""What the command line says, as one value."""

import os
from dataclasses import dataclass
from typing import Literal

import click

from wikiextract.streams import STANDARD

Stage = Literal["json", "jsonl", "text", "tree", "layout"]
STAGES: tuple[Stage, ...] = ("json", "jsonl", "text", "tree", "layout")
LAYOUTS = ("wikitext", "flattened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options, named as on the command line; `select` is split at its commas."""

    sources: tuple[str, ...]
    output: str
    to: Stage | None
    select: frozenset[str] | None
    title: str | None
    title_from_name: bool
    language: str
    layout: Literal["wikitext", "flattened"] | None

    @property
    def many(self) -> bool:
        """Whether there may be several pages."""
        return len(self.sources) > 1 or os.path.isdir(self.sources[0])


def options_of(*, select: tuple[str, ...], **given: object) -> Options:
    """The options, when they go together. Raises click.UsageError when they do not."""
    names = frozenset(name.strip() for text in select for name in text.split(",")) if select else None
    options = Options(select=names, **given)  # type: ignore[arg-type]  # click has checked them
    if not options.sources:
        raise click.UsageError("there is no SOURCE to read")
    if options.sources.count(STANDARD) > 1:
        raise click.UsageError("standard input (-) can be read once")
    if options.title is not None and options.title_from_name:
        raise click.UsageError("--title and --title-from-name exclude each other")
    if options.title is not None and options.many:
        raise click.UsageError("--title is for one page; --title-from-name titles several")
    if any(_same_file(source, options.output) for source in options.sources):
        raise click.UsageError(f"-o {options.output} would overwrite a source")
    return options


def _same_file(source: str, output: str) -> bool:
    try:
        return os.path.samefile(source, output)
    except OSError:
        return False
