"""The other values of a citation: pages, dates, addresses, languages, identifiers and the anchor.

    pages=12-15, 21        12–15, 21
    date=June 2001         2001-06
    |year=2001 |month=6    as written, then as a date
    language=en-GB, German en, de
    ref={{sfnref|Le|2021}} CITEREFLe2021

See Help:Citation Style 1 (#Pages, #Dates, #URL, #Language, #Identifiers, #Anchors).
"""

import re
from functools import cache

from wikiextract.concerns.citations.parameters import Value, Values
from wikiextract.concerns.citations.people import is_doubled
from wikiextract.data import table
from wikiextract.dates import WrittenDate, written_date
from wikiextract.identifiers import check, schemes
from wikiextract.models import CitationDate, CitationIdentifier, CitationName, trusted
from wikiextract.names import anchor as name_of_anchor
from wikiextract.names import decoded
from wikiextract.values.local_dates import otherwise_written

_date = trusted(CitationDate)
_identifier = trusted(CitationIdentifier)


def ranges(text: str) -> str:
    """Pages or issues with a dash in their ranges: `12 - 15;21` becomes `12–15, 21`. ((…)) is left as written."""
    if text.isdigit():
        return text
    if is_doubled(text):
        return text[2:-2]
    if "," not in text and ";" not in text:
        return _range(text)
    return ", ".join(_range(part.strip()) for part in _SEPARATOR.split(text))


def _range(text: str) -> str:
    found = _HYPHENED.fullmatch(text) or _DASHED.fullmatch(text)
    return f"{found[found.lastindex - 1]}–{found[found.lastindex]}" if found and found.lastindex else text


_SEPARATOR = re.compile("[,;]")
_HYPHENED = re.compile(
    "|".join(
        rf"({side})\s*-\s*({side})"
        for side in (
            "[0-9]+",
            "[A-Za-z]+",
            "[A-Za-z]+[.-]?[0-9]+",
            "[0-9]+[.-]?[A-Za-z]+",
            "[0-9]+[.-][0-9]+",
        )
    )
)
_DASHED = re.compile(r"([\w.-]+)\s*[–—]\s*([\w.-]+)")


def pages(values: Values) -> str | None:
    """Where in the work: sheet, page, pages or another place, the first that is given."""
    for slot in ("sheet", "sheets", "page", "pages", "at"):
        if found := values.get(slot):
            return ranges(found.text) if slot == "pages" else found.text
    return None


def issue(kind: str, values: Values) -> str | None:
    """The issue or number, its ranges with a dash; the number of a tweet is none."""
    found = None if kind == "tweet" else values.get("issue")
    return ranges(found.text) if found else None


def date(values: Values, language: str) -> CitationDate | None:
    """When the work was published.

    Older citations give the year apart from the rest: `|date=18 May |year=2011`, `|month=May |year=2011`.
    """
    found, year = values.get("date"), values.get("year")
    if found is None and year is None:
        return dated(values, "publication-date", language)
    if year is None or (found and _read(found.text, language)):
        return dated(values, "date", language)
    month, day = values.get("month"), values.get("day")
    rest = found or (
        Value("", f"{day.raw} {month.raw}", f"{day.text} {month.text}") if day and month else month
    )
    if rest:
        for comma in ("", ","):
            if read := written_date(f"{rest.text}{comma} {year.text}"):
                written = f"{rest.raw}{comma} {year.raw}", f"{rest.text}{comma} {year.text}"
                return _made(*written, read)
    return _dated(year if found is None or _read(year.text, language) else found, language)


def dated(values: Values, slot: str, language: str) -> CitationDate | None:
    """The date in a slot, on a wiki of that language."""
    found = values.get(slot)
    return _dated(found, language) if found else None


def access_date(values: Values, language: str) -> CitationDate | None:
    """When the address was visited; older citations give the year apart: `|accessdate=July 30 |accessyear=2006`."""
    found, year = values.get("access-date"), values.get("access-year")
    month, day = values.get("access-month"), values.get("access-day")
    if year is None or (found is not None and _read(found.text, language)):
        return _dated(found, language) if found else None
    rest = found or (
        Value("", f"{day.raw} {month.raw}", f"{day.text} {month.text}") if day and month else day or month
    )
    if rest is None:
        return _dated(year, language)
    for comma in ("", ","):
        if read := written_date(f"{rest.text}{comma} {year.text}"):
            return _made(f"{rest.raw}{comma} {year.raw}", f"{rest.text}{comma} {year.text}", read)
    return _dated(found or year, language)


def _read(text: str, language: str) -> WrittenDate | None:
    """A date as CS1 takes it; else one that is clear all the same, which CS1 reports as an error."""
    return written_date(text) or otherwise_written(text, language)


def _dated(value: Value, language: str) -> CitationDate:
    """The date that a parameter was given. Some wikis write months as 2001-06, which CS1 takes for two years."""
    if _MONTH.fullmatch(value.text) and value.name.casefold() in table("citations")["iso_month_parameters"]:
        return _made(value.raw, value.text, WrittenDate(value.text))
    return _made(value.raw, value.text, _read(value.text, language))


_MONTH = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])")


def _made(raw: str, text: str, read: WrittenDate | None) -> CitationDate:
    if read is None:
        return _date(raw=raw, text=text, start=None, end=None, season=None, approximate=False)
    return _date(
        raw=raw,
        text=text,
        start=read.start,
        end=read.end,
        season=read.season,
        approximate=read.approximate,
    )


def url(kind: str, values: Values) -> str | None:
    """The address of what is cited: of the chapter, else of the work.

    The title of a journal's article without an address is linked to its free copy: in PubMed Central, or behind
    the DOI when that is marked as free. Such an address has no protocol, as CS1 makes it.
    """
    found = values.get("chapter-url") or values.get("map-url") or values.get("url")
    if found:
        return address(found)
    if kind != "journal" or "title-link" in values:
        return None
    pmc, doi = values.get("pmc"), values.get("doi")
    if pmc and (judged := check("pmc", pmc.text)).valid is not False:
        return f"//www.ncbi.nlm.nih.gov/pmc/articles/{judged.value}"
    access = values.get("doi-access")
    free = doi and access and access.text == "free" and check("doi", doi.text).valid is not False
    return f"//doi.org/{doi.text}" if doi and free else None


def address(value: Value | None) -> str | None:
    """A web address: its wikitext with the entities decoded, for nothing else in it is markup.

    Where it stands in brackets or a template, it is the first address in them; None when there is none.
    """
    if value is None:
        return None
    raw = value.text if "<" in value.raw or "{" in value.raw else " ".join(value.raw.split())
    if (value.raw.startswith("[") or "{{" in value.raw) and not _STARTS_ADDRESS.match(raw):
        found = _ADDRESS.search(value.raw)
        return decoded(found[0]) if found else None
    return decoded(raw)


_STARTS_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{1,10}:)?//", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s|{}\[\]<>\"]+", re.IGNORECASE)


def archive_url(values: Values) -> str | None:
    """The address of the archived copy; some wikis give only its time at the Internet Archive: `wayb=20100203`."""
    found, time, original = values.get("archive-url"), values.get("wayback"), values.get("url")
    if found is None and time and original and _TIME.fullmatch(time.text):
        return f"https://web.archive.org/web/{time.text}/{address(original)}"
    return address(found)


_TIME = re.compile("[12][0-9]{7,13}")


def url_status(values: Values) -> str | None:
    """`live`, `dead` …, also from the older parameter that asked whether the address is dead."""
    if found := values.get("url-status"):
        return found.text
    known: dict[str, str] = table("citations")["url_status"]
    older = values.get("dead-url")
    return known.get(older.text.lower(), older.text) if older else None


def languages(values: Values) -> tuple[str, ...]:
    """The languages of the work, as codes where they are known."""
    found = values.get("language")
    if found is None:
        return ()
    return tuple(code for part in found.text.split(",") if part.strip() for code in _languages(part.strip()))


def _languages(text: str) -> tuple[str, ...]:
    """One language, or several of which each is known; else the text as it is written."""
    codes: dict[str, str] = table("languages")["codes"]
    lower = text.lower()
    if code := codes.get(lower) or codes.get(lower.partition("-")[0] if _TAG.fullmatch(lower) else ""):
        return (code,)
    several = [codes.get(part.strip()) for part in _BETWEEN.split(lower)]
    return tuple(filter(None, several)) if all(several) else (text,)


_TAG = re.compile("[a-z]{2,3}(?:-[a-z0-9]+)+")
_BETWEEN = re.compile(r"[/;&]| and ")


def identifiers(values: Values) -> tuple[CitationIdentifier, ...]:
    """The identifiers of the work, in source order."""
    found = []
    known = _schemes()
    for slot, value in values.items():
        if slot in known:
            passed_over = slot == "isbn" and "ignore-isbn" in values and not is_doubled(value.text)
            judged = check(slot, f"(({value.text}))" if passed_over else value.text)
            found.append(
                _identifier(
                    scheme=slot,
                    value=judged.value,
                    raw=value.raw,
                    valid=judged.valid,
                    reason=judged.reason,
                    url=judged.url,
                )
            )
    return tuple(found)


@cache
def _schemes() -> frozenset[str]:
    return frozenset(schemes().values())


def anchor(
    values: Values, people: tuple[CitationName, ...], language: str, *, ref_names_people: bool = False
) -> str | None:
    """The name by which short citations find this one: the family names of up to four people, and the year.

    `people` are the contributors, else the authors, else the editors; without any there is no anchor of its own.
    Some templates have those names in `ref` (https://ru.wikipedia.org/wiki/Шаблон:Книга).
    """
    ref = values.get("ref")
    if ref and ref_names_people and "{" not in ref.raw and ref.text.lower() not in ("", "none", "harv"):
        return name_of_anchor(f"CITEREF{ref.text}{_anchor_year(values, language)}")
    if ref and ref.raw != "harv":
        return _given_anchor(ref)
    names = "".join(person.last or person.name for person in people[:4])
    return name_of_anchor(f"CITEREF{names}{_anchor_year(values, language)}") if names else None


def _given_anchor(ref: Value) -> str | None:
    if ref.text.lower() == "none":
        return None
    found = _TEMPLATE.fullmatch(ref.raw)
    if found and found[1].strip().lower() in table("citations")["anchor_templates"]:
        parts = (part.strip() for part in found[2].split("|") if "=" not in part)
        return name_of_anchor(f"CITEREF{''.join(parts)}")
    return name_of_anchor(ref.text) or None


_TEMPLATE = re.compile(r"\{\{([^{}|]+)\|([^{}]*)\}\}")


def _anchor_year(values: Values, language: str) -> str:
    """The year beside a date, else that of the date; a date that is none has no year."""
    found, year = values.get("date"), values.get("year")
    if found and year:
        return year.text
    found = found or year or values.get("publication-date")
    # A date with links or entities in it can be read, but the citation module does not, so its anchor has no year.
    if found is None or _MARKUP.search(found.raw):
        return ""
    read = written_date(found.text)
    if read is None and language != "en":  # other wikis' modules read dates in their own language
        local = otherwise_written(found.text, language)
        return local.start[:4] if local and local.start else ""
    return read.year if read else ""


_MARKUP = re.compile(r"[\[&]")
