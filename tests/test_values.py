"""Quantities and dates in words: what is read, and what is refused."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiextract import extract
from wikiextract.data import table
from wikiextract.names import wiki
from wikiextract.tree import parse
from wikiextract.values import is_impossible_date, unread
from wikiextract.values.local_dates import from_numbers, local_date, open_range
from wikiextract.values.quantities import quantity
from wikiextract.values.templates import _FORMS, _NUMBERS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("97", (97, None, None, False)),
        ("−8.1", (-8.1, None, None, False)),
        ("1,234,567", (1234567, None, None, False)),
        ("~8.8 million (2015)", (8.8e6, None, None, True)),
        ("2–3 million", (2e6, 3e6, None, False)),
        ("US$5 million", (5e6, None, "US$", False)),
        ("0.3–1 %", (0.3, 1, "%", False)),
        ("4,808 sq mi (12,453 km2)", (4808, None, "sq mi", False)),
        ("300 mg/day", (300, None, "mg/day", False)),
        ("18 ± 2 years", (16, 20, "years", True)),
        ("up to 3%", (None, 3, "%", True)),
        ("over 40 million", (40e6, None, None, True)),
        ("50+", (50, None, None, True)),
        ("1 in 5,000", (0.0002, None, None, False)),
        ("about 1 in 500–1,000 births", (0.001, 0.002, None, True)),
        ("2 per 100,000 people", (2, None, "per 100,000 people", False)),
        ("3/100,000", (3, None, "/100,000", False)),
        ("3 / 1000 births", (3, None, "/ 1000 births", False)),
        ("10⁶", (1e6, None, None, False)),
        ("10⁵–10⁶", (1e5, 1e6, None, False)),
        ("1.5 × 10⁻³ mol", (0.0015, None, "mol", False)),
        ("1–2 × 10^6", (1e6, 2e6, None, False)),
        ("~3x10⁸ m", (3e8, None, "m", True)),
        ("1 in 10⁶", (1e-6, None, None, False)),
        ("1 in 2–4 million", (2.5e-7, 5e-7, None, False)),
        ("1 in 2000", (0.0005, None, None, False)),
        ("under 1 in 5,000", (None, 0.0002, None, True)),
        ("7.1 million in 2011", (7.1e6, None, None, False)),
        ("~6,000 in 1991", (6000, None, None, True)),
        ("circa 500", (500, None, None, True)),
        ("5 ft 3 in (160 cm)", (5.25, None, "ft", False)),
        ("6′0″", (6, None, "ft", False)),
        ("23,000 €", (23000, None, "€", False)),
        ("88 min.", (88, None, "min", False)),
        ("409.4 g.mol⁻¹", (409.4, None, "g.mol⁻¹", False)),
    ],
)
def test_quantities(text: str, expected: tuple[float | None, float | None, str | None, bool]) -> None:
    assert quantity(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one",
        "5th",
        "030",
        "3 × 4 m",
        "1.2.3",
        "10–5",
        "5A",
        "1 234",
        "12 boroughs",
        "5 ft 13 in",
        "1,5 ft 3 in",
        "1 in 0",
        "5 in 2",
        "110 of 2012",
        "1,100 in 2012",
        "3 in 1987",
        "C5",
        "c5",
        "15-40,000",
        "$15-40,000",
        "500 (BC)",
        "300 (B.C.)",
        "1e5",
        "5,00",
        "93rd Academy Awards",
        "1/2 cup",
        "120/80 mmHg",
        "24/7",
        "5/2010",
        "5²",
        "10⁶⁶⁶",
        "10⁻",
        "2–",
        "-",
        "$",
        "9" * 200,
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert quantity(text) is None


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("151,252", None),
        ("42,000 euro", None),
        ("3,426,354", 3426354),
        ("61,342 млрд.", 61.342e9),
        ("0,125", 0.125),
        ("891,85", 891.85),
        ("1.234.567", 1234567),
        ("3 426 354", 3426354),
        ("891.85", 891.85),
        ("0.950", 0.95),
        ("1.234", None),
        ("1000–2.000", None),
        ("1,5–2,5", 1.5),
    ],
)
def test_decimal_commas(text: str, low: float | None) -> None:
    found = quantity(text, decimal_comma=True)
    assert (found.low if found else None) == low


@pytest.mark.parametrize(
    ("text", "language", "start", "end"),
    [
        ("17 July 2021 (aged 56)", "en", "2021-07-17", None),
        ("1914–1918", "en", "1914", "1918"),
        ("23. Oktober 1954", "de", "1954-10-23", None),
        ("7 de mayo de 2008", "es", "2008-05-07", None),
        ("1er janvier 2024", "fr", "2024-01-01", None),
        ("juillet 2022", "fr", "2022-07", None),
        ("31.12.2015", "sr", "2015-12-31", None),
        ("2015年12月31日", "ja", "2015-12-31", None),
        ("1951年", "zh", "1951", None),
        ("31 tháng 12 năm 2019", "vi", "2019-12-31", None),
        ("15 мая 1730 года", "ru", "1730-05-15", None),
    ],
)
def test_dates(text: str, language: str, start: str, end: str | None) -> None:
    assert local_date(text, language) == (start, end, False)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1990s", "1990", "1999"),
        ("2012 Mar", "2012-03", None),
        ("2008 Jan 17", "2008-01-17", None),
        ("2012 Jul–Aug", "2012-07", "2012-08"),
        ("March/April 2007", "2007-03", "2007-04"),
        ("Sept. 2012", "2012-09", None),
        ("August, 1997", "1997-08", None),
        ("May 5th 2006", "2006-05-05", None),
        ("31 May 2006.", "2006-05-31", None),
        ("2006-05", "2006-05", None),
        ("31/12/2015", "2015-12-31", None),
        ("22 December 1135 – April 1141", "1135-12-22", "1141-04"),
        ("1900 – May 5, 1901", "1900", "1901-05-05"),
        ("12-31-2015", "2015-12-31", None),
        ("July 21, 1969, 21:35:00 UTC", "1969-07-21", None),
        ("2014 estimate", "2014", None),
        ("14-11-2013", "2013-11-14", None),
        ("March 2010–June 2011", "2010-03", "2011-06"),
        ("1980 (1400 AH)", "1980", None),
    ],
)
def test_dates_with_slips(text: str, start: str, end: str | None) -> None:
    assert local_date(text, "en") == (start, end, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/04/1990",
        "13/13/1990",
        "May 1999 – 1998",
        "May 1999 – later",
        "1998–1999 – 2000",
        "31/06/1990",
        "31/12-1990",
        "31.12.2015",
        "31 June 1999",
        "Monday",
        "some time after 1900",
        "500 (BC)",
        "1400 (A.H.)",
        "500m",
        "1999a",
        "1900s",
        "810s",
        "3600s",
        "2001-05",
        "2015-02-30",
        "2015 Feb 30",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert local_date(text, "en") is None


@pytest.mark.parametrize(
    ("text", "language", "dash", "start"),
    [
        ("1999–present", "en", False, "1999"),
        ("May 1999 – Present (on leave)", "en", False, "1999-05"),
        ("2009-", "en", True, "2009"),
        ("2009-", "en", False, None),
        ("since 1 May 1999", "en", False, "1999-05-01"),
        ("Depuis 1997", "fr", False, "1997"),
        ("until present", "en", True, None),
        ("1999", "en", True, None),
        ("1990–1999–", "en", True, None),
    ],
)
def test_open_ranges(text: str, language: str, dash: bool, start: str | None) -> None:
    assert open_range(text, language, dash=dash) == ((start, "..", False) if start else None)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("{{birth date|1950|13|1}}", "date"),
        ("{{start date|2015|2|31}}", "date"),
        ("{{birth date|1950|12|1}}", None),
        ("{{birth date|}}", None),
        ("{{nowrap|13}}", None),
        ("{{convert|five|km}}", "quantity"),
        ("{{convert|5}}", "quantity"),
        ("{{convert|5|to|10|km|mi}}", None),
        ("{{convert|}}", None),
        ("{{convert|{{some number}}|km}}", None),
        ("{{val|1.2.3}}", "quantity"),
        ("{{val|1.2|u=kg}}", None),
        ("{{val|de|Berlin}}", None),
    ],
)
def test_templates_that_should_write_a_value(source: str, kind: str | None) -> None:
    article = parse(source, wiki("en"))
    assert [found for _, found in unread(article)] == ([kind] if kind else [])


@pytest.mark.parametrize("text", ["1950-13-40", "31 February 1990", "February 30, 1990", "0000-00-00"])
def test_dates_that_cannot_be(text: str) -> None:
    assert is_impossible_date(text)


@pytest.mark.parametrize(
    "text", ["1950-12-04", "28 February 1990", "31 Smarch 1990", "1950–13", "13/40/1950", ""]
)
def test_what_is_no_impossible_date(text: str) -> None:
    assert not is_impossible_date(text)


def test_dates_from_numbers() -> None:
    assert from_numbers("1947", "4", "01") == ("1947-04-01", None, False)
    assert from_numbers("1947", "", "") == ("1947", None, False)
    assert from_numbers("1947", "00", "00") == ("1947", None, False)
    assert from_numbers("304", "mai", "21", "fr") == ("0304-05-21", None, False)
    assert all(
        from_numbers(*wrong) is None for wrong in (("x", "1", "1"), ("1947", "13", "1"), ("1947", "2", "30"))
    )


@given(st.text(alphabet="0123456789.,-–~±%+ kmilonadper$()×⁻⁶⁹^/\n", max_size=40), st.booleans())
def test_numbers_are_finite_and_in_order(text: str, decimal_comma: bool) -> None:
    found = quantity(text, decimal_comma)
    if found:
        ends = [end for end in (found.low, found.high) if end is not None]
        assert all(map(math.isfinite, ends))
        assert ends == sorted(ends)


@given(
    st.text(alphabet="0123456789/+e-−.,|=xtofinkm{}[]()<>!'", max_size=60),
    st.sampled_from(["convert", "val", "birth date", "circa", "url", "film date", "lang"]),
)
def test_no_argument_raises(arguments: str, template: str) -> None:
    source = f"{{{{Infobox person|width={{{{{template}|{arguments}}}}}|area={arguments}}}}}"
    for box in extract(source, select={"infoboxes"}).infoboxes:
        for value in (value for parameter in box.parameters for value in parameter.values):
            assert 0 <= value.span[0] <= value.span[1] <= len(source)


def test_every_form_of_a_template_is_read() -> None:
    assert set(table("values")["templates"].values()) <= {*_FORMS, *_NUMBERS}


def test_a_number_in_its_template() -> None:
    box = extract("{{Infobox x|a={{nts|5,000}}|b={{nts|about five}}}}").infoboxes[0]
    assert [[value.low for value in parameter.values] for parameter in box.parameters] == [[5000.0], []]


def typed(
    parameter: str, language: str = "en"
) -> list[tuple[str | float | None, str | float | None, str | None, bool]]:
    """Start or low, end or high, unit and approximation of each value of the parameter."""
    box = extract(f"{{{{Infobox x|{parameter}}}}}", language=language).infoboxes[0]
    return [
        (value.start or value.low, value.end or value.high, value.unit, value.approximate)
        for value in box.parameters[-1].values
    ]


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("a=<{{convert|7|km}}", (None, 7, "km", True)),
        ("a=up to {{convert|7|km}}", (None, 7, "km", True)),
        ("a=over {{cvt|7|km}}", (7, None, "km", True)),
        ("a=about {{nowrap|{{convert|7|km}}}}", (7, None, "km", True)),
        ("a={{convert|7|km}}+", (7, None, "km", True)),
        ("a=-{{convert|7|km}}", (-7, None, "km", False)),
        ("a=−{{val|7}}", (-7, None, None, False)),
        ("a=long, not wide<br>{{convert|7|km}}", (7, None, "km", False)),
        ("built={{abbr|c.|circa}} {{start date|1850}}", ("1850", None, None, True)),
        ("built={{circa}} {{start date|1850}}", ("1850", None, None, True)),
        ("built=opened {{start date|1850}} by hand", ("1850", None, None, False)),
        ("a={{val|7|p=<}}", (None, 7, None, True)),
        ("a={{val|7|p=~|u=kg}}", (7, None, "kg", True)),
        ("a={{val|7|p=−|u=kg}}", (-7, None, "kg", False)),
        ("a={{val|7|-|8|u=kg}}", (7, 8, "kg", False)),
        ("a={{val|7|end=%}}", (7, None, "%", False)),
        ("a={{nts|7}} kg", (7, None, "kg", False)),
        ("a=10{{sup|6}}", (1e6, None, None, False)),
        ("a={{convert|7–8|km}}", (7, 8, "km", False)),
        ("a={{convert|2|e6km2}}", (2e6, None, "km2", False)),
        ("a={{convert|39|C|F}}", (39, None, "°C", False)),
        ("locus=c. 1234", (1234, None, None, True)),
        ("birth_date={{start and end dates|2000|5|6|2001|7|8}}", ("2000-05-06", "2001-07-08", None, False)),
        ("reign=1952–<ref>A</ref>", ("1952", "..", None, False)),
    ],
)
def test_words_around_templates(parameter: str, expected: tuple[object, ...]) -> None:
    assert typed(parameter) == [expected]


@pytest.mark.parametrize(
    "parameter",
    [
        "a=not {{convert|7|km}}",
        "a=6–{{convert|7|km}}",
        "a={{convert|7|km}}–9 km",
        "a={{convert|7|km}} or more",
        "built=before {{start date|1850}}",
        "built=no later than {{start date|1850}}",
        "built={{start date|850}} BC",
        "built={{start date|850}} (B.C.)",
        "a={{val|7|x|8|u=kg}}",
        "a={{val|7|s=ish}}",
        "a={{nts|7}} of them",
        "a={{convert|10|by(x)|6|m}}",
        "a={{convert|10|!|6|m}}",
        "a={{convert|5|million}}",
        "reign=1952–{{Some wrapper|2022}}",
        "a=5{{sup|2}}",
        "a=30<sub>1</sub>",
        "a=30{{sub|1}}",
        "a=<del>5</del>6",
        'a=<span style="display:none">5</span>6',
        "nerve=C5",
        "current_record=5–6",
        "issue=5-6",
        "blank_info=39-15000",
        "поштански_код=21000–21138",
        "built=5780",
    ],
)
def test_what_is_not_typed(parameter: str) -> None:
    language = "he" if "5780" in parameter else "en"
    assert typed(parameter, language) == []


@pytest.mark.parametrize(
    ("parameter", "language"),
    [("سال=۱۳۵۹", "fa"), ("birth_date={{birth date|1359|5|6}}", "fa"), ("birth_date=2523", "th")],
)
def test_years_of_other_calendars(parameter: str, language: str) -> None:
    assert typed(parameter, language) == []


def test_decimal_commas_in_templates() -> None:
    assert typed("a={{convert|5,5|km}}", "fr") == [(5.5, None, "km", False)]
    assert typed("a={{convert|5,500|km}}", "fr") == []
    assert typed("a={{convert|5,500|km}}") == [(5500, None, "km", False)]
