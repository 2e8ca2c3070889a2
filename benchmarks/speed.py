"""How fast each stage is, side by side in one run, on real pages.

    python benchmarks/speed.py [--pages FILE.jsonl[.bz2]] [--every N] [--rounds N] [--profile]

PAGES holds one page a line {title, language, text}. Each row is: a million characters a second of processor time, the
best of the rounds (which are interleaved, so that noise hits every row), and how many times as fast as the naive script
it is. The naive script is what one writes first with mwparserfromhell: parse, then gather templates with their
parameters, sections, links and references, and dump them.
"""

import argparse
import bz2
import cProfile
import json
import pstats
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mwparserfromhell
from mwparserfromhell.parser._tokenizer import CTokenizer

from wikiextract import extract
from wikiextract.names import wiki
from wikiextract.tree import parse

PAGES = Path(__file__).parents[2] / "shared" / "conformance" / "pages.jsonl.bz2"
Page = dict[str, Any]


def bare_tokenizer(page: Page) -> None:
    """mwparserfromhell's C tokenizer alone."""
    CTokenizer().tokenize(page["text"], 0, True)


def tree(page: Page) -> None:
    """Our tree: scan, tokenizer, nodes."""
    parse(page["text"], wiki(page["language"]))


def whole(page: Page) -> None:
    """extract and JSON."""
    extract(page["text"], title=page["title"], language=page["language"]).model_dump_json()


def parser_alone(page: Page) -> None:
    """mwparserfromhell.parse."""
    mwparserfromhell.parse(page["text"], skip_style_tags=True)


def naive(page: Page) -> None:
    """The first script that one writes."""
    code = mwparserfromhell.parse(page["text"], skip_style_tags=True)
    json.dumps(
        {
            "templates": [
                {
                    "name": str(t.name).strip(),
                    "parameters": {str(p.name).strip(): str(p.value) for p in t.params},
                }
                for t in code.filter_templates()
            ],
            "sections": [str(section) for section in code.get_sections(flat=True)],
            "links": [str(link.title) for link in code.filter_wikilinks()],
            "references": [str(tag) for tag in code.filter_tags(matches=lambda tag: tag.tag == "ref")],
        }
    )


ROWS: tuple[Callable[[Page], None], ...] = (bare_tokenizer, tree, whole, parser_alone, naive)


def seconds(work: Callable[[Page], None], pages: list[Page]) -> float:
    """How much processor time `work` takes on all pages."""
    start = time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - start


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--pages", type=Path, default=PAGES)
    options.add_argument("--every", type=int, default=4, help="take every Nth page")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument(
        "--profile", action="store_true", help="say where the time of the whole goes instead"
    )
    given = options.parse_args()
    opened = bz2.open if given.pages.suffix == ".bz2" else open
    with opened(given.pages, "rt", encoding="utf-8") as stream:
        pages = [json.loads(line) for line in stream][:: given.every]
    size = sum(len(page["text"]) for page in pages) / 1e6
    seconds(whole, pages[:5])  # tables are loaded once
    if given.profile:
        with cProfile.Profile() as profile:
            seconds(whole, pages)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)
        return
    rounds = [{work: seconds(work, pages) for work in ROWS} for _ in range(given.rounds)]
    best = {work: min(taken[work] for taken in rounds) for work in ROWS}
    print(f"{len(pages)} pages, {size:.1f} million characters, best of {given.rounds}")
    for work in ROWS:
        name = work.__name__.replace("_", " ")
        print(f"{name:16}{size / best[work]:8.2f} MB/s {best[naive] / best[work]:8.2f} x naive")
    cost = (best[tree] - best[bare_tokenizer]) / best[bare_tokenizer]
    print(f"the tree beyond the tokenizer costs {cost:.2f} times the tokenizer")


if __name__ == "__main__":
    main()
