"""Columns: Parquet, tables for SQL, databases. What is written comes back; what fails leaves what was there."""

import gzip
import importlib.util
import json
import os
import re
import runpy
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wikiextract import Document, Failure, WriterError, extract, read, run, write
from wikiextract.cli import main
from wikiextract.models import Diagnostic, Link, PageInfo, trusted
from wikiextract.schema import field_types, may_be_none, without_none
from wikiextract.writers import BINARY, ENDINGS, form_of
from wikiextract.writers import parquet as parquet_room
from wikiextract.writers import sinks as sinks_room
from wikiextract.writers import tables as tables_room
from wikiextract.writers.keys import PageKeys, origins
from wikiextract.writers.relations import RELATIONS, columns, rows_of

ROOT = Path(__file__).parent.parent


def needs(*libraries: str) -> pytest.MarkDecorator:
    """Skips what wants a library that is not installed."""
    missing = [name for name in libraries if importlib.util.find_spec(name) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


PARQUET = needs("pyarrow")
DUCKDB = needs("pyarrow", "duckdb")


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """The fixtures, as documents."""
    found = [result for result in run(read(ROOT / "fixtures")) if isinstance(result, Document)]
    assert len(found) >= 18
    return found


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file."""
    import pyarrow.parquet as pq

    found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return found


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    return rows(folder / f"{name}.parquet")


# compressed text


def test_lines_are_compressed_with_gzip(documents: list[Document], tmp_path: Path) -> None:
    plain, small = tmp_path / "pages.jsonl", tmp_path / "pages.jsonl.gz"
    assert write(documents, plain) == write(documents, small) == []
    assert gzip.decompress(small.read_bytes()) == plain.read_bytes()
    first = small.read_bytes()
    write(documents, small)
    assert small.read_bytes() == first


@needs("zstandard")
def test_lines_are_compressed_with_zstandard(documents: list[Document], tmp_path: Path) -> None:
    import zstandard

    plain, small = tmp_path / "pages.jsonl", tmp_path / "pages.NDJSON.ZST"
    assert write(documents, plain) == write(documents, small) == []
    with small.open("rb") as stream:
        assert zstandard.ZstdDecompressor().stream_reader(stream).read() == plain.read_bytes()


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("a.jsonl.gz", "jsonl"),
        ("a.json.zst", "json"),
        ("a.txt.gz", "text"),
        ("a.parquet", "parquet"),
        ("a.db", "sqlite"),
        ("tables/", "tables"),
        ("a.parquet.gz", None),
        ("a.sqlite.zst", None),
        ("a.gz", None),
    ],
)
def test_the_ending_says_the_form(path: str, form: str | None) -> None:
    assert form_of(path) == form


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("a.jsonl.zst", "zstandard zstd"),
        ("a.parquet", "pyarrow parquet"),
        ("tables/", "pyarrow parquet"),
        ("a.duckdb", "duckdb duckdb"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(
    name: str, missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, extra = missing.split()
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(WriterError, match=re.escape(f"pip install 'wikiextract[{extra}]'")):
        write([], f"{tmp_path}/{name}")
    assert not list(tmp_path.iterdir())


# whole documents


@PARQUET
def test_a_row_is_its_document(documents: list[Document], tmp_path: Path) -> None:
    write(documents, tmp_path / "pages.parquet")
    write(documents, tmp_path / "pages.jsonl")
    found = rows(tmp_path / "pages.parquet")
    assert [Document.model_validate(row) for row in found] == documents
    lines = (tmp_path / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in found] == lines


def made_up(kind: Any) -> st.SearchStrategy[Any]:
    """Values of the type `kind`."""
    if may_be_none(kind):
        return st.none() | made_up(without_none(kind))
    arguments = getattr(kind, "__args__", ())
    if getattr(kind, "__origin__", None) is tuple:
        if arguments[-1] is ...:
            return st.lists(made_up(arguments[0]), max_size=2).map(tuple)
        return st.tuples(*map(made_up, arguments))
    if arguments:
        return st.sampled_from(arguments)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: st.text(max_size=5),
        int: st.integers(-(2**63), 2**63 - 1),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
    }
    return plain[kind] if kind in plain else parts(kind)


def parts(model: Any) -> st.SearchStrategy[Any]:
    """Parts of the type `model` with anything in their fields."""
    fields = {name: made_up(kind) for name, kind in field_types(model).items()}
    return st.fixed_dictionaries(fields).map(model.model_validate)


@PARQUET
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(parts(Document), max_size=3))
def test_any_document_comes_back(tmp_path_factory: pytest.TempPathFactory, made: list[Document]) -> None:
    path = tmp_path_factory.mktemp("any") / "pages.parquet"
    write(made, path)
    assert [Document.model_validate(row) for row in rows(path)] == made


@PARQUET
def test_row_groups_are_bounded(
    documents: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    path = tmp_path / "pages.parquet"
    monkeypatch.setattr(sinks_room, "CHUNK_ROWS", 2)
    monkeypatch.setattr(parquet_room, "GROUP_ROWS", 6)
    write(documents, path)
    assert [Document.model_validate(row) for row in rows(path)] == documents
    shape = pq.read_metadata(path)
    assert max(shape.row_group(place).num_rows for place in range(shape.num_row_groups)) == 6
    monkeypatch.setattr(parquet_room, "GROUP_BYTES", 1)
    write(documents, path)
    assert pq.read_metadata(path).num_row_groups == (len(documents) + 1) // 2


@PARQUET
def test_the_file_says_what_it_holds(documents: list[Document], tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    from wikiextract.schema import arrow_schema

    path = tmp_path / "pages.parquet"
    write(documents, path)
    schema, shape = pq.read_schema(path), pq.read_metadata(path)
    assert schema.equals(arrow_schema())
    assert shape.metadata[b"wikiextract.schema_version"] == b"1.0"
    assert b"wikiextract.version" in shape.metadata
    group = shape.row_group(0)
    chunks = {group.column(place).path_in_schema: group.column(place) for place in range(group.num_columns)}
    assert {chunk.compression for chunk in chunks.values()} == {"ZSTD"}
    assert chunks["kind"].statistics.min == "article"
    assert chunks["page.id"].is_stats_set
    assert not chunks["links.list.element.target"].is_stats_set


@PARQUET
def test_nothing_written_is_a_file_without_rows(tmp_path: Path) -> None:
    write([], tmp_path / "pages.parquet")
    write([], f"{tmp_path}/tables/")
    assert rows(tmp_path / "pages.parquet") == []
    assert all(table(tmp_path / "tables", relation.name) == [] for relation in RELATIONS)


# tables


def paged(document: Document, number: int) -> Document:
    """`document` as the page `number` of a dump."""
    page = trusted(PageInfo)(id=number, namespace=0, revision_id=1, parent_id=None, timestamp=None, sha1=None)
    return document.model_copy(update={"page": page})


def test_no_two_documents_share_a_key() -> None:
    keys, document = PageKeys(), extract("a")
    numbers = [12, 5, 12, 0, 1 << 40, 12]
    assert keys.keys_of(origins([paged(document, number) for number in numbers])) == [
        "12",
        "5",
        "12/2",
        "0",
        f"{1 << 40}/4",
        "12/5",
    ]
    rest = [document.model_copy(update={"source": "page.txt"}), document]
    assert keys.keys_of(origins(rest)) == ["page.txt/6", "/7"]


@PARQUET
def test_a_row_has_the_values_of_its_part(documents: list[Document], tmp_path: Path) -> None:
    write([paged(document, number) for number, document in enumerate(documents)], f"{tmp_path}/t/")
    links = table(tmp_path / "t", "links")
    expected = [
        {"page_key": str(number), "index": index, **plain(link)}
        for number, document in enumerate(documents)
        for index, link in enumerate(document.links)
    ]
    assert links == expected
    assert len(links) > 50
    codes = [row["code"] for row in table(tmp_path / "t", "medical_identifiers")]
    assert codes == [
        found.code
        for document in documents
        if document.medical_resources
        for found in document.medical_resources.identifiers
    ]
    found = {
        (row["page_key"], row["infobox"], row["index"]): row
        for row in table(tmp_path / "t", "infobox_parameters")
    }
    for row in table(tmp_path / "t", "infobox_values"):
        parameter = found[row["page_key"], row["infobox"], row["parameter"]]
        assert parameter["key"] == row["key"]
        box = documents[int(row["page_key"])].infoboxes[row["infobox"]]
        assert box.parameters[row["parameter"]].values[row["index"]].text == row["text"]
        assert (box.kind, box.template) == (parameter["kind"], parameter["template"])


def plain(part: Link | Diagnostic) -> dict[str, Any]:
    given = part.model_dump()
    start, end = given.pop("span")
    return {**given, "span_start": start, "span_end": end}


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_rows_are_as_wide_as_the_table(relation: Any, documents: list[Document]) -> None:
    names = [column.name for column in columns(relation)]
    assert len(set(names)) == len(names)
    count = 0
    for document in documents:
        for row in rows_of(relation)(document, "1"):
            count += 1
            assert len(row) == len(names)
            for value, column in zip(row, columns(relation), strict=True):
                assert column.nullable if value is None else isinstance(value, outer(column.kind))
    assert count


def outer(kind: Any) -> Any:
    return kind if isinstance(kind, type) else tuple


def test_documents_without_identifiers_have_no_rows() -> None:
    document = extract("a")
    counts = {relation.name: len(list(rows_of(relation)(document, "1"))) for relation in RELATIONS}
    assert counts["pages"] == counts["sections"] == 1
    assert sum(counts.values()) == 2


@PARQUET
def test_small_batches_give_the_same_tables(
    documents: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(documents, f"{tmp_path}/one/")
    monkeypatch.setattr(sinks_room, "CHUNK_ROWS", 2)
    monkeypatch.setattr(tables_room, "KEPT_ROWS", 300)
    write(documents, f"{tmp_path}/two/")
    for relation in RELATIONS:
        assert table(tmp_path / "one", relation.name) == table(tmp_path / "two", relation.name)


@PARQUET
def test_the_databases_hold_the_same_rows(documents: list[Document], tmp_path: Path) -> None:
    write(documents, f"{tmp_path}/t/")
    write(documents, tmp_path / "pages.sqlite")
    with sqlite3.connect(tmp_path / "pages.sqlite") as database:
        for relation in RELATIONS:
            names = [column.name for column in columns(relation)]
            expected = [
                tuple(
                    json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
                    for value in row.values()
                )
                for row in table(tmp_path / "t", relation.name)
            ]
            cursor = database.execute(f'SELECT * FROM "{relation.name}" ORDER BY rowid')
            assert [name for name, *_ in cursor.description] == names
            assert cursor.fetchall() == expected
        assert dict(database.execute("SELECT * FROM metadata"))["wikiextract.schema_version"] == "1.0"
    database.close()


@DUCKDB
def test_duckdb_holds_the_same_rows(documents: list[Document], tmp_path: Path) -> None:
    import duckdb

    write(documents, f"{tmp_path}/t/")
    write(documents, tmp_path / "pages.duckdb")
    assert [path.name for path in tmp_path.glob("*.duckdb*")] == ["pages.duckdb"]
    with duckdb.connect(str(tmp_path / "pages.duckdb"), read_only=True) as database:
        for relation in RELATIONS:
            expected = [tuple(row.values()) for row in table(tmp_path / "t", relation.name)]
            assert database.execute(f'SELECT * FROM "{relation.name}"').fetchall() == expected


# what fails


def broken(documents: list[Document]) -> Iterator[Document]:
    yield from documents
    raise RuntimeError("the end")


SINKS = [
    pytest.param("pages.jsonl.gz"),
    pytest.param("pages.parquet", marks=PARQUET),
    pytest.param("tables/", marks=PARQUET),
    pytest.param("pages.sqlite"),
    pytest.param("pages.duckdb", marks=DUCKDB),
]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", SINKS)
def test_after_a_failure_everything_is_as_it_was(
    name: str, documents: list[Document], tmp_path: Path
) -> None:
    with pytest.raises(RuntimeError):
        write(broken(documents), f"{tmp_path}/{name}")
    assert not list(tmp_path.iterdir())
    write(documents[:2], f"{tmp_path}/{name}")
    before = contents(tmp_path)
    assert before
    with pytest.raises(RuntimeError):
        write(broken(documents), f"{tmp_path}/{name}")
    assert contents(tmp_path) == before
    write(documents[:3], f"{tmp_path}/{name}")
    after = contents(tmp_path)
    assert after.keys() == before.keys()
    assert after != before


@pytest.mark.parametrize("name", SINKS)
def test_failures_are_given_back(name: str, documents: list[Document], tmp_path: Path) -> None:
    failure = Failure(title="A", page_id=1, source=None, offset=None, error="PageError", message="no")
    assert write([failure, documents[0]], f"{tmp_path}/{name}") == [failure]


@pytest.mark.parametrize("name", SINKS[1:])
def test_a_number_that_is_too_large_is_a_writer_error(
    name: str, documents: list[Document], tmp_path: Path
) -> None:
    with pytest.raises(WriterError):
        write([documents[0], paged(documents[1], 1 << 70)], f"{tmp_path}/{name}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", SINKS)
def test_a_missing_folder_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(WriterError, match=r"there is no folder .*/none$"):
        write([], f"{tmp_path}/none/{name}")


@PARQUET
def test_a_folder_with_other_files_is_left_alone(documents: list[Document], tmp_path: Path) -> None:
    kept = tmp_path / "t" / "letters.txt"
    kept.parent.mkdir()
    kept.write_text("Dear")
    with pytest.raises(WriterError, match=r"holds other files \(letters.txt\)"):
        write(documents, f"{tmp_path}/t/")
    assert contents(tmp_path) == {"t/letters.txt": b"Dear"}
    with pytest.raises(WriterError, match="is a file"):
        write(documents, f"{kept}/")


@PARQUET
@pytest.mark.parametrize("step", [0, 1])
def test_what_was_there_is_put_back_when_folders_cannot_change_places(
    step: int, documents: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(documents[:1], f"{tmp_path}/t/")
    before = contents(tmp_path)
    calls: list[str] = []
    rename: Callable[[str, str], None] = os.rename

    def refuse(old: str, new: str) -> None:
        calls.append(old)
        if len(calls) == step + 1:
            raise PermissionError(13, "Permission denied")
        rename(old, new)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(WriterError, match="permission denied"):
        write(documents, f"{tmp_path}/t/")
    assert contents(tmp_path) == before


@PARQUET
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("to", ["parquet", "jsonl"])
def test_a_full_disk_is_a_writer_error(to: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(ROOT / "fixtures"), "-o", "/dev/full", "--to", to]) == 2
    assert capsys.readouterr().err.startswith("wikiextract: /dev/full: ")


@pytest.mark.parametrize("to", ["sqlite", "duckdb"])
@DUCKDB
def test_a_database_is_not_for_standard_output(to: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(ROOT / "fixtures" / "calcinosis.txt"), "--to", to]) == 2
    assert "standard output: a database can only be written to a file" in capsys.readouterr().err


# the command


def test_tables_say_where_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["page.txt", "--tables", "t", "--to", "json"]) == 2
    assert "without -o and --to" in capsys.readouterr().err


def command(*words: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, in `folder`."""
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", "wikiextract", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        check=False,
    )


@PARQUET
def test_one_page_is_the_same_in_columns(tmp_path: Path) -> None:
    page = str(ROOT / "fixtures" / "calcinosis.txt")
    done = command(page, "-o", "one.parquet", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    (row,) = rows(tmp_path / "one.parquet")
    document = json.loads(command(page, folder=tmp_path).stdout)
    assert row == document
    piped = tmp_path / "piped.parquet"
    piped.write_bytes(command(page, "--to", "parquet", folder=tmp_path).stdout)
    assert rows(piped) == [row]
    done = command(page, "--tables", "t", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [row["source"] for row in table(tmp_path / "t", "pages")] == [page]
    done = command(page, "-o", "one.db", "--select", "categories", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    with sqlite3.connect(tmp_path / "one.db") as database:
        assert database.execute("SELECT count(*) FROM categories").fetchone() == (3,)
    database.close()


@PARQUET
def test_the_arrow_schema_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--schema", "arrow"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0] == "# wikiextract.schema_version: 1.0"
    assert [line.partition(":")[0] for line in lines if line[0] not in "# "] == list(Document.model_fields)


# the documentation


def test_the_page_of_tables_is_fresh() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "tables_page.py"))["page"]()
    kept = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert kept == made, "python tools/tables_page.py > page.md && mv page.md docs/tables.md"


def test_every_ending_is_documented() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [ending for ending in ENDINGS if f"`{ending}`" not in text]
    assert (
        set(ENDINGS.values()) - {"json", "jsonl", "text", "bibtex", "ris", "csl-json"} | {"tables"} == BINARY
    )


@DUCKDB
def test_the_questions_of_the_readme_have_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    questions = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert len(questions) == 3
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    monkeypatch.chdir(tmp_path)
    assert main(["fixtures/", "--tables", "tables"]) == 0
    for question in questions:
        shown = re.search(r"^-- ([^|\n]*(?: \| [^|\n]*)+)$", question, re.MULTILINE)
        assert shown is not None
        answers = duckdb.sql(question).fetchall()
        assert shown[1].split(" | ") in [[str(value) for value in answer] for answer in answers]
