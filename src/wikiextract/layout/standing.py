"""What comes behind a list in its last line, and had a line of its own.

    * Last item {{in lang|de}} {{refend}} {{Medical resources | ICD9 = … | OMIM = }}      * Last item </div>
                              ^          ^                                                           ^

Where a list's line ends in templates, those that are known to stand alone (`data/layout.json`) begin a line, and so
does one written as such blocks are, a blank and a pipe before each named parameter, unless it is a citation; the
templates behind it begin lines too. So do galleries, `<references>` and tags that make a block.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from wikiextract.data import table
from wikiextract.layout.protected import COMMENT, EXTENSION, TAG, TEMPLATE, Stretch

_ITEM = re.compile(r"^[*#:;]+ ?(.*)", re.MULTILINE)
_NAME = re.compile(r"\{\{\s*([^|{}<\n]*)")
_PARAMETER = re.compile(r" \| ?[\w .-]{1,40}=")
_BLOCK = re.compile(
    r"</?(?:gallery|references|timeline|div|blockquote|center|table|ol|ul|dl)\b", re.IGNORECASE
)


def standing_breaks(text: str, visible: str, protected: Sequence[Stretch]) -> list[int]:
    """Offsets of the blanks before what ends a list's line without belonging to its last item."""
    breaks = []
    starts = [stretch.start for stretch in protected]
    for item in _ITEM.finditer(visible):
        behind = protected[bisect_left(starts, item.start(1) + 1) : bisect_left(starts, item.end())]
        if not behind:
            continue
        tail = item.start(1) + len(item.group(1).rstrip(f"{TEMPLATE}{COMMENT} "))
        alone = False
        for stretch in behind:
            if stretch.kind == TEMPLATE and stretch.start >= tail:
                alone = alone or _stands_alone(text[stretch.start : stretch.end], table("layout"))
                begins = alone
            else:
                begins = stretch.kind in (EXTENSION, TAG) and bool(_BLOCK.match(text, stretch.start))
            if begins and text[stretch.start - 1] == " ":
                breaks.append(stretch.start - 1)
    return breaks


def _stands_alone(template: str, names: Any) -> bool:
    named = _NAME.match(template)
    name = named.group(1).strip().replace("_", " ").lower() if named else ""
    return (
        name in names["standing"]
        or name.startswith(tuple(names["standing_prefixes"]))
        or name.endswith(tuple(names["standing_suffixes"]))
        or (len(_PARAMETER.findall(template)) > 1 and not name.startswith(tuple(names["citation_prefixes"])))
    )
