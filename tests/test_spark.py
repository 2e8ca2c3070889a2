"""Spark, on a cluster of two executors of its own, gives what the local runner gives, row by row."""

import bz2
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conformance import FOLDER
from dumps import dump, entry, multistream
from wikiextract import Document, DumpError, Failure, Page, SourceError, read, run
from wikiextract.page import Site
from wikiextract.pipeline import extract_page, failed
from wikiextract.schema import arrow_schema

pyarrow = pytest.importorskip("pyarrow", reason="Spark's tests need pyarrow")
pyspark = pytest.importorskip("pyspark", reason="Spark's tests need pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark's tests need Java", allow_module_level=True)
if os.name != "posix":
    pytest.skip("Spark's tests start a cluster as POSIX does", allow_module_level=True)

from pyspark.sql import functions  # noqa: E402

from wikiextract.spark import documents, dumps, extract_documents, read_dump, rows  # noqa: E402
from wikiextract.spark.limit import Limit  # noqa: E402
from wikiextract.spark.types import struct_type  # noqa: E402

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
CORPUS = FOLDER.parent / "corpus"
WORDS = {10: "Vorlage", 14: "Kategorie"}
PAGES = [
    entry(f"Page {n}", n, f"'''Page {n}''' is in [[Category:C{n % 2}]].\n\n== See ==\n{{{{T{n}|a=1}}}}")
    for n in range(1, 8)
]


@pytest.fixture(scope="module")
def mounted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that Hadoop knows as viewfs://tests/mounted and Python as what it is."""
    return tmp_path_factory.mktemp("a folder")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory, mounted: Path) -> Iterator[Any]:
    """A session on a cluster of two executors, processes of their own, which see this source tree."""
    home = Path(pyspark.__path__[0])
    paths = [str(ROOT / "src"), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_HOME", str(home))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.chdir(tmp_path_factory.mktemp("spark"))
        session = (
            pyspark.sql.SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(filter(None, paths)))
            .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
            .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s")
            .config("spark.hadoop.fs.viewfs.mounttable.tests.link./mounted", mounted.as_uri())
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("OFF")
        work = home / "work" / session.sparkContext.applicationId
        yield session
        session.stop()
        shutil.rmtree(work, ignore_errors=True)


@pytest.fixture
def streams(tmp_path: Path) -> Path:
    path = tmp_path / "xxwiki-20260101-pages-articles-multistream.xml.bz2"
    multistream(path, PAGES)
    return path


def results(dataframe: Any) -> list[Document | Failure]:
    """The rows of `extract_documents` as what they were made of, by offset and number."""
    made: list[Document | Failure] = []
    for row in dataframe.select("document", "failure").toArrow().to_pylist():
        assert (row["document"] is None) != (row["failure"] is None)
        if row["failure"] is None:
            made.append(Document.model_validate(row["document"]))
        else:
            made.append(Failure.model_validate(row["failure"]))
    return sorted(made, key=number)


def number(result: Document | Failure) -> tuple[int, str]:
    found = result.page_id if isinstance(result, Failure) else result.page and result.page.id
    return (found or 0, result.title or "")


def local(path: Path, **how: Any) -> list[Document | Failure]:
    return sorted(run(read(path, **how)), key=number)


def messages(made: list[Document | Failure]) -> list[str | None]:
    return [result.message if isinstance(result, Failure) else None for result in made]


# Documents


def test_rows_become_the_documents_of_the_local_runner(spark: Any) -> None:
    paths = sorted(FIXTURES.glob("*.txt"))
    table = [(path.read_text(encoding="utf-8"), path.stem, place) for place, path in enumerate(paths)]
    frame = spark.createDataFrame(table, "wikitext string, name string, `my place` int")
    made = extract_documents(frame, "wikitext", "name", "my place", keep=("my place", "name"))
    assert made.columns == ["my place", "name", "document", "failure"]
    found = {row["my place"]: row for row in made.toArrow().to_pylist()}
    assert len(found) == len(paths) > 2
    for text, name, place in table:
        wanted = extract_page(Page(text, name, place))
        assert isinstance(wanted, Document)
        assert found[place]["name"] == name
        assert Document.model_validate(found[place]["document"]) == wanted


def test_a_row_is_validated_as_it_is_collected(spark: Any) -> None:
    frame = spark.createDataFrame([("[[Kategorie:A]] {{Infobox|a=1}}",)], "text string")
    [row] = extract_documents(frame, language="de", select={"categories"}).collect()
    made = Document.model_validate(row.document.asDict(recursive=True))
    assert [category.name for category in made.categories] == ["A"]
    assert made.language == "de"
    assert made.infoboxes == ()
    assert made.page is None


def test_what_is_no_page_is_a_row_with_its_reason(spark: Any) -> None:
    table = [
        (1, "fine", Decimal(7), None),
        (2, None, Decimal(8), None),
        (3, "too long", Decimal(10) ** 19, None),
        (4, None, Decimal(9), "is cut short"),
        (5, "fine", None, None),
    ]
    frame = spark.createDataFrame(table, "row int, text string, id decimal(38,0), unreadable string")
    made = {row.row: row for row in extract_documents(frame, keep=("row",)).collect()}
    assert [made[place].failure and made[place].failure.message for place in range(1, 6)] == [
        None,
        "has no text",
        "its id is 10000000000000000000, which is no whole number of 64 bits",
        "is cut short",
        None,
    ]
    assert [made[place].document is None for place in range(1, 6)] == [False, True, True, True, False]
    assert made[2].failure.error == "PageError"
    assert made[2].failure.page_id == 8
    assert made[1].document.page.id == 7


def test_the_type_of_a_document_is_that_of_its_schema(spark: Any) -> None:
    frame = spark.createDataFrame([("a",)], "text string")
    kind = extract_documents(frame).schema["document"].dataType
    assert kind == struct_type(arrow_schema(), optional=True)
    assert kind.names == arrow_schema().names
    links = kind["links"].dataType
    assert not links.containsNull
    assert not links.elementType["target"].nullable
    assert links.elementType["fragment"].nullable
    assert links.elementType["span"].dataType.simpleString() == "array<bigint>"
    assert struct_type(arrow_schema())["links"].nullable is False
    assert struct_type(arrow_schema())["redirect"].dataType["target"].nullable, "the whole may be null"


@pytest.mark.parametrize(
    ("columns", "keywords", "error", "words"),
    [
        ("body string", {}, ValueError, "no column 'text': there are body"),
        ("text string", {"title": "name"}, ValueError, "no column 'name'"),
        ("text string", {"keep": ("id",)}, ValueError, "no column 'id'"),
        ("text string, Failure int", {"keep": ("Failure",)}, ValueError, "'Failure' cannot be kept"),
        ("text binary", {}, TypeError, "column 'text' is binary; the text of a page is string"),
        ("text string, id double", {}, TypeError, "'id' is double"),
        ("text string, timestamp timestamp", {}, TypeError, "'timestamp' is timestamp"),
        ("text string", {"select": {"infobox"}}, ValueError, "no such field: infobox"),
        ("text string", {"layout": "flat"}, ValueError, "no such layout"),
    ],
)
def test_what_cannot_be_done_is_said_at_once(
    spark: Any, columns: str, keywords: dict[str, Any], error: type[Exception], words: str
) -> None:
    frame = spark.createDataFrame([], columns)
    with pytest.raises(error, match=words):
        extract_documents(frame, **keywords)


def work(**how: Any) -> Any:
    given = {"kept": (), "language": "site", "select": None, "layout": None, "seconds": None}
    return documents._Work(**{"fields": ("text",), **given, **how})


def test_what_goes_out_is_bounded_whatever_comes_in() -> None:
    texts = ["a"] * 150 + ["b" * 400_000, None, "c" * 400_000, "d" * 400_000, "e" * 1_500_000, "f"]
    table = pyarrow.record_batch({"text": texts, "kept": list(range(len(texts)))})
    made = list(documents._extracted(work(kept=("kept",), select=frozenset({"title"})), [table]))
    assert [batch.num_rows for batch in made] == [64, 64, 25, 1, 1, 1]
    assert [place for batch in made for place in batch.column("kept").to_pylist()] == list(range(len(texts)))
    assert sum(batch.column("document").null_count for batch in made) == 1


def test_an_empty_batch_gives_none() -> None:
    assert (
        list(documents._extracted(work(), [pyarrow.record_batch({"text": pyarrow.array([], "string")})]))
        == []
    )


def test_a_page_has_its_time() -> None:
    def slow(page: Page) -> Document | Failure:
        while True:
            time.sleep(0.01)

    def caught(page: Page) -> Document | Failure:
        try:
            return slow(page)
        except Exception as error:
            return failed(page, error)

    with Limit(0.1) as limit:
        made = [limit(job, Page("", "T", 3)) for job in (slow, caught)]
        fine = limit(extract_page, Page("a", "U"))
    assert [
        (failure.title, failure.page_id, failure.error) for failure in made if isinstance(failure, Failure)
    ] == [("T", 3, "PageError")] * 2
    assert messages(made) == ["took more than 0.1 seconds"] * 2
    assert isinstance(fine, Document)


def test_a_page_has_its_time_in_an_executor(spark: Any) -> None:
    table = [(1, "a"), (2, "{{a|" * 30 + "[[b]] ''c'' {{d}} <ref>e</ref>\n\n" * 120_000)]
    frame = spark.createDataFrame(table, "id long, text string").coalesce(1)
    made = results(extract_documents(frame, seconds=4))
    assert messages(made) == [None, "took more than 4 seconds"]


# Pages


def test_a_page_comes_back_from_its_row() -> None:
    site = Site("de", ((10, "Vorlage"), (14, "Kategorie")))
    pages = [
        Page("a", "T", 1, 0, 2, 3, "2026-01-02T03:04:05Z", "s", "f.xml", 5, site),
        Page("", "U", unreadable="is broken"),
        Page("b" * rows.CHARACTERS, site=Site(None)),
        Page("c"),
    ]
    made = list(rows.batches(pages))
    assert [batch.num_rows for batch in made] == [3, 1]
    assert [rows.page_of(row) for batch in made for row in batch.to_pylist()] == pages


def test_a_number_of_more_than_64_bits_is_a_failure_and_ends_nothing() -> None:
    [batch] = rows.batches([Page("a", "T", 1 << 63), Page("b", "U", (1 << 63) - 1)])
    large, fine = (rows.page_of(row) for row in batch.to_pylist())
    assert large == Page("", "T", unreadable=f"its id is {1 << 63}, which is more than 64 bits")
    assert fine == Page("b", "U", (1 << 63) - 1)


# Dumps


def where(batches: Iterator[Any]) -> Iterator[Any]:
    """In which executor the rows are."""
    for batch in batches:
        yield pyarrow.record_batch({"folder": [os.getcwd()] * batch.num_rows})


def test_a_dump_is_read_by_its_index_a_task_for_each_run(spark: Any, streams: Path) -> None:
    pages = read_dump(spark, str(streams), run=1)
    assert pages.columns == rows.SCHEMA.names
    assert pages.rdd.getNumPartitions() == len(list(read(streams))) == 4
    assert spark.conf.get("spark.sql.files.maxPartitionBytes") != "1"
    made = extract_documents(pages, keep=("title",))
    assert results(made) == local(streams)
    assert len(set(made.mapInArrow(where, "folder string").toArrow()["folder"].to_pylist())) == 2
    pages.createOrReplaceTempView("pages")
    assert spark.sql("select count(*) n, count(distinct offset) blocks from pages").first() == (7, 4)


def test_a_run_holds_several_streams(spark: Any, streams: Path) -> None:
    pages = read_dump(spark, str(streams), run=1 << 30)
    assert pages.rdd.getNumPartitions() == 1
    assert results(extract_documents(pages)) == local(streams)


def test_a_dump_is_read_wherever_spark_reads(spark: Any, mounted: Path) -> None:
    """A scheme that only Hadoop knows, a name with a blank, a scratch folder elsewhere, the words of its wiki."""
    path = mounted / "my wiki-multistream.xml.bz2"
    multistream(path, [entry("Vorlage:A", 1, "a", namespace=10), *PAGES[1:]])
    (mounted / "scratch").mkdir()
    address = f"viewfs://tests/mounted/{path.name}"
    pages = read_dump(spark, address, scratch="viewfs://tests/mounted/scratch", namespaces=None)
    made = results(extract_documents(pages))
    assert {result.source for result in made} == {address}
    wanted = local(path, namespaces=None)
    assert [r.model_copy(update={"source": None}) for r in made] == [
        r.model_copy(update={"source": None}) for r in wanted
    ]
    assert not list(mounted.glob("wikiextract-*"))
    assert read_dump(spark, str(path), namespaces=None).count() == len(made), (
        "a folder with a blank in its name"
    )
    [folder] = (mounted / "scratch").iterdir()
    assert len(list(folder.iterdir())) > 2


def test_the_index_may_lie_elsewhere(spark: Any, streams: Path, tmp_path: Path) -> None:
    [index] = tmp_path.glob("*-index.txt.bz2")
    other = tmp_path / "index.txt"
    other.write_bytes(bz2.decompress(index.read_bytes()))
    index.unlink()
    pages = read_dump(spark, str(streams), index=str(other), run=1)
    assert pages.rdd.getNumPartitions() == 4


@pytest.mark.parametrize(
    "how",
    [
        {"templates": ["T3", "t4"]},
        {"categories": ["C1"], "skip_redirects": True},
        {"namespaces": (1, 10)},
        {"sample": 0.5, "all_revisions": True},
    ],
)
def test_pages_are_chosen_as_read_chooses_them(spark: Any, tmp_path: Path, how: dict[str, Any]) -> None:
    path = tmp_path / "xx-multistream.xml.bz2"
    multistream(
        path, [*PAGES, entry("Talk:A", 8, "a", namespace=1), entry("B", 9, "#REDIRECT [[A]]", redirect="A")]
    )
    wanted = [page for shard in read(path, **how) for page in shard.pages()]
    found = [rows.page_of(row) for row in read_dump(spark, str(path), run=1, **how).toArrow().to_pylist()]
    assert wanted
    assert sorted(found, key=lambda page: page.id or 0) == wanted


def test_what_is_damaged_is_a_failure_as_in_the_local_runner(spark: Any, streams: Path) -> None:
    offsets = sorted({page.offset for shard in read(streams) for page in shard.pages()})
    assert offsets[1] is not None
    assert offsets[3] is not None
    data = bytearray(streams.read_bytes())
    middle = (offsets[1] + (offsets[2] or 0)) // 2
    data[middle : middle + 8] = b"\xff" * 8
    streams.write_bytes(data[: offsets[3]])
    made = results(extract_documents(read_dump(spark, str(streams), run=1)))
    assert made == local(streams)
    assert [number(result)[0] for result in made if isinstance(result, Failure)] == [3, 4, 7]
    assert [number(result)[0] for result in made if isinstance(result, Document)] == [1, 2, 5, 6]


def test_a_dump_without_an_index_is_one_task_or_too_large(
    spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "xx.xml"
    path.write_text(dump(*PAGES, language="de"), encoding="utf-8")
    pages = read_dump(spark, str(path))
    assert pages.rdd.getNumPartitions() == 1
    assert results(extract_documents(pages)) == local(path)
    monkeypatch.setattr(dumps, "WHOLE", 100)
    with pytest.raises(SourceError, match="has no index"):
        read_dump(spark, str(path))


def test_what_is_no_dump_is_refused_at_once(spark: Any, streams: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.xml"
    text.write_text("no dump")
    with pytest.raises(DumpError, match="is not XML"):
        read_dump(spark, str(text))
    with pytest.raises(SourceError, match=r"none\.bz2: no such file"):
        read_dump(spark, str(tmp_path / "none.bz2"))
    with pytest.raises(SourceError, match="no such file"):
        read_dump(spark, str(streams), index=str(tmp_path / "none.txt"))
    with pytest.raises(SourceError, match="cannot be reached"):
        read_dump(spark, "nowhere://a/b.xml.bz2")
    with pytest.raises(SourceError, match="name a folder as scratch"):
        read_dump(spark, str(streams), scratch=str(text / "folder"))
    assert not list(tmp_path.glob("wikiextract-*"))
    with pytest.raises(ValueError, match="a share from 0 to 1"):
        read_dump(spark, str(streams), sample=2)
    with pytest.raises(ValueError, match="at least 1 byte"):
        read_dump(spark, str(streams), run=0)
    other = tmp_path / "other-multistream.xml.bz2"
    offsets = multistream(other, [entry("Another", 1, "x" * 99), *PAGES[1:]])
    [index] = tmp_path.glob("xxwiki*-index.txt.bz2")
    with pytest.raises(DumpError, match=f"is not the dump of its index {index}") as refused:
        read_dump(spark, str(other), index=str(index))
    assert offsets
    assert refused.value.path == str(other)
    with pytest.raises(DumpError, match="is not the index of a dump") as refused:
        read_dump(spark, str(streams), index=str(text))
    assert refused.value.path == str(text)


def test_a_session_without_java_is_refused() -> None:
    with pytest.raises(TypeError, match="Spark Connect"):
        read_dump(object(), "a.xml")


def test_without_its_libraries_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pyspark.py").write_text("raise ImportError('no pyspark', name='pyspark')")
    done = subprocess.run(
        [sys.executable, "-c", "import wikiextract.spark"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT / "src")])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert (
        done.stderr.splitlines()[-1] == "ImportError: Spark needs libraries: pip install 'wikiextract[spark]'"
    )


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder of dumps is not beside the project")
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2", 206),
        ("sample-multistream.xml.bz2", 690),
    ],
)
def test_every_page_of_the_corpus_is_as_in_the_local_runner(
    spark: Any, tmp_path: Path, name: str, count: int
) -> None:
    pages = read_dump(spark, str(CORPUS / name), namespaces=None, scratch=str(tmp_path))
    made = extract_documents(pages.withColumn("length", functions.length("text")))
    found = results(made)
    assert len(found) == count
    assert found == local(CORPUS / name, namespaces=None)


def test_the_code_of_the_documentation_runs(spark: Any, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "clusters.md").read_text(encoding="utf-8")
    code = next(block for block in page.split("```python\n") if block.startswith("from pyspark")).partition(
        "```"
    )[0]
    (tmp_path / "dumps").mkdir()
    path = tmp_path / "dumps" / "enwiki-20260101-pages-articles-multistream.xml.bz2"
    boxes = [
        entry(f"Condition {n}", n, f"{{{{Medical resources|ICD10={{{{ICD10|E|83|{n}}}}}}}}}")
        for n in (1, 2, 3)
    ]
    multistream(path, boxes)
    names: dict[str, Any] = {}
    exec(code.replace("/mnt/", f"{tmp_path}/"), names)
    assert names["spark"] is spark
    assert sorted(names["found"].collect()) == [(f"Condition {n}", "icd-10", f"E83.{n}") for n in (1, 2, 3)]
    assert names["failures"].count() == 0
