"""Numbers of footnotes, and what a reader sees for them.

    a<ref>A</ref> b{{efn|B}} c<ref>C</ref>                1, a, 2
    a{{refn|A<ref>inner</ref>}}                           inner is 1, A is 2: the inner one is made first
    <ref name=a details="p. 5"/><ref name=a>A</ref>       1.1, 1
    a<ref>A</ref> <references/> b<ref>B</ref>             1, 1: a printed list is closed, and the group begins anew

Each group counts on its own, by first use. A group named after a style of numbers is printed in it, any other with its
name. https://www.mediawiki.org/wiki/Help:Cite, https://en.wikipedia.org/wiki/Help:Footnotes (predefined groups)
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from wikiextract.data import table
from wikiextract.footnotes.marks import Mark, list_group
from wikiextract.footnotes.note import Footnote
from wikiextract.footnotes.short import kinds, named
from wikiextract.names import function_call
from wikiextract.tree import Article

_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_GREEK: Final = "αβγδεζηθικλμνξοπρστυφχψω"


def number(article: Article, notes: Sequence[Footnote]) -> None:
    """Sets the number and label of each footnote of `notes`, and the label of each of its uses."""
    printed = _printed(article)
    counts: dict[tuple[str, int], int] = {}
    numbers: dict[tuple[int, int], int] = {}
    subs: dict[tuple[int, int], int] = {}

    def counted(note: Footnote, run: int) -> int:
        key = (note.index, run)
        if key not in numbers:
            counts[note.group, run] = numbers[key] = counts.get((note.group, run), 0) + 1
        return numbers[key]

    uses = [(note, use) for note in notes for use in note.uses if use.refused is None]
    for note, use in sorted(uses, key=_order):
        run = bisect_right(printed.get(note.group, ()), use.node.start)
        main = note if note.parent is None else notes[note.parent]
        place = counted(main, run)
        use.label = label(note.group, place)
        if main is not note:
            sub = (note.index, run)
            if sub not in numbers:
                subs[main.index, run] = numbers[sub] = subs.get((main.index, run), 0) + 1
            use.label = f"{use.label}.{numbers[sub]}"
        for counting, said in ((main, label(note.group, place)), (note, use.label)):
            if counting.number is None:
                counting.number, counting.label = place, said


def _order(numbered: tuple[Footnote, Mark]) -> int:
    """What stands in another footnote's text is made before it: its end comes first."""
    return numbered[1].node.end


def _printed(article: Article) -> Mapping[str, Sequence[int]]:
    """Where the footnotes of each group are printed: the ends of its lists."""
    found: dict[str, list[int]] = {}
    for tag in article.tags:
        if tag.name == "references":
            found.setdefault(tag.attributes.get("group", ""), []).append(tag.end)
    known = kinds()
    for template in article.templates:
        if known.get(template.key) == "list":
            found.setdefault(list_group(article, template), []).append(template.end)
        elif template.key.startswith("#"):
            call = function_call(template.name, article.wiki)
            if call is not None and call[0] == "#tag" and call[1].strip().lower() == "references":
                found.setdefault(named(article, template, "group") or "", []).append(template.end)
    for ends in found.values():
        ends.sort()
    return found


def label(group: str, place: int) -> str:
    """What a reader sees for the footnote that is number `place` of its group, without the brackets."""
    styles: dict[str, str] = table("references")["styles"]
    style = styles.get(group)
    if style is not None:
        return _STYLES[style](place)
    return f"{group} {place}" if group else str(place)


def _letters(place: int, alphabet: str) -> str:
    """a … z, aa, ab …"""
    text = ""
    while place:
        place, rest = divmod(place - 1, len(alphabet))
        text = alphabet[rest] + text
    return text


def _roman(place: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        times, place = divmod(place, value)
        text += sign * times
    return text


_STYLES: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "lower-alpha": lambda place: _letters(place, _LATIN),
    "upper-alpha": lambda place: _letters(place, _LATIN).upper(),
    "lower-roman": _roman,
    "upper-roman": lambda place: _roman(place).upper(),
    "lower-greek": lambda place: _letters(place, _GREEK),
}
