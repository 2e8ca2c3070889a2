"""Codes in a text.

    710.0–710.1 (lupus), V15.01; Type 2: 250.00
    ^^^^^^^^^^^  ^^^^^    ^^^^^^  ^^^^^^  ^^^^^^
    a range      label    code    label   code

Codes stand apart: between separators, blanks and dashes. A dash between two makes a range. The words behind a code,
or before it with a colon, are its label. What has digits and stands apart but is no code comes too, and so do bare
numbers beside a code. What is left is `unread`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from wikiextract.medical_codes.systems import is_placeholder, system_row

TEMPLATE, INSIDE = "\x01", "\x02"
"""In a text given to `written`, one value template: its first character, and each further one."""

_DASHES = "-‐‑‒–—−﹘﹣－"
_RANGE = re.compile(rf"\s*(?:[{_DASHES}]{{1,2}}|to|through|bis|à|a)\s*", re.IGNORECASE)
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_HIDDEN = re.compile(rf"[^{TEMPLATE}{INSIDE}]")
_SEPARATOR = re.compile(r"[,;\n•·|]|(?<=\s)(?:and|or|und|et|y|e|&|/|\*)(?=\s)")
_VALUE_TEMPLATE = re.compile(rf"{TEMPLATE}{INSIDE}*(?: ?[*†‡](?!\w))?")
_CODELIKE = re.compile(r"\d|^[A-Z]{1,5}:?$")
_BARE = re.compile(rf"[{_DASHES}]?([0-9](?:[0-9./{_DASHES}]*[0-9])?)")
_WORD = re.compile(r"\S+")
_TAKEN = "\x03"
_UNTAKEN = re.compile(rf"[^{_TAKEN}]+")
_PUNCTUATION = f" .:*†‡()[]/&+#'\"{_DASHES}{TEMPLATE}{INSIDE}"


class Written(NamedTuple):
    """A code or a range of two as it stands in a text. Spans are offsets in that text."""

    first: tuple[int, int]
    last: tuple[int, int] | None
    system: str
    label: tuple[int, int] | None


def written(system: str, text: str) -> list[Written]:
    """The codes of `system` in a text, ranges joined, in order.

    `text` has no markup; a value template in it is `TEMPLATE` and as many `INSIDE` as it has further characters.
    What is set apart like a code and has digits but is none comes too, for `checked` to say why.
    """
    row = system_row(system)
    inside = _PARENTHESES.sub(lambda match: f"({_HIDDEN.sub('.', match[1])})", text)
    codes = list(_VALUE_TEMPLATE.finditer(inside))
    found = [(match.start(), match.end(), system) for match in codes]
    found += _parts(row, system, inside) if row.get("slug") else _matches(system, inside)
    if not row.get("slug"):
        found += _misfits(system, inside, found)
    return list(_joined(sorted(found), inside))


def _parts(row: dict[str, Any], system: str, text: str) -> list[tuple[int, int, str]]:
    """Slugs: whatever stands between separators, without what is in parentheses behind it."""
    found = []
    for start, end in _between(text, 0, len(text)):
        piece = text[start:end]
        cut = piece.find(" (")
        stop = start + len(piece[:cut].rstrip()) if cut > 0 else end
        if TEMPLATE not in piece and not is_placeholder(piece):
            found.append((start, stop, system))
    return found


def _matches(system: str, text: str) -> list[tuple[int, int, str]]:
    """Codes of the system, and of those that are written in its place, that stand in the text; none overlap."""
    found: list[tuple[int, int, str]] = []
    taken = bytearray(len(text))
    for kind in (system, *system_row(system).get("also", ())):
        for match in _within_text(kind).finditer(text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append((match.start(), match.end(), kind))
    return found


def _misfits(system: str, text: str, found: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Parts of the text between separators that hold digits but no code: not of the form, or in another case.

    Beside a code only bare numbers are: other words with digits belong to its label (`type 2`).
    """
    misfits = []
    masked = _masked(text, [(start, end) for start, end, _ in found])
    for start, end in _between(masked, 0, len(masked)):
        piece = masked[start:end]
        if _TAKEN in piece:
            for part in _UNTAKEN.finditer(piece):
                misfits += [
                    (start + first, start + last, system) for first, last in _bare(piece, part.span())
                ]
            continue
        cut = piece.find("(")
        piece = piece[:cut].rstrip() if cut > 0 else piece
        if all(_CODELIKE.search(word) for word in piece.split()) and any(map(str.isdigit, piece)):
            misfits.append((start, start + len(piece), system))
    return misfits


def _bare(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The numbers that a part of the text consists of; none where there is another word among them."""
    words = [(word.start(), _BARE.fullmatch(word[0])) for word in _WORD.finditer(text, *span)]
    return (
        [(start + word.start(1), start + word.end(1)) for start, word in words if word]
        if all(word for _, word in words)
        else []
    )


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these spans taken out of it, as long as before."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [text[at:start], _TAKEN * (end - max(start, at))]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def unread(text: str, entries: Iterable[Written]) -> list[tuple[int, int]]:
    """The spans of words in a text that are neither codes nor labels of the `entries` found in it."""
    taken = [span for entry in entries for span in (entry.first, entry.last, entry.label) if span]
    masked = _masked(text, taken).replace(_TAKEN, "\n")
    left = []
    for start, end in _between(masked, 0, len(masked)):
        words = masked[start:end].strip(_PUNCTUATION)
        if words and not is_placeholder(words) and any(map(str.isalnum, words)):
            first = masked.index(words, start)
            left.append((first, first + len(words)))
    return left


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans between separators, without the blanks around them; empty ones left out."""
    cuts = [match.span() for match in _SEPARATOR.finditer(text, start, end)]
    for first, last in zip([start, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), end], strict=True):
        piece = text[first:last]
        if piece.strip():
            yield first + len(piece) - len(piece.lstrip()), last - len(piece) + len(piece.rstrip())


def _joined(found: list[tuple[int, int, str]], text: str) -> Iterator[Written]:
    """Neighbours with only a dash between them become one range; the words behind each become its label."""
    at = before = 0
    while at < len(found):
        start, end, system = found[at]
        first, last = (start, end), None
        if at + 1 < len(found) and _RANGE.fullmatch(text, end, found[at + 1][0]):
            at += 1
            last = found[at][:2]
        at += 1
        until = found[at][0] if at < len(found) else len(text)
        label = _label(text, (last or first)[1], until) or _label_before(text, before, start)
        yield Written(first, last, system, label)
        before = (last or first)[1]


def _label_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What stands before a code and ends in a colon."""
    piece = text[start:end]
    for separator in _SEPARATOR.finditer(piece):
        start = end - len(piece) + separator.end()
    words = text[start:end].strip()
    if not words.endswith(":") or not any(map(str.isalpha, words)):
        return None
    first = text.index(words, start)
    return first, first + len(words.rstrip(": "))


def _label(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What stands behind a code up to a separator: the words in parentheses, else the words."""
    parentheses = _PARENTHESES.search(text, start, end)
    separator = _SEPARATOR.search(text, start, end)
    if parentheses and (separator is None or parentheses.start() < separator.start()):
        return parentheses.span(1)
    piece = text[start : separator.start() if separator else end]
    words = piece.strip(f" .:*†{_DASHES}\n")
    if not any(map(str.isalpha, words)):
        return None
    first = start + piece.index(words)
    return first, first + len(words)


@cache
def _within_text(system: str) -> re.Pattern[str]:
    """The pattern of one code with nothing of a word on either side, marks and prefix with it."""
    row = system_row(system)
    marks = f"[{re.escape(row['marks'])}]" if row.get("marks") else "(?!)"
    prefix = f"(?:{row['drop']})?" if row.get("drop") else ""
    return re.compile(rf"{marks}?(?<![\w.]){prefix}(?a:{row['pattern']})(?![\w]|\.\w){marks}?")
