"""Files whose brackets are gone: of `[[File:A b.jpg|thumb|caption]]` only the title is left.

    text File:A b.jpg more text
         ^^^^^^^^^^^^

Yields each title as written, with its span. It ends at the first ending of a file that a blank or the line's end
follows; without one it is text. What the caption said is lost.
"""

import re
from collections.abc import Iterator

from wikiextract.layout.categories import opening

_TITLE = re.compile(
    r"[^\n\[\]{}<>|#:\x01-\x05]{1,180}?\.(?:jpe?g|png|gif|svg|tiff?|webp|pdf|djvu|og[gva]|webm|mp[34]|wav|mid|xcf|stl)"
    r"(?=[\s\x01-\x05]|$)",
    re.IGNORECASE | re.MULTILINE,
)


def bare_files(visible: str, words: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """(title, start, end) of each file that stands without brackets; `words` name the namespace, in lower case."""
    for match in opening(words).finditer(visible):
        title = _TITLE.match(visible, match.end())
        if title is not None:
            yield visible[match.start() : title.end()], match.start(), title.end()
