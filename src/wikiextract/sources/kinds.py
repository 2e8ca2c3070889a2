"""What a path names, by its ending: many pages or one. Nothing is opened, and nothing imported for it.

enwiki-….xml, ….xml.bz2, ….xml-p1p41242.bz2, ….gz …     a dump
pages.jsonl, pages.ndjson, pages.jsonl.gz               JSON Lines
pages.parquet                                           Parquet
all else                                                one page
"""

import os
import re
from typing import Literal

Kind = Literal["dump", "lines", "parquet", "page"]

_PACKED = r"(?:\.(?:gz|bz2|zst|7z))?"
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("lines", re.compile(rf".*\.(?:jsonl|ndjson){_PACKED}", re.DOTALL)),
    ("parquet", re.compile(r".*\.parquet", re.DOTALL)),
    ("dump", re.compile(rf".*\.xml(?:-[^/\\]*)?{_PACKED}|.*\.(?:gz|bz2|zst|7z)", re.DOTALL)),
)
ENDINGS = (".txt", ".wiki", ".wikitext", ".mediawiki")
"""What the name of a page file in a folder ends in."""

_INDEX = re.compile(r".*-index\d*\.txt(?:-[^/\\]*)?", re.DOTALL)
_IN_FOLDER = re.compile(rf".*\.xml(?:-p\d+p\d+)?{_PACKED}", re.DOTALL)


def kind_of(path: str) -> Kind:
    """What the file at `path` is named as."""
    name = os.path.basename(path).lower()
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(name)), "page")


def is_dump_name(name: str) -> bool:
    """Whether a file in a folder is a dump by its name."""
    return _IN_FOLDER.fullmatch(name.lower()) is not None


def is_page_name(name: str) -> bool:
    """Whether a file in a folder is a page of wikitext by its name; the index of a dump is none."""
    return name.lower().endswith(ENDINGS) and _INDEX.fullmatch(name.lower()) is None


def file_size(path: str) -> int:
    """The bytes of the file at `path`; 0 where it is no file, or not there."""
    try:
        return os.path.getsize(path) if os.path.isfile(path) else 0
    except (OSError, ValueError):
        return 0


def holds_many(path: str) -> bool:
    """Whether there may be several pages at `path`."""
    return kind_of(path) != "page" or os.path.isdir(path)
