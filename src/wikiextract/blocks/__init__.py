"""What the lines of a page make: paragraphs, lists, tables and other blocks, each with its place in the source."""

from wikiextract.blocks.flow import flow
from wikiextract.blocks.grid import columns
from wikiextract.blocks.spans import BlockSpan, CellSpan, Flow, Item, TableSpan

__all__ = ["BlockSpan", "CellSpan", "Flow", "Item", "TableSpan", "columns", "flow"]
