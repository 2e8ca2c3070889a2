"""The command: reads its options, calls the library once, prints.

    wikiextract page.txt                  one page      → indented JSON on standard output
    wikiextract pages/ -o pages.jsonl     many pages    → one document a line, in a file
    wikiextract page.txt --to tree        what the parser saw

Results go to standard output or to the file after -o; progress and failures to standard error. The status is 0 when
all is well, 1 when some pages failed, 2 for wrong options, a source that cannot be read or an
output that cannot be written. An error is one line that begins with `wikiextract: `.
"""

import gc
import sys
from collections.abc import Sequence
from typing import Any

import click

from wikiextract import record
from wikiextract.cli.options import LAYOUTS, STAGES, options_of
from wikiextract.errors import WikiextractError, install
from wikiextract.streams import STANDARD, replacing, reported
from wikiextract.version import __version__

EXAMPLES = """\b
Examples:
  wikiextract page.txt                 the whole document, as indented JSON
  wikiextract page.txt -o page.json    the same, in a file
  wikiextract pages/ -o pages.jsonl    every page of a folder, one a line
  wikiextract page.txt --select infoboxes,categories
  wikiextract enwiki-pages-articles-multistream.xml.bz2 --template "Medical resources" -o pages.jsonl
  wikiextract page.txt --to text       what a reader of the page sees
  wikiextract pages/ -o pages.parquet  the same in columns; --tables DIR for tables to query with SQL
  wikiextract enwiki.xml.bz2 -o enwiki.parquet --resume --report enwiki.html
  wikiextract pages/ -o cited.bib      the works that the pages cite, for LaTeX and reference managers
  curl -s ADDRESS | wikiextract - --title Calcinosis --language de

SOURCE is a file of wikitext, a dump (.xml; also .gz, .bz2, .zst or .7z; a multistream one with its index beside it), a
table (.jsonl, .ndjson, .parquet), a folder (its dumps and its *.txt, *.wiki, *.wikitext and *.mediawiki files, and
those of the folders below it, sorted), or - for standard input. Text is UTF-8, or UTF-16 or UTF-32 with a byte order
mark. In JSON the `source` of a document is the path of its file.

Status: 0 all is well; 1 some pages failed; 2 wrong usage, a source that cannot be read, or an
output that cannot be written.
"""


def main(arguments: Sequence[str], *, quick: bool = False) -> int:
    """Runs the command on `arguments` and returns its status.

    With `quick`, which is for a process that does nothing else, one page is read without importing pydantic.
    """
    try:
        # Not click's own `main`: it would end the process, with status 1, when nobody reads the output on.
        with reported("standard output"):  # --help and --version print while the options are read
            context = command.make_context("wikiextract", list(arguments), obj=quick)
        with context:
            status: int = command.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        _complain(f"{error.format_message().rstrip('.')} (wikiextract --help shows how it is used)")
        return 2
    except WikiextractError as error:
        _complain(str(error))
        return 2
    except MemoryError:
        _complain("out of memory")
        return 2
    return status


@click.command(
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    default=STANDARD,
    metavar="PATH",
    help="Write to this file. Its ending says how, unless --to does: .json, .jsonl (or .ndjson), .txt, "
    ".bib, .ris, .csl.json, .parquet, .sqlite (or .db), .duckdb; a .gz or .zst behind an ending of text compresses.",
)
@click.option(
    "--to",
    type=click.Choice(STAGES),
    help="json: indented (default for one page); jsonl: one document a line (default for several); text: what a "
    "reader sees; bibtex, ris, csl-json: the works cited, for reference managers; parquet: whole documents in "
    "columns; sqlite, duckdb: tables in a database; tree: what the parser sees; layout: the wikitext with its lines "
    "restored.",
)
@click.option(
    "--tables",
    metavar="DIR",
    help="Write tables for SQL into this folder, one Parquet file each: pages, sections, links and others.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="FIELDS",
    help="Fill only these fields of the document, with commas between them; the others are empty.",
)
@click.option("--title", metavar="TITLE", help="Title of the page; null without it.")
@click.option("--title-from-name", is_flag=True, help="Title each page by the name of its file.")
@click.option(
    "--language",
    metavar="CODE",
    help="Language of the wiki, which decides the names of namespaces, magic words and templates; auto guesses it. "
    "Without it that which a dump names, else en.",
)
@click.option(
    "--namespace",
    multiple=True,
    metavar="NUMBERS",
    help="Read only pages in these namespaces, with commas between them, or all; 0 without it.",
)
@click.option("--skip-redirects", is_flag=True, help="Leave redirects out.")
@click.option(
    "--template",
    multiple=True,
    metavar="NAME",
    help="Read only pages that call this template, or another one named.",
)
@click.option(
    "--category",
    multiple=True,
    metavar="NAME",
    help="Read only pages in this category, or another one named.",
)
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Stop after N pages.")
@click.option(
    "--sample",
    type=click.FloatRange(0, 1),
    default=1.0,
    metavar="SHARE",
    help="Read this share of the pages (0.01), the same ones each time.",
)
@click.option(
    "--all-revisions",
    is_flag=True,
    help="Read every revision in a dump as a page, not only the newest of each.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Work in N processes; as many as there are cores without it. Where several work, each page is under limits of "
    "time and memory.",
)
@click.option(
    "--unordered", is_flag=True, help="Write documents as they are made, not in the order of their pages."
)
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with the run into this output that was interrupted; begin if there is none.",
)
@click.option("-q", "--quiet", is_flag=True, help="Show no progress and no summary; failures are still told.")
@click.option("--report", metavar="PATH", help="Write what the run came to into this HTML file, with plots.")
@click.option("--text-column", metavar="NAME", help="Column of a table that holds wikitext; text without it.")
@click.option("--title-column", metavar="NAME", help="Column of a table that holds titles; title without it.")
@click.option(
    "--id-column", metavar="NAME", help="Column of a table that holds numbers of pages; id without it."
)
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    help="Whether the text has its lines or had them run together; found out when not said.",
)
@click.option(
    "--schema",
    type=click.Choice(("json", "arrow")),
    help="Print the schema of a document and stop: JSON Schema, or the columns that Parquet has.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_obj
def command(quick: bool | None, /, schema: str | None, **given: Any) -> int:
    """Reads MediaWiki pages and writes what they hold as typed JSON.

    Infoboxes, sections, references, citations, categories, medical identifiers, links, media and tables, each
    with its place in the source.
    """
    if schema:
        return _print_schema(schema)
    options = options_of(**given)
    if options.many:
        gc.enable()
    elif quick:
        record.chosen = True
    from wikiextract.cli.job import carry_out

    return carry_out(options)


def _print_schema(kind: str) -> int:
    from wikiextract.schema import arrow_schema_text, json_schema_text

    try:
        text = json_schema_text() if kind == "json" else arrow_schema_text()
    except ImportError:
        _complain(f"the Arrow schema needs a library that is not installed: {install('parquet')}")
        return 2
    with replacing(STANDARD) as stream:
        stream.write(text.encode("utf-8"))
    return 0


def _complain(message: str) -> None:
    print(f"wikiextract: {message}", file=sys.stderr)
