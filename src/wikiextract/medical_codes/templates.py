"""What the names and arguments of templates say about codes.

{{ICD10|E|83|5|e|70}}                 E83.5; the last two only point to a page of the WHO
{{ICD10|Group|Major|minor|…}}         nothing: placeholders
| eMedicine_mult = in a disease box   emedicine
| ICD10 = in an interventions box     icd-10-pcs
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from wikiextract.data import table
from wikiextract.medical_codes.systems import bare, is_placeholder, pattern, system_row

_RANGE = re.compile(r"\s*[-‐‑‒–—−﹘﹣－]\s*")
_UNNAMED = re.compile(r"[\s_.\-–/()]+")


class Assembled(NamedTuple):
    """What a value template says."""

    system: str
    code: str
    code_end: str | None
    """The end, where its arguments hold a range."""
    label: str | None
    entity: str | None
    """The further identifier that the entry's address needs (the foundation entity of an ICD-11 code)."""


class Holder(NamedTuple):
    """What a parameter holds."""

    system: str
    part: str
    """Empty for whole codes, `1` and `2` for the halves of a code, `label` for what a code is called."""
    number: str
    """The number that its name ends in, so that `GeneReviewsNBK2` and `GeneReviewsName2` find each other."""


def assembled(key: str, positional: Sequence[str], named: Mapping[str, str]) -> Assembled | None:
    """What the value template `key` (in lower case) says with these argument texts.

    None when it is no value template, says nothing, or has its placeholders still in it.
    """
    row = table("medical")["templates"].get(key)
    if row is None:
        return None
    arguments = [argument.strip() for argument in positional]
    system, code = row["system"], _code(row, arguments)
    for name, other in row.get("named", {}).items():
        if not code and named.get(name):
            system, code = other, named[name].strip()
    if is_placeholder(code):
        return None
    first, end = _ends(system, code)
    label = _argument(arguments, row.get("label")) or None
    return Assembled(
        system,
        first,
        end,
        None if label == "none" else label,
        _argument(arguments, row.get("entity")) or None,
    )


def is_value_template(key: str) -> bool:
    """Whether a template of this name (in lower case) writes a code."""
    return key in table("medical")["templates"]


def is_medical_template(key: str) -> bool:
    """Whether a value template says something of the page's subject where it stands by itself in the text."""
    row = table("medical")["templates"].get(key)
    return row is not None and not row.get("in_boxes")


def box(key: str) -> str | None:
    """`block` for {{Medical resources}}, `condition`, `procedure` or `anatomy` for a box of that kind, else None."""
    return _boxes().get(key)


@lru_cache(maxsize=4096)
def holder(parameter: str, key: str) -> Holder | None:
    """What the parameter of the template `key` (in lower case) holds; None where its name names no system.

    Names are compared without case, blanks, hyphens and `_mult`, and may end in a number. Outside medical boxes only
    those of drugs, chemicals, genes and anatomy count: short ones such as `RP` mean other things there.
    """
    tables = table("medical")
    rows = _parameters(box(key), key if key in tables["box_parameters"] else "")
    name = _UNNAMED.sub("", parameter.lower()).removesuffix("mult")
    for base, number in _numbered(name):
        if base in rows:
            system, _, part = rows[base].partition(":")
            return Holder(system, part, number)
    return None


@cache
def _boxes() -> dict[str, str]:
    tables = table("medical")
    return {
        name: kind
        for kind, names in (
            ("condition", tables["condition_boxes"]),
            ("procedure", tables["procedure_boxes"]),
            ("anatomy", tables["anatomy_boxes"]),
            ("block", tables["blocks"]),
        )
        for name in names
    }


@cache
def _parameters(kind: str | None, key: str) -> dict[str, str]:
    """The names of parameters, folded, that hold codes in boxes of a kind, and in the box `key` alone."""
    tables = table("medical")
    if kind in (None, "anatomy"):
        rows: dict[str, str] = tables["substance_parameters"]
        return rows
    procedure = tables["procedure_parameters"] if kind == "procedure" else {}
    return {**tables["parameters"], **tables["box_parameters"].get(key, {}), **procedure}


def _code(row: dict[str, Any], arguments: list[str]) -> str:
    """The pieces put together; an empty argument takes what stands before it with it."""
    if row.get("whole") and len(arguments) < 3 and len(_argument(arguments, "1")) > 1:
        return arguments[0]
    pieces = ((piece[:-1], _argument(arguments, piece[-1])) for piece in row["code"])
    return "".join(before + argument for before, argument in pieces if argument)


def _argument(arguments: Sequence[str], number: str | None) -> str:
    return arguments[int(number) - 1] if number and len(arguments) >= int(number) else ""


def _ends(system: str, code: str) -> tuple[str, str | None]:
    """A code written as one argument that is a range (`C00-C97`), split; else the code alone."""
    if system_row(system)["pattern"] is None or system_row(system).get("slug"):
        return code, None
    for dash in _RANGE.finditer(code):
        first, end = code[: dash.start()], code[dash.end() :]
        if all(pattern(system).fullmatch(bare(system_row(system), half)[0]) for half in (first, end)):
            return first, end
    return code, None


def _numbered(name: str) -> Iterator[tuple[str, str]]:
    """The name as it is, then without one or two digits at its end or its beginning."""
    yield name, ""
    for size in (1, 2):
        if name[-size:].isdecimal() and len(name) > size:
            yield name[:-size].removesuffix("mult"), name[-size:]
    for size in (1, 2):
        if name[:size].isdecimal() and len(name) > size:
            yield name[size:], name[:size]
