"""The house: floors, no cycles, a complete front door, rooms and functions of a size that can be read."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import wikiextract
from wikiextract import models

PACKAGE = Path(wikiextract.__file__).parent

FLOORS = (
    {"collector", "record", "version"},
    {"errors", "marks", "models", "page", "data"},
    {
        "layout",
        "names",
        "formats",
        "identifiers",
        "medical_codes",
        "dates",
        "families",
        "geo",
        "quotes",
        "roles",
        "bibliography",
        "schema",
        "streams",
    },
    {"tree", "sources", "writers"},
    {"calls", "outline"},
    {"plain"},
    {"blocks", "footnotes", "values"},
    {"concerns"},
    {"pipeline"},
    {"runners", "spark"},
    {"cli", "many"},
    {"__init__", "__main__"},
)
"""The rooms, each of which imports only from floors above it in this table: the lowest floor comes first."""

FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

FILE_LINES = 400
FUNCTION_LINES = 50
POSITIONAL_PARAMETERS = 4
EMPTY_NAMES = {"base", "common", "helper", "helpers", "manager", "misc", "tools", "util", "utils"}


def module_name(path: Path) -> str:
    """`names.wikis` for names/wikis.py, `names` for names/__init__.py, `__init__` for the front door."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def imports(name: str) -> set[str]:
    """The modules of the package that the module `name` imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            found.update(_within(alias.name) for alias in node.names if alias.name.startswith("wikiextract"))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            if node.module and f"{node.module}.".startswith("wikiextract."):
                found.update(_from(node.module, alias.name) for alias in node.names)
    return found - {name}


def _within(dotted: str) -> str:
    return dotted.removeprefix("wikiextract").removeprefix(".") or "__init__"


def _from(module: str, name: str) -> str:
    inner = f"{_within(module)}.{name}".removeprefix("__init__.")
    return inner if inner in MODULES else _within(module)


def top(name: str) -> str:
    """The folder or file of the package that a module is in or is."""
    return name.partition(".")[0]


def room(name: str) -> str:
    """The room that a module stands in; each concern is a room of its own."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "concerns" and len(parts) > 1 else parts[0]


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield f"{name}.{node.name}", node


def test_every_room_has_a_floor() -> None:
    assert {top(name) for name in MODULES} == set(FLOOR)


@pytest.mark.parametrize("name", MODULES)
def test_a_room_imports_only_from_floors_below(name: str) -> None:
    here = FLOOR[top(name)]
    wrong = [other for other in imports(name) if room(other) != room(name) and FLOOR[top(other)] >= here]
    assert not wrong


def test_no_module_imports_itself_through_others() -> None:
    tuple(TopologicalSorter({name: _needed(name) for name in MODULES}).static_order())


def _needed(name: str) -> set[str]:
    """A module's imports; a folder's own `__init__` only gathers what its modules define."""
    return {other for other in imports(name) if not name.startswith(f"{other}.")}


def test_modules_of_a_room_do_not_import_the_room() -> None:
    wrong = {
        name: other
        for name in MODULES
        for other in imports(name)
        if name.startswith(f"{other}.") and other != "cli"
    }
    assert not wrong


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_short_and_say_what_they_are(name: str) -> None:
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= FILE_LINES
    assert ast.get_docstring(TREES[name]), "a module opens by saying what it is for"
    assert not set(name.split(".")) & EMPTY_NAMES


def test_functions_are_short() -> None:
    long = {name: size for name, node in functions() if (size := _lines(node)) > FUNCTION_LINES}
    assert not long


def _lines(function: ast.FunctionDef) -> int:
    """Lines of a function without its docstring and decorators."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None and first.end_lineno is not None:
        lines -= first.end_lineno - first.lineno + 1
    return lines


def test_functions_take_few_positional_parameters() -> None:
    many = {}
    for name, node in functions():
        parameters = [p.arg for p in node.args.posonlyargs + node.args.args if p.arg not in ("self", "cls")]
        if len(parameters) > POSITIONAL_PARAMETERS:
            many[name] = parameters
    assert not many


def test_the_front_door_is_complete() -> None:
    declared = {
        alias.name
        for node in ast.walk(TREES["__init__"])
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wikiextract.")
        for alias in node.names
    }
    assert declared == set(wikiextract.__all__)
    for name in wikiextract.__all__:
        assert getattr(wikiextract, name) is not None


def test_the_front_door_has_every_model_and_error() -> None:
    parts = {name for name in models.__all__ if isinstance(getattr(models, name), type) and name[0].isupper()}
    parts -= {"Model"}
    assert parts <= set(wikiextract.__all__)
    errors = {node.name for node in ast.walk(TREES["errors"]) if isinstance(node, ast.ClassDef)}
    assert errors <= set(wikiextract.__all__)


def test_the_front_door_gives_functions_whatever_was_imported_before() -> None:
    import wikiextract.pipeline

    assert wikiextract.extract is wikiextract.pipeline.extract


def test_every_public_function_has_a_docstring() -> None:
    bare = [
        f"{name}.{node.name}"
        for name, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not bare


def test_only_the_models_and_their_schemas_know_pydantic() -> None:
    knowing = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(alias.name.startswith("pydantic") for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pydantic"))
    }
    assert knowing == {"models.model", "schema"}


def test_tables_name_their_source() -> None:
    for path in sorted((PACKAGE / "data").rglob("*.json")):
        assert '"_source"' in path.read_text(encoding="utf-8"), (
            f"{path.name} does not say where its facts are from"
        )
