"""Identifiers of publications: DOI, PMID, ISBN … in their usual form, checked by the rules of Wikipedia's citations.

    check("doi", "10.1038/nature12373")   value 10.1038/nature12373, valid, https://doi.org/10.1038/nature12373
    check("isbn", "0-306-40615-3")        value 0306406153, not valid: wrong check digit
    check("pmc", "1200696")               value PMC1200696, valid
    check("isbn", "((0-306-40615-3))")    value 0306406153, neither: accepted as written
                   ^^           ^^

The rules are those of Module:Citation/CS1/Identifiers (Help:CS1 errors #bad_doi, #bad_isbn …): what characters, how
long, which prefix, which check digit. Numbers that grow with time (PMID, PMC, S2CID …) have a generous upper limit.
A bad identifier is never dropped or repaired: its value is what was written, `valid` is False and `reason` says why.
Identifiers of medicine (ICD, MeSH, SNOMED CT …) have a module of their own.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

from wikiextract.data import table


class Checked(NamedTuple):
    """An identifier after its scheme's rule has seen it."""

    value: str
    """Its usual form: an ISBN without hyphens, a PMC number with `PMC`; as written when it is not valid."""
    valid: bool | None
    """Whether it keeps the rule; None where there is no rule or the writer has set it aside with ((…))."""
    reason: str | None
    """What is wrong with it."""
    url: str | None
    """The address that it leads to."""


class _Judged(NamedTuple):
    value: str
    reason: str | None = None
    path: str | None = None
    """What follows the scheme's address, where that is not the value."""


_CHARACTER = "invalid character"
_LENGTH = "wrong length"
_CHECK = "wrong check digit"
_FORM = "wrong form"
_PREFIX = "wrong prefix"
_RANGE = "out of range"
_DATE = "impossible date"


def check(scheme: str, text: str) -> Checked:
    """The identifier `text` of a `scheme` (its name in lower case, "doi"), judged.

    A scheme that is not known gives the text as it is, with neither a verdict nor an address.
    """
    value = text.strip()
    accepted = value.startswith("((") and value.endswith("))") and len(value) > 4
    if accepted:
        value = value[2:-2].strip()
    rule = _RULES.get(scheme)
    judged = rule(value) if rule else _Judged(value)
    if accepted:
        return Checked(judged.value, None, "accepted as written", _address(scheme, judged))
    valid = judged.reason is None if rule else None
    return Checked(judged.value, valid, judged.reason, _address(scheme, judged))


@cache
def schemes() -> dict[str, str]:
    """Which scheme a parameter of a citation holds: {"doi": "doi", "DOI": "doi", "message-id": "usenet" …}."""
    return {name: scheme for scheme, facts in _facts().items() for name in facts["parameters"]}


@cache
def _facts() -> dict[str, dict[str, Any]]:
    facts: dict[str, dict[str, Any]] = table("identifiers")["schemes"]
    return facts


def _address(scheme: str, judged: _Judged) -> str | None:
    """Where the identifier leads to; a malformed one leads nowhere."""
    prefix = _facts()[scheme]["url"] if scheme in _RULES and judged.reason is None else None
    if prefix is None:
        return None
    path = judged.value if judged.path is None else judged.path
    return f"{prefix}{path if _PLAIN.fullmatch(path) else quote(path, safe=_SAFE)}"


_SAFE = "%/:;,.()?=&@!*'$+~-_"
_PLAIN = re.compile(r"[\w%/:;,.()?=&@!*'$+~-]*", re.ASCII)


def _isbn(text: str) -> _Judged:
    digits = _ISBN_NOISE.sub("", text)
    if _ISBN_BAD.search(text):
        return _Judged(digits, _CHARACTER)
    if len(digits) == 10:
        reason = _sum_of_ten(digits) or (_PREFIX if digits.startswith(("630", "631")) else None)
    elif len(digits) == 13:
        group = digits.startswith(("978", "979")) and not digits.startswith("9790")
        reason = _CHARACTER if "X" in digits else _sum_of_thirteen(digits) if group else _PREFIX
    else:
        reason = _LENGTH
    return _Judged(digits, reason)


_ISBN_NOISE = re.compile(r"[^0-9X]")
_ISBN_BAD = re.compile(r"[^\s0-9X-]")


def _sum_of_ten(digits: str) -> str | None:
    """The weighted sum of ISBN-10 and ISSN: the last digit may be X for 10, the whole divides by 11."""
    if "X" in digits[:-1]:
        return _FORM
    weight = len(digits)
    total = sum((weight - index) * (10 if digit == "X" else int(digit)) for index, digit in enumerate(digits))
    return _CHECK if total % 11 else None


def _sum_of_thirteen(digits: str) -> str | None:
    """The weighted sum of ISBN-13 and ISMN (EAN-13): weights 1 and 3, the whole divides by 10."""
    return _CHECK if (sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))) % 10 else None


def _ismn(text: str) -> _Judged:
    digits = _SPACES.sub("", text)
    if not re.fullmatch("9790[0-9]{9}", digits):
        return _Judged(text, _FORM)
    return _Judged(digits, _sum_of_thirteen(digits))


def _issn(text: str) -> _Judged:
    digits = _SPACES.sub("", text)
    if not _ISSN.fullmatch(digits):
        return _Judged(text, _FORM)
    if _sum_of_ten(digits):
        return _Judged(text, _CHECK)
    return _Judged(f"{digits[:4]}-{digits[4:]}")


_SPACES = re.compile(r"[\s–-]")
_ISSN = re.compile("[0-9]{7}[0-9X]")


def _sbn(text: str) -> _Judged:
    judged = _isbn(f"0{text}")
    reason = _LENGTH if judged.reason is None and len(judged.value) != 10 else judged.reason
    return _Judged(judged.value[1:], reason, judged.value)


def _asin(text: str) -> _Judged:
    if not re.fullmatch("[0-9A-Z]{10}", text):
        return _Judged(text, _FORM)
    if re.fullmatch("[0-9]{9}[0-9X]", text):
        return _Judged(text, _sum_of_ten(text))
    return _Judged(text, None if text[0].isalpha() else _FORM)


def _number(scheme: str) -> Callable[[str], _Judged]:
    """The rule of a scheme whose identifiers are plain numbers between two limits."""

    def judge(text: str) -> _Judged:
        if not _NUMBER.fullmatch(text):
            return _Judged(text, _CHARACTER if text else _FORM)
        facts = _facts()[scheme]
        number = int(text) if len(text) < 16 else facts["most"] + 1
        return _Judged(text, None if facts["least"] <= number <= facts["most"] else _RANGE)

    return judge


_NUMBER = re.compile("[0-9]+")


def _pmc(text: str) -> _Judged:
    judged = _number("pmc")(text[3:] if text[:3].lower() == "pmc" else text)
    return _Judged(text, judged.reason) if judged.reason else _Judged(f"PMC{int(judged.value)}")


def _s2cid(text: str) -> _Judged:
    return _Judged(text, _FORM) if text.startswith("0") else _number("s2cid")(text)


def _oclc(text: str) -> _Judged:
    found = _OCLC.fullmatch(text)
    return _Judged(text, _FORM) if found is None else _Judged(found[found.lastindex or 0])


_OCLC = re.compile(r"([0-9]{1,10})|ocm([0-9]{8})|ocn([0-9]{9})|on([0-9]{10,})|\(OCoLC\)([1-9][0-9]{0,8})")


def _doi(text: str) -> _Judged:
    found = _DOI.fullmatch(text)
    if found is None:
        return _Judged(text, _CHARACTER if _DOI_BAD.search(text) else _FORM)
    registrant = found[1]
    return _Judged(text, None if _REGISTRANT.fullmatch(registrant) and registrant != "5555" else _PREFIX)


_DOI = re.compile(r"10\.([^/\s–]+)/[^\s–]+(?<![.,])")
_DOI_BAD = re.compile(r"[\s–]")
_REGISTRANT = re.compile(
    r"[1-9][0-9]{3}(?:\.[0-9]+)*|[1-3][0-9]{4}(?:\.[0-9]+)*|[45][0-9]{4}|[0-9]{1,3}(?:\.[0-9]+)+"
)


def _hdl(text: str) -> _Judged:
    handle, mark, query = text.partition("?")
    if not mark or not query.startswith(tuple(table("identifiers")["query_words"])):
        handle = text
    if not _HDL.fullmatch(handle) or handle.endswith((".", ",")):
        return _Judged(text, _CHARACTER if _DOI_BAD.search(handle) else _FORM)
    return _Judged(handle, None, text)


_HDL = re.compile(r"[^\s–/]+/[^\s–]+")


def _arxiv(text: str) -> _Judged:
    if found := _ARXIV_OLD.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        known = (year > 90 or year < 8) and 1 <= month <= 12
        known = known and not (year == 91 and month < 7) and not (year == 7 and month > 3)
        return _Judged(text, None if known else _DATE)
    if found := _ARXIV.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        known = 1 <= month <= 12 and (year >= 15 if len(found[3]) == 5 else 7 <= year <= 14)
        return _Judged(text, None if known and not (year == 7 and month < 4) else _DATE)
    return _Judged(text, _FORM)


_ARXIV_OLD = re.compile(r"[A-Za-z][A-Za-z.-]+/([90][0-9])([01][0-9])[0-9]{3}(?:v[0-9]+)?")
_ARXIV = re.compile(r"([0-9]{2})([01][0-9])\.([0-9]{4,5})(?:v[0-9]+)?")


def _bibcode(text: str) -> _Judged:
    if len(text) != 19:
        return _Judged(text, _LENGTH)
    if not _BIBCODE.fullmatch(text) or "&." in text:
        return _Judged(text, _FORM)
    return _Judged(text, None if text[:4] >= "1000" else _RANGE)


_BIBCODE = re.compile(r"[0-9]{4}[A-Za-z][A-Za-z0-9&.]{3}[A-Za-z0-9.]{10}[A-Za-z.]")


def _biorxiv(text: str) -> _Judged:
    if found := _BIORXIV.fullmatch(text):
        return _Judged(text, _dated(found, since=(2019, 12, 11)))
    return _Judged(text, None if re.fullmatch(r"10\.1101/[0-9]{6}", text) else _FORM)


def _medrxiv(text: str) -> _Judged:
    if found := _MEDRXIV.fullmatch(text):
        return _Judged(text, _dated(found, since=(2019, 6, 1)))
    return _Judged(text, None if re.fullmatch(r"10\.1101/[0-9]{8}", text) else _FORM)


_BIORXIV = re.compile(r"10\.1101/(20[1-9][0-9])\.([01][0-9])\.([0-3][0-9])\.[0-9]{6}(?:v[0-9]+)?")
_MEDRXIV = re.compile(r"10\.1101/(20[1-9][0-9])\.([01][0-9])\.([0-3][0-9])\.[0-9]{8}(?:v[0-9]+)?")


def _dated(found: re.Match[str], since: tuple[int, int, int]) -> str | None:
    year, month, day = map(int, found.groups())
    return None if 1 <= month <= 12 and 1 <= day <= 31 and (year, month, day) >= since else _DATE


def _lccn(text: str) -> _Judged:
    value = "".join(text.split()).partition("/")[0]
    prefix, hyphen, serial = value.rpartition("-")
    if hyphen and prefix and serial:
        value = f"{prefix}{serial.zfill(6)}"
    if not _LCCN.fullmatch(value):
        return _Judged(text, _FORM)
    return _Judged(text, _CHARACTER) if len(text.split()) > 1 else _Judged(value)


_LCCN = re.compile("[a-z]{0,3}[0-9]{8}|[a-z]{0,2}[0-9]{10}")


def _jstor(text: str) -> _Judged:
    bad = "://" in text or "jstor" in text.lower() or len(text.split()) != 1
    return _Judged(text, _FORM if bad else None)


def _mr(text: str) -> _Judged:
    digits = text[2:] if text[:2].lower() == "mr" else text
    return _Judged(digits.zfill(7)) if re.fullmatch("[0-9]{1,7}", digits) else _Judged(text, _FORM)


def _zbl(text: str) -> _Judged:
    return _Judged(text, None if re.fullmatch(r"[0-9]{1,4}\.[0-9]{5}|[0-9]{8}", text) else _FORM)


def _jfm(text: str) -> _Judged:
    value = text[3:] if text[:3].lower() == "jfm" else text
    return _Judged(value) if re.fullmatch(r"[0-9]{2}\.[0-9]{4}\.[0-9]{2}", value) else _Judged(text, _FORM)


def _citeseerx(text: str) -> _Judged:
    form = r"10\.1\.1\.[1-9][0-9]{0,3}\.[1-9][0-9]{0,3}"
    return _Judged(text, None if re.fullmatch(form, text) else _FORM)


def _ol(text: str) -> _Judged:
    found = re.fullmatch("(?:OL)?([0-9]+([AMW]))", text)
    if found is None:
        return _Judged(text, _FORM)
    shelf = {"A": "authors", "M": "books", "W": "works"}[found[2]]
    return _Judged(f"OL{found[1]}", None, f"{shelf}/OL{found[1]}")


def _usenet(text: str) -> _Judged:
    good = "@" in text[1:-1] and not text.startswith("<") and not text.endswith(">")
    return _Judged(text, None if good else _FORM)


def _wikidata(text: str) -> _Judged:
    return _Judged(text.upper()) if re.fullmatch("[Qq][1-9][0-9]*", text) else _Judged(text, _FORM)


_RULES: dict[str, Callable[[str], _Judged]] = {
    "arxiv": _arxiv,
    "asin": _asin,
    "bibcode": _bibcode,
    "biorxiv": _biorxiv,
    "citeseerx": _citeseerx,
    "doi": _doi,
    "eissn": _issn,
    "hdl": _hdl,
    "isbn": _isbn,
    "ismn": _ismn,
    "issn": _issn,
    "jfm": _jfm,
    "jstor": _jstor,
    "lccn": _lccn,
    "medrxiv": _medrxiv,
    "mr": _mr,
    "oclc": _oclc,
    "ol": _ol,
    "osti": _number("osti"),
    "pmc": _pmc,
    "pmid": _number("pmid"),
    "rfc": _number("rfc"),
    "s2cid": _s2cid,
    "sbn": _sbn,
    "ssrn": _number("ssrn"),
    "usenet": _usenet,
    "wikidata": _wikidata,
    "zbl": _zbl,
}
