"""A parsed page: its source, its wiki, and its nodes listed by kind in source order."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar

from wikiextract.collector import collector_paused
from wikiextract.names import Wiki
from wikiextract.tree.build import Builder, tokens
from wikiextract.tree.headings import headings
from wikiextract.tree.mask import masked
from wikiextract.tree.nodes import Argument, Comment, Heading, Link, Node, Tag, Template
from wikiextract.tree.scan import Scan, Scanner

N = TypeVar("N", bound=Node)
_start = attrgetter("start")


@dataclass(slots=True)
class Article:
    """A parsed page. Lists hold the nodes of every depth in source order; `nodes` only the outermost."""

    source: str
    wiki: Wiki
    nodes: list[Node]
    templates: list[Template]
    arguments: list[Argument]
    links: list[Link]
    tags: list[Tag]
    comments: list[Comment]
    headings: list[Heading]
    scan: Scan
    bare_categories: tuple[tuple[str, int, int], ...] = ()
    """Category names that stand without brackets in a flattened page: (name, start, end)."""
    bare_files: tuple[tuple[str, int, int], ...] = ()
    """Titles of files that stand without brackets there."""
    shown: dict[int, str] = field(default_factory=dict)
    """What templates show that another room has read (citations), by where they begin."""
    switched: bool = True
    """Whether the source may hold behaviour switches, language variants or line ends of two characters."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """What the variables show that name the page, when its title is known: `pagename`, `namespace` …"""
    restored: bool = False
    """Whether the page's line structure had been lost and was put back."""

    def section_at(self, offset: int) -> int:
        """The index of the section that `offset` (code points) lies in."""
        return bisect_right(self.headings, offset, key=_start)

    def hide_bare(
        self, categories: tuple[tuple[str, int, int], ...], files: tuple[tuple[str, int, int], ...]
    ) -> None:
        """Takes categories and files that stand without brackets (name, start, end) out of the text."""
        self.bare_categories, self.bare_files = categories, files
        for _, start, end in (*categories, *files):
            index = bisect_right(self.nodes, start, key=_start)
            if not any(
                start < node.end and node.start < end for node in self.nodes[max(index - 1, 0) : index + 1]
            ):
                hidden = Comment(start, None, self.section_at(start))
                hidden.end = end
                self.nodes.insert(index, hidden)

    def release(self) -> None:
        """Takes the nodes' way up away: they hold each other in circles, and so the page's memory is free at once."""
        for nodes in (self.templates, self.arguments, self.links, self.tags, self.comments):
            for node in nodes:
                node.parent = None
        for template in self.templates:
            for parameter in template.parameters:
                parameter.parent = None

    def container(self, offset: int) -> tuple[Node | None, list[Node], int]:
        """The innermost node around `offset`, the children among which it lies there, and where they end."""
        parent: Node | None = None
        siblings, end = self.nodes, len(self.source)
        while (node := node_at(siblings, offset)) is not None:
            if isinstance(node, Template):
                inner = node_at(node.parameters, offset)
                if inner is None:
                    return node, node.nodes, node.name_end
                parent, siblings, end = inner, inner.nodes, inner.end
            elif isinstance(node, Tag) and node.inner_start <= offset < node.inner_end:
                parent, siblings, end = node, node.nodes, node.inner_end
            elif isinstance(node, Link) and 0 <= node.text_start <= offset:
                parent, siblings, end = node, node.nodes, node.text_end
            elif isinstance(node, Argument) and 0 <= node.default_start <= offset:
                parent, siblings, end = node, node.nodes, node.end - 3
            else:
                return node, [], node.end
        return parent, siblings, end


def parse(text: str, wiki: Wiki) -> Article:
    """The article that `text` holds, in time and memory proportional to it.

    Nothing raises: what never closes, nests too deep or makes no sense stays text, and `scan` says where.
    """
    with collector_paused():
        return _parsed(text, wiki)


def _parsed(text: str, wiki: Wiki) -> Article:
    scan = Scanner(text, wiki).scan()
    hidden = masked(text, scan.cuts)
    builder = Builder(text, scan, wiki)
    builder.build(tokens(hidden))
    found = headings(text, hidden, builder.nodes)
    for nodes in (builder.templates, builder.arguments, builder.links, builder.tags, builder.comments):
        _number(nodes, found)
    switched = "__" in text or "\r" in text or ("}-" in text and bool(wiki.variants))
    return Article(
        text,
        wiki,
        builder.nodes,
        builder.templates,
        builder.arguments,
        builder.links,
        builder.tags,
        builder.comments,
        found,
        scan,
        switched=switched,
    )


def _number(nodes: Sequence[Node], found: list[Heading]) -> None:
    """Gives each node the index of its section."""
    borders = iter(found)
    border = next(borders, None)
    section = 0
    for node in nodes:
        while border is not None and node.start >= border.start:
            section = border.section
            border = next(borders, None)
        node.section = section


def between(nodes: Sequence[N], start: int, end: int) -> Sequence[N]:
    """The ones of `nodes` (in source order) that begin in [start, end)."""
    if not nodes or (nodes[0].start >= start and nodes[-1].start < end):
        return nodes
    return nodes[bisect_left(nodes, start, key=_start) : bisect_left(nodes, end, key=_start)]


def node_at(nodes: Sequence[N], offset: int) -> N | None:
    """The one of `nodes` (in source order) that `offset` lies in."""
    index = bisect_right(nodes, offset, key=_start) - 1
    return nodes[index] if index >= 0 and offset < nodes[index].end else None


def parted(source: str, nodes: Sequence[Node], span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The stretches of `span` between the bars that stand outside of `nodes`."""
    left, end = span
    position = left
    for node in [*nodes, None]:
        stop = node.start if node is not None else end
        while (bar := source.find("|", position, stop)) >= 0:
            yield left, bar
            left = position = bar + 1
        if node is not None:
            position = max(position, node.end)
    yield left, end
