"""The command, as a shell sees it: what it prints where, and its status."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from wikiextract import Document, __version__, extract
from wikiextract.cli import main
from wikiextract.models import as_json

ROOT = Path(__file__).parent.parent
FIXTURE = ROOT / "fixtures" / "calcinosis.txt"
SOURCES = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])}
"""What a process of its own needs to find the package."""

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
    *arguments: object,
    stdin: bytes = b"",
    stdout: int = subprocess.PIPE,
    keep: tuple[int, ...] = (),
    environment: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, with the descriptors `keep` open."""
    return subprocess.run(
        [sys.executable, "-m", "wikiextract", *map(str, arguments)],
        input=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=os.environ | SOURCES | environment,
        pass_fds=keep,
        check=False,
        timeout=60,
    )


def from_file(document: Document, path: Path | str) -> Document:
    """`document` as the command makes it from the file at `path`."""
    return document.model_copy(update={"source": str(path)})


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
    assert Document.model_validate_json(captured.out) == from_file(extract(TEXT), page)


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


def test_each_document_says_its_file(
    page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the source was named: a line can be joined to its file, whatever became of the others."""
    monkeypatch.chdir(page.parent)
    (folder / "aa.txt").write_bytes(b"\xff")
    assert main([page.name, "pages"]) == 1
    names = [json.loads(line)["source"] for line in capsys.readouterr().out.splitlines()]
    deep = os.path.join("pages", "deep", "c.mediawiki")
    assert names == [page.name, os.path.join("pages", "a.txt"), os.path.join("pages", "b.wiki"), deep]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read_when_it_is_named_and_has_no_title(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    done = shell(folder)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 3)
    read_end, write_end = os.pipe()
    with os.fdopen(write_end, "wb") as stream:
        stream.write(TEXT.encode())
    done = shell(f"/dev/fd/{read_end}", "--title-from-name", keep=(read_end,))
    os.close(read_end)
    document = json.loads(done.stdout)
    assert (document["title"], document["links"][0]["target"]) == (None, "Bar")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_a_name_that_is_no_text_is_written_all_the_same(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = os.fsencode(page.parent) + b"/caf\xe9.txt"
    os.rename(page, odd)
    assert main([os.fsdecode(odd), "--title-from-name"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["title"] == "caf\ufffd"
    assert document["source"] == f"{page.parent}/caf\ufffd.txt"


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


def test_the_tree_says_the_section_of_every_node(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.write_text("a\n== B ==\n{{c|d={{e|[[f]]}}}}\n", encoding="utf-8")
    assert main([str(page), "--to", "tree"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 7
    assert all("§1" in line for line in lines[1:])


def test_to_wins_over_the_ending(page: Path) -> None:
    output = page.parent / "o.json"
    assert main([str(page), "-o", str(output), "--to", "jsonl"]) == 0
    assert output.read_text(encoding="utf-8").startswith('{"schema')


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


def test_the_language_is_guessed_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text("#WEITERLEITUNG [[Stein]]", encoding="utf-8")
    assert main([str(page), "--language", "auto"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["language"], document["kind"]) == ("de", "redirect")
    assert [found["code"] for found in document["diagnostics"]] == ["guessed-language"]


def test_a_language_without_tables_is_noticed(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(page), "--language", "Deutsch"]) == 0
    captured = capsys.readouterr()
    assert captured.err.startswith(
        "wikiextract: no tables for the language 'Deutsch': English names are used"
    )
    assert captured.err.count("\n") == 1
    assert json.loads(captured.out)["diagnostics"][0]["code"] == "unknown-language"


def test_select_leaves_the_other_fields_empty(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(page), "--select", "links, categories"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [link["target"] for link in document["links"]] == ["Bar"]
    assert document["templates"] == []
    assert set(document) == set(Document.model_fields)
    assert main([str(page), "--select", "categories", "--select", "links"]) == 0
    assert json.loads(capsys.readouterr().out) == document


def test_an_empty_page_is_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert main([str(path)]) == 0
    assert Document.model_validate_json(capsys.readouterr().out) == from_file(extract(""), path)


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
        ([""], "a SOURCE is empty"),
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
        (["PAGE", "-o", "out.xlsx"], "its ending is none of"),
        (["PAGE", "-o", "missing/out.json"], "missing/out.json: there is no folder missing"),
        (["PAGE", "-o", "."], "-o . is a folder: name a file in it"),
        (["PAGE", "-o", "missing/", "--to", "json"], "-o missing/ is a folder"),
        (["PAGE", "--title", "caf\udce9"], "--title is not UTF-8 text"),
        (["PAGE", "--language", "\udce9"], "--language is not UTF-8 text"),
        (["PAGE/page.txt"], "PAGE/page.txt: no such file"),
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


def test_what_is_named_as_a_dump_must_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump = tmp_path / "enwiki.xml.bz2"
    dump.write_bytes(b"BZh9")
    assert main([str(dump)]) == 2
    assert "cannot be read: the bzip2 stream is cut short" in complaint(capsys)


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


def test_a_source_that_is_there_and_cannot_be_reached_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    assert main([str(loop)]) == 2
    assert "too many levels of symbolic links" in complaint(capsys)


def test_a_folder_that_cannot_be_listed_does_not_stop_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = os.scandir

    def refused(place: str) -> Any:
        if Path(place) in closed:
            raise PermissionError(errno.EACCES, "Permission denied", place)
        return listed(place)

    closed = [folder / "deep"]
    monkeypatch.setattr(os, "scandir", refused)
    assert main([str(folder)]) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 2
    assert captured.err.startswith(f"wikiextract: {folder / 'deep'}: ")
    closed.append(folder)
    assert main([str(folder)]) == 2
    assert complaint(capsys) == f"wikiextract: {folder}: permission denied\n"


def test_out_of_memory_is_one_line(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def exhausted(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("wikiextract.streams.decoded", exhausted)
    assert main([str(page)]) == 2
    assert complaint(capsys) == f"wikiextract: {page}: does not fit into the memory\n"
    monkeypatch.undo()
    monkeypatch.setattr("wikiextract.writers.forms.document_text", exhausted)
    assert main([str(page), "--to", "text"]) == 2
    assert complaint(capsys) == "wikiextract: out of memory\n"


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_names_are_utf_8_where_the_locale_is_not(page: Path) -> None:
    path = page.rename(page.parent / "Zürich.txt")
    locale = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for words in (["--title-from-name"], ["--title", "Zürich"]):
        document = json.loads(shell(path, *words, environment=locale).stdout)
        assert (document["title"], document["source"]) == ("Zürich", str(path))


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
    assert Document.model_validate_json(done.stdout) == from_file(extract(TEXT), "-")
    done = shell("-", stdin=TEXT.encode("utf-16"))
    assert Document.model_validate_json(done.stdout) == from_file(extract(TEXT), "-")
    done = shell("-", stdin=b"\xe9")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"wikiextract: standard input: is not UTF-8")


def test_the_command_prints_what_the_library_gives() -> None:
    for path in sorted((ROOT / "fixtures").glob("*.txt")):
        document = from_file(extract(path.read_bytes().decode("utf-8")), path)
        done = shell(path, "--to", "jsonl")
        assert done.stdout.decode("utf-8") == as_json(document) + "\n", path.name


def test_one_page_does_not_wait_for_pydantic() -> None:
    code = (
        "import sys; from wikiextract.cli import main; "
        f"status = main([{str(FIXTURE)!r}], quick=True); "
        "sys.exit('pydantic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | SOURCES,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0


def test_an_interruption_while_starting_is_one_line() -> None:
    code = """
import builtins, sys
real = builtins.__import__
def interrupted(name, *rest):
    if name == "wikiextract.cli":
        raise KeyboardInterrupt
    return real(name, *rest)
builtins.__import__ = interrupted
from wikiextract.__main__ import start
start()
"""
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, env=os.environ | SOURCES, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"wikiextract: interrupted\n")


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
@pytest.mark.parametrize("words", [["PAGE"], ["--help"], ["--version"], ["--schema", "json"]])
def test_a_full_disk_is_one_line(page: Path, words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = shell(*[page if word == "PAGE" else word for word in words], stdout=full.fileno())
    assert done.returncode == 2
    assert done.stderr == b"wikiextract: standard output: no space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="processes are ended otherwise elsewhere")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_process_that_is_stopped_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    """A page comes whole, the next one never: the process is ended while its output is half written."""
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    output = tmp_path / "out.jsonl"
    words = [sys.executable, "-m", "wikiextract", "page.txt", "pipe", "-o", str(output)]
    if signal.getsignal(signal.Signals[name]) is signal.SIG_IGN:
        pytest.skip("the signal is ignored here (nohup), and so by what is started")
    with subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, env=os.environ | SOURCES) as process:
        deadline = time.monotonic() + 30
        while not (tmp_path / "out.jsonl.unfinished" / "content").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.Signals[name])
        _, error = process.communicate(timeout=30)
    assert process.returncode == 128 + signal.Signals[name], error.decode()
    assert error.startswith(b"wikiextract: ")
    assert error.count(b"\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.txt", "pipe"]


CITED = "<ref>{{cite journal |last=Ek |first=B |title=Lime |journal=J Stone |year=2011}}</ref>{{cite web |website=X}}"


@pytest.fixture
def citing(tmp_path: Path) -> Path:
    """A folder of two pages that cite the same work, and one other each."""
    pages = tmp_path / "citing"
    pages.mkdir()
    for name in "ab":
        (pages / f"{name}.txt").write_text(CITED + f"{{{{cite book |title={name}}}}}", encoding="utf-8")
    return pages


@pytest.mark.parametrize(
    ("form", "ending", "start"),
    [
        ("bibtex", "bib", "@article{ek2011lime-"),
        ("ris", "ris", "TY  - JOUR\r\nID  - ek2011lime-"),
        ("csl-json", "csl.json", '[\n  {\n    "id": "ek2011lime-'),
        ("csl-json", "csl-json", '[\n  {\n    "id": "ek2011lime-'),
    ],
)
def test_works_cited_are_written_for_reference_managers(
    citing: Path, form: str, ending: str, start: str
) -> None:
    page, output = citing / "a.txt", citing / f"refs.{ending}"
    done = shell(page, "--to", form)
    assert done.stdout.decode().startswith(start)
    assert done.stderr == b"wikiextract: 1 citation left out: neither title, name, address nor identifier\n"
    assert done.returncode == 0
    assert shell(page, "-o", output).returncode == 0
    assert output.read_bytes() == done.stdout


def test_the_pages_of_a_folder_share_one_bibliography(
    citing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (citing / "z.txt").write_bytes(b"\xff")
    output = citing / "refs.csl.json"
    assert main([str(citing), "-o", str(output)]) == 1
    assert [item["title"] for item in json.loads(output.read_text("utf-8"))] == ["Lime", "a", "b"]
    assert "wikiextract: 2 citations left out" in capsys.readouterr().err


def test_a_page_without_citations_is_an_empty_bibliography(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form, text in (("bibtex", ""), ("ris", ""), ("csl-json", "[]\n")):
        assert main([str(page), "--to", form]) == 0
        assert capsys.readouterr() == (text, "")


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
def test_a_bibliography_has_no_fields_to_select(
    page: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert main([str(page), "--to", form, "--select", "citations"]) == 2
    words = f"wikiextract: --select is for JSON, Parquet and tables; --to {form} has no fields"
    assert capsys.readouterr().err.startswith(words)


def test_a_missing_library_is_one_line_that_says_how_to_get_it(
    citing: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bibtexparser", None)
    output = citing / "refs.bib"
    output.write_text("as it was")
    assert main([str(citing), "-o", str(output)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"wikiextract: {output}: ")
    assert error.endswith("pip install 'wikiextract[references]'\n")
    assert error.count("\n") == 1
    assert output.read_text() == "as it was"
    assert sorted(path.name for path in citing.iterdir()) == ["a.txt", "b.txt", "refs.bib"]
    assert main([str(citing), "-o", str(citing / "refs.ris")]) == 0


def test_one_page_as_json_does_not_wait_for_reference_managers() -> None:
    code = (
        "import sys\nfrom wikiextract.cli import main\n"
        f"assert main([{str(FIXTURE)!r}], quick=True) == 0\n"
        "loaded = {'bibtexparser', 'wikiextract.bibliography', 'rispy', 'pybtex'} & set(sys.modules)\n"
        "assert not loaded, loaded"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | SOURCES, stdout=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 0
