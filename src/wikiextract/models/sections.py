"""Sections: the headings of a page and the prose below each, in blocks."""

from typing import Literal

from wikiextract.models.model import Model, Span


class BlockItem(Model):
    """One line of a list."""

    depth: int
    """How many list markers the line opens with: 1 for an item of the outermost list."""
    marker: Literal["*", "#", ";", ":"]
    """The last of its markers: bullet, number, term, or definition (also used to indent)."""
    text: str
    """The item as a reader sees it, without the items below it."""
    span: Span
    """Where the line is written."""


class Block(Model):
    """One paragraph, list, table or other block of a section."""

    kind: Literal[
        "paragraph", "list", "definition_list", "table", "gallery", "quote", "preformatted", "math", "html"
    ]
    """What the block is. The captions of a gallery are the paragraphs behind it, within its span."""
    text: str
    """The block as a reader sees it; of a gallery its title."""
    items: tuple[BlockItem, ...]
    """The lines of a list; none for other blocks."""
    table: int | None
    """Index, in the document's `tables`, of the table that the block is."""
    span: Span
    """Where the block is written."""


class Section(Model):
    """A heading and its own text, up to the next heading. The first section, the lead, has no heading."""

    index: int
    """Place in the document's `sections`; 0 is the lead."""
    level: int
    """Level of the heading, 1 to 6; 0 for the lead."""
    number: str | None
    """Number in the table of contents, `1.2`; null for the lead."""
    title: str | None
    """Heading as a reader sees it; null for the lead."""
    role: str | None
    """What it is about, whatever its wiki calls it: `references`, `see_also`, and on a medical page
    `signs_and_symptoms`, `treatment` …; `lead` for the lead, null for a title that no table knows."""
    anchor: str
    """Fragment of the section's address, as MediaWiki makes it; empty for the lead."""
    parent: int | None
    """Index of the section that this one is a part of."""
    text: str
    """Its own prose, without that of its subsections."""
    blocks: tuple[Block, ...]
    """Its own prose, block by block."""
    heading_span: Span | None
    """Where the heading is written, with its equals signs; null for the lead."""
    span: Span
    """From its heading to the next heading of any level."""
