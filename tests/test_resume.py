"""A run that is killed at any moment goes on where it was, and ends with the output of a run that was not."""

import importlib.util
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dumps import Entry, dump, entry, multistream
from wikiextract.cli import main
from wikiextract.writers.unfinished import failures_path

ROOT = Path(__file__).parent.parent
SMALL = """
import sys
from wikiextract.runners import unit
from wikiextract.writers import bibliography, databases, parquet, tables, text
unit.CHARACTERS = 15_000
text.KEPT_SECONDS = bibliography.KEPT_SECONDS = 0.02
text.MEMBER_BYTES = 150_000
parquet.GROUP_ROWS = 25
tables.KEPT_ROWS = databases.KEPT_ROWS = 3000
if __name__ == "__main__":
    from wikiextract.__main__ import start
    start()
"""
"""The command, keeping what it has far more often than it is worth in earnest."""
FORMS = ["jsonl", "jsonl.gz", "json", "txt", "bib", "parquet", "tables", "sqlite", "duckdb"]
NEEDED = {
    "bib": ("bibtexparser",),
    "parquet": ("pyarrow",),
    "tables": ("pyarrow",),
    "duckdb": ("duckdb", "pyarrow"),
}


@pytest.fixture(scope="module")
def pages() -> list[Entry]:
    """Pages of a dump: one comes twice, and one is damaged."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures").glob("*.txt"))]
    found = [entry(f"Page {n}", 7 if n == 90 else n, texts[n % len(texts)]) for n in range(1, 161)]
    found[60] = Entry("Without a revision", 61, [])
    return found


@pytest.fixture
def plain(pages: list[Entry], tmp_path: Path) -> Path:
    """A dump in one stream."""
    path = tmp_path / "pages.xml"
    path.write_text(dump(*pages), encoding="utf-8")
    return path


def words(source: Path, output: Path, *more: str) -> list[str]:
    """A command line."""
    where = ["--tables", str(output)] if output.name.endswith("tables") else ["-o", str(output)]
    return [str(source), *where, *more]


def started(source: Path, output: Path, *more: str) -> subprocess.Popen[bytes]:
    """The command, in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    code = [sys.executable, "-c", SMALL, *words(source, output, *more)]
    return subprocess.Popen(code, stderr=subprocess.PIPE, env=environment)


def killed_and_resumed(source: Path, output: Path, times: int, *more: str) -> int:
    """Runs the command to its end once; then again and again into `output`, killed up to `times` times at some moment
    soon after it has kept something more, and at last to its end. How often it was killed."""
    moments = random.Random(output.name)
    with started(source, output.with_name(f"whole-{output.name}"), *more) as process:
        process.communicate(timeout=120)
    folder = output.with_name(f"{output.name}.unfinished")
    kills = 0
    while kills < times:
        before = kept_at(folder)
        with started(source, output, "--resume", *more) as process:
            while kept_at(folder) == before and process.poll() is None:
                time.sleep(0.002)
            time.sleep(moments.uniform(0, 0.05))
            if process.poll() is not None:
                assert process.returncode == 1
                return kills
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
    with started(source, output, "--resume", *more) as process:
        _, error = process.communicate(timeout=120)
    assert process.returncode == 1, error.decode()
    return kills


def kept_at(folder: Path) -> int:
    """When a run last kept something, or is about to (a database keeps it in itself, behind the ids)."""
    found = [folder / "record.json", folder / "ids"]
    return max((path.stat().st_mtime_ns for path in found if path.exists()), default=0)


def content(path: Path) -> Any:
    """What an output holds: its bytes, or the rows of a database."""
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir()}
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            return list(database.iterdump())
    if path.suffix == ".duckdb":
        import duckdb

        with duckdb.connect(str(path), read_only=True) as database:
            names = [name for (name,) in database.execute("SELECT table_name FROM duckdb_tables").fetchall()]
            return {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    return path.read_bytes()


def skip_without(form: str) -> None:
    missing = [name for name in NEEDED.get(form, ()) if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


@pytest.mark.skipif(os.name != "posix", reason="processes are killed otherwise elsewhere")
@pytest.mark.parametrize("form", FORMS)
def test_killed_at_random_and_resumed_the_output_is_the_same(form: str, plain: Path) -> None:
    skip_without(form)
    output = plain.with_name(form if form == "tables" else f"out.{form}")
    kills = killed_and_resumed(plain, output, 3, "-j", "1")
    whole = output.with_name(f"whole-{output.name}")
    assert content(output) == content(whole)
    failures = Path(failures_path(str(output)))
    assert failures.read_bytes() == Path(failures_path(str(whole))).read_bytes()
    assert [json.loads(line)["title"] for line in failures.read_text().splitlines()] == ["Without a revision"]
    assert kills
    left = [
        path.name for path in output.parent.iterdir() if "unfinished" in path.name or ".part" in path.name
    ]
    assert not left


@pytest.mark.skipif(os.name != "posix", reason="processes are killed otherwise elsewhere")
def test_killed_twenty_times_with_several_processes(pages: list[Entry], tmp_path: Path) -> None:
    pytest.importorskip("pebble")
    source = tmp_path / "made-multistream.xml.bz2"
    multistream(source, [replace(page, id=page.id + 1000 * n) for n in range(5) for page in pages], 4)
    output = tmp_path / "out.jsonl"
    assert killed_and_resumed(source, output, 20, "-j", "2") == 20
    assert output.read_bytes() == output.with_name("whole-out.jsonl").read_bytes()
    numbers = [json.loads(line)["page"]["id"] for line in output.read_text(encoding="utf-8").splitlines()]
    assert len(numbers) == 5 * 159


@pytest.fixture
def interrupted(plain: Path) -> Path:
    """An output whose run was killed when it had kept something."""
    output = plain.with_name("out.jsonl")
    record = plain.with_name("out.jsonl.unfinished") / "record.json"
    with started(plain, output, "-j", "1") as process:
        while not record.exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert record.exists()
    return output


def complaint(capfd: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error."""
    error = capfd.readouterr().err
    assert error.count("\n") == 1
    return error


def test_a_run_that_was_interrupted_is_not_written_over(
    interrupted: Path, plain: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(words(plain, interrupted)) == 2
    assert "--resume goes on with it" in complaint(capfd)
    assert (interrupted.with_name("out.jsonl.unfinished") / "content").exists()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--language", "de"], "--language was nothing then, de now"),
        (["--select", "links"], "--select was nothing then, links now"),
        (["--limit", "3"], "--limit was nothing then, 3 now"),
        (["--unordered"], "--unordered was off then, on now"),
        (["--namespace", "all"], "--namespace was nothing then, all now"),
    ],
)
def test_a_run_with_other_options_is_refused_with_the_reason(
    interrupted: Path, plain: Path, more: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(words(plain, interrupted, "--resume", *more)) == 2
    assert complaint(capfd) == f"wikiextract: {interrupted}: cannot be resumed: {told}\n"


def test_a_source_that_changed_is_refused(
    interrupted: Path, plain: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plain.write_bytes(plain.read_bytes() + b" ")
    assert main(words(plain, interrupted, "--resume")) == 2
    assert f"cannot be resumed: {plain} was " in complaint(capfd)


def test_two_runs_do_not_write_one_output(
    interrupted: Path, plain: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fcntl = pytest.importorskip("fcntl")
    with (interrupted.with_name("out.jsonl.unfinished") / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert main(words(plain, interrupted, "--resume")) == 2
    assert complaint(capfd) == f"wikiextract: {interrupted}: another run is writing it\n"


def test_what_is_done_in_other_processes_may_change(interrupted: Path, plain: Path) -> None:
    pytest.importorskip("pebble")
    whole = interrupted.with_name("whole.jsonl")
    assert main(words(plain, whole)) == 1
    with started(plain, interrupted, "--resume", "-j", "2", "-q") as process:
        process.communicate(timeout=60)
    assert process.returncode == 1
    assert interrupted.read_bytes() == whole.read_bytes()


def test_resume_begins_where_there_is_nothing(plain: Path) -> None:
    first, second = plain.with_name("first.jsonl"), plain.with_name("second.jsonl")
    assert main(words(plain, first, "--resume")) == main(words(plain, second)) == 1
    assert first.read_bytes() == second.read_bytes()


def test_what_was_finished_and_not_moved_is_moved(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is killed between its last record and the move."""
    output = plain.with_name("out.jsonl")

    def killed(*_: object) -> None:
        raise SystemExit(137)

    monkeypatch.setattr("wikiextract.writers.unfinished._move_failures", killed)
    with pytest.raises(SystemExit):
        main(words(plain, output))
    assert not output.exists()
    monkeypatch.undo()
    assert main(words(plain, output, "--resume")) == 1
    whole = plain.with_name("whole.jsonl")
    assert main(words(plain, whole)) == 1
    assert output.read_bytes() == whole.read_bytes()
    assert Path(failures_path(str(output))).exists()


def test_what_can_be_read_only_once_is_not_resumed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text("a")
    assert main([str(page), "-", "-o", str(tmp_path / "out.jsonl"), "--resume"]) == 2
    assert "--resume: -: can be read only once" in complaint(capfd)
    assert main([str(page), str(page), "--resume"]) == 2
    assert "--resume wants a file (-o PATH)" in complaint(capfd)


def test_a_full_disk_leaves_what_can_be_resumed(
    plain: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from wikiextract.writers import text

    output = plain.with_name("out.jsonl")
    monkeypatch.setattr("wikiextract.runners.unit.CHARACTERS", 15_000)
    monkeypatch.setattr(text, "KEPT_SECONDS", 0.0)
    written = text.FileSink.add

    def full(sink: text.FileSink, chunk: bytes) -> None:
        if sink.file.tell() > 500_000:
            raise OSError(28, "No space left on device")
        written(sink, chunk)

    def refused(sink: text.FileSink, chunk: bytes) -> None:
        with text.reported(sink.place.path):
            full(sink, chunk)

    monkeypatch.setattr(text.FileSink, "add", refused)
    assert main(words(plain, output, "-j", "1")) == 2
    error = capfd.readouterr().err
    assert "the same command with --resume goes on" in error
    assert error.endswith("no space left on device\n")
    monkeypatch.setattr(text.FileSink, "add", written)
    assert main(words(plain, output, "-j", "1", "--resume")) == 1
    whole = plain.with_name("whole.jsonl")
    main(words(plain, whole))
    assert output.read_bytes() == whole.read_bytes()


def folder_of(output: Path) -> Path:
    return output.with_name(f"{output.name}.unfinished")


@pytest.mark.parametrize("form", ["sqlite", "duckdb"])
@pytest.mark.parametrize("where", ["_complete", "sync"])
def test_a_database_interrupted_while_it_is_finished_is_whole_in_the_end(
    form: str, where: str, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_without(form)
    from wikiextract.writers import databases

    output = plain.with_name(f"out.{form}")

    def killed(*_: object) -> None:
        raise SystemExit(137)

    if where == "sync":
        monkeypatch.setattr(databases, "sync_file", killed)
    else:
        monkeypatch.setattr(databases.SqliteSink, "_complete", killed)
        monkeypatch.setattr(databases.DuckdbSink, "_complete", killed)
    with pytest.raises(SystemExit):
        main(words(plain, output, "-j", "1"))
    assert not output.exists()
    monkeypatch.undo()
    assert main(words(plain, output, "-j", "1", "--resume")) == 1
    whole = plain.with_name(f"whole.{form}")
    assert main(words(plain, whole, "-j", "1")) == 1
    assert content(output) == content(whole)
    assert Path(failures_path(str(output))).read_bytes() == Path(failures_path(str(whole))).read_bytes()


def test_a_folder_that_is_somebody_elses_is_left_alone(
    plain: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    output = plain.with_name("out.jsonl")
    folder_of(output).mkdir()
    (folder_of(output) / "thesis.txt").write_text("dear to me")
    for more in ([], ["--resume"]):
        assert main(words(plain, output, *more)) == 2
        assert "is in the way: it holds no run" in complaint(capfd)
    assert (folder_of(output) / "thesis.txt").read_text() == "dear to me"


@pytest.mark.parametrize("more", [[], ["--resume"]])
def test_a_run_into_another_form_is_left_alone(
    more: list[str], interrupted: Path, plain: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(words(plain, interrupted, "--to", "sqlite", *more)) == 2
    told = "the form was jsonl then, sqlite now" if more else "--resume goes on with it"
    assert told in complaint(capfd)
    assert (folder_of(interrupted) / "content").stat().st_size


@pytest.mark.parametrize("name", ["record.json", "run.json"])
@pytest.mark.parametrize("text", ["{", "{}", "[1]", "", "\x00"])
def test_a_damaged_note_is_one_line(
    name: str, text: str, interrupted: Path, plain: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder_of(interrupted) / name).write_text(text)
    assert main(words(plain, interrupted, "--resume")) == 2
    assert str(folder_of(interrupted)) in complaint(capfd)


def test_content_that_was_shortened_is_not_filled_up(
    interrupted: Path, plain: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    os.truncate(folder_of(interrupted) / "content", 100)
    assert main(words(plain, interrupted, "--resume", "-j", "1")) == 2
    assert "content is shorter than it was when it was kept" in capfd.readouterr().err


def test_what_is_complete_is_not_made_anew(plain: Path, capfd: pytest.CaptureFixture[str]) -> None:
    output = plain.with_name("out.jsonl")
    output.write_text("as it was")
    assert main(words(plain, output, "--resume")) == 0
    assert "is complete; without --resume it is made anew" in complaint(capfd)
    assert output.read_text() == "as it was"


def test_failures_need_a_place(plain: Path, capfd: pytest.CaptureFixture[str]) -> None:
    output = plain.with_name("out.jsonl")
    Path(failures_path(str(output))).mkdir()
    assert main(words(plain, output)) == 2
    assert (
        complaint(capfd)
        == f"wikiextract: {output}.failures.jsonl: is a folder, where failures are to be written\n"
    )


def test_an_index_that_came_later_is_a_change(
    pages: list[Entry], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    source = folder / "made-multistream.xml.bz2"
    multistream(source, pages, 4, index=False)
    output = tmp_path / "out.jsonl"
    with started(folder, output, "-j", "1") as process:
        while not kept_at(folder_of(output)) and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    multistream(source, pages, 4)
    assert main(words(folder, output, "--resume")) == 2
    assert f"cannot be resumed: {folder} was 1 files" in complaint(capfd)
