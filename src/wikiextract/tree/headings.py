"""Headings: lines that begin and end with equals signs, outside templates and tags.

    == Signs ''and'' symptoms == <!-- comment -->
    ^^ level 2                ^^

Follows Parser::handleHeadings: as many signs as both ends have, six at most, the rest belong to the title; blanks and
comments may stand around. HTML's `<h2>` is left to the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from wikiextract.tree.mask import COMMENT, STANDIN
from wikiextract.tree.nodes import Heading, Node

_LINE = re.compile(rf"\n{COMMENT}*[={STANDIN}]")
_AROUND = " \t\r\x0b\x0c" + COMMENT


def headings(source: str, masked: str, nodes: Sequence[Node]) -> list[Heading]:
    """The headings of a page in order, given its outermost nodes; `section` is the index of the section each opens."""
    starts = [node.start for node in nodes]
    found: list[Heading] = []
    first = len(masked) - len(masked.lstrip(COMMENT))
    for start in _candidates(masked, first):
        if source[start : start + 1] != "=" or _node_at(start, nodes, starts):
            continue
        end = masked.find("\n", start)
        end = len(source) if end < 0 else end
        while (node := _node_at(end, nodes, starts)) is not None and end < len(source):
            end = masked.find("\n", node.end)
            end = len(source) if end < 0 else end
        heading = _heading(source, masked, start, end)
        if heading is not None:
            heading.section = len(found) + 1
            found.append(heading)
    _own(found, nodes, starts)
    return found


def _candidates(masked: str, first: int) -> Iterator[int]:
    """Where a line may begin with an equals sign: in the masked text a stand-in may be there for it."""
    if masked[first : first + 1] in ("=", STANDIN):
        yield first
    for match in _LINE.finditer(masked):
        yield match.end() - 1


def _node_at(offset: int, nodes: Sequence[Node], starts: list[int]) -> Node | None:
    """The outermost node around `offset`."""
    index = bisect_right(starts, offset) - 1
    if index >= 0 and nodes[index].start < offset < nodes[index].end:
        return nodes[index]
    return None


def _heading(source: str, masked: str, start: int, end: int) -> Heading | None:
    """The heading on the line [start, end), if it is one."""
    stop = start + len(masked[start:end].rstrip(_AROUND))
    line = source[start:stop]
    left = len(line) - len(line.lstrip("="))
    right = len(line) - len(line.rstrip("="))
    level = min(left, right, 6)
    if left == len(line):
        level = min((left - 1) // 2, 6)
    if level < 1:
        return None
    heading = Heading(start, None, 0)
    heading.end, heading.level = stop, level
    heading.title_start, heading.title_end = start + level, stop - level
    return heading


def _own(found: list[Heading], nodes: Sequence[Node], starts: list[int]) -> None:
    """Gives each heading the nodes of its title."""
    for heading in found:
        index = bisect_right(starts, heading.title_start - 1)
        while index < len(nodes) and nodes[index].start < heading.title_end:
            heading.nodes.append(nodes[index])
            index += 1
