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
from wikiextract.streams import STANDARD

__all__ = ["FileShard", "read", "title_from_name"]

_DUMPS = (".xml", ".xml.bz2", ".xml.gz", ".xml.zst", ".xml.7z")


def read(
    source: str | os.PathLike[str], *, title: str | None = None, titled_by_name: bool = False
) -> Iterator[Shard]:
    """The shards of `source`: a file of wikitext, a folder of such files, or "-" for standard input.

    A page has the title given; with `titled_by_name` its file's name without the ending; else none.
    Raises SourceError at once when there is no such file, or a folder holds no pages.
    """
    path = os.fspath(source)
    if path == STANDARD:
        return iter([FileShard(path, title)])
    if not os.path.exists(path):
        raise SourceError(path, "no such file or folder")
    paths = page_files(path) if os.path.isdir(path) else [path]
    if path.lower().endswith(_DUMPS) and not os.path.isdir(path):
        raise SourceError(
            path, "is a dump; dumps are not read yet, only wikitext files, folders of them and -"
        )
    return iter([FileShard(file, title_from_name(file) if titled_by_name else title) for file in paths])
