"""Bare references: footnotes without a citation template, which hold a link or loose text.

    <ref>[https://doi.org/10.1000/182 "Salt in bone"], Harbour 2001. PMID 28846311.</ref>
          ^url, identifier            ^title                              ^identifier
    <ref>Marsh, A. (2001) ''Stones of the body''. ISBN 0-306-40615-2</ref>
                            ^title                  ^identifier

Title is the label of the only link, else the only part in quotes, else the only part in italics; with several there is
none, and text alone must have a year, or it may be a remark. What follows "in", or stands before a volume, is the title
of a journal or a collection, which is none of these. A copy in an archive is not the address: what it is a copy
of is, where its own address tells it. Left alone: authors and dates, which loose text writes in too many ways.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from wikiextract.concerns.references.recognised import (
    Named,
    archived_address,
    checked,
    in_address,
    in_text,
)
from wikiextract.data import table
from wikiextract.footnotes import kinds
from wikiextract.models import BareIdentifier, BareReference, ExternalLink, trusted
from wikiextract.plain import plain, value_text
from wikiextract.tree import Article, Link, Node, Tag, Template, between

_bare = trusted(BareReference)

_ITALIC: Final = re.compile(r"(?<!')''(?!')((?:[^'\n]|'(?!'))+)''(?!')")
_QUOTED: Final = re.compile(
    r"“([^“”\n]+)”|\"([^\"\n]+)\"|«([^«»\n]+)»|„([^„“”\n]+)[“”]|「([^「」\n]+)」|『([^『』\n]+)』"
)
_YEAR: Final = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])")
_TIME: Final = re.compile("[12][0-9]{7,13}")
_NO_TITLE: Final = re.compile(
    r"(?:pdf|accessed|retrieved|archived|available|abgerufen|consulté|consultado)\b", re.IGNORECASE
)
_OF_CONTAINER: Final = re.compile(r"\b(?:in|auf|aus|dans|en|em|nel|see|from)[ :]\s*$", re.IGNORECASE)
"""What stands before the title of what the cited work is a part of."""
_LONGEST_WORD: Final = 8
_NUMBERED: Final = re.compile(
    r"[.,]?\s?(?:\(?[12][0-9]{3}\)?\s?[;:]|'*[0-9]{1,3}'*\s?[(:,]|[Vv]ol\b|[Ii]ssue\b)"
)
"""What stands behind the title of a journal."""
_PUNCTUATION: Final = " \t\n,.;:"
_SHORTEST: Final = 3
_BOOK_SOURCES: Final = re.compile(r"[^:|]+:[^/|]+/([0-9Xx –-]{10,17})$")


def bare(
    article: Article,
    contents: Sequence[tuple[list[Node], int, int]],
    links: Sequence[ExternalLink],
    text: str,
) -> BareReference:
    """What a reference names: its text is `contents` (nodes, start, end) and reads as `text`; `links` are in it."""
    holes = [span for nodes, _, _ in contents for span in _footnotes(nodes)]
    links = [link for link in links if not _within(link.span, holes)]
    own = list({link.url: link for link in reversed(links) if archived_address(link.url) is None}.values())[
        ::-1
    ]
    copies = [link.url for link in links if archived_address(link.url) is not None]
    copies += [url for nodes, _, _ in contents for url in _archive_templates(article, nodes)]
    originals = [original for copy in copies if (original := archived_address(copy))]
    found: dict[tuple[str, str], BareIdentifier] = {}
    for named in _identifiers(article, contents, links):
        identifier = checked(named)
        found.setdefault((identifier.scheme, identifier.value.lower()), identifier)
    return _bare(
        url=own[0].url if own else originals[0] if originals else None,
        title=_title(article, contents, own or list(links), text),
        archive_url=copies[0] if copies else None,
        identifiers=tuple(sorted(found.values(), key=lambda identifier: identifier.span)),
    )


def _footnotes(nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """Where other footnotes stand in the text of this one: what is in them is theirs."""
    known = kinds()
    for node in nodes:
        if isinstance(node, Tag) or (
            isinstance(node, Template) and known.get(node.key) in ("note", "short", "shorts")
        ):
            yield node.span


def _within(span: tuple[int, int], holes: Sequence[tuple[int, int]]) -> bool:
    """Whether `span` lies in one of `holes`, which are in source order and apart."""
    index = bisect_right(holes, (span[0], span[1])) - 1
    return any(start <= span[0] and span[1] <= end for start, end in holes[max(index, 0) : index + 2])


def _archive_templates(article: Article, nodes: Sequence[Node]) -> Iterator[str]:
    """The addresses in `{{webarchive|url=…}}`."""
    known = table("recognised")["archive_templates"]
    for node in nodes:
        if isinstance(node, Template) and node.key in known:
            parameter, date = node.parameter("url") or node.parameter("1"), node.parameter("date")
            url = value_text(article, parameter) if parameter is not None else ""
            time = value_text(article, date) if date is not None else ""
            if archived_address(url) is not None:
                yield url
            elif url and _TIME.fullmatch(time):
                yield f"https://web.archive.org/web/{time}/{url}"


def _identifiers(
    article: Article, contents: Sequence[tuple[list[Node], int, int]], links: Sequence[ExternalLink]
) -> Iterator[Named]:
    for link in links:
        address = archived_address(link.url) or link.url
        if named := in_address(address):
            yield Named(*named, link.span)
    for nodes, start, end in contents:
        holes = list(_footnotes(nodes))
        inside: list[Node] = [*between(article.templates, start, end), *between(article.links, start, end)]
        yield from _of_nodes(article, [node for node in inside if not _within(node.span, holes)])
        yield from in_text(_masked(article, nodes, (start, end), links), start)


def _of_nodes(article: Article, nodes: Sequence[Node]) -> Iterator[Named]:
    """Identifiers in templates that show one, and in links to the page that looks books up."""
    labels: dict[str, str] = table("formats")["identifier_labels"]
    rules: dict[str, object] = table("identifiers")["schemes"]
    for node in nodes:
        if isinstance(node, Template) and node.key in labels and node.key in rules:
            for parameter in node.parameters:
                if parameter.positional and (raw := value_text(article, parameter)):
                    yield Named(node.key, raw, parameter.span)
        elif isinstance(node, Link):
            target = article.source[node.target_start : node.target_end]
            if match := _BOOK_SOURCES.match(target):
                start = node.target_start
                yield Named("isbn", match[1], (start + match.start(1), start + match.end(1)))


def _masked(
    article: Article, nodes: Sequence[Node], span: tuple[int, int], links: Sequence[ExternalLink]
) -> str:
    """The source of a text with blanks for what is none: templates, tags, targets of links, addresses."""
    start, end = span
    cuts = [cut for node in nodes for cut in _cuts(node)]
    for link in links:
        first, last = link.span
        if start <= first and last <= end:
            blank = article.source.find(" ", first, last) if link.text is not None else -1
            cuts.append((first, blank if blank >= 0 else last))
    parts, position = [], start
    for first, last in sorted(cuts):
        if last > position:
            parts += [article.source[position:first], " " * (last - max(first, position))]
            position = last
    return "".join([*parts, article.source[position:end]])


def _cuts(node: Node) -> list[tuple[int, int]]:
    """What of a node is no text: all of it, but not the label of a link."""
    if isinstance(node, Link):
        label = node.text_start if node.text_start >= 0 else node.start + 2
        return [(node.start, label), (node.end - 2, node.end)]
    return [node.span]


def _title(
    article: Article,
    contents: Sequence[tuple[list[Node], int, int]],
    links: Sequence[ExternalLink],
    text: str,
) -> str | None:
    """The title that a link, quotes or italics give; None where there is none or several."""
    if len(links) == 1 and (label := _label(links[0].text)):
        return label
    if not links and not _YEAR.search(text):
        return None
    quoted = {next(filter(None, match.groups())) for match in _QUOTED.finditer(text)}
    if quoted:
        title = _clean(quoted.pop()) if len(quoted) == 1 else None
        return title if title and not title[0].islower() else None
    italic = [title for part in contents for title in _italics(article, part)]
    return italic[0] if len(italic) == 1 else None


def _label(label: str | None) -> str | None:
    """The label of a link, if it can be a title: not an address, not "here" or "PDF"."""
    if label is None:
        return None
    match = _QUOTED.match(label)
    title = _clean(match[0] if match else label)
    if (
        title is None
        or _NO_TITLE.match(title)
        or "://" in title
        or title.startswith("www.")
        or title.strip("[]").isdecimal()
    ):
        return None
    return None if title.lower().strip("()[]") in table("recognised")["no_titles"] else title


def _clean(title: str) -> str | None:
    """A title without the quotes and the punctuation around it; None for hardly anything."""
    title = title.strip(_PUNCTUATION)
    match = _QUOTED.fullmatch(title)
    if match:
        title = next(filter(None, match.groups())).strip(_PUNCTUATION)
    return title if sum(map(str.isalpha, title)) >= min(_SHORTEST, len(title)) and len(title) > 1 else None


def _italics(article: Article, part: tuple[list[Node], int, int]) -> Iterator[str]:
    nodes, start, end = part
    holes = [node.span for node in nodes if isinstance(node, Tag | Template)]
    for match in _ITALIC.finditer(article.source, start, end):
        first, last = match.span(1)
        before = article.source[max(start, match.start() - _LONGEST_WORD) : match.start()]
        if (
            _within(match.span(), holes)
            or _OF_CONTAINER.search(before)
            or _NUMBERED.match(article.source, match.end(), end)
        ):
            continue
        title = _clean(plain(article, between(nodes, first, last), first, last))
        if title:
            yield title
