"""Identifiers of publications: usual form, verdict, address; check digits held against python-stdnum."""

import pytest
import stdnum.isbn
import stdnum.ismn
import stdnum.issn
from hypothesis import given
from hypothesis import strategies as st

from wikiextract.data import table
from wikiextract.identifiers import check, schemes

VALID = [
    ("arxiv", "0704.0001", "0704.0001"),
    ("arxiv", "1501.00001v2", "1501.00001v2"),
    ("arxiv", "hep-th/9901001", "hep-th/9901001"),
    ("asin", "B00005N7SP", "B00005N7SP"),
    ("bibcode", "1974AJ.....79..819H", "1974AJ.....79..819H"),
    ("bibcode", "2015arXiv151206696F", "2015arXiv151206696F"),
    ("biorxiv", "10.1101/078733", "10.1101/078733"),
    ("biorxiv", "10.1101/2020.04.24.060004v2", "10.1101/2020.04.24.060004v2"),
    ("citeseerx", "10.1.1.220.7880", "10.1.1.220.7880"),
    ("doi", "10.1038/nature12373", "10.1038/nature12373"),
    ("doi", "10.1000.10/123456", "10.1000.10/123456"),
    ("doi", "10.1016/S0140-6736(05)67889-0", "10.1016/S0140-6736(05)67889-0"),
    ("eissn", "1474547X", "1474-547X"),
    ("hdl", "2027/mdp.39015019003158", "2027/mdp.39015019003158"),
    ("isbn", "0-306-40615-2", "0306406152"),
    ("isbn", "978 0 306 40615 7", "9780306406157"),
    ("isbn", "0-8044-2957-X", "080442957X"),
    ("ismn", "979-0-2600-0043-8", "9790260000438"),
    ("issn", "0378-5955", "0378-5955"),
    ("issn", "0378 5955", "0378-5955"),
    ("jfm", "JFM 54.0271.04".replace(" ", ""), "54.0271.04"),
    ("jstor", "2269326", "2269326"),
    ("lccn", "n78-890351", "n78890351"),
    ("lccn", "2001-2", "2001000002"),
    ("medrxiv", "10.1101/2020.01.30.20019844", "10.1101/2020.01.30.20019844"),
    ("mr", "MR96607", "0096607"),
    ("oclc", "ocm12345678", "12345678"),
    ("oclc", "37553784", "37553784"),
    ("ol", "18319A", "OL18319A"),
    ("osti", "4367507", "4367507"),
    ("pmc", "1200696", "PMC1200696"),
    ("pmc", "PMC1200696", "PMC1200696"),
    ("pmid", "28846311", "28846311"),
    ("rfc", "2119", "2119"),
    ("s2cid", "37220720", "37220720"),
    ("sbn", "306-40615-2", "306406152"),
    ("ssrn", "900784", "900784"),
    ("usenet", "1234@example.org", "1234@example.org"),
    ("wikidata", "q42", "Q42"),
    ("zbl", "0823.41020", "0823.41020"),
]

INVALID = [
    ("arxiv", "arXiv:0704.0001", "wrong form"),
    ("arxiv", "0713.0001", "impossible date"),
    ("arxiv", "0701.0001", "impossible date"),
    ("arxiv", "1412.00001", "impossible date"),
    ("asin", "0306406153", "wrong check digit"),
    ("asin", "b00005n7sp", "wrong form"),
    ("bibcode", "1974AJ.....79..819", "wrong length"),
    ("bibcode", "1974A&.....79..819H", "wrong form"),
    ("biorxiv", "078733", "wrong form"),
    ("biorxiv", "10.1101/2018.04.24.060004", "impossible date"),
    ("doi", "10.1017.S095457940200411X", "wrong form"),
    ("doi", "https://doi.org/10.1038/nature12373", "wrong form"),
    ("doi", "10.1038/nature12373.", "wrong form"),
    ("doi", "10.1038/nature 12373", "invalid character"),
    ("doi", "10.5555/12345678", "wrong prefix"),
    ("doi", "10.123/abc", "wrong prefix"),
    ("doi", "10.99999/abc", "wrong prefix"),
    ("hdl", "2027", "wrong form"),
    ("isbn", "0-306-40615-3", "wrong check digit"),
    ("isbn", "978-0-306-40615-8", "wrong check digit"),
    ("isbn", "X306406152", "wrong form"),
    ("isbn", "0-306-40615", "wrong length"),
    ("isbn", "ISBN 0-306-40615-2", "invalid character"),
    ("isbn", "9770306406150", "wrong prefix"),
    ("isbn", "9790260000438", "wrong prefix"),
    ("issn", "0378-5956", "wrong check digit"),
    ("issn", "0378-595", "wrong form"),
    ("jstor", "https://www.jstor.org/stable/1", "wrong form"),
    ("lccn", "N78890351", "wrong form"),
    ("lccn", "n 78890351", "invalid character"),
    ("mr", "12345678", "wrong form"),
    ("oclc", "12345678901", "wrong form"),
    ("ol", "18319", "wrong form"),
    ("pmc", "0", "out of range"),
    ("pmid", "PMID 28846311", "invalid character"),
    ("pmid", "999999999", "out of range"),
    ("pmid", "9" * 5000, "out of range"),
    ("s2cid", "037220720", "wrong form"),
    ("ssrn", "99", "out of range"),
    ("usenet", "<1234@example.org>", "wrong form"),
    ("zbl", "823.4102", "wrong form"),
]


@pytest.mark.parametrize(("scheme", "text", "value"), VALID)
def test_valid(scheme: str, text: str, value: str) -> None:
    judged = check(scheme, text)
    assert (judged.value, judged.valid, judged.reason) == (value, True, None)


@pytest.mark.parametrize(("scheme", "text", "reason"), INVALID)
def test_invalid(scheme: str, text: str, reason: str) -> None:
    judged = check(scheme, text)
    assert (judged.valid, judged.reason, judged.url) == (False, reason, None)


def test_every_scheme_has_a_rule_and_an_example() -> None:
    assert {scheme for scheme, _, _ in VALID} == set(table("identifiers")["schemes"])


@pytest.mark.parametrize(
    ("scheme", "text", "url"),
    [
        (
            "doi",
            "10.1002/(SICI)1097<1661::AID>3.0.CO;2-2",
            "https://doi.org/10.1002/(SICI)1097%3C1661::AID%3E3.0.CO;2-2",
        ),
        ("pmc", "1200696", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1200696"),
        ("ol", "OL18319A", "https://openlibrary.org/authors/OL18319A"),
        ("hdl", "2027/x?urlappend=%3Bseq=1", "https://hdl.handle.net/2027/x?urlappend=%3Bseq=1"),
        ("sbn", "306-40615-2", "https://en.wikipedia.org/wiki/Special:BookSources/0306406152"),
        ("lccn", "n78-890351", "https://lccn.loc.gov/n78890351"),
    ],
)
def test_addresses(scheme: str, text: str, url: str) -> None:
    assert check(scheme, text).url == url


def test_accepted_as_written() -> None:
    judged = check("isbn", "((0-306-40615-3))")
    assert (judged.value, judged.valid, judged.reason) == ("0306406153", None, "accepted as written")


def test_unknown_schemes_are_not_judged() -> None:
    assert check("dewey", "610.3") == ("610.3", None, None, None)


def test_parameters_lead_to_schemes() -> None:
    assert schemes()["DOI"] == "doi"
    assert schemes()["eprint"] == "arxiv"
    assert schemes()["message-id"] == "usenet"


@given(st.from_regex(r"[0-9]{9}[0-9X]|97[89][0-9]{10}", fullmatch=True))
def test_isbn_against_stdnum(digits: str) -> None:
    ours = check("isbn", digits)
    if ours.reason != "wrong prefix":
        assert ours.valid is stdnum.isbn.is_valid(digits)


@given(st.from_regex(r"[0-9]{7}[0-9X]", fullmatch=True))
def test_issn_against_stdnum(digits: str) -> None:
    assert check("issn", digits).valid is stdnum.issn.is_valid(digits)


@given(st.from_regex(r"9790[0-9]{9}", fullmatch=True))
def test_ismn_against_stdnum(digits: str) -> None:
    assert check("ismn", digits).valid is stdnum.ismn.is_valid(digits)


@given(st.sampled_from(sorted(table("identifiers")["schemes"])), st.text(max_size=30))
def test_nothing_raises_and_what_is_bad_is_kept(scheme: str, text: str) -> None:
    judged = check(scheme, text)
    assert judged.valid is not None or judged.reason == "accepted as written"
    if judged.valid is False and scheme not in ("isbn", "sbn", "ismn"):
        assert judged.value in (text.strip(), text.strip()[3:])
