"""Language variants: what a page shows of `-{…}-` on wikis that are written in several scripts.

    -{m}-                          m       kept from being converted
    -{zh-hans:鼠标;zh-hant:滑鼠}-   鼠标    the wiki's own form first, then along its fallbacks
    -{H|zh-cn:a;zh-tw:b}-                  a rule for the page, of which nothing is shown

Nothing else of the page is converted: what is shown is the page as its authors wrote it.

https://www.mediawiki.org/wiki/Writing_systems/Syntax, includes/language/ConverterRule.php
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_MARK = re.compile(r"-\{|\}-")
_HIDDEN: Final = frozenset({"H", "T", "-"})
_RAW: Final = frozenset({"R", "N"})
_DEPTH: Final = 10


def without_variants(text: str, variants: Sequence[str]) -> str:
    """`text` with what each `-{…}-` in it shows, from the inside out; one that never closes stays.

    `variants` are the codes of the wiki's variants, in the order in which a page in none of them falls back.
    """
    levels: list[list[str]] = [[]]
    position = 0
    for mark in _MARK.finditer(text):
        levels[-1].append(text[position : mark.start()])
        position = mark.end()
        if mark.group() == "-{" and len(levels) <= _DEPTH:
            levels.append([])
        elif mark.group() == "}-" and len(levels) > 1:
            rule = "".join(levels.pop())
            levels[-1].append(_shown(rule, variants))
        else:
            levels[-1].append(mark.group())
    levels[-1].append(text[position:])
    return "-{".join("".join(level) for level in levels)


def _shown(rule: str, variants: Sequence[str]) -> str:
    """What a rule shows: `flags|text`, where the text may give a form for each variant."""
    before, bar, text = rule.partition("|")
    flags = {flag.strip() for flag in before.split(";")} if bar else set()
    if not bar:
        text = rule
    if flags & _HIDDEN:
        return ""
    if flags & _RAW or not flags.isdisjoint(variants):
        return text.strip()
    forms = _forms(text, variants)
    return next((forms[code] for code in variants if code in forms), text) if forms else text


def _forms(text: str, variants: Sequence[str]) -> dict[str, str]:
    """The form for each variant; none where anything in the text is no such form."""
    forms: dict[str, str] = {}
    for part in _separator(tuple(variants)).split(text):
        code, colon, form = part.partition(":")
        code = code.rpartition("=>")[2].strip()
        if not colon and not part.strip():
            continue
        if not colon or code not in variants:
            return {}
        if form.strip():
            forms.setdefault(code, form.strip())
    return forms


@lru_cache(maxsize=16)
def _separator(variants: tuple[str, ...]) -> re.Pattern[str]:
    """A semicolon that the next form, or the end, stands behind."""
    codes = "|".join(map(re.escape, variants))
    return re.compile(rf";\s{{0,20}}(?=(?:[^;]{{0,200}}?=>\s{{0,20}})?(?:{codes})\s{{0,20}}:|\s{{0,20}}$)")
