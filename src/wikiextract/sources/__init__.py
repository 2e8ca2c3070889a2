"""Sources: where pages come from, as shards that can be read anywhere.

    page.txt                    → one shard of one page
    -                           → one shard: standard input
    folder/                     → the page files and the dumps below it, by name
    dump.xml, .gz .bz2 .zst .7z → one shard: the stream
    …-multistream.xml.bz2       → a shard for each run of streams, if its index lies beside it
    pages.jsonl, pages.parquet  → rows with a column of wikitext

A shard opens its file when its pages are asked for; of a dump the beginning is read before, so that what is no dump is
refused at once.
"""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wikiextract.errors import SourceError
from wikiextract.page import Shard
from wikiextract.sources.files import FileShard, title_from_name
from wikiextract.sources.folders import page_files
from wikiextract.sources.kinds import holds_many, kind_of
from wikiextract.streams import STANDARD, reason_of

if TYPE_CHECKING:
    from wikiextract.sources.filters import Filters

__all__ = ["FileShard", "holds_many", "read", "title_from_name"]


def read(
    *sources: str | os.PathLike[str],
    title: str | None = None,
    titled_by_name: bool = False,
    namespaces: Collection[int] | None = (0,),
    skip_redirects: bool = False,
    templates: Collection[str] = (),
    categories: Collection[str] = (),
    sample: float = 1.0,
    all_revisions: bool = False,
    text_column: str | None = None,
    title_column: str | None = None,
    id_column: str | None = None,
    cores: int = 1,
) -> Iterator[Shard]:
    """The shards of `sources`, in order: files of wikitext, dumps, tables, folders of them, "-" for standard input.

    A page file's page has the title given; with `titled_by_name` its file's name without the ending (a pipe has none);
    else none. Pages of dumps and tables have their own.

    Of the pages are read those in `namespaces` (numbers; None for all), without redirects if so said, that call one of
    `templates`, are in one of `categories`, and fall into the share `sample` of all, which is the same each time. They
    are compared with the raw text, before it is parsed. `all_revisions` reads each revision in a dump as a page, and
    not only the newest. `text_column`, `title_column` and `id_column` name the columns of a table (`text`, and `title`
    and `id` where there are such).

    Several `cores` unpack bzip2 where one would do it for all: a dump without an index, an index, JSON Lines. The pages
    are the same; it pays where a dozen processes or more wait for them.

    Raises SourceError at once when a source does not exist, a folder holds no pages, a package is missing, or what is
    named as a dump is none (DumpError); ValueError when `sample` is no share.
    """
    if not 0 <= sample <= 1:
        raise ValueError(f"sample is {sample}: a share from 0 to 1 is wanted")
    plan = _Plan(
        title=title,
        titled_by_name=titled_by_name,
        wanted=(namespaces, skip_redirects, tuple(templates), tuple(categories), sample),
        all_revisions=all_revisions,
        columns=(text_column, title_column, id_column),
        cores=cores,
    )
    names = [os.fspath(source) for source in sources]
    files = [(path, name) for name in names for path in _files(name)]
    made = [plan.shards(path, named=path == name) for path, name in files]
    return (shard for shards in made for shard in shards)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What `read` was told; rooms that a page file does not need are imported when they are needed."""

    title: str | None
    titled_by_name: bool
    wanted: tuple[Collection[int] | None, bool, tuple[str, ...], tuple[str, ...], float]
    all_revisions: bool
    columns: tuple[str | None, str | None, str | None]
    cores: int

    def shards(self, path: str, *, named: bool) -> Iterator[Shard]:
        """The shards of one file, which was `named` or found in a folder."""
        match kind_of(path):
            case "dump":
                return self._dump(path, named=named)
            case "lines":
                return self._lines(path)
            case "parquet":
                return self._parquet(path)
            case _:
                return iter([self._file(path)])

    def _file(self, path: str) -> Shard:
        title = self.title
        if self.titled_by_name:
            title = title_from_name(path) if os.path.isfile(path) else None
        shard = FileShard(path, title)
        _, skip_redirects, templates, categories, sample = self.wanted
        if not (skip_redirects or templates or categories or sample < 1):
            return shard
        from wikiextract.sources.filtered import FilteredShard

        return FilteredShard(shard, self._filters())

    def _filters(self) -> "Filters":
        from wikiextract.sources.filters import Filters

        namespaces, skip_redirects, templates, categories, sample = self.wanted
        return Filters(
            namespaces=None if namespaces is None else frozenset(namespaces),
            redirects=not skip_redirects,
            templates=templates,
            categories=categories,
            sample=sample,
        )

    def _dump(self, path: str, *, named: bool) -> Iterator[Shard]:
        from wikiextract.sources.dumps import DumpShard, Wanted
        from wikiextract.sources.index import index_of
        from wikiextract.sources.multistream import Multistream, shards

        wanted = Wanted(self._filters(), self.all_revisions)
        shard = DumpShard(path, wanted, self.cores)
        if not os.path.isfile(path):
            return iter([shard])  # a pipe is read once
        try:
            site = shard.site()
            index = index_of(path)
            if index is None:
                return iter([shard])
            return shards(Multistream(path, index, site, wanted), self.cores)
        except SourceError:
            if named:
                raise
            return iter([shard])  # it fails when its pages are asked for, and the others go on

    def _lines(self, path: str) -> Iterator[Shard]:
        from wikiextract.sources.lines import LinesShard
        from wikiextract.sources.rows import Columns

        text, title, number = self.columns
        return iter(
            [LinesShard(path, Columns(text=text, title=title, number=number), self._filters(), self.cores)]
        )

    def _parquet(self, path: str) -> Iterator[Shard]:
        from wikiextract.sources import parquet
        from wikiextract.sources.rows import Columns

        text, title, number = self.columns
        return parquet.shards(path, Columns(text=text, title=title, number=number), self._filters())


def _files(source: str) -> list[str]:
    """The files that hold the pages of a source."""
    if source == STANDARD:
        return [source]
    try:
        os.stat(source)
    except (FileNotFoundError, ValueError) as error:
        raise SourceError(source, "no such file or folder") from error
    except OSError as error:
        raise SourceError(source, reason_of(error)) from error
    return page_files(source) if os.path.isdir(source) else [source]
