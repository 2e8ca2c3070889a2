"""Small dumps, written as MediaWiki exports them, for tests to read and to damage."""

import bz2
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(text: str) -> str:
    """The sha1 of a text as MediaWiki writes it."""
    number, digits = int(sha1(text.encode()).hexdigest(), 16), ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits.rjust(31, "0")


@dataclass
class Revision:
    """One revision; `content` is XML of further slots, `tag` replaces the whole <text>."""

    text: str = ""
    id: int = 100
    parent: int | None = None
    timestamp: str = "2026-01-02T03:04:05Z"
    model: str = "wikitext"
    content: str = ""
    tag: str | None = None

    def xml(self, version: str) -> str:
        new = version == "0.11"
        digest = base36(self.text)
        attributes = f' bytes="{len(self.text.encode())}" sha1="{digest}"' if new else ""
        text = self.tag or f'<text{attributes} xml:space="preserve">{escape(self.text)}</text>'
        parent = f"<parentid>{self.parent}</parentid>" if self.parent is not None else ""
        origin = f"<origin>{self.id}</origin>" if new else ""
        whole = base36(self.text + self.content) if self.content else digest
        return (
            f"    <revision>\n      <id>{self.id}</id>{parent}<timestamp>{self.timestamp}</timestamp>\n"
            f"      <contributor><username>Ada</username><id>5</id></contributor>{origin}\n"
            f"      <model>{self.model}</model><format>text/x-wiki</format>\n"
            f"      {text}{self.content}\n      <sha1>{whole}</sha1>\n    </revision>\n"
        )


@dataclass
class Entry:
    """One page of a dump."""

    title: str
    id: int
    revisions: list[Revision] = field(default_factory=list)
    namespace: int = 0
    redirect: str | None = None

    def xml(self, version: str = "0.11") -> str:
        redirect = f"    <redirect title={quoteattr(self.redirect)} />\n" if self.redirect else ""
        return (
            f"  <page>\n    <title>{escape(self.title)}</title>\n    <ns>{self.namespace}</ns>\n"
            f"    <id>{self.id}</id>\n{redirect}"
            f"{''.join(revision.xml(version) for revision in self.revisions)}  </page>\n"
        )


def entry(title: str, number: int, text: str, *, namespace: int = 0, redirect: str | None = None) -> Entry:
    """A page of one revision, whose number is the page's and 1000."""
    return Entry(title, number, [Revision(text, 1000 + number)], namespace, redirect)


NAMESPACES = {-2: "Media", -1: "Special", 0: "", 1: "Talk", 2: "User", 10: "Template", 14: "Category"}


def head(language: str = "en", version: str = "0.11", namespaces: dict[int, str] | None = None) -> str:
    """What stands before the first page."""
    names = "".join(
        f'      <namespace key="{key}" case="first-letter"{f">{name}</namespace>" if name else " />"}\n'
        for key, name in (namespaces or NAMESPACES).items()
    )
    return (
        f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-{version}/" version="{version}" '
        f'xml:lang="{language}">\n  <siteinfo>\n    <sitename>Test</sitename>\n'
        f"    <dbname>{language}wiki</dbname>\n    <base>https://{language}.wikipedia.org/wiki/Main</base>\n"
        f"    <generator>MediaWiki 1.45</generator>\n    <case>first-letter</case>\n"
        f"    <namespaces>\n{names}    </namespaces>\n  </siteinfo>\n"
    )


END = "</mediawiki>\n"


def dump(*pages: Entry, language: str = "en", version: str = "0.11") -> str:
    """A whole dump as XML."""
    return head(language, version) + "".join(page.xml(version) for page in pages) + END


def multistream(path: Path, pages: list[Entry], size: int = 2, *, index: bool = True) -> list[int]:
    """Writes a multistream dump, and its index beside it; returns where its blocks of `size` pages begin."""
    data = bz2.compress(head().encode())
    offsets: list[int] = []
    lines: list[str] = []
    for first in range(0, len(pages), size):
        block = pages[first : first + size]
        offsets.append(len(data))
        lines += [f"{len(data)}:{page.id}:{page.title}\n" for page in block]
        data += bz2.compress("".join(page.xml() for page in block).encode())
    path.write_bytes(data + bz2.compress(END.encode()))
    if index:
        name = path.name.replace("multistream.xml.bz2", "multistream-index.txt.bz2")
        path.with_name(name).write_bytes(bz2.compress("".join(lines).encode()))
    return offsets
