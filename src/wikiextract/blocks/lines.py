"""A page's lines, as MediaWiki sees them once the templates are gone: one that crosses a line break joins two, and so
does an HTML tag.

* item {{a
|b}} goes on          one line
<td
class="a">text        one line
<!-- comment -->      no line: what shows nothing at all vanishes with its line break
"""

import re
from dataclasses import dataclass
from typing import Final

from wikiextract.marks import APART, CODE, NOTHING, SWALLOWED
from wikiextract.plain import CODE_TAGS, HTML_TAGS, expanded, goal_of, label
from wikiextract.tree import Article, Heading, Link, Node, Tag, Template

HIDDEN: Final = "\x1a"
"""What stands in a line's surface for each character of a node."""


BAR: Final = "\x19"
"""What stands before the bar for each other character of `{{!}}`."""


_BROKEN_TAG = re.compile(r"</?([a-z][a-z0-9]*)(?=[\s/>])[^<>\n]*\n[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"\n")
_MARKERS = re.compile(r"[*#:;]+")
_LIST = re.compile(r"(?:\A|\n)[*#:;]")


@dataclass(slots=True)
class Line:
    """One line: source[start:end], its nodes, and what they expand to (`raw`)."""

    start: int
    end: int
    nodes: list[Node]
    raw: str
    heading: Heading | None = None
    made: bool = False
    """Whether it is one of several that a template or function in the source's line shows: `raw` is all of it."""


def lines(article: Article) -> list[Line]:
    """The lines of the page in order, without those that vanish."""
    source, nodes = article.source, article.nodes
    found: list[Line] = []
    headings = {heading.start: heading for heading in article.headings}
    position = start = index = 0
    own: list[Node] = []
    joined = _joined(source)
    while True:
        newline = source.find("\n", position)
        while newline in joined:
            newline = source.find("\n", joined[newline])
        end = newline if newline >= 0 else len(source)
        if index < len(nodes) and nodes[index].start < end:
            own.append(nodes[index])
            position = nodes[index].end
            index += 1
            continue
        line = _line(article, start, end, own)
        if line is not None:
            if headings and (source.startswith("=", start) or own):
                line.heading = headings.get(_after_comments(line))
            found.append(line)
        if newline < 0:
            return found
        position = start = newline + 1
        own = []


def shown_lines(article: Article, line: Line) -> list[Line]:
    """The lines that a line of the source shows: several where a function in it shows a list.

    A list that begins in the source itself goes on to the end of its line, whatever that shows.
    """
    match = _LIST.search(line.raw) if line.nodes else None
    if match is None or list_markers(article, line)[0]:
        return [line]
    first = line.nodes[0]
    if (
        match.start() == 0
        and match[0][0] != "\n"
        and not (isinstance(first, Template) and first.start == line.start)
    ):
        return [line]
    return [Line(line.start, line.end, [], raw, made=True) for raw in line.raw.split("\n")]


def _joined(source: str) -> dict[int, int]:
    """Each line break in an HTML tag, and where that tag ends."""
    found: dict[int, int] = {}
    for match in _BROKEN_TAG.finditer(source):
        if match[1].lower() in HTML_TAGS:
            breaks = _BREAK.finditer(source, *match.span())
            found.update((each.start(), match.end()) for each in breaks)
    return found


def _line(article: Article, start: int, end: int, nodes: list[Node]) -> Line | None:
    raw = expanded(article, nodes, start, end)
    if not nodes:
        return Line(start, end, nodes, raw)
    if not raw.strip() and all(_vanishes(article, node) for node in nodes):
        return None
    if raw[:1].isspace() and isinstance(nodes[0], Link) and label(article, nodes[0]) == SWALLOWED:
        raw = raw.lstrip()  # a category goes with the line break before it
    return Line(start, end, nodes, raw)


def _vanishes(article: Article, node: Node) -> bool:
    """Whether MediaWiki takes a node out together with its line: comments, categories and language links."""
    if isinstance(node, Link):
        goal = goal_of(article, node)
        return goal is not None and goal.namespace != 6
    return node.kind == "comment"


def _after_comments(line: Line) -> int:
    """Where the line begins for its markup."""
    start = line.start
    for node in line.nodes:
        if node.start != start or node.kind != "comment":
            break
        start = node.end
    return start


def surface(article: Article, line: Line) -> str:
    """source[line.start:line.end] with each node hidden, one character for one.

    `{{!}}` ends with a bar, a picture beside the text begins with APART, a block of
    code with CODE.
    """
    if not line.nodes:
        return article.source[line.start : line.end]
    source, parts, position = article.source, [], line.start
    for node in line.nodes:
        parts.append(source[position : node.start])
        width = node.end - node.start
        sign = _BARS.get(node.key, "") if isinstance(node, Template) else ""
        if APART in line.raw and isinstance(node, Link) and label(article, node) == APART:
            sign = APART
        elif CODE in line.raw and isinstance(node, Tag) and node.name in CODE_TAGS:
            sign = CODE
        if sign in (APART, CODE):
            parts.append(sign + HIDDEN * (width - 1))
        else:
            parts.append((BAR if sign else HIDDEN) * (width - len(sign)) + sign)
        position = node.end
    parts.append(source[position : line.end])
    return "".join(parts)


_BARS: Final = {"!": "|", "!!": "||", "!-": "|-", "!+": "|+", "(!": "{|", "!)": "|}"}


def list_markers(article: Article, line: Line) -> tuple[str, int]:
    """The list markers that a line begins with, and where they end; comments may stand between them."""
    source, position = article.source, line.start
    found: list[str] = []
    comments = {node.start: node.end for node in line.nodes if node.kind == "comment"}
    while position < line.end:
        if position in comments:
            position = comments[position]
        elif (run := _MARKERS.match(source, position, line.end)) is not None:
            found.append(run.group())
            position = run.end()
        else:
            break
    return "".join(found), position


def blank(line: Line) -> bool:
    """Whether the line holds nothing at all: it parts paragraphs."""
    return not line.raw or line.raw.isspace()


def shows(text: str) -> bool:
    """Whether an expanded text has anything that a reader could see."""
    return bool(text.replace(NOTHING, "").replace(APART, "").strip())
