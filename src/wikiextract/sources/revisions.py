"""One revision's XML, with the head of its page, becomes a Page.

    <page> <title>Foo</title> <ns>0</ns> <id>1</id>                          ← the head
    <revision> <id>7</id> <parentid>6</parentid> <timestamp>… <text …>…      ← the revision

The text is that of the main slot, which stands where the only text stood before there were slots; the other slots, in
<content>, are left alone. Its sha1 is the one of the slot where the dump has it: that of the revision is over all slots
(https://www.mediawiki.org/wiki/Help:Export#Export_format, https://www.mediawiki.org/wiki/Manual:Slots).
Parsed by expat, which reads nothing but what it is given, knows no entity but the five of XML, and is strict.
"""

import re
from typing import Final
from xml.parsers import expat

from wikiextract.page import Page
from wikiextract.sources.integers import integer

_BUFFER = 1 << 16
_WIKITEXT = (
    "wikitext",
    "proofread-page",
    "",
)  # a page of a scanned book is wikitext, its frame in <noinclude>

_FIELDS: Final = {
    ("page", "title"): "title",
    ("page", "ns"): "ns",
    ("page", "id"): "id",
    ("page", "revision", "id"): "revision_id",
    ("page", "revision", "parentid"): "parent_id",
    ("page", "revision", "timestamp"): "timestamp",
    ("page", "revision", "model"): "model",
    ("page", "revision", "sha1"): "sha1",
    ("page", "revision", "text"): "text",
}


_NUMBERS: Final = {
    "id": "page id",
    "ns": "namespace",
    "revision_id": "revision id",
    "parent_id": "parent id",
}
_LONGEST_TITLE: Final = 1024
"""Letters; MediaWiki's titles have 255 bytes at most, behind a namespace."""


def revision_page(head: bytes | bytearray, revision: bytes | bytearray, where: Page) -> Page:
    """The page of a revision; `where` has its source, its offset and its site.

    Where the XML is broken or there is no text, `unreadable` of the result says why.
    """
    reader = _Reader()
    try:
        reader.read(head, revision)
    except expat.ExpatError as error:
        return unreadable(head, f"has broken XML ({expat.ErrorString(error.code)})", where)
    said = reader.said()
    written = {field: said[field].strip() for field in _NUMBERS if said.get(field, "").strip()}
    numbers = {field: integer(digits) for field, digits in written.items()}
    reason = _no_head(said, written, numbers)
    if reason is not None:
        return unreadable(head, reason, where)
    reason = _no_text(reader, said)
    return Page(
        "" if reason else said.get("text", ""),
        title=said.get("title", ""),
        id=numbers["id"],
        namespace=numbers.get("ns"),
        revision_id=numbers.get("revision_id"),
        parent_id=numbers.get("parent_id") or None,
        timestamp=said.get("timestamp"),
        sha1=reader.attributes.get("sha1") or said.get("sha1"),
        source=where.source,
        offset=where.offset,
        site=where.site,
        unreadable=reason,
        read=where.read,
    )


def unreadable(xml: bytes | bytearray, reason: str, where: Page) -> Page:
    """A page that cannot be read, with what can be made out of it."""
    title = _TITLE.search(xml)
    number, namespace = page_number(xml), namespace_number(xml)
    return Page(
        "",
        title=None if title is None else _plain(title[1]),
        id=number,
        namespace=namespace,
        source=where.source,
        offset=where.offset,
        site=where.site,
        unreadable=reason,
        read=where.read,
    )


_TITLE = re.compile(rb"<title>([^<]{0,1024}+)(?:</title>|[^<])")  # of one that is too long the beginning
_NUMBER = re.compile(rb"<id>\s*([0-9]{1,19})\s*</id>")
_NAMESPACE = re.compile(rb"<ns>\s*(-?[0-9]{1,9})\s*</ns>")
_TIME = re.compile(rb"<timestamp>\s*([^<]{0,40})</timestamp>")
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


def page_number(head: bytes | bytearray) -> int | None:
    """The page's number, by the head of its XML as it stands."""
    found = _NUMBER.search(head)
    return None if found is None else integer(bytes(found[1]))


def namespace_number(head: bytes | bytearray) -> int | None:
    """The number of the page's namespace, by the head of its XML as it stands."""
    found = _NAMESPACE.search(head)
    return None if found is None else int(found[1])


def age(revision: bytes | bytearray) -> tuple[bytes, int]:
    """What orders revisions from the oldest to the newest: time and number, by the XML as it stands."""
    time = _TIME.search(revision)
    return (b"" if time is None else bytes(time[1]), page_number(revision) or 0)


def _plain(xml: bytes | bytearray) -> str:
    text = bytes(xml).decode("utf-8", "replace")
    return re.sub(r"&(lt|gt|quot|apos|amp);", lambda found: _ENTITIES[found[1]], text)


def _no_head(said: dict[str, str], written: dict[str, str], numbers: dict[str, int | None]) -> str | None:
    """Why the head of a page or of its revision cannot be believed, if that is so."""
    for field, number in numbers.items():
        if number is None:
            return f"has a {_NUMBERS[field]} that is no number of 64 bits: {written[field][:40]!r}"
    if "id" not in numbers:
        return "has no number"
    if len(said.get("title", "")) > _LONGEST_TITLE:
        return f"has a title of {len(said['title']):,} letters; MediaWiki's have 255 bytes"
    return None


def _no_text(reader: "_Reader", said: dict[str, str]) -> str | None:
    """Why a revision has no wikitext, if it has none."""
    if "text" not in reader.seen:
        return "has no text"
    if "deleted" in reader.attributes:
        return "has a text that was hidden on the wiki"
    if not said.get("text") and reader.attributes.get("bytes", "0") != "0":
        return "has a text that the dump leaves out"
    model = said.get("model", "").strip()
    if model not in _WIKITEXT:
        return f"holds {model[:40]}, not wikitext"
    return None


class _Reader:
    """What expat finds, by the names of the fields."""

    def __init__(self) -> None:
        self.inside: list[str] = []
        self.field: str | None = None
        self.seen: set[str] = set()
        self.parts: dict[str, list[str]] = {}
        self.attributes: dict[str, str] = {}

    def read(self, head: bytes | bytearray, revision: bytes | bytearray) -> None:
        """Reads a page of one revision. Raises ExpatError when it is not well formed."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = _BUFFER
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(bytes(head), False)
        parser.Parse(bytes(revision), False)
        parser.Parse(b"</page>", True)

    def said(self) -> dict[str, str]:
        """The content of each field that has one."""
        return {field: "".join(parts) for field, parts in self.parts.items()}

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.inside.append(name)
        self.field = _FIELDS.get(tuple(self.inside)) if len(self.inside) <= 3 else None
        if self.field is not None:
            self.seen.add(self.field)
            if self.field == "text":
                self.attributes = attributes

    def _end(self, name: str) -> None:
        self.inside.pop()
        self.field = None

    def _text(self, text: str) -> None:
        if self.field is not None:
            self.parts.setdefault(self.field, []).append(text)
