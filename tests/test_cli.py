"""The command, as a shell sees it: what it prints where, and its status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wikiextract import Document, __version__, extract
from wikiextract.cli import main
from wikiextract.models import as_json

ROOT = Path(__file__).parent.parent
FIXTURE = ROOT / "fixtures" / "calcinosis.txt"
TEXT = "'''Foo''' is a [[bar]].\n\n== Émile ==\n漢字 <!-- hidden -->\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "Foo_bar.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pages in an order that sorting changes, among files that are none."""
    pages = tmp_path / "pages"
    (pages / "deep").mkdir(parents=True)
    (pages / ".hidden").mkdir()
    for name in ("b.wiki", "a.txt", "deep/c.mediawiki", ".hidden/d.txt", ".e.txt", "readme.md"):
        (pages / name).write_text(f"text of {name}", encoding="utf-8")
    return pages


def shell(
    *arguments: object, stdin: bytes = b"", stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    words = [sys.executable, "-m", "wikiextract", *map(str, arguments)]
    environment = os.environ | {
        "PYTHONPATH": str(ROOT / "src") + os.pathsep + os.environ.get("PYTHONPATH", "")
    }
    return subprocess.run(
        words, input=stdin, stdout=stdout, stderr=subprocess.PIPE, env=environment, check=False, timeout=60
    )


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error; nothing is on standard output."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("wikiextract: ")
    assert captured.err.count("\n") == 1
    return captured.err


def test_one_page_is_indented_json(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(page)]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.startswith('{\n  "schema_version": "1.0",\n  "title": null,')
    assert "Émile" in captured.out
    assert "漢字" in captured.out
    assert Document.model_validate_json(captured.out) == extract(TEXT)


def test_several_pages_are_lines_in_the_order_given(
    page: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(page), str(folder / "a.txt")]) == 0
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [document["sections"][0]["text"] for document in documents] == ["Foo is a bar.", "text of a.txt"]


def test_a_folder_is_its_page_files_sorted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    texts = [json.loads(line)["sections"][0]["text"] for line in lines]
    assert texts == ["text of a.txt", "text of b.wiki", "text of deep/c.mediawiki"]


def test_a_folder_of_one_page_is_lines_too(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(page.parent)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_several_as_json_are_an_array(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--to", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 3


@pytest.mark.parametrize(
    ("name", "start"), [("o.json", '{\n  "schema'), ("o.jsonl", '{"schema'), ("o.txt", "Foo is")]
)
def test_the_ending_of_the_output_says_what_is_written(page: Path, name: str, start: str) -> None:
    output = page.parent / name
    assert main([str(page), "-o", str(output)]) == 0
    assert output.read_text(encoding="utf-8").startswith(start)


def test_every_stage_can_be_seen(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(page), "--to", "text"]) == 0
    assert capsys.readouterr().out == "Foo is a bar.\n\nÉmile\n\n漢字\n"
    assert main([str(page), "--to", "layout"]) == 0
    assert capsys.readouterr().out == TEXT
    assert main([str(page), "--to", "tree"]) == 0
    tree = capsys.readouterr().out.splitlines()
    assert tree[0].startswith("article")
    assert any("link" in line and "[[bar]]" in line for line in tree)
    assert any("heading 2" in line and "== Émile ==" in line for line in tree)


def test_title_and_language_are_what_is_said(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(page), "--title", "Foo", "--language", "de"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["title"], document["language"]) == ("Foo", "de")
    assert main([str(page), "--title-from-name"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Foo bar"


def test_select_leaves_the_other_fields_empty(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(page), "--select", "links, categories"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [link["target"] for link in document["links"]] == ["Bar"]
    assert document["templates"] == []
    assert set(document) == set(Document.model_fields)


def test_an_empty_page_is_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert main([str(path)]) == 0
    assert Document.model_validate_json(capsys.readouterr().out) == extract("")


def test_the_schema_and_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--schema", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Document"
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"wikiextract {__version__}\n"
    assert main(["--help"]) == 0
    assert "Examples:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "no SOURCE"),
        (["--colour"], "--colour"),
        (["PAGE", "--to", "xml"], "'xml' is not one of"),
        (["missing.txt"], "missing.txt: no such file"),
        (["PAGE", "missing.txt"], "missing.txt: no such file"),
        (["dump.xml.bz2"], "no such file"),
        (["PAGE", "--select", "infobox"], "no field 'infobox'; there are schema_version, title"),
        (["PAGE", "--select", ""], "no field ''"),
        (["PAGE", "--select", "links", "--to", "tree"], "--select is for JSON"),
        (["PAGE", "--select", "links", "-o", "out.txt"], "--select is for JSON"),
        (["PAGE", "PAGE", "--title", "Foo"], "--title is for one page"),
        (["PAGE", "--title", "Foo", "--title-from-name"], "exclude each other"),
        (["PAGE", "-o", "PAGE"], "would overwrite a source"),
        (["PAGE", "-o", "out.parquet"], "its ending is none of"),
        (["PAGE", "-o", "missing/out.json"], "no such file or directory"),
        (["PAGE", "-o", ".", "--to", "json"], "is a directory"),
        (["-", "-"], "can be read once"),
    ],
)
def test_what_is_wrong_is_one_line_and_status_2(
    page: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(page) if word == "PAGE" else word for word in arguments]) == 2
    assert words in complaint(capsys)
    assert page.read_text(encoding="utf-8") == TEXT


def test_a_folder_without_pages_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "readme.md").touch()
    assert main([str(tmp_path)]) == 2
    assert "no pages in this folder (files named *.txt" in complaint(capsys)


def test_a_dump_is_not_read_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump = tmp_path / "enwiki.xml.bz2"
    dump.write_bytes(b"BZh9")
    assert main([str(dump)]) == 2
    assert "dumps are not read yet" in complaint(capsys)


@pytest.mark.parametrize(
    ("content", "words"), [(b"caf\xe9!", "0xE9 at byte 3"), (b"\x7fELF\x00", "binary file")]
)
def test_what_is_not_text_leaves_the_output_alone(
    tmp_path: Path, content: bytes, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source, output = tmp_path / "page.txt", tmp_path / "out.json"
    source.write_bytes(content)
    output.write_text("old")
    assert main([str(source), "-o", str(output)]) == 2
    assert words in complaint(capsys)
    assert output.read_text() == "old"
    assert sorted(tmp_path.iterdir()) == [output, source]


def test_one_bad_file_does_not_stop_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, output = folder / "bad.txt", folder.parent / "out.jsonl"
    bad.write_bytes(b"\xff")
    assert main([str(folder), "-o", str(output)]) == 1
    assert len(output.read_text(encoding="utf-8").splitlines()) == 3
    error = capsys.readouterr().err.splitlines()
    assert error[0].startswith(f"wikiextract: {bad}: is not UTF-8 text: 0xFF at byte 0")
    assert error[1] == "wikiextract: 1 of 4 pages failed"
    # Named by itself it is a source that cannot be read.
    assert main([str(bad), str(folder / "a.txt"), "-o", str(output)]) == 2
    assert len(output.read_text(encoding="utf-8").splitlines()) == 1


def test_standard_input_and_a_process_of_its_own(page: Path) -> None:
    done = shell("-", stdin=TEXT.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert Document.model_validate_json(done.stdout) == extract(TEXT)
    done = shell("-", stdin=TEXT.encode("utf-16"))
    assert Document.model_validate_json(done.stdout) == extract(TEXT)
    done = shell("-", stdin=b"\xe9")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"wikiextract: standard input: is not UTF-8")


def test_the_command_prints_what_the_library_gives() -> None:
    for path in sorted((ROOT / "fixtures").glob("*.txt")):
        document = extract(path.read_bytes().decode("utf-8"))
        done = shell(path, "--to", "jsonl")
        assert done.stdout.decode("utf-8") == as_json(document) + "\n", path.name


def test_one_page_does_not_wait_for_pydantic() -> None:
    code = (
        "import sys; from wikiextract.cli import main; "
        f"status = main([{str(FIXTURE)!r}], quick=True); "
        "sys.exit('pydantic' in sys.modules)"
    )
    paths = str(ROOT / "src") + os.pathsep + os.environ.get("PYTHONPATH", "")
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="pipes break otherwise elsewhere")
def test_a_broken_pipe_is_quiet(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("word " * 200_000, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    done = shell(path, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_line(page: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = shell(page, stdout=full.fileno())
    assert done.returncode == 2
    assert done.stderr == b"wikiextract: standard output: no space left on device\n"
