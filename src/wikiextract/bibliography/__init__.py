"""Bibliography: citations as reference managers read them, in CSL-JSON, BibTeX and RIS.

    Citation ─► work ─► Bibliography ─► items     (CSL-JSON)
                (csl)   (one entry a    bibtex_text
                         work, keyed)   ris_text

CSL-JSON is the middle form: the other two are made from it. docs/references.md has the table of all fields.
"""

import json
from collections.abc import Callable
from typing import Literal

from wikiextract.bibliography.collection import Bibliography, csl_items
from wikiextract.bibliography.csl import Work, work_of

__all__ = ["Bibliography", "Work", "csl_items", "text_maker", "work_of"]


def text_maker(form: Literal["bibtex", "ris", "csl-json"]) -> Callable[[Bibliography], str]:
    """What makes the text of a file in that form. Raises ImportError when a library that it needs is missing."""
    match form:
        case "bibtex":
            import bibtexparser  # noqa: F401  # to know before anything is read that it is there

            from wikiextract.bibliography.bibtex import bibtex_text

            return lambda bibliography: bibtex_text(bibliography.entries())
        case "ris":
            from wikiextract.bibliography.ris import ris_text

            return lambda bibliography: ris_text(bibliography.entries())
        case "csl-json":
            return lambda bibliography: json.dumps(bibliography.items(), ensure_ascii=False, indent=2) + "\n"
