"""What goes between processes comes out as it went in: documents, their parts, sources, errors, work."""

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from pydantic import PrivateAttr, ValidationError

from dumps import Entry, dump, entry, multistream
from test_models import PARTS, values
from test_properties import LANGUAGE, TEXT, relaxed
from wikiextract import (
    Document,
    DumpError,
    Failure,
    Page,
    PageError,
    SourceError,
    WriterError,
    extract,
    parse,
    read,
    run,
)
from wikiextract.models import CitationName, Link, Model, Section, trusted
from wikiextract.page import Site
from wikiextract.pipeline import extract_page
from wikiextract.record import Record

ROOT = Path(__file__).parent.parent
FIXTURES = sorted((ROOT / "fixtures").glob("*.txt"))
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


def again(thing: Any, protocol: int = pickle.DEFAULT_PROTOCOL) -> Any:
    """`thing` pickled and read back."""
    return pickle.loads(pickle.dumps(thing, protocol))


def same(one: Any, other: Any) -> None:
    """Asserts that nothing tells one model from another, nor any part of it from its like."""
    assert type(one) is type(other)
    if isinstance(one, tuple):
        assert len(one) == len(other)
        for value, like in zip(one, other, strict=True):
            same(value, like)
    elif isinstance(one, Model):
        assert list(vars(one)) == list(vars(other))
        assert one.model_fields_set == other.model_fields_set
        assert one.model_extra == other.model_extra
        assert one.__pydantic_private__ == other.__pydantic_private__
        for name, value in vars(one).items():
            same(value, vars(other)[name])
    else:
        assert one == other


def assert_whole(document: Document, copied: Document) -> None:
    same(document, copied)
    assert copied == document
    assert hash(copied) == hash(document)
    assert repr(copied) == repr(document)
    assert copied.model_dump_json() == document.model_dump_json()
    assert Document.model_validate(copied.model_dump()) == document
    with pytest.raises(ValidationError):
        copied.title = "another"  # type: ignore[misc]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_document_comes_back_as_it_was(path: Path) -> None:
    document = extract(path.read_bytes().decode(), title=path.stem)
    for protocol in PROTOCOLS:
        assert_whole(document, again(document, protocol))


@given(TEXT, LANGUAGE)
@relaxed
def test_any_document_comes_back_as_it_was(text: str, language: str) -> None:
    document = extract(text, language=language)
    assert_whole(document, again(document))


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, Document.model_copy, again])
def test_a_copy_is_the_same_and_comes_back(way: Callable[[Document], Document]) -> None:
    document = extract(FIXTURES[0].read_bytes().decode())
    assert_whole(document, way(document))
    assert_whole(document, again(way(again(document))))


@pytest.mark.parametrize("part", PARTS)
def test_parts_come_back_alone_and_together(part: type[Model]) -> None:
    made = (trusted(part)(**values(part)), part(**values(part)))
    for protocol in PROTOCOLS:
        same(again(made, protocol), made)


def test_what_was_changed_comes_back_changed() -> None:
    document = extract("[[a]]").model_copy(update={"title": "Another", "links": ()})
    same(again(document), document)
    validated = Document.model_validate_json(extract("[[a]] {{Infobox b|c=d}}").model_dump_json())
    same(again(validated), validated)


@pytest.mark.parametrize(
    "odd",
    [
        CitationName.model_construct(last="A"),
        Section.model_construct(index=1),
        Section.model_construct({"index"}, **values(Section)),
        extract("[[a]]").model_copy(update={"links": [extract("[[a]]").links[0]]}),
        extract("[[a]]").model_copy(update={"links": (Section.model_construct(index=1),)}),
        extract("[[a]]").model_copy(update={"links": "abc"}),
        extract("[[a]]").model_copy(update={"nothing": 1}),
        Link.model_construct({"target"}, **values(Link)),
    ],
    ids=repr,
)
def test_what_is_no_whole_model_comes_back_as_it_was(odd: Model) -> None:
    for protocol in PROTOCOLS:
        same(again(odd, protocol), odd)


class Rated(Document):
    """A document with a field of its own, which need not be given."""

    rating: int = 0
    """Its rating."""
    _seen: int = PrivateAttr(0)


def test_models_made_of_ours_come_back() -> None:
    document = extract("[[a]]")
    for rated in (Rated(**vars(document)), Rated(**vars(document), rating=3)):
        rated._seen = 7
        same(again(rated), rated)
        assert again(rated)._seen == 7


@pytest.mark.parametrize("made", [extract("[[a]]"), extract("[[a]]").links[0]], ids=["document", "part"])
def test_what_other_fields_were_pickled_is_refused(made: Model) -> None:
    content = pickle.dumps(made, 2)
    with pytest.raises(ValueError, match="Link has other fields in this version of wikiextract"):
        pickle.loads(content.replace(b"target", b"tarjet"))


def test_one_pickle_is_far_smaller_than_its_parts_said_one_by_one() -> None:
    document = extract((ROOT / "fixtures" / "hask_disease.txt").read_text(encoding="utf-8"))
    plain = pickle.dumps(document.model_dump())
    assert len(pickle.dumps(document)) < len(plain)


def test_a_failure_comes_back() -> None:
    failure = extract_page(Page("", "T", 7, source="a.xml", offset=3, unreadable="is cut short"))
    assert isinstance(failure, Failure)
    same(again(failure), failure)


@pytest.mark.parametrize(
    "error",
    [
        SourceError("a.txt", "is missing", 3),
        DumpError("a.xml", "is cut short", 1 << 40),
        PageError(None, "is empty"),
        PageError("T", "is too long", 5),
        WriterError("b.json", "cannot be written"),
    ],
)
def test_errors_come_back_with_what_they_know(error: Exception) -> None:
    for protocol in PROTOCOLS:
        back = again(error, protocol)
        assert type(back) is type(error)
        assert vars(back) == vars(error)
        assert str(back) == str(error)


def test_pages_and_work_come_back() -> None:
    page = Page("[[a]]", "T", 1, site=Site("de", ((14, "Kategorie"),)))
    assert again(page) == page
    work = again(partial(extract_page, language="de", select=frozenset({"links"})))
    assert work(page) == extract_page(page, language="de", select={"links"})
    assert again(extract)("[[a]]") == extract("[[a]]")


PAGES: list[Entry] = [entry(f"P{number}", number, f"[[a{number}]] {{{{b}}}}") for number in range(1, 6)]


def sources(folder: Path) -> list[Path]:
    """A source of each kind that needs no extra."""
    (folder / "a.txt").write_text("[[a]]", encoding="utf-8")
    (folder / "b.xml").write_text(dump(*PAGES), encoding="utf-8")
    (folder / "c.jsonl").write_text('{"title": "A", "text": "[[a]]"}\n', encoding="utf-8")
    multistream(folder / "d-multistream.xml.bz2", PAGES)
    return sorted(path for path in folder.iterdir() if "index" not in path.name)


def test_shards_come_back_and_have_the_same_pages(tmp_path: Path) -> None:
    for path in sources(tmp_path):
        for shards in (read(path), read(path, templates=["b"]), read(path, sample=0.5)):
            for shard in shards:
                assert list(again(shard).pages()) == list(shard.pages())


def test_rows_of_parquet_come_back(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"text": ["[[a]]", "b"]}), tmp_path / "a.parquet")
    shards = list(read(tmp_path / "a.parquet"))
    assert list(run(again(shards))) == list(run(shards))


def test_a_parsed_page_comes_back() -> None:
    for text in ("{{a|[[b]]<ref>c</ref>}}\n== d ==", "{{a|" * 60 + "}}" * 60):
        article = parse(text)
        back = again(article)
        assert back.source == article.source
        assert [template.name for template in back.templates] == [
            template.name for template in article.templates
        ]


def test_records_come_back() -> None:
    for record in (Record(), Record(a=1, b=(Record(c="d"),))):
        for protocol in PROTOCOLS:
            back = again(record, protocol)
            assert back == record
            assert hash(back) == hash(record)
            assert copy.deepcopy(back) == record


_AS_RECORDS = """
import pickle, sys
from wikiextract import record
record.chosen = True
from wikiextract import extract
document = extract(sys.stdin.buffer.read().decode())
assert pickle.loads(pickle.dumps(document)) == document
sys.stdout.buffer.write(pickle.dumps(document))
"""


def test_records_of_another_process_come_back_as_models() -> None:
    text = FIXTURES[0].read_bytes()
    made = subprocess.run([sys.executable, "-c", _AS_RECORDS], input=text, check=True, capture_output=True)
    same(pickle.loads(made.stdout), extract(text.decode()))
