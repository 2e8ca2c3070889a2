"""An export's XML cut into pages and revisions, before any of it is parsed.

    <page> <title> … <revision> … </revision> <revision> … </revision> </page>
    └── HEAD ──────┘ └──── REVISION ─────────┘└──── REVISION ─────────┘└ END ┘

In an export the text is escaped, so that a `<` begins a tag, a comment or a CDATA section: looking for the few tags
that matter takes a small part of the time that unpacking does. What stands in comments and CDATA is passed over.
A revision is held in memory, never a page with all of them, and none that is longer than LIMIT.

Whatever is not whole becomes a FLAW: a page or a revision that never ends, one that is too long, something between
pages that is no page, a place where the file could not be unpacked. Nothing is passed over in silence.

https://www.mediawiki.org/wiki/Help:Export#Export_format
"""

import re
from collections.abc import Generator, Iterator
from enum import Enum
from typing import Final, NamedTuple

from wikiextract.sources.pieces import Broken, Piece

LIMIT: Final = 1 << 26
"""Bytes of XML that one revision, or the head of a page, may have. MediaWiki itself keeps to 2 MiB of text."""

_TAG = re.compile(rb"<(?:(/?)(page|revision)[ \t\r\n]*>|!--|!\[CDATA\[)")
_LONGEST = 24
_ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
_CLOSED = re.compile(rb"\s*</mediawiki\s*>\s*")
_ANOTHER = re.compile(rb"\s*(?!<(?i:upload|discussionthreading))\S")  # what may follow revisions
_GAP = 1 << 20


class Kind(Enum):
    """What a cut is."""

    HEAD = "head"
    REVISION = "revision"
    END = "end"
    FLAW = "flaw"


class Cut(NamedTuple):
    """A stretch of XML, as bytes, that begins `offset` bytes behind the first; of a FLAW, what there was of it."""

    kind: Kind
    xml: bytearray
    offset: int
    reason: str = ""


class _State(Enum):
    BETWEEN = "between pages"
    PAGE = "in a page"
    REVISION = "in a revision"


class Cutter:
    """Cuts the XML that `pieces` hold, which begins between two pages, with `buffer` standing before them."""

    def __init__(self, pieces: Iterator[Piece], buffer: bytearray, offset: int = 0) -> None:
        self.pieces = pieces
        self.buffer = buffer
        self.offset = offset
        self.state = _State.BETWEEN
        self.scanned = 0
        self.begun = False
        """Whether what stands at the beginning of the buffer is the head of a page and was not handed out yet."""
        self.endless = 0
        """Up to which byte no end of a comment or of CDATA was found."""
        self.lost = False
        """Whether what stands between pages is the rest of one that was reported."""
        self.closed = False
        """Whether the end of the whole export was seen."""
        self.page = bytearray()
        self.page_offset = offset

    def cuts(self) -> Iterator[Cut]:
        """The cuts, in order: of each page its head, its revisions and its end."""
        while True:
            found = _TAG.search(self.buffer, self.scanned)
            if found is None:
                self.scanned = max(self.scanned, len(self.buffer) - _LONGEST)
                if len(self.buffer) > self._limit():
                    yield from self._too_long()
                if not (yield from self._more()):
                    break
            elif found[2] is not None:
                yield from self._tag(found[1] + found[2], found.start(), found.end())
            else:
                yield from self._pass_over(found[0], found.start(), found.end())
        yield from self._finish()

    def _more(self) -> Generator[Cut, None, bool]:
        """Reads on; False at the end."""
        piece = next(self.pieces, None)
        if isinstance(piece, Broken):
            yield from self._broken(piece)
        elif piece is not None:
            self.buffer += piece
        return piece is not None

    def _pass_over(self, opener: bytes, start: int, inner: int) -> Generator[Cut, None, None]:
        """Goes behind a comment or a CDATA section. One that never ends is taken for nothing: it hides no pages."""
        if self.offset + start < self.endless:
            self.scanned = inner
            return
        end = self.buffer.find(_ENDS[opener], inner)
        self.scanned = start if end < 0 else end + 3
        if end < 0 and (len(self.buffer) > LIMIT or not (yield from self._more())):
            self.endless = self.offset + len(self.buffer)

    def _limit(self) -> int:
        return _GAP if self.state is _State.BETWEEN else LIMIT

    def _tag(self, name: bytes, start: int, end: int) -> Iterator[Cut]:
        """What the tag between `start` and `end` of the buffer begins or ends."""
        self.scanned = end
        match self.state, name:
            case _State.BETWEEN, b"page":
                yield from self._between(start)
                self._drop(start)
                self.state, self.begun, self.page_offset = _State.PAGE, True, self.offset
            case _State.PAGE, (b"revision" | b"/page") if not self.begun and _ANOTHER.match(
                self.buffer[:start]
            ):
                yield self._flaw("has more in it than revisions", start)
                yield Cut(Kind.FLAW, self.buffer[:start], self.offset, "is in the page before it")
                self._drop(end)
                self._lose()
                self.lost = name != b"/page"
            case _State.PAGE, b"revision":
                if self.begun:
                    yield from self._head(start)
                self._drop(start)
                self.state = _State.REVISION
            case _State.REVISION, b"/revision":
                yield Cut(Kind.REVISION, self.buffer[:end], self.offset)
                self._drop(end)
                self.state = _State.PAGE
            case _State.PAGE, b"/page":
                if self.begun:
                    yield from self._head(start)
                self._drop(end)
                self.state = _State.BETWEEN
                yield Cut(Kind.END, bytearray(), self.offset)
            case _, b"page":
                yield self._flaw("never ends", start)
                self._drop(start)
                self.state, self.begun, self.page_offset = _State.PAGE, True, self.offset
            case _State.BETWEEN, _:
                pass  # it is reported with all that stands between the pages
            case _:
                yield self._flaw(f"has a stray <{name.decode()}>", start)
                self._drop(end)
                self._lose()
                self.lost = name != b"/page"

    def _head(self, end: int) -> Iterator[Cut]:
        self.begun = False
        self.page = self.buffer[:end]
        yield Cut(Kind.HEAD, self.page, self.offset)

    def _between(self, end: int) -> Iterator[Cut]:
        """What stands between two pages, where that is something."""
        gap = self.buffer[:end]
        if _CLOSED.fullmatch(gap):
            self.closed = True
        elif gap.strip() and not self.lost:
            yield Cut(Kind.FLAW, gap, self.offset, "is no page")
        self.lost = False

    def _flaw(self, reason: str, end: int = _GAP) -> Cut:
        """The page that the buffer is in up to `end`, as far as it is known, and what is wrong with it."""
        known = self.buffer[: min(end, _GAP)] if self.begun else self.page
        self.begun = False
        return Cut(Kind.FLAW, known, self.page_offset, reason)

    def _too_long(self) -> Iterator[Cut]:
        """The flaw of what fills the buffer, which is dropped."""
        if self.state is _State.BETWEEN:
            yield from self._between(_GAP)
        else:
            yield self._flaw(f"is longer than {LIMIT >> 20} MiB")
        self._drop(len(self.buffer) - _LONGEST)
        self._lose()

    def _broken(self, broken: Broken) -> Iterator[Cut]:
        reason = f"{broken.reason} near byte {broken.offset}"
        if self.state is _State.BETWEEN:
            yield from self._between(len(self.buffer))
            yield Cut(Kind.FLAW, bytearray(), self.offset, reason)
        else:
            yield self._flaw(reason)
        self._drop(len(self.buffer))
        self._lose()

    def _lose(self) -> None:
        """What follows, up to the next page, belongs to what was reported."""
        self.state = _State.BETWEEN
        self.begun = False
        self.lost = True

    def _drop(self, end: int) -> None:
        """Lets go of the first `end` bytes of the buffer."""
        del self.buffer[:end]
        self.offset += end
        self.scanned = max(0, self.scanned - end)

    def _finish(self) -> Iterator[Cut]:
        if self.state is not _State.BETWEEN:
            yield self._flaw("is cut short")
            return
        gap = bytes(self.buffer)
        closed = _CLOSED.fullmatch(gap) is not None
        self.closed = self.closed or closed
        if gap.strip() and not closed and not self.lost:
            yield Cut(Kind.FLAW, self.buffer, self.offset, "is cut short")
