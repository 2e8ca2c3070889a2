"""One member of a 7z archive, a piece at a time.

The package py7zr pushes what it unpacks; a thread of its own takes that, and waits when nobody has asked for more, so
that no more than a few pieces are in memory.

It is imported only when there is such an archive: the package may be missing.
"""

import queue
import threading
from collections.abc import Iterator
from typing import Any, Final

import py7zr
from py7zr.io import Py7zIO, WriterFactory

_WAITING: Final = 4
_PATIENCE: Final = 0.1  # seconds between two looks whether somebody still reads


class _Abandoned(Exception):  # noqa: N818  # nobody sees it: it ends the thread
    """Nobody reads on."""


class _Hose(Py7zIO):  # type: ignore[misc]  # types are checked without the package
    """A file to py7zr; what is written to it waits until it is asked for."""

    def __init__(self) -> None:
        self.pieces: queue.Queue[bytes | str | None] = queue.Queue(_WAITING)
        self.abandoned = threading.Event()
        self.length = 0

    def put(self, piece: bytes | str | None) -> None:
        """Waits until there is room."""
        while not self.abandoned.is_set():
            try:
                return self.pieces.put(piece, timeout=_PATIENCE)
            except queue.Full:
                continue
        raise _Abandoned

    def write(self, s: bytes | bytearray) -> int:
        self.length += len(s)
        self.put(bytes(s))
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        pass

    def size(self) -> int:
        return self.length


class _Hoses(WriterFactory):  # type: ignore[misc]
    def __init__(self, hose: _Hose) -> None:
        self.hose = hose

    def create(self, filename: str) -> Py7zIO:
        return self.hose


def member_pieces(archive: Any, name: str) -> Iterator[bytes | str]:
    """What the member `name` of an open py7zr archive holds; at the end, where it is broken, the reason."""
    hose = _Hose()
    thread = threading.Thread(target=_unpack, args=(archive, name, hose), daemon=True)
    thread.start()
    try:
        while (piece := hose.pieces.get()) is not None:
            yield piece
    finally:
        hose.abandoned.set()
        thread.join()


def _unpack(archive: Any, name: str, hose: _Hose) -> None:
    try:
        try:
            archive.extract(targets=[name], factory=_Hoses(hose))
        except _Abandoned:
            return
        except (py7zr.exceptions.ArchiveError, EOFError, OSError, ValueError) as error:
            hose.put(str(error) or type(error).__name__)
        except Exception as error:  # the decoders of the package have errors of their own (lzma, pyppmd …)
            hose.put(str(error) or type(error).__name__)
        hose.put(None)
    except _Abandoned:
        pass
