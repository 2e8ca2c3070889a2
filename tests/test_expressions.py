"""Arithmetic of {{#expr:}}; the values are those that MediaWiki 1.39 answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiextract import extract
from wikiextract.formats.expressions import LONGEST, is_true, value_of


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("", ""),
        ("1+2*3", "7"),
        ("(1+2)*(3-4)", "-3"),
        ("1/3", "0.33333333333333"),
        ("0.1+0.2", "0.3"),
        ("22/7 round 2", "3.14"),
        ("2.5 round 0", "3"),
        ("-2.5 round 0", "-3"),
        ("1.005 round 2", "1.01"),
        ("1234.5678 round -2", "1200"),
        ("7 mod 3", "1"),
        ("-5 mod 3", "-2"),
        ("7 fmod 2.5", "2"),
        ("5 div 2", "2.5"),
        ("2^0.5", "1.4142135623731"),
        ("- 2^2", "4"),
        ("2^-1", "0.5"),
        ("2*-3", "-6"),
        ("1e3", "1000"),
        ("1e20", "1.0E+20"),
        ("0.00001", "1.0E-5"),
        ("100000000000*10", "1000000000000"),
        ("1000000000000000", "1.0E+15"),
        ("3 = 3.0", "1"),
        ("5 <> 5", "0"),
        ("5 >= 6", "0"),
        ("5 &gt; 4", "1"),
        ("not 0", "1"),
        ("1 and 0", "0"),
        ("1 > 0 and not 0", "1"),
        ("ceil 5.1", "6"),
        ("floor -5.1", "-6"),
        ("trunc -5.7", "-5"),
        ("ceil -0.2", "-0"),
        ("abs -2", "2"),
        ("exp ln 5", "5"),
        ("pi", "3.1415926535898"),
        ("2 * pi", "6.2831853071796"),
        ("\u22125", "-5"),
        (".5", "0.5"),
    ],
)
def test_values(expression: str, value: str) -> None:
    assert value_of(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "1+",
        "a",
        "1 2",
        "(1",
        "1)",
        "1/0",
        "5 mod 0",
        "sqrt -1",
        "ln 0",
        "* 2",
        "1 $ 2",
        "()",
        "9" * (LONGEST + 1),
    ],
)
def test_what_has_no_value(expression: str) -> None:
    assert value_of(expression) is None
    assert is_true(expression) is None


def test_what_is_true() -> None:
    assert [is_true(text) for text in ("", "0", "0.0", "1", "-1", "2 > 3")] == [
        *(False, False, False, True, True, False)
    ]


@given(st.text(alphabet="0123456789.()+-*/^<>=! eandormtulsqipxfcg\u2212", max_size=60))
def test_nothing_raises_or_takes_long(text: str) -> None:
    assert value_of(text) is None or isinstance(value_of(text), str)


def test_a_page_shows_what_comes_out() -> None:
    page = extract(
        "{{#expr: {{formatnum:12|R}} * 2}} {{#ifexpr: {{unheard of}} > 1 | a | b}} {{#iferror:{{#expr:1/0}}|c|d}}"
    )
    assert page.sections[0].text == "24 c"
