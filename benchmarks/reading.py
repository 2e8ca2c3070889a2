"""How fast dumps are read and filtered, beside bare decompression of the same file.

    python benchmarks/reading.py DUMP [--template NAME] [--rounds N]

Each row: a million bytes of XML a second of processor time, the best of the rounds (which are interleaved, so that
noise hits every row), its share of the speed of decompression, and how many pages came out.
"""

import argparse
import bz2
import gzip
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wikiextract import read

OPENED: dict[str, Callable[..., Any]] = {".bz2": bz2.open, ".gz": gzip.open, ".xml": open}


def unpacking(path: str, _: str) -> int:
    """Decompression alone, by the standard library. Returns how many bytes there are."""
    with OPENED[Path(path).suffix](path, "rb") as stream:
        return sum(map(len, iter(lambda: stream.read(1 << 20), b"")))


def filtering(path: str, template: str) -> int:
    """Reads the pages that call a template."""
    return sum(1 for shard in read(path, templates=[template]) for _ in shard.pages())


def reading(path: str, _: str) -> int:
    """Reads every page."""
    return sum(1 for shard in read(path, namespaces=None) for _ in shard.pages())


ROWS: tuple[Callable[[str, str], int], ...] = (unpacking, filtering, reading)


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("dump", help="an .xml, .xml.gz or .xml.bz2 file")
    options.add_argument("--template", default="Medical resources")
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    best: dict[Callable[[str, str], int], float] = {}
    counts = {}
    for _ in range(given.rounds):
        for work in ROWS:
            start = time.process_time()
            counts[work] = work(given.dump, given.template)
            best[work] = min(best.get(work, 1e9), time.process_time() - start)
    size = counts[unpacking] / 1e6
    print(f"{size:.1f} MB of XML, best of {given.rounds}")
    for work in ROWS:
        share = best[unpacking] / best[work]
        print(f"{work.__name__:12}{size / best[work]:8.1f} MB/s {share:6.0%} of unpacking  {counts[work]:,}")


if __name__ == "__main__":
    main()
