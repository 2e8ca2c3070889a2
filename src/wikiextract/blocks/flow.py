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
from typing import Final

from wikiextract.blocks.definitions import definition
from wikiextract.blocks.html import Html, block_state, table_start
from wikiextract.blocks.lines import Line, blank, lines, list_markers, shown_lines, shows, surface
from wikiextract.blocks.spans import Blocks, BlockSpan, Flow, Item
from wikiextract.blocks.tables import Tables
from wikiextract.marks import APART, BREAK, CODE
from wikiextract.plain import cleaned, expanded, switched, verbatim
from wikiextract.tree import Article, Tag

_LIST_SIGNS: Final = frozenset("*#:;")
_RULE = re.compile(r"-{4,}")
_FORMULAS: Final = frozenset({"math", "chem", "ce"})


def flow(article: Article) -> Flow:
    """The blocks and tables of a page."""
    reader = _Reader(article)
    every = lines(article)
    if every and article.wiki.redirect.match(article.source):
        every.pop(0)  # what a redirect page says of itself is no prose
    for line in every:
        for shown in shown_lines(article, line):
            reader.read(shown)
    reader.finish()
    return Flow(reader.blocks.made, reader.tables.found)


class _Reader:
    """Reads line by line; what is open (a paragraph, a list, a table) waits until something ends it."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.blocks = Blocks()
        self.tables = Tables(article, self.blocks)
        self.html = Html(article, self.blocks, self.tables)
        self.paragraph: list[Line] = []
        self.preformatted: list[Line] = []
        self.list: BlockSpan | None = None
        self.in_html = False
        self.item_goes_on = False  # whether a table that is open stands in the item of a line

    def read(self, line: Line) -> None:
        """One line."""
        if line.heading is not None:
            self.end_all()
            self.blocks.section = line.heading.section
            return
        if (self.tables.open or self.tables.markup) and self.reads_table(line):
            return
        raw = line.raw
        sign = raw[:1]
        if "{|" in raw and self.opens_table(line):
            return
        if line.made and sign in _LIST_SIGNS:
            self.read_made_item(line)
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
        elif not line.made and (APART in raw or CODE in raw or ("<" in raw and block_state(raw) is not None)):
            self.read_html(line)
        elif self.in_html:
            self.html.add(line, line.start, line.end)
        else:
            self.read_text(line)

    def reads_table(self, line: Line) -> bool:
        """Reads a line into the open tables; what stands in no cell of theirs is no part of them."""
        text = surface(self.article, line)
        if not self.tables.is_part(line, text):
            return False
        if self.paragraph or self.preformatted or self.html.stretch:
            self.end_text()
        self.list = None
        for part in self.tables.parts(line, text):
            self.html.read(line, text, part)
        if "<" in text:
            self.in_html = block_state(text) or False
        elif not self.tables.open:
            self.html.end_stretch("paragraph")  # what stands behind `|}`
        if self.item_goes_on:
            self.leave_item()
        return True

    def read_text(self, line: Line) -> None:
        """A line of prose, a rule, or a line that begins with a blank."""
        self.html.end_stretch()
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
            self.blocks.add("math", (tag.start, tag.end), verbatim(self.article, tag).strip("\n"))
        elif raw[0] == " " and not (self.article.restored or self.html.quotes):
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
        if not self.tables.opens(line):
            return False
        self.end_all()
        return True

    def read_made_item(self, line: Line) -> None:
        """An item of a list that a function shows; its place is the line of the source."""
        self.end_text()
        content = line.raw.lstrip("*#:;")
        markers = line.raw[: len(line.raw) - len(content)]
        self.add_to_list(markers, Item(len(markers), markers[-1], cleaned(content), line.start, line.end))

    def add_to_list(self, markers: str, item: Item) -> None:
        """An item to the open list of its kind, or to a new one."""
        kind = "list" if markers[0] in "*#" else "definition_list"
        if self.list is None or self.list.kind != kind:
            self.list = self.blocks.add(kind, (item.start, item.end))
        self.list.end = item.end
        self.list.items.append(item)

    def read_item(self, line: Line, markers: str, content: int) -> None:
        """A line of a list: markers, then the item; a term may have its definition on the same line."""
        colon = -1
        if markers[-1] == ";":
            colon = definition(surface(self.article, line), content - line.start)
        if colon < 0:
            self.add_item(markers, line, (line.start, content, line.end))
        else:
            colon += line.start
            self.add_item(markers, line, (line.start, content, colon))
            self.add_item(markers[:-1] + ":", line, (colon, colon + 1, line.end))
        if CODE in line.raw:
            for tag in line.nodes:
                if isinstance(tag, Tag) and tag.name == "gallery":
                    self.html.add_tag(tag)

    def add_item(self, markers: str, line: Line, place: tuple[int, int, int]) -> None:
        """One item: where it, its content, and both end. A table of html in it ends the list, and is a block."""
        start, content, end = place
        table = -1
        if "<" in line.raw:
            text = surface(self.article, line)
            table = table_start(text, content - line.start, end - line.start)
        stop = end if table < 0 else line.start + table
        shown = cleaned(expanded(self.article, line.nodes, content, stop))
        item = Item(len(markers), markers[-1], shown, start, stop)
        self.add_to_list(markers, item)
        if table >= 0:
            self.list = None
            self.html.enter(item)
            self.item_goes_on = True
            self.html.read(line, text, (table, end - line.start))
            self.leave_item()

    def leave_item(self) -> None:
        """Ends the item of a line behind the tables in it."""
        if not self.tables.open:
            self.html.end_stretch()
            self.html.enter(None)
            self.item_goes_on = False

    def read_html(self, line: Line) -> None:
        """A line with block-level tags."""
        self.end_paragraph()
        self.end_preformatted()
        text = surface(self.article, line)
        self.html.read(line, text, (0, len(text)))
        state = block_state(text)
        if state is not None:
            self.in_html = state

    def end_paragraph(self) -> None:
        """Ends an open paragraph."""
        if self.paragraph:
            text = cleaned(switched(self.article, "\n".join(line.raw for line in self.paragraph)))
            if text:
                seen = [line for line in self.paragraph if shows(line.raw)]
                first, last = seen[0], seen[-1]
                kind = "quote" if self.html.quotes else "paragraph"
                self.blocks.add(kind, (first.start, last.end), text)
            self.paragraph = []

    def end_preformatted(self) -> None:
        """Ends open lines that begin with a blank."""
        if self.preformatted:
            first, last = self.preformatted[0], self.preformatted[-1]
            text = cleaned(BREAK.join(line.raw for line in self.preformatted))
            if text:
                self.blocks.add("preformatted", (first.start, last.end), text)
            self.preformatted = []

    def end_text(self) -> None:
        """Ends whatever text is open."""
        self.html.end_stretch()
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
        self.tables.close_all(len(self.article.source))
        self.html.enter(None)
