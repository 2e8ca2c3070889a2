"""Quantities and dates in words: what is read, and what is refused."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiextract import extract
from wikiextract.values.local_dates import from_numbers, local_date
from wikiextract.values.quantities import quantity


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
        "5 ft 10 in",
        "1 in 0",
        "1e5",
        "5,00",
        "93rd Academy Awards",
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
        ("891,85", 891.85),
        ("1.234.567", 1234567),
        ("3 426 354", 3426354),
        ("891.85", 891.85),
        ("0.950", 0.95),
        ("1.234", None),
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
        ("15 мая 1730 года", "ru", "1730-05-15", None),
    ],
)
def test_dates(text: str, language: str, start: str, end: str | None) -> None:
    assert local_date(text, language) == (start, end, False)


@pytest.mark.parametrize(
    "text", ["", "03/04/1990", "31.12.2015", "31 June 1999", "Monday", "some time after 1900"]
)
def test_what_is_no_date(text: str) -> None:
    assert local_date(text, "en") is None


def test_dates_from_numbers() -> None:
    assert from_numbers("1947", "4", "01") == ("1947-04-01", None, False)
    assert from_numbers("1947", "", "") == ("1947", None, False)
    assert from_numbers("1947", "00", "00") == ("1947", None, False)
    assert from_numbers("304", "mai", "21", "fr") == ("0304-05-21", None, False)
    assert all(
        from_numbers(*wrong) is None for wrong in (("x", "1", "1"), ("1947", "13", "1"), ("1947", "2", "30"))
    )


@given(st.text(alphabet="0123456789.,-–~±%+ kmilonadper$()\n", max_size=40), st.booleans())
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
