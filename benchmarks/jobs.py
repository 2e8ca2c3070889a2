"""How much faster several processes are than one, on a dump made of another's pages under new numbers.

    python benchmarks/jobs.py DUMP [--megabytes N] [--jobs N] [--rounds N] [--to FORM]

The runs are interleaved. Printed are the best seconds of each, their ratio, and how long the first
process was busy, of what one alone takes: workers beyond one divided by that have to wait for it.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from wikiextract import read

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
<siteinfo><namespaces><namespace key="0" case="first-letter" /></namespaces></siteinfo>
"""


def repeat(dump: str, target: Path, size: int) -> None:
    """Writes a dump of `size` bytes or a little more: the pages of `dump` again and again under new numbers."""
    pages = [page for shard in read(dump) for page in shard.pages()]
    number = written = 0
    with target.open("w", encoding="utf-8") as stream:
        stream.write(HEAD)
        while written < size:
            page = pages[number % len(pages)]
            number += 1
            written += stream.write(
                f"<page><title>{escape(page.title or '')} {number}</title><ns>0</ns><id>{number}</id>"
                f"<revision><id>{number}</id><text xml:space={quoteattr('preserve')}>{escape(page.text)}"
                "</text></revision></page>\n"
            )
        stream.write("</mediawiki>\n")


def seconds(dump: Path, jobs: int, form: str) -> tuple[float, float]:
    """How long the command takes by the clock, and the processor time of its first process."""
    code = (
        "import sys, time, resource\nfrom wikiextract.cli import main\nif __name__ == '__main__':\n"
        " main(sys.argv[1:]); used = resource.getrusage(resource.RUSAGE_SELF)\n"
        " print(used.ru_utime + used.ru_stime, file=sys.stderr)"
    )
    with tempfile.TemporaryDirectory() as folder:
        words = [str(dump), "-o", f"{folder}/out.{form}", "-j", str(jobs)]
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", code, *words], check=True, stderr=subprocess.PIPE, text=True
        )
        return time.monotonic() - start, float(done.stderr.split()[-1])


def main() -> None:
    """Prints the ratio."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("dump", help="a dump to take pages from")
    options.add_argument("--megabytes", type=int, default=100)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--to", default="jsonl", help="the ending of the output")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "made.xml"
        repeat(given.dump, dump, given.megabytes * 1_000_000)
        runs = [
            (seconds(dump, 1, given.to), seconds(dump, given.jobs, given.to)) for _ in range(given.rounds)
        ]
    alone, (together, busy) = min(one for one, _ in runs), min(several for _, several in runs)
    print(
        f"{given.megabytes} MB: one {alone[0]:.1f} s, {given.jobs} jobs {together:.1f} s, "
        f"ratio {alone[0] / together:.2f}; the first process is busy {busy / alone[1]:.1%} of one's work"
    )


if __name__ == "__main__":
    main()
