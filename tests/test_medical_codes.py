"""Codes of medical systems: found, put into their usual form, checked, assembled."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import verhoeff

from wikiextract.data import table
from wikiextract.medical_codes import (
    INSIDE,
    TEMPLATE,
    addressed,
    assembled,
    box,
    checked,
    holder,
    is_placeholder,
    is_whole,
    runs_backward,
    unread,
    written,
)
from wikiextract.medical_codes.verhoeff import holds

SYSTEMS = sorted(table("medical")["systems"])


@pytest.mark.parametrize(
    ("system", "text", "code"),
    [
        ("icd-11", "6A02", "6A02"),
        ("icd-11", "2A00.0&XH1234", "2A00.0&XH1234"),
        ("icd-10", "f84.0", "F84.0"),
        ("icd-10-cm", "S72.001A", "S72.001A"),
        ("icd-10-cm", "C7B.1", "C7B.1"),
        ("icd-9-cm", "V15.01", "V15.01"),
        ("icd-9-cm-procedure", "45.23", "45.23"),
        ("icd-o", "M8000/3", "8000/3"),
        ("omim", "#100100", "100100"),
        ("omim-phenotypic-series", "PS100100", "PS100100"),
        ("mesh", "c535270", "C535270"),
        ("mesh-tree", "C10.228.140", "C10.228.140"),
        ("diseasesdb", "44", "44"),
        ("snomed-ct", "22298006", "22298006"),
        ("medlineplus", "000190", "000190"),
        ("emedicine", "ped/44", "ped/44"),
        ("emedicine", "1100100", "article/1100100"),
        ("genereviews", "NBK1100", "NBK1100"),
        ("orphanet", "ORPHA:44", "44"),
        ("loinc", "4548-4", "4548-4"),
        ("cas", "58-08-2", "58-08-2"),
        ("drugbank", "00201", "DB00201"),
    ],
)
def test_the_usual_form_of_a_code(system: str, text: str, code: str) -> None:
    found = checked(system, text)
    assert (found.code, found.valid, found.reason) == (code, True, None)


@pytest.mark.parametrize(
    ("system", "text", "reason"),
    [
        ("icd-10", "F8", "a code of ICD-10 has a letter, two digits"),
        ("icd-11", "I0O0", "a code of ICD-11"),
        ("icd-10-cm", "I1O", "a digit or A or B"),
        ("diseasesdb", "0", "not all of them zero"),
        ("omim", "12345", "six digits"),
        ("medlineplus", "190", "leading zeros"),
        ("mesh", "D12345", "D or C and six or nine digits"),
        ("snomed-ct", "22298007", "Verhoeff"),
        ("snomed-ct", "2229806", "Verhoeff"),
        ("snomed-ct", "022298006", "without a leading zero"),
        ("snomed-ct", "1290023401015", "partition 01"),
        ("loinc", "4548-5", "Luhn"),
        ("cas", "58-08-3", "check digit"),
    ],
)
def test_a_code_that_breaks_a_rule_says_which(system: str, text: str, reason: str) -> None:
    found = checked(system, text)
    assert found.valid is False
    assert found.url is None
    assert reason in (found.reason or "")


def test_check_digits_of_snomed_ct() -> None:
    concepts = ("22298006", "267718000", "64859006", "138875005", "900000000000207008", "11000001102")
    assert all(checked("snomed-ct", concept).valid for concept in concepts)


def test_a_code_may_be_of_a_system_written_in_its_place() -> None:
    assert checked("omim", "PS100200")[:2] == ("omim-phenotypic-series", "PS100200")
    assert checked("mesh", "C10.228")[:2] == ("mesh-tree", "C10.228")
    assert checked("omim", "PS1002")[:2] == ("omim", "PS1002")


def test_ranges_run_forward() -> None:
    def backward(first: str, last: str, system: str = "icd-10") -> bool:
        return runs_backward(checked(system, first), checked(system, last))

    assert backward("E14", "E10")
    assert backward("100", "20", "diseasesdb")
    assert not backward("C81", "D10")
    assert not backward("K29.3", "K29")
    assert not backward("20", "100", "diseasesdb")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("100100 first type; 100200", []),
        ("100100, see the atlas", ["see the atlas"]),
        ("the atlas; 100100", ["the atlas"]),
        ("100100 12345", []),
        ("100100, n/a", []),
    ],
)
def test_words_that_are_neither_codes_nor_labels(text: str, left: list[str]) -> None:
    assert [text[start:end] for start, end in unread(text, written("omim", text))] == left


def test_no_rule_no_verdict() -> None:
    assert checked("ao", "31-A1").valid is None


def test_marks_are_qualifiers() -> None:
    assert checked("icd-10", "G63.2*")[1:3] == ("G63.2", "*")
    assert checked("icd-10", "A17.0†")[1:3] == ("A17.0", "†")
    assert checked("omim", "%100100")[1:3] == ("100100", "%")


def test_addresses_are_those_that_the_template_links_to() -> None:
    assert checked("emedicine", "ped/44").url == "http://www.emedicine.com/ped/topic44.htm"
    assert checked("emedicine", "article/44").url == "http://emedicine.medscape.com/article/44-overview"
    assert checked("snomed-ct", "22298006").url == "http://snomed.info/id/22298006"
    assert checked("icd-11", "6A02").url is None
    assert (checked("icd-11", "6A02", entity="123").url or "").endswith("entity%2f123")
    assert checked("gard", "44").url is None
    assert (addressed("gard", "44", "some-disease") or "").endswith("/44/some-disease")


@pytest.mark.parametrize(
    ("call", "system", "code", "code_end"),
    [
        ("icd10|E|83|5|e|70", "icd-10", "E83.5", None),
        ("icd10|B|37||b|35", "icd-10", "B37", None),
        ("icd10|E|55| |e|50", "icd-10", "E55", None),
        ("icd10|K35.8", "icd-10", "K35.8", None),
        ("icd10|F|84", "icd-10", "F84", None),
        ("icd10|C|00-C97||c|00", "icd-10", "C00", "C97"),
        ("icd10cm|G47.52", "icd-10-cm", "G47.52", None),
        ("icd9|290-299", "icd-9-cm", "290", "299"),
        ("icdo|8000|3", "icd-o", "8000/3", None),
        ("emedicine2|ped|44", "emedicine", "ped/44", None),
        ("omim3|100100", "omim", "100100", None),
    ],
)
def test_value_templates_put_together(call: str, system: str, code: str, code_end: str | None) -> None:
    key, *arguments = call.split("|")
    said = assembled(key, arguments, {})
    assert said is not None
    assert (said.system, said.code, said.code_end) == (system, code, code_end)


@pytest.mark.parametrize(
    "call",
    [
        "icd10|Group|Major|minor|LinkGroup|LinkMajor",
        "icd10cm|Xxx.xxxx",
        "icd10|X|yy|z",
        "icd9|",
        "convert|5|m",
    ],
)
def test_placeholders_and_other_templates_say_nothing(call: str) -> None:
    key, *arguments = call.split("|")
    assert assembled(key, arguments, {}) is None


def test_labels_and_entities_of_value_templates() -> None:
    said = assembled("omim", ["100100", "A disease"], {})
    assert said is not None
    assert said.label == "A disease"
    said = assembled("icd11", ["6A02", "123"], {})
    assert said is not None
    assert said.entity == "123"
    tree = assembled("mesh2", [], {"number": "C10.228"})
    assert tree is not None
    assert tree.system == "mesh-tree"


@pytest.mark.parametrize(
    ("parameter", "template", "held"),
    [
        ("ICD10", "medical resources", ("icd-10", "", "")),
        ("MeSH2", "infobox disease", ("mesh", "", "2")),
        ("OMIM_mult", "infobox disease", ("omim", "", "")),
        ("eMedicineTopic", "medical resources", ("emedicine", "2", "")),
        ("GeneReviewsName3", "medical resources", ("genereviews", "label", "3")),
        ("snomed ct", "medical resources", ("snomed-ct", "", "")),
        ("CIE-10", "ficha de enfermedad", ("icd-10", "", "")),
        ("01-CODE", "infobox icd", ("icd-10", "", "01")),
        ("ICD10", "infobox interventions", ("icd-10-pcs", "", "")),
        ("CAS_number2", "infobox drug", ("cas", "", "2")),
        ("MedlinePlus", "infobox drug", ("medlineplus-drug", "", "")),
    ],
)
def test_what_parameters_hold(parameter: str, template: str, held: tuple[str, str, str]) -> None:
    assert holder(parameter, template) == held


@pytest.mark.parametrize(
    ("parameter", "template"),
    [
        ("name", "medical resources"),
        ("MeshYear1", "medical resources"),
        ("RP", "infobox drug"),
        ("CODE", "infobox drug"),
    ],
)
def test_what_parameters_do_not_hold(parameter: str, template: str) -> None:
    assert holder(parameter, template) is None


def test_boxes() -> None:
    assert [
        box(key) for key in ("medical resources", "infobox symptom", "infobox diagnostic", "infobox drug")
    ] == [
        "block",
        "condition",
        "procedure",
        None,
    ]


def test_placeholders() -> None:
    assert all(map(is_placeholder, ("", " n/a ", "None", "xxx.xx", "—", "?")))
    assert not is_placeholder("none of these")


def _read(system: str, text: str) -> list[tuple[str, str | None, str | None]]:
    cut = [(entry.first, entry.last, entry.label) for entry in written(system, text)]
    return [tuple(text[slice(*span)] if span else None for span in entry) for entry in cut]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("system", "text", "codes"),
    [
        ("icd-9-cm", "710.0–710.1 (lupus), V15.01", [("710.0", "710.1", "lupus"), ("V15.01", None, None)]),
        ("icd-10", "B20-B24", [("B20", "B24", None)]),
        ("icd-10", "B20 to B24", [("B20", "B24", None)]),
        ("icd-10", "K29.0 and K29.7", [("K29.0", None, None), ("K29.7", None, None)]),
        ("icd-10", "K29.0 (see also K31.1)", [("K29.0", None, "see also K31.1")]),
        ("icd-10", "Adults: J45; children: J46", [("J45", None, "Adults"), ("J46", None, "children")]),
        ("omim", "100100 first type; 100200", [("100100", None, "first type"), ("100200", None, None)]),
        ("omim", "100100, 12345", [("100100", None, None), ("12345", None, None)]),
        ("nord", "some-disease (rare)", [("some-disease", None, "rare")]),
        ("icd-10", "unknown", []),
        ("icd-10", "E2000 of type 2", []),
        ("loinc", "4548-4", [("4548-4", None, None)]),
        ("diseasesdb", "44\n55", [("44", None, None), ("55", None, None)]),
    ],
)
def test_codes_in_a_text(system: str, text: str, codes: list[tuple[str, str | None, str | None]]) -> None:
    assert _read(system, text) == codes


def test_value_templates_in_a_text() -> None:
    one, two = TEMPLATE + INSIDE * 3, TEMPLATE + INSIDE
    assert _read("icd-10", f"{one}–{two}, {one}†{two}") == [
        (one, two, None),
        (f"{one}†", None, None),
        (two, None, None),
    ]
    assert _read("icd-10", f"({one})") == [(one, None, None)]


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_has_a_whole_row(system: str) -> None:
    row = table("medical")["systems"][system]
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", system)
    assert (row["pattern"] is None) == (row["form"] is None)
    assert row["property"] is None or re.fullmatch(r"P\d+", row["property"])
    assert all(other in SYSTEMS for other in row.get("also", ()))


def test_every_name_in_the_table_is_of_a_system() -> None:
    tables = table("medical")
    named = [row["system"] for row in tables["templates"].values()]
    for part in ("parameters", "substance_parameters", "procedure_parameters"):
        named += [name.partition(":")[0] for name in tables[part].values()]
    assert set(named) <= set(SYSTEMS)


LISTED = [system for system in SYSTEMS if not is_whole(system)]


@given(st.sampled_from(LISTED), st.text(alphabet=f"AZaz019.-–/(),;:*†{TEMPLATE}{INSIDE} \n", max_size=60))
def test_codes_are_in_order_and_within_the_text(system: str, text: str) -> None:
    at = 0
    for entry in written(system, text):
        assert at <= entry.first[0] < entry.first[1] <= len(text)
        at = (entry.last or entry.first)[1]
        if not text.startswith(TEMPLATE, entry.first[0]):
            checked(system, text[slice(*entry.first)])


@given(st.sampled_from(SYSTEMS), st.text(max_size=40))
def test_any_text_can_be_checked(system: str, text: str) -> None:
    found = checked(system, text)
    assert (found.valid is False) == (found.reason is not None)


@given(st.from_regex(r"[0-9]{1,18}", fullmatch=True))
def test_verhoeff_is_that_of_stdnum(code: str) -> None:
    assert holds(code) == verhoeff.is_valid(code)
    assert holds(code + verhoeff.calc_check_digit(code))
