"""Where a term ends: the colon that parts it from the definition on its line.

    ; term : definition : goes on          the first one
    ; [http://x.org a:b] <i>c:d</i> : e    none in a link, a tag, between tags, bold or italic marks, or `-{` and `}-`
    ; a<br>b : c                           none at all: a tag that never closes hides all that follows

Follows BlockLevelPass::findColonNoLinks, which reads the line when links and quotes are tags already.
"""

import re

from wikiextract.plain import HTML_TAGS, PROTOCOLS

_SIGN = re.compile(
    rf"""
    (?P<colon>:)
    | <(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?=[\s/>])[^<>]*>
    | (?P<quotes>''+)
    | (?P<variant>-\{{|\}}-)
    | \[(?:{PROTOCOLS}|//)[^\[\]]*\]
    | (?P<address>(?<!\w)(?:{PROTOCOLS})(?:[^\[\]<>"'\x00-\x20]|'(?!'))+)
    """,
    re.IGNORECASE | re.VERBOSE,
)


def definition(text: str, start: int) -> int:
    """Where, in a line's surface from `start` on, the colon before its definition stands; -1 without one."""
    if ":" not in text:
        return -1
    level = variants = 0
    bold = italic = False
    position = start
    while (match := _SIGN.search(text, position)) is not None:
        position = match.end()
        sign = match.lastgroup
        if sign == "variant":
            variants = max(variants + (1 if match[0] == "-{" else -1), 0)
        elif variants:
            continue
        elif sign == "address":
            position = match.start() + len(match[0].rstrip(",;.:!?"))
        elif sign == "colon":
            if not (level or bold or italic):
                return match.start()
        elif sign == "quotes":
            italic ^= len(match[0]) not in (3, 4)
            bold ^= len(match[0]) > 2
        elif sign == "tag" and match["tag"].lower() in HTML_TAGS and match[0][-2] != "/":
            level = max(level + (-1 if match["close"] else 1), 0)
    return -1
