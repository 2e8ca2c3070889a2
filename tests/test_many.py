"""The command over many pages: what it tells, where failures go, and that every form holds the same pages."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dumps import Entry, dump, entry, multistream
from wikiextract import Document, extract, read
from wikiextract.cli import main
from wikiextract.models import as_json
from wikiextract.runners import units
from wikiextract.writers.unfinished import failures_path

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
DUMPS = [
    "sample-multistream.xml.bz2",
    "enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2",
]


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A dump of three pages, the second of which has no revision."""
    path = tmp_path / "pages.xml"
    pages = [entry("One", 1, "[[Category:A]]"), Entry("Two", 2, []), entry("Three", 3, "[[Category:B]]")]
    path.write_text(dump(*pages), encoding="utf-8")
    return path


def titles(path: Path) -> list[str]:
    """The titles of the documents in a file of lines."""
    return [json.loads(line)["title"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_failures_are_kept_beside_the_output(damaged: Path, capfd: pytest.CaptureFixture[str]) -> None:
    output = damaged.with_name("out.jsonl")
    assert main([str(damaged), "-o", str(output)]) == 1
    assert titles(output) == ["One", "Three"]
    [failure] = [json.loads(line) for line in Path(failures_path(str(output))).read_text().splitlines()]
    assert failure == {
        "title": "Two",
        "page_id": 2,
        "source": str(damaged),
        "offset": failure["offset"],
        "error": "PageError",
        "message": "has no revision",
    }
    assert damaged.read_bytes()[failure["offset"] :].lstrip().startswith(b"<page>\n    <title>Two")
    assert capfd.readouterr().err.splitlines() == [
        f"wikiextract: {damaged}: Two at byte {failure['offset']}: has no revision",
        "wikiextract: 1 of 3 pages failed",
    ]


def test_failures_of_an_earlier_output_go_with_it(damaged: Path) -> None:
    output = damaged.with_name("out.jsonl")
    assert main([str(damaged), "-o", str(output)]) == 1
    damaged.write_text(dump(entry("One", 1, "a")), encoding="utf-8")
    assert main([str(damaged), "-o", str(output)]) == 0
    assert not Path(failures_path(str(output))).exists()


def test_where_all_failed_the_output_stays_and_the_failures_are_told(damaged: Path) -> None:
    damaged.write_text(dump(Entry("Two", 2, [])), encoding="utf-8")
    output = damaged.with_name("out.jsonl")
    output.write_text("as it was")
    assert main([str(damaged), "-o", str(output)]) == 1
    assert output.read_text() == "as it was"
    assert Path(failures_path(str(output))).exists()
    assert sorted(path.name for path in damaged.parent.iterdir()) == [
        "out.jsonl",
        "out.jsonl.failures.jsonl",
        "pages.xml",
    ]


def test_failures_of_tables_stand_beside_the_folder(damaged: Path) -> None:
    pytest.importorskip("pyarrow")
    assert main([str(damaged), "--tables", f"{damaged.parent}/t/"]) == 1
    assert (damaged.parent / "t.failures.jsonl").exists()
    assert (damaged.parent / "t" / "pages.parquet").exists()


def test_quiet_leaves_failures_to_be_seen(damaged: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([str(damaged), "-o", str(damaged.with_name("out.jsonl")), "--quiet"]) == 1
    assert capfd.readouterr().err.count("\n") == 1


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A table of 1,200 small pages."""
    path = tmp_path / "rows.jsonl"
    lines = [
        json.dumps({"id": n, "title": f"P{n}", "text": "#REDIRECT [[A]]" if n % 3 else "{{stub}} [[b"})
        for n in range(1200)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_long_run_is_summed_up(rows: Path, capfd: pytest.CaptureFixture[str]) -> None:
    report = rows.with_name("report.html")
    words = [str(rows), "-o", str(rows.with_name("out.jsonl")), "--report", str(report)]
    assert main(words) == 0
    error = capfd.readouterr().err
    assert "1,200 pages" in error
    assert "redirects" in error
    assert "unclosed-link" in error
    page = report.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "unclosed-link" in page
    assert "rows.jsonl" in page
    assert main([*words, "-q"]) == 0
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("report", "told"),
    [("missing/report.html", "there is no folder"), ("out.jsonl", "the same file"), ("rows.jsonl", "source")],
)
def test_a_report_that_cannot_be_written_is_refused_at_once(
    rows: Path, report: str, told: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(rows.parent)
    assert main(["rows.jsonl", "-o", "out.jsonl", "--report", report]) == 2
    assert told in capfd.readouterr().err
    assert sorted(os.listdir()) == ["rows.jsonl"]


def test_without_an_order_every_page_is_there_once(tmp_path: Path) -> None:
    pytest.importorskip("pebble")
    path = tmp_path / "made-multistream.xml.bz2"
    multistream(path, [entry(f"P{n}", n, "x" * (n % 7)) for n in range(1, 60)], 4)
    output = tmp_path / "out.jsonl"
    assert main([str(path), "-o", str(output), "--unordered", "-j", "2"]) == 0
    assert sorted(titles(output)) == sorted(f"P{n}" for n in range(1, 60))


def test_limit_counts_pages_of_every_source(tmp_path: Path) -> None:
    path = tmp_path / "made-multistream.xml.bz2"
    multistream(path, [entry(f"P{n}", n, "x") for n in range(1, 60)], 4)
    output = tmp_path / "out.jsonl"
    assert main([str(path), "-o", str(output), "--limit", "6"]) == 0
    assert titles(output) == [f"P{n}" for n in range(1, 7)]
    assert main([str(path), str(path), "-o", str(output), "--limit", "61", "-j", "1"]) == 0
    assert len(titles(output)) == 61


def test_columns_go_down_a_pipe_when_they_are_complete(damaged: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    output = damaged.with_name("out.parquet")
    pipe = damaged.with_name("pipe")
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as threads:
        content = threads.submit(pipe.read_bytes)
        assert main([str(damaged), "--to", "parquet", "-o", str(pipe)]) == 1
        output.write_bytes(content.result(timeout=30))
    assert parquet.read_table(output)["title"].to_pylist() == ["One", "Three"]


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is no part of the project")
@pytest.mark.parametrize("name", DUMPS)
def test_every_form_holds_the_same_pages(name: str, tmp_path: Path) -> None:
    """JSON Lines, Parquet and `extract` of each page alone agree; test_spark.py has Spark."""
    parquet = pytest.importorskip("pyarrow.parquet")
    pytest.importorskip("pebble")
    source = CORPUS / name
    lines, columns = tmp_path / "out.jsonl", tmp_path / "out.parquet"
    assert main([str(source), "-o", str(lines), "-q"]) == 0
    assert main([str(source), "-o", str(columns), "-q"]) == 0
    found = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert parquet.read_table(columns).to_pylist() == found
    pages = [page for unit in units(read(source)) for page in unit.pages()]
    numbers = [row["page"]["id"] for row in found]
    assert len(set(numbers)) == len(numbers) == len(pages) > 100
    for page, row in list(zip(pages, found, strict=True))[::9]:
        alone = extract(page.text, title=page.title, language="en")
        told = Document.model_validate({**row, "page": None, "source": None})
        assert as_json(told) == as_json(alone)


def test_a_source_in_a_folder_is_not_written_over(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("dear to me")
    assert main([str(tmp_path), "-o", str(tmp_path / "b.txt")]) == 2
    assert "would overwrite a source" in capfd.readouterr().err
    assert (tmp_path / "b.txt").read_text() == "dear to me"


def test_a_database_without_its_library_is_one_line(
    damaged: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    output = damaged.with_name("out.duckdb")
    assert main([str(damaged), "-o", str(output)]) == 2
    assert capfd.readouterr().err.count("\n") == 1
    assert [path.name for path in damaged.parent.iterdir()] == ["pages.xml"]


def test_a_mistake_of_the_program_has_a_status_of_its_own(damaged: Path) -> None:
    code = (
        "import sys; sys.argv[1:] = sys.argv[2:]; from wikiextract.cli import many\n"
        "many.plan_of = None; from wikiextract.__main__ import start; start()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "-", str(damaged)],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 70
    assert b"Traceback" in done.stderr
