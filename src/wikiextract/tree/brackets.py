"""Which `[[ ]]` are links: the rules of Parser::handleInternalLinks, for the brackets of one frame.

    [[a|b]]   [[a [[b]] c]]   [[File:a|b [[c]] d]]   [[a
    ^link         ^link       ^link      ^link       ^text

A target has no brackets, braces or line breaks (a template in it is let pass); the first `]]` ends the link; only a
file's caption may hold other links. A frame is what a link cannot leave: a template, a tag's inside, the page.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from wikiextract.names import Wiki

FILE: Final = 6
"""The number of the file namespace."""

_TARGET = re.compile(r"(?!\s*(?:[a-zA-Z]+:)?//|mailto:|news:)[^\[\]{}|<>\x00-\x1f\x7f]*")
_ADDRESS = re.compile(r"(?:[a-zA-Z]+:)?//|mailto:|news:")
_PART = re.compile(r"[^\[\]{}|<>\x00-\x1f\x7f]*")
_SEPARATOR = re.compile(r"[|={\[]")


class Opener:
    """Something open on the scanner's stack: `[`, a line of equals signs, `-{`, or a Frame."""

    __slots__ = ("count", "kind", "outer", "start")

    def __init__(self, kind: str, start: int, count: int) -> None:
        self.kind = kind
        self.start = start
        self.count = count
        self.outer: Frame | None = None
        """What a template stands in: the frame that counts again when it closes."""


class Frame(Opener):
    """What a link cannot leave: a template (kind `{`), or the region itself (kind "")."""

    __slots__ = ("brackets", "closed", "depth")

    def __init__(self, kind: str, start: int, count: int, depth: int) -> None:
        self.kind = kind
        self.start = start
        self.count = count
        self.outer = None
        self.depth = depth
        self.brackets: list[tuple[int, int]] = []
        """Runs of brackets in the frame: (start, count), the count of closing ones negative."""
        self.closed: dict[int, int] = {}
        """Templates that closed in the frame: start to end."""


def plain_links(text: str, runs: list[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """The links of a frame, if its runs are just one link after another, as they nearly always are."""
    if len(runs) % 2:
        return None
    links = []
    pairs = iter(runs)
    for (start, opening), (end, closing) in zip(pairs, pairs, strict=True):
        if opening != 2 or closing != -2:
            return None
        match = _TARGET.match(text, start + 2)
        stop = match.end() if match else start + 2
        if stop == start + 2 or (stop != end and (text[stop] != "|" or stop + 1 == end)):
            return None
        links.append((start, end + 2))
    return links


def paired_links(text: str, frame: Frame, comments: Mapping[int, int], wiki: Wiki) -> list[tuple[int, int]]:
    """The (start, end) of each link of a frame, in source order, a file before what its caption holds."""
    marks = [
        (position, count > 0)
        for start, count in frame.brackets
        for position in range(start, start + abs(count) - 1, 2)
    ]
    return sorted(_links(text, marks, {**comments, **frame.closed} if frame.closed else comments, wiki))


def hidden_brackets(text: str, frame: Frame, links: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The (start, count) of the frame's brackets that belong to no link, and of separators that they protect."""
    used = {position for start, end in links for position in (start, start + 1, end - 2, end - 1)}
    hidden = [
        (position, 1)
        for start, count in frame.brackets
        for position in range(start, start + abs(count))
        if position not in used
    ]
    if hidden and frame.kind == "{":
        hidden.extend(_protected(text, frame, links))
    return hidden


def broken_links(text: str, frame: Frame, links: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The (start, end, closes) of each `[[` of the frame that opens no link, addresses in brackets aside."""
    opened = {position for start, _ in links for position in (start - 1, start, start + 1)}
    runs = frame.brackets
    for index, (start, count) in enumerate(runs):
        if count < 2 or (start in opened and count < 4) or _ADDRESS.match(text, start + count):
            continue
        after, closing = runs[index + 1] if index + 1 < len(runs) else (0, 0)
        closes = closing < -1 and text.find("\n", start, after) < 0
        yield start, (after + 2 if closes else start + count), closes


def separators(text: str, span: tuple[int, int], passed: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The (position, 1) of each `|` and `=` in `span` outside what `passed` leads over (start to end)."""
    position, end = span
    while (match := _SEPARATOR.search(text, position, end)) is not None:
        position = passed.get(match.start(), match.end())
        if match.group() in "|=":
            yield match.start(), 1


def _links(
    text: str, marks: list[tuple[int, bool]], passed: Mapping[int, int], wiki: Wiki
) -> list[tuple[int, int]]:
    """The (start, end) of each link, given every `[[` and `]]` in order and what a target may hold."""
    links: list[tuple[int, int]] = []
    ranges = [(0, len(marks))]
    while ranges:
        index, stop = ranges.pop()
        while index < stop:
            start, opens = marks[index]
            index += 1
            if not opens or index >= stop:
                continue
            after = _target_end(text, start + 2, passed)
            mark = text[after : after + 1]
            if after == start + 2 or mark not in ("|", "]"):
                continue
            position, opens = marks[index]
            if not opens:
                if position == after or (mark == "|" and position > after + 1):
                    kept = text.startswith("]", position + 2) and "[" in text[after:position]
                    links.append((start, position + 2 + kept))
                    index += 1
            elif mark == "|" and _is_file(text, start, wiki):
                last = _caption_end(marks, index, stop)
                if last:
                    links.append((start, marks[last][0] + 2))
                    ranges.append((index, last))
                    index = last + 1
    return links


def _target_end(text: str, position: int, passed: Mapping[int, int]) -> int:
    """Where the target that begins at `position` ends; `position` itself if it is an address."""
    match = _TARGET.match(text, position)
    if match is None:
        return position
    end = match.end()
    while end in passed:
        end = passed[end]
        part = _PART.match(text, end)
        end = part.end() if part else end
    return end


def _caption_end(marks: list[tuple[int, bool]], index: int, stop: int) -> int:
    """The index of the `]]` that ends a file whose caption holds links: the second one behind some link; else 0."""
    while index < stop and marks[index][1]:
        index += 1
        if index >= stop or marks[index][1]:
            return 0
        if index + 1 < stop and not marks[index + 1][1]:
            return index + 1
        index += 1
    return 0


def _is_file(text: str, start: int, wiki: Wiki) -> bool:
    """Whether the target of the link at `start` names a file."""
    prefix, colon, _ = text[start + 2 : start + 60].partition(":")
    return bool(colon) and wiki.namespace(prefix.strip()) == FILE


def _protected(text: str, frame: Frame, links: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The `|` and `=` between brackets that pair for the preprocessor but make no link: they part no parameters."""
    passed = {**frame.closed, **dict(links)}
    depth, position = 0, frame.brackets[0][0]
    for start, count in frame.brackets:
        if depth > 0:
            yield from separators(text, (position, start), passed)
        depth = max(depth + count, 0)
        position = start
