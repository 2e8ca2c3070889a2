"""The flow: one page's text becomes a Document.

    text ─► layout ─► tree ─► blocks, places ─► concerns ─► Document
            (restore  (parse  (lines, tables)   (Article) -> models
            lost      once)
            lines)

Each concern is a pure function of the Article; where one needs another's result, it is handed over here. With
`select` only the work that the named fields need is done, and the other fields are empty.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any, Final, Literal

from wikiextract.blocks import Flow, flow
from wikiextract.blocks.places import Places
from wikiextract.collector import collector_paused
from wikiextract.concerns import (
    addresses,
    categories,
    citations,
    coordinates,
    coverage,
    diagnostics,
    infoboxes,
    links,
    media,
    medical,
    metadata,
    references,
    sections,
    tables,
)
from wikiextract.errors import PageError
from wikiextract.footnotes import Footnotes, footnotes
from wikiextract.layout import Restored, restore
from wikiextract.marks import STANDINS
from wikiextract.models import SCHEMA_VERSION, Document, Failure, PageInfo, trusted
from wikiextract.names import Guess, Wiki, guessed_language, site_wiki, title_variables, wiki
from wikiextract.page import SITE, Page
from wikiextract.tree import Article
from wikiextract.tree import parse as parse_tree
from wikiextract.values import values

Layout = Literal["wikitext", "flattened"]

_document = trusted(Document)
_failure = trusted(Failure)
_page = trusted(PageInfo)

_UNWRITABLE = re.compile(f"[{''.join(STANDINS)}\ud800-\udfff\U0010f700-\U0010f77f]")

_NOTHING: Final[Mapping[str, Any]] = {
    "kind": "article",
    **dict.fromkeys(
        (
            *("page", "redirect", "coverage", "short_description", "display_title", "default_sort"),
            "medical_resources",
        ),
        None,
    ),
    **dict.fromkeys(
        (
            *("infoboxes", "sections", "references", "citations", "categories", "links", "external_links"),
            *(
                "interlanguage_links",
                "media",
                "tables",
                "coordinates",
                "identifiers",
                "hatnotes",
                "notices",
                "stubs",
                "navboxes",
            ),
            *("templates", "diagnostics"),
        ),
        (),
    ),
}
"""What a field holds when it is not asked for."""


def extract(
    text: str,
    *,
    title: str | None = None,
    language: str | None = "en",
    select: Collection[str] | None = None,
    layout: Layout | None = None,
) -> Document:
    """The Document of one page.

    `text` is the page's wikitext; spans in the result are code points of it, end exclusive. `title` is handed on, never
    guessed, and is what {{PAGENAME}} shows. `language` is the wiki's code ("de"); one without tables is read with
    English words, and a diagnostic says so; None guesses it by the words of the page, and a diagnostic says by which.
    `select` names the Document's fields to work out (all of them without it). `layout` says that the page is
    "flattened" or sound "wikitext" instead of finding out.

    Raises nothing for any text; TypeError if it is no string, ValueError if `select` names no field or there is no such
    layout.
    """
    _checked(text, title, language)
    page = Page(text, title)
    with collector_paused():
        return _extracted(page, language, _fields(select), layout)


def extract_page(
    page: Page,
    *,
    language: str | None = SITE,
    select: Collection[str] | None = None,
    layout: Layout | None = None,
) -> Document | Failure:
    """The Document of a page from a source, or the Failure that says why there is none.

    The keywords are those of `extract`, but for `language`: without one it is that of the page's own site, whose
    namespaces are known then, or English where the source names no site.
    """
    try:
        with collector_paused():
            return _extracted(page, language, _fields(select), layout)
    except Exception as error:
        return failed(page, error)


def parse(text: str, *, language: str | None = "en", layout: Layout | None = None) -> Article:
    """The parsed page: nodes by kind with exact spans. Same keywords as `extract`; raises nothing for any text."""
    _checked(text, None, language)
    return _parsed(Page(text), language, layout)


def parse_page(page: Page, *, language: str | None = SITE, layout: Layout | None = None) -> Article | Failure:
    """The parsed page from a source, or the Failure that says why there is none. Same keywords as `extract_page`."""
    try:
        return _parsed(page, language, layout)
    except Exception as error:
        return failed(page, error)


def _parsed(page: Page, language: str | None, layout: Layout | None) -> Article:
    _refuse_unreadable(page)
    words, _ = _words(page, language)
    restored = _restored(page.text, words, layout)
    return _article(restored, words)


def _refuse_unreadable(page: Page) -> None:
    if page.unreadable is not None:
        raise PageError(page.title, page.unreadable)


def _words(page: Page, language: str | None) -> tuple[Wiki, Guess | None]:
    """The words that a page is read with, and the guess behind them, if it is one."""
    if language is None:
        guess = guessed_language(page.text)
        return wiki(guess.language), guess
    if language != SITE:
        return wiki(language), None
    site = page.site
    return (wiki("en") if site is None else site_wiki(site.language or "en", site.namespaces)), None


def _checked(text: object, title: object, language: object) -> None:
    """Raises TypeError for what is no text; a title or a language may be missing."""
    for name, value in (("text", text), ("title", title), ("language", language)):
        if not isinstance(value, str) and not (name != "text" and value is None):
            raise TypeError(f"{name} is {type(value).__name__}, not str")


def _extracted(page: Page, language: str | None, wanted: frozenset[str], layout: Layout | None) -> Document:
    _refuse_unreadable(page)
    words, guess = _words(page, language)
    restored = _restored(page.text, words, layout)
    article = _article(restored, words)
    if page.title is not None and "}}" in page.text:
        article.variables = title_variables(page.title, words)
    found = {**_NOTHING, **_concerns(article, restored, wanted, guess)}
    article.release()
    found.update(
        schema_version=SCHEMA_VERSION,
        title=None if page.title is None else _writable(page.title),
        language=words.language,
        page=_page_info(page) if "page" in wanted else None,
        source=page.source,
        layout=restored.layout,
        status="degraded" if article.scan.too_deep else "ok",
    )
    return _document(**{field: found[field] for field in Document.model_fields})


def _concerns(
    article: Article, restored: Restored, wanted: frozenset[str], guess: Guess | None
) -> dict[str, Any]:
    """The fields that are wanted, each by its concern."""
    work = _with_needs(wanted)

    def needs(*fields: str) -> bool:
        return any(field in work for field in fields)

    found: dict[str, Any] = {}
    notes = footnotes(article) if not work <= _WITHOUT_TEXT else Footnotes([], {})
    if not work <= _WITHOUT_TEXT:
        found["citations"] = citations.citations(article, notes.of)
        article.shown = {c.span[0]: c.text or "" for c in found["citations"]}
    lines = flow(article) if needs(*_WITH_BLOCKS) else Flow([], [])
    places = Places(article, lines)
    if needs("external_links"):
        found["external_links"] = addresses.external_links(article, places)
    if needs("references"):
        known = references.Found(found["citations"], found["external_links"])
        found["references"] = references.references(article, notes, known, places)
    if needs("tables"):
        found["tables"] = tables.tables(article, lines)
    for field, with_places in _WITH_PLACES.items():
        if field in work:
            found[field] = with_places(article, places)
    if needs("links", "interlanguage_links"):
        found["links"], found["interlanguage_links"] = links.links(article, places, found["media"])
    if needs("sections"):
        found["sections"] = sections.sections(article, lines, found["tables"], found["media"])
    if needs("infoboxes"):
        found["infoboxes"] = infoboxes.infoboxes(article, places, notes.uses(), values)
    for field, concern in _SIMPLE.items():
        if field in work:
            found[field] = concern(article)
    found.update(_judgements(article, found, work, (restored, guess, lines, notes)))
    return {field: value for field, value in found.items() if field in wanted}


def _judgements(
    article: Article,
    found: Mapping[str, Any],
    work: frozenset[str],
    behind: tuple[Restored, Guess | None, Flow, Footnotes],
) -> dict[str, Any]:
    """What is said of the fields that are there already: all identifiers, what was passed over, what is wrong."""
    restored, guess, lines, notes = behind
    said: dict[str, Any] = {}
    passed: Sequence[tuple[int, int]] = ()
    if "identifiers" in work:
        said["identifiers"] = medical.identifiers(article, found["medical_resources"])
    if "coverage" in work:
        said["coverage"], passed = coverage.coverage(article, lines, notes, found)
    if "diagnostics" in work:
        all_behind = diagnostics.Behind(restored, guess, lines, notes.notes, passed)
        said["diagnostics"] = diagnostics.diagnostics(article, {**found, **said}, all_behind)
    return said


@cache
def _with_needs(wanted: frozenset[str]) -> frozenset[str]:
    """The fields with those that they are made of."""
    work = wanted
    while (more := work.union(*(_NEEDS.get(field, ()) for field in work))) != work:
        work = more
    return work


_NEEDS: Final[Mapping[str, Collection[str]]] = {
    "sections": ("tables", "media"),
    "references": ("external_links",),
    "links": ("media",),
    "interlanguage_links": ("media",),
    "identifiers": ("medical_resources",),
    "coverage": (
        *("templates", "external_links", "media", "coordinates", "medical_resources", "redirect"),
        "citations",
    ),
    "diagnostics": (
        *("references", "templates", "identifiers", "medical_resources", "citations", "coverage"),
        *("redirect", "default_sort", "coordinates"),
    ),
}
"""What some fields are made of."""
_WITH_BLOCKS: Final = (
    *("sections", "tables", "links", "external_links", "media", "infoboxes", "references"),
    *("coverage", "diagnostics"),
)
_WITHOUT_TEXT: Final = frozenset(
    "page title language layout status schema_version kind redirect categories templates stubs navboxes coordinates "
    "interlanguage_links default_sort medical_resources identifiers".split()
)
"""Fields for which nothing is read as a reader sees it, or no citation can stand in it."""
_WITH_PLACES: Final[Mapping[str, Callable[[Article, Places], Any]]] = {
    "media": media.media,
    "external_links": addresses.external_links,
}
_SIMPLE: Final[Mapping[str, Callable[[Article], Any]]] = {
    "kind": metadata.kind,
    "redirect": metadata.redirect,
    "short_description": metadata.short_description,
    "display_title": metadata.display_title,
    "default_sort": metadata.default_sort,
    "categories": categories.categories,
    "coordinates": coordinates.coordinates,
    "hatnotes": metadata.hatnotes,
    "notices": metadata.notices,
    "stubs": metadata.stubs,
    "navboxes": metadata.navboxes,
    "templates": metadata.templates,
    "medical_resources": medical.medical_resources,
}


def _restored(text: str, words: Wiki, layout: Layout | None) -> Restored:
    if layout not in (None, "wikitext", "flattened"):
        raise ValueError(f'no such layout: {layout!r}; there are "wikitext" and "flattened"')
    text = _writable(text)
    category_words, file_words = _namespace_words(words)
    known = category_words if words.known else None  # where the word is not known it may be guessed
    return restore(text, force=layout, category_words=known, file_words=file_words)


def _writable(text: str) -> str:
    """`text` with U+FFFD for each halved character and each of the control characters that stand for something here.

    No XML dump can hold them. One for one, so that offsets stay true.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return _UNWRITABLE.sub("\ufffd", text)
    if any(sign in text for sign in STANDINS) or b"\xf4\x8f\x9c" in data or b"\xf4\x8f\x9d" in data:
        return _UNWRITABLE.sub("\ufffd", text)
    return text


@cache
def _namespace_words(words: Wiki) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the category and the file namespace."""
    numbers = words.namespaces.items()
    return (
        frozenset(name for name, number in numbers if number == 14),
        frozenset(name for name, number in numbers if number == 6),
    )


def _article(restored: Restored, words: Wiki) -> Article:
    article = parse_tree(restored.text, words)
    article.restored = restored.layout == "flattened"
    article.hide_bare(restored.categories, restored.files)
    return article


@cache
def _every_field() -> frozenset[str]:
    return frozenset(Document.model_fields)


def _fields(select: Collection[str] | None) -> frozenset[str]:
    """The names of the fields to work out."""
    every = _every_field()
    if select is None:
        return every
    if isinstance(select, str):
        raise ValueError(f'select is one string: give a collection of names, such as {{"{select}"}}')
    unknown = sorted(set(select) - every)
    if unknown:
        raise ValueError(f"no such field: {', '.join(unknown)}; there are {', '.join(sorted(every))}")
    return frozenset(select)


def _page_info(page: Page) -> PageInfo | None:
    """Which page and revision it is, if the source said so."""
    if page.id is None:
        return None
    return _page(
        id=page.id,
        namespace=page.namespace or 0,
        revision_id=page.revision_id,
        parent_id=page.parent_id,
        timestamp=page.timestamp,
        sha1=page.sha1,
    )


def failed(page: Page, error: Exception) -> Failure:
    """The Failure that says why `page` has no Document."""
    return _failure(
        title=page.title,
        page_id=page.id,
        source=page.source,
        offset=page.offset,
        error=type(error).__name__,
        message=error.reason if isinstance(error, PageError) else str(error) or type(error).__name__,
    )
