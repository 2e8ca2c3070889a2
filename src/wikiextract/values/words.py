"""What stands on the line of a template, before and behind it, and what it makes of the template's value.

    c. {{start date|1850}}        approximate            up to {{convert|5|km}}      at most 5 km
    −{{val|5}}                    −5                     {{convert|5|km}}+           5 km or more
    before {{start date|1850}}    none                   {{start date|850}} BC       none

Words that say nothing of the value (`opened {{start date|1850}}`) leave it as it is.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from wikiextract.data import table
from wikiextract.models import Value
from wikiextract.values.quantities import is_era
from wikiextract.values.value import dated, measured


class Words(NamedTuple):
    """What a reader sees before a template and behind it."""

    before: str = ""
    behind: str = ""


NO_WORDS: Final = Words()

_MINUS: Final = ("-", "−")
_ATTACHED_DASH = re.compile(r"(?:^|[\s0-9(])[-–—−±×]$")
_FURTHER = re.compile(r"\s?(?:[-–—−±×/x]|to|by)\s?[0-9]")
_PLUS = re.compile(r"\+(?!\s?[0-9])")
_LAST_WORDS: Final = 4
_ERA = re.compile(r"\s*\(?([^\W\d_][^\s,;()]*(?:\s[^\W\d_][^\s,;()]*)?)")


def qualified(value: Value, words: Words) -> Value | None:
    """The value as the words around its template make it; None where they make another of it or an unknown one."""
    if not words.before and not words.behind:
        return value
    return _date(value, words) if value.kind == "date" else _quantity(value, words)


def _date(value: Value, words: Words) -> Value | None:
    said = _said(words.before)
    era = _ERA.match(words.behind)
    if said in ("refused", "at_most", "at_least") or (
        era and any(map(is_era, (era[1], *era[1].split()[:1])))
    ):
        return None
    if said != "approximate":
        return value
    assert value.start is not None
    return dated(value.text, value.span, (value.start, value.end), approximate=True)


def _quantity(value: Value, words: Words) -> Value | None:
    before, low, high = words.before, value.low, value.high
    said = _said(before)
    if (
        said == "refused"
        or _FURTHER.match(words.behind)
        or any(map(words.behind.lower().strip().startswith, _behind()))
    ):
        return None
    if before.strip() in _MINUS and before[-1] in _MINUS and low is not None and high is None:
        low = -low
    elif _ATTACHED_DASH.search(before):
        return None
    if said == "at_most" and high is None:
        low, high = None, low
    approximate = value.approximate or bool(said) or _PLUS.match(words.behind) is not None
    return measured(value.text, value.span, (low, high), unit=value.unit, approximate=approximate)


def _said(before: str) -> str:
    """The name of the table that has the last words before a template, or nothing."""
    words = before.lower().split()[-_LAST_WORDS:]
    for first in range(len(words)):
        phrase = " ".join(words[first:])
        if found := _phrases().get(phrase) or _phrases().get(phrase.rstrip(".")):
            return found
    sign = before.rstrip()[-1:]
    return _phrases().get(sign, "") if not sign.isalnum() else ""


@cache
def _phrases() -> dict[str, str]:
    """Words before a value, in lower case and without a full stop, and the table that has them."""
    tables = table("values")
    return {
        word: name
        for name in ("approximate", "at_most", "at_least", "refused")
        for word in tables["refused_before" if name == "refused" else name]
    }


@cache
def _behind() -> tuple[str, ...]:
    return tuple(table("values")["refused_behind"])
