"""What the command does with its options: sources in, results out, failures told.

It is imported when the options are known: with it come the models and the whole pipeline.
"""

import os
import sys

import click

from wikiextract.cli.failures import status_of, told
from wikiextract.cli.options import Options
from wikiextract.cli.stages import plan_of
from wikiextract.models import Failure
from wikiextract.names import wiki
from wikiextract.page import SITE, Shard
from wikiextract.runners import cores, serial
from wikiextract.sources import read
from wikiextract.writers import opened

_INSTEAD = "English names are used (a code is wanted: en, de, pt-br …)"


class _NothingReadError(Exception):
    """The page could not be read, so nothing is written."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def carry_out(options: Options) -> int:
    """Reads the sources, writes the results, tells the failures, and returns the status of the command."""
    shards = _shards(options)
    _refuse_overwriting(options, shards)
    if options.language not in (None, SITE) and not wiki(options.language).known:
        print(f"wikiextract: no tables for the language {options.language!r}: {_INSTEAD}", file=sys.stderr)
    if not options.many:
        return _one(options, shards)
    from wikiextract.cli.many import carry_out_many

    return carry_out_many(options, shards)


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
            cores=_unpacking_cores(options),
        )
    )


def _refuse_overwriting(options: Options, shards: list[Shard]) -> None:
    """Raises click.UsageError when the output is a file that is read; one that is named itself is known already."""
    if not os.path.isfile(options.output) or not any(map(os.path.isdir, options.sources)):
        return
    for shard in shards:
        path = getattr(shard, "path", None)
        if path is not None and os.path.exists(path) and os.path.samefile(path, options.output):
            raise click.UsageError(f"-o {options.output} would overwrite a source")


def _unpacking_cores(options: Options) -> int:
    """How many cores unpack a dump that one process reads: all where little is left of it, else few beside those that
    extract, which is fifteen times the work."""
    jobs = options.jobs or cores()
    chosen = options.template or options.category or options.sample < 1
    return jobs if chosen else max(1, jobs // 8)


def _one(options: Options, shards: list[Shard]) -> int:
    """Reads one page."""
    plan = plan_of(options)
    try:
        with opened(plan.form, options.tables or options.output) as sink:
            for result in () if options.limit == 0 else serial(shards, plan.make):
                if isinstance(result, Failure):
                    raise _NothingReadError(result)
                sink.add(plan.form.encode([result]))
    except _NothingReadError as error:
        print(f"wikiextract: {told(error.failure)}", file=sys.stderr)
        return status_of(error.failure, options)
    if sink.notice:
        print(f"wikiextract: {sink.notice}", file=sys.stderr)
    return 0
