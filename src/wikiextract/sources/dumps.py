"""A dump: the pages of an export of MediaWiki, read from its beginning to its end.

    pieces ─► beginning ─► cuts ─► filters ─► Page, Page …
    (unpacked) (site)      (XML)   (raw XML, then text)

Of a page's revisions the newest is read, or all of them. A page that is damaged is among the others, as `unreadable`,
and what follows it is read on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, ClassVar

from wikiextract.page import Page, Site
from wikiextract.sources.cuts import Cut, Cutter, Kind
from wikiextract.sources.filters import Filters
from wikiextract.sources.kinds import file_size
from wikiextract.sources.pieces import Piece
from wikiextract.sources.revisions import age, namespace_number, page_number, revision_page, unreadable
from wikiextract.sources.site import beginning
from wikiextract.sources.unpacking import Unpacked, unpacked_stream
from wikiextract.streams import whole


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read of a dump."""

    filters: Filters
    all_revisions: bool = False


@dataclass(frozen=True, slots=True)
class DumpShard:
    """The whole dump at `path`, in the order of its file."""

    path: str
    wanted: Wanted
    cores: int = 1
    """How many cores may unpack it."""
    apart: ClassVar[bool] = False

    @property
    def size(self) -> int:
        """The bytes of the file, packed as it is; 0 of a pipe."""
        return file_size(self.path)

    def site(self) -> Site:
        """The wiki that the dump is of. Raises SourceError when it cannot be read, DumpError when it is no dump."""
        return beginning(Unpacked(self.path), self.path).site

    def pages(self) -> Iterator[Page]:
        """The pages; `offset` is that of a page in its XML, unpacked. Raises what `site` does."""
        pieces = Unpacked(self.path, self.cores)
        return self._pages(pieces, lambda: pieces.read)

    def pages_in(self, stream: BinaryIO) -> Iterator[Page]:
        """The pages of the dump that is in `stream`, wherever it was read from."""
        return self._pages(unpacked_stream(stream, self.path), stream.tell)

    def _pages(self, pieces: Iterator[Piece], read: Callable[[], int]) -> Iterator[Page]:
        site, buffer, offset, broken_at = beginning(pieces, self.path)
        if not buffer and not broken_at:
            return  # an export of no pages
        cutter = Cutter(chain(broken_at, pieces), buffer, offset)
        reader = Reader(self.wanted, Page("", source=whole(self.path), site=site), read)
        broken = False
        for page in reader.pages(cutter):
            broken = page.unreadable is not None
            yield page
        if not cutter.closed and not broken:
            yield unreadable(b"", "is cut short: the end of the dump is missing", reader.at(cutter.offset))


class Reader:
    """Makes pages of what a Cutter cuts; `where` has what all of them share, `read` tells how much was read.

    Where `where` has an offset it is that of every page; else each has its own.
    """

    def __init__(self, wanted: Wanted, where: Page, read: Callable[[], int]) -> None:
        self.filters = wanted.filters
        self.all_revisions = wanted.all_revisions
        self.where = where
        self.read = read
        self.seen: set[int] | None = None
        """The numbers of the pages met, wanted or not, where somebody asks for them."""
        self.head = Cut(Kind.HEAD, bytearray(), 0)
        self.skipped = True
        self.newest: bytearray | None = None
        self.age: tuple[bytes, int] | None = None

    def at(self, offset: int) -> Page:
        """`where`, with the offset of a page, and how much was read by now."""
        where = self.where
        own = offset if where.offset is None else where.offset
        return Page("", source=where.source, site=where.site, offset=own, read=self.read())

    def pages(self, cutter: Cutter) -> Iterator[Page]:
        """The pages that are wanted, and those that are damaged."""
        for cut in cutter.cuts():
            match cut.kind:
                case Kind.HEAD:
                    self._begin(cut)
                case Kind.REVISION if not self.skipped:
                    if self.all_revisions:
                        yield from self._page(cut.xml)
                    self._keep(cut.xml)
                case Kind.END if not self.skipped:
                    yield from self._end()
                case Kind.FLAW:
                    yield from self._flaw(cut)
                case _:
                    pass

    def _begin(self, cut: Cut) -> None:
        self.head = cut
        self.newest = self.age = None
        number = page_number(cut.xml)
        if self.seen is not None and number is not None:
            self.seen.add(number)
        self.skipped = self.filters.outside(number, namespace_number(cut.xml), b"<redirect" in cut.xml)

    def _keep(self, revision: bytearray) -> None:
        """Takes note of a revision. Their order in the file is no promise."""
        if self.newest is None or self.all_revisions:
            self.newest = revision
            return
        self.age = self.age or age(self.newest)
        if (other := age(revision)) >= self.age:
            self.newest, self.age = revision, other

    def _end(self) -> Iterator[Page]:
        if self.newest is None:
            yield unreadable(self.head.xml, "has no revision", self.at(self.head.offset))
        elif not self.all_revisions:
            yield from self._page(self.newest)

    def _page(self, revision: bytearray) -> Iterator[Page]:
        if self.filters.impossible(revision):
            return
        page = revision_page(self.head.xml, revision, self.at(self.head.offset))
        if page.unreadable is not None or self.filters.wanted(page):
            yield page

    def _flaw(self, cut: Cut) -> Iterator[Page]:
        page = unreadable(cut.xml, cut.reason, self.at(cut.offset))
        if self.seen is not None and page.id is not None:
            self.seen.add(page.id)
        self.newest, self.skipped = None, True
        if not self.filters.outside(page.id, page.namespace, None):
            yield page
