"""A folder of pages: the files below it that are named as wikitext is.

pages/a.txt  pages/b/c.wiki      → pages
pages/.git/  pages/readme.md     left alone: hidden ones, and other endings
"""

import os

from wikiextract.errors import SourceError
from wikiextract.streams import reason_of

ENDINGS = (".txt", ".wiki", ".wikitext", ".mediawiki")
"""What the name of a page file ends in."""


def page_files(folder: str) -> list[str]:
    """Paths of the page files in `folder` and the folders below it, sorted.

    Raises SourceError when a folder cannot be listed or there is no page.
    """
    found: list[str] = []
    for place, folders, files in os.walk(folder, onerror=_unlisted):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(os.path.join(place, name) for name in files if _is_page(name))
    if not found:
        raise SourceError(
            folder, f"no pages in this folder (files named {', '.join('*' + end for end in ENDINGS)})"
        )
    return sorted(found)


def _is_page(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and not name.startswith(".")


def _unlisted(error: OSError) -> None:
    raise SourceError(str(error.filename), reason_of(error)) from error
