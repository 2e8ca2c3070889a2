"""Lists of names as a citation shows them.

    Le, Cuong; Bedocs, Paul M.                  last1, first1 …
    Le C, Bedocs PM, et al.                     vauthors, name-list-style=vanc
    Le, C. & Bedocs, P.                         name-list-style=amp
    Le, C.; et al.                              display-authors=1, or a list that is said to go on
    ——; Bedocs, P.                              author-mask=2

https://en.wikipedia.org/wiki/Help:Citation_Style_1#Display_options
"""

import re
from typing import Final

from wikiextract.concerns.citations.parameters import Values
from wikiextract.concerns.citations.people import NameList
from wikiextract.models import CitationName

_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST_MASK: Final = 99


def shown_names(people: NameList, values: Values, group: str) -> str:
    """The names of a list, as many as are to be shown."""
    style = values["name-list-style"].text if "name-list-style" in values else ""
    vancouver = style == "vanc" or f"v{group}s" in values
    names, more = people.names, people.et_al
    limit = values.get(f"display-{group}s")
    if limit and limit.text.isdecimal() and int(limit.text[:4]) < len(names):
        names, more = names[: int(limit.text[:4])], True
    joint = ", " if vancouver else "; "
    shown = [_shown(name, vancouver) for name in names]
    if more:
        return f"{joint.join(shown)}{joint}et al." if shown else ""
    last = {"amp": " & ", "&": " & ", "ampersand": " & ", "and": " and "}.get(style, joint)
    last = " & " if "last-author-amp" in values else last
    return last.join(filter(None, (joint.join(shown[:-1]), shown[-1]))) if shown else ""


def _shown(name: CitationName, vancouver: bool) -> str:
    if name.mask:
        dashes = name.mask.isdecimal() and 0 < int(name.mask[:4]) <= _LONGEST_MASK
        return "—" * int(name.mask[:4]) if dashes else name.mask
    if name.first is None or name.last is None:
        return name.name
    return f"{name.last} {_initials(name.first)}" if vancouver else f"{name.last}, {name.first}"


def _initials(first: str) -> str:
    """`Ada Jane` as `AJ`; what is initials already stays."""
    if len(first) < 3 or (first.isupper() and first.isalpha()) or first.split(" ", maxsplit=1)[0].isupper():
        return first
    return "".join(word[0].upper() for word in _WORD.findall(first))
