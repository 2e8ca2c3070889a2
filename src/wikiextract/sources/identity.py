"""What tells whether sources are the same as before: their sizes, and when they were changed."""

import hashlib
import os
from datetime import UTC, datetime

from wikiextract.errors import SourceError
from wikiextract.sources.folders import page_files
from wikiextract.sources.index import index_of


def identity(source: str) -> str:
    """What a source is now, in words; equal as long as nobody has changed it. Raises SourceError for what can be read
    only once, such as standard input or a pipe.
    """
    if os.path.isdir(source):
        files = page_files(source)
        states = "\n".join(f"{path} {_with_index(path)}" for path in files)
        digest = hashlib.sha256(states.encode("utf-8", "surrogateescape")).hexdigest()
        return f"{len(files)} files ({digest[:16]})"
    if not os.path.isfile(source):
        raise SourceError(source, "can be read only once")
    return _with_index(source)


def _with_index(path: str) -> str:
    index = index_of(path)
    return _state(path) if index is None else f"{_state(path)}, index of {_state(index)}"


def _state(path: str) -> str:
    try:
        found = os.stat(path)
    except OSError:
        return "gone"
    return f"{found.st_size:,} bytes of {datetime.fromtimestamp(found.st_mtime_ns / 1e9, UTC).isoformat()}"
