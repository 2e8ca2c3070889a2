"""External links: `[address label]`, `[address]` and addresses that stand free in the text.

    [https://example.org/a the label]     see https://example.org/b.
     ^url                  ^text              ^url (the full stop is not part of it)

Follows Parser::handleExternalLinks and handleMagicLinks: an address ends at a blank, a bracket, an angle bracket, a
quote, two apostrophes, a bar that parts parameters; a free one also before its last `,;.:!?` and an unpaired `)`.
Left alone: addresses in comments, in `<nowiki>` and its like, in HTML attributes.

https://www.mediawiki.org/wiki/Help:Links#External_links
"""

import re
from collections.abc import Iterator

from wikiextract.blocks.places import Places
from wikiextract.models import ExternalLink, trusted
from wikiextract.names import decoded
from wikiextract.plain import goal_of, plain
from wikiextract.tree import OPAQUE, Article, Comment, Link, Node, Tag, between

_external_link = trusted(ExternalLink)

_WITHOUT_SLASHES = (
    "mailto:",
    "news:",
    "tel:",
    "sms:",
    "geo:",
    "urn:",
    "magnet:",
    "bitcoin:",
    "sip:",
    "sips:",
    "xmpp:",
)
_CANDIDATE = re.compile("//|:(?:" + "|".join(f"(?<={word})" for word in _WITHOUT_SLASHES) + ")")
_PROTOCOL = re.compile(
    r"(?:(?<![^\W_])(?:https?|ftps?|ircs?|git|gopher|mms|nntp|redis|sftp|ssh|svn|telnet|worldwind):|(?<=\[))$",
    re.IGNORECASE,
)
_LONGEST = 11
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*[\s/]")
_REST = re.compile(
    r"(?:(?!'')[^\]\[<>\"\x00-\x20\x7f\s\ufffd])+|\[[0-9a-fA-F:.]+\](?:(?!'')[^\]\[<>\"\x00-\x20\x7f\s])*"
)
_ENDING_ENTITY = re.compile(r"&(?:lt|gt|nbsp|#x0*(?:3[ce]|a0)|#0*(?:6[02]|160));", re.IGNORECASE)
_COMMENT = re.compile(r"<!--[^>]*-->")
_FILE = 6
_TRAILING = ",;.:!?"


def external_links(article: Article, places: Places) -> tuple[ExternalLink, ...]:
    """The external links of the page in source order."""
    return tuple(_links(article, places))


def _links(article: Article, places: Places) -> Iterator[ExternalLink]:
    source = article.source
    after = 0
    for match in _CANDIDATE.finditer(source):
        if match.start() < after:
            continue
        first = _protocol_start(source, match.start())
        if first < 0 or first < after:
            continue
        place = article.container(first)
        if not _readable(article, place[0], first) or _in_html(source, first):
            continue
        link = _link(article, places, (first, match.end()), place)
        if link is not None:
            after = link.span[1]
            yield link


def _link(
    article: Article, places: Places, protocol: tuple[int, int], place: tuple[Node | None, list[Node], int]
) -> ExternalLink | None:
    """The link whose address begins with the protocol at this span, if anything follows it."""
    source = article.source
    first, rest = protocol
    parent, siblings, end = place
    if isinstance(parent, Link):  # a file's options and its caption end at a bar
        bar = source.find("|", first, end)
        end = bar if bar >= 0 else end
    stop = _address_end(article, siblings, (rest, end))
    if stop <= rest:
        return None
    start, text = first, None
    close = _closing(source, stop, end) if source[first - 1 : first] == "[" else -1
    if close >= 0:
        text = plain(article, siblings, stop, close) or None
        start, after = first - 1, close + 1
    elif source[first] == "/":
        return None
    else:
        after = stop = first + len(_free(source[first:stop]))
    url = source[first:stop]
    return _external_link(
        url=decoded(_COMMENT.sub("", url) if "<!--" in url else url),
        text=text,
        context=places.at(start, parent),
        section=article.section_at(start),
        span=(start, after),
    )


def _protocol_start(source: str, offset: int) -> int:
    """Where the protocol that ends with the slashes or the colon at `offset` begins; -1 if it is none."""
    if source[offset] != "/":
        word = max((word for word in _WITHOUT_SLASHES if source.endswith(word, 0, offset + 1)), key=len)
        start = offset + 1 - len(word)
        return start if not source[max(start - 1, 0) : start].isalnum() else -1
    match = _PROTOCOL.search(source, max(offset - _LONGEST, 0), offset)
    return match.start() if match else -1


def _in_html(source: str, offset: int) -> bool:
    """Whether `offset` lies in an HTML tag, as the value of an attribute."""
    opening = source.rfind("<", max(offset - 300, 0), offset)
    return opening >= 0 and source.find(">", opening, offset) < 0 and bool(_HTML.match(source, opening))


def _readable(article: Article, parent: Node | None, offset: int) -> bool:
    """Whether an address at `offset` directly inside `parent` is one that a reader could follow."""
    if isinstance(parent, Tag):
        return parent.name not in OPAQUE and parent.inner_start <= offset < parent.inner_end
    if isinstance(parent, Link):
        goal = goal_of(article, parent)
        return 0 <= parent.text_start <= offset and goal is not None and goal.namespace == _FILE
    return not isinstance(parent, Comment)


def _address_end(article: Article, siblings: list[Node], span: tuple[int, int]) -> int:
    """Where the address whose protocol ends at span[0] ends; a template in it belongs to it."""
    position, end = span
    match = _REST.match(article.source, position, end)
    stop = match.end() if match else position
    for node in between(siblings, position, end):
        if node.start > stop:
            break
        if position <= node.start <= stop:
            if node.kind not in {"tag", "link"}:
                rest = _REST.match(article.source, node.end, end)
                stop = rest.end() if rest else node.end
            else:
                return node.start
    return stop


def _closing(source: str, position: int, end: int) -> int:
    """Where the `]` of a bracketed link stands, which must be on the same line; -1 without one."""
    close = source.find("]", position, end)
    newline = source.find("\n", position, close if close >= 0 else position)
    return close if newline < 0 else -1


def _free(address: str) -> str:
    """A free address without the punctuation behind it."""
    entity = _ENDING_ENTITY.search(address)
    if entity:
        address = address[: entity.start()]
    trailing = _TRAILING if "(" in address else _TRAILING + ")"
    return address.rstrip(trailing)
