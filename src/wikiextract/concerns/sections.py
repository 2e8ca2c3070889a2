"""Sections: the headings as MediaWiki counts them, and the blocks of prose below each.

    Text.              0  lead
    == Types ==        1  level 2, number "1"
    === One ===        2  level 3, number "1.1", parent 1
    == See also ==     3  level 2, number "2"

A section reaches to the next heading of any level; what stands above the first heading is the lead. Anchors are
those of Parser::finalizeHeadings: blanks to underscores, a second one of a name with `_2`.

https://www.mediawiki.org/wiki/Help:Links#Anchors
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import Final

from wikiextract.blocks import BlockSpan, Flow
from wikiextract.calls import role_of
from wikiextract.families import family
from wikiextract.models import Block, BlockItem, Media, Section, Table, trusted
from wikiextract.names import anchor, section_role
from wikiextract.plain import plain
from wikiextract.roles import infobox_kind
from wikiextract.tree import Article

_MEDICAL: Final = frozenset({"medical", "drug", "chemical", "anatomy", "protein"})
_section = trusted(Section)
_block = trusted(Block)
_item = trusted(BlockItem)


def sections(
    article: Article, flow: Flow, tables: tuple[Table, ...], media: tuple[Media, ...]
) -> tuple[Section, ...]:
    """The sections of the page; the first is the lead. Tables lend their text to their blocks.

    The captions of a gallery are paragraphs behind it, as MediaWiki makes them, each with the span of its picture.
    """
    pictures = [file for file in media if file.kind == "gallery"]
    blocks: list[list[Block]] = [[] for _ in range(len(article.headings) + 1)]
    for span in flow.blocks:
        blocks[span.section].append(_made_block(span, _shown_text(span, tables)))
        if span.kind == "gallery":
            blocks[span.section].extend(_captions(span, pictures))
    starts = [heading.start for heading in article.headings] + [len(article.source)]
    numbers, medical = _Numbers(), _is_medical(article)
    anchors: dict[str, int] = {}
    made = [
        _section(
            index=0,
            level=0,
            number=None,
            title=None,
            role="lead",
            anchor="",
            parent=None,
            text=_text(blocks[0]),
            blocks=tuple(blocks[0]),
            heading_span=None,
            span=(0, starts[0]),
        )
    ]
    for index, heading in enumerate(article.headings, 1):
        number, parent = numbers.next(heading.level, index)
        lines = plain(article, heading.nodes, heading.title_start, heading.title_end)
        title = lines.replace("\n", " ")
        made.append(
            _section(
                index=index,
                level=heading.level,
                number=number,
                title=title,
                role=section_role(title, article.wiki.language, medical=medical),
                anchor=_unique(anchor(lines.replace("\n", "")), anchors),
                parent=parent,
                text=_text(blocks[index]),
                blocks=tuple(blocks[index]),
                heading_span=(heading.start, heading.end),
                span=(heading.start, starts[index]),
            )
        )
    return tuple(made)


def _is_medical(article: Article) -> bool:
    """Whether the page is about a condition, a drug, a part of the body or a protein, by its boxes."""
    for template in article.templates:
        role = role_of(article, template)
        if role == "medical_resources":
            return True
        if role == "infobox" and family(infobox_kind(template.name, article.wiki)) in _MEDICAL:
            return True
    return False


class _Numbers:
    """Numbers of headings as the table of contents has them: the level counts relative to those around."""

    def __init__(self) -> None:
        self.levels: list[int] = []
        self.counts: list[int] = []
        self.indexes: list[int] = []

    def next(self, level: int, index: int) -> tuple[str, int | None]:
        """The number of the next heading and the index of the section that holds it."""
        if not self.levels or level > self.levels[-1]:
            self.levels.append(level)
            self.counts.append(0)
            self.indexes.append(index)
        else:
            while len(self.levels) > 1 and level < self.levels[-1] and level <= self.levels[-2]:
                self.levels.pop()
                self.counts.pop()
                self.indexes.pop()
        self.levels[-1] = level
        self.counts[-1] += 1
        self.indexes[-1] = index
        return ".".join(map(str, self.counts)), self.indexes[-2] if len(self.indexes) > 1 else None


def _unique(name: str, seen: dict[str, int]) -> str:
    """An anchor that no section above has: `Same`, `Same_2`, `Same_3`; case does not tell them apart."""
    key = name.lower()
    count = seen.get(key, 0) + 1
    seen[key] = count
    if count == 1:
        return name
    while f"{key}_{count}" in seen:
        count += 1
    seen[key] = count
    seen[f"{key}_{count}"] = 1
    return f"{name}_{count}"


def _captions(gallery: BlockSpan, pictures: Sequence[Media]) -> Iterator[Block]:
    """What stands below the pictures of a gallery."""
    first = bisect_left(pictures, gallery.start, key=lambda file: file.span[0])
    for file in takewhile(lambda file: file.span[0] < gallery.end, islice(pictures, first, None)):
        if file.caption:
            place = BlockSpan("paragraph", gallery.section, *file.span, file.caption)
            yield _made_block(place, file.caption)


def _shown_text(span: BlockSpan, tables: Sequence[Table]) -> str:
    """What a reader sees of a block."""
    if span.table is not None:
        return _table_text(tables[span.table])
    if span.items:
        return "\n".join(item.text for item in span.items if item.text)
    return span.text


def _made_block(span: BlockSpan, text: str) -> Block:
    return _block(
        kind=span.kind,  # type: ignore[arg-type]
        text=text,
        items=tuple(
            _item(
                depth=item.depth,
                marker=item.marker,  # type: ignore[arg-type]
                text=item.text,
                span=(item.start, item.end),
            )
            for item in span.items
        ),
        table=span.table,
        span=(span.start, span.end),
    )


def _table_text(table: Table) -> str:
    """A table as lines: its caption, then a row a line with a bar between cells."""
    rows = (" | ".join(cell.text.replace("\n", " ") for cell in row) for row in table.rows)
    return "\n".join(line for line in (table.caption, *rows) if line)


def _text(blocks: list[Block]) -> str:
    return "\n\n".join(block.text for block in blocks if block.text)
