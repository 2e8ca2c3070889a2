"""The base of the models when the command reads one page: a frozen record, without pydantic behind it.

Importing pydantic and declaring forty models with it takes longer than reading a page does. So the command,
before it imports the models, may choose plain records to stand under them (`wikiextract.models.model` obeys):

    library, schema, many pages   Document(Model(BaseModel))
    the command on one page       Document(Model(Record))        same fields and JSON, half the time to start

The fields of both come from the same classes; tests hold the outputs of both equal.
"""

import json
from collections.abc import Callable, Mapping
from json.encoder import encode_basestring
from typing import Any, ClassVar, Self, TypeVar

T = TypeVar("T", bound="Record")

chosen = False
"""Whether the models, when they are imported, are to be records. Set by the command alone."""


class Record:
    """Named values that cannot be replaced; equal when their class and values are."""

    model_fields: ClassVar[Mapping[str, Any]] = {}
    """The fields by name, in order, as pydantic's models have it (here with their types)."""

    def __init_subclass__(cls) -> None:
        cls.model_fields = cls.__annotations__

    def __init__(self, **values: Any) -> None:
        object.__setattr__(self, "__dict__", values)

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """A copy with other values in the fields of `update`, as pydantic's models have it."""
        return type(self)(**{**vars(self), **update})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __reduce__(self) -> tuple[Any, ...]:
        """How it is pickled: read back where the models are pydantic's, it is one of them."""
        return rebuilt, (type(self), vars(self))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({values})"


def rebuilt(kind: Callable[..., T], values: dict[str, Any]) -> T:
    """The record that was pickled."""
    return kind(**values)


def constructor(kind: type[T]) -> Callable[..., T]:
    """Builds a `kind` from keywords, as they are."""
    new, put = kind.__new__, object.__setattr__

    def construct(**values: Any) -> T:
        instance = new(kind)
        put(instance, "__dict__", values)
        return instance

    return construct


def fields(thing: Any) -> dict[str, Any]:
    """The fields of a record or model by the names that they have in every output (`class_` is `class` there)."""
    values: dict[str, Any] = vars(thing)
    if "class_" in values:
        return {name.removesuffix("_"): value for name, value in values.items()}
    return values


def as_json(thing: Any, *, indented: bool = False) -> str:
    """A record as JSON, as pydantic would write it: on one line without blanks, or indented by two."""
    if indented:
        return _indented(thing, "\n")
    return json.dumps(thing, default=fields, ensure_ascii=False, separators=(",", ":"))


def _indented(value: Any, line: str) -> str:
    """`value` as indented JSON. (`json` itself indents without its C part, thrice as slow.)"""
    inner = line + "  "
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, tuple):
        items = [_indented(item, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{line}]" if items else "[]"
    if isinstance(value, Record):
        items = [f'"{name}": {_indented(item, inner)}' for name, item in fields(value).items()]
        return f"{{{inner}{f',{inner}'.join(items)}{line}}}"
    return json.dumps(value)
