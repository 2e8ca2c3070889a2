"""Categories whose brackets are gone.

    Category:Symptoms and signs Category:Medical terminology fr:Calcinose {{stub}}
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^

Yields each category's name as written, with its span. A name ends at the next category, at an interlanguage link, a
file, a template, a tag, a quote, a list marker or the end of the line; at a lone `*`, `!` or `+`, which is what is left
of a category whose sort key it was; and where Latin letters give way for good to another script, which is prose that
followed. `:Category:A` is a link to the category and stays text. What was written `[[Category:A|key]]` in another
language than English left only its key behind: nothing can be known of it.

Where the wiki's words are not known, a word that opens every stretch of a whole line (`Ангилал:A Ангилал:B`), or
the last line, is taken for the wiki's own. https://www.mediawiki.org/wiki/Help:Categories
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from wikiextract.layout.protected import line_end

_END = re.compile(
    r"[\x01-\x05\n\[\]{}<>|#]|==|'''| ''| \*| [!+\-†•](?= |$)| __[A-Z]"
    r"| (?:[a-z]{2,3}(?:-[a-z]{2,8}){0,2}|simple):(?=[^\s:/])",
    re.MULTILINE,
)
_LABEL = re.compile(r"^[\x01-\x05 ]*([^\W\d_][^\s:=|{}\[\]<>\x01-\x05]{1,29}):(?=[^\W\d_])", re.MULTILINE)
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_OTHER_SCRIPT = re.compile(r" (?=[^\W\d_A-Za-zÀ-ɏ])")
_ENGLISH = frozenset({"category"})
_LONGEST = 200  # a title holds 255 bytes


class Category(NamedTuple):
    """visible[start:end] is the whole of `Category:name`."""

    name: str
    start: int
    end: int


@cache
def opening(words: frozenset[str]) -> re.Pattern[str]:
    """What opens a link into the namespace that `words` (lower case) name: the word and its colon."""
    names = sorted((word.replace("_", " ") for word in words if word), key=len, reverse=True)
    if not names:
        return re.compile("(?!)")
    first = re.escape("".join(sorted({letter for name in names for letter in name[0] + name[0].upper()})))
    rest = "|".join(re.escape(name[1:]).replace(r"\ ", "[ _]") for name in names)
    return re.compile(rf"[{first}](?<![:\w].)(?i:{rest}) ?:")  # a set in front: the scan skips to its letters


def bare_categories(visible: str, words: frozenset[str] | None, file_words: frozenset[str]) -> list[Category]:
    """The categories that stand in `visible` without brackets, in source order; `words` None where they are unknown."""
    found = list(_named(visible, _ENGLISH if words is None else words, file_words))
    if not found and words is None and (word := _own_word(visible, file_words)):
        found = list(_named(visible, frozenset({word}), file_words))
    return found


def category_breaks(visible: str, categories: Iterable[Category]) -> list[int]:
    """Offsets of the blanks before and after each category that shares its line with other text."""
    breaks = []
    for category in categories:
        if category.start > 1 and visible[category.start - 1] == " " and visible[category.start - 2] != "\n":
            breaks.append(category.start - 1)
        behind = visible[category.end : category.end + 2]
        if behind[:1] == " " and behind[1:] not in "\n":
            breaks.append(category.end)
    return breaks


def _named(visible: str, words: frozenset[str], file_words: frozenset[str]) -> Iterator[Category]:
    opened = [match.span() for match in opening(words).finditer(visible)]
    files = opening(file_words)
    last_end = -1
    for number, (start, colon) in enumerate(opened):
        limit = opened[number + 1][0] if number + 1 < len(opened) else len(visible)
        name_start = colon + (visible[colon : colon + 1] == " ")
        alone = visible[start - 1 : start] in "\n\x01\x02\x03\x04\x05" or last_end == start - 1
        if name_start > colon and not alone:
            continue  # "category: x" in a sentence
        stop = _END.search(visible, name_start, min(limit, name_start + _LONGEST + 1))
        name = visible[name_start : stop.start() if stop else min(limit, name_start + _LONGEST + 1)]
        if file := files.search(name):
            name = name[: file.start()]
        name = _without_prose(name).rstrip()
        if name.strip(" _:") and len(name) <= _LONGEST:
            last_end = name_start + len(name)
            yield Category(name, start, last_end)


def _without_prose(name: str) -> str:
    """`name` up to where its Latin letters give way to words of another script only."""
    other = _OTHER_SCRIPT.search(name)
    if other and _LATIN.search(name, 0, other.start()) and not _LATIN.search(name, other.end()):
        return name[: other.start()] if name.count(" ", other.end()) else name
    return name


def _own_word(visible: str, file_words: frozenset[str]) -> str | None:
    """The wiki's own word for categories: a line, or the page's last one, is nothing but `Word:name Word:name`."""
    end = len(visible.rstrip())
    for label in _LABEL.finditer(visible):
        word = label.group(1)
        line = visible[label.start(1) : line_end(visible, label.end())]
        stretches = line.split(f" {word}:")
        sure = len(stretches) > 1 or label.start(1) + len(line) == end
        if (
            sure
            and not word.islower()
            and word.lower() not in file_words
            and len(max(stretches, key=len)) <= _LONGEST
        ):
            return word.lower()
    return None
