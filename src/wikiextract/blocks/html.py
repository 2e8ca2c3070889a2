"""HTML among the lines: what the tags of blocks part, the lists and tables that they make.

    <div>text</div>                     html: each stretch between two such tags is a block of its own
    <ul><li>item</li></ul>              list
    <table><tr><td>a</table> text       table, html

Lines may end anywhere in it. In a table's cell only tags of tables count; the rest is part of the cell's text.
"""

import re
from typing import Final

from wikiextract.blocks.lines import HIDDEN, Line
from wikiextract.blocks.spans import Blocks, Item
from wikiextract.blocks.tables import TAGS, Tables
from wikiextract.marks import APART, CODE
from wikiextract.plain import cleaned, expanded, verbatim
from wikiextract.tree import Article, Tag, between

_OPENING = re.compile(
    r"<(?:(?:table|h[1-6]|pre|p|ul|ol|dl)|/(?:td|th)|/?(?:tr|caption|dt|dd|li))\b", re.IGNORECASE
)
_CLOSING = re.compile(
    r"<(?:/(?:table|h[1-6]|pre|p|ul|ol|dl)|(?:td|th)|/?(?:center|blockquote|div|hr|aside|figure))\b",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    rf"[{APART}{CODE}]{HIDDEN}*|<(/?)(table|h[1-6]|pre|p|ul|ol|dl|td|th|tr|caption|dt|dd|li|center|blockquote|div|hr|aside|figure)\b([^<>]*)>",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_TABLE = re.compile(r"<table\b[^<>]*>", re.IGNORECASE)
_LISTS: Final = {"ul": "*", "ol": "#", "dl": ":"}
_ITEMS: Final = {"li": "", "dt": ";", "dd": ":"}


def block_state(text: str) -> bool | None:
    """What the tags of a line say of the lines behind it: whether they stand in a block of html; None for no tags.

    The rule of BlockLevelPass, which does not nest them.
    """
    closes = _CLOSING.search(text) is not None
    return not closes if closes or _OPENING.search(text) else None


def table_start(text: str, start: int, end: int) -> int:
    """Where the first `<table>` in text[start:end] stands; -1 without one."""
    match = _TABLE.search(text, start, end)
    return match.start() if match else -1


class Html:
    """Reads stretches of lines that hold tags of blocks, in order."""

    def __init__(self, article: Article, blocks: Blocks, tables: Tables) -> None:
        self.article = article
        self.blocks = blocks
        self.tables = tables
        self.quotes = 0
        self.stretch: list[tuple[Line, int, int]] = []  # text between two block tags, line by line
        self.item = ""  # the list marker that the stretch's `<li>`, `<dt>` or `<dd>` stands for
        self.around: Item | None = None  # the item that goes on behind a table in it, and its texts there
        self.behind: list[str] = []
        self.lists: list[str] = []  # the lists that are open, by their marker
        self.begins_list = False

    def read(self, line: Line, text: str, part: tuple[int, int]) -> None:
        """A part [start, end) of a line's surface."""
        position, end = part
        if any(text.find(sign, position, end) >= 0 for sign in ("<", APART, CODE)):
            for match in _BLOCK_TAG.finditer(text, position, end):
                name, closes = (match[2] or "").lower(), bool(match[1])
                if name not in TAGS and self.tables.cell is not None:
                    continue
                start = line.start + match.start()
                self.add(line, line.start + position, start)
                position = match.end()
                self.end_stretch()
                if name in TAGS:
                    self.tables.tag(name, closes, (start, line.start + position), match[3])
                    continue
                self.enter(None)
                if match[0][0] == CODE:
                    self.add_code(line, start)
                else:
                    self.tag(name, closes)
        self.add(line, line.start + position, line.start + end)

    def add(self, line: Line, start: int, end: int) -> None:
        """Source without tags that count: to the open cell, or to the stretch."""
        if self.tables.cell is not None:
            self.tables.put(line, start, end)
        else:
            self.stretch.append((line, start, end))

    def add_code(self, line: Line, start: int) -> None:
        """The block of the tag that stands at `start`."""
        tag = between(line.nodes, start, start + 1)[0]
        assert isinstance(tag, Tag)
        self.add_tag(tag)

    def add_tag(self, tag: Tag) -> None:
        """The block of a tag: code, or a gallery, whose text is its title (its captions are in `media`)."""
        if tag.name != "gallery":
            self.blocks.add("preformatted", (tag.start, tag.end), verbatim(self.article, tag).strip("\n"))
        elif tag.inner_start >= 0:
            title = _LINK.sub(r"\1", tag.attributes.get("caption", ""))
            self.blocks.add("gallery", (tag.start, tag.end), cleaned(title))

    def enter(self, item: Item | None) -> None:
        """From here on text behind tables belongs to that item, or to none."""
        if self.around is not None and self.behind:
            self.around.text = "\n".join(text for text in (self.around.text, *self.behind) if text)
            self.behind = []
        self.around = item

    def end_stretch(self, kind: str = "html") -> None:
        """Ends the text between two block tags: an item behind `<li>`, else a block of that kind."""
        stretch, self.stretch = self.stretch, []
        if not stretch:
            return
        text = cleaned(
            "\n".join(expanded(self.article, line.nodes, left, right) for line, left, right in stretch)
        )
        place = stretch[0][1], stretch[-1][2]
        if self.item:
            self.add_item(text, *place)
        elif text and self.around is not None and not self.tables.open:
            self.behind.append(text)
        elif text:
            self.blocks.add("quote" if self.quotes else kind, place, text)
        self.item = ""

    def tag(self, name: str, closes: bool) -> None:
        """What the tags of quotes and lists say of the text behind them."""
        if name == "blockquote":
            self.quotes = max(self.quotes + (-1 if closes else 1), 0)
        elif name in _LISTS:
            if not closes:
                self.begins_list = self.begins_list or not self.lists
                self.lists.append(_LISTS[name])
            elif self.lists:
                self.lists.pop()
        elif not closes and name in _ITEMS:
            self.item = _ITEMS[name] or (self.lists[-1] if self.lists else "*")

    def add_item(self, text: str, start: int, end: int) -> None:
        """An item of a list in html: to the list before it, unless another one has begun since."""
        made = self.blocks.made
        last = made[-1] if made else None
        kind = "list" if (self.lists[0] if self.lists else self.item) in "*#" else "definition_list"
        if self.begins_list or last is None or last.kind != kind or last.section != self.blocks.section:
            last = self.blocks.add(kind, (start, end))
        self.begins_list = False
        last.end = end
        item = Item(max(len(self.lists), 1), self.item, text, start, end)
        last.items.append(item)
        self.enter(item)
