"""A model as a few columns, which are pickled and read back several times as fast as some thousand parts.

    Section(…, blocks=(Block, Block))   ─►  Section: a column for each field; in that of blocks, how many each has
    Section(…, blocks=(Block,))             Block:   a column for each field of all three

What is here neither knows nor asks what a value is, but for parts: they are taken out of their models, class by class,
and set in again from the innermost outwards.
"""

import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from graphlib import TopologicalSorter
from itertools import chain, islice
from operator import itemgetter
from types import UnionType
from typing import Any, Final, NamedTuple

Kind = Any
"""The class of a model."""

Columns = list[tuple[str, tuple[str, ...], list[Any]]]
"""For each class that has parts, outermost first: its name, the names of its fields, a column for each."""

Build = Callable[[Kind, list[dict[str, Any]]], list[Any]]
"""Makes an instance of a class of each dictionary, which holds all its fields."""

_MANY: Final = "many"
_OPTIONAL: Final = "optional"


class Unusual(Exception):  # noqa: N818  # it says that another way is to be taken
    """A model that no concern builds: with other types than those declared, or not all of its fields."""


class Inner(NamedTuple):
    """A field that holds parts."""

    place: int
    """Which of the fields it is, from 0."""
    kind: Kind
    """The class of the parts."""
    steps: tuple[str, ...]
    """What stands around them, from the outside in: `many` (a tuple) or `optional`."""


class Layout(NamedTuple):
    """The fields of a class, and those that hold parts."""

    names: tuple[str, ...]
    inner: tuple[Inner, ...]


@cache
def layout(kind: Kind) -> Layout:
    """The layout of a model's class."""
    inner = []
    for index, field in enumerate(kind.model_fields.values()):
        held, steps = _held(field.annotation)
        if held is not None:
            inner.append(Inner(index, held, steps))
    return Layout(tuple(kind.model_fields), tuple(inner))


def _held(kind: Any) -> tuple[Kind | None, tuple[str, ...]]:
    """The class of the parts in a value of the type `kind`, and what stands around them."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and arguments[-1] is ...:
        held, steps = _held(arguments[0])
        return held, (_MANY, *steps)
    if origin in (UnionType, typing.Union) and type(None) in arguments and len(arguments) == 2:
        held, steps = _held(next(argument for argument in arguments if argument is not type(None)))
        return held, (_OPTIONAL, *steps)
    return (kind if isinstance(kind, type) and hasattr(kind, "model_fields") else None), ()


@cache
def _order(kind: Kind) -> tuple[Kind, ...]:
    """`kind` and the classes of all parts in it, each before those of its own parts."""
    holders: dict[Kind, set[Kind]] = {kind: set()}
    unseen = [kind]
    while unseen:
        holder = unseen.pop()
        for inner in layout(holder).inner:
            if inner.kind not in holders:
                holders[inner.kind] = set()
                unseen.append(inner.kind)
            holders[inner.kind].add(holder)
    return tuple(TopologicalSorter(holders).static_order())


def packed(root: Any, usual: Callable[[Kind, Sequence[Any]], bool]) -> Columns:
    """The columns of `root` and all parts in it.

    `usual` says whether parts of a class are as they are built here. Raises Unusual when they are not, or a field of
    one is missing or holds other parts than it is declared to.
    """
    outermost: Kind = type(root)
    parts: dict[Kind, list[Any]] = {kind: [] for kind in _order(outermost)}
    parts[outermost].append(root)
    found: Columns = []
    for kind, those in parts.items():
        if not those:
            continue
        if set(map(type, those)) != {kind} or not usual(kind, those):
            raise Unusual
        names, inner = layout(kind)
        try:
            columns: list[Any] = list(zip(*map(itemgetter(*names), map(vars, those)), strict=True))
        except KeyError:
            raise Unusual from None
        for index, held, steps in inner:
            columns[index] = _taken(columns[index], steps, parts[held])
        found.append((kind.__name__, names, columns))
    return found


def _taken(column: Sequence[Any], steps: tuple[str, ...], parts: list[Any]) -> list[list[int]]:
    """Adds the parts that `column` holds to `parts`; what remains of it is how many each value held, step by step."""
    remains = []
    for step in steps:
        if step == _OPTIONAL:
            remains.append([0 if value is None else 1 for value in column])
            column = [value for value in column if value is not None]
        elif set(map(type, column)) <= {tuple}:
            remains.append(list(map(len, column)))
            column = list(chain.from_iterable(column))
        else:
            raise Unusual
    parts.extend(column)
    return remains


def unpacked(kind: Kind, columns: Columns, build: Build) -> Any:
    """The `kind` that was packed; `build` makes the instances.

    Raises ValueError when a class has other fields by now.
    """
    kinds = {held.__name__: held for held in _order(kind)}
    made: dict[Kind, Iterator[Any]] = {held: iter(()) for held in kinds.values()}
    for name, names, values in reversed(columns):
        held = kinds.get(name)
        if held is None or layout(held).names != names:
            raise ValueError(
                f"{name} has other fields in this version of wikiextract than where it was pickled"
            )
        for index, inner, steps in layout(held).inner:
            values[index] = _given(values[index], steps, made[inner])
        made[held] = iter(build(held, _dictionaries(names)(zip(*values, strict=True))))
    return next(made[kind])


@cache
def _dictionaries(names: tuple[str, ...]) -> Callable[[Iterable[tuple[Any, ...]]], list[dict[str, Any]]]:
    """Makes a dictionary of each row.

    As source, as `dataclasses` and `collections.namedtuple` have it: `dict(zip(names, row))` takes twice as long, and
    these dictionaries are a third of what unpickling costs. The names are those of fields of our models.
    """
    pairs = ", ".join(f"{name!r}: {name}" for name in names)
    made: Callable[[Iterable[tuple[Any, ...]]], list[dict[str, Any]]] = eval(
        f"lambda rows: [{{{pairs}}} for {', '.join(names)}, in rows]"
    )
    return made


def _given(remains: list[list[int]], steps: tuple[str, ...], parts: Iterator[Any]) -> Iterator[Any]:
    """The column of which `_taken` left `remains`."""
    for step, counts in zip(reversed(steps), reversed(remains), strict=True):
        if step == _OPTIONAL:
            parts = iter([next(parts) if count else None for count in counts])
        else:
            parts = iter([tuple(islice(parts, count)) if count else () for count in counts])
    return parts
