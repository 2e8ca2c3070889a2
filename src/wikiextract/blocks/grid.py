"""The grid of a table: in which column each cell stands, once the spans of the cells before it are counted.

    | a (rowspan 2) | b |          a 0, b 1
    | c |                          c 1: column 0 is taken by a

Follows "forming a table" of the HTML standard: a cell begins in the first column of its row that no cell from a row
above reaches into, and may run over one that does. A span of 65534 rows and 1000 columns costs no more than one of 1:
what is taken is kept in a tree of halves, built where it is asked about, so that each cell costs some tens of steps.
https://html.spec.whatwg.org/multipage/tables.html#forming-a-table
"""

from collections.abc import Sequence


def columns(rows: Sequence[Sequence[tuple[int, int]]]) -> list[list[int]]:
    """The column of each cell, given the (rowspan, colspan) of each, row by row; both at least 1."""
    widest = max((sum(colspan for _, colspan in row) for row in rows), default=0)
    reaching = sum(colspan for row in rows for rowspan, colspan in row if rowspan > 1)
    taken = _Taken(0, widest + reaching + 1)
    last = 0
    found = []
    for index, row in enumerate(rows):
        column = 0
        places = []
        for rowspan, colspan in row:
            if index < last:
                column = taken.free(column, index)
            places.append(column)
            if rowspan > 1:
                taken.take(column, column + colspan, index + rowspan)
                last = max(last, index + rowspan)
            column += colspan
        found.append(places)
    return found


class _Taken:
    """Until which row the columns [start, end) are taken by cells from rows above."""

    __slots__ = ("all", "end", "left", "right", "start", "until")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.all = 0
        """The row before which every column is taken by cells that cover this whole range."""
        self.until = 0
        """The row before which every column is taken."""
        self.left: _Taken | None = None
        self.right: _Taken | None = None

    def take(self, start: int, end: int, until: int) -> None:
        """Takes the columns [start, end) for the rows before `until`."""
        if start <= self.start and self.end <= end:
            self.all = max(self.all, until)
            self.until = max(self.until, until)
            return
        middle = (self.start + self.end) // 2
        if self.left is None or self.right is None:
            self.left, self.right = _Taken(self.start, middle), _Taken(middle, self.end)
        if start < middle:
            self.left.take(start, end, until)
        if end > middle:
            self.right.take(start, end, until)
        self.until = max(self.all, min(self.left.until, self.right.until))

    def free(self, column: int, row: int) -> int:
        """The first column from `column` on that is free in that row; -1 for none."""
        if self.end <= column or self.until > row:
            return -1
        if self.left is None or self.right is None:
            return max(self.start, column)
        found = self.left.free(column, row)
        return found if found >= 0 else self.right.free(column, row)
