"""One citation as a CSL item: https://docs.citationstyles.org/en/stable/specification.html

    {{cite book |last=Le |first=C |chapter=A |title=B |year=2021 |isbn=…}}
        → {"type": "chapter", "title": "A", "container-title": "B", "author": […], "issued": …, "ISBN": …}

What CSL has no variable for is kept as remarks, which end in the item's `note`, a line for each: the translated title,
the quote, the archived copy, identifiers of other schemes, and those that break the rules of theirs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wikiextract.bibliography.dates import csl_date
from wikiextract.bibliography.names import OTHERS, csl_names, folded
from wikiextract.data import table
from wikiextract.models import Citation

Item = dict[str, Any]
Remark = tuple[str, str]
"""What it is, and what it says: `("Quote", "Nothing is lost")`."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a citation cites: a CSL item without `id` and `note`, and what CSL has no variable for."""

    item: Item
    remarks: tuple[Remark, ...]


def work_of(citation: Citation) -> Work | None:
    """The work that `citation` cites, or None when it names neither title, person, address nor identifier."""
    item: Item = {"type": _type(citation)}
    remarks: list[Remark] = []
    item |= _titles(citation, remarks)
    item |= _people(citation, remarks)
    item |= _imprint(citation, item["type"])
    item |= _identifiers(citation, remarks)
    if not item.keys() & _ENOUGH and not remarks:
        return None
    item |= _visit(citation, remarks)
    return Work({name: value for name, value in item.items() if value}, tuple(remarks))


_ENOUGH = {"title", "author", "editor", "translator", "URL", "DOI", "PMID", "PMCID", "ISBN", "ISSN"}


def _type(citation: Citation) -> str:
    types: dict[str, str] = table("bibliography")["csl"]
    kind = types.get(citation.type, "document")
    return "chapter" if kind == "book" and citation.chapter and not citation.chapter.isdigit() else kind


def _titles(citation: Citation, remarks: list[Remark]) -> Item:
    """The innermost title is the item's, the next one its container's."""
    title = citation.title or citation.script_title
    container = citation.container
    number = citation.chapter if title and citation.chapter and citation.chapter.isdigit() else None
    if citation.chapter and not number:
        if title and container and container != title:
            remarks.append(("In", folded(container)))
        title, container = citation.chapter, title or container
    if citation.script_title and citation.script_title not in (title, container):
        remarks.append(("Original title", folded(citation.script_title)))
    if citation.trans_title:
        remarks.append(("Translated title", folded(citation.trans_title)))
    series = citation.series if citation.series != container else None
    return _filled(
        {"title": title, "container-title": container, "collection-title": series, "chapter-number": number}
    )


def _people(citation: Citation, remarks: list[Remark]) -> Item:
    found: Item = {
        role: names
        for role, people in (
            ("author", citation.authors),
            ("editor", citation.editors),
            ("translator", citation.translators),
        )
        if (names := csl_names(people))
    }
    if citation.et_al and "author" in found:
        found["author"] = [*found["author"], OTHERS]
    elif citation.et_al:
        remarks.append(("Authors", "et al."))
    return found


def _imprint(citation: Citation, kind: str) -> Item:
    rules = table("bibliography")
    number = "number" if kind in rules["numbered"] else "issue"
    found = _filled(
        {
            "publisher": citation.publisher,
            "publisher-place": citation.place,
            "edition": citation.edition,
            "volume": citation.volume,
            number: citation.issue,
            "page": _pages(citation.pages),
            "genre": rules["genres"].get(citation.type),
            "URL": _address(citation.url or citation.archive_url),
        }
    )
    if issued := csl_date(citation.date):
        found["issued"] = issued
    return found


def _address(url: str | None) -> str | None:
    """`url` with a protocol: `//…` takes that of the page that it stands on, and here is none."""
    return f"https:{url}" if url and url.startswith("//") else url


def _pages(pages: str | None) -> str | None:
    """Pages with hyphens in their ranges, as CSL's processors look for them, and without a sign for "page"."""
    return pages and _PAGE_SIGN.sub("", _DASHES.sub("-", pages))


_DASHES = re.compile(r"(?<=\w)\s?[–—‒−]\s?(?=\w)")
_PAGE_SIGN = re.compile(r"^\s*pp?\.?\s*(?=\d)")


def _identifiers(citation: Citation, remarks: list[Remark]) -> Item:
    """Of each scheme of CSL the first valid identifier, of ISBN and ISSN all; the others are remarks."""
    rules = table("bibliography")
    found: Item = {}
    for identifier in citation.identifiers:
        variable = rules["variables"].get(identifier.scheme)
        value = folded(identifier.value)
        if identifier.valid is False:
            remarks.append((_label(identifier.scheme), f"{folded(identifier.raw)} (not valid)"))
        elif variable is not None and variable not in found:
            found[variable] = value
        elif variable in ("ISBN", "ISSN"):
            found[variable] = " ".join(dict.fromkeys([*found[variable].split(" "), value]))
        elif variable is None or found[variable] != value:
            remarks.append((_label(identifier.scheme), value))
    return found


def _label(scheme: str) -> str:
    labels: dict[str, str] = table("bibliography")["labels"]
    return labels.get(scheme, scheme.upper())


def _visit(citation: Citation, remarks: list[Remark]) -> Item:
    """What says nothing about the work itself: when it was looked up, its language, its copy, words from it."""
    found: Item = {}
    if citation.language:
        found["language"] = folded(citation.language[0])
        if citation.language[1:]:
            remarks.append(("Languages", ", ".join(map(folded, citation.language))))
    if accessed := csl_date(citation.access_date):
        found["accessed"] = accessed
    remarks.extend(_archived(citation))
    if citation.quote:
        remarks.append(("Quote", folded(citation.quote)))
    return found


def _archived(citation: Citation) -> Iterator[Remark]:
    if archived := _address(citation.archive_url):
        date = citation.archive_date
        day = f" ({folded(date.start or date.text)})" if date else ""
        yield "Archived", f"{folded(archived)}{day}"
    if citation.url_status and citation.url_status != "live":
        yield "URL status", folded(citation.url_status)


def _filled(fields: dict[str, str | None]) -> Item:
    return {name: text for name, value in fields.items() if value and (text := folded(value))}
