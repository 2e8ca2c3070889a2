"""Footnotes: the references of a page, gathered and numbered as MediaWiki's Cite does it.

    fact<ref name="a">text</ref> more<ref name="a" />{{sfn|Le|2021|p=3}}
        ^uses and defines "a"        ^uses "a"       ^uses and defines a note named after what it says

One for each group and name, or for each unnamed `<ref>`; the first text that is given counts; those in `<references>`
or `{{reflist|refs=}}` define without using. What marks there are is said in `marks.py`, how short citations are read in
`short.py`, how footnotes are numbered in `numbers.py`.

https://www.mediawiki.org/wiki/Help:Cite
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wikiextract.footnotes.marks import Mark, marks, raw_text
from wikiextract.footnotes.note import Footnote
from wikiextract.footnotes.numbers import number
from wikiextract.footnotes.short import Short, kinds, shorts
from wikiextract.tree import Article, Node, Tag, Template

__all__ = ["Footnote", "Footnotes", "Mark", "Short", "footnotes", "kinds", "raw_text", "shorts"]


@dataclass(slots=True)
class Footnotes:
    """All footnotes of a page, and which of them each mark belongs to."""

    notes: list[Footnote]
    by_node: Mapping[int, int]

    def of(self, node: Node) -> int | None:
        """The index of the reference that a node stands in; None outside references."""
        for outer in node.ancestors():
            index = self.by_node.get(outer.start) if isinstance(outer, Tag | Template) else None
            if index is not None:
                return index
        return None

    def uses(self) -> dict[int, list[int]]:
        """Where references are used (the start of the tag or template) to their indexes."""
        found: dict[int, list[int]] = {}
        for note in self.notes:
            for use in note.uses:
                found.setdefault(use.node.start, []).append(note.index)
        return found


def footnotes(article: Article) -> Footnotes:
    """The footnotes of the page in order of their first mark."""
    gathered = _Gathered()
    found = marks(article)
    for mark in found:
        if mark.follow is None or mark.refused is not None:
            gathered.add(article, mark)
    for mark in found:
        if mark.follow is not None and mark.refused is None:
            gathered.follow(mark)
    gathered.notes.sort(key=lambda note: note.index)
    number(article, gathered.notes)
    return Footnotes(gathered.notes, gathered.by_node)


class _Gathered:
    """The footnotes while the marks are laid to them."""

    def __init__(self) -> None:
        self.notes: list[Footnote] = []
        self.named: dict[tuple[str, str], Footnote] = {}
        self.by_node: dict[int, int] = {}

    def add(self, article: Article, mark: Mark) -> None:
        """A mark that uses or defines a footnote."""
        parent = self.note(mark.group, mark.extends) if mark.extends else None
        if parent is not None and mark.details is not None:
            note = self.note(mark.group, f"{mark.extends}\0{mark.details}")
            note.name = None
        else:
            note = self.note(mark.group, mark.name)
        if parent is not None and parent is not note and note.parent is None and parent.parent is None:
            note.parent = parent.index
        if mark.defines:
            self.by_node.setdefault(mark.node.start, note.index)
            if note.definition is None:
                note.definition = mark
            elif raw_text(article, mark) != raw_text(article, note.definition):
                note.redefined.append(mark)
        if not (mark.listed or mark.silent):
            note.uses.append(mark)

    def follow(self, mark: Mark) -> None:
        """A mark whose text goes behind that of another; Cite prints it alone, without a number, when there is none."""
        note = self.named.get((mark.group, mark.follow or ""))
        if note is None:
            note = self.note(mark.group, None)
            note.definition = mark
            note.uses.append(mark)
            mark.refused = "it follows a reference that is not there"
        else:
            note.followed.append(mark)
        self.by_node[mark.node.start] = note.index

    def note(self, group: str, name: str | None) -> Footnote:
        """The footnote of that name in its group, or a new one."""
        note = self.named.get((group, name)) if name else None
        if note is None:
            note = Footnote(len(self.notes), group, name)
            self.notes.append(note)
            if name:
                self.named[group, name] = note
        return note
