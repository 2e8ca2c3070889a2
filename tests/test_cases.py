"""The cases of tests/cases/*.md: a little wikitext, and the JSON that its Document must contain.

A case is a `## heading`, prose, a fenced `wikitext` block (`wikitext de` for another language), and a fenced `json`
block. An object is contained if each of its keys is there with what is contained; a list must have as many elements,
each contained in turn.
"""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from wikiextract import extract

FOLDER = Path(__file__).parent / "cases"
_CASE = re.compile(
    r"^## (?P<name>.+?)\n(?P<prose>.*?)^```wikitext(?: (?P<language>[\w-]+))?\n(?P<text>.*?)^```\n"
    r".*?^```json\n(?P<json>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Case(NamedTuple):
    """One case of a file."""

    file: str
    name: str
    language: str
    text: str
    expected: Any


def cases() -> list[Case]:
    """Every case of every file."""
    return [
        Case(path.stem, m["name"], m["language"] or "en", m["text"].removesuffix("\n"), json.loads(m["json"]))
        for path in sorted(FOLDER.glob("*.md"))
        for m in _CASE.finditer(path.read_text(encoding="utf-8"))
    ]


CASES = cases()


def missing(expected: Any, found: Any, where: str = "document") -> list[str]:
    """Where `found` does not contain `expected`."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return [
            line
            for key, value in expected.items()
            for line in (
                missing(value, found[key], f"{where}.{key}")
                if key in found
                else [f"{where}.{key}: no such key"]
            )
        ]
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return [f"{where}: {len(found)} instead of {len(expected)}: {found!r}"]
        pairs = enumerate(zip(expected, found, strict=True))
        return [line for i, (value, other) in pairs for line in missing(value, other, f"{where}[{i}]")]
    return [] if expected == found else [f"{where}: {found!r} instead of {expected!r}"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_case(case: Case) -> None:
    found = extract(case.text, language=case.language).model_dump(mode="json")
    assert missing(case.expected, found) == []


def test_every_heading_is_a_case() -> None:
    """No case is passed over because a fence is missing."""
    for path in FOLDER.glob("*.md"):
        headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings == [case.name for case in CASES if case.file == path.stem], path.name
