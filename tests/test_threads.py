"""Threads get what one gets, also when they are the first to ask for anything; and the collector is left as it was."""

import gc
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from wikiextract import read, run, write
from wikiextract.collector import collector_paused

FIXTURES = Path(__file__).parent.parent / "fixtures"

_TOGETHER = """
import gc, pickle, random, sys, threading
from pathlib import Path

sys.setswitchinterval(1e-5)
if sys.argv[2] == "off":
    gc.disable()
pages = [path.read_bytes().decode() for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
work = [(number, language) for number in range(len(pages)) for language in ("en", "de", "fr", "zh", "he", "xx", None)]
begin = threading.Barrier(8)
found, wrong = [{} for _ in range(8)], []

def together(own):
    order = random.Random(len(found) + id(own)).sample(work, len(work))
    begin.wait()
    try:
        from wikiextract import Document, extract
        for number, language in order[:40]:
            made = extract(pages[number], title=str(number), language=language)
            text = made.model_dump_json()
            assert Document.model_validate_json(text) == pickle.loads(pickle.dumps(made)) == made
            own[number, language] = text
    except BaseException as error:
        wrong.append(error)

threads = [threading.Thread(target=together, args=[own]) for own in found]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
if wrong:
    raise wrong[0]
assert gc.isenabled() == (sys.argv[2] == "on")
assert not gc.get_freeze_count()

from wikiextract import extract
alone = {}
for own in found:
    for (number, language), text in own.items():
        if (number, language) not in alone:
            alone[number, language] = extract(pages[number], title=str(number), language=language).model_dump_json()
        assert alone[number, language] == text, (number, language)
print(len(alone))
"""


@pytest.mark.parametrize("collector", ["on", "off"])
def test_eight_threads_from_the_first_import_on_get_what_one_gets(collector: str) -> None:
    command = [sys.executable, "-c", _TOGETHER, str(FIXTURES), collector]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert not done.stderr
    assert int(done.stdout) > 40


def test_the_collector_is_on_again_however_threads_overlap() -> None:
    """Two that overlap, as they may be interrupted between any two steps."""
    assert gc.isenabled()
    first, second = collector_paused(), collector_paused()
    with first:
        assert not gc.isenabled()
        second.__enter__()
    assert gc.isenabled()
    gc.disable()
    try:
        second.__exit__(None, None, None)
        assert not gc.isenabled(), "who found it off leaves it alone"
    finally:
        gc.enable()


def test_an_error_turns_the_collector_on_again() -> None:
    with pytest.raises(KeyError), collector_paused():
        raise KeyError
    assert gc.isenabled()


def test_what_was_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with collector_paused():
            pass
        assert gc.get_freeze_count() == frozen
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("ending", ["jsonl", "json", "sqlite", "bib"])
def test_a_run_may_be_written_in_any_thread(ending: str, tmp_path: Path) -> None:
    here, there = tmp_path / f"here.{ending}", tmp_path / f"there.{ending}"
    write(run(read(FIXTURES)), here)
    thread = threading.Thread(target=lambda: write(run(read(FIXTURES)), there))
    thread.start()
    thread.join()
    assert there.stat().st_size == here.stat().st_size
    if ending != "sqlite":
        assert there.read_bytes() == here.read_bytes()


def test_several_processes_may_be_asked_for_in_any_thread() -> None:
    pytest.importorskip("pebble")
    made: list[object] = []
    thread = threading.Thread(target=lambda: made.extend(run(read(FIXTURES), jobs=2)))
    thread.start()
    thread.join()
    assert made == list(run(read(FIXTURES)))
