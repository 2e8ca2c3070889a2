"""What the flow is made of: blocks, items, tables and cells, each with its place in the source."""

from dataclasses import dataclass, field

from wikiextract.tree import Node


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
class CellSpan:
    """A cell: its attributes, and the pieces of source that make up its content."""

    header: bool
    attributes: dict[str, str]
    start: int
    end: int
    pieces: list[tuple[int, int, list[Node]]] = field(default_factory=list)
    part: tuple[int, int] = (0, 1)
    """Where a template in the source shows several cells: which of them it is, of how many."""


@dataclass(slots=True)
class TableSpan:
    """A table: its cells by row, its captions, and where it stands."""

    start: int
    section: int
    attributes: dict[str, str]
    end: int = 0
    closed: bool = True
    """Whether something ends it before the page does."""
    rows: list[list[CellSpan]] = field(default_factory=list)
    captions: list[CellSpan] = field(default_factory=list)
    cell: CellSpan | None = None
    """The cell or caption that is open."""
    in_row: bool = False
    """Whether a row is open."""


@dataclass(slots=True)
class Blocks:
    """The blocks made so far, and the section that the next one belongs to."""

    made: list[BlockSpan] = field(default_factory=list)
    section: int = 0

    def add(self, kind: str, place: tuple[int, int], text: str = "", table: int | None = None) -> BlockSpan:
        """One more block, at that place."""
        block = BlockSpan(kind, self.section, *place, text, table=table)
        self.made.append(block)
        return block


@dataclass(slots=True)
class Flow:
    """The blocks of a page in source order, and its tables."""

    blocks: list[BlockSpan]
    tables: list[TableSpan]
