"""Marks: control characters in expanded text that say what the words cannot.

`plain.expanded` sets them, the later passes decide with them as MediaWiki decides on HTML, and none is left in a
Document. No page may bring its own: the pipeline replaces them in its input.
"""

import re
from typing import Final

STANDINS: Final = frozenset("\x02\x03\x04\x05\x06\x07\x08\x19\x1a\x1b")
"""Control characters with a meaning in expanded and masked text."""

BREAK: Final = "\x02"
"""A line break that the page asks for (`<br>`, the end of a block)."""

NOTHING: Final = "\x03"
"""Where something stood that shows nothing here (a template that no table knows)."""

SWALLOWED: Final = "\x04"
"""What stands for a link that is taken out with the blanks before it (a category)."""

APART: Final = "\x06"
"""Where a picture stands beside the text; MediaWiki ends the paragraph there."""

CODE: Final = "\x07"
"""On both sides of what stands in a block of its own (`<pre>`, source code, a gallery)."""

LITERAL: Final = "\x08"
"""Behind text some signs of which stand for themselves and are no markup."""

_SIGNIFICANT = re.compile(r"[<\[\]{}&|]|''|__|^[*#:;= ]|\n|//", re.MULTILINE)
_LITERAL: Final = {ord(sign): 0x10F700 + ord(sign) for sign in "'<>[]{}&_*#:;=|"}
_RESTORED: Final = {standin: sign for sign, standin in _LITERAL.items()}


def literal(text: str) -> str:
    """Text in which nothing is markup any more: no sign that a later pass looks for, none that a line begins with."""
    return text.translate(_LITERAL) + LITERAL if _SIGNIFICANT.search(text) else text


def restored(text: str) -> str:
    """Text with the signs that `literal` hid."""
    return text.replace(LITERAL, "").translate(_RESTORED) if LITERAL in text else text
