"""Relations: documents as flat tables that SQL joins by their keys.

    Document.infoboxes[0].parameters[2]    → infobox_parameters: page_key "12", infobox 0, index 2, name, key, raw …
    redirect {target, fragment, span}      → redirect_target, redirect_fragment, redirect_span_start, redirect_span_end
    items ("a", "b")                       → a list in Parquet and DuckDB, JSON in SQLite

A row is found again by the key of its page and the indexes that the document itself uses (`section`, `reference`,
`citation` …). The columns are made from the models: what is one value there is one column here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from wikiextract import models
from wikiextract.models import Document, Model, Span
from wikiextract.schema import attribute, descriptions, field_types, is_part, may_be_none, without_none

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the Python type of its values (`str`, `int`, `float`, `bool`, `tuple[str, ...]` …), whether
    they may be null, whether it is part of the key, and what it holds."""

    name: str
    kind: Any
    nullable: bool
    meaning: str
    key: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """One table: its name, the model whose fields are its columns, where in a document its rows are (`path`), the names
    of their indexes, outermost first, and what each takes over from the thing that it is a part of (`carried`)."""

    name: str
    model: type[Model]
    path: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()
    owner: type[Model] = Document
    carried: tuple[str, ...] = ()


RELATIONS = (
    Relation("pages", Document),
    Relation("sections", models.Section, ("sections",), ("index",)),
    Relation(
        "infobox_parameters",
        models.Parameter,
        ("infoboxes", "parameters"),
        ("infobox", "index"),
        models.Infobox,
        ("template", "kind", "family"),
    ),
    Relation(
        "infobox_values",
        models.Value,
        ("infoboxes", "parameters", "values"),
        ("infobox", "parameter", "index"),
        models.Parameter,
        ("key",),
    ),
    Relation("references", models.Reference, ("references",), ("index",)),
    Relation("reference_uses", models.ReferenceUse, ("references", "uses"), ("reference", "index")),
    Relation("citations", models.Citation, ("citations",), ("index",)),
    Relation(
        "citation_identifiers", models.CitationIdentifier, ("citations", "identifiers"), ("citation", "index")
    ),
    Relation("categories", models.Category, ("categories",), ("index",)),
    Relation("links", models.Link, ("links",), ("index",)),
    Relation("external_links", models.ExternalLink, ("external_links",), ("index",)),
    Relation(
        "medical_identifiers", models.MedicalIdentifier, ("medical_resources", "identifiers"), ("index",)
    ),
    Relation("identifiers", models.MedicalIdentifier, ("identifiers",), ("index",)),
    Relation("diagnostics", models.Diagnostic, ("diagnostics",), ("index",)),
)
"""The tables, in the order of docs/tables.md."""

PAGE_KEY = "page_key"


@cache
def columns(relation: Relation) -> tuple[Column, ...]:
    """The columns of a table, in the order of its rows' values: key, what is carried, fields of the model."""
    page = Column(PAGE_KEY, str, False, "Key of the page, the same in every table.", key=True)
    indexes = [
        Column(name, int, False, _index_meaning(relation, place), key=True)
        for place, name in enumerate(relation.indexes)
    ]
    owners = {column.name: column for column in _columns(relation.owner)}
    rest = [column for column in _columns(relation.model) if column.name not in relation.indexes]
    return (page, *indexes, *(owners[name] for name in relation.carried), *rest)


def _index_meaning(relation: Relation, place: int) -> str:
    lists = [name for name in relation.path if name != "medical_resources"]
    owner = "its page" if place == 0 else f"its {relation.indexes[place - 1]}"
    return f"Place among the `{lists[place]}` of {owner}, counted from 0."


@cache
def rows_of(relation: Relation) -> Callable[[Document, str | int], Iterator[Row]]:
    """What makes the rows of a document in a table, given the document and its page's key or what stands for it."""
    read = _reader(relation.model, relation.indexes)

    def rows(document: Document, page_key: str | int) -> Iterator[Row]:
        for key, owner, part in _parts(document, relation.path, (page_key,)):
            carried = [getattr(owner, name) for name in relation.carried]
            yield (*key, *carried, *read(part))

    return rows


def _parts(thing: Any, path: tuple[str, ...], key: Row) -> Iterator[tuple[Row, Any, Any]]:
    """(key, what holds the part, the part) for everything at `path` below `thing`."""
    if not path:
        yield key, thing, thing
        return
    found = getattr(thing, path[0])
    if found is None:
        return
    if not isinstance(found, tuple):
        yield from _parts(found, path[1:], key)
        return
    for index, part in enumerate(found):
        if len(path) == 1:
            yield (*key, index), thing, part
        else:
            yield from _parts(part, path[1:], (*key, index))


def _columns(model: type[Model]) -> Iterator[Column]:
    """The columns that the fields of `model` become; lists of parts have tables of their own, or none."""
    told = descriptions(model)
    for name, kind in field_types(model).items():
        nullable, inner = may_be_none(kind), without_none(kind)
        if inner == Span:
            start, end = (
                ("Where it begins in the source.", "Where it ends.") if name == "span" else (told[name],) * 2
            )
            yield Column(f"{name}_start", int, nullable, start)
            yield Column(f"{name}_end", int, nullable, end)
        elif is_part(inner):
            for column in _columns(inner):
                yield Column(
                    f"{name}_{column.name}", column.kind, nullable or column.nullable, column.meaning
                )
        elif get_origin(inner) is not tuple or not is_part(get_args(inner)[0]):
            yield Column(name, inner if get_origin(inner) is tuple else _plain(inner), nullable, told[name])


def _reader(model: type[Model], without: tuple[str, ...] = ()) -> Callable[[Any], list[Any]]:
    """What reads the values of `_columns(model)`, but for the fields `without`, from a `model` or None."""
    steps: list[tuple[str, Callable[[Any], list[Any]] | None]] = []
    for name, kind in field_types(model).items():
        inner = without_none(kind)
        if name in without:
            continue
        key = attribute(model, name)
        if inner == Span:
            steps.append((key, _span))
        elif is_part(inner):
            steps.append((key, _reader(inner)))
        elif get_origin(inner) is not tuple or not is_part(get_args(inner)[0]):
            steps.append((key, None))
    nothing: list[Any] = [None] * sum(column.name not in without for column in _columns(model))

    def read(part: Any) -> list[Any]:
        if part is None:
            return nothing
        values, found = vars(part), []
        for key, inner in steps:
            if inner is None:
                found.append(values[key])
            else:
                found += inner(values[key])
        return found

    return read


def _span(span: Span | None) -> list[Any]:
    return [None, None] if span is None else list(span)


def _plain(kind: Any) -> type:
    """The type of a single value: what may be one of some words is a `str`."""
    return kind if isinstance(kind, type) else str
