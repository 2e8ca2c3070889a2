"""What a place of the page is part of: prose, list, table, infobox, reference, caption, heading or template.

The innermost of these counts: a link in a reference in a table is in a reference. A citation template makes no place
of its own, nor does one that only formats: what is in it is in the reference, the list or the prose around it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from wikiextract.blocks.spans import Flow, TableSpan
from wikiextract.calls import role_of
from wikiextract.formats import is_transparent
from wikiextract.models import Context
from wikiextract.plain import goal_of
from wikiextract.tree import Article, Link, Node, Tag, Template

_FILE = 6
_TAGS: Final[dict[str, Context]] = {
    "ref": "reference",
    "references": "reference",
    "gallery": "caption",
    "imagemap": "caption",
}
_ROLES: Final[dict[str, Context | None]] = {
    "infobox": "infobox",
    "reference": "reference",
    "citation": None,
    "formatting": None,
}


class Places:
    """The places of one page. `context(node)` is what a node stands in; `at(offset, parent)` the same for an offset."""

    def __init__(self, article: Article, flow: Flow) -> None:
        self.article = article
        regions: list[tuple[int, int, Context]] = [(h.start, h.end, "heading") for h in article.headings]
        for block in flow.blocks:
            if block.table is not None:
                regions.append((block.start, block.end, "table"))
            elif block.items:
                regions.append((block.start, block.end, "list"))
        regions.sort()
        self.starts = [start for start, _, _ in regions]
        self.regions = regions
        self.tables = flow.tables
        self.table_starts = [table.start for table in flow.tables]
        self.outer_tables = _outer(flow.tables)

    def context(self, node: Node) -> Context:
        """What a node stands in."""
        return self.at(node.start, node.parent)

    def at(self, offset: int, parent: Node | None) -> Context:
        """What the place at `offset`, directly inside `parent`, is part of."""
        while parent is not None:
            context = self.opened(parent)
            if context is not None:
                return context
            parent = parent.parent
        index = bisect_right(self.starts, offset) - 1
        if index >= 0 and offset < self.regions[index][1]:
            return self.regions[index][2]
        return "prose"

    def opened(self, node: Node) -> Context | None:
        """The context that a node makes for what it holds."""
        if isinstance(node, Template):
            if is_transparent(node.key, self.article.wiki.language):
                return None
            return _ROLES.get(self.role(node), "template")
        if isinstance(node, Tag):
            return _TAGS.get(node.name)
        if isinstance(node, Link):
            goal = goal_of(self.article, node)
            return "caption" if goal is not None and goal.namespace == _FILE else None
        return None

    def role(self, template: Template) -> str:
        """The role of a template."""
        return role_of(self.article, template)

    def table(self, node: Node) -> int | None:
        """The index of the innermost table that a node stands in."""
        index = bisect_right(self.table_starts, node.start) - 1
        while index >= 0 and self.tables[index].end <= node.start:
            index = self.outer_tables[index]
        return index if index >= 0 else None

    def infobox_parameter(self, node: Node) -> str | None:
        """The name of the infobox parameter that a node stands in."""
        child: Node = node
        found = None
        for outer in node.ancestors():
            if isinstance(outer, Template) and self.role(outer) == "infobox":
                found = getattr(child, "name", None) if child.kind == "parameter" else None
                break
            child = outer
        return found


def _outer(tables: Sequence[TableSpan]) -> list[int]:
    """For each table the index of the one that it stands in, -1 for none."""
    outer: list[int] = []
    for index, table in enumerate(tables):
        above = index - 1
        while above >= 0 and tables[above].end <= table.start:
            above = outer[above]
        outer.append(above)
    return outer
