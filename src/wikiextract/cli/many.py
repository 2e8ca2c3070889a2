"""A run over many pages: units are worked on, here or in other processes, and what they give is put together here.

Unit ─► Work ─► Made (chunks, failures, tally) ─► sink, failures file, progress
                                               └► now and then all of it is kept, so that --resume can go on
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, Final

import click

from wikiextract.cli.failures import status_of, told
from wikiextract.cli.identity import given, run_of
from wikiextract.cli.options import Options
from wikiextract.cli.progress import Progress
from wikiextract.cli.stages import Plan, plan_of
from wikiextract.cli.summary import summary
from wikiextract.errors import install
from wikiextract.models import Failure
from wikiextract.page import Page, Shard
from wikiextract.runners import Unit, cores, has_pool, results, units
from wikiextract.runners.tally import Tally
from wikiextract.streams import STANDARD, replacing
from wikiextract.writers import Chunks, Sink, fitting, opened, to_stream
from wikiextract.writers.places import Place, Record, check_target
from wikiextract.writers.unfinished import (
    FailuresFile,
    NothingWrittenError,
    failures_path,
    is_unfinished,
    lasting,
)

_LONG: Final = 10.0
"""After so many seconds it is worth saying that more processes would be faster."""


@dataclass(slots=True)
class Made:
    """What became of some pages."""

    chunks: list[Any] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Work:
    """Makes results of pages, and of them what is written. It is picklable."""

    make: Callable[[Page], Any]
    encode: Callable[[Any], Any]
    path: str
    """Where it is written, for what has no room there."""

    def __call__(self, pages: Iterable[Page | Failure]) -> Made:
        """What becomes of `pages`."""
        made = Made()
        chunks = Chunks(self._encoded)
        for page in pages:
            start = perf_counter()
            result = page if isinstance(page, Failure) else self.make(page)
            seconds = perf_counter() - start
            made.tally.count(page if isinstance(page, Page) else None, result, seconds)
            if isinstance(result, Failure):
                made.failures.append(result)
            elif isinstance(page, Page):
                made.chunks += chunks.add(result, len(page.text))
        made.chunks += chunks.rest()
        return made

    def _encoded(self, results: Sequence[Any]) -> Any:
        with fitting(self.path):
            return self.encode(results)


def carry_out_many(options: Options, shards: list[Shard]) -> int:
    """Reads the sources, writes the results, tells the failures, and returns the status of the command."""
    plan = plan_of(options)
    path = options.tables or options.output
    if options.jobs not in (None, 1) and not has_pool():
        raise click.UsageError(f"--jobs: several processes need a library: {install('parallel')}")
    if options.report is not None:
        check_target(options.report)  # not to be found out in the morning
    if to_stream(path):
        if options.resume:
            raise click.UsageError("--resume wants a file (-o PATH)")
        run = Run(options, plan, shards, None)
        with run.progress, suppress(NothingWrittenError), opened(plan.form, path) as sink:
            run.into(sink)
    elif options.resume and os.path.exists(path) and not is_unfinished(path):
        print(f"wikiextract: {path} is complete; without --resume it is made anew", file=sys.stderr)
        return 0
    else:
        with lasting(plan.form, path, run_of(options, plan.name), resume=options.resume) as place:
            run = Run(options, plan, shards, place)
            if not run.finished:
                with run.progress, run.kept(), closing(plan.form.to_place(place)) as sink:
                    run.into(sink)
                    sink.finish(run.record())
    run.conclude()
    return run.status


def _is_terminal(output: str) -> bool:
    """Whether results go to a terminal, which is then no place for a bar."""
    return output == STANDARD and sys.stdout is not None and sys.stdout.isatty()


class Run:
    """One run: how far it is, and what it has to tell."""

    def __init__(self, options: Options, plan: Plan, shards: list[Shard], place: Place | None) -> None:
        before: Record = (place and place.record) or {}
        self.options = options
        self.plan = plan
        self.shards = shards
        self.place = place
        self.finished = bool(before.get("finished"))
        self.units: int = before.get("units", 0)
        self.beyond: set[int] = set(before.get("beyond", ()))
        self.read: int = before.get("read", 0)
        self.status: int = before.get("status", 0)
        self.tally = Tally.from_json(before["tally"]) if "tally" in before else Tally()
        self.resumed = self.tally.results
        self.begun = self.read
        self.started = datetime.now(UTC)
        self.failures = None if place is None or self.finished else FailuresFile(place)
        self.failures_path = None if place is None else failures_path(place.target)
        self.progress = Progress(
            sum(getattr(shard, "size", 0) or 0 for shard in shards),
            self.tally,
            quiet=options.quiet,
            jobs=options.jobs or (cores() if has_pool() else 1),
            resumed=self.resumed,
            begun=self.begun,
            failures=self.failures_path,
            bar=False if place is None and _is_terminal(options.output) else None,
        )

    def into(self, sink: Sink) -> None:
        """Does what is not done, and gives it to `sink`."""
        work = Work(self.plan.make, self.plan.form.encode, self.options.tables or self.options.output)
        for unit, made in results(
            self._units(), work, jobs=self.options.jobs, ordered=not self.options.unordered
        ):
            for part in made:
                self._take(part, sink)
            self._done(unit)
            self.progress.advance(self.read)
            if sink.full:
                self._keep(sink)
        if self.tally.failed and not self.tally.pages:
            raise NothingWrittenError
        if sink.notice:
            self.progress.notice(sink.notice, always=True)

    def _units(self) -> Iterator[Unit]:
        """What is not done yet."""
        first, beyond = self.units, frozenset(self.beyond)
        for unit in units(self.shards, limit=self.options.limit):
            if unit.number >= first and unit.number not in beyond:
                yield unit

    def _take(self, made: Made, sink: Sink) -> None:
        self.tally.add(made.tally)
        for failure in made.failures:
            self.status = max(self.status, status_of(failure, self.options))
            self.progress.notice(told(failure))
            if self.failures is not None:
                self.failures.add(failure)
        for chunk in made.chunks:
            sink.add(chunk)

    def _done(self, unit: Unit) -> None:
        self.read += unit.size
        self.beyond.add(unit.number)
        while self.units in self.beyond:
            self.beyond.remove(self.units)
            self.units += 1

    def _keep(self, sink: Sink) -> None:
        if self.failures is None:
            sink.flush()
            return
        sink.keep(self.record())

    def record(self) -> Record:
        """How far the run is, with the failures up to here on the disk."""
        return {
            "units": self.units,
            "beyond": sorted(self.beyond),
            "read": self.read,
            "status": self.status,
            "tally": self.tally.as_json(),
            "failures": self.failures.keep() if self.failures is not None else 0,
        }

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Closes the failures at the end; what ends the run before its time leaves word of how it can go on."""
        assert self.failures is not None
        assert self.place is not None
        try:
            yield
        except NothingWrittenError:
            self.failures.keep()
            raise
        except BaseException:
            if self.place.record is not None:
                self.progress.notice(
                    f"{self.place.path} is unfinished; the same command with --resume goes on", always=True
                )
            raise
        finally:
            self.failures.close()

    def conclude(self) -> None:
        """Says what the run came to, and writes the report."""
        read = self.read - self.begun
        seconds = self.progress.seconds
        jobs = self.progress.jobs
        if not self.options.quiet:
            text = summary(
                self.tally,
                seconds,
                read,
                jobs=jobs,
                resumed=self.resumed,
                select=self.options.select,
                failures=self.failures_path,
            )
            if text:
                print(text, file=sys.stderr)
            if self.options.jobs is None and seconds > _LONG and cores() > 1 and not has_pool():
                print(
                    f"wikiextract: one process worked; for all cores {install('parallel')}", file=sys.stderr
                )
        if self.options.report is not None:
            from wikiextract.cli.report import report_page

            page = report_page(
                self.tally,
                seconds,
                sources=self.options.sources,
                options=given(self.options),
                started=self.started,
                ended=datetime.now(UTC),
                read=read,
                timeline=self.progress.timeline.samples,
                jobs=jobs,
                resumed=self.resumed,
                select=self.options.select,
            )
            with replacing(self.options.report) as stream:
                stream.write(page.encode())
