"""Dumps: what is in them is read as it is; what is damaged is named, and nothing else is lost."""

import bz2
import gzip
import json
import os
import pickle
import random
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conformance import FOLDER
from dumps import END, Entry, Revision, base36, dump, entry, head, multistream
from wikiextract import Document, DumpError, Failure, Page, SourceError, read, run
from wikiextract.cli import main
from wikiextract.sources import bzip2, cuts, index, unpacking
from wikiextract.sources import multistream as multistream_room
from wikiextract.sources.cuts import Cutter
from wikiextract.sources.dumps import Reader, Wanted
from wikiextract.sources.filters import Filters

CORPUS = FOLDER.parent / "corpus"
PAGES = [entry(f"Page {n}", n, f"'''Page {n}''' is & was <b>bold</b>.\n\nIt ends.") for n in range(1, 8)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.xml"


def pages(path: Path, **how: Any) -> list[Page]:
    return [page for shard in read(path, **how) for page in shard.pages()]


def written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("version", ["0.10", "0.11"])
def test_a_page_is_what_the_dump_says(path: Path, version: str) -> None:
    text = "a < b && c > d \"e\" 'f' &lt; &nbsp;\tg\n\n漢字 😀"
    page = Entry("A & B: <C>", 7, [Revision(text, 71, parent=70)])
    xml = dump(page, version=version)
    [found] = pages(written(path, xml))
    assert (found.text, found.title, found.id, found.namespace) == (text, "A & B: <C>", 7, 0)
    assert (found.revision_id, found.parent_id, found.timestamp) == (71, 70, "2026-01-02T03:04:05Z")
    assert found.sha1 == base36(text) == base36(found.text)
    assert found.source == str(path)
    assert found.offset is not None
    assert xml.encode()[found.offset :].startswith(b"<page>")


def test_the_document_says_which_page_it_is(path: Path) -> None:
    written(path, dump(entry("Foo", 3, "text"), language="de"))
    [made] = run(read(path))
    assert isinstance(made, Document)
    assert made.page is not None
    assert (made.title, made.language, made.page.id, made.page.revision_id) == ("Foo", "de", 3, 1003)


def test_only_the_text_of_the_main_slot_is_read(path: Path) -> None:
    other = "<content><role>media</role><model>json</model><text sha1='x'>{}</text></content>"
    [found] = pages(written(path, dump(Entry("File", 1, [Revision("main", content=other)]))))
    assert (found.text, found.sha1) == ("main", base36("main"))


def test_the_newest_revision_is_read_wherever_it_stands(path: Path) -> None:
    made = [Revision(f"text {n}", n, timestamp=f"20{n}-01-01T00:00:00Z") for n in (21, 23, 22)]
    written(path, dump(Entry("A", 1, made), entry("B", 2, "b")))
    assert [page.text for page in pages(path)] == ["text 23", "b"]
    every = pages(path, all_revisions=True)
    assert [(page.text, page.revision_id) for page in every[:3]] == [
        ("text 21", 21),
        ("text 23", 23),
        ("text 22", 22),
    ]
    assert [page.id for page in every] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("revision", "reason"),
    [
        (Revision(tag='<text bytes="9" deleted="deleted" />'), "hidden on the wiki"),
        (Revision(tag='<text bytes="9" id="4" location="tt:4" />'), "the dump leaves out"),
        (Revision("function () {}", model="javascript"), "holds javascript, not wikitext"),
        (Revision(tag="<!-- none -->"), "has no text"),
        (Revision(tag="<text>a &nosuch; b</text>"), "undefined entity"),
        (Revision(tag="<text>a <b> c</text>"), "mismatched tag"),
        (Revision(tag="<text>\x01</text>"), "invalid token"),
    ],
)
def test_a_page_without_a_text_that_can_be_read_is_a_failure(
    path: Path, revision: Revision, reason: str
) -> None:
    written(path, dump(PAGES[0], Entry("Bad & page", 50, [revision]), PAGES[1]))
    first, failed, last = run(read(path))
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(failed, Failure)
    assert reason in failed.message
    assert (failed.title, failed.page_id, failed.error) == ("Bad & page", 50, "PageError")
    assert failed.offset == path.read_bytes().index(b"<page>\n    <title>Bad")


def test_an_empty_page_is_a_page(path: Path) -> None:
    tag = '<text bytes="0" xml:space="preserve" />'
    [found] = pages(written(path, dump(Entry("Empty", 1, [Revision(tag=tag)]))))
    assert (found.text, found.unreadable) == ("", None)


def test_comments_and_cdata_hide_what_looks_like_tags(path: Path) -> None:
    tag = "<text><![CDATA[a </page> <page> b]]><!-- </revision> --> c</text>"
    written(path, dump(Entry("A", 1, [Revision(tag=tag)]), PAGES[0]))
    assert next(page.text for page in pages(path)) == "a </page> <page> b c"
    assert len(pages(path)) == 2


def test_a_dump_without_pages_has_none(path: Path) -> None:
    assert pages(written(path, dump())) == []
    assert pages(written(path, "<mediawiki/>")) == []


@pytest.mark.parametrize("size", [1, 7, 100])
def test_pieces_may_end_anywhere(path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    written(path, dump(*PAGES))
    whole = pages(path)
    for room in (unpacking, bzip2):
        monkeypatch.setattr(room, "CHUNK", size)
    assert pages(path) == whole
    packed = path.with_suffix(".xml.bz2")
    packed.write_bytes(bz2.compress(path.read_bytes()))
    assert [page.text for page in pages(packed)] == [page.text for page in whole]


# Packed


def test_packed_dumps_are_the_same(path: Path) -> None:
    xml = dump(*PAGES).encode()
    path.write_bytes(xml)
    whole = [(page.title, page.text, page.offset) for page in pages(path)]
    path.with_suffix(".xml.gz").write_bytes(gzip.compress(xml[:999]) + gzip.compress(xml[999:]))
    path.with_suffix(".xml.bz2").write_bytes(bz2.compress(xml[:999]) + bz2.compress(xml[999:]))
    for ending in (".xml.gz", ".xml.bz2"):
        found = pages(path.with_suffix(ending))
        assert [(page.title, page.text, page.offset) for page in found] == whole


def test_zstandard(path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    xml = dump(*PAGES).encode()
    packed = path.with_suffix(".xml.zst")
    data = zstandard.compress(xml[:999]) + zstandard.compress(xml[999:])
    packed.write_bytes(data)
    assert [page.title for page in pages(packed)] == [page.title for page in PAGES]
    long = dump(PAGES[0], entry("Long", 9, random.Random(1).randbytes(1 << 18).hex())).encode()
    packed.write_bytes(zstandard.compress(long)[:-40])
    assert [(page.title, page.unreadable) for page in pages(packed)] == [
        ("Page 1", None),
        ("Long", "is cut short"),
    ]


def test_7z(path: Path) -> None:
    py7zr = pytest.importorskip("py7zr")
    path.write_text(dump(*PAGES))
    packed = path.with_suffix(".xml.7z")
    with py7zr.SevenZipFile(packed, "w") as archive:
        archive.write(path, path.name)
    assert [page.title for page in pages(packed)] == [page.title for page in PAGES]
    shard = next(read(packed))
    assert next(iter(shard.pages())).title == "Page 1"  # the others are not waited for
    with py7zr.SevenZipFile(packed, "w") as archive:
        archive.write(path, "a.xml")
        archive.write(path, "b.xml")
    with pytest.raises(DumpError, match="7z archive of 2 files"):
        read(packed)
    packed.write_bytes(packed.read_bytes()[:200])
    with pytest.raises(DumpError, match="cannot be read: the 7z archive is broken"):
        read(packed)


@pytest.mark.parametrize(
    ("start", "package", "extra"),
    [(b"\x28\xb5\x2f\xfd", "zstandard", "zstd"), (b"7z\xbc\xaf\x27\x1c", "py7zr", "7z")],
)
def test_a_missing_package_is_named(
    path: Path, start: bytes, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, package, None)
    path.write_bytes(start + b"....")
    with pytest.raises(SourceError, match=rf"pip install 'wikiextract\[{extra}\]'"):
        read(path)


# Multistream


@pytest.fixture
def streams(tmp_path: Path) -> Path:
    path = tmp_path / "xxwiki-20260101-pages-articles-multistream.xml.bz2"
    multistream(path, PAGES)
    return path


def test_a_multistream_dump_is_read_by_its_index(streams: Path) -> None:
    shards = list(read(streams))
    assert len(shards) == 4
    assert pickle.loads(pickle.dumps(shards)) == shards
    by_index = [page for shard in reversed(shards) for page in shard.pages()]
    assert sorted(page.title or "" for page in by_index) == [page.title for page in PAGES]
    assert {page.site for page in by_index} == {by_index[0].site}
    data = streams.read_bytes()
    assert all(data[page.offset or 0 :].startswith(b"BZh") for page in by_index)


def test_without_its_index_it_is_one_stream(streams: Path) -> None:
    by_index = [page for shard in read(streams) for page in shard.pages()]
    next(streams.parent.glob("*-index.txt.bz2")).unlink()
    [shard] = read(streams)
    assert [(page.title, page.text) for page in shard.pages()] == [(p.title, p.text) for p in by_index]


def test_the_parts_of_a_split_dump_have_indexes_of_their_own(tmp_path: Path) -> None:
    streams = tmp_path / "xx-multistream.xml.bz2"
    multistream(streams, PAGES)
    part = streams.rename(tmp_path / "xx-multistream2.xml-p1p7.bz2")
    (tmp_path / "xx-multistream-index.txt.bz2").rename(tmp_path / "xx-multistream-index2.txt-p1p7.bz2")
    assert len(list(read(part))) == 4
    assert len(list(read(tmp_path))) == 4


@pytest.mark.parametrize("index", [True, False])
def test_a_broken_stream_loses_its_own_pages_only(tmp_path: Path, index: bool) -> None:
    path = tmp_path / "xx-multistream.xml.bz2"
    offsets = multistream(path, PAGES, index=index)
    data = bytearray(path.read_bytes())
    middle = (offsets[1] + offsets[2]) // 2
    data[middle : middle + 8] = b"\xff" * 8
    path.write_bytes(data)
    results = list(run(read(path)))
    sound = [result.title for result in results if isinstance(result, Document)]
    assert sound == ["Page 1", "Page 2", "Page 5", "Page 6", "Page 7"]
    failures = [result for result in results if isinstance(result, Failure)]
    assert all("the bzip2 stream is broken near byte" in failure.message for failure in failures)
    if index:
        assert [(failure.title, failure.page_id, failure.offset) for failure in failures] == [
            ("Page 3", 3, offsets[1]),
            ("Page 4", 4, offsets[1]),
        ]
    else:
        assert len(failures) == 1


def test_what_stands_before_broken_data_is_read(path: Path) -> None:
    """A bzip2 stream is blocks of 900 kB: the first holds pages that are whole, whatever became of the second."""
    letters = random.Random(1)
    made = [entry(f"Page {n}", n, letters.randbytes(5000).hex()) for n in range(150)]
    data = bytearray(bz2.compress(dump(*made).encode()))
    data[-3000:-2900] = b"\xff" * 100
    packed = path.with_suffix(".xml.bz2")
    packed.write_bytes(data)
    found = pages(packed)
    assert [page.title for page in found[:80]] == [page.title for page in made[:80]]
    assert found[-1].unreadable is not None


@pytest.mark.parametrize("index", [True, False])
def test_a_multistream_dump_cut_short(tmp_path: Path, index: bool) -> None:
    path = tmp_path / "xx-multistream.xml.bz2"
    offsets = multistream(path, PAGES, index=index)
    path.write_bytes(path.read_bytes()[: offsets[2] + 20])
    results = list(run(read(path)))
    sound = [result.title for result in results if isinstance(result, Document)]
    assert sound == [f"Page {n}" for n in (1, 2, 3, 4)]
    failures = [result for result in results if isinstance(result, Failure)]
    assert all("cut short" in failure.message for failure in failures)
    assert [failure.page_id for failure in failures] == ([5, 6, 7] if index else [None])


def test_pages_that_are_missing_are_named_where_they_were_wanted(tmp_path: Path) -> None:
    path = tmp_path / "xx-multistream.xml.bz2"
    talk = entry("Talk:Page 7", 8, "talk", namespace=1)
    offsets = multistream(path, [*PAGES[:5], entry("Not: talk", 6, "x"), PAGES[6], talk])
    path.write_bytes(path.read_bytes()[: offsets[2]])
    found = [page for page in pages(path) if page.unreadable]
    assert [(page.title, page.offset) for page in found] == [
        ("Page 5", offsets[2]),
        ("Not: talk", offsets[2]),
        ("Page 7", offsets[3]),
    ]


def test_the_index_of_another_dump_is_refused(tmp_path: Path) -> None:
    path, other = tmp_path / "a-multistream.xml.bz2", tmp_path / "b-multistream.xml.bz2"
    multistream(path, PAGES)
    multistream(other, [entry("Another", 1, "x" * 99), *PAGES[1:]])
    (tmp_path / "b-multistream-index.txt.bz2").replace(tmp_path / "a-multistream-index.txt.bz2")
    with pytest.raises(DumpError, match="is not the dump of its index"):
        read(path)
    multistream(other, [entry(page.title, page.id + 1, f"Text {page.id}") for page in PAGES])
    (tmp_path / "b-multistream-index.txt.bz2").replace(tmp_path / "a-multistream-index.txt.bz2")
    with pytest.raises(DumpError, match="is not the dump of its index"):
        read(path)


@pytest.mark.parametrize("lines", ["", "no index at all\n", "5:1:A\n4:2:B\n", "x" * 99_999])
def test_what_is_no_index_is_refused(streams: Path, lines: str) -> None:
    next(streams.parent.glob("*-index.txt.bz2")).write_bytes(bz2.compress(lines.encode()))
    with pytest.raises(DumpError, match="index"):
        read(streams)


# Damaged


def test_a_dump_cut_anywhere_yields_what_is_whole(path: Path) -> None:
    xml = dump(*PAGES[:3]).encode()
    ends = [at + len(b"</page>") for at in range(len(xml)) if xml.startswith(b"</page>", at)]
    for cut in range(len(head()) + 20, len(xml) - len(END), 7):
        path.write_bytes(xml[:cut])
        found = pages(path)
        whole = sum(end <= cut for end in ends)
        assert [page.title for page in found[:whole]] == [page.title for page in PAGES[:whole]]
        [failed] = found[whole:]
        assert failed.unreadable is not None
        assert "cut short" in failed.unreadable


@pytest.mark.parametrize(
    ("old", "new", "titles", "reason"),
    [
        ("</page>", "</pag>", ["Page 2"], "never ends"),
        ("</revision>", "</rev>", ["Page 2"], "has a stray </page>"),
        ("<page>", "<pge>", ["Page 2"], "is no page"),
        ("<revision>", "<rev>", ["Page 2"], "has a stray </revision>"),
        ("</page>", "</page> something", [None], "is no page"),
        ("<ns>", "<ns", ["Page 2"], "broken XML"),
    ],
)
def test_a_page_damaged_in_the_middle_is_named(
    path: Path, old: str, new: str, titles: list[str | None], reason: str
) -> None:
    parts = [page.xml() for page in PAGES]
    parts[1] = parts[1].replace(old, new, 1)
    written(path, head() + "".join(parts) + END)
    found = pages(path)
    failed = [page for page in found if page.unreadable is not None]
    assert [page.title for page in failed] == titles
    assert reason in (failed[0].unreadable or "")
    sound = {page.title for page in found if page.unreadable is None}
    assert sound >= {page.title for page in PAGES} - {"Page 2"}


@given(st.integers(0, 4000), st.integers(0, 60), st.binary(max_size=30))
@example(0, 4, b"<!--")
@example(9, 0, b"<![CDATA[")
def test_whatever_is_damaged_nothing_is_lost_in_silence(start: int, length: int, put: bytes) -> None:
    body = "".join(page.xml() for page in PAGES).encode()
    damaged = body[:start] + put + body[start + length :] + END.encode()
    for size in (len(damaged), 50):
        pieces = iter([damaged[at : at + size] for at in range(0, len(damaged), size)])
        reader = Reader(Wanted(Filters()), Page(""), lambda: 0)
        found = list(reader.pages(Cutter(pieces, bytearray())))
        sound = [page for page in found if page.unreadable is None]
        assert len(sound) <= len(PAGES) or b"page" in put
        assert len(sound) >= len(PAGES) - 3
        assert len(sound) == len(PAGES) or len(found) > len(sound)


@pytest.mark.parametrize("all_revisions", [False, True])
def test_a_page_that_is_too_long_is_named_and_memory_is_bounded(
    path: Path, all_revisions: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cuts, "LIMIT", 1 << 20)
    long = entry("Long", 99, "x" * (5 << 20))
    written(path, dump(PAGES[0], long, PAGES[1], PAGES[2]))
    found = pages(path, all_revisions=all_revisions)
    assert [(page.title, page.unreadable) for page in found] == [
        ("Page 1", None),
        ("Long", "is longer than 1 MiB"),
        ("Page 2", None),
        ("Page 3", None),
    ]


# Hostile


ATTACK = '<!DOCTYPE mediawiki [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n'
OUTSIDE = '<!DOCTYPE mediawiki [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"'''Foo''' is a bar.", "is not XML, so no export"),
        (b"\x00\x01\x02", "is not XML, so no export"),
        (b"<html><body/></html>", "its root is <html>"),
        (b"<page><title>A</title></page>", "its root is not <mediawiki>"),
        (ATTACK.encode() + dump(*PAGES).encode(), "document type declaration"),
        (OUTSIDE.encode() + dump(*PAGES).encode(), "document type declaration"),
        (b"<?xml version='1.0' encoding='latin1'?>" + dump().encode(), "is in latin1"),
        (head().encode().replace(b"<case>", b"<case>&a;"), "undefined entity"),
        (head().encode(), "cut short before its first page"),
        (head().encode() + b" " * (2 << 20), "has no page in its first"),
        (b"BZh9\x00", "cannot be read: the bzip2 stream is"),
        (b"\x1f\x8b\x00", "cannot be read: the gzip file is"),
        (bz2.compress(b"no dump"), "is not XML"),
    ],
)
def test_what_is_no_dump_is_refused_at_once(
    path: Path, content: bytes, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(content)
    with pytest.raises(DumpError, match=reason):
        read(path)
    assert main([str(path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert reason in lines[0]


def test_a_bomb_takes_no_memory(path: Path) -> None:
    """200 MB of one page in a few hundred bytes: it is named, and what follows is read."""
    import tracemalloc

    before = (
        head() + PAGES[0].xml() + "<page><title>Bomb</title><ns>0</ns><id>66</id><revision><text>"
    ).encode()
    behind = ("</text></revision></page>" + PAGES[1].xml() + END).encode()
    packer = bz2.BZ2Compressor()
    with path.with_suffix(".xml.bz2").open("wb") as stream:
        stream.write(packer.compress(before))
        for _ in range(200):
            stream.write(packer.compress(b"\0" * (1 << 20)))
        stream.write(packer.compress(behind) + packer.flush())
    tracemalloc.start()
    found = pages(path.with_suffix(".xml.bz2"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(page.title, page.unreadable is None) for page in found] == [
        ("Page 1", True),
        ("Bomb", False),
        ("Page 2", True),
    ]
    assert peak < 3 * cuts.LIMIT


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<id>2<", "<id>9223372036854775808<", "page id that is no number of 64 bits: '9223372036854775808'"),
        ("<id>1002<", f"<id>{10**30}<", "revision id that is no number of 64 bits"),
        ("<ns>0<", f"<ns>-{10**20}<", "namespace that is no number of 64 bits"),
        (
            "<timestamp>",
            f"<parentid>{10**19}</parentid><timestamp>",
            "parent id that is no number of 64 bits",
        ),
        ("<id>2<", "<id>two<", "page id that is no number of 64 bits: 'two'"),
        ("Page 2<", "P" * 5000 + "<", "title of 5,000 letters"),
        ("Page 2<", "Page 2\0<", "invalid token"),
    ],
)
def test_a_page_whose_head_no_wiki_can_have_is_a_failure(path: Path, old: str, new: str, reason: str) -> None:
    parts = [page.xml() for page in PAGES[:3]]
    parts[1] = parts[1].replace(old, new, 1)
    written(path, head() + "".join(parts) + END)
    first, failed, last = run(read(path, namespaces=None))
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(failed, Failure)
    assert reason in failed.message
    assert (failed.title or "").startswith("P")
    assert len(failed.title or "") <= 1024
    assert failed.offset == path.read_text().index(parts[1]) + 2


def test_the_largest_number_of_64_bits_is_one(path: Path) -> None:
    written(path, dump(entry("A", (1 << 63) - 1 - 1000, "x")))
    [page] = pages(path)
    assert (page.id, page.revision_id) == ((1 << 63) - 1001, (1 << 63) - 1)


def test_namespaces_that_no_column_holds_are_none(path: Path) -> None:
    own = head("xx", namespaces={10**30: "Huge", 100: "Portal"})
    written(path, own + entry("A", 1, "[[Huge:B]]").xml() + END)
    [page] = pages(path)
    assert page.site is not None
    assert page.site.namespaces == ((100, "Portal"),)


def test_bytes_that_are_not_utf_8_are_named(path: Path) -> None:
    parts = [page.xml().encode() for page in PAGES[:3]]
    parts[1] = parts[1].replace(b"It ends", b"It \xff ends")
    path.write_bytes(head().encode() + b"".join(parts) + END.encode())
    assert [(page.title, page.unreadable is None) for page in pages(path)] == [
        ("Page 1", True),
        ("Page 2", False),
        ("Page 3", True),
    ]


def test_pages_that_begin_in_pages_take_no_longer_each(path: Path) -> None:
    """Each is named; looking at what follows for each of them would take minutes."""
    many = "<page><title>In</title>" * 20_000
    written(path, head() + PAGES[0].xml() + many + PAGES[1].xml() + END)
    found = pages(path)
    assert len(found) == 20_002
    assert [page.title for page in found if page.unreadable is None] == ["Page 1", "Page 2"]
    assert {page.title for page in found if page.unreadable is not None} == {"In"}


def test_a_window_that_fills_the_memory_is_refused(path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    how = zstandard.ZstdCompressionParameters(window_log=30)
    packer = zstandard.ZstdCompressor(compression_params=how).compressobj()
    path.write_bytes(packer.compress(dump(*PAGES).encode()) + packer.flush())
    with pytest.raises(DumpError, match="requires too much memory"):
        read(path)


# How far, how much


@pytest.mark.parametrize("ending", [".xml", ".xml.gz", ".xml.bz2", ".xml.zst", ".xml.7z"])
def test_pages_say_how_far_their_file_was_read(tmp_path: Path, ending: str) -> None:
    letters = random.Random(1)
    made = [entry(f"Page {n}", n, letters.randbytes(20_000).hex()) for n in range(1, 120)]
    xml = dump(*made).encode()
    path = tmp_path / f"a{ending}"
    match ending:
        case ".xml.gz":
            path.write_bytes(gzip.compress(xml))
        case ".xml.bz2":
            path.write_bytes(bz2.compress(xml))
        case ".xml.zst":
            path.write_bytes(pytest.importorskip("zstandard").compress(xml))
        case ".xml.7z":
            with pytest.importorskip("py7zr").SevenZipFile(path, "w") as archive:
                archive.writestr(xml, "a.xml")
        case _:
            path.write_bytes(xml)
    [shard] = read(path)
    size = path.stat().st_size
    assert (shard.size, shard.apart) == (size, False)
    found = [page.read or 0 for page in shard.pages()]
    assert found == sorted(found)
    assert found[-1] <= size
    if ending != ".xml.7z":  # it is read by a thread of its own, and its end has a table
        assert found[-1] == size
        assert found[0] < size * 0.7
        assert len(set(found)) > 2


def test_blocks_are_read_apart_and_their_sizes_add_up(streams: Path) -> None:
    shards = list(read(streams))
    assert all(shard.apart for shard in shards)
    first = min(shard.offsets[0] for shard in shards)
    assert sum(shard.size for shard in shards) == streams.stat().st_size - first
    for shard in shards:
        assert [page.read for page in shard.pages()][-1:] == [shard.size]


def test_a_block_that_is_no_small_work_is_not_read_apart(streams: Path) -> None:
    """An index that is cut names few streams; the last has all that follows."""
    index = next(streams.parent.glob("*-index.txt.bz2"))
    lines = bz2.decompress(index.read_bytes()).splitlines(keepends=True)
    index.write_bytes(bz2.compress(b"".join(lines[:3])))
    shards = list(read(streams))
    assert [page.title for shard in shards for page in shard.pages()] == [page.title for page in PAGES]
    last = shards[-1]
    assert last.apart
    assert not replace(last, end=last.end + multistream_room.APART).apart


def test_what_is_missing_has_no_size(tmp_path: Path) -> None:
    path = tmp_path / "xx-multistream.xml.bz2"
    offsets = multistream(path, PAGES)
    path.write_bytes(path.read_bytes()[: offsets[2]])
    missing = list(read(path))[-1]
    assert (missing.size, missing.apart) == (0, False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_has_no_size(tmp_path: Path) -> None:
    pipe = tmp_path / "a.xml"
    os.mkfifo(pipe)
    [shard] = read(pipe)
    assert (shard.size, shard.apart) == (0, False)
    content = dump(*PAGES).encode()
    writer = threading.Thread(target=pipe.write_bytes, args=(bz2.compress(content),))
    writer.start()
    assert [page.title for page in shard.pages()] == [page.title for page in PAGES]
    writer.join()


@pytest.mark.parametrize("index", [True, False])
def test_a_dump_whose_first_pages_are_broken_is_a_dump(tmp_path: Path, index: bool) -> None:
    path = tmp_path / "xx-multistream.xml.bz2"
    offsets = multistream(path, PAGES, index=index)
    data = bytearray(path.read_bytes())
    data[offsets[0] + 20 : offsets[0] + 40] = b"\xff" * 20
    path.write_bytes(data)
    found = pages(path)
    assert [page.title for page in found if page.unreadable is None] == [f"Page {n}" for n in range(3, 8)]
    lost = [(page.title, page.unreadable or "") for page in found if page.unreadable is not None]
    assert [title for title, _ in lost] == (["Page 1", "Page 2"] if index else [None])
    assert all("the bzip2 stream is broken near byte" in reason for _, reason in lost)


# Indexes


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is an empty index"),
        (bz2.compress(b"700:1:A\n" * 9000)[:-30], "cannot be read: the bzip2 stream"),
    ],
)
def test_an_index_that_is_cut_is_refused(streams: Path, content: bytes, reason: str) -> None:
    next(streams.parent.glob("*-index.txt.bz2")).write_bytes(content)
    with pytest.raises(DumpError, match=reason):
        read(streams)


def test_an_index_is_read_once_however_many_streams_are_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "xx-multistream.xml.bz2"
    made = [entry(f"Page {n}", n, "x") for n in range(1, 41)]
    offsets = multistream(path, made)
    data = bytearray(path.read_bytes())
    for offset in offsets:
        data[offset + 20 : offset + 40] = b"\xff" * 20
    path.write_bytes(data)
    shards = list(read(path))
    opened: list[str] = []
    begin = index._Walk.begin
    monkeypatch.setattr(index._Walk, "begin", lambda walk: (opened.append(walk.index), begin(walk))[1])
    assert [page.title for shard in shards for page in shard.pages()] == [page.title for page in made]
    assert len(opened) == 1
    again = [page.id for shard in reversed(shards) for page in shard.pages()]
    assert sorted(again) == list(range(1, 41))


# The command


def test_the_command_writes_a_dump_as_json_lines(streams: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(streams), "--limit", "3"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["page"]["id"] for line in lines] == [1, 2, 3]


def test_the_command_names_a_page_that_failed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(path, dump(PAGES[0], Entry("Bad", 50, [Revision(tag="<text>&x;</text>")]), PAGES[1]))
    offset = path.read_bytes().index(b"<page>\n    <title>Bad")
    for stage in ("jsonl", "tree", "layout"):
        assert main([str(path), "--to", stage]) == 1
        captured = capsys.readouterr()
        first, last = captured.err.splitlines()
        assert f"Bad at byte {offset}: has broken XML (undefined entity)" in first
        assert last == "wikiextract: 1 of 3 pages failed"


def test_a_folder_goes_on_where_one_dump_is_none(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(path, dump(*PAGES))
    written(path.with_name("other.xml"), "<html/>")
    assert main([str(path.parent)]) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == len(PAGES)
    assert "its root is <html>" in captured.err


# The corpus


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder of dumps is not beside the project")
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2", 206),
        ("sample-multistream.xml.bz2", 690),
    ],
)
def test_every_page_of_the_corpus_is_read_once_with_its_own_text(name: str, count: int) -> None:
    found = pages(CORPUS / name, namespaces=None)
    assert len({page.id for page in found}) == len(found) == count
    assert [page.title for page in found if base36(page.text) != page.sha1] == []
