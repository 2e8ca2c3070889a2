"""The people of a citation: authors, editors, translators.

    last1=Le |first1=Cuong |author2=((Royal Society)) |author3=Bedocs PM, et al.
         ^last     ^first            ^collective              ^name      ^et al.

    vauthors=Le C, [[Paul Bedocs|Bedocs PM]], ((Royal Society, London)), de Vries J Jr
                     ^link                      ^collective                ^last ^first

Of several ways to name them one counts, in this order: numbered names, `vauthors`, the free list `authors`. Numbers run
from 1 and may leave out one; after two missing numbers the list is over. A first name without a last one is not
counted. "et al." is taken off the names and noted. Names in Vancouver style end in initials, perhaps with a suffix
behind them; what does not is one name. `coauthors`, which CS1 no longer reads, stays in the parameters, but says that
there are more authors than are named.
See Help:Citation Style 1 #Authors and #Vancouver style.
"""

import re
from functools import cache
from typing import NamedTuple

from wikiextract.concerns.citations.parameters import Value, Values
from wikiextract.data import table
from wikiextract.models import CitationName, trusted
from wikiextract.names import canonical_title, decoded

_name = trusted(CitationName)


class NameList(NamedTuple):
    """One list of names."""

    names: tuple[CitationName, ...] = ()
    et_al: bool = False
    free: bool = False
    """Whether it is a list that nobody has taken apart."""


def name_list(values: Values, group: str) -> NameList:
    """The names of a `group`: "author", "editor", "translator", "contributor", "interviewer"."""
    if not values.keys().isdisjoint(_BEGINNINGS[group]):
        return _numbered(values, group)
    if listed := values.get(f"v{group}s"):
        return _vancouver(values, group, listed)
    if free := values.get(f"{group}s"):
        name, et_al = without_et_al(free.text)
        et_al = et_al or _displayed_et_al(values, group)
        return NameList((_one(name, link=_link(free)),) if name else (), et_al, free=True)
    return NOBODY


NOBODY = NameList()


def _displayed_et_al(values: Values, group: str) -> bool:
    """Whether `display-authors=etal` or `coauthors` says that there are more of them than are named."""
    if group == "author" and "coauthors" in values:
        return True
    found = values.get(f"display-{group}s")
    return found is not None and _NOT_LETTERS.sub("", found.text.lower()) == "etal"


_NOT_LETTERS = re.compile("[ '.]")


_BEGINNINGS = {
    group: tuple(f"{group}-{part}{number}" for part in ("last", "first") for number in (1, 2))
    for group in ("author", "editor", "translator", "contributor", "interviewer")
}


def _numbered(values: Values, group: str) -> NameList:
    names: list[CitationName] = []
    et_al, missing, number = _displayed_et_al(values, group), 0, 0
    while missing < 2:
        number += 1
        last, first = values.get(f"{group}-last{number}"), values.get(f"{group}-first{number}")
        if last is None:
            missing += first is None
            continue
        missing = 0
        family, cut = without_et_al(last.text)
        given, cut_too = without_et_al(first.text) if first else ("", False)
        et_al = et_al or cut or cut_too
        if family:
            link = values.get(f"{group}-link{number}")
            mask = values.get(f"{group}-mask{number}")
            names.append(
                _person(
                    _Parts(family, given, _is_surname(last.name)),
                    _title(link.raw) if link else _link(last) or (_link(first) if first else None),
                    mask.text if mask else None,
                )
            )
    return NameList(tuple(names), et_al)


def _is_surname(parameter: str) -> bool:
    """Whether a parameter is one for family names, not for whole ones."""
    if "last" in parameter or "sur" in parameter:
        return True
    return parameter.casefold().rstrip("0123456789 ") in _surnames()


@cache
def _surnames() -> frozenset[str]:
    """What other wikis call the parameter for family names."""
    dialects: dict[str, dict[str, dict[str, str]]] = table("citations")["dialects"]
    return frozenset(
        name
        for dialect in dialects.values()
        for name, own in dialect["parameters"].items()
        if own.endswith("last")
    )


class _Parts(NamedTuple):
    family: str
    given: str
    surname: bool
    """Whether the parameter is one for family names, not for whole ones."""


def _person(parts: _Parts, link: str | None, mask: str | None) -> CitationName:
    family, given, surname = parts
    collective = is_doubled(family)
    family = family[2:-2].strip() if collective else family
    given = given[2:-2].strip() if is_doubled(given) else given
    if given:
        name = f"{family}, {given}"
        return _name(last=family, first=given, name=name, link=link, collective=False, mask=mask)
    last = family if surname and not collective else None
    return _name(last=last, first=None, name=family, link=link, collective=collective, mask=mask)


def _one(name: str, link: str | None = None, collective: bool = False) -> CitationName:
    return _name(last=None, first=None, name=name, link=link, collective=collective, mask=None)


def collaboration(values: Values) -> tuple[CitationName, ...]:
    """The group that the authors wrote for or with."""
    found = values.get("collaboration")
    return (_one(found.text, _link(found), collective=True),) if found else ()


def is_doubled(text: str) -> bool:
    """Whether `text` stands in ((…)): to be taken as it is written."""
    return text.startswith("((") and text.endswith("))") and bool(text[2:-2].strip())


def without_et_al(name: str) -> tuple[str, bool]:
    """The name without "et al.", "and others", and whether it had that."""
    found = _ET_AL.search(name)
    if found is None:
        return name, False
    before = name[: found.start()].rstrip(" \"'([")
    after = name[found.end() :].strip()
    return f"{before.removesuffix(',').removesuffix(';').rstrip()} {after}".strip(), True


_ET_AL = re.compile(r"\bet\.? ?al(?:ia)?[.'\"]*$|\band others|(?<=[(\[])et\.? ?al\.?[)\]]", re.IGNORECASE)


def _vancouver(values: Values, group: str, value: Value) -> NameList:
    text, et_al = without_et_al(_with_links(value))
    names: list[CitationName] = []
    for number, part in enumerate(_names_of_list(text), 1):
        link = values.get(f"{group}-link{number}")
        mask = values.get(f"{group}-mask{number}")
        linked = _LINK.fullmatch(part)
        name = decoded(linked[2] or linked[1]).strip() if linked else part
        target = _title(link.raw) if link else _title(linked[1]) if linked else None
        if name:
            names.append(_initialled(name, target, mask.text if mask else None))
    return NameList(tuple(names), et_al or _displayed_et_al(values, group))


def _with_links(value: Value) -> str:
    """The value without comments and apostrophes, but its links left in: the names of a list are linked one by one."""
    if "[[" not in value.raw:
        return value.text
    first, *others = value.raw.split("<!--")
    return decoded("".join([first, *(part.partition("-->")[2] for part in others)]).replace("''", "")).strip()


_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")


def _names_of_list(text: str) -> list[str]:
    """The names between the commas; commas within ((…)) do not count."""
    parts: list[str] = []
    open_part: list[str] = []
    for part in map(str.strip, text.split(",")):
        if open_part or (part.startswith("((") and not part.endswith("))")):
            open_part.append(part)
            if part.endswith("))"):
                parts.append(", ".join(open_part))
                open_part = []
        else:
            parts.append(part)
    return [*parts, ", ".join(open_part)] if open_part else parts


def _initialled(name: str, link: str | None, mask: str | None) -> CitationName:
    """`de Vries J Jr`: the initials are the last word in capitals, a suffix may follow them."""
    words = name.split()
    if is_doubled(name) or len(words) < 2:
        collective = is_doubled(name)
        whole = name[2:-2].strip() if collective else name
        last = None if collective else whole
        return _name(last=last, first=None, name=whole, link=link, collective=collective, mask=mask)
    given = words.pop()
    if not _is_initials(given):
        given = f"{words.pop()} {given}"
    if not words:
        return _name(last=None, first=None, name=name, link=link, collective=False, mask=mask)
    return _name(last=" ".join(words), first=given, name=name, link=link, collective=False, mask=mask)


def _is_initials(word: str) -> bool:
    return word.isalpha() and word.isupper()


def _link(value: Value) -> str | None:
    """The page that a name is linked to, where the whole name is one link."""
    if not value.raw.startswith("[["):
        return None
    found = _LINK.fullmatch(value.raw.replace("{{!}}", "|"))
    return _title(found[1]) if found else None


def _title(raw: str) -> str | None:
    """The page title in an author-link parameter; brackets around it are a slip that is often made."""
    found = _LINK.fullmatch(raw)
    return canonical_title(found[1] if found else raw).removeprefix(":") or None
