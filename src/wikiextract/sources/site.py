"""The beginning of an export: what its root and its <siteinfo> say, and whether it is an export at all.

    <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="de">
      <siteinfo> <dbname>dewiki</dbname> <base>https://de.wikipedia.org/…</base> <namespaces> …   → Site("de", …)

XML from elsewhere is not to be trusted: a document type declaration, with which entities and files from elsewhere come
in, is refused before it is read, and what is not defined by XML itself is an error.

https://www.mediawiki.org/wiki/Help:Export#Export_format, https://www.mediawiki.org/xml/export-0.11.xsd
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.parsers import expat

from wikiextract.errors import DumpError
from wikiextract.names import wiki
from wikiextract.page import Site
from wikiextract.sources.integers import integer
from wikiextract.sources.pieces import Broken, Piece

HEAD: Final = 1 << 20
"""Bytes that may stand before the first page."""

_PAGE = re.compile(rb"<page[ \t\r\n]*>")
_KNOWN = re.compile(rb"</siteinfo\s*>\s*\Z")
_HOST = re.compile(r"https?://([a-z-]+)\.")
_ENDED = tuple(
    expat.errors.codes[what]
    for what in (expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN)
)
_DATABASE = re.compile(r"([a-z_]+?)(?:wiki|wiktionary|wikibooks|wikinews|wikiquote|wikisource)\w*")


class Beginning(NamedTuple):
    """The site, what was read from the first page on, how many bytes stand before that, and the break behind them."""

    site: Site
    buffer: bytearray
    offset: int
    broken: tuple[Broken, ...] = ()


def beginning(pieces: Iterator[Piece], path: str) -> Beginning:
    """What stands before the first page. Where the site is known, a file that is broken behind it is still a dump.

    Raises DumpError when `pieces` do not begin as an export of MediaWiki does.
    """
    buffer = bytearray()
    found = None
    while found is None:
        piece = next(pieces, None)
        if piece is None:
            break
        if isinstance(piece, Broken):
            if _KNOWN.search(buffer):
                return Beginning(_Head(path).read(buffer, final=False), bytearray(), len(buffer), (piece,))
            raise DumpError(path, f"cannot be read: {piece.reason}", piece.offset)
        buffer += piece
        _refuse_at_once(buffer, path)
        found = _PAGE.search(buffer, max(0, len(buffer) - len(piece) - 20))
        if len(buffer) > HEAD and (found is None or found.start() > HEAD):
            _Head(path).read(buffer[:HEAD], final=False)
            raise DumpError(path, f"has no page in its first {HEAD >> 20} MiB", 0)
    end = len(buffer) if found is None else found.start()
    site = _Head(path).read(buffer[:end], final=found is None)
    del buffer[:end]
    return Beginning(site, buffer, end)


def _refuse_at_once(buffer: bytearray, path: str) -> None:
    start = buffer[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start and not start.startswith(b"<"):
        raise DumpError(path, "is not XML, so no export of MediaWiki", 0)


class _Head:
    """Reads the beginning of an export."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.inside: list[str] = []
        self.said: dict[str, str] = {}
        self.namespaces: dict[int, str] = {}
        self.key = 0
        self.language: str | None = None

    def read(self, head: bytearray, *, final: bool) -> Site:
        """The site. Raises DumpError when this is no export, or, if it is `final`, ends too soon."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(bytes(head), final)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            if final and error.code in _ENDED and (self.inside or not head):
                raise DumpError(
                    self.path, "is empty, or cut short before its first page", len(head)
                ) from error
            raise DumpError(
                self.path, f"is not XML as MediaWiki exports it: {what}", _place(parser)
            ) from error
        if not self.inside and not final:
            raise DumpError(self.path, "is no export of MediaWiki: its root is not <mediawiki>", 0)
        return Site(self._language(), tuple(self.namespaces.items()))

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "utf-8").lower() not in ("utf-8", "utf8", "us-ascii"):
            raise DumpError(self.path, f"is in {encoding}; MediaWiki exports UTF-8", 0)

    def _doctype(self, *_: object) -> None:
        raise DumpError(
            self.path, "has a document type declaration (DTD), which no export of MediaWiki has", 0
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.inside:
            if name.rpartition(":")[2] != "mediawiki":
                raise DumpError(self.path, f"is no export of MediaWiki: its root is <{name[:40]}>", 0)
            self.language = attributes.get("xml:lang")
        elif name == "namespace":
            self.key = integer(attributes.get("key", "")) or 0
        self.inside.append(name)

    def _end(self, name: str) -> None:
        self.inside.pop()

    def _text(self, text: str) -> None:
        name = self.inside[-1]
        if name == "namespace" and self.key:
            self.namespaces[self.key] = self.namespaces.get(self.key, "") + text
        elif name in ("base", "dbname"):
            self.said[name] = self.said.get(name, "") + text

    def _language(self) -> str | None:
        """The code by the host's name, else by the database's, else the language of the whole."""
        host = _HOST.match(self.said.get("base", ""))
        database = _DATABASE.fullmatch(self.said.get("dbname", ""))
        for found in (host, database):
            if found is not None and wiki(found[1]).known:
                return found[1].replace("_", "-")
        return self.language


def _place(parser: expat.XMLParserType) -> int:
    return max(0, parser.ErrorByteIndex)
