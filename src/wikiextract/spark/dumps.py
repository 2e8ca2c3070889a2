"""A dump becomes a DataFrame of pages: by its index, one task for each run of streams, from any filesystem of Spark's.

    driver      index ─► where the streams begin ─► runs of about 16 MiB, each a file of an archive (archive.py)
    executors   a run's bytes, read by Spark ─► BlockShard, as everywhere ─► rows (rows.py)

What is damaged is a row with `unreadable`, which becomes a Failure. The index goes to every executor as a file of
Spark's (`SparkContext.addFile`), because it knows which pages should have been in a stream that is broken.
"""

import io
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from pyspark import SparkFiles

from wikiextract.errors import SourceError
from wikiextract.page import Page
from wikiextract.sources.dumps import DumpShard, Wanted
from wikiextract.sources.filters import Filters
from wikiextract.sources.index import block_offsets, index_names, refuse_other_dump
from wikiextract.sources.multistream import BlockShard, MissingShard, Multistream, runs
from wikiextract.sources.site import beginning
from wikiextract.sources.unpacking import unpacked_stream
from wikiextract.spark.archive import archived
from wikiextract.spark.hadoop import Hadoop
from wikiextract.spark.rows import SCHEMA, batches
from wikiextract.spark.types import struct_type

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

RUN: Final = 16 << 20
"""Bytes of a dump in a task, at least: some two thousand pages."""
WHOLE: Final = 512 << 20
"""The most bytes of a dump without an index, which one task holds at once."""

_RUNS_FOR_EACH_CORE = 3
_Part = BlockShard | MissingShard | DumpShard


def read_dump(
    spark: "SparkSession",
    path: str,
    *,
    index: str | None = None,
    namespaces: Collection[int] | None = (0,),
    skip_redirects: bool = False,
    templates: Collection[str] = (),
    categories: Collection[str] = (),
    sample: float = 1.0,
    all_revisions: bool = False,
    run: int | None = None,
    scratch: str | None = None,
) -> "DataFrame":
    """The pages of the dump at `path`, a row each with the fields of a Page, as `extract_documents` takes them.

    `path` is a file on any filesystem that Spark reads; without a scheme on its default one. Its index lies beside it
    or at `index`. A task reads a run of at least `run` bytes of the dump (16 MiB; less of a small dump, so that every
    core has some) and holds them at once. Rows come in no promised order: `offset` is where a page's stream begins. The
    other keywords choose pages as those of `read` do.

    Two small files and a copy of the index are written to a new folder in `scratch`, which every executor must be able
    to read: the dump's own folder without it. They are needed as long as the DataFrame is used, and deleted when the
    driver ends.

    A dump without an index is read by one task, up to 512 MiB. Raises SourceError at once when there is no such file,
    it is too large to be read without an index, or the scratch folder cannot be written; DumpError when it is no dump,
    or that of another index; ValueError when `sample` is no share or `run` no size; TypeError on Spark Connect.
    """
    if not 0 <= sample <= 1:
        raise ValueError(f"sample is {sample}: a share from 0 to 1 is wanted")
    if run is not None and run < 1:
        raise ValueError(f"run is {run}: at least 1 byte is wanted")
    filters = Filters(
        namespaces=None if namespaces is None else frozenset(namespaces),
        redirects=not skip_redirects,
        templates=tuple(templates),
        categories=tuple(categories),
        sample=sample,
    )
    plan = _Plan(spark, path, Wanted(filters, all_revisions), scratch)
    parts = plan.parts(index, run)
    return plan.stretches(parts).mapInArrow(partial(_pages, tuple(parts)), struct_type(SCHEMA))


class _Plan:
    """What the driver finds out about a dump, and what it writes to a scratch folder."""

    def __init__(self, spark: "SparkSession", path: str, wanted: Wanted, scratch: str | None) -> None:
        self.spark = spark
        self.hadoop = Hadoop(spark)
        self.path = path
        self.wanted = wanted
        if not self.hadoop.is_file(path):
            raise SourceError(path, "no such file")
        self.file = self.hadoop.whole(path)
        above = self.file.rpartition("/")[0] if scratch is None else self.hadoop.whole(scratch)
        self.folder = f"{above.rstrip('/')}/wikiextract-{uuid.uuid4().hex}"

    def parts(self, index: str | None, run: int | None) -> Sequence["_Stretch"]:
        """The runs of the dump, or the whole of it where there is no index."""
        with self.hadoop.open(self.path) as stream:
            site = beginning(unpacked_stream(stream, self.path), self.path).site
            size = stream.seek(0, io.SEEK_END)
            index = index or self._index()
            if index is None:
                return [self._whole(size)]
            copy = self._shared(index)
            offsets = self._offsets(stream, index, SparkFiles.get(copy))
        if run is None:
            tasks = _RUNS_FOR_EACH_CORE * self.spark.sparkContext.defaultParallelism
            run = min(RUN, size // tasks + 1)
        dump = Multistream(self.path, copy, site, self.wanted)
        return [_stretch(part) for part in runs(dump, offsets, size, run)]

    def _offsets(self, stream: BinaryIO, index: str, copy: str) -> list[int]:
        """Where the streams begin, as the local `copy` of the index says."""
        try:
            offsets = block_offsets(copy)
            refuse_other_dump(stream, self.path, copy, offsets)
        except SourceError as error:
            path = index if error.path == copy else error.path
            raise type(error)(path, error.reason.replace(copy, index), error.offset) from error
        return offsets

    def _whole(self, size: int) -> "_Stretch":
        if size > WHOLE:
            reason = f"has no index, without which {WHOLE >> 20} MiB at most are read"
            raise SourceError(self.path, reason)
        return _Stretch(DumpShard(self.path, self.wanted), 0, size)

    def _index(self) -> str | None:
        """The index that lies beside the dump, if one does."""
        above, _, name = self.file.rpartition("/")
        beside = (f"{above}/{index}" for index in index_names(name))
        return next((index for index in beside if self.hadoop.is_file(index)), None)

    def _shared(self, index: str) -> str:
        """The name under which every process of Spark's has a copy of the index.

        Files of Spark's are told apart by name alone, so it is copied to one that nobody else has.
        """
        if not self.hadoop.is_file(index):
            raise SourceError(index, "no such file")
        name = f"{self.folder.rpartition('/')[2]}-index"
        self._make_folder()
        self.hadoop.copy(index, f"{self.folder}/{name}")
        self.spark.sparkContext.addFile(self.hadoop.uri(f"{self.folder}/{name}"))
        return name

    def _make_folder(self) -> None:
        try:
            self.hadoop.temporary(self.folder)
        except SourceError as error:
            raise SourceError(
                error.path, f"{error.reason}: name a folder as scratch that can be written"
            ) from error

    def stretches(self, parts: Sequence["_Stretch"]) -> "DataFrame":
        """Rows of (path, content), one for each of `parts` and each in a task of its own."""
        self._make_folder()
        address, mounts = archived(
            self.hadoop, self.file, [(part.start, part.size) for part in parts], self.folder
        )
        # How many files a task reads is said to the session. Another one is told, so that the caller's is as it was;
        # the union with no rows, which falls out of the plan, makes the DataFrame one of the caller's session.
        apart = self.spark.newSession()
        apart.conf.set("spark.sql.files.maxPartitionBytes", "1")
        found = apart.read.format("binaryFile").options(**mounts).load(address).select("path", "content")
        nothing = (
            self.spark.range(1).selectExpr("string(id) path", "binary(string(id)) content").where("false")
        )
        return nothing.union(found)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Bytes of a dump, and what reads them."""

    part: _Part
    start: int
    size: int

    def pages(self, content: bytes) -> Iterator[Page]:
        """The pages in these bytes."""
        if isinstance(self.part, DumpShard):
            return self.part.pages_in(io.BytesIO(content))
        dump = replace(self.part.dump, index=SparkFiles.get(self.part.dump.index))
        part = replace(self.part, dump=dump)
        if isinstance(part, MissingShard):
            return part.pages()
        return part.pages_in(_Bytes(content, self.start))


def _stretch(part: BlockShard | MissingShard) -> _Stretch:
    if isinstance(part, MissingShard):
        return _Stretch(part, 0, 1)  # nothing is read of it, but a file of no bytes has no row
    return _Stretch(part, part.offsets[0], part.end - part.offsets[0])


class _Bytes(io.BytesIO):
    """Bytes that stand at `start` of a file, with the offsets that they have there."""

    def __init__(self, content: bytes, start: int) -> None:
        super().__init__(content)
        self.start = start

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self.start + super().seek(offset - self.start if whence == io.SEEK_SET else offset, whence)

    def tell(self) -> int:
        return self.start + super().tell()


def _pages(stretches: Sequence[_Stretch], rows: Iterable[Any]) -> Iterator[Any]:
    """The pages of the stretches that are in `rows`, in an executor."""
    for batch in rows:
        for path, content in zip(batch.column("path"), batch.column("content"), strict=True):
            stretch = stretches[int(path.as_py().rpartition("/")[2])]
            yield from batches(_readable(stretch, content.as_py()))


def _readable(stretch: _Stretch, content: bytes) -> Iterator[Page]:
    try:
        yield from stretch.pages(content)
    except SourceError as error:
        yield Page("", source=error.path, offset=error.offset, unreadable=error.reason)
