"""One code of one system: its usual form, its system's rules, its address.

    "M8000/3"   8000/3          the prefix M is how it is shown
    "H60*"      H60, asterisk   a mark beside the code is its qualifier
    "6595007"   not valid       SNOMED CT: the check digit (Verhoeff) does not hold

A code that breaks its system's rules keeps its text and says why. Check digits of SNOMED CT:
https://confluence.ihtsdotools.org/display/DOCRELFMT/6.2+SCTID.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

from wikiextract.data import table
from wikiextract.medical_codes.verhoeff import holds


class Code(NamedTuple):
    """A code in its usual form, and what its system's rules say of it."""

    system: str
    code: str
    qualifier: str | None
    """Dagger, asterisk or another mark that stood with the code."""
    valid: bool | None
    """Whether it keeps the rules; None where there are none."""
    reason: str | None
    url: str | None
    wikidata_property: str | None


def checked(system: str, text: str, entity: str | None = None) -> Code:
    """The code of `system` that `text` holds, without marks and prefixes, checked. `text` has no markup.

    What is no code of `system` but one of a system that is written in its place is a code of that one.
    """
    system = _meant(system, text)
    row = system_row(system)
    code, qualifier = bare(row, text)
    reason = _reason(system, code)
    valid = None if row["pattern"] is None else reason is None
    url = None if valid is False else _address(row, code, entity)
    return Code(system, code, qualifier, valid, reason, url, row["property"])


def addressed(system: str, code: str, name: str | None) -> str | None:
    """The address of an entry whose address needs its name besides its code; None without it."""
    url = system_row(system)["url"]
    if url is None or not name:
        return None
    return str(url).replace("$1", _quoted(code)).replace("$2", _quoted(name))


def runs_backward(first: Code, last: Code) -> bool:
    """Whether a range of codes of one system ends before it begins (`E14–E10`)."""
    if first.system != last.system or last.code.startswith(first.code) or first.code.startswith(last.code):
        return False
    if first.code.isdecimal() and last.code.isdecimal():
        return int(last.code) < int(first.code)
    return last.code < first.code


def named_by(system: str) -> str:
    """The system whose parameter for names names codes of `system` too: MeshName those of MeshNumber."""
    return str(system_row(system).get("named_by", system))


def spaced(system: str, name: str) -> str:
    """What a code of `system` is called, with blanks where it is written for an address (`Serotonin+Syndrome`)."""
    mark: str | None = system_row(named_by(system)).get("blank_in_names")
    return name.replace(mark, " ") if mark else name


def joint(system: str) -> str:
    """What stands between the halves of a code that two parameters hold: `derm/66`, `A01AB03`."""
    return str(system_row(system).get("joint", "/"))


def is_whole(system: str) -> bool:
    """Whether a value is one code of `system` as it stands, commas and brackets too: a formula, not a list."""
    return bool(system_row(system).get("formula"))


def is_placeholder(text: str) -> bool:
    """Whether a text only holds the place of a code: empty, `n/a`, `none`, `Xxx.xx`, `GroupMajor.minor` …"""
    words = text.strip(" .!'\"()").lower()
    return not words.strip("x./-–—?# ") or words in table("medical")["placeholders"]


def system_row(system: str) -> dict[str, Any]:
    """The row of a system in the table. Raises KeyError for a name that is none."""
    row: dict[str, Any] = table("medical")["systems"][system]
    return row


@cache
def pattern(system: str) -> re.Pattern[str]:
    """The pattern that the whole of a code fits."""
    row = system_row(system)
    return re.compile(f"(?a:{row.get('whole', row['pattern'])})")


def bare(row: dict[str, Any], text: str) -> tuple[str, str | None]:
    """The code without marks and prefix, in its system's case; and the marks."""
    code, marks = " ".join(text.split()), row.get("marks", "")
    without = code.strip(marks + " ") if marks else code
    qualifier = code.replace(without, "", 1).strip() if without != code and without else None
    code = without or code
    if row.get("drop"):
        code = re.sub(rf"(?i)^(?:{row['drop']})\s*(?=\w)", "", code)
    if row.get("slashes"):
        code = code.replace("/", ".")
    missing = row.get("missing", "")
    if code.isdecimal() or (row.get("formula") and not code.startswith(missing)):
        code = missing + code
    case = row.get("case", "upper")
    return code.upper() if case == "upper" else code.lower() if case == "lower" else code, qualifier or None


def _meant(system: str, text: str) -> str:
    """The system whose code `text` is: `system`, or another that is written in its place (PS123456 under OMIM)."""
    others: Sequence[str] = system_row(system).get("also", ())
    for kind in (system, *others):
        if system_row(kind)["pattern"] is None or pattern(kind).fullmatch(bare(system_row(kind), text)[0]):
            return kind
    return system


def _reason(system: str, code: str) -> str | None:
    """Why `code` breaks the rules of its system; None when it keeps them."""
    row = system_row(system)
    if row["pattern"] is None:
        return None
    if not pattern(system).fullmatch(code):
        return f"a code of {row['name']} has {row['form']}"
    check = row.get("check")
    return _CHECKS[check](code) if check else None


def _snomed(code: str) -> str | None:
    if not holds(code):
        return "SNOMED CT: the check digit (Verhoeff) does not hold"
    if code[-3:-1] not in {"00", "10"}:
        return f"SNOMED CT: partition {code[-3:-1]} is not one of concepts (00, 10)"
    return None


def _luhn(code: str) -> str | None:
    from stdnum import luhn

    return None if luhn.is_valid(code.replace("-", "")) else "the check digit (Luhn) does not hold"


def _cas(code: str) -> str | None:
    from stdnum import casrn

    return None if casrn.is_valid(code) else "CAS: the check digit does not hold"


_CHECKS = {"snomed-ct": _snomed, "luhn": _luhn, "cas": _cas}


def _address(row: dict[str, Any], code: str, entity: str | None) -> str | None:
    if entity and row.get("entity_url"):
        return str(row["entity_url"]).replace("$1", _quoted(entity))
    if row.get("urls"):
        first, _, second = code.partition("/")
        url = row["urls"].get(first.lower(), row["urls"]["*"])
        return str(url).replace("$1", _quoted(first)).replace("$2", _quoted(second))
    if row["url"] is None or "$2" in row["url"]:
        return None
    return str(row["url"]).replace("$1", _quoted(code))


def _quoted(code: str) -> str:
    return quote(code, safe="/:.()&")
