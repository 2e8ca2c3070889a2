"""One file, one page.

Foo_bar.wiki  →  Page(text, title=None, source="Foo_bar.wiki")

The title is the caller's to give: names of files are not titles.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from wikiextract.page import Page
from wikiextract.sources.kinds import file_size
from wikiextract.streams import text_of, whole


@dataclass(frozen=True, slots=True)
class FileShard:
    """The one page in the file at `path`; standard input for "-"."""

    path: str
    title: str | None = None
    apart: ClassVar[bool] = False

    @property
    def size(self) -> int:
        """The bytes of the file; 0 of a pipe."""
        return file_size(self.path)

    def pages(self) -> Iterator[Page]:
        """The page. Raises SourceError when the file cannot be read or is not text."""
        text = text_of(self.path)
        yield Page(text, title=self.title, source=whole(self.path), read=self.size)


def title_from_name(path: str) -> str:
    """The title that a file is named after: `pages/Foo_bar.wiki` gives `Foo bar`."""
    stem, _ = os.path.splitext(os.path.basename(path))
    return whole(stem.replace("_", " "))
