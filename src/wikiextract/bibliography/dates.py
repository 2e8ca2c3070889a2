"""Dates of a citation as CSL has them, and their parts for the other formats.

    2011-03 … 2012          → {"date-parts": [[2011, 3], [2012]]}
    Spring 2011             → {"date-parts": [[2011]], "season": "1"}
    c. 1640                 → {"date-parts": [[1640]], "circa": true}
    Third Quarter 2011      → {"date-parts": [[2011, 7], [2011, 9]], "literal": "Third Quarter 2011"}
    n.d.                    → {"literal": "n.d."}

https://docs.citationstyles.org/en/stable/specification.html#dates
"""

import re
from typing import Any

from wikiextract.bibliography.names import folded
from wikiextract.data import table
from wikiextract.models import CitationDate

Date = dict[str, Any]


def csl_date(date: CitationDate | None) -> Date | None:
    """`date` as a CSL date; None when there is none."""
    if date is None:
        return None
    parts = [found for iso in (date.start, date.end) if iso and (found := _parts(iso))]
    if not parts:
        text = folded(date.text)
        return {"literal": text} if text else None
    made: Date = {"date-parts": parts}
    if date.season:
        seasons: dict[str, int] = table("bibliography")["seasons"]
        number = seasons.get(date.season.lower()) if len(parts) == 1 else None
        made |= {"season": str(number)} if number else {"literal": folded(date.text)}
    if date.approximate:
        made["circa"] = True
    return made


def _parts(iso: str) -> list[int] | None:
    """`2011-03` is [2011, 3]."""
    found = _ISO.fullmatch(iso)
    return [int(part) for part in found.groups() if part] if found else None


_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def iso_parts(date: Date) -> list[str]:
    """The first and, of a range, the last day in ISO 8601, as precise as they are known."""
    return [
        "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])
        for parts in date.get("date-parts", ())
    ]
