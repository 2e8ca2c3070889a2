"""Blocks: the page's lines as paragraphs, lists, tables and the rest, each with its place and its section.

    Text of a               paragraph (a line break in it is a blank)
    paragraph.

    * item                  list
    ** item in it
    ; term : definition     definition_list
     with a leading blank   preformatted
    <div>text</div>         html

Follows MediaWiki's BlockLevelPass: a blank line, a list marker, a table or a block-level HTML tag ends a paragraph;
lines inside an HTML table or list make none.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from wikiextract.blocks.lines import HIDDEN, Line, blank, lines, list_markers, shows, surface
from wikiextract.blocks.tables import STRAY, Tables, TableSpan
from wikiextract.plain import APART, BREAK, CODE, cleaned, expanded, switched, verbatim
from wikiextract.tree import Article, Tag, between

_OPENING = re.compile(
    r"<(?:(?:table|h[1-6]|pre|p|ul|ol|dl)|/(?:td|th)|/?(?:tr|caption|dt|dd|li))\b", re.IGNORECASE
)
_CLOSING = re.compile(
    r"<(?:/(?:table|h[1-6]|pre|p|ul|ol|dl)|(?:td|th)|/?(?:center|blockquote|div|hr|aside|figure))\b",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    rf"[{APART}{CODE}]{HIDDEN}*|<(/?)(table|h[1-6]|pre|p|ul|ol|dl|td|th|tr|caption|dt|dd|li|center|blockquote|div|hr|aside|figure)\b[^<>]*>",
    re.IGNORECASE,
)
_LIST_SIGNS: Final = frozenset("*#:;")
_RULE = re.compile(r"-{4,}")
_TAG_OR_COLON = re.compile(r"<[^<>]*>|\[(?:[a-z]+:)?//[^\[\]]*\]|[a-z]+://[^\s\[\]<>]*|:")
_LISTS: Final = {"ul": "*", "ol": "#", "dl": ":"}
_ITEMS: Final = {"li": "", "dt": ";", "dd": ":"}
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_FORMULAS: Final = frozenset({"math", "chem", "ce"})


@dataclass(slots=True)
class Item:
    """One line of a list."""

    depth: int
    marker: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class BlockSpan:
    """A block: its kind and text, its items if it is a list, its index in the tables if it is one."""

    kind: str
    section: int
    start: int
    end: int
    text: str
    items: list[Item] = field(default_factory=list)
    table: int | None = None


@dataclass(slots=True)
class Flow:
    """The blocks of a page in source order, and its tables."""

    blocks: list[BlockSpan]
    tables: list[TableSpan]


def flow(article: Article) -> Flow:
    """The blocks and tables of a page."""
    reader = _Reader(article)
    every = lines(article)
    if every and article.wiki.redirect.match(article.source):
        every.pop(0)  # what a redirect page says of itself is no prose
    for line in every:
        reader.read(line)
    reader.finish()
    return Flow(reader.blocks, reader.tables.found)


class _Reader:
    """Reads line by line; what is open (a paragraph, a list, a table) waits until something ends it."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.blocks: list[BlockSpan] = []
        self.tables = Tables(article)
        self.section = 0
        self.paragraph: list[Line] = []
        self.preformatted: list[Line] = []
        self.list: BlockSpan | None = None
        self.in_html = False
        self.quotes = 0
        self.outermost = 0
        self.stretch: list[tuple[Line, int, int]] = []  # text between two block tags, line by line
        self.item = ""  # the list marker that the stretch's `<li>`, `<dt>` or `<dd>` stands for
        self.html_lists: list[str] = []

    def read(self, line: Line) -> None:
        """One line."""
        if line.heading is not None:
            if not self.tables.open:
                self.end_all()
            self.section = line.heading.section
            return
        if self.tables.open:
            self.read_table(line)
            return
        raw = line.raw
        sign = raw[:1]
        if "{|" in raw and self.opens_table(line):
            return
        if sign in _LIST_SIGNS or (line.nodes and line.nodes[0].kind == "comment"):
            markers, content = list_markers(self.article, line)
            if markers:
                self.end_text()
                self.read_item(line, markers, content)
                return
        if self.list is not None:
            self.list = None
        if blank(line):
            self.end_text()
        elif APART in raw or CODE in raw or ("<" in raw and (_OPENING.search(raw) or _CLOSING.search(raw))):
            self.read_html(line)
        elif self.in_html:
            self.stretch.append((line, line.start, line.end))
        else:
            self.read_text(line)

    def read_text(self, line: Line) -> None:
        """A line of prose, a rule, or a line that begins with a blank."""
        if self.stretch:
            self.end_stretch()
        raw = line.raw
        if raw.startswith("----") and _RULE.match(raw):
            self.end_text()
            after = (
                line.start
                + len(self.article.source[line.start : line.end])
                - len(self.article.source[line.start : line.end].lstrip("-"))
            )
            rest = Line(after, line.end, line.nodes, expanded(self.article, line.nodes, after, line.end))
            if not blank(rest):
                self.paragraph.append(rest)
            return
        tag = line.nodes[0] if len(line.nodes) == 1 else None
        if isinstance(tag, Tag) and tag.name in _FORMULAS and self.alone(tag, line):
            self.end_text()
            text = verbatim(self.article, tag).strip("\n")
            self.add(BlockSpan("math", self.section, tag.start, tag.end, text))
        elif raw[0] == " " and not (self.article.restored or self.quotes):
            self.end_paragraph()
            self.preformatted.append(line)
        else:
            self.end_preformatted()
            self.paragraph.append(line)

    def alone(self, tag: Tag, line: Line) -> bool:
        """Whether a tag is all that its line holds."""
        source = self.article.source
        return (
            not (source[line.start : tag.start] + source[tag.end : line.end]).strip() and tag.inner_start >= 0
        )

    def opens_table(self, line: Line) -> bool:
        """Opens a table if the line does."""
        if "{|" not in line.raw or not self.tables.opens(line, self.section):
            return False
        self.outermost = len(self.tables.found) - 1
        self.end_all()
        return True

    def read_table(self, line: Line) -> None:
        """A line of an open table; what follows the table's end on the line is text again."""
        rest = self.tables.take(line, self.section)
        if rest == STRAY and not blank(line):
            self.paragraph = [line]
            self.end_paragraph()
        if rest >= 0:
            self.end_table()
            if rest < line.end:
                nodes = [node for node in line.nodes if node.start >= rest]
                after = Line(rest, line.end, nodes, expanded(self.article, nodes, rest, line.end).lstrip())
                if not blank(after):
                    self.read(after)

    def end_table(self) -> None:
        """Adds the block of the outermost table, which has just ended."""
        table = self.tables.found[self.outermost]
        self.add(BlockSpan("table", table.section, table.start, table.end, "", table=self.outermost))

    def read_item(self, line: Line, markers: str, content: int) -> None:
        """A line of a list: markers, then the item; a term may have its definition on the same line."""
        kind = "list" if markers[0] in "*#" else "definition_list"
        if self.list is None or self.list.kind != kind:
            self.list = BlockSpan(kind, self.section, line.start, line.end, "")
            self.add(self.list)
        self.list.end = line.end
        colon = self.definition(line, content) if markers[-1] == ";" else -1
        if colon < 0:
            self.add_item(markers, line, (line.start, content, line.end))
        else:
            self.add_item(markers, line, (line.start, content, colon))
            self.add_item(markers[:-1] + ":", line, (colon, colon + 1, line.end))
        if CODE in line.raw:
            for tag in line.nodes:
                if isinstance(tag, Tag) and tag.name == "gallery":
                    self.add_tag(tag)

    def definition(self, line: Line, content: int) -> int:
        """Where the colon before a definition stands, outside tags and addresses; -1 without one."""
        text = surface(self.article, line)
        for match in _TAG_OR_COLON.finditer(text, content - line.start):
            if match.group() == ":":
                return line.start + match.start()
        return -1

    def add_item(self, markers: str, line: Line, place: tuple[int, int, int]) -> None:
        """One item: where it, its content, and both end."""
        start, content, end = place
        text = cleaned(expanded(self.article, line.nodes, content, end))
        assert self.list is not None
        self.list.items.append(Item(len(markers), markers[-1], text, start, end))

    def read_html(self, line: Line) -> None:
        """A line with block-level tags: each stretch between them is a block of its own, over line breaks too."""
        self.end_paragraph()
        self.end_preformatted()
        text = surface(self.article, line)
        position = 0
        for match in _BLOCK_TAG.finditer(text):
            self.stretch.append((line, line.start + position, line.start + match.start()))
            self.end_stretch()
            if match.group()[0] == CODE:
                self.add_code(line, line.start + match.start())
            name, closes = (match[2] or "").lower(), bool(match[1])
            if name == "blockquote":
                self.quotes = max(self.quotes + (-1 if closes else 1), 0)
            self.html_tag(name, closes)
            position = match.end()
        self.stretch.append((line, line.start + position, line.end))
        if _OPENING.search(text) or _CLOSING.search(text):
            self.in_html = _CLOSING.search(text) is None

    def add_code(self, line: Line, start: int) -> None:
        """The block of the tag that stands at `start`."""
        tag = between(line.nodes, start, start + 1)[0]
        assert isinstance(tag, Tag)
        self.add_tag(tag)

    def add_tag(self, tag: Tag) -> None:
        """The block of a tag: code, or a gallery, whose text is its title (those of its pictures are in `media`)."""
        if tag.name != "gallery":
            text = verbatim(self.article, tag).strip("\n")
            self.add(BlockSpan("preformatted", self.section, tag.start, tag.end, text))
        elif tag.inner_start >= 0:
            title = _LINK.sub(r"\1", tag.attributes.get("caption", ""))
            self.add(BlockSpan("gallery", self.section, tag.start, tag.end, cleaned(title)))

    def end_stretch(self) -> None:
        """Ends the text between two block tags: an item behind `<li>`, else a block of html."""
        stretch, self.stretch = self.stretch, []
        if not stretch:
            return
        text = cleaned(
            "\n".join(expanded(self.article, line.nodes, left, right) for line, left, right in stretch)
        )
        start, end = stretch[0][1], stretch[-1][2]
        if self.item:
            self.add_html_item(text, start, end)
        elif text:
            self.add(BlockSpan("quote" if self.quotes else "html", self.section, start, end, text))
        self.item = ""

    def html_tag(self, name: str, closes: bool) -> None:
        """What a list's tags say of the text behind them."""
        if name in _LISTS:
            if not closes:
                self.html_lists.append(_LISTS[name])
            elif self.html_lists:
                self.html_lists.pop()
        elif not closes and name in _ITEMS:
            self.item = _ITEMS[name] or (self.html_lists[-1] if self.html_lists else "*")

    def add_html_item(self, text: str, start: int, end: int) -> None:
        """An item of a list in html: to the list before it if that is one."""
        last = self.blocks[-1] if self.blocks else None
        kind = "list" if self.item in "*#" else "definition_list"
        depth = max(len(self.html_lists), 1)
        fits = last is not None and last.kind == kind and last.section == self.section
        if (
            last is None
            or not fits
            or (depth == 1 and last.items[-1].marker in "*#" and last.items[-1].marker != self.item)
        ):
            last = BlockSpan(kind, self.section, start, end, "")
            self.add(last)
        last.end = end
        last.items.append(Item(depth, self.item, text, start, end))

    def add(self, block: BlockSpan) -> None:
        """One more block."""
        self.blocks.append(block)

    def end_paragraph(self) -> None:
        """Ends an open paragraph."""
        if self.paragraph:
            text = cleaned(switched(self.article, "\n".join(line.raw for line in self.paragraph)))
            if text:
                seen = [line for line in self.paragraph if shows(line.raw)]
                first, last = seen[0], seen[-1]
                kind = "quote" if self.quotes else "paragraph"
                self.add(BlockSpan(kind, self.section, first.start, last.end, text))
            self.paragraph = []

    def end_preformatted(self) -> None:
        """Ends open lines that begin with a blank."""
        if self.preformatted:
            first, last = self.preformatted[0], self.preformatted[-1]
            text = cleaned(BREAK.join(line.raw for line in self.preformatted))
            if text:
                self.add(BlockSpan("preformatted", self.section, first.start, last.end, text))
            self.preformatted = []

    def end_text(self) -> None:
        """Ends whatever text is open."""
        if self.stretch:
            self.end_stretch()
        self.end_paragraph()
        self.end_preformatted()

    def end_all(self) -> None:
        """Ends whatever is open but tables."""
        self.end_text()
        self.list = None
        self.in_html = False

    def finish(self) -> None:
        """The end of the page."""
        self.end_all()
        if self.tables.open:
            self.tables.close_all(len(self.article.source))
            self.end_table()
