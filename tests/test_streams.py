"""Text in whatever encoding says what it is; files that are whole or as they were; sources, and runs over them."""

import errno
import gc
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiextract import Document, SourceError, WriterError, read, run, write
from wikiextract.streams import decoded, replacing, text_of

WIKITEXT = "== Émile ==\r\n* '''𝔘nicode''' and [[漢字]]\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_read_by_its_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(WIKITEXT.encode(encoding))
    assert text_of(str(path)) == WIKITEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_mark(encoding: str) -> None:
    text = "{{Infobox}} Émile [[Foo]]\n"
    assert decoded(text.encode(encoding), "page") == text


def test_big_endian_with_a_mark() -> None:
    assert decoded(b"\xfe\xff" + "aé".encode("utf-16-be"), "page") == "aé"


def test_nothing_is_empty_text() -> None:
    assert decoded(b"", "page") == ""
    assert decoded(b"\xef\xbb\xbf", "page") == ""


@pytest.mark.parametrize(
    ("content", "offset", "words"),
    [
        (b"caf\xe9 au lait", 3, "not UTF-8 text: 0xE9 at byte 3"),
        ("漢".encode()[:2], 0, "0xE6 at byte 0"),
        (b"\xef\xbb\xbfab\xff", 5, "0xFF at byte 5"),
        (b"\xff\xfea\x00b", 4, "not UTF-16 text: 0x62 at byte 4"),
        (b"\xff\xfe\x00\xd8a\x00", 2, "not UTF-16 text"),
        (b"\x7fELF\x02\x01\x01\x00\x00", 7, "binary file"),
        (b"\x1f\x8b\x08rest", 0, "is a gzip file"),
        (b"BZh91AY&SY", 0, "is a bzip2 file"),
        (b"\x89PNG\r\n\x1a\n\x00", 0, "is a PNG picture"),
        (b'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">', 0, "is a dump"),
        ('\n<?xml version="1.0"?>\n<mediawiki version="0.10">'.encode("utf-16"), 0, "is a dump"),
        (b'{"schema_version":"1.0",', 0, "is a document of wikiextract"),
        (b'[\n{\n  "schema_version": "1.0",', 0, "is a document of wikiextract"),
    ],
)
def test_what_is_not_text_is_refused_at_its_byte(content: bytes, offset: int, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        decoded(content, "page.txt")
    assert words in str(caught.value)
    assert str(caught.value).startswith("page.txt: ")
    assert (caught.value.path, caught.value.offset) == ("page.txt", offset)


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_utf_8_text_comes_back(text: str) -> None:
    content = text.encode()
    assert decoded(content, "page") == text.removeprefix("\ufeff") or content.startswith(
        (b"BZh", b"PK\x03", b"%PDF")
    )


@given(st.binary())
def test_bytes_are_text_or_a_source_error(content: bytes) -> None:
    try:
        assert isinstance(decoded(content, "page"), str)
    except SourceError as error:
        assert error.offset is not None
        assert 0 <= error.offset < len(content)


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_missing_file_and_a_folder_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match=r"no such file|is a directory") as caught:
        text_of(str(tmp_path / name))
    assert isinstance(caught.value, OSError)


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")
    path.chmod(0o640)
    with replacing(str(path)) as stream:
        stream.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_after_an_error_the_old_file_is_there(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), replacing(str(path)) as stream:
        stream.write(b"new")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_of_the_reader_stays_its_own(tmp_path: Path) -> None:
    with pytest.raises(SourceError), replacing(str(tmp_path / "out.json")):
        raise SourceError("page.txt", "is not text")
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "gone" / "target.json")
    folder = tmp_path.resolve() / "gone"
    for path in (link, tmp_path / "gone" / "out.json"):
        with pytest.raises(WriterError, match="there is no folder") as caught, replacing(str(path)):
            pass
        assert (caught.value.path, os.path.realpath(caught.value.reason[19:])) == (str(path), str(folder))


@pytest.mark.parametrize("name", ["missing/out.json", "."])
def test_what_cannot_be_written_is_a_writer_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(WriterError), replacing(str(tmp_path / name)):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_a_writer_error() -> None:
    with pytest.raises(WriterError, match=os.strerror(errno.ENOSPC)[1:]), replacing("/dev/full") as stream:
        stream.write(b"x" * 100_000)
    gc.collect()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old")
    link.symlink_to(target)
    with replacing(str(link)) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of two pages."""
    (tmp_path / "pages").mkdir()
    for name in ("Foo_bar.txt", "baz.wiki"):
        (tmp_path / "pages" / name).write_text(f"text of {name}", encoding="utf-8")
    return tmp_path / "pages"


def test_sources_are_read_in_order_and_looked_up_at_once(pages: Path) -> None:
    shards = list(read(pages / "baz.wiki", pages, titled_by_name=True))
    read_pages = [page for shard in shards for page in shard.pages()]
    assert [page.title for page in read_pages] == ["baz", "Foo bar", "baz"]
    assert [page.source for page in read_pages] == [
        str(pages / name) for name in ("baz.wiki", "Foo_bar.txt", "baz.wiki")
    ]
    with pytest.raises(SourceError, match="no such file or folder"):
        read(pages, pages / "missing.txt")


def test_a_run_says_where_each_document_is_from(pages: Path) -> None:
    results = list(run(read(pages)))
    assert [result.source for result in results] == [str(pages / "Foo_bar.txt"), str(pages / "baz.wiki")]
    (pages / "baz.wiki").write_bytes(b"\xff")
    document, failure = run(read(pages))
    assert isinstance(document, Document)
    assert (failure.source, failure.title) == (str(pages / "baz.wiki"), None)


@pytest.mark.parametrize("fields", [{"infobox"}, "infoboxes"])
def test_a_wrong_keyword_of_a_run_raises_at_once(pages: Path, fields: set[str] | str) -> None:
    with pytest.raises(ValueError, match=r"infobox|no such field"):
        run(read(pages), select=fields)


def test_json_is_an_array_of_however_many(pages: Path) -> None:
    target = pages / "out.json"
    assert write(run(read(pages / "baz.wiki")), target) == []
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 1
