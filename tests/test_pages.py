"""Whole pages: each fixtures/NAME.txt gives the Document in NAME.json, which someone has read.

A page of another language says so in its name: `Bluthochdruck.de.txt`.
"""

import json
from pathlib import Path

import pytest

from wikiextract import extract
from wikiextract.schema import json_schema

FIXTURES = Path(__file__).parents[1] / "fixtures"
PAGES = sorted(FIXTURES.glob("*.txt"))


def language(path: Path) -> str:
    """`de` for `name.de.txt`, else `en`."""
    return path.stem.partition(".")[2] or "en"


def document(path: Path) -> dict[str, object]:
    text = path.read_bytes().decode("utf-8")
    made: dict[str, object] = extract(text, language=language(path)).model_dump(mode="json")
    return made


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path: Path, accept: bool) -> None:
    expected = path.with_suffix(".json")
    found = document(path)
    if accept:
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_follows_the_schema(path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(document(path), json_schema())


def test_there_are_pages() -> None:
    assert len(PAGES) >= 13
