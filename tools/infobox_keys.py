"""The tables of docs/infoboxes.md, as the data have them.

python tools/infobox_keys.py          prints the page with its tables made anew
"""

import sys
from pathlib import Path
from typing import Any

from wikiextract.data import table

PAGE = Path(__file__).parent.parent / "docs" / "infoboxes.md"
MARK = "<!-- From here on made by tools/infobox_keys.py. -->\n"


def _rows(keys: dict[str, list[str]]) -> list[str]:
    cells = ((key, ", ".join(f"`{alias}`" for alias in aliases)) for key, aliases in keys.items())
    return [
        "| key | names besides it |",
        "| --- | --- |",
        *(f"| `{key}` | {names} |" for key, names in cells),
    ]


def _family(name: str, row: dict[str, Any]) -> list[str]:
    shared = " and ".join(f"[{group}](#shared-{group})" for group in row["shares"])
    lines = [f"## {name}", "", f"{row['about'].capitalize()}. Shares the keys of {shared}."]
    if row.get("symbols"):
        lines.append("Chemical elements (`C`, `Cl` …) are keys as they are.")
    lines += ["", "Kinds: " + ", ".join(row["kinds"]) + ".", ""]
    if languages := row.get("languages"):
        lines += [f"Names in other languages: {', '.join(languages)}.", ""]
    return [*lines, *_rows(row["keys"]), ""]


def tables() -> str:
    """Every family and every shared group of keys, as Markdown."""
    data = table("infoboxes")
    lines = [line for name, row in data["families"].items() for line in _family(name, row)]
    for name, keys in data["shared"].items():
        lines += [f"## shared: {name}", "", *_rows(keys), ""]
    return "\n".join(lines)


def page() -> str:
    """The page: its own words, and the tables made anew."""
    return PAGE.read_text(encoding="utf-8").partition(MARK)[0] + MARK + "\n" + tables()


if __name__ == "__main__":
    sys.stdout.write(page())
