"""What every part of a Document has in common: it is frozen, closed and complete.

No field has a default: whoever builds a part names every key, so every key is in every output.
The docstring under a field is its description in the JSON Schema (`wikiextract.schema` reads it from the
source, so that starting the program does not pay for it).
"""

from collections import deque
from collections.abc import Callable, Sequence
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar, cast

from wikiextract import record
from wikiextract.collector import collector_paused

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

        def __reduce_ex__(self, protocol: Any, /) -> str | tuple[Any, ...]:
            """How it is pickled: as columns, in which there are no thousand objects to be written and made."""
            return _reduced(self) or super().__reduce_ex__(protocol)

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
    names = _names(kind)
    new = kind.__new__
    put_values, put_names, put_extra, put_private = _slots()

    def construct(*_: P.args, **values: P.kwargs) -> M:
        instance = new(kind)
        put_values(instance, values)
        put_names(instance, names)
        put_extra(instance, None)
        put_private(instance, None)
        return instance

    return construct


@cache
def _names(kind: type[Model]) -> set[str]:
    """The names of a model's fields: what `model_fields_set` is of all models that are built here."""
    return set(kind.model_fields)


@cache
def _slots() -> tuple[Callable[[Any, Any], None], ...]:
    """What sets the values, the names of those given, the extra and the private ones of a pydantic model."""
    names = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
    return tuple(BaseModel.__dict__[name].__set__ for name in names)


def _reduced(model: Model) -> tuple[Any, ...] | None:
    """How `model` is pickled; None for one that was built with other fields than all of them, or is of a class of
    somebody else's, which may hold what ours do not."""
    import pickle

    from wikiextract.models.packing import Unusual, layout, packed

    kind = type(model)
    if not kind.__module__.startswith("wikiextract."):
        return None
    if not layout(kind).inner:
        values = vars(model)
        return (rebuilt, (kind, values)) if _usual(kind, [model]) and values.keys() == _names(kind) else None
    try:
        with collector_paused():
            return unpickled, (kind, pickle.dumps(packed(model, _usual), pickle.HIGHEST_PROTOCOL))
    except Unusual:
        return None


_given = attrgetter("__pydantic_fields_set__")


def _usual(kind: type[Model], models: Sequence[Model]) -> bool:
    """Whether all fields of all `models` are said to be given. Most share one set of names, which costs no looking."""
    names = _names(kind)
    return set(map(id, map(_given, models))) == {id(names)} or all(map(names.__eq__, map(_given, models)))


def rebuilt(kind: type[M], values: dict[str, Any]) -> M:
    """The model without parts that was pickled. Raises ValueError when it has other fields by now."""
    if values.keys() != _names(kind):
        raise ValueError(
            f"{kind.__name__} has other fields in this version of wikiextract than where it was pickled"
        )
    return _built(kind, [values])[0]


def unpickled(kind: type[M], columns: bytes) -> M:
    """The model with parts that was pickled. Raises ValueError when one of them has other fields by now."""
    import pickle

    from wikiextract.models.packing import unpacked

    with collector_paused():
        return cast(M, unpacked(kind, pickle.loads(columns), _built))


def _built(kind: type[M], values: Sequence[dict[str, Any]]) -> list[M]:
    """A model of each dictionary, as `trusted` builds them but all at once: no line of Python runs for each."""
    put_values, put_names, put_extra, put_private = _slots()
    models = list(map(kind.__new__, repeat(kind, len(values))))
    for put, what in (
        (put_values, values),
        (put_names, repeat(_names(kind))),
        (put_extra, repeat(None)),
        (put_private, repeat(None)),
    ):
        deque(map(put, models, what), maxlen=0)
    return models


def as_json(model: Model, *, indented: bool = False) -> str:
    """`model` as JSON, non-ASCII characters as they are: on one line without blanks, or indented by two."""
    if record.chosen and not TYPE_CHECKING:
        return record.as_json(model, indented=indented)
    return model.model_dump_json(indent=2 if indented else None)
