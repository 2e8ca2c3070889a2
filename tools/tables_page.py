"""The tables of docs/tables.md, as the code has them.

python tools/tables_page.py          prints the page with its tables made anew
"""

import sys
from pathlib import Path
from typing import get_args, get_origin

from wikiextract.writers.relations import RELATIONS, Column, Relation, columns

PAGE = Path(__file__).parent.parent / "docs" / "tables.md"
MARK = "<!-- From here on made by tools/tables_page.py. -->\n"

_TYPES = {str: "text", int: "integer", float: "number", bool: "boolean"}


def _type(column: Column) -> str:
    if get_origin(column.kind) is tuple:
        return f"list of {_TYPES[get_args(column.kind)[0]]}"
    return _TYPES[column.kind]


def _row(column: Column) -> str:
    name = f"**`{column.name}`**" if column.key else f"`{column.name}`"
    kind = _type(column) + (", may be null" if column.nullable else "")
    return f"| {name} | {kind} | {column.meaning} |"


def _table(relation: Relation) -> list[str]:
    path = ".".join(relation.path)
    source = f"One row for each of `{path}`." if path else "One row for each document."
    head = ["| column | type | what it holds |", "| --- | --- | --- |"]
    return [f"## {relation.name}", "", source, "", *head, *map(_row, columns(relation)), ""]


def page() -> str:
    """The whole page, its tables made anew."""
    words = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    lines = [line for relation in RELATIONS for line in _table(relation)]
    return f"{words}{MARK}\n" + "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode("utf-8"))
