"""What it costs to send documents between processes, as shares of what it takes to extract them.

    python benchmarks/pickling.py [--pages FILE.jsonl[.bz2]] [--every N] [--rounds N]

PAGES holds one page a line {title, language, text}. The rounds are interleaved and the best of each row counts; all
of it is processor time of this process, with the garbage collector as programs have it. Beside the way that documents
take there are pydantic's own pickles, and JSON.
"""

import argparse
import bz2
import json
import pickle
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from wikiextract import Document, extract
from wikiextract.models import Model

PAGES = Path(__file__).parents[2] / "shared" / "conformance" / "pages.jsonl.bz2"


def extracted(page: dict[str, Any]) -> Document:
    """The document of a page."""
    return extract(page["text"], title=page["title"], language=page["language"])


def as_pydantic(part: Any) -> Any:
    """`part` such that pickle takes from it what pydantic's models give, part by part."""
    if isinstance(part, tuple):
        return tuple(map(as_pydantic, part))
    if not isinstance(part, Model):
        return part
    plain = Plain.__new__(Plain)
    object.__setattr__(plain, "__dict__", {name: as_pydantic(value) for name, value in vars(part).items()})
    for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
        object.__setattr__(plain, name, getattr(part, name))
    return plain


class Plain(Model):
    """A model that is pickled as pydantic does it."""

    __reduce_ex__ = object.__reduce_ex__


def seconds(work: Callable[[Any], object], things: Iterable[Any]) -> float:
    """How much processor time `work` takes on all `things`, none of whose results is kept."""
    start = time.process_time()
    for thing in things:
        work(thing)
    return time.process_time() - start


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--pages", type=Path, default=PAGES)
    options.add_argument("--every", type=int, default=8, help="take every Nth page")
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    opened = bz2.open if given.pages.suffix == ".bz2" else open
    with opened(given.pages, "rt", encoding="utf-8") as stream:
        pages = [json.loads(line) for line in stream][:: given.every]
    documents = [extracted(page) for page in pages]
    plain = [as_pydantic(document) for document in documents]
    rows = (
        ("columns", documents, pickle.dumps, pickle.loads),
        ("pydantic's own", plain, pickle.dumps, pickle.loads),
        ("JSON", documents, Document.model_dump_json, Document.model_validate_json),
    )
    sent = {name: [write(thing) for thing in things] for name, things, write, _ in rows}
    assert list(map(pickle.loads, sent["columns"])) == documents
    rounds = [
        [seconds(extracted, pages)]
        + [
            took
            for name, things, write, back in rows
            for took in (seconds(write, things), seconds(back, sent[name]))
        ]
        for _ in range(given.rounds)
    ]
    whole, *took = map(min, zip(*rounds, strict=True))
    print(f"{len(pages)} pages, {whole:.2f} s to extract, best of {given.rounds}")
    for number, (name, *_) in enumerate(rows):
        there, back = took[2 * number] / whole, took[2 * number + 1] / whole
        size = sum(map(len, sent[name])) / 1e6
        print(
            f"{name:16} written {there:6.1%}  read {back:6.1%}  together {there + back:6.1%}  {size:6.2f} MB"
        )


if __name__ == "__main__":
    main()
