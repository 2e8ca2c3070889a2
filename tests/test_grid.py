"""The column of each cell, against the standard's algorithm written out slot by slot."""

import time

from hypothesis import given
from hypothesis import strategies as st

from wikiextract.blocks import columns

ROWS = st.lists(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 4)), max_size=5), max_size=8)


def by_slots(rows: list[list[tuple[int, int]]]) -> list[list[int]]:
    """The same as `columns`, in time proportional to the slots that the cells cover."""
    until: dict[int, int] = {}
    found = []
    for index, row in enumerate(rows):
        column = 0
        places = []
        for rowspan, colspan in row:
            while until.get(column, 0) > index:
                column += 1
            places.append(column)
            for slot in range(column, column + colspan):
                until[slot] = max(until.get(slot, 0), index + rowspan)
            column += colspan
        found.append(places)
    return found


@given(ROWS)
def test_columns(rows: list[list[tuple[int, int]]]) -> None:
    assert columns(rows) == by_slots(rows)


def test_large_spans_cost_no_more_than_small_ones() -> None:
    start = time.process_time()
    assert columns([[(65534, 1000)]] * 5000)[-1] == [4999 * 1000]
    assert columns([[(65534, 1000)] * 5000])[0][-1] == 4999 * 1000
    assert time.process_time() - start < 5
