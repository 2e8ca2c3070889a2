"""Tables as sources, and the filters that look at pages before they are parsed."""

import gzip
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from dumps import END, Entry, Revision, dump, entry, head
from wikiextract import Document, Failure, Page, SourceError, read, run
from wikiextract.cli import main
from wikiextract.names import wiki
from wikiextract.sources import FileShard, lines
from wikiextract.sources.kinds import is_dump_name, kind_of


def pages(*paths: Path, **how: Any) -> list[Page]:
    return [page for shard in read(*paths, **how) for page in shard.pages()]


def titles(*paths: Path, **how: Any) -> list[str | None]:
    return [page.title for page in pages(*paths, **how)]


def rows(path: Path, *values: Any) -> Path:
    path.write_text("".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values), "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "page"),
        ("a.wiki", "page"),
        ("a", "page"),
        ("-", "page"),
        ("a.xml", "dump"),
        ("A.XML.BZ2", "dump"),
        ("enwiki-20260101-pages-articles1.xml-p1p41242.bz2", "dump"),
        ("a.xml-p1p2", "dump"),
        ("a.bz2", "dump"),
        ("a.7z", "dump"),
        ("a.jsonl", "lines"),
        ("a.ndjson.gz", "lines"),
        ("a.parquet", "parquet"),
    ],
)
def test_a_name_says_what_a_file_holds(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_a_folder_has_dumps_and_no_indexes(tmp_path: Path) -> None:
    assert is_dump_name("enwiki-pages-articles-multistream3.xml-p1p2.bz2")
    assert not is_dump_name("notes.bz2")
    (tmp_path / "a-multistream-index.txt").write_text("5:1:A\n")
    (tmp_path / "a.txt").write_text("a page")
    (tmp_path / "b.xml").write_text(dump(entry("B", 1, "b")))
    assert [page.text for page in pages(tmp_path)] == ["a page", "b"]


# JSON Lines


def test_rows_of_json_lines_are_pages(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"title": "A", "id": 1, "text": "ä"}, {"text": "b", "id": "2"})
    first, second = pages(path)
    assert (first.title, first.id, first.text, first.source, first.offset) == ("A", 1, "ä", str(path), 0)
    assert (second.title, second.id, second.text) == (None, 2, "b")
    assert path.read_bytes()[second.offset or 0 :].startswith(b'{"text": "b"')
    assert pickle.loads(pickle.dumps(list(read(path)))) == list(read(path))


def test_columns_have_other_names(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"name": "A", "key": 1, "body": "text"})
    [page] = pages(path, text_column="body", title_column="name", id_column="key")
    assert (page.title, page.id, page.text) == ("A", 1, "text")
    [shard] = read(path, text_column="nosuch")
    with pytest.raises(SourceError, match="has no column 'nosuch': there are name, key, body"):
        list(shard.pages())


def test_a_bad_line_is_a_failure_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson.gz"
    content = [
        b'{"text": "a"}',
        b"{bad",
        b"",
        b"[1]",
        b'{"text": null}',
        b'{"title": "x"}',
        b'{"text": "\xff"}',
    ]
    path.write_bytes(gzip.compress(b"\n".join([*content, b'{"text": "b"}'])))
    results = list(run(read(path)))
    assert [isinstance(result, Document) for result in results] == [True] + [False] * 5 + [True]
    failures = [result for result in results if isinstance(result, Failure)]
    offsets = [failure.offset for failure in failures]
    assert offsets == [14, 20, 24, 39, 54]
    for failure, reason in zip(
        failures, ("is no JSON", "is no JSON object", "has no text", "no column", "no JSON"), strict=True
    ):
        assert reason in failure.message


@pytest.mark.parametrize("number", [1 << 63, -(1 << 63) - 1, str(1 << 63), "9" * 5000])
def test_an_id_beyond_64_bits_is_a_failure(tmp_path: Path, number: Any) -> None:
    path = rows(tmp_path / "a.jsonl", {"id": 1, "text": "a"}, {"title": "B", "id": number, "text": "b"})
    first, second = run(read(path))
    assert isinstance(first, Document)
    assert isinstance(second, Failure)
    assert (second.title, second.page_id, second.offset) == ("B", None, len('{"id": 1, "text": "a"}\n'))
    assert "id that is no number of 64 bits" in second.message


@pytest.mark.parametrize("number", [(1 << 63) - 1, str((1 << 63) - 1)])
def test_the_largest_id_of_64_bits_is_one(tmp_path: Path, number: Any) -> None:
    [page] = pages(rows(tmp_path / "a.jsonl", {"id": number, "text": "a"}))
    assert (page.id, page.unreadable) == ((1 << 63) - 1, None)


def test_rows_say_how_far_their_file_was_read(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", *[{"text": "a" * 1000} for _ in range(5000)])
    for packed in (path, tmp_path / "a.jsonl.gz"):
        if packed != path:
            packed.write_bytes(gzip.compress(path.read_bytes(), 0))
        [shard] = read(packed)
        found = [page.read or 0 for page in shard.pages()]
        assert (shard.size, shard.apart) == (packed.stat().st_size, False)
        assert found == sorted(found)
        assert found[0] < shard.size / 2
        assert found[-1] == shard.size


def test_a_page_file_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("{{Foo}}")
    for shard in (*read(path), *read(path, templates=["Foo"])):
        assert (shard.size, shard.apart) == (7, False)
        assert [page.read for page in shard.pages()] == [7]
    assert FileShard("-").size == FileShard("no such\0file").size == 0


def test_a_line_that_is_too_long_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LIMIT", 1 << 20)
    path = rows(tmp_path / "a.jsonl", {"text": "a"}, {"text": "b" * (3 << 20)}, {"text": "c"})
    first, long, last = pages(path)
    assert (first.text, long.unreadable, last.text) == ("a", "is longer than 1 MiB", "c")
    assert path.read_bytes()[last.offset or 0 :] == b'{"text": "c"}\n'


def test_wikimedia_enterprise(tmp_path: Path) -> None:
    row = {
        "name": "Salz",
        "identifier": 7,
        "version": {"identifier": 70},
        "namespace": {"identifier": 0},
        "date_modified": "2026-01-02T03:04:05Z",
        "in_language": {"identifier": "de"},
        "article_body": {"html": "<p>", "wikitext": "[[Datei:A.jpg]]"},
    }
    talk = row | {"namespace": {"identifier": 1}, "name": "Talk"}
    path = rows(tmp_path / "a.ndjson", row, talk, row | {"article_body": {"html": "<p>"}})
    found = pages(path)
    assert [(page.title, page.unreadable) for page in found] == [("Salz", None), ("Salz", "has no text")]
    assert (found[0].id, found[0].namespace, found[0].revision_id) == (7, 0, 70)
    document = next(run(read(path)))
    assert isinstance(document, Document)
    assert (document.language, document.media[0].file) == ("de", "Datei:A.jpg")
    assert document.page is not None
    assert document.page.timestamp == "2026-01-02T03:04:05Z"


# Parquet


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    table = pyarrow.table(
        {"title": ["A", "B", "C"], "id": [1, 2, 3], "text": ["a", None, "c"], "more": [1, 2, 3]}
    )
    parquet.write_table(table, path, row_group_size=2)
    shards = list(read(path))
    assert len(shards) == 2
    assert pickle.loads(pickle.dumps(shards)) == shards
    found = [page for shard in shards for page in shard.pages()]
    assert [(page.title, page.id, page.text, page.unreadable) for page in found] == [
        ("A", 1, "a", None),
        ("B", 2, "", "has no text"),
        ("C", 3, "c", None),
    ]
    assert [page.text for page in pages(path, text_column="title")] == ["A", "B", "C"]
    with pytest.raises(SourceError, match="has no column 'body': there are title, id, text, more"):
        read(path, text_column="body")
    path.write_bytes(b"PAR1 no")
    with pytest.raises(SourceError, match="cannot be read as Parquet"):
        read(path)


def test_row_groups_say_how_large_they_are(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    table = pyarrow.table({"text": [f"{n} {'x' * 100}" for n in range(3000)]})
    parquet.write_table(table, path, row_group_size=900)
    shards = list(read(path))
    assert [shard.apart for shard in shards] == [True] * 4
    assert 0 < sum(shard.size for shard in shards) < path.stat().st_size
    for shard in shards:
        found = [page.read or 0 for page in shard.pages()]
        assert found == sorted(found)
        assert 0 < found[0] < found[-1] == shard.size
    parquet.write_table(table, path)
    [shard] = read(path)
    assert not shard.apart  # a file of one row group would keep one process busy and the others waiting


def test_ids_beyond_64_bits_in_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    ids = pyarrow.array([1, (1 << 64) - 1], pyarrow.uint64())
    parquet.write_table(pyarrow.table({"text": ["a", "b"], "title": ["A", "B"], "id": ids}), path)
    first, second = pages(path)
    assert (first.id, first.unreadable) == (1, None)
    assert (second.title, second.id) == ("B", None)
    assert second.unreadable == "has an id that is no number of 64 bits: 18446744073709551615"


def test_wikimedia_enterprise_as_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    row = {"name": "Salz", "identifier": 7, "url": "u", "article_body": {"wikitext": "text"}}
    parquet.write_table(pyarrow.Table.from_pylist([row]), path)
    [page] = pages(path)
    assert (page.title, page.id, page.text) == ("Salz", 7, "text")


def test_parquet_without_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    with pytest.raises(SourceError, match=r"pip install 'wikiextract\[parquet\]'"):
        read(tmp_path / "a.parquet")


# Filters


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A dump of pages that differ in what filters look at."""
    path = tmp_path / "test.xml"
    path.write_text(
        dump(
            entry("Main", 1, "{{Medical resources\n|ICD10=A00}} [[Category:Bone & joint]]"),
            entry("Small", 2, "{{ medical_resources }} [[category: bone  &_joint|key]]"),
            entry("Prefix", 3, "{{Template: Medical  resources|x}}"),
            entry("Longer", 4, "{{Medical resources list|x}} [[Category:Bone & joints]]"),
            entry("Words", 5, "Medical resources, {{Resources}} and [[:Category:Bone & joint]]"),
            entry("Redirect", 6, "#REDIRECT [[Main]] {{Medical resources}}", redirect="Main"),
            entry("Talk:Main", 7, "{{Medical resources|x}}", namespace=1),
            entry("Comment", 8, "{{Medical resources<!-- here -->|x}}"),
        )
    )
    return path


def test_namespaces(path: Path) -> None:
    assert "Talk:Main" not in titles(path)
    assert titles(path, namespaces=[1]) == ["Talk:Main"]
    assert len(titles(path, namespaces=None)) == 8


def test_redirects(path: Path) -> None:
    assert "Redirect" in titles(path)
    assert "Redirect" not in titles(path, skip_redirects=True)


@pytest.mark.parametrize("name", ["Medical resources", "medical_resources", " Medical  resources "])
def test_templates_by_name(path: Path, name: str) -> None:
    assert titles(path, templates=[name]) == ["Main", "Small", "Prefix", "Redirect", "Comment"]


def test_any_of_several_names(path: Path) -> None:
    assert titles(path, templates=["Resources", "Medical resources list"]) == ["Longer", "Words"]
    assert titles(path, templates=["MEDICAL RESOURCES"]) == []
    assert titles(path, templates=["Medical resources"], categories=["Bone & joint"]) == ["Main", "Small"]


@pytest.mark.parametrize("name", ["Bone & joint", "bone_&_joint"])
def test_categories_by_name(path: Path, name: str) -> None:
    assert titles(path, categories=[name]) == ["Main", "Small"]


@pytest.mark.parametrize("name", ['A "b"', "A's", "Ägypten", "A-b (c)", "!", "AT&T", "C++", "Émile Ünal"])
def test_names_with_signs_that_xml_escapes(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(dump(entry("Yes", 1, f"{{{{{name}|x}}}} [[Category:{name}]]"), entry("No", 2, "{{B}}")))
    assert titles(path, templates=[name]) == titles(path, categories=[name]) == ["Yes"]
    assert titles(path, templates=[name[:1].lower() + name[1:]]) == ["Yes"]


def test_names_may_be_written_in_any_way_that_xml_has(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    tags = ("<text>{{&#65;bc&#x7c;x}}</text>", "<text><![CDATA[{{Abc|x}}]]></text>")
    made = [Entry(f"P{n}", n, [Revision(tag=tag)]) for n, tag in enumerate(tags)]
    path.write_text(dump(*made))
    assert titles(path, templates=["Abc"]) == ["P0", "P1"]


def test_the_namespaces_of_the_site_count(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    text = "{{Vorlage:Foo|x}} [[Kategorie:Bar]]"
    path.write_text(dump(entry("A", 1, text), language="de"))
    assert titles(path, templates=["Foo"], categories=["Bar"]) == ["A"]
    own = head("xx", namespaces={10: "Schablone", 14: "Sorte"})
    path.write_text(own + entry("A", 1, "{{Schablone:Foo}} [[sorte:bar]]").xml() + END)
    assert titles(path, templates=["Foo"], categories=["Bar"]) == ["A"]


def test_a_sample_is_the_same_each_time_and_a_part_of_a_larger_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(dump(*[entry(f"P{n}", n, "x") for n in range(2000)]))
    tenth, half = titles(path, sample=0.1), titles(path, sample=0.5)
    assert tenth == titles(path, sample=0.1)
    assert 150 < len(tenth) < 250
    assert set(tenth) < set(half)
    assert titles(path, sample=0) == []
    with pytest.raises(ValueError, match="a share from 0 to 1"):
        read(path, sample=2)


def test_filters_hold_for_files_and_tables_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("{{Foo}}")
    (tmp_path / "b.txt").write_text("#redirect [[A]] {{Foo}}")
    (tmp_path / "c.txt").write_text("{{Bar}}")
    table = rows(tmp_path / "t.jsonl", {"title": "A", "text": "{{foo|x}}"}, {"title": "B", "text": "{{Bar}}"})
    how = {"templates": ["Foo"], "skip_redirects": True}
    assert [page.text for page in pages(tmp_path, table, **how)] == ["{{Foo}}", "{{foo|x}}"]
    assert pages(tmp_path, sample=0) == []


# The language and the namespaces of a site


def site_dump(path: Path, language: str, text: str, **how: Any) -> Document:
    path.write_text(head(language, **how) + entry("A", 1, text).xml() + END)
    [document] = run(read(path))
    assert isinstance(document, Document)
    return document


def test_the_site_names_the_language_unless_the_caller_does(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    assert site_dump(path, "de", "[[Kategorie:A]]").categories[0].name == "A"
    [document] = run(read(path), language="fr")
    assert isinstance(document, Document)
    assert document.language == "fr"


def test_a_site_may_have_namespaces_of_its_own(tmp_path: Path) -> None:
    document = site_dump(tmp_path / "a.xml", "en", "[[Recipe:Soup]]", namespaces={4242: "Recipe"})
    assert document.links[0].namespace == 4242
    assert wiki("en").namespace("Recipe") is None


@pytest.mark.parametrize(
    ("base", "database", "language", "expected"),
    [
        ("https://simple.wikipedia.org/wiki/Main", "simplewiki", "en", "simple"),
        ("https://www.wikidata.org/wiki/Main", "wikidatawiki", "en", "en"),
        ("https://zh-min-nan.wikipedia.org/wiki/X", "zh_min_nanwiki", "nan", "zh-min-nan"),
        ("https://de.wiktionary.org/wiki/X", "dewiktionary", "de", "de"),
        ("http://wiki.example.org/X", "mydb", "fr", "fr"),
    ],
)
def test_a_site_is_known_by_its_host(
    tmp_path: Path, base: str, database: str, language: str, expected: str
) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        f'<mediawiki xml:lang="{language}"><siteinfo><dbname>{database}</dbname><base>{base}</base></siteinfo>\n'
        + entry("A", 1, "x").xml()
        + END
    )
    [page] = pages(path)
    assert page.site is not None
    assert page.site.language == expected


# The command


def test_the_options_of_the_command(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def found(*options: str) -> list[str]:
        assert main([str(path), "--select", "title", *options]) == 0
        return [json.loads(line)["title"] for line in capsys.readouterr().out.splitlines()]

    assert found("--template", "Medical resources", "--skip-redirects", "--limit", "2") == ["Main", "Small"]
    assert found("--namespace", "1, 2", "--namespace", "3") == ["Talk:Main"]
    assert len(found("--namespace", "all")) == 8
    assert found("--category", "Bone & joint", "--category", "Bone & joints") == ["Main", "Small", "Longer"]
    assert found("--sample", "0") == found("--limit", "0") == []
    assert len(found("--all-revisions")) == 7


def test_wrong_options(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(path), "--namespace", "Talk"]) == 2
    assert "--namespace wants numbers or all: Talk" in capsys.readouterr().err
    assert main([str(path), "--sample", "2"]) == 2
    assert main([str(path), "--limit", "-1"]) == 2


def test_the_columns_of_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = rows(tmp_path / "a.jsonl", {"name": "A", "key": 4, "body": "text"})
    names = ["--text-column", "body", "--title-column", "name", "--id-column", "key"]
    assert main([str(path), *names]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["title"], document["page"]["id"]) == ("A", 4)
    assert main([str(path)]) == 2
    assert "has no column 'text': there are name, key, body" in capsys.readouterr().err
