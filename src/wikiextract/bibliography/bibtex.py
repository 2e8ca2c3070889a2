"""BibTeX, in UTF-8, made from CSL items and written by bibtexparser (https://bibtexparser.readthedocs.io).

    @article{obare2011imaging-0c2f1e,
        title = {Imaging of {MRI} \\& more},
        author = {Obare, Ada and {Royal Society} and others},
        year = {2011},
        month = mar,

Entry types and fields are those of BibTeX (https://ctan.org/pkg/bibtex, btxdoc) and, for what it lacks (`date`,
`urldate`, `doi`, `url`, `translator`), biblatex's. The library writes the entries and leaves signs that mean something
to LaTeX as they are: they are escaped here. It is imported when the first text is made.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from wikiextract.bibliography.collection import Entry
from wikiextract.bibliography.csl import Item, Remark
from wikiextract.bibliography.dates import Date, iso_parts
from wikiextract.bibliography.names import OTHERS, Name
from wikiextract.data import table

Field = tuple[str, str]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex_text(entries: Iterable[Entry]) -> str:
    """The `entries` as the text of a BibTeX file. Raises ImportError without bibtexparser."""
    from bibtexparser.library import Library
    from bibtexparser.model import Entry as Block
    from bibtexparser.model import Field as BlockField
    from bibtexparser.writer import BibtexFormat, write

    blocks: list[Any] = []
    for entry in entries:
        kind = _kind(entry.item)
        fields = [BlockField(name, value) for name, value in _fields(entry, kind)]
        blocks.append(Block(kind, entry.key, fields))
    written = BibtexFormat()
    written.indent = "  "
    written.trailing_comma = True
    written.block_separator = "\n"
    text: str = write(Library(blocks), written)
    return text


def _kind(item: Item) -> str:
    kinds: dict[str, str] = table("bibliography")["bibtex"]
    kind = kinds.get(item["type"], "misc")
    if kind == "book" and "chapter-number" in item:
        return "inbook"
    return "misc" if kind == "incollection" and "container-title" not in item else kind


def _fields(entry: Entry, kind: str) -> Iterator[Field]:
    item = entry.item
    for name in ("author", "editor", "translator"):
        if name in item:
            yield name, _braced(" and ".join(map(_name, item[name])))
    for variable, name in _names_of_fields(kind).items():
        if variable in item:
            yield name, _braced(_written(name, item[variable]))
    if kind in ("phdthesis", "techreport") or "genre" in item:
        genre = item.get("genre") or ("Thesis" if kind == "phdthesis" else "Report")
        yield "type", _braced(escaped(genre))
    yield from _issued(item.get("issued", {}))
    if accessed := item.get("accessed"):
        yield "urldate", _braced(next(iter(iso_parts(accessed)), "") or escaped(accessed["literal"]))
    yield from _remarks([*_dated(item.get("issued", {})), *entry.remarks])


_PLAIN = {
    "title": "title",
    "container-title": "",
    "chapter-number": "chapter",
    "collection-title": "series",
    "publisher": "publisher",
    "publisher-place": "address",
    "edition": "edition",
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "page": "pages",
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "ISBN": "isbn",
    "ISSN": "issn",
    "URL": "url",
    "language": "language",
}

_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHERS = {"phdthesis": "school", "techreport": "institution"}


def _names_of_fields(kind: str) -> dict[str, str]:
    """The field of each variable, in an entry of that kind."""
    return _PLAIN | {
        "container-title": _CONTAINERS.get(kind, "howpublished"),
        "publisher": _PUBLISHERS.get(kind, "publisher"),
    }


def _written(name: str, text: str) -> str:
    if name in ("url", "doi"):
        return text.translate(_VERBATIM)
    if name in ("title", "booktitle"):
        return "".join(map(_kept, _BETWEEN_WORDS.split(text))) if _pairs(text) else escaped(text)
    return escaped(_RANGE.sub("--", text) if name == "pages" else text)


_RANGE = re.compile(r"(?<=\w)-(?=\w)")

_VERBATIM = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
"""What addresses may not hold, for they are not escaped: styles print them as they are."""


_BETWEEN_WORDS = re.compile(r"""([\s()\[\]{},;:!?"“”„«»]+)""")


def _kept(word: str) -> str:
    """A word of a title, in braces when a style that prints titles in small letters would spoil it: DNA, pH."""
    inner = word.translate(_SIGNS | _BRACES)
    return _braced(inner) if any(letter.isupper() for letter in word.lstrip("'’‘-–")[1:]) else inner


def escaped(text: str) -> str:
    """`text` with the signs that mean something to LaTeX escaped. Braces that do not pair are spelt out."""
    braces = _BRACES if _pairs(text) else _LONE_BRACES
    return text.translate(_SIGNS | braces)


_SIGNS = str.maketrans(
    {sign: f"\\{sign}" for sign in "%&#$_"}
    | {"\\": r"{\textbackslash}", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}"}
)
_BRACES = str.maketrans({"{": r"\{", "}": r"\}"})
_LONE_BRACES = str.maketrans({"{": r"{\textbraceleft}", "}": r"{\textbraceright}"})


def _pairs(text: str) -> bool:
    """Whether the braces in `text` pair: BibTeX counts those behind a backslash too."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _name(name: Name) -> str:
    """`Family, Given`; a name in one piece, and a part that BibTeX would take apart, in braces of its own."""
    if name == OTHERS:
        return "others"
    if "literal" in name:
        return _braced(escaped(name["literal"]))
    return f"{_part(name['family'])}, {_part(name['given'])}"


def _part(text: str) -> str:
    return _braced(escaped(text)) if _TAKEN_APART.search(text) else escaped(text)


_TAKEN_APART = re.compile(r",|(?:^|\s)and(?:\s|$)", re.IGNORECASE)


def _braced(text: str) -> str:
    return f"{{{text}}}"


def _issued(issued: Date) -> Iterator[Field]:
    """Year and month for BibTeX; the whole date for biblatex when it is more than they say (EDTF, ISO 8601-2)."""
    isos = iso_parts(issued)
    if not isos:
        if "literal" in issued:
            yield "year", _braced(escaped(issued["literal"]))
        return
    parts = issued["date-parts"][0]
    yield "year", _braced(str(parts[0]))
    if len(parts) > 1:
        yield "month", _MONTHS[parts[1] - 1]
    if "season" in issued:
        isos = [f"{isos[0]}-{20 + int(issued['season'])}"]
    if issued.get("circa"):
        isos = [f"{iso}~" for iso in isos]
    if len(parts) > 2 or len(isos) > 1 or "season" in issued or "circa" in issued:
        yield "date", _braced("/".join(isos))


def _dated(issued: Date) -> Iterator[Remark]:
    """What neither BibTeX nor biblatex can say of a date: `Third Quarter 2011`."""
    if "date-parts" in issued and "literal" in issued:
        yield "Date", issued["literal"]


def _remarks(remarks: list[Remark]) -> Iterator[Field]:
    """arXiv has fields of its own; the rest is the note."""
    arxiv = next((text for label, text in remarks if label == "arXiv" and " " not in text), None)
    if arxiv:
        yield "eprint", _braced(escaped(arxiv))
        yield "archiveprefix", "{arXiv}"
    notes = [f"{label}: {text}" for label, text in remarks if (label, text) != ("arXiv", arxiv)]
    if notes:
        yield "note", _braced(escaped("; ".join(notes)))
