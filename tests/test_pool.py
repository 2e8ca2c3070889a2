"""Several processes give what one does, and a page that kills or hangs its process costs only itself."""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from wikiextract import Document, Failure, read, run
from wikiextract.cli import main
from wikiextract.errors import SourceError
from wikiextract.page import Page
from wikiextract.runners import pool

pytest.importorskip("pebble")

FIXTURES = Path(__file__).parent.parent / "fixtures"


@dataclass(frozen=True)
class Listed:
    """A shard of pages that are there already; with `broken` it breaks behind them."""

    texts: tuple[str, ...]
    broken: str | None = None

    def pages(self) -> Iterator[Page]:
        for number, text in enumerate(self.texts):
            yield Page(text, f"P{number}", number)
        if self.broken:
            raise SourceError("a.xml", self.broken, 7)


def obeyed(page: Page) -> str:
    """Does what the text of the page says, in a worker."""
    match page.text:
        case "die":
            os._exit(3)
        case "sleep":
            time.sleep(60)
        case "eat":
            return str(len(bytearray(3 << 30)))
        case "raise":
            raise RecursionError("deep")
    return page.text


def messages(results: list[str | Failure]) -> list[str]:
    return [f"{made.title}: {made.message}" if isinstance(made, Failure) else made for made in results]


def test_two_processes_give_what_one_does() -> None:
    assert list(run(read(FIXTURES), jobs=2)) == list(run(read(FIXTURES)))


def test_the_order_is_that_of_the_pages() -> None:
    texts = tuple(f"{number}" * (1 + 30_000 * (number % 3)) for number in range(300))
    assert list(pool([Listed(texts)], obeyed, jobs=2)) == list(texts)


def test_a_page_that_kills_or_hangs_its_process_costs_only_itself() -> None:
    shard = Listed(("a", "die", "b", "sleep", "raise", "c"))
    made = list(pool([shard, Listed(("d",))], obeyed, jobs=2, seconds=2))
    assert messages(made) == [
        "a",
        "P1: its process ended with the status 3",
        "b",
        "P3: took more than 2 seconds",
        "P4: RecursionError: deep",
        "c",
        "d",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="the address space is not limited elsewhere")
def test_a_page_that_eats_memory_costs_only_itself() -> None:
    made = list(pool([Listed(("a", "eat", "b"))], obeyed, jobs=1, memory=1 << 30))
    assert messages(made) == ["a", "P1: MemoryError: ", "b"]


def test_a_shard_that_breaks_is_a_failure_behind_its_pages() -> None:
    made = list(pool([Listed(("a", "b"), "cut short"), Listed(("c",))], obeyed, jobs=2))
    assert messages(made) == ["a", "b", "None: cut short", "c"]


def test_what_is_under_way_is_bounded() -> None:
    read_so_far = []

    class Endless:
        def pages(self) -> Iterator[Page]:
            for number in range(100_000):
                read_so_far.append(number)
                yield Page("x" * 1000, None, number)

    results = pool([Endless()], obeyed, jobs=2)
    assert next(results) == "x" * 1000
    assert len(read_so_far) <= 2000
    results.close()  # type: ignore[attr-defined]


def test_jobs_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="jobs is at least 1, not 0"):
        run([], jobs=0)


@pytest.mark.parametrize("ending", ["jsonl", "txt", "json", "bib"])
def test_the_command_writes_the_same_with_several_jobs(ending: str, tmp_path: Path) -> None:
    one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    assert main([str(FIXTURES), "-o", str(one)]) == main([str(FIXTURES), "-o", str(two), "-j", "2"]) == 0
    assert one.read_bytes() == two.read_bytes()


def test_a_missing_library_is_said(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pebble", None)
    assert main([str(FIXTURES), "-j", "2"]) == 2
    assert "pip install 'wikiextract[parallel]'" in capfd.readouterr().err


def test_documents_come_back_as_documents() -> None:
    made = list(run([Listed(("[[Category:A]]", ""))], jobs=2))
    assert [type(result) for result in made] == [Document, Document]
