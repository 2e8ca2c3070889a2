"""A folder of pages: the files below it that are named as wikitext or as dumps are.

pages/a.txt  pages/b/c.wiki      → pages
pages/enwiki.xml.bz2             → a dump
pages/.git/  pages/readme.md     left alone: hidden ones, and other endings
pages/queue.txt (a pipe)         left alone: reading it would wait for a writer
"""

import os

from wikiextract.errors import SourceError
from wikiextract.sources.kinds import ENDINGS, is_dump_name, is_page_name
from wikiextract.streams import reason_of


def page_files(folder: str) -> list[str]:
    """Paths of the page files and the dumps in `folder` and the folders below it, sorted.

    A folder below it that cannot be listed is among them, as a page that cannot be read. Raises SourceError when
    `folder` itself cannot be listed or there is no page.
    """
    found: list[str] = []

    def unlisted(error: OSError) -> None:
        if error.filename == folder:
            raise SourceError(folder, reason_of(error)) from error
        found.append(error.filename)

    for place, folders, files in os.walk(folder, onerror=unlisted):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (os.path.join(place, name) for name in files if _is_page(name))
        found.extend(path for path in paths if os.path.isfile(path) or not os.path.exists(path))
    if not found:
        raise SourceError(
            folder, f"no pages in this folder (files named {', '.join('*' + end for end in ENDINGS)})"
        )
    return sorted(found)


def _is_page(name: str) -> bool:
    return (is_dump_name(name) or is_page_name(name)) and not name.startswith(".")
