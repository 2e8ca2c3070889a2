"""What reference managers get, read back by others than who wrote it: pybtex, rispy, a JSON Schema of CSL-JSON."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry as BibtexEntry
from pybtex.database import Person, parse_string
from pylatexenc.latex2text import LatexNodes2Text

from csl_schema import SCHEMA
from wikiextract import (
    Citation,
    CitationDate,
    CitationIdentifier,
    CitationName,
    csl_items,
    extract,
    run,
    write,
)
from wikiextract import read as read_pages
from wikiextract.bibliography import Bibliography, text_maker
from wikiextract.data import table

FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("*.txt"))

LATEX = LatexNodes2Text(strict_latex_spaces=True)


def cited(text: str) -> tuple[Citation, ...]:
    return extract(text, select={"citations"}).citations


def item(text: str) -> dict[str, Any]:
    """The one item of `text`, without its key."""
    (found,) = checked(cited(text))
    return {name: value for name, value in found.items() if name != "id"}


def checked(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """The CSL items, held against the schema."""
    items = csl_items(citations)
    jsonschema.validate(items, SCHEMA)
    return items


def made(form: Any, citations: Iterable[Citation]) -> str:
    bibliography = Bibliography()
    for citation in citations:
        bibliography.add(citation)
    return text_maker(form)(bibliography)


def bibtex(citations: Iterable[Citation]) -> dict[str, BibtexEntry]:
    """The entries as pybtex reads them, by key."""
    return dict(parse_string(made("bibtex", citations), "bibtex").entries)


def ris(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """The entries as rispy reads them."""
    text = made("ris", citations)
    assert text.count("\n") == text.count("\r\n")
    return list(rispy.loads(text))


def shown(latex: str) -> str:
    """What LaTeX prints for `latex`."""
    for name, sign in (("left", "{"), ("right", "}")):
        latex = latex.replace(rf"{{\textbrace{name}}}", f"\\{sign}")
    return str(LATEX.latex_to_text(latex)).replace("ˆ", "^")


def name_of(person: Person) -> tuple[str, str]:
    """(family name with its particles, given names) of what pybtex took apart."""
    family = " ".join([*person.prelast_names, *person.last_names])
    return shown(family), shown(" ".join([*person.first_names, *person.middle_names]))


# The cases of bibliography.md

CASES = Path(__file__).parent / "bibliography.md"
_CASE = re.compile(
    r"^## (?P<name>.+?)\n(?P<prose>.*?)^```wikitext\n(?P<text>.*?)\n```\n(?P<made>.*?)(?=^## |\Z)",
    re.MULTILINE | re.DOTALL,
)


def blocks(citations: Iterable[Citation]) -> str:
    """What `citations` give, as a case shows it: a line for each variable, and no CR."""
    items = [
        ",\n".join(
            f"    {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in i.items()
        )
        for i in csl_items(citations)
    ]
    texts = {
        "json": "[\n" + ",\n".join(f"  {{\n{item}\n  }}" for item in items) + "\n]",
        "bibtex": made("bibtex", citations),
        "ris": made("ris", citations).replace("\r", "").replace("ER  - ", "ER  -"),
    }
    return "\n".join(f"\n```{name}\n{text.strip()}\n```" for name, text in texts.items()) + "\n"


def test_the_cases_give_what_they_show(accept: bool) -> None:
    written = CASES.read_text(encoding="utf-8")
    found = list(_CASE.finditer(written))
    assert [case["name"] for case in found] == re.findall("^## (.+)$", written, re.MULTILINE)
    given = [
        f"## {case['name']}\n{case['prose']}```wikitext\n{case['text']}\n```\n{blocks(cited(case['text']))}"
        for case in found
    ]
    now = written[: found[0].start()] + "\n".join(given)
    if accept:
        CASES.write_text(now, encoding="utf-8")
    assert now == CASES.read_text(encoding="utf-8")


# The items


def test_an_article_of_a_journal() -> None:
    text = (
        "{{cite journal |last1=van der Berg |first1=Ada |author2=((Royal Society, London)) |last3=Li |first3=C "
        "|display-authors=etal |title=On ''lime'' |trans-title=Om kalk |journal=J Stone |volume=3 |issue=2 "
        "|pages=12–34 |date=12 March 2011 |doi=10.1234/abc |pmid=20881234 |pmc=3012345 |issn=0028-0836 |s2cid=4567890 "
        "|language=sv |url=https://example.org/a |access-date=2020-01-02 "
        "|archive-url=https://web.archive.org/web/2/https://example.org/a "
        "|archive-date=3 January 2020 |url-status=dead |quote=Chalk it up}}"
    )
    assert item(text) == {
        "type": "article-journal",
        "title": "On lime",
        "container-title": "J Stone",
        "author": [
            {"family": "van der Berg", "given": "Ada"},
            {"literal": "Royal Society, London"},
            {"family": "Li", "given": "C"},
            {"literal": "others"},
        ],
        "volume": "3",
        "issue": "2",
        "page": "12-34",
        "URL": "https://example.org/a",
        "issued": {"date-parts": [[2011, 3, 12]]},
        "DOI": "10.1234/abc",
        "PMID": "20881234",
        "PMCID": "PMC3012345",
        "ISSN": "0028-0836",
        "language": "sv",
        "accessed": {"date-parts": [[2020, 1, 2]]},
        "note": "Translated title: Om kalk\nS2CID: 4567890\n"
        "Archived: https://web.archive.org/web/2/https://example.org/a (2020-01-03)\n"
        "URL status: dead\nQuote: Chalk it up",
    }


def test_a_chapter_stands_in_its_book() -> None:
    text = (
        "{{cite book |last=Quill |first=T |chapter=Copper |title=Metals |editor-last=Ek |editor-first=B |edition=2nd "
        "|series=Rocks |publisher=Stone & Sons |location=Umeå |year=2008 |isbn=978-0-306-40615-7 |page=7}}"
    )
    found = item(text)
    assert found["type"] == "chapter"
    assert (found["title"], found["container-title"], found["collection-title"]) == (
        "Copper",
        "Metals",
        "Rocks",
    )
    assert found["editor"] == [{"family": "Ek", "given": "B"}]
    assert (found["edition"], found["publisher"], found["publisher-place"]) == (
        "2nd",
        "Stone & Sons",
        "Umeå",
    )
    (entry,) = bibtex(cited(text)).values()
    assert entry.type == "incollection"
    assert shown(entry.fields["booktitle"]) == "Metals"
    assert shown(entry.fields["publisher"]) == "Stone & Sons"
    (record,) = ris(cited(text))
    assert (record["type_of_reference"], record["secondary_title"]) == ("CHAP", "Metals")
    assert record["secondary_authors"] == ["Ek, B"]


def test_a_chapter_that_is_a_number_is_no_title() -> None:
    citations = cited("{{cite book |chapter=4 |title='This' is the DNA: a 2D-study |last=Ek |year=2003}}")
    (found,) = checked(citations)
    assert (found["type"], found["chapter-number"]) == ("book", "4")
    (entry,) = bibtex(citations).values()
    assert (entry.type, entry.fields["chapter"]) == ("inbook", "4")
    assert entry.fields["title"] == "'This' is the {DNA}: a {2D-study}"
    assert ris(citations)[0]["section"] == "4"


@pytest.mark.parametrize(
    ("written", "date", "fields", "lines"),
    [
        ("March 2011", {"date-parts": [[2011, 3]]}, {"year": "2011", "month": "March"}, "2011/03//"),
        (
            "12–15 May 2007",
            {"date-parts": [[2007, 5, 12], [2007, 5, 15]]},
            {"year": "2007", "month": "May", "date": "2007-05-12/2007-05-15"},
            "2007/05/12/to 2007-05-15",
        ),
        (
            "Spring 2011",
            {"date-parts": [[2011]], "season": "1"},
            {"year": "2011", "date": "2011-21"},
            "2011///Spring",
        ),
        (
            "{{circa|1640}}",
            {"date-parts": [[1640]], "circa": True},
            {"year": "1640", "date": "1640~"},
            "1640///circa",
        ),
        (
            "Third Quarter 2011",
            {"date-parts": [[2011, 7], [2011, 9]], "literal": "Third Quarter 2011"},
            {"year": "2011", "month": "July", "date": "2011-07/2011-09", "note": "Date: Third Quarter 2011"},
            "2011/07//to 2011-09, Third Quarter 2011",
        ),
        (
            "Winter 2011–2012",
            {"date-parts": [[2011], [2012]], "literal": "Winter 2011–2012"},
            {"year": "2011", "date": "2011/2012", "note": "Date: Winter 2011–2012"},
            "2011///to 2012, Winter 2011–2012",
        ),
        ("n.d.", {"literal": "n.d."}, {"year": "n.d."}, "///n.d."),
    ],
)
def test_dates(written: str, date: dict[str, Any], fields: dict[str, str], lines: str) -> None:
    citations = cited(f"{{{{cite journal |title=A |journal=B |date={written}}}}}")
    assert checked(citations)[0]["issued"] == date
    (entry,) = bibtex(citations).values()
    assert {
        name: entry.fields[name] for name in ("year", "month", "date", "note") if name in entry.fields
    } == fields
    (record,) = ris(citations)
    assert record["date"] == lines
    assert record.get("year") == (fields["year"] if "date-parts" in date else None)


def test_a_day_of_access_that_is_no_date_is_kept_as_written() -> None:
    citations = cited("{{cite web |title=A |url=//example.org/ |access-date=06-10-2008}}")
    assert checked(citations)[0]["accessed"] == {"literal": "06-10-2008"}
    assert checked(citations)[0]["URL"] == "https://example.org/"
    (entry,) = bibtex(citations).values()
    assert entry.fields["urldate"] == "06-10-2008"
    assert ris(citations)[0]["access_date"] == "///06-10-2008"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("|author=Le, Cuong", [{"family": "Le", "given": "Cuong"}]),
        ("|author=van der Berg, P. M.", [{"family": "van der Berg", "given": "P. M."}]),
        ("|author=Ek B, Le C", [{"family": "Ek", "given": "B"}, {"family": "Le", "given": "C"}]),
        ("|author=O'Brien-Ek, J.", [{"family": "O'Brien-Ek", "given": "J."}]),
        ("|author=Ek IV, Le US.", [{"family": "Ek", "given": "IV"}, {"family": "Le", "given": "US"}]),
        ("|author=Ek, B.; Le, C", [{"family": "Ek", "given": "B."}, {"family": "Le", "given": "C"}]),
        ("|author=Ek, B.; Stone Group", [{"literal": "Ek, B.; Stone Group"}]),
        ("|author=Diabetes UK", [{"literal": "Diabetes UK"}]),
        ("|author=de Vries J", [{"family": "de Vries", "given": "J"}]),
        ("|author=Cuong Le", [{"literal": "Cuong Le"}]),
        ("|author=WHO, Geneva", [{"literal": "WHO, Geneva"}]),
        ("|author=Ek, Le and Pihl", [{"literal": "Ek, Le and Pihl"}]),
        ("|author=Centers for Disease Control US", [{"literal": "Centers for Disease Control US"}]),
        ("|last=Aristotle", [{"literal": "Aristotle"}]),
        ("|last=Ek |first=B Jr.", [{"family": "Ek", "given": "B Jr."}]),
        (
            "|vauthors=Ek B, ((Stone Group)), et al.",
            [{"family": "Ek", "given": "B"}, {"literal": "Stone Group"}, {"literal": "others"}],
        ),
    ],
)
def test_names_are_taken_apart_where_that_is_sure(written: str, names: list[dict[str, str]]) -> None:
    assert item(f"{{{{cite book |title=A {written}}}}}")["author"] == names


def test_identifiers_that_break_a_rule_or_have_no_variable_are_notes() -> None:
    found = item("{{cite book |title=A |isbn=978-0-306-40615-8 |arxiv=2101.00001 |doi=11.1/x}}")
    assert sorted(found["note"].split("\n")) == [
        "DOI: 11.1/x (not valid)",
        "ISBN: 978-0-306-40615-8 (not valid)",
        "arXiv: 2101.00001",
    ]
    (entry,) = bibtex(cited("{{cite arxiv |title=A |eprint=2101.00001 |class=math.GT}}")).values()
    assert (entry.fields["eprint"], entry.fields["archiveprefix"]) == ("2101.00001", "arXiv")


def test_every_type_is_one_of_the_three_formats() -> None:
    rules = table("bibliography")
    kinds = {*rules["csl"].values(), "chapter", "document"}
    assert kinds <= set(SCHEMA["items"]["properties"]["type"]["enum"])  # type: ignore[index]
    assert set(rules["bibtex"]) <= kinds
    assert set(rules["ris"]) <= kinds
    assert set(rules["ris"].values()) <= set(rispy.TYPE_OF_REFERENCE_MAPPING)
    templates = set(table("citations")["templates"].values())
    assert templates <= {*rules["csl"], "wikidata"}
    assert set(rules["genres"]) <= set(rules["csl"])


# The keys

PAGE = [
    "{{cite journal |last=Obåre |first=A |title=The imaging of X |journal=J |year=2011}}",
    "{{cite journal |last=Obåre |first=A |title=Imaging, again |journal=J |year=2011}}",
    "{{cite web |title=漢字 |url=https://example.org/1}}",
    "{{cite web |title=仮名 |url=https://example.org/2}}",
    "{{cite book |author=((Le Stone Group)) |title=1984 |date=44 BC}}",
]


def test_a_key_says_who_when_and_what() -> None:
    keys = [found["id"] for found in checked(cited("".join(PAGE)))]
    assert [key.rpartition("-")[0] for key in keys] == [
        "obare2011imaging",
        "obare2011imaging",
        "work",
        "work",
        "stone",
    ]
    assert len(set(keys)) == len(keys)


@given(st.permutations(PAGE), st.integers(1, len(PAGE)))
def test_a_key_depends_on_its_work_alone(page: list[str], count: int) -> None:
    alone = {found["title"]: found["id"] for text in PAGE for found in csl_items(cited(text))}
    assert {
        found["title"]: found["id"] for found in csl_items(cited("".join(page[:count])))
    }.items() <= alone.items()


def test_a_work_cited_twice_is_one_entry() -> None:
    twice = "{{cite web |title=A |url=https://example.org/ |access-date=%s |quote=%s}}"
    (found,) = checked(
        cited(twice % ("2020-05-01", "b") + twice % ("2021-01-01", "c") + twice % ("2019", "b"))
    )
    assert found["accessed"] == {"date-parts": [[2021, 1, 1]]}
    assert found["note"] == "Quote: b\nQuote: c"


def test_a_citation_that_names_nothing_is_counted() -> None:
    bibliography = Bibliography()
    for citation in cited("{{cite web |website=Stone}}{{cite journal |pmid=20881234}}{{cite book}}"):
        bibliography.add(citation)
    assert [found.get("PMID") for found in bibliography.items()] == ["20881234"]
    assert bibliography.left_out == 2


# Read back

AWKWARD = [
    r"100% of R&D_{x} costs $5 #1 \ ~ ^ done",
    "A { that is never closed",
    "} {",
    "{DNA} and mRNA: a (pH) study",
    "a and b AND c, or and",
    "<i>x</i> & “quotes” «y» „z“",
    "漢字 العربية ß İı",
    "@article{a, b = {c}}",
    "ER  - ",
    "TY  - JOUR",
    "\x85a\u2028b\u00a0c\td",
    "%% comment",
    "and",
]


@pytest.mark.parametrize("title", AWKWARD)
def test_awkward_words_survive(title: str) -> None:
    survives(citation_of(title, [("Family " + title, title), (None, title)], "2011", "10.1234/a_b%c&d#e{f}"))


def citation_of(title: str, names: list[tuple[str | None, str]], year: str, doi: str | None) -> Citation:
    """A citation with these fields; a name without family name is that of a group."""
    (plain,) = cited("{{cite journal |title=A |journal=B}}")
    identifier = CitationIdentifier(scheme="doi", value=doi or "", raw="", valid=True, reason=None, url=None)
    return plain.model_copy(
        update={
            "title": title,
            "container": title,
            "quote": title,
            "authors": tuple(
                CitationName(
                    last=last,
                    first=first if last else None,
                    name=f"{last}, {first}" if last else first,
                    link=None,
                    collective=last is None,
                    mask=None,
                )
                for last, first in names
            ),
            "date": CitationDate(raw=year, text=year, start=year, end=None, season=None, approximate=False),
            "identifiers": (identifier,) if doi else (),
        }
    )


def survives(citation: Citation) -> None:
    """Title, names, year and DOI are the same in all three formats, as others read them."""
    (found,) = checked([citation])
    title, names = found["title"], found.get("author", [])
    assert title == " ".join(str(citation.title).split())
    pairs = [(name.get("family", name.get("literal")), name.get("given", "")) for name in names]
    ((key, entry),) = bibtex([citation]).items()
    assert (key, shown(entry.fields["title"]), shown(entry.fields["journal"])) == (found["id"], title, title)
    assert [name_of(person) for person in entry.persons.get("author", [])] == pairs
    assert entry.fields["year"] == found["issued"]["date-parts"][0][0].__str__()
    assert shown(entry.fields["note"]) == f"Quote: {title}"
    assert _decoded(entry.fields.get("doi")) == found.get("DOI")
    (record,) = ris([citation])
    assert (record["id"], record["title"], record["secondary_title"]) == (key, title, title)
    assert record.get("authors", []) == [", ".join(filter(None, pair)) for pair in pairs]
    assert int(record["year"]) == found["issued"]["date-parts"][0][0]
    assert record.get("doi") == found.get("DOI")
    assert record["notes"] == [f"Quote: {title}"]


def _decoded(doi: str | None) -> str | None:
    """BibTeX's addresses are not escaped, so the braces in them are percent-encoded."""
    return doi and doi.replace("%7B", "{").replace("%7D", "}").replace("%5C", "\\")


# Signs that LaTeX joins with their neighbours (-- '' ?` <<) and those that show nothing are not what is tested here.
SIGNS = st.characters(
    exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp", "Zs"), exclude_characters="-'`<>?!\",ˆ"
)
WORDS = st.lists(st.text(SIGNS, min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)
DOIS = st.from_regex(r"10\.[1-9][0-9]{3,4}/[a-z0-9._;()/%#&<>-]{1,20}", fullmatch=True)


@given(
    WORDS,
    st.lists(st.tuples(st.none() | WORDS, WORDS).filter(lambda name: name != (None, "others")), max_size=4),
    st.integers(1000, 2100).map(str),
    st.none() | DOIS,
)
def test_title_names_year_and_doi_survive(
    title: str, names: list[tuple[str | None, str]], year: str, doi: str | None
) -> None:
    survives(citation_of(title, names, year, doi))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_citations_of_a_page_are_the_same_in_all_formats(path: Path) -> None:
    citations = extract(path.read_text(encoding="utf-8"), select={"citations"}).citations
    items = checked(citations)
    entries, records = bibtex(citations), ris(citations)
    assert [found["id"] for found in items] == list(entries) == [record["id"] for record in records]
    for found, entry, record in zip(items, entries.values(), records, strict=True):
        assert shown(entry.fields.get("title", "")) == record.get("title", "") == found.get("title", "")
        for variable, field in (("DOI", "doi"), ("URL", "url")):
            assert entry.fields.get(field) == found.get(variable)
        assert record.get("urls", [None]) == [found.get("URL")]
        assert len(entry.persons.get("author", [])) == len(found.get("author", []))
        assert json.dumps(found, ensure_ascii=False).isprintable()


def test_bibtex_has_no_key_twice_and_one_line_for_each_field() -> None:
    text = made("bibtex", cited("".join(PAGE)))
    assert len(re.findall("^@", text, re.MULTILINE)) == len(PAGE)
    assert all(re.fullmatch(r"  \w+ = .*,|@\w+\{[\w-]+,|\}|", line) for line in text.splitlines())


def test_the_library_writes_bibliographies(tmp_path: Path) -> None:
    citations = [citation for path in FIXTURES for citation in cited(path.read_text(encoding="utf-8"))]
    for ending, form in ((".bib", "bibtex"), (".ris", "ris"), (".CSL.JSON", "csl-json")):
        target = tmp_path / f"refs{ending}"
        assert write(run(read_pages(FIXTURES[0].parent)), target) == []
        assert target.read_bytes().decode() == made(form, citations)


def test_the_library_warns_of_citations_that_name_nothing(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match=r"refs\.ris: 1 citation left out"):
        write([extract("{{cite web |website=Stone}}")], tmp_path / "refs.ris")
    assert (tmp_path / "refs.ris").read_bytes() == b""
