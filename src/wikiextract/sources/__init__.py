"""Sources: where pages come from, as shards that can be read anywhere.

    page.txt     → one shard of one page
    -            → one shard: standard input
    folder/      → one shard for each page file below it, by name
    *.xml …      → not read yet

`read` looks at names only; a shard opens its file when its pages are asked for.
"""

import os
from collections.abc import Iterator

from wikiextract.errors import SourceError
from wikiextract.page import Shard
from wikiextract.sources.files import FileShard, title_from_name
from wikiextract.sources.folders import page_files
from wikiextract.streams import STANDARD, reason_of

__all__ = ["FileShard", "read", "title_from_name"]

_DUMPS = (".xml", ".xml.bz2", ".xml.gz", ".xml.zst", ".xml.7z")


def read(
    *sources: str | os.PathLike[str], title: str | None = None, titled_by_name: bool = False
) -> Iterator[Shard]:
    """The shards of `sources`, in order: files of wikitext, folders of such files, "-" for standard input.

    A page has the title given; with `titled_by_name` its file's name without the ending (a pipe has none); else none.
    Raises SourceError at once when one of them does not exist, or a folder holds no pages.
    """
    paths = [path for source in sources for path in _files(os.fspath(source))]
    if titled_by_name:
        return iter(
            [FileShard(path, title_from_name(path) if os.path.isfile(path) else None) for path in paths]
        )
    return iter([FileShard(path, title) for path in paths])


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
    if os.path.isdir(source):
        return page_files(source)
    if source.lower().endswith(_DUMPS):
        raise SourceError(
            source, "is a dump; dumps are not read yet, only wikitext files, folders of them and -"
        )
    return [source]
