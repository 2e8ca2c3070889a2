"""The schemas of a Document, made from the models: JSON Schema (https://json-schema.org/draft/2020-12) and Arrow.

    class Link(Model):                     "Link": {"properties": {"target": {
        target: str                    →      "type": "string",
        \"\"\"Title of the page.\"\"\"             "description": "Title of the page."}, …

The docstring under a field is its description; it is read from the source here and not when the models are made.

    str, Literal        → string              tuple[T, ...], Span  → list<T>
    int, float, bool    → int64, double, bool a part               → struct
    T | None            → T that may be null

Arrow is what Parquet files and Spark are given (https://arrow.apache.org/docs/format/Columnar.html); pyarrow is
imported when it is asked for.
"""

import ast
import inspect
import json
import textwrap
import typing
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from wikiextract import models
from wikiextract.models import SCHEMA_VERSION, Document, Model
from wikiextract.version import __version__

if TYPE_CHECKING:
    import pyarrow

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _WithoutTitles(GenerateJsonSchema):
    """Leaves out the titles that only repeat the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a Document, with a description of every field."""
    schema = Document.model_json_schema(by_alias=True, schema_generator=_WithoutTitles, mode="serialization")
    definitions = schema.pop("$defs")
    for name, definition in [("Document", schema), *definitions.items()]:
        _describe(definition, getattr(models, name))
    head = {"$schema": DIALECT, "$comment": f"wikiextract, schema version {SCHEMA_VERSION}"}
    return head | schema | {"$defs": definitions}


def json_schema_text() -> str:
    """The JSON Schema as the text of a file: what the project keeps as `schema/document.schema.json`."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def versions() -> dict[str, str]:
    """What every file of columns says of itself in its metadata: the versions of the shape and of the program."""
    return {"wikiextract.schema_version": SCHEMA_VERSION, "wikiextract.version": __version__}


def arrow_schema() -> "pyarrow.Schema":
    """The Arrow schema of a Document, one column for each field. Raises ImportError where pyarrow is not installed."""
    import pyarrow

    return pyarrow.schema(_arrow_fields(Document), metadata=versions())


def arrow_schema_text() -> str:
    """The Arrow schema for a person: a line for each column, with what is in it indented below."""
    lines = [f"# {name}: {value}" for name, value in versions().items()]
    for field in arrow_schema():
        lines += _field_lines(field, "")
    return "\n".join(lines) + "\n"


def _field_lines(field: Any, margin: str) -> list[str]:
    kind, inner = str(field.type), [field.type.field(place) for place in range(field.type.num_fields)]
    name = f"{margin}{field.name}: {kind.partition('<')[0]}{'' if field.nullable else ' not null'}"
    return [name, *(line for part in inner for line in _field_lines(part, margin + "  "))]


def arrow_type(kind: Any) -> "pyarrow.DataType":
    """The Arrow type of what is annotated as `kind`, null or not."""
    import pyarrow

    kind = without_none(kind)
    plain = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    if kind in plain:
        return plain[kind]
    if typing.get_origin(kind) is typing.Literal:
        return pyarrow.string()
    if typing.get_origin(kind) is tuple:
        item = pyarrow.field("element", arrow_type(typing.get_args(kind)[0]), nullable=False)
        return pyarrow.list_(item)
    return pyarrow.struct(_arrow_fields(kind))


def _arrow_fields(model: type[Model]) -> list[Any]:
    import pyarrow

    return [
        pyarrow.field(name, arrow_type(kind), nullable=may_be_none(kind))
        for name, kind in field_types(model).items()
    ]


@cache
def field_types(model: type[Model]) -> dict[str, Any]:
    """The annotation of each field of `model`, by the field's name in outputs."""
    hints = typing.get_type_hints(model)
    return {name.removesuffix("_"): hints[name] for name in model.model_fields}


def attribute(model: type[Model], name: str) -> str:
    """The name in code of the field that outputs call `name`: `class_` for `class`."""
    return name if name in model.model_fields else f"{name}_"


def is_part(kind: Any) -> bool:
    """Whether `kind` is a model."""
    return isinstance(kind, type) and issubclass(kind, Model)


def may_be_none(kind: Any) -> bool:
    """Whether what is annotated as `kind` may be null."""
    return NoneType in typing.get_args(kind)


def without_none(kind: Any) -> Any:
    """`kind` without the null that it may be."""
    if typing.get_origin(kind) not in (UnionType, typing.Union):
        return kind
    (only,) = (part for part in typing.get_args(kind) if part is not NoneType)
    return only


def descriptions(model: type[Model]) -> dict[str, str]:
    """The docstring under each field of `model`, by the field's name in outputs."""
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(description))),
            ):
                found[name.removesuffix("_")] = " ".join(description.split())
    return found


def _describe(definition: dict[str, Any], model: type[Model]) -> None:
    for name, description in descriptions(model).items():
        field = definition["properties"][name]
        definition["properties"][name] = {"description": description, **field}
