"""What every part of a Document has in common: it is frozen, closed and complete.

No field has a default: whoever builds a part names every key, so every key is in every output.
The docstring under a field is its description in the JSON Schema (`wikiextract.schema` reads it from the
source, so that starting the program does not pay for it).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar, cast

from wikiextract import record

P = ParamSpec("P")
M = TypeVar("M", bound="Model")

Span = tuple[int, int]
"""`[start, end)` in code points of the text as it was given: `text[start:end]` is the thing's wikitext."""

Context = Literal["prose", "list", "table", "infobox", "reference", "caption", "heading", "template"]
"""What a link or a picture stands in: the innermost of these that holds it."""

if TYPE_CHECKING or not record.chosen:
    from pydantic import BaseModel, ConfigDict

    class Model(BaseModel):
        """A part of a Document: its values cannot be replaced, and it has no keys but those declared."""

        # Validators are built when something is first validated or dumped, not at import.
        model_config = ConfigDict(
            frozen=True,
            extra="forbid",
            defer_build=True,
            # Where Python keeps a name for itself: `class_` in code, `class` in every output.
            alias_generator=lambda name: name.removesuffix("_"),
            validate_by_name=True,
            serialize_by_alias=True,
        )

else:
    Model = record.Record


def trusted(model: Callable[P, M]) -> Callable[P, M]:
    """The constructor of `model` without its checks, several times faster; same keywords, in the same order.

    For values that are already exactly of the declared types (tuples, not lists; models, not dictionaries).
    What it builds is equal to what the checked constructor builds from the same values.
    """
    if record.chosen and not TYPE_CHECKING:
        return record.constructor(model)
    kind = cast(type[M], model)
    names = set(kind.model_fields)
    new = kind.__new__
    slots = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
    put_values, put_names, put_extra, put_private = (BaseModel.__dict__[slot].__set__ for slot in slots)

    def construct(*_: P.args, **values: P.kwargs) -> M:
        instance = new(kind)
        put_values(instance, values)
        put_names(instance, names)
        put_extra(instance, None)
        put_private(instance, None)
        return instance

    return construct


def as_json(model: Model, *, indented: bool = False) -> str:
    """`model` as JSON, non-ASCII characters as they are: on one line without blanks, or indented by two."""
    if record.chosen and not TYPE_CHECKING:
        return record.as_json(model, indented=indented)
    return model.model_dump_json(indent=2 if indented else None)
