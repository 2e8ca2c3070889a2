"""What the lines of a page make: paragraphs, lists, tables and other blocks, each with its place in the source."""

from wikiextract.blocks.flow import BlockSpan, Flow, Item, flow
from wikiextract.blocks.tables import CellSpan, TableSpan

__all__ = ["BlockSpan", "CellSpan", "Flow", "Item", "TableSpan", "flow"]
