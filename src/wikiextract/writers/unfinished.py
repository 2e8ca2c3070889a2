"""Runs that outlive their process: the output is made in a folder that stays when the process ends before its time.

    pages.jsonl.unfinished/
        run.json          what the run is: its options and sources
        record.json       how far it is (a database has that in itself)
        content           what becomes pages.jsonl
        failures.jsonl    what becomes pages.jsonl.failures.jsonl, if anything failed

A record is written when what it speaks of is on the disk, so after a crash the run goes on from the last one.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress

from wikiextract.errors import WriterError
from wikiextract.models import Failure, as_json
from wikiextract.streams import reported
from wikiextract.writers.forms import Form
from wikiextract.writers.places import (
    Place,
    Record,
    check_target,
    file_at,
    kept_file,
    move_content,
    replace_text,
    sync_folder,
)

FORM = "the form"
"""The word of a run that says how its output is written."""

_RUN = "run.json"
_LOCK = "lock"
_FAILURES = "failures.jsonl"


class NothingWrittenError(Exception):
    """Raised inside `lasting`: what was there before stays, and the failures are told all the same."""


@contextmanager
def lasting(form: Form, path: str, run: Mapping[str, str], *, resume: bool) -> Iterator[Place]:
    """A Place whose content becomes the output at `path` when the block ends well.

    When it does not, and something was kept, the folder stays. `run` says in words what the run is; with `resume` the
    same run goes on, if there is one. Raises WriterError when nothing can be put there, when another run is unfinished
    there or under way, and when `resume` finds that the run was another.
    """
    target = check_target(path, tables=form.tables)
    folder = f"{target}.unfinished"
    _refuse_folder(failures_path(target), "failures are to be written")
    with reported(path), ExitStack() as stack:
        _locked(path, folder, stack)
        place = Place(path, folder, target, _begun(form, path, folder, run, resume=resume), lasting=True)
        try:
            yield place
        except NothingWrittenError:
            place.put({**(place.record or {}), "finished": True, "nothing": True})
        except BaseException:
            if place.record is None:
                shutil.rmtree(folder, ignore_errors=True)
            raise
        _move_failures(place)
        if os.path.exists(place.content) and not (place.record or {}).get("nothing"):
            move_content(place)
        shutil.rmtree(folder)


def is_unfinished(path: str) -> bool:
    """Whether a run into the output at `path` has left something to go on with, or may have."""
    return os.path.exists(f"{os.path.realpath(path)}.unfinished")


def _begun(form: Form, path: str, folder: str, run: Mapping[str, str], *, resume: bool) -> Record | None:
    """How far the run in `folder` is, None if it begins. Raises WriterError when it is not to be gone on with."""
    left = set(os.listdir(folder)) - {_LOCK}
    if left - {f"{_RUN}.new"}:
        before = _run_in(path, folder)
        record = form.record(path, folder) if before[FORM] == run[FORM] else {}
        if record is not None:
            _refuse_to_write_over(path, folder, record, resume=resume)
            _refuse_other_run(path, before, run)
            return record
    for name in set(os.listdir(folder)) - {_LOCK}:
        old = os.path.join(folder, name)
        shutil.rmtree(old) if os.path.isdir(old) else os.unlink(old)
    replace_text(os.path.join(folder, _RUN), json.dumps(run))
    return None


def _run_in(path: str, folder: str) -> Mapping[str, str]:
    """What the run in `folder` is. Raises WriterError when the folder is something else."""
    try:
        with open(os.path.join(folder, _RUN), encoding="utf-8") as stream:
            before = json.load(stream)
        if isinstance(before, dict) and FORM in before:
            return before
    except (OSError, ValueError):
        pass
    raise WriterError(path, f"{folder} is in the way: it holds no run that could be gone on with")


def _refuse_to_write_over(path: str, folder: str, record: Record, *, resume: bool) -> None:
    if resume:
        return
    if record.get("finished"):
        raise WriterError(path, "is complete but for the last step, which --resume does")
    raise WriterError(path, f"a run was interrupted; --resume goes on with it, or delete {folder}")


def _refuse_other_run(path: str, before: Mapping[str, str], now: Mapping[str, str]) -> None:
    for name in [*before, *now]:
        then, here = before.get(name, "nothing"), now.get(name, "nothing")
        if then != here:
            raise WriterError(path, f"cannot be resumed: {name} was {then} then, {here} now")


def _refuse_folder(path: str, what: str) -> None:
    if os.path.isdir(path):
        raise WriterError(path, f"is a folder, where {what}")


def _locked(path: str, folder: str, stack: ExitStack) -> None:
    """Makes `folder`, and keeps other runs out of it until `stack` ends, where the system can do that."""
    while True:
        with suppress(FileExistsError):
            os.mkdir(folder)
            sync_folder(os.path.dirname(folder))
        if not os.path.isdir(folder):
            raise WriterError(path, f"{folder} is in the way: it is a file")
        name = os.path.join(folder, _LOCK)
        try:
            import fcntl

            stream = stack.enter_context(file_at(name, "wb"))
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(stream.fileno()), os.stat(name)):
                return
        except BlockingIOError:
            raise WriterError(path, "another run is writing it") from None
        except FileNotFoundError:
            continue  # the run that had it has ended, and the folder with it
        except (ImportError, OSError):
            return  # there is no such lock here


class FailuresFile:
    """The failures of a run, one a line as JSON."""

    def __init__(self, place: Place) -> None:
        self.place = place
        with reported(place.path):
            size = 0 if place.record is None else place.record["failures"]
            self.stream = kept_file(place.file(_FAILURES), "ab", size)

    def add(self, failure: Failure) -> None:
        """Adds a line."""
        with reported(self.place.path):
            self.stream.write(as_json(failure).encode() + b"\n")

    def keep(self) -> int:
        """Puts the lines on the disk, and returns the length of the file."""
        with reported(self.place.path):
            self.stream.flush()
            os.fsync(self.stream.fileno())
            return self.stream.seek(0, os.SEEK_END)

    def close(self) -> None:
        """Closes the file."""
        with suppress(OSError):
            self.stream.close()


def failures_path(path: str) -> str:
    """Where the failures of the run that writes `path` are told."""
    return f"{path.rstrip('/')}.failures.jsonl"


def _move_failures(place: Place) -> None:
    """Puts the failures beside the output; those of an earlier output go with it."""
    made, wanted = place.file(_FAILURES), failures_path(place.target)
    if os.path.exists(made):
        if os.path.getsize(made):
            os.replace(made, wanted)
        else:
            os.unlink(made)
            with suppress(FileNotFoundError):
                os.unlink(wanted)
    sync_folder(os.path.dirname(place.target))
