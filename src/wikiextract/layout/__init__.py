"""The lines of a flattened page, put back. The only room that knows that input may be damaged.

    ==Types== ===Dystrophic=== The most …          ==Types==
    ==See also== * Calcification * Scleroderma     ===Dystrophic===
    Category:Symptoms and signs Category:Calcium   The most …            (and so on, a line each)

Flattening takes the brackets off links, of which the label is left (of a category or file, its title), and turns single
line breaks into blanks; blank lines, templates and tags stay. `restore` recognises such a page and turns the blanks
that were line breaks back, one character for one, so that every offset still holds. A sound page comes back as it is:
any `[[link]]` shows it sound, and so do its own line breaks. What cannot be known stays: where a paragraph followed a
list, the lines of poems and code, the targets of links.

    headings ─► categories ─► tables ─► lists ─► templates behind lists ─► lists in templates, galleries
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from wikiextract.layout.categories import bare_categories, category_breaks, opening
from wikiextract.layout.files import bare_files
from wikiextract.layout.headings import heading_breaks
from wikiextract.layout.inside import gallery_breaks, template_breaks
from wikiextract.layout.lists import list_breaks
from wikiextract.layout.protected import TEMPLATE, Stretch, stretches, visible
from wikiextract.layout.standing import standing_breaks
from wikiextract.layout.tables import table_breaks

__all__ = ["Layout", "Restored", "restore"]

Layout = Literal["wikitext", "flattened"]

_ENGLISH_CATEGORY = frozenset({"category"})
_ENGLISH_FILE = frozenset({"file", "image"})
_LINK = re.compile(r"\[\[[^\[\]]*\]\]")
_ITEM = re.compile(r"^[*#]", re.MULTILINE)
_REPAIRS_PER_LINE_BREAK = 4  # a page with more line breaks of its own than that is sound


@dataclass(frozen=True, slots=True)
class Restored:
    """A page's text with its lines as they were."""

    layout: Layout
    """"flattened" where the lines had been lost."""
    text: str
    """As long as the text that was given; only single blanks have become line breaks. That text itself if sound."""
    repairs: tuple[tuple[str, int], ...]
    """What the line break at each offset begins or ends: heading, category, table, list-item, parameter-item, gallery,
    block (a template or tag behind a list)."""
    categories: tuple[tuple[str, int, int], ...]
    """Categories without brackets: (name as written, start, end), `text[start:end]` being `Category:name`."""
    files: tuple[tuple[str, int, int], ...] = ()
    """Files that stand without brackets: (title as written, start, end)."""


def restore(
    text: str,
    *,
    force: Layout | None = None,
    category_words: frozenset[str] | None = _ENGLISH_CATEGORY,
    file_words: frozenset[str] = _ENGLISH_FILE,
) -> Restored:
    """The page `text` with its lines restored where they had been lost.

    `force` decides the layout; else it is recognised. `category_words` and `file_words` are the names of those two
    namespaces on the page's wiki, in lower case; None where its word for categories is not known and may be guessed.
    Takes time proportional to the text's length, next to none for a sound page. Raises nothing.
    """
    sound = Restored("wikitext", text, (), ())
    if force == "wikitext" or (force is None and _LINK.search(text)):
        return sound
    restored = _flattened(text, category_words, file_words)
    if force is None and not _is_evidence(restored, text):
        return sound
    return restored


def _flattened(text: str, category_words: frozenset[str] | None, file_words: frozenset[str]) -> Restored:
    protected = stretches(text)
    shown = visible(text, protected)
    repairs: dict[int, str] = {}

    def broken(kind: str, offsets: Iterable[int]) -> str:
        new = dict.fromkeys(offsets, kind)
        repairs.update(new)
        return _with_breaks(shown, new)

    shown = broken("heading", heading_breaks(shown))
    categories = bare_categories(shown, category_words, file_words)
    shown = broken("category", category_breaks(shown, categories))
    shown = broken("table", table_breaks(shown))
    shown = broken("list-item", list_breaks(shown))
    shown = broken("block", standing_breaks(text, shown, protected))
    repairs.update(_inside(text, protected, file_words))
    return Restored(
        "flattened",
        _with_breaks(text, repairs),
        tuple((repairs[offset], offset) for offset in sorted(repairs)),
        tuple((category.name, category.start, category.end) for category in categories),
        tuple(bare_files(shown, file_words)),
    )


def _inside(text: str, protected: Iterable[Stretch], file_words: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The breaks in templates and galleries, with their kinds."""
    files = opening(file_words)
    for stretch in protected:
        if stretch.kind == TEMPLATE:
            for offset in template_breaks(text, stretch.start, stretch.end):
                yield offset, "parameter-item"
        elif stretch.name == "gallery":
            for offset in gallery_breaks(text, stretch.start, stretch.end, files):
                yield offset, "gallery"


def _with_breaks(text: str, offsets: Iterable[int]) -> str:
    """`text` with a line break at each of `offsets`."""
    parts = []
    position = 0
    for offset in sorted(offsets):
        parts.append(text[position:offset])
        position = offset + 1
    parts.append(text[position:])
    return "\n".join(parts)


def _is_evidence(restored: Restored, text: str) -> bool:
    """Whether what was restored shows that the page had been flattened: enough of it, beside few lines of its own."""
    kinds = Counter(kind for kind, _ in restored.repairs)
    listed = (
        kinds["list-item"] > 1 or (kinds["list-item"] and _ITEM.search(text)) or kinds["parameter-item"] > 2
    )
    named = sum(restored.text[start - 1 : start] in ("", "\n") for _, start, _ in restored.categories)
    if not (kinds["heading"] or kinds["table"] > 1 or listed or named):
        return False
    lines = [line.strip() for line in text.split("\n")]
    kept = sum(1 for line, following in pairwise(lines) if line and following)
    return kept * _REPAIRS_PER_LINE_BREAK <= len(restored.repairs) + named
