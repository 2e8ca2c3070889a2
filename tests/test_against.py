"""The tree against mwparserfromhell's own, on every page of the conformance set: same nodes, same order, same text."""

from collections.abc import Iterator

import mwparserfromhell
from mwparserfromhell.nodes import Argument, Comment, Tag, Template, Wikilink

from conformance import lines, needed
from wikiextract.names import wiki
from wikiextract.tree import CONTAINERS, OPAQUE, parse
from wikiextract.tree.mask import masked
from wikiextract.tree.scan import Scanner

KINDS = {Template: "template", Wikilink: "link", Argument: "argument", Comment: "comment"}
BRACKETS = {"template", "link", "argument"}


def theirs(text: str) -> Iterator[tuple[str, str]]:
    """The nodes of mwparserfromhell.parse that our tree has too, in order."""
    for node in mwparserfromhell.parse(text, skip_style_tags=True).ifilter(recursive=True):
        if isinstance(node, Tag):
            if str(node.tag).lower().strip() in CONTAINERS | OPAQUE:
                yield "tag", str(node)
        elif type(node) in KINDS:
            yield KINDS[type(node)], str(node)


def ours(text: str, language: str, shown: str) -> Iterator[tuple[str, str]]:
    """Our nodes in order, each with its stretch of `shown`."""
    article = parse(text, wiki(language))
    every = [*article.templates, *article.links, *article.arguments, *article.comments, *article.tags]
    for node in sorted(every, key=lambda node: (node.start, -node.end)):
        yield node.kind, shown[node.start : node.end]


@needed
def test_the_nodes_are_those_of_the_parser() -> None:
    """Of the corrected text every bracket node on every page; of the raw text every node where none was corrected."""
    pages = untouched = 0
    for page in lines("pages.jsonl.bz2"):
        text, language = page["text"], page["language"]
        scan = Scanner(text, wiki(language)).scan()
        hidden = masked(text, scan.cuts)
        assert len(hidden) == len(text)
        expected = [node for node in theirs(hidden) if node[0] in BRACKETS]
        assert [node for node in ours(text, language, hidden) if node[0] in BRACKETS] == expected, page[
            "title"
        ]
        pages += 1
        untouched += list(ours(text, language, text)) == list(theirs(text))
    assert pages > 500
    assert (
        untouched / pages > 0.85
    )  # the others hold a correction of tests/test_tree.py, or a gallery's links
