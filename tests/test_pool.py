"""Several processes give what one does, and a page that kills or hangs its process costs only itself."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from wikiextract import Document, Failure, read, run
from wikiextract.cli import main
from wikiextract.errors import SourceError
from wikiextract.page import Page, Shard
from wikiextract.runners import Each, Limits, cores, results, units
from wikiextract.runners.pool import pool

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
        case "nap":
            time.sleep(1.5)
        case "sleep":
            time.sleep(60)
        case "eat":
            return str(len(bytearray(3 << 30)))
        case "raise":
            raise RecursionError("deep")
    return page.text


def pooled(
    shards: list[Shard], *, jobs: int = 2, ordered: bool = True, **limits: float
) -> list[str | Failure]:
    """What several processes give for the pages of `shards`."""
    made = pool(units(shards), Each(obeyed), jobs=jobs, limits=Limits(**limits), ordered=ordered)  # type: ignore[arg-type]
    return [result for _, lists in made for each in lists for result in each]


def messages(results: list[str | Failure]) -> list[str]:
    return [f"{made.title}: {made.message}" if isinstance(made, Failure) else made for made in results]


def test_two_processes_give_what_one_does() -> None:
    assert list(run(read(FIXTURES), jobs=2)) == list(run(read(FIXTURES)))


def test_the_order_is_that_of_the_pages() -> None:
    texts = tuple(f"{number}" * (1 + 30_000 * (number % 3)) for number in range(300))
    assert pooled([Listed(texts)]) == list(texts)


def test_a_page_that_kills_or_hangs_its_process_costs_only_itself() -> None:
    shard = Listed(("a", "die", "b", "sleep", "raise", "c"))
    made = pooled([shard, Listed(("d",))], seconds=2)
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
    made = pooled([Listed(("a", "eat", "b"))], jobs=1, memory=1 << 30)
    assert messages(made) == ["a", "P1: MemoryError: ", "b"]


def test_a_shard_that_breaks_is_a_failure_behind_its_pages() -> None:
    made = pooled([Listed(("a", "b"), "cut short"), Listed(("c",))])
    assert messages(made) == ["a", "b", "None: cut short", "c"]


def test_what_is_under_way_is_bounded() -> None:
    read_so_far = []

    class Endless:
        def pages(self) -> Iterator[Page]:
            for number in range(100_000):
                read_so_far.append(number)
                yield Page("x" * 1000, None, number)

    made = pool(units([Endless()]), Each(obeyed), jobs=2, limits=Limits())
    unit, [first] = next(made)
    assert unit.number == 0
    assert first == ["x" * 1000] * 200
    assert len(read_so_far) <= 2000
    made.close()  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Apart(Listed):
    """A shard that is read where the work is done."""

    apart: bool = True
    size: int = 10

    def pages(self) -> Iterator[Page]:
        for page in super().pages():
            yield replace(page, source=str(os.getpid()))


def whence(page: Page) -> str:
    return page.source or ""


def test_a_shard_that_can_be_read_apart_is_read_by_the_worker() -> None:
    shards = [Apart(("a", "b")), Apart(("c",))]
    assert [unit.size for unit in units(shards)] == [10, 10]
    made = pool(units(shards), Each(whence), jobs=2, limits=Limits())
    where = {source for _, lists in made for each in lists for source in each}
    assert str(os.getpid()) not in where
    limited = [page for unit in units(shards, limit=2) for page in unit.pages()]
    assert [page.source for page in limited if isinstance(page, Page)] == [str(os.getpid())] * 2


def test_a_page_of_a_shard_read_apart_costs_only_itself() -> None:
    made = pooled([Apart(("a", "die", "b"), "cut short"), Apart(("c",))])
    assert messages(made) == ["a", "P1: its process ended with the status 3", "b", "None: cut short", "c"]


def test_without_an_order_nobody_waits_for_a_slow_page() -> None:
    texts = [Apart(("nap",)), *(Apart((f"{number}",)) for number in range(12))]
    assert pooled(texts)[0] == "nap"
    made = pooled(texts, ordered=False)
    assert made[0] != "nap"
    assert sorted(map(str, made)) == sorted(["nap", *map(str, range(12))])


def test_units_are_the_same_each_time_and_know_their_size() -> None:
    shard = Listed(tuple("x" * (number * 3000) for number in range(60)))
    first, again = list(units([shard, Apart(("a",))])), list(units([shard, Apart(("a",))]))
    assert first == again
    assert [unit.number for unit in first] == list(range(len(first)))
    assert len(first) > 10
    assert sum(len(list(unit.pages())) for unit in first) == 61


def test_little_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wikiextract.runners.cores", lambda: 2)
    few = results(units([Apart(("a",))] * 3), Each(whence))
    assert {each for _, lists in few for [each] in lists} == {str(os.getpid())}
    many = results(units([Apart(("a",))] * 8), Each(whence))
    assert str(os.getpid()) not in {each for _, lists in many for [each] in lists}


def test_without_the_library_one_process_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pebble", None)
    made = results(units([Apart(("a",))] * 8), Each(whence))
    assert {each for _, lists in made for [each] in lists} == {str(os.getpid())}
    with pytest.raises(ImportError, match="parallel"):
        results(units([]), Each(whence), jobs=2)


def test_cores_are_those_that_this_process_may_use() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


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


def killed_once(page: Page) -> str:
    """What a process does that is killed in the middle of sending, or while it has nothing to do: the first time."""
    flag = Path(page.source or "")
    if page.text in ("sending", "idle") and not flag.exists():
        flag.touch()
        if page.text == "idle":
            threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGKILL)).start()
        else:
            Connection._send = _half_sent  # type: ignore[attr-defined]
    return page.text


def _half_sent(connection: Connection, content: bytes, write: object = None) -> None:
    os.write(connection.fileno(), memoryview(content)[: max(1, len(content) // 2)])
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Slow(Listed):
    """A shard that takes a while to read, so that processes wait for it."""

    flag: str = ""

    def pages(self) -> Iterator[Page]:
        for page in super().pages():
            yield Page("x" * 300_000, source=self.flag)
            yield replace(page, source=self.flag)
            yield Page("y" * 300_000, source=self.flag)
            time.sleep(1)


@pytest.mark.skipif(os.name != "posix", reason="processes are killed otherwise elsewhere")
@pytest.mark.parametrize("how", ["sending", "idle"])
def test_a_process_killed_at_an_unlucky_moment_costs_nothing(how: str, tmp_path: Path) -> None:
    """An answer that stops half way, or no process left: new ones do again what was under way."""
    shards = [Slow((how, "a", "b"), flag=str(tmp_path / "flag"))]
    jobs = 1 if how == "idle" else 2
    made = pool(units(shards), Each(killed_once), jobs=jobs, limits=Limits(seconds=1))
    found = [result for _, lists in made for each in lists for result in each]
    assert [text for text in found if not isinstance(text, str) or len(text) < 100] == [how, "a", "b"]
    assert len(found) == 9


@dataclass(frozen=True)
class Unsendable(Listed):
    """A shard that cannot be sent anywhere."""

    apart: bool = True

    def __reduce__(self) -> str:
        raise RuntimeError("stays here")


def test_what_cannot_be_sent_is_an_error_and_no_wait() -> None:
    with pytest.raises(RuntimeError, match="stays here"):
        pooled([Unsendable(("a",))])
