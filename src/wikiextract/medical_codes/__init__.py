"""Codes of medical classifications and databases: found in a text, put into their usual form, checked, addressed.

    {{ICD10|E|83|5|e|70}}   is   icd-10 E83.5                       (`assembled`)
    "710.0–710.1 (lupus)"   are  icd-9-cm 710.0 to 710.1, "lupus"   (`written`)
    "6595006"               is a snomed-ct concept whose Verhoeff digit holds   (`checked`)
    GeneReviewsNBK2         holds genereviews, the second of them   (`holder`)

The systems, their patterns, addresses and Wikidata properties, the parameters that hold them and the templates that
write them are rows of `data/medical.json`. The names are those of
https://en.wikipedia.org/wiki/Template:Medical_resources.
"""

from wikiextract.medical_codes.systems import (
    Code,
    addressed,
    checked,
    is_placeholder,
    is_whole,
    joint,
    named_by,
    runs_backward,
    spaced,
)
from wikiextract.medical_codes.templates import (
    Assembled,
    Holder,
    assembled,
    box,
    holder,
    is_medical_template,
    is_value_template,
)
from wikiextract.medical_codes.text import INSIDE, TEMPLATE, Written, unread, written

__all__ = [
    "INSIDE",
    "TEMPLATE",
    "Assembled",
    "Code",
    "Holder",
    "Written",
    "addressed",
    "assembled",
    "box",
    "checked",
    "holder",
    "is_medical_template",
    "is_placeholder",
    "is_value_template",
    "is_whole",
    "joint",
    "named_by",
    "runs_backward",
    "spaced",
    "unread",
    "written",
]
