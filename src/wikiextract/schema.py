"""The JSON Schema of a Document, made from the models (https://json-schema.org/draft/2020-12).

    class Link(Model):                     "Link": {"properties": {"target": {
        target: str                    →      "type": "string",
        \"\"\"Title of the page.\"\"\"             "description": "Title of the page."}, …

The docstring under a field is its description; it is read from the source here and not when the models are made.
"""

import ast
import inspect
import json
import textwrap
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from wikiextract import models
from wikiextract.models import SCHEMA_VERSION, Document, Model

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
