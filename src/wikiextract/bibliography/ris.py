"""RIS, a line for each tag, an empty line behind each entry; made from CSL items.

    TY  - JOUR
    ID  - obare2011imaging-0c2f1e
    AU  - Obare, Ada
    …
    ER  -

The tags are those of the format's description of 2011 (Reference Manager, kept at
https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp), which Zotero, EndNote and
Mendeley read. Written here: the one kept library for it, rispy, numbers the entries and cannot choose among tags.
"""

import re
from collections.abc import Iterable, Iterator

from wikiextract.bibliography.collection import Entry
from wikiextract.bibliography.csl import Remark
from wikiextract.bibliography.dates import Date, iso_parts
from wikiextract.bibliography.names import OTHERS, Name
from wikiextract.data import table

Line = tuple[str, str]


def ris_text(entries: Iterable[Entry]) -> str:
    """The `entries` as the text of a RIS file, with the line ends (CR LF) that the format asks for."""
    return "".join(f"{tag}  - {text}\r\n" for entry in entries for tag, text in _lines(entry)).replace(
        "ER  - \r\n", "ER  - \r\n\r\n"
    )


def _lines(entry: Entry) -> Iterator[Line]:
    key, item, remarks = entry
    types: dict[str, str] = table("bibliography")["ris"]
    yield "TY", types.get(item["type"], "GEN")
    yield "ID", key
    for variable, tag in _PEOPLE:
        yield from ((tag, _inverted(name)) for name in item.get(variable, ()) if name != OTHERS)
    yield from ((tag, item[variable]) for variable, tag in _TAGS if variable in item)
    yield from _pages(item.get("page", ""))
    yield from _issued(item.get("issued", {}))
    if accessed := _date(item.get("accessed", {})):
        yield "Y2", accessed
    if OTHERS in item.get("author", ()):
        yield "N1", "Authors: et al."
    yield from map(_remark, remarks)
    yield "ER", ""


_PEOPLE = (("author", "AU"), ("editor", "A2"), ("translator", "A4"))

_TAGS = (
    ("title", "TI"),
    ("container-title", "T2"),
    ("collection-title", "T3"),
    ("chapter-number", "SE"),
    ("publisher", "PB"),
    ("publisher-place", "CY"),
    ("edition", "ET"),
    ("volume", "VL"),
    ("issue", "IS"),
    ("number", "IS"),
    ("genre", "M3"),
    ("ISBN", "SN"),
    ("ISSN", "SN"),
    ("DOI", "DO"),
    ("PMID", "AN"),
    ("PMCID", "C2"),
    ("URL", "UR"),
    ("language", "LA"),
)


def _inverted(name: Name) -> str:
    """`Family, Given`; a name in one piece as it is."""
    return f"{name['family']}, {name['given']}" if "family" in name else name["literal"]


def _pages(pages: str) -> Iterator[Line]:
    """First and last page; what is no range of two is a first page."""
    found = _RANGE.fullmatch(pages)
    if found:
        yield "SP", found[1]
        yield "EP", found[2]
    elif pages:
        yield "SP", pages


_RANGE = re.compile(r"(\w+)-(\w+)")


def _issued(issued: Date) -> Iterator[Line]:
    if isos := iso_parts(issued):
        yield "PY", isos[0][:4]
    if day := _date(issued):
        yield "DA", day


def _date(date: Date) -> str:
    """`YYYY/MM/DD/other`, all slashes always there."""
    first, *last = iso_parts(date) or [""]
    year, month, day = (*first.split("-"), "", "")[:3]
    others = [
        f"to {last[0]}" if last else "",
        "circa" if date.get("circa") else "",
        _SEASONS.get(date.get("season", ""), ""),
        date.get("literal", ""),
    ]
    text = f"{year}/{month}/{day}/{', '.join(filter(None, others))}"
    return text if text != "///" else ""


_SEASONS = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}


def _remark(remark: Remark) -> Line:
    """A note; the translated title has a tag of its own."""
    label, text = remark
    return ("TT", text) if label == "Translated title" else ("N1", f"{label}: {text}")
