"""How far the documents agree with MediaWiki itself, by the judges of the conformance folder beside the project.

FLOORS says what each judge must find at least; KNOWN says which of its disagreements on the traps (small pages that
are each about one thing) are accidents of how the reference was asked, and why. Every other disagreement there is an
error of ours.
"""

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from conformance import FOLDER, needed

pytestmark = needed

FLOORS: Final = {
    "pages": {
        "sections": 99.9,
        "section_starts": 99.9,
        "categories": 99.6,
        "category_names": 99.6,
        "infoboxes": 99.9,
        "template_names": 99.8,
        "reference_tags": 99.9,
        "links": 99.8,
        "external": 99.7,
        "files": 99.8,
        "paragraphs": 98.6,
        "list_items": 99.3,
        "clean_text": 99.5,
        "redirect": 100.0,
    },
    "flattened": {
        "sections": 99.9,
        "category_names": 98.0,
        "infoboxes": 99.8,
        "reference_tags": 99.6,
        "list_items": 98.0,
    },
    "citations": {
        "whole": 97.7,
        "title": 99.7,
        "url": 97.1,
        "date": 99.8,
        "anchor": 99.8,
        "authors": 99.8,
        "container": 99.8,
        "identifiers": 99.8,
        "publisher": 99.7,
        "pages": 99.8,
        "volume": 99.8,
        "issue": 99.8,
        "place": 99.5,
        "chapter or title": 98.5,
        "title or container": 98.5,
        "edition": 98.0,
        "valid": 99.9,
    },
    "medical": {"F1": 99.5, "pages exact": 97.9},
}
"""What each judge must find, in percent."""

KNOWN: Final = {
    ("file forms", "paragraphs"): "the files did not exist there: the reference shows their names for them",
    ("paragraph breaks", "paragraphs"): "the reference's text glues the words at <br> together",
    (
        "interlanguage",
        "paragraphs",
    ): "the reference's wiki had no table of other languages: it shows the links",
    (
        "template in link",
        "links",
    ): "the page's own title, which the reference's templates and variables do not show",
    ("redirect", "list_items"): "the reference was made to show a redirect as if it were an ordinary page",
    (
        "redirect forms",
        "list_items",
    ): "the reference was made to show a redirect as if it were an ordinary page",
    (
        "ref broken quote",
        "reference_tags",
    ): "not Cite read the attribute there, but a regular expression of the judge's",
    (
        "nested ref",
        "clean_text",
    ): "MediaWiki shows the second closing tag too, behind an error that hides the paragraph",
    (
        "braces odd",
        "clean_text",
    ): "MediaWiki shows the braces too; templates stand in the paragraph, which hides it",
    ("url in template", "clean_text"): "MediaWiki shows the braces too; a template stands in the paragraph",
    (
        "strip marker look-alike",
        "clean_text",
    ): "the control character is the page's own; MediaWiki shows it as `?`",
    (
        "null and control characters",
        "paragraphs",
    ): "a control character that no XML dump can hold is replaced here, so that every output can be written",
    (
        "null and control characters",
        "section_starts",
    ): "offsets there count without the null, here in the text as given",
    ("flattened headings", "sections"): "a flattened page: here its lines are put back first",
    ("flattened headings", "section_starts"): "a flattened page: here its lines are put back first",
    ("flattened headings", "paragraphs"): "a flattened page: here its lines are put back first",
}
"""(trap, row): why the reference's answer is an accident."""

_DISAGREEMENT = re.compile(r"^(\w+) \| Trap: (.+)$", re.MULTILINE)
_MEDICAL = re.compile(r"F1 ([\d.]+) %   pages exact (\d+)/(\d+)")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("conformance")


def judged(script: str, *options: str | Path) -> str:
    """What a judge of the conformance folder prints about the code beside it."""
    source = Path(__file__).parents[1] / "src"
    command = [sys.executable, str(FOLDER / script), *map(str, options)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(source),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    run = subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, timeout=600, check=False
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return run.stdout


def table(path: Path) -> Any:
    """What a judge wrote down as JSON."""
    return json.loads(path.read_text(encoding="utf-8"))


def too_low(judge: str, found: dict[str, float]) -> list[str]:
    """The rows in which less was found than there must be."""
    return [
        f"{row}: {found.get(row, 0.0):.3f} % is less than {floor} %"
        for row, floor in FLOORS[judge].items()
        if found.get(row, 0.0) < floor
    ]


@pytest.mark.parametrize(("judge", "options"), [("pages", []), ("flattened", ["--flatten"])])
def test_pages(judge: str, options: list[str], scratch: Path) -> None:
    """Real pages, as they are and damaged as flattened ones are: no page fails, and each row reaches its floor."""
    written = scratch / f"{judge}.json"
    printed = judged("compare.py", *options, "--json", written)
    found = table(written)
    assert found["failed"] == 0, printed
    assert too_low(judge, {row: 100 * value["score"] for row, value in found["rows"].items()}) == []


@cache
def disagreements() -> dict[tuple[str, str], str]:
    """Each (trap, row) in which the reference and we differ, with what the judge says of it."""
    pages, truth = FOLDER / "traps-pages.jsonl", FOLDER / "traps-truth.jsonl"
    printed = judged("compare.py", "--pages", pages, "--truth", truth, "--show", "99")
    found = list(_DISAGREEMENT.finditer(printed))
    ends = [match.start() for match in found[1:]] + [len(printed)]
    return {(m[2], m[1]): printed[m.start() : end] for m, end in zip(found, ends, strict=True)}


def test_traps() -> None:
    """Every trap is read as MediaWiki reads it, but for what is known and argued."""
    assert [said for key, said in disagreements().items() if key not in KNOWN] == []


def test_what_is_known_of_the_traps_still_holds() -> None:
    """A difference that is gone is taken out of the table."""
    assert [key for key in KNOWN if key not in disagreements()] == []


def test_citations(scratch: Path) -> None:
    """Citations as Wikipedia's own module renders them: each is found, and each field is right."""
    written = scratch / "citations.json"
    printed = judged("citations.py", "--json", written)
    assert "(0 not found)" in printed
    found = table(written)
    shares = {**found["fields"], "whole": found["whole"]}
    assert too_low("citations", {field: 100 * share for field, share in shares.items()}) == []


def test_medical_identifiers() -> None:
    """Medical identifiers of real pages come out whole, and no others."""
    match = _MEDICAL.search(judged("medical.py"))
    assert match is not None
    assert (
        too_low("medical", {"F1": float(match[1]), "pages exact": 100 * int(match[2]) / int(match[3])}) == []
    )
