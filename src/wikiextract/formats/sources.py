"""Short citations and identifiers in the text, as the templates for them show them.

    {{harvnb|Le|Bedocs|2021|p=3}}    Le & Bedocs 2021, p. 3
    {{harvtxt|Le|2021|loc=ch. 2}}    Le (2021, ch. 2)
    {{harv|Le|2021}}                 (Le 2021)
    {{ISBN|978-0-306-40615-7}}       ISBN 978-0-306-40615-7
    {{doi|10.1000/182}}              doi:10.1000/182
    {{ICD10|E|83|5|e|70}}            E83.5

    {{webarchive|url=…|date=May 2011}}   Archived May 2011 at the Wayback Machine
    {{Google books|a1B2|Salt|page=3}}    Salt, p. 3, at Google Books

Left alone: `{{sfn}}`, which is a footnote and belongs to the references; identifiers that show a name of the page they
lead to. https://en.wikipedia.org/wiki/Template:Harvard_citation, Template:ISBN, Template:ICD10
"""

import re

from wikiextract.data import table
from wikiextract.formats.call import Call, yes

_YEAR = re.compile(r"(?:c\. )?[0-9]{3,4}(?:[-–][0-9]{2,4})?[a-z]?|n\.d\.")


def short_citation(call: Call) -> str:
    """Names, year and place in the work; parentheses and colon as the template's name says."""
    styles: dict[str, str] = table("formats")["short_citations"]
    style = styles.get(call.key, "")
    names, year = _names_and_year(call)
    place = call.name("p", "page", "pp", "pages", "loc") if "colon" in style else _place(call)
    joint = ": " if "colon" in style else ", "
    if "year" in style:
        inside = joint.join(part for part in (year, place) if part)
        text = f"{names} ({inside})" if inside else names
    else:
        said = f"{names} {year}".strip()
        text = joint.join(part for part in (said, place) if part)
    text += call.name("ps")
    return f"({text})" if "all" in style else text


def _names_and_year(call: Call) -> tuple[str, str]:
    """Up to four names before the year: "Le & Bedocs", "Le, Bedocs & Roe", "Le et al."."""
    filled = call.filled()
    year = filled.pop() if filled and _YEAR.fullmatch(filled[-1]) else ""
    if len(filled) > 3:
        return f"{filled[0]} et al.", year
    if len(filled) > 1:
        return f"{', '.join(filled[:-1])} & {filled[-1]}", year
    return "".join(filled), year


def _place(call: Call) -> str:
    """The pages, or another place in the work."""
    one, several = call.name("p", "page"), call.name("pp", "pages")
    pages = f"p. {one}" if one else f"pp. {several}" if several else ""
    return ", ".join(part for part in (pages, call.name("loc", "at")) if part)


def identifier(call: Call) -> str:
    """What names the system, if anything, and the identifiers."""
    known: dict[str, str] = table("formats")["identifier_labels"]
    return known[call.key] + ", ".join(call.filled())


def code(call: Call) -> str:
    """A code put together of its parts, as `data/medical.json` has it: E83.5, 8000/3, med/1103."""
    parts: list[str] = table("medical")["templates"][call.key]["code"]
    text = ""
    for part in parts:
        joint, place = part[:-1], int(part[-1])
        if value := call.argument(place):
            text += (joint if text else "") + value
    # The documentation's placeholders ("Group", "xxx.xx") are no codes.
    return text if any(map(str.isdigit, text)) else ""


def drug_class(call: Call) -> str:
    """{{ATC|V03|AB88}}: V03AB88; with a Q before it for animals."""
    return ("Q" if call.key == "atcvet" else "") + "".join(call.filled()[:2])


def archived(call: Call) -> str:
    """A link to an archive: its title or, on English wikis, when it was archived and where."""
    title, date = call.name("title", "titre", "título", "titolo"), call.name("date", "nolink")
    address = call.name("url") or call.argument(1)
    if call.key not in ("webarchive", "web archive") or not address:
        return title or call.argument(2)
    hosts: dict[str, str] = table("formats")["archives"]
    service = next((name for host, name in hosts.items() if host in address), "")
    place = f" at {service}" if service else ""
    if title:
        return f"{title}{place} (archived {date})" if date else f"{title}{place}"
    return f"Archived {date}{place}" if date else f"Archived copy{place}"


def google_book(call: Call) -> str:
    """A book at Google Books: its title and page, or with `plainurl` the address."""
    identifier = call.argument(1) or call.name("id", "BuchID")
    page = call.name("page", "pages", "Seite")
    if yes(call.name("plainurl")):
        place = f"&pg={call.name('pg')}" if call.name("pg") else f"&pg=PA{page}" if page else ""
        return f"https://books.google.com/books?id={identifier}{place}" if identifier else ""
    title = call.argument(2) or call.name("title", "text", "Linktext")
    shown = ", ".join(filter(None, (title, f"p. {page}" if page else "")))
    return f"{shown}, at Google Books" if shown else "Google Books"
