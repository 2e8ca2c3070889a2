"""Tables of facts about wikis, templates and identifier systems: JSON files that name their sources.

`table("names/en")` gives the parsed file `names/en.json` of this folder. Each file is read once, when first asked for,
by whatever loaded this module: clusters are sent packages that stay packed.
"""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

_FOLDER = Path(__file__).parent


@cache
def table(name: str) -> Any:
    """The table `name` (a path below this folder without `.json`). Raises FileNotFoundError if there is none."""
    try:
        return json.loads(cast("ResourceLoader", __spec__.loader).get_data(str(_FOLDER / f"{name}.json")))
    except OSError as error:
        raise FileNotFoundError(name) from error


@cache
def tables(folder: str) -> tuple[str, ...]:
    """The names of the tables in a folder, sorted; those that begin with `_` serve the others and are left out."""
    from importlib.resources import files

    names = (path.name for path in files(__name__).joinpath(folder).iterdir())
    return tuple(
        sorted(name.removesuffix(".json") for name in names if name[0] != "_" and name.endswith(".json"))
    )
