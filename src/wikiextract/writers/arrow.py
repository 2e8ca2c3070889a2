"""Documents as Arrow columns: field by field over many documents at once, without making dictionaries of them.

    [Document, Document …] ─► field links: 12 + 40 … ─► offsets 0, 12, 52 …
                                                     └► all 52 links ─► field target: 52 strings, field span …

The types are those of `wikiextract.schema`; what each field becomes is decided once, from the models.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, get_args, get_origin

from wikiextract.models import Document, Model
from wikiextract.schema import (
    arrow_type,
    attribute,
    field_types,
    is_part,
    may_be_none,
    versions,
    without_none,
)

if TYPE_CHECKING:
    import pyarrow

Build = Callable[[Sequence[Any]], Any]
"""Makes one array of the values of one field."""


def batch_of(documents: Sequence[Document]) -> "pyarrow.RecordBatch":
    """`documents` as rows of `schema.arrow_schema()`. Raises ImportError where pyarrow is not installed."""
    import pyarrow

    batch = pyarrow.RecordBatch.from_struct_array(_struct(Document, False)(documents))
    return batch.replace_schema_metadata(versions())


def _build(kind: Any) -> Build:
    """What makes arrays of values of the type `kind`."""
    import pyarrow

    inner = without_none(kind)
    if is_part(inner):
        return _struct(inner, may_be_none(kind))
    if get_origin(inner) is tuple and not may_be_none(kind):
        item = get_args(inner)[0]
        if is_part(item) or get_origin(item) is tuple:
            return _list(inner)
    arrow = arrow_type(inner)
    return lambda values: pyarrow.array(values, arrow)


@cache
def _struct(model: type[Model], nullable: bool) -> Build:
    import pyarrow

    kinds = field_types(model)
    steps = [(attribute(model, name), _build(kind)) for name, kind in kinds.items()]
    fields = list(arrow_type(model))
    nothing = _nothing(model)

    def make(parts: Sequence[Any]) -> Any:
        mask = None
        if nullable:
            mask = pyarrow.array([part is None for part in parts], pyarrow.bool_())
            rows = [nothing if part is None else vars(part) for part in parts]
        else:
            rows = [vars(part) for part in parts]
        columns = [build([row[name] for row in rows]) for name, build in steps]
        return pyarrow.StructArray.from_arrays(columns, fields=fields, mask=mask)

    return make


def _list(kind: Any) -> Build:
    import pyarrow

    build, arrow = _build(get_args(kind)[0]), arrow_type(kind)

    def make(lists: Sequence[Any]) -> Any:
        offsets = pyarrow.array([0, *accumulate(map(len, lists))], pyarrow.int32())
        return pyarrow.ListArray.from_arrays(offsets, build(list(chain.from_iterable(lists))), type=arrow)

    return make


def _nothing(model: type[Model]) -> dict[str, Any]:
    """What stands in the columns of a part where there is none; nobody reads it, but it may not be null."""
    return {attribute(model, name): _empty(kind) for name, kind in field_types(model).items()}


def _empty(kind: Any) -> Any:
    if may_be_none(kind):
        return None
    if is_part(kind):
        return _Nothing(kind)
    if get_origin(kind) is tuple:
        return ()
    return {int: 0, float: 0.0, bool: False}.get(kind, "")


class _Nothing:
    """A part that is not there, as `vars` reads it."""

    def __init__(self, model: type[Model]) -> None:
        vars(self).update(_nothing(model))
