"""An Article as an indented outline, one node a line, so that what the parser saw can be seen.

    article  [0, 2349)
      template 'Short description'  [0, 66) §0  {{short description|Formation of calcium deposits…
        parameter '1'  [20, 64) §0  Formation of calcium deposits in soft tissue
      heading 2  [1179, 1190) §1  == Types ==

Each line: the node's kind with its name or level, its span in code points, the index of its section, and the
beginning of its wikitext. Text between nodes is left out: it is what the spans of the children do not cover.
"""

from collections.abc import Iterator

from wikiextract.tree import Article, Heading, Link, Parameter, Tag, Template
from wikiextract.tree.nodes import Node

WIDTH = 60
"""How many characters of a node's wikitext are shown."""


def outline(article: Article) -> str:
    """The nodes of `article`, parents before children, in source order."""
    lines = [f"article  [0, {len(article.source)})"]
    pending = [(node, 1) for node in reversed(_outermost(article))]
    while pending:
        node, depth = pending.pop()
        line = f"{'  ' * depth}{_label(node)}  {_place(node)}  {_excerpt(article.source, node)}"
        lines.append(line.rstrip())
        pending.extend((child, depth + 1) for child in reversed(list(_children(node))))
    return "\n".join(lines) + "\n"


def _outermost(article: Article) -> list[Node]:
    """The outermost nodes with the headings among them, which hold those of their titles."""
    titles = {id(node) for heading in article.headings for node in heading.nodes}
    others = [node for node in article.nodes if id(node) not in titles]
    return sorted([*others, *article.headings], key=lambda node: node.start)


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, Link):
        yield from node.target_nodes
    yield from node.nodes
    if isinstance(node, Template):
        yield from node.parameters


def _label(node: Node) -> str:
    match node:
        case Template() | Parameter() | Tag():
            return f"{node.kind} {node.name!r}"
        case Heading():
            return f"{node.kind} {node.level}"
        case _:
            return node.kind


def _place(node: Node) -> str:
    section = node.parent.section if isinstance(node, Parameter) and node.parent else node.section
    return f"[{node.start}, {node.end}) §{section}"


def _excerpt(source: str, node: Node) -> str:
    start = " ".join(source[node.start : min(node.end, node.start + 2 * WIDTH)].split())
    return start if len(start) <= WIDTH and node.end - node.start <= 2 * WIDTH else start[: WIDTH - 1] + "…"
