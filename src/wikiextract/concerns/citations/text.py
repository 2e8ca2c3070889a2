"""What a citation reads as: its parts in the order and with the points that Citation Style 1 and 2 give them.

    Le, Cuong; Bedocs, Paul M. (17 July 2021). Calcinosis Cutis. StatPearls. PMID 28846311. Retrieved 29 December 2021.
    Holm, A. (1999). "Salt in bone" (PDF). Journal of Salt. 3 (2): 4–9. doi:10.1000/1. Archived from the original on …
    Roe, B. (2001), "Kidneys", in Hill, C. (ed.), Stones (2nd ed.), Leeds: Harbour Press, p. 7        (Style 2)

The title of a part is in quotes, that of a whole work is not. Left to the page: italics, links, errors, and the
formats of dates that the page prefers. Templates of other wikis are read in the same style, with its English words.

Module:Citation/CS1 (citation0), https://en.wikipedia.org/wiki/Help:Citation_Style_1
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from wikiextract.concerns.citations.details import url_status
from wikiextract.concerns.citations.parameters import Values
from wikiextract.concerns.citations.people import NameList, is_doubled
from wikiextract.concerns.citations.shown_names import shown_names
from wikiextract.concerns.citations.titles import Titles
from wikiextract.data import table
from wikiextract.formats.languages import language_name
from wikiextract.models import CitationDate, CitationIdentifier

_QUOTED: Final = frozenset(
    "web news journal magazine press-release podcast newsgroup mailing-list interview arxiv biorxiv citeseerx ssrn "
    "medrxiv document tweet encyclopedia episode".split()
)
"""Kinds whose title, without a chapter, is that of a part."""
_TYPES: Final = {
    "av-media-notes": "Media notes",
    "interview": "Interview",
    "mailing-list": "Mailing list",
    "map": "Map",
    "podcast": "Podcast",
    "press-release": "Press release",
    "report": "Report",
    "speech": "Speech",
    "tech-report": "Technical report",
    "thesis": "Thesis",
}
"""What stands behind the title of some kinds, unless `type` says otherwise."""
_QUOTES: Final = '"“„«'
_WITHOUT_ISSUE: Final = frozenset({"book", "episode"})
_PDF: Final = re.compile(r"\.pdf(?:$|[?#])", re.IGNORECASE)
_BETWEEN_NUMBERS: Final = re.compile(r"(?<=[^\W_])\s?-\s?(?=[^\W_])")
_DOTTED: Final = re.compile(r"\.\s*(?:[^\W\d_]|\.)?\.$")
_STRAIGHT: Final = str.maketrans("‘’“”", "''\"\"")
_ISO_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Parts(NamedTuple):
    """What a citation has been read as, as far as its text needs it."""

    kind: str
    """The template's kind; `citation` where its parameters decide."""
    titles: Titles
    values: Values
    authors: NameList
    """The authors of what is cited: of the contribution, if it has some of its own."""
    work_authors: NameList
    """The authors of the work that a contribution stands in."""
    editors: NameList
    translators: NameList
    interviewers: NameList
    pages: str | None
    issue: str | None
    languages: tuple[str, ...]
    identifiers: tuple[CitationIdentifier, ...]
    date: CitationDate | None


def citation_text(parts: Parts) -> str:
    """The citation as one line of plain text; empty if it says nothing."""
    style = _get(parts, "mode") or ("cs2" if parts.kind == "citation" else "cs1")
    point = "," if style == "cs2" else "."
    text = ""
    for lead, said in _said(parts, point):
        if said:
            text = _joined(text, lead, said, point)
    end = _get(parts, "postscript")
    if not text or end == "none" or (not end and (point == "," or "quote" in parts.values)):
        return text
    return f"{text}{end or point}" if text[-1] not in (end or point) else text


def _joined(text: str, lead: str, said: str, point: str) -> str:
    """`text` and what comes next; a lead of "." is the style's point, which is not said twice."""
    if not text:
        return said
    if lead != ".":
        return f"{text}{lead}{said}"
    return f"{text} {said}" if text[-1] == point else f"{text}{point} {said}"


def _said(parts: Parts, point: str) -> Iterator[tuple[str, str]]:
    """The parts in their order, each with what joins it to those before."""
    authors = shown_names(parts.authors, parts.values, "author")
    if authors and (collaboration := _get(parts, "collaboration")):
        authors = f"{authors} ({collaboration})"
    editors = shown_names(parts.editors, parts.values, "editor")
    several = len(parts.editors.names) > 1 or parts.editors.et_al
    people = bool(authors or editors)
    date = _date(parts, people)
    if authors:
        yield ".", authors
    elif editors:
        yield (
            ".",
            f"{editors}, {'eds' if several else 'ed'}."
            if date
            else f"{editors} ({'eds' if several else 'ed'}.)",
        )
    if people and date:
        yield " ", date
    in_editors = f"{editors} ({'eds' if several else 'ed'}.)" if authors and editors else ""
    yield from _what(parts, in_editors, point)
    journal = _is_journal(parts)
    late = "" if people else date
    if not journal:
        yield ".", late
    yield from _pages(parts)
    if journal:
        yield ".", late
    yield from _where(parts, point)


def _what(parts: Parts, in_editors: str, point: str) -> Iterator[tuple[str, str]]:
    """Titles, container, publisher, volume."""
    titles = parts.titles
    chapter, title = _without_point(titles.chapter, point), _without_point(titles.title, point)
    if chapter:
        yield ".", _in_quotes(chapter)
        yield " ", _bracketed(_get(parts, "trans-chapter"))
        yield " ", _format(parts, "chapter")
        if in_editors:
            yield ".", _word("In", point) + f" {in_editors}"
    if parts.work_authors.names:
        yield ".", title
        yield ".", _word("By", point) + f" {shown_names(parts.work_authors, parts.values, 'author')}"
        title = ""
    entry = parts.titles.type == "encyclopedia" and bool(titles.container)
    if in_editors and not chapter and not entry:
        yield ".", in_editors
    if title:
        quoted = (
            not chapter
            and _is_part(parts)
            and not ("script-title" in parts.values and "title" not in parts.values)
        )
        yield ".", _in_quotes(title) if quoted else title
        if titles.script_title and titles.script_title != titles.title:
            yield " ", titles.script_title
        yield " ", _bracketed(titles.trans_title or "")
        yield " ", _format(parts, "title")
    if in_editors and not chapter and entry:
        yield ".", _word("In", point) + f" {in_editors}"
    yield from _container(parts)
    yield " ", _type(parts)
    yield ".", (titles.series or "") if parts.kind != "episode" else ""
    yield " ", _in_language(_get(parts, "language"))
    if not _is_journal(parts):
        yield from _volume(parts)
        yield from _others(parts, point)
    yield " ", f"({edition} ed.)" if (edition := _get(parts, "edition")) else ""
    yield from _publisher(parts)
    yield ".", _get(parts, "agency")
    if _is_journal(parts):
        yield from _volume(parts)


def _container(parts: Parts) -> Iterator[tuple[str, str]]:
    yield ".", _get(parts, "department")
    preprints: dict[str, str] = table("citations")["containers"]
    container = parts.titles.container or ""
    if container and parts.kind not in preprints and container != parts.titles.title:
        yield ".", container


def _get(parts: Parts, slot: str) -> str:
    found = parts.values.get(slot)
    if found is None:
        return ""
    return found.text[2:-2].strip() if is_doubled(found.text) else found.text


def _is_journal(parts: Parts) -> bool:
    """Whether volume and pages are written `3 (2): 4–9`."""
    return parts.titles.type == "journal" and "periodical" in parts.values


def _is_part(parts: Parts) -> bool:
    if parts.kind == "citation":
        return "periodical" in parts.values or "encyclopedia" in parts.values
    return parts.kind in _QUOTED or (parts.kind in ("conference", "map") and bool(parts.titles.container))


def _bracketed(text: str) -> str:
    return f"[{text}]" if text else ""


def _format(parts: Parts, of: str) -> str:
    """`(PDF)` behind a linked title: as `format` says, or the address."""
    address = parts.values.get("chapter-url" if of == "chapter" else "url")
    if address is None:
        return ""
    archive = parts.values.get("archive-url")
    if archive is not None and url_status(parts.values) != "live":
        given, raw = _get(parts, "archive-format"), archive.raw
    else:
        given, raw = _get(parts, "chapter-format" if of == "chapter" else "format"), address.raw
    return f"({given})" if given else "(PDF)" if _PDF.search(raw) else ""


def _type(parts: Parts) -> str:
    """`(Press release)`, `(PhD thesis)`."""
    given, degree = _get(parts, "type"), _get(parts, "degree")
    if parts.kind == "thesis" and degree and not given:
        given = f"{degree} thesis"
    given = given or _TYPES.get(parts.kind, "")
    return f"({given})" if given and given != "none" else ""


def _in_language(written: str) -> str:
    """`(in French and German)`: codes by their English names; a work in English alone does not say so."""
    said = [language_name(part, "en") or part for part in map(str.strip, written.split(",")) if part]
    if not said or said in (["English"], ["english"]):
        return ""
    return f"(in {', '.join(said[:-1])}{' and ' if len(said) > 1 else ''}{said[-1]})"


def _without_point(title: str | None, point: str) -> str:
    """A title without its full stop, as another follows; the dots of an ellipsis and of initials stay."""
    if not title or point != "." or title[-1] != "." or _DOTTED.search(title):
        return title or ""
    return title[:-1]


def _in_quotes(title: str) -> str:
    return f'"{title.translate(_STRAIGHT)}"'


def _word(word: str, point: str) -> str:
    """A word that begins a sentence in Style 1, and none in Style 2."""
    return word.lower() if point == "," else word


def _others(parts: Parts, point: str) -> Iterator[tuple[str, str]]:
    for people, group, word in (
        (parts.translators, "translator", "Translated by"),
        (parts.interviewers, "interviewer", "Interviewed by"),
    ):
        if people.names:
            yield ".", f"{_word(word, point)} {shown_names(people, parts.values, group)}"
    yield ".", _get(parts, "others")


def _publisher(parts: Parts) -> Iterator[tuple[str, str]]:
    """`Leeds: Harbour Press (published 2001)`."""
    place = _get(parts, "publication-place") or _get(parts, "place")
    yield ".", ": ".join(filter(None, (place, _get(parts, "publisher"))))
    if parts.kind == "episode":
        yield ".", _get(parts, "network")
        yield ".", _get(parts, "station")
    published = _get(parts, "publication-date")
    if published and (_get(parts, "date") or _get(parts, "year")):
        yield " ", f"(published {_written(published)})"


def _volume(parts: Parts) -> Iterator[tuple[str, str]]:
    """`3 (2)`; of magazines `Vol. 3, no. 2`."""
    volume, issue = _get(parts, "volume"), (parts.issue or "") if parts.kind not in _WITHOUT_ISSUE else ""
    if parts.titles.type == "magazine":
        numbers = (
            f"Vol. {volume}" if volume else "",
            f"{'no' if volume else 'No'}. {issue}" if issue else "",
        )
        yield ".", ", ".join(filter(None, numbers))
        return
    yield ".", volume
    yield " ", f"({issue})" if issue else ""


def _pages(parts: Parts) -> Iterator[tuple[str, str]]:
    found = parts.values
    if "minutes" in found:
        yield ".", f"{_get(parts, 'minutes')} minutes in"
    elif "time" in found:
        yield ".", f"Event occurs at {_get(parts, 'time')}"
    if not parts.pages:
        return
    if "sheet" in found or "sheets" in found:
        yield ".", f"{'Sheet' if 'sheet' in found else 'Sheets'} {parts.pages}"
    elif "page" not in found and "pages" not in found:
        yield ".", parts.pages
    elif _is_journal(parts):
        yield ": ", parts.pages
    elif "no-pp" in found:
        yield ".", parts.pages
    else:
        one = "page" in found or parts.pages.isdecimal()
        yield ".", f"{'p' if one else 'pp'}. {parts.pages}"


def _date(parts: Parts, people: bool) -> str:
    """The date; behind names it stands in parentheses, and a first edition's in brackets behind it."""
    date = _written(parts.date.text) if parts.date is not None else ""
    if people and date:
        date = f"({date})"
    return f"{date} {_bracketed(_get(parts, 'orig-date'))}".strip() if date else ""


def _written(date: str) -> str:
    """A date with a dash in its ranges."""
    return date if _ISO_DAY.fullmatch(date) else _BETWEEN_NUMBERS.sub("–", date)


def _where(parts: Parts, point: str) -> Iterator[tuple[str, str]]:
    """Identifiers, archived copy, access, quotation."""
    for identifier in sorted(parts.identifiers, key=lambda one: one.scheme):
        yield ".", _identifier(identifier)
    yield ".", _get(parts, "id")
    yield ".", _archived(parts, point)
    accessed = _get(parts, "access-date")
    if accessed and any(slot in parts.values for slot in ("url", "chapter-url", "map-url")):
        yield ".", _word("Retrieved", point) + f" {_written(accessed)}"
    yield " – ", f"via {via}" if (via := _get(parts, "via")) else ""
    if quote := _get(parts, "quote"):
        yield ".", quote if quote[0] in _QUOTES else f'"{quote}"'


def _identifier(identifier: CitationIdentifier) -> str:
    labels: dict[str, str] = table("identifiers")["labels"]
    value = identifier.value
    if identifier.scheme in ("isbn", "sbn", "ismn", "lccn"):
        value = identifier.raw[2:-2] if is_doubled(identifier.raw) else identifier.raw
    elif identifier.scheme in ("pmc", "ol"):
        value = value.removeprefix("PMC").removeprefix("OL")
    return f"{labels.get(identifier.scheme, f'{identifier.scheme.upper()} ')}{value}"


def _archived(parts: Parts, point: str) -> str:
    """`Archived from the original (PDF) on 1 May 2011`."""
    date = _get(parts, "archive-date")
    if "archive-url" not in parts.values or not date:
        return ""
    address = parts.values.get("chapter-url") or parts.values.get("url")
    given = _get(parts, "format") or ("PDF" if address and _PDF.search(address.raw) else "")
    shown, word = f" ({given})" if given else "", _word("Archived", point)
    if url_status(parts.values) == "live":
        pdf = " (PDF)" if _PDF.search(parts.values["archive-url"].raw) else ""
        return f"{word}{pdf} from the original on {_written(date)}"
    return f"{word} from the original{shown} on {_written(date)}"
