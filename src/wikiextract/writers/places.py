"""Folders and databases that are whole or as they were, as `wikiextract.streams` has it for files.

tables/          written as .tables.1a2b3c4d.part/, then the two change places
pages.sqlite     written in .pages.sqlite.1a2b3c4d.part/, then moved out of it
"""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

from wikiextract.errors import WriterError
from wikiextract.streams import STANDARD, reported


@contextmanager
def replacing_folder(path: str, names: Collection[str]) -> Iterator[str]:
    """A folder whose files become those of the folder at `path` when the block ends well; after any error what was
    there before is still there.

    Raises WriterError when that cannot be done, and when the folder holds anything but files named as in `names`:
    it is replaced as a whole.
    """
    target = os.path.realpath(path)
    with reported(path):
        _refuse_other_content(path, target, names)
    with _temporary_folder(path, target) as folder:
        yield folder
        with reported(path):
            for name in os.listdir(folder):
                _keep(os.path.join(folder, name))
            _exchange(folder, target)


@contextmanager
def replacing_file(path: str) -> Iterator[str]:
    """A name that nothing has; the file made there becomes the one at `path` when the block ends well.

    For libraries that write to a name and not to a stream. Raises WriterError as `replacing_folder` does.
    """
    target = os.path.realpath(path)
    if path == STANDARD or (os.path.exists(target) and not os.path.isfile(target)):
        name = "standard output" if path == STANDARD else path
        raise WriterError(name, "a database can only be written to a file")
    with _temporary_folder(path, target) as folder:
        made = os.path.join(folder, "database")
        yield made
        with reported(path):
            _keep(made)
            if os.path.exists(target):
                os.chmod(made, os.stat(target).st_mode & 0o7777)
            os.replace(made, target)


@contextmanager
def _temporary_folder(path: str, target: str) -> Iterator[str]:
    """A new folder beside `target`, gone when the block ends (unless it was moved)."""
    place, name = os.path.split(target)
    folder = os.path.join(place, f".{name[:100]}.{os.urandom(4).hex()}.part")
    try:
        with reported(path):
            if not os.path.isdir(place):
                raise WriterError(path, f"there is no folder {os.path.dirname(path.rstrip('/')) or place}")
            os.mkdir(folder)
        yield folder
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)


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


def _keep(path: str) -> None:
    """Waits until the file's content is on the disk."""
    with open(path, "rb+") as stream:
        os.fsync(stream.fileno())


def _exchange(folder: str, target: str) -> None:
    """Puts `folder` in the place of `target`. Stopped between the two steps, it puts back what was there."""
    if not os.path.isdir(target):
        os.rename(folder, target)
        return
    os.chmod(folder, os.stat(target).st_mode & 0o7777)
    before = folder.removesuffix(".part") + ".before"
    os.rename(target, before)
    try:
        os.rename(folder, target)
    except BaseException:
        os.rename(before, target)
        raise
    shutil.rmtree(before, ignore_errors=True)
