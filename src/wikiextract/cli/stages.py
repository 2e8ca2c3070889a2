"""What is made of each page, and the form in which it is written: `--to`, `--tables` and the ending of the output."""

from collections.abc import Callable
from functools import partial
from typing import Any, Literal, NamedTuple

import click

from wikiextract.cli.options import Options, Stage
from wikiextract.models import Document, Failure
from wikiextract.page import Page
from wikiextract.pipeline import extract_page, parse_page
from wikiextract.streams import STANDARD
from wikiextract.writers import ENDINGS, PAGES, Form, form, form_of, text_form


class Plan(NamedTuple):
    """What is made of each page, and how it is written."""

    name: Stage | Literal["tables"]
    make: Callable[[Page], Any]
    """Makes a result of a page, or a Failure. It is picklable."""
    form: Form


def plan_of(options: Options) -> Plan:
    """What the options ask for. Raises click.UsageError where they make no sense."""
    stage = _chosen(options)
    if options.select is not None and stage in ("tree", "layout", "text", "bibtex", "ris", "csl-json"):
        raise click.UsageError(f"--select is for JSON, Parquet and tables; --to {stage} has no fields")
    match stage:
        case "tree":
            tree = partial(_tree, language=options.language, layout=options.layout)
            return Plan(stage, tree, text_form(str, PAGES))
        case "layout":
            restored = partial(_restored, language=options.language, layout=options.layout)
            return Plan(stage, restored, text_form(str, PAGES))
        case "text":
            return Plan(stage, _documents(options, frozenset({"sections"})), form("text"))
        case "bibtex" | "ris" | "csl-json":
            return Plan(stage, _documents(options, frozenset({"citations"})), form(stage))
        case _:
            return Plan(stage, _documents(options, _known(options.select)), form(stage, array=options.many))


def _chosen(options: Options) -> Stage | Literal["tables"]:
    """What --tables or --to says; else what the ending of the output asks for; else JSON, one document a line for
    several."""
    if options.tables is not None:
        return "tables"
    if options.to is not None:
        return options.to
    if options.output == STANDARD:
        return "jsonl" if options.many else "json"
    name = form_of(options.output)
    if name is None:
        raise click.UsageError(
            f"-o {options.output}: its ending is none of {', '.join(ENDINGS)}; say --to what"
        )
    return name


def _known(select: frozenset[str] | None) -> frozenset[str] | None:
    """The selected fields. Raises click.UsageError when a document has no such field."""
    names = list(Document.model_fields)
    unknown = sorted((select or frozenset()) - set(names))
    if unknown:
        raise click.UsageError(f"--select: there is no field {unknown[0]!r}; there are {', '.join(names)}")
    return select


def _documents(options: Options, select: frozenset[str] | None) -> Callable[[Page], Any]:
    return partial(extract_page, language=options.language, select=select, layout=options.layout)


def _tree(page: Page, **how: Any) -> str | Failure:
    from wikiextract.outline import outline

    article = parse_page(page, **how)
    return article if isinstance(article, Failure) else outline(article)


def _restored(page: Page, **how: Any) -> str | Failure:
    article = parse_page(page, **how)
    return article if isinstance(article, Failure) else article.source
