"""The check digit of SNOMED CT: Verhoeff's, over the dihedral group of order ten.

    22298006   holds: the digits, permuted by their place from the right, multiply to 0

python-stdnum has it too, and the tests hold this against it; but importing that takes a tenth of the time that the
command needs for a page, and nearly every medical page has such a code.

https://confluence.ihtsdotools.org/display/DOCRELFMT/5.5+Check-digit+Computation
"""

from typing import Final

_PRODUCT: Final = (
    *("0123456789", "1234067895", "2340178956", "3401289567", "4012395678"),
    *("5987604321", "6598710432", "7659821043", "8765932104", "9876543210"),
)
_SECOND: Final = "1576283094"


def _permutations() -> tuple[str, ...]:
    """The permutation of each place: the one before it, permuted once more."""
    rows = ["0123456789"]
    for _ in range(7):
        rows.append("".join(_SECOND[int(digit)] for digit in rows[-1]))
    return tuple(rows)


_PLACES: Final = _permutations()


def holds(code: str) -> bool:
    """Whether the last digit of `code`, a string of ASCII digits, is the check digit of the others."""
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = int(_PRODUCT[check][int(_PLACES[place % 8][int(digit)])])
    return check == 0
