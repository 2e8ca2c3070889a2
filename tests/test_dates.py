"""Dates as the citations of Wikipedia accept them: the formats, one line each, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiextract.dates import WrittenDate, written_date

ACCEPTED = """
2021-07-17                                2021-07-17
17 July 2021                              2021-07-17
July 17, 2021                             2021-07-17
17 Jul 2021                               2021-07-17
May 5, 987                                0987-05-05
29 February 2000                          2000-02-29
29 February 1500                          1500-02-29
July 2021                                 2021-07
2021                                      2021
987                                       0987
5–7 November 2007                         2007-11-05 2007-11-07
5-7 November 2007                         2007-11-05 2007-11-07
November 5–7, 2007                        2007-11-05 2007-11-07
28 June – 3 July 1914                     1914-06-28 1914-07-03
June 28 – July 3, 1914                    1914-06-28 1914-07-03
31 December 1999 – 1 January 2000         1999-12-31 2000-01-01
December 31, 1999 – January 1, 2000       1999-12-31 2000-01-01
July–September 2021                       2021-07 2021-09
May–Jun 2021                              2021-05 2021-06
December 2019 – January 2020              2019-12 2020-01
1914–1918                                 1914 1918
1914–18                                   1914 1918
First Quarter 2005                        2005-01 2005-03
Fourth Quarter 2005                       2005-10 2005-12
"""

SEASONS = """
Winter 2001                2001 -    Winter
Fall 1999                  1999 -    Fall
Spring–Summer 2001         2001 -    Spring–Summer
Winter 2001–2002           2001 2002 Winter
Winter 2001–02             2001 2002 Winter
Spring 2001 – Autumn 2002  2001 2002 Spring–Autumn
Christmas 2001             2001 -    Christmas
"""

REFUSED = """
12/05/2004
5.12.2004
2011 May 18
2021-7-17
2021-13-01
2021-02-29
1500-05-05
31 June 1999
29 February 1900
05 June 1999
0 June 1999
Sept 2001
july 2021
July, 2021
July 2021 or so
Jan–March 2001
March–January 2001
May – June 2001
7–5 November 2007
3 July – 28 June 1914
1918–1914
2001–05
2001–01
Spring 2001–2002
Winter 2001–2003
Easter–Christmas 2001
5 Winter 2001
Winter–May 2001
First Quarter–Second Quarter 2001
10000
c. 99
circa 1650
ca. 1650
forthcoming
"""


def rows(text: str) -> list[tuple[str, list[str]]]:
    """(what is written, what it says) for every line; two blanks part them."""
    lines = (line.partition("  ") for line in text.strip().splitlines())
    return [(written, said.split()) for written, _, said in lines]


@pytest.mark.parametrize(("written", "said"), rows(ACCEPTED))
def test_accepted(written: str, said: list[str]) -> None:
    found = written_date(written)
    assert found is not None
    assert [date for date in (found.start, found.end) if date] == said
    assert not found.approximate


@pytest.mark.parametrize(("written", "said"), rows(SEASONS))
def test_seasons(written: str, said: list[str]) -> None:
    found = written_date(written)
    assert found is not None
    assert [found.start, found.end or "-", found.season] == said


@pytest.mark.parametrize("written", REFUSED.strip().splitlines())
def test_refused(written: str) -> None:
    assert written_date(written) is None


def test_circa() -> None:
    assert written_date("c. 1650") == WrittenDate("1650", approximate=True, year="c. 1650")


@pytest.mark.parametrize("written", ["n.d.", "nd", "n.d.a"])
def test_no_date_is_an_answer(written: str) -> None:
    assert written_date(written) == WrittenDate(None, year=written)


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("1999a", "1999a"),
        ("4 July 2000b", "2000b"),
        ("2021-07-17", "2021"),
        ("1914–1918", "1914–1918"),
        ("1914-18a", "1914–18a"),
        ("5–7 November 2007", "2007"),
        ("31 December 1999 – 1 January 2000", "2000"),
        ("Dec 2019 – Jan 2020", "2019–2020"),
        ("Winter 2001–02", "2001–02"),
    ],
)
def test_year_of_an_anchor(written: str, year: str) -> None:
    found = written_date(written)
    assert found is not None
    assert found.year == year


@given(st.text("0123456789 –-,.abcMayWinterJuly²٣", max_size=40))
def test_nothing_raises(written: str) -> None:
    written_date(written)


@given(st.dates(min_value=date(1582, 1, 1)))
def test_every_day_is_read_in_every_order(day: date) -> None:
    assert written_date(f"{day:%Y-%m-%d}") is not None
    for pattern in ("{0.day} {0:%B} {0:%Y}", "{0:%B} {0.day}, {0:%Y}", "{0.day} {0:%b} {0:%Y}"):
        found = written_date(pattern.format(day))
        assert found is not None
        assert found.start == f"{day:%Y-%m-%d}"
