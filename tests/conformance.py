"""Where the conformance folder stands, and how its files are read. It lies beside the project and is not part of it."""

import bz2
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "shared" / "conformance"

needed = pytest.mark.skipif(not FOLDER.is_dir(), reason="the conformance folder is not beside the project")
"""For tests that need the folder."""


def lines(name: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file in the folder, a line each."""
    path = FOLDER / name
    with (bz2.open if path.suffix == ".bz2" else open)(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)
