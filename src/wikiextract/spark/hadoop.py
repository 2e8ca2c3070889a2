"""The filesystems that Spark reads, seen from the driver: Hadoop's, in its Java process, by way of py4j.

    hdfs://, s3a://, gs://, abfs://, viewfs://, file:// …, and a path without a scheme, which is on the default one

Only what plans the reading is done here: a dump's head, its size, a few bytes at the beginnings of its streams.

https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-common/filesystem/filesystem.html
"""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException

from wikiextract.errors import SourceError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class Hadoop:
    """The filesystems of a session. Raises TypeError for one without a Java process: a client of Spark Connect."""

    def __init__(self, spark: "SparkSession") -> None:
        self.java = getattr(spark, "_jvm", None)
        if self.java is None:
            raise TypeError(
                "read_dump needs the driver's own session: a client of Spark Connect cannot plan it"
            )
        self.configuration = spark.sparkContext._jsc.hadoopConfiguration()

    def whole(self, path: str) -> str:
        """`path` with its scheme and from its root on."""
        with reported(path):
            found = self._path(path)
            return str(self._system(found).makeQualified(found).toString())

    def uri(self, path: str) -> str:
        """`path` as a URI, in which a blank is %20."""
        return str(self._path(path).toUri().toString())

    def is_file(self, path: str) -> bool:
        """Whether there is a file at `path`. Raises SourceError when that cannot be known."""
        with reported(path):
            found = self._path(path)
            system = self._system(found)
            return bool(system.exists(found) and system.getFileStatus(found).isFile())

    def open(self, path: str) -> BinaryIO:
        """The bytes of the file at `path`. Raises SourceError when it cannot be opened."""
        with reported(path):
            found = self._path(path)
            system = self._system(found)
            size = system.getFileStatus(found).getLen()
            return cast(BinaryIO, _Stream(system.open(found), size, path))

    def write(self, path: str, content: bytes) -> None:
        """Makes a file at `path`, and the folders above it."""
        with reported(path):
            found = self._path(path)
            stream = self._system(found).create(found)
            try:
                stream.write(content)
            finally:
                stream.close()

    def copy(self, path: str, target: str) -> None:
        """Copies a file, from filesystem to filesystem."""
        with reported(target):
            assert self.java is not None
            source, copied = self._path(path), self._path(target)
            systems = self._system(source), self._system(copied)
            self.java.org.apache.hadoop.fs.FileUtil.copy(
                systems[0], source, systems[1], copied, False, self.configuration
            )

    def temporary(self, path: str) -> None:
        """Makes a folder, which is deleted when the driver ends. Raises SourceError when it cannot be made."""
        with reported(path):
            found = self._path(path)
            system = self._system(found)
            if not system.mkdirs(found):
                raise SourceError(path, "cannot be made")
            system.deleteOnExit(found)

    def _path(self, path: str) -> Any:
        assert self.java is not None
        return self.java.org.apache.hadoop.fs.Path(path)

    def _system(self, path: Any) -> Any:
        return path.getFileSystem(self.configuration)


@contextmanager
def reported(path: str) -> Iterator[None]:
    """What Java raises meanwhile becomes a SourceError of `path`."""
    try:
        yield
    except Py4JJavaError as error:
        reason = error.java_exception.getMessage() or error.java_exception.toString()
        raise SourceError(path, f"cannot be reached ({_line(reason)})") from error
    except PySparkException as error:
        raise SourceError(path, f"cannot be reached ({_line(str(error))})") from error


def _line(text: str) -> str:
    return " ".join(text.split())[:200]


class _Stream(io.RawIOBase):
    """An FSDataInputStream as Python's streams are."""

    def __init__(self, stream: Any, size: int, path: str) -> None:
        self.stream = stream
        self.size = size
        self.path = path
        self.place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self.place, os.SEEK_END: self.size}[whence]
        self.place = start + offset
        return self.place

    def tell(self) -> int:
        return self.place

    def readinto(self, buffer: Any) -> int:
        if self.place >= self.size:
            return 0
        with reported(self.path):
            self.stream.seek(self.place)
            data = self.stream.readNBytes(len(buffer))
        buffer[: len(data)] = data
        self.place += len(data)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self.stream.close()
        super().close()
