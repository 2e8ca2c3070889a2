"""How much faster several processes are than one, and what memory they take, on a dump made of another's pages.

    python benchmarks/jobs.py DUMP [--megabytes N] [--jobs N] [--rounds N] [--to ENDING] [--plain]

The dump is a multistream one with its index, which the processes read themselves; with --plain it is XML, which the
first process reads for all. The runs are interleaved. Printed are the best seconds of each and their ratio; how long
the first process was busy, of what one alone takes (so many times as that goes into one, workers can be kept busy);
the most memory of the first process and of any other; how fast one is, and how large the output.
"""

import argparse
import bz2
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from wikiextract import Page, read

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
<siteinfo><namespaces><namespace key="0" case="first-letter" /></namespaces></siteinfo>
"""
END = "</mediawiki>\n"
STREAM = 100


def entries(pages: list[Page], size: int) -> Iterator[tuple[str, str]]:
    """(XML, line of an index without its offset) of `pages`, again and again under new numbers, up to `size` bytes."""
    number = written = 0
    while written < size:
        page = pages[number % len(pages)]
        number += 1
        title = f"{page.title or ''} {number}"
        xml = (
            f"<page><title>{escape(title)}</title><ns>0</ns><id>{number}</id>"
            f"<revision><id>{number}</id><text xml:space={quoteattr('preserve')}>{escape(page.text)}"
            "</text></revision></page>\n"
        )
        written += len(xml.encode())
        yield xml, f"{number}:{title}\n"


def repeat(dump: str, folder: Path, size: int, *, plain: bool) -> Path:
    """Writes a dump of `size` bytes of XML or a little more, of the pages of `dump`, and returns its path."""
    pages = [page for shard in read(dump) for page in shard.pages()]
    if plain:
        target = folder / "made.xml"
        with target.open("w", encoding="utf-8") as stream:
            stream.write(HEAD)
            stream.writelines(xml for xml, _ in entries(pages, size))
            stream.write(END)
        return target
    target = folder / "made-multistream.xml.bz2"
    lines: list[str] = []
    rest = entries(pages, size)
    with target.open("wb") as stream:
        stream.write(bz2.compress(HEAD.encode()))
        while block := list(islice(rest, STREAM)):
            lines += [f"{stream.tell()}:{line}" for _, line in block]
            stream.write(bz2.compress("".join(xml for xml, _ in block).encode()))
        stream.write(bz2.compress(END.encode()))
    (folder / "made-multistream-index.txt.bz2").write_bytes(bz2.compress("".join(lines).encode()))
    return target


@dataclass(frozen=True)
class Took:
    """What a run took."""

    seconds: float
    first: float
    """Processor seconds of the first process."""
    memory: tuple[int, int]
    """The most bytes of the first process and of any other."""
    output: int
    """Bytes of the output."""


CODE = """
import resource, sys
from wikiextract.cli import main
if __name__ == "__main__":
    status = main(sys.argv[1:])
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(own.ru_utime + own.ru_stime, own.ru_maxrss * 1024, others.ru_maxrss * 1024, file=sys.stderr)
    sys.exit(status)
"""


def run(dump: Path, jobs: int, ending: str) -> Took:
    """Runs the command."""
    with tempfile.TemporaryDirectory() as folder:
        output = f"{folder}/out.{ending}"
        where = ["--tables", output] if ending == "tables" else ["-o", output]
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", CODE, str(dump), *where, "-j", str(jobs), "--quiet"],
            check=True,
            stderr=subprocess.PIPE,
            text=True,
        )
        seconds = time.monotonic() - start
        first, own, others = done.stderr.split()[-3:]
        files = [Path(output)] if os.path.isfile(output) else Path(output).iterdir()
        size = sum(file.stat().st_size for file in files)
    return Took(seconds, float(first), (int(own), int(others)), size)


def main() -> None:
    """Prints what the runs took."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("dump", help="a dump to take pages from")
    options.add_argument("--megabytes", type=int, default=100)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--to", default="jsonl", help="the ending of the output, or tables")
    options.add_argument("--plain", action="store_true")
    options.add_argument("--alone", action="store_true", help="without the runs in one process")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dump = repeat(given.dump, Path(folder), given.megabytes * 1_000_000, plain=given.plain)
        counts = [given.jobs] if given.alone else [1, given.jobs]
        rounds = [[run(dump, jobs, given.to) for jobs in counts] for _ in range(given.rounds)]
    best = [min(runs, key=lambda took: took.seconds) for runs in zip(*rounds, strict=True)]
    one, several = best[0], best[-1]
    for jobs, took in zip(counts, best, strict=True):
        first, other = took.memory
        print(
            f"{given.megabytes} MB to {given.to}, {jobs} process{'es' * (jobs > 1)}: {took.seconds:.1f} s, "
            f"{given.megabytes / took.seconds / jobs:.2f} MB/s each; at most {first / 1e6:.0f} MB in the first"
            f"{f' and {other / 1e6:.0f} MB in another' * (jobs > 1)}; output {took.output / 1e6:.0f} MB"
        )
    if not given.alone:
        print(
            f"ratio {one.seconds / several.seconds:.2f}; "
            f"the first process is busy {several.first / one.first:.1%} of one's work"
        )


if __name__ == "__main__":
    main()
