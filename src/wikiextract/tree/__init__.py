"""The tree: one parse of a page into light nodes with exact spans. The only room that sees mwparserfromhell.

    text ─► scan ─► masked text ─► tokens ─► nodes ─► Article
            (comments, tags,       (mwparserfromhell)
             pairing brackets)

`parse(text, wiki)` gives the Article; concerns read its lists and never parse again.
"""

from wikiextract.tree.article import Article, between, node_at, parse, parted
from wikiextract.tree.nodes import (
    Argument,
    Comment,
    Heading,
    Link,
    Node,
    Parameter,
    Tag,
    Template,
    attributes,
)
from wikiextract.tree.scan import CONTAINERS, MAX_DEPTH, OPAQUE

__all__ = [
    "CONTAINERS",
    "MAX_DEPTH",
    "OPAQUE",
    "Argument",
    "Article",
    "Comment",
    "Heading",
    "Link",
    "Node",
    "Parameter",
    "Tag",
    "Template",
    "attributes",
    "between",
    "node_at",
    "parse",
    "parted",
]
