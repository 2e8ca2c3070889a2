"""Parquet files that grow by row groups: what other programs read in them, and that a killed one goes on as it was."""

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikiextract import Document, read, run
from wikiextract.schema import arrow_schema, versions
from wikiextract.writers import rowgroups
from wikiextract.writers.arrow import batch_of
from wikiextract.writers.footers import ROW_GROUP, Change, Footer, Shape, footer_of, moved, row_groups_of
from wikiextract.writers.rowgroups import RowGroupFile

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

ROOT = Path(__file__).parent.parent
SCHEMA = pa.schema(
    [
        pa.field("number", pa.int64(), nullable=False),
        pa.field("name", pa.string()),
        pa.field("parts", pa.list_(pa.struct([("text", pa.string()), ("at", pa.float64())]))),
        pa.field("sure", pa.bool_()),
    ],
    metadata=versions(),
)


def numbered(group: int, rows: int = 50) -> Any:
    """The table of one row group."""
    numbers = range(group * 1000, group * 1000 + rows)
    return pa.table(
        {
            "number": list(numbers),
            "name": [None if number % 7 == 0 else f"page {number % 11}" for number in numbers],
            "parts": [[{"text": str(part), "at": part / 2} for part in range(n % 4)] for n in numbers],
            "sure": [number % 2 == 0 for number in numbers],
        },
        schema=SCHEMA,
    )


@pytest.fixture(scope="module")
def documents() -> list[Any]:
    """The fixtures as tables of a few documents each, with one that is large."""
    found = [result for result in run(read(ROOT / "fixtures")) if isinstance(result, Document)]
    assert len(found) >= 18
    schema = arrow_schema()
    batches = [batch_of(found[:4]), batch_of(found[4:5]), batch_of(found[5:]), batch_of(found * 3)]
    return [pa.Table.from_batches([batch], schema=schema) for batch in batches]


class Place:
    """The two files of a test."""

    def __init__(self, folder: Path, schema: Any = SCHEMA, **options: Any) -> None:
        self.content, self.footers = folder / "pages.parquet", folder / "pages.footers"
        self.schema, self.options = schema, options

    def opened(self, state: dict[str, int] | None = None) -> RowGroupFile:
        return RowGroupFile(str(self.content), str(self.footers), self.schema, state=state, **self.options)

    def written(self, tables: Sequence[Any], state: dict[str, int] | None = None) -> bytes:
        """The finished file with these tables, behind those of `state`."""
        with closing(self.opened(state)) as file:
            for table in tables:
                file.append(table)
            file.finish()
        return self.content.read_bytes()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def at_once(tables: Sequence[Any], schema: Any = SCHEMA, **options: Any) -> bytes:
    """The file that pyarrow writes in one go."""
    stream = pa.BufferOutputStream()
    with pq.ParquetWriter(stream, schema, compression="zstd", **options) as writer:
        for table in tables:
            writer.write_table(table, row_group_size=table.num_rows)
    content: bytes = stream.getvalue().to_pybytes()
    return content


def without_ordinals(file: bytes) -> bytes:
    """A Parquet file as it is without ordinals, which older versions of pyarrow write."""
    footer = footer_of(memoryview(file))
    inner = footer.opening(footer.rows, footer.groups) + moved(footer.structs, 0) + footer.tail
    return b"PAR1" + row_groups_of(memoryview(file)) + inner + len(inner).to_bytes(4, "little") + b"PAR1"


def uninterrupted(tables: Sequence[Any], folder: Path) -> bytes:
    """The file with these tables that was never killed, as it is made in `folder`."""
    folder.mkdir()
    return Place(folder).written(tables)


as_pyarrow = pytest.mark.skipif(
    int(pa.__version__.partition(".")[0]) < 18,
    reason="pyarrow before 18 says of every column behind it, for nobody, where it was when it was written",
)


# what is written


@as_pyarrow
@pytest.mark.parametrize("count", [0, 1, 3, 14, 15, 40])
def test_the_file_is_that_of_pyarrow_without_ordinals(count: int, place: Place) -> None:
    tables = [numbered(group, 1 + group * 3) for group in range(count)]
    file = place.written(tables)
    assert file == without_ordinals(at_once(tables))
    assert pq.read_table(place.content).equals(pa.concat_tables(tables or [SCHEMA.empty_table()]))


def test_documents_come_back(documents: list[Any], tmp_path: Path) -> None:
    schema = arrow_schema()
    place = Place(tmp_path, schema)
    place.written(documents)
    assert pq.read_table(place.content).equals(pa.concat_tables(documents), check_metadata=True)
    with pq.ParquetFile(place.content) as file:
        assert file.schema_arrow.equals(schema, check_metadata=True)
        assert file.metadata.metadata[b"wikiextract.schema_version"] == b"1.0"
        assert b"ARROW:schema" in file.metadata.metadata
        assert file.metadata.num_rows == sum(table.num_rows for table in documents)
        for number, table in enumerate(documents):
            assert file.metadata.row_group(number).num_rows == table.num_rows
            assert file.read_row_group(number).equals(table)


@as_pyarrow
def test_documents_are_as_pyarrow_writes_them(documents: list[Any], tmp_path: Path) -> None:
    schema, single = arrow_schema(), ["kind", "page.id", "title"]
    place = Place(tmp_path, schema, statistics=single)
    file, whole = place.written(documents), at_once(documents, schema, write_statistics=single)
    assert file == without_ordinals(whole)
    found, expected = (pq.read_metadata(pa.BufferReader(content)) for content in (file, whole))
    assert found.to_dict()["row_groups"] == expected.to_dict()["row_groups"]
    assert found.metadata == expected.metadata
    group = found.row_group(found.num_row_groups - 1)
    chunks = [group.column(at) for at in range(group.num_columns)]
    assert {chunk.path_in_schema for chunk in chunks if chunk.is_stats_set} == set(single)


def test_statistics_let_readers_pass_over_row_groups(place: Place) -> None:
    dataset = pytest.importorskip("pyarrow.dataset")
    place.written([numbered(group) for group in range(20)])
    field = dataset.field("number")
    data = dataset.dataset(place.content)
    (fragment,) = data.get_fragments()
    chosen = fragment.split_by_row_group((field >= 7010) & (field < 9000))
    assert [group.id for part in chosen for group in part.row_groups] == [7, 8]
    found = data.to_table(filter=(field >= 7010) & (field < 9000), columns=["number"])
    assert found["number"].to_pylist() == [*range(7010, 7050), *range(8000, 8050)]
    assert not pq.read_table(place.content, filters=[("number", "=", 500)]).num_rows


def test_duckdb_reads_it(place: Place) -> None:
    duckdb = pytest.importorskip("duckdb")
    place.written([numbered(group) for group in range(20)])
    name = str(place.content)
    with duckdb.connect() as database:
        rows = database.execute(
            "SELECT count(*), sum(number), sum(len(parts)), count(name) FROM read_parquet(?)", [name]
        ).fetchone()
        groups = database.execute(
            "SELECT count(DISTINCT row_group_id), max(row_group_num_rows) FROM parquet_metadata(?)", [name]
        ).fetchone()
        part = database.execute("SELECT parts[2].at FROM read_parquet(?) WHERE number = 12003", [name])
        assert part.fetchone() == (0.5,)
    table = pa.concat_tables(numbered(group) for group in range(20))
    parts, names = table["parts"].to_pylist(), table["name"].to_pylist()
    assert rows == (
        1000,
        sum(table["number"].to_pylist()),
        sum(map(len, parts)),
        len(names) - names.count(None),
    )
    assert groups == (20, 50)


@as_pyarrow
@pytest.mark.parametrize("options", [{"statistics": False}, {"statistics": ["number"]}, {"statistics": True}])
def test_statistics_are_those_asked_for(options: dict[str, Any], tmp_path: Path) -> None:
    wanted = options["statistics"]
    file = Place(tmp_path, **options).written([numbered(0), numbered(1)])
    assert file == without_ordinals(at_once([numbered(0), numbered(1)], write_statistics=wanted))
    column = pq.read_metadata(tmp_path / "pages.parquet").row_group(1).column(0)
    assert column.is_stats_set == bool(wanted)


def test_a_table_without_rows_is_no_row_group(place: Place) -> None:
    empty = SCHEMA.empty_table()
    assert place.written([empty, numbered(0), empty]) == place.written([numbered(0)])


def test_files_may_share_threads(tmp_path: Path) -> None:
    tables = [numbered(group) for group in range(12)]
    places = []
    for name in "abc":
        (tmp_path / name).mkdir()
        places.append(Place(tmp_path / name))
    with ThreadPoolExecutor(2) as threads:
        files = [
            RowGroupFile(str(place.content), str(place.footers), SCHEMA, threads=threads) for place in places
        ]
        for table in tables:
            for file in files:
                file.append(table)
        files.pop().close()
        for file in files:
            file.finish()
    whole = uninterrupted(tables, tmp_path / "alone")
    assert [place.content.read_bytes() == whole for place in places[:2]] == [True, True]


# what is killed


TORN = (b"", b"PAR1 and what was torn")


@pytest.mark.parametrize("torn", TORN, ids=["clean", "torn"])
def test_taken_up_at_any_state_the_file_is_the_same(torn: bytes, place: Place) -> None:
    tables = [numbered(group, 1 + group * 5) for group in range(6)]
    whole = place.written(tables)
    for count in range(len(tables) + 1):
        file = place.opened()
        for table in tables[:count]:
            file.append(table)
        state = json.loads(json.dumps(file.kept()))
        assert state["row_groups"] == count
        assert state["rows"] == sum(table.num_rows for table in tables[:count])
        if torn:
            file.append(tables[3])
            file._store_all()
        file.close()
        for path in (place.content, place.footers):
            with path.open("ab") as stream:
                stream.write(torn)
        assert place.written(tables[count:], state) == whole
        # Killed before the finished file was moved into its place.
        if count == len(tables):
            assert place.written([], state) == whole


def test_a_state_may_be_kept_after_every_row_group(place: Place, tmp_path: Path) -> None:
    tables = [numbered(group) for group in range(5)]
    state = None
    for table in tables:
        file = place.opened(state)
        file.append(table)
        state = file.kept()
        assert file.kept() == state
        file.close()
    assert place.written([], state) == uninterrupted(tables, tmp_path / "whole")


def test_new_files_replace_old_ones(place: Place, tmp_path: Path) -> None:
    place.written([numbered(group) for group in range(5)])
    assert place.written([numbered(9)]) == uninterrupted([numbered(9)], tmp_path / "whole")


@pytest.mark.parametrize("name", ["content", "footers"])
def test_a_file_shorter_than_its_state_is_refused(name: str, place: Place) -> None:
    file = place.opened()
    file.append(numbered(0))
    state = file.kept()
    file.close()
    os.truncate(getattr(place, name), state[name] - 1)
    with pytest.raises(OSError, match="shorter than it was when its state was kept"):
        place.opened(state)
    os.unlink(getattr(place, name))
    with pytest.raises(FileNotFoundError):
        place.opened(state)


WRITER = textwrap.dedent(
    """
    import json, os, sys
    from pathlib import Path
    from test_rowgroups import Place, numbered

    folder = Path(sys.argv[1])
    kept = folder / "state"
    state = json.loads(kept.read_text()) if kept.exists() else None
    file = Place(folder).opened(state)
    for group in range(state["row_groups"] if state else 0, 400):
        file.append(numbered(group))
        if group % 5 == 0:
            (folder / "new").write_text(json.dumps(file.kept()))
            os.replace(folder / "new", kept)
    file.finish()
    """
)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes cannot be killed so here")
def test_a_killed_process_is_taken_up(place: Place, tmp_path: Path) -> None:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": paths}
    killed = 0
    for more in (20_000, 70_007):
        before = place.content.stat().st_size if place.content.exists() else 0
        with subprocess.Popen(command, env=environment) as process:
            until = time.monotonic() + 60
            while process.poll() is None and time.monotonic() < until:
                if place.content.exists() and place.content.stat().st_size > before + more:
                    process.send_signal(signal.SIGKILL)
                    break
                time.sleep(0.001)
        killed += process.returncode == -signal.SIGKILL
    assert killed
    subprocess.run(command, env=environment, check=True)
    whole = uninterrupted([numbered(group) for group in range(400)], tmp_path / "whole")
    assert place.content.read_bytes() == whole


# what fails


def test_a_full_disk_can_be_tried_again(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = [numbered(group) for group in range(6)]
    whole = uninterrupted(tables, tmp_path / "whole")
    written, full = rowgroups._write, [2, 5, 14]
    calls = 0

    def refuse(file: Any, start: int, content: Any) -> int:
        nonlocal calls
        calls += 1
        if calls in full:
            written(file, start, bytes(content)[:100])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return written(file, start, content)

    monkeypatch.setattr(rowgroups, "_write", refuse)
    file, refused = place.opened(), 0
    for step in [*((file.append, table) for table in tables), (file.kept,), (file.finish,)]:
        while True:
            try:
                step[0](*step[1:])
                break
            except OSError as error:
                assert error.errno == errno.ENOSPC
                refused += 1
    assert refused >= 2
    assert place.content.read_bytes() == whole


def test_what_pyarrow_refuses_is_raised_by_every_later_call(place: Place, tmp_path: Path) -> None:
    file = place.opened()
    file.append(numbered(0))
    state = file.kept()
    file.append(pa.table({"other": [1]}))
    for _ in range(2):
        with pytest.raises(ValueError, match="schema"):
            file.kept()
    with pytest.raises(ValueError, match="schema"):
        file.finish()
    with pytest.raises(ValueError, match="schema"):
        for _ in range(4):
            file.append(numbered(1))
    file.close()
    file.close()
    whole = uninterrupted([numbered(0), numbered(1)], tmp_path / "whole")
    assert place.written([numbered(1)], state) == whole


def test_a_footer_that_no_reader_takes_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rowgroups, "_FOOTER_BYTES", 5000)
    with pytest.raises(OSError, match="too many row groups for the footer"):
        place.written([numbered(group, 1) for group in range(20)])


def test_no_more_than_a_few_are_under_way(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    file, most = place.opened(), 0
    encoded = file._encoded

    def slow(table: Any) -> Any:
        time.sleep(0.02)
        return encoded(table)

    monkeypatch.setattr(file, "_encoded", slow)
    for group in range(8):
        file.append(numbered(group))
        most = max(most, len(file.under_way))
    assert most == rowgroups.UNDER_WAY
    file.finish()


# footers


def parts(options: dict[str, Any]) -> Footer:
    return footer_of(memoryview(at_once([numbered(1, 200), numbered(2, 3)], **options)))


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"write_statistics": False},
        {"write_page_index": True},
        {"use_dictionary": False},
        {"store_schema": False},
        {"sorting_columns": [pq.SortingColumn(0)]},
    ],
    ids=lambda options: next(iter(options), "as it is"),
)
def test_a_footer_is_all_of_its_parts(options: dict[str, Any]) -> None:
    file = at_once([numbered(1, 200), numbered(2, 3)], **options)
    footer = parts(options)
    assert (footer.rows, footer.groups) == (203, 2)
    whole = footer.opening(203, 2) + footer.structs + footer.tail
    assert file.endswith(whole + len(whole).to_bytes(4, "little") + b"PAR1")
    assert moved(footer.structs, 0, {}) == footer.structs
    kept: Shape = {number: change for number, change in ROW_GROUP.items() if change is not Change.LEFT_OUT}
    assert moved(footer.structs, 0, kept) == footer.structs
    far = moved(footer.structs, 1 << 40, kept)
    assert len(far) > len(footer.structs)
    assert moved(far, -(1 << 40), kept) == footer.structs


@pytest.mark.parametrize("shift", [1, 123, 1 << 20, 1 << 40])
def test_only_offsets_move(shift: int) -> None:
    """A file in front of which lies something else: pyarrow finds all row groups where they now are."""
    file = at_once([numbered(1, 200), numbered(2, 3)], write_page_index=True)
    footer = footer_of(memoryview(file))
    inner = footer.opening(203, 2) + moved(footer.structs, shift) + footer.tail
    far = pq.read_metadata(pa.BufferReader(b"PAR1" + inner + len(inner).to_bytes(4, "little") + b"PAR1"))
    near = pq.read_metadata(pa.BufferReader(file))
    offsets = {"data_page_offset", "dictionary_page_offset", "file_offset"}
    for group in range(2):
        for at in range(near.num_columns):
            old, new = (known.row_group(group).column(at).to_dict() for known in (near, far))
            moves = {key: new[key] - old[key] for key in offsets if old[key]}
            assert set(moves.values()) == {shift}
            assert {key: old[key] for key in old.keys() - offsets} == {
                key: new[key] for key in new.keys() - offsets
            }


NUMBERS = st.integers(-(2**63), 2**63 - 1)


def scalars() -> st.SearchStrategy[tuple[int, bytes]]:
    """(type, bytes) of values that hold no others."""
    return st.one_of(
        st.tuples(st.just(3), st.binary(min_size=1, max_size=1)),
        st.tuples(st.sampled_from([4, 5, 6]), NUMBERS.map(zigzag)),
        st.tuples(st.just(7), st.binary(min_size=8, max_size=8)),
        st.tuples(st.just(8), st.binary(max_size=300).map(lambda text: unsigned(len(text)) + text)),
    )


def unsigned(number: int) -> bytes:
    digits = [number >> 7 * place & 127 for place in range(max(1, -(-number.bit_length() // 7)))]
    return bytes([digit | 128 for digit in digits[:-1]] + digits[-1:])


def zigzag(number: int) -> bytes:
    return unsigned(2 * number if number >= 0 else -2 * number - 1)


def struct(fields: Sequence[tuple[int, tuple[int, bytes]]]) -> tuple[int, bytes]:
    """A struct of fields, each with the distance from the one before."""
    content, number = b"", 0
    for distance, (kind, value) in fields:
        number += distance
        short = 0 < distance < 16
        content += bytes([distance << 4 | kind]) if short else bytes([kind]) + zigzag(number)
        content += value
    return 12, content + b"\0"


def listed(values: Sequence[bytes], kind: int) -> tuple[int, bytes]:
    count = len(values)
    head = bytes([count << 4 | kind]) if count < 15 else bytes([240 | kind]) + unsigned(count)
    return 9, head + b"".join(values)


def compound(inner: st.SearchStrategy[tuple[int, bytes]]) -> st.SearchStrategy[tuple[int, bytes]]:
    truths = st.sampled_from([(1, b""), (2, b"")])
    distances = st.integers(1, 40) | st.just(1)
    structs = st.lists(st.tuples(distances, inner | truths), max_size=6).map(struct)
    truth_lists = st.lists(st.sampled_from([b"\1", b"\2"]), max_size=20).map(lambda values: listed(values, 1))
    same = inner.flatmap(
        lambda value: st.integers(0, 20).map(lambda count: listed([value[1]] * count, value[0]))
    )
    return structs | truth_lists | same


VALUES = st.recursive(scalars(), compound, max_leaves=12)
DISTANCES = st.integers(1, 20)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(DISTANCES, VALUES), max_size=6), NUMBERS, st.sets(st.integers(1, 40), max_size=6))
def test_any_struct_is_copied_and_fields_left_out(
    fields: list[tuple[int, tuple[int, bytes]]], number: int, left_out: set[int]
) -> None:
    _, content = struct(fields)
    assert moved(content * 2, number, {}) == content * 2
    shape: Shape = dict.fromkeys(left_out, Change.LEFT_OUT)
    assert moved(content, number, shape) == struct(list(without(fields, left_out)))[1]


def without(
    fields: list[tuple[int, tuple[int, bytes]]], left_out: set[int]
) -> Iterator[tuple[int, tuple[int, bytes]]]:
    number = before = 0
    for distance, value in fields:
        number += distance
        if number not in left_out:
            yield number - before, value
            before = number


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 2**60), max_size=20), st.integers(0, 2**60), VALUES)
def test_offsets_move_wherever_they_stand(offsets: list[int], shift: int, other: tuple[int, bytes]) -> None:
    """Offsets in structs in a list in a struct, with another value beside each."""

    def made(by: int) -> bytes:
        inner = [struct([(2, (6, zigzag(at + by if at else 0))), (5, other)])[1] for at in offsets]
        return struct([(3, other), (1, listed(inner, 12)), (30, (6, zigzag(7 + by)))])[1]

    shape: Shape = {4: {2: Change.MOVED}, 34: Change.MOVED}
    assert moved(made(0), shift, shape) == made(shift)
    assert moved(made(shift), -shift, shape) == made(0)


def test_what_no_footer_has_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing of the type 11"):
        moved(b"\x2b\0\0", 1)
