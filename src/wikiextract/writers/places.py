"""Places: folders beside the output in which it is made, so that the output is whole or as it was.

pages.jsonl               the output
.pages.jsonl.1a2b.part/   a place for one attempt: gone afterwards, whatever happens
pages.jsonl.unfinished/   a place that outlives its process: the run can be taken up again (`unfinished.py`)
    content               becomes the output: a file, or a folder of tables
    record.json           how far the content is

"""

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, Literal

from wikiextract.errors import WriterError
from wikiextract.streams import STANDARD, reported

Record = Mapping[str, Any]
"""How far a run is, as it can be kept in JSON."""

_RECORD: Final = "record.json"


@dataclass(slots=True)
class Place:
    """A folder in which an output is made, and how far it was made before."""

    path: str
    """The output, as the user named it."""
    folder: str
    target: str
    """Where the output is in the end, links followed."""
    record: Record | None = None
    """The last record; None where nothing was made yet."""
    lasting: bool = False
    """Whether it outlives its process."""

    @property
    def content(self) -> str:
        """What becomes the output."""
        return os.path.join(self.folder, "content")

    def file(self, name: str) -> str:
        """The path of another file there."""
        return os.path.join(self.folder, name)

    def put(self, record: Record) -> None:
        """Puts `record` on the disk in place of the last. Raises WriterError when that cannot be done."""
        with reported(self.path):
            replace_text(self.file(_RECORD), json.dumps(record))
        self.record = record

    def finish(self, record: Record) -> None:
        """Notes that the content is complete and on the disk, where that outlives the process."""
        if self.lasting:
            self.put({**record, "finished": True})


def file_at(path: str, mode: Literal["wb", "xb", "ab", "ab+", "r+b"]) -> BinaryIO:
    """An open file that somebody else closes."""
    return open(path, mode)


def kept_file(path: str, mode: Literal["xb", "ab", "ab+", "r+b"], size: int) -> BinaryIO:
    """An open file cut to the length that it had when it was kept, which stands at its end.

    Raises OSError when it is shorter: somebody has changed it.
    """
    stream = file_at(path, mode)
    if stream.seek(0, os.SEEK_END) < size:
        stream.close()
        raise OSError(f"{path} is shorter than it was when it was kept: delete its folder")
    stream.truncate(size)
    stream.seek(0, os.SEEK_END)
    return stream


def record_in(path: str, folder: str) -> Record | None:
    """The last record that was put into the place of the output at `path`. Raises WriterError when it is damaged."""
    name = os.path.join(folder, _RECORD)
    try:
        with reported(path), open(name, encoding="utf-8") as stream:
            record = json.load(stream)
    except ValueError:
        record = None
    except WriterError:
        if os.path.exists(name):
            raise
        return None
    if not isinstance(record, dict) or not ("units" in record or "finished" in record):
        raise WriterError(path, f"{name} is damaged: delete its folder")
    return record


def replace_text(path: str, text: str) -> None:
    """Makes `text` the content of the file at `path`; after a crash it holds that or what it held before."""
    new = f"{path}.new"
    with open(new, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(new, path)
    sync_folder(os.path.dirname(path))


def sync_folder(folder: str) -> None:
    """Waits until the names in `folder` are on the disk, where the system can do that."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def sync_file(path: str) -> None:
    """Waits until the file's content is on the disk."""
    with open(path, "rb+") as stream:
        os.fsync(stream.fileno())


@contextmanager
def attempt(path: str, *, tables: Collection[str] = ()) -> Iterator[Place]:
    """A Place whose content becomes the output at `path` when the block ends well; after any error what was there
    before is still there. Raises WriterError when that cannot be done, and as `check_target` does.
    """
    target = check_target(path, tables=tables)
    parent, name = os.path.split(target)
    folder = os.path.join(parent, f".{name[:100]}.{os.urandom(4).hex()}.part")
    try:
        with reported(path):
            os.mkdir(folder)
        place = Place(path, folder, target)
        yield place
        with reported(path):
            move_content(place)
    finally:
        import shutil  # one page on standard output does not wait for it

        with suppress(OSError):
            shutil.rmtree(folder)


def check_target(path: str, *, tables: Collection[str] = ()) -> str:
    """The place of the output on the disk. With `tables` it is a folder, in which nothing but these may be, because it
    is replaced as a whole. Raises WriterError when nothing can be put there.
    """
    if path == STANDARD:
        raise WriterError("standard output", "a file is wanted (-o PATH)")
    target = os.path.realpath(path)
    parent = os.path.dirname(target)
    with reported(path):
        if not os.path.isdir(parent):
            raise WriterError(path, f"there is no folder {os.path.dirname(path.rstrip('/')) or parent}")
        if tables:
            _refuse_other_content(path, target, tables)
        elif os.path.exists(target) and not os.path.isfile(target):
            raise WriterError(path, "a file is wanted")
    return target


def _refuse_other_content(path: str, target: str, names: Collection[str]) -> None:
    if not os.path.lexists(target):
        return
    if not os.path.isdir(target):
        raise WriterError(path, "is a file; a folder is wanted")
    other = sorted(set(os.listdir(target)) - set(names))
    if other:
        raise WriterError(
            path, f"holds other files ({other[0]}) and would be replaced: name a folder of its own"
        )


def move_content(place: Place) -> None:
    """Puts the content of `place`, which is on the disk already, where the output belongs."""
    target = place.target
    if os.path.isdir(place.content):
        _exchange(place.content, target)
    else:
        if os.path.exists(target):
            os.chmod(place.content, os.stat(target).st_mode & 0o7777)
        os.replace(place.content, target)
    sync_folder(os.path.dirname(target))


def _exchange(folder: str, target: str) -> None:
    """Puts `folder` in the place of `target`. Stopped between the two steps, it puts back what was there."""
    if not os.path.isdir(target):
        os.rename(folder, target)
        return
    os.chmod(folder, os.stat(target).st_mode & 0o7777)
    before = f"{folder}.before"
    os.rename(target, before)
    try:
        os.rename(folder, target)
    except BaseException:
        os.rename(before, target)
        raise
