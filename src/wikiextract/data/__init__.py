"""Tables of facts about wikis, templates and identifier systems: JSON files that name their sources.

`table("names/en")` gives the parsed file `names/en.json` of this folder. Each file is read once, when first asked for.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def table(name: str) -> Any:
    """The table `name` (a path below this folder without `.json`). Raises FileNotFoundError if there is none."""
    return json.loads((_FOLDER / f"{name}.json").read_bytes())


@cache
def tables(folder: str) -> tuple[str, ...]:
    """The names of the tables in a folder, sorted; those that begin with `_` serve the others and are left out."""
    return tuple(sorted(path.stem for path in (_FOLDER / folder).glob("[!_]*.json")))
