"""Numbers of pages, revisions and namespaces: whole ones that a column of 64 bits holds. MediaWiki's have 32 or 64.

https://www.mediawiki.org/wiki/Manual:Page_table
"""

import re

_DIGITS = re.compile(r"-?[0-9]{1,19}", re.ASCII)


def fits(number: int) -> bool:
    """Whether a column of 64 bits holds `number`."""
    return -(1 << 63) <= number < 1 << 63


def integer(digits: str | bytes) -> int | None:
    """The number that is written so; None where it is none, or one that does not fit."""
    text = digits.decode("ascii", "replace") if isinstance(digits, bytes) else digits
    if _DIGITS.fullmatch(text) is None:
        return None
    number = int(text)
    return number if fits(number) else None
