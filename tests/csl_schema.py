"""CSL-JSON as a JSON Schema, from the facts of CSL 1.0.2: types, variables, names, dates.

https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV.
"""

TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
""".split()

TEXTS = """
    abstract annote archive collection-title container-title DOI genre ISBN ISSN language note original-title PMCID PMID
    publisher publisher-place title URL
""".split()

NUMBERS = "chapter-number collection-number edition issue number page volume".split()

NAMES = "author collection-editor container-author director editor interviewer translator".split()

DATES = "accessed issued original-date submitted".split()

TEXT = {"type": "string", "minLength": 1, "pattern": r"^\S"}

NAME = {
    "type": "object",
    "properties": dict.fromkeys(("family", "given", "literal", "suffix", "non-dropping-particle"), TEXT),
    "additionalProperties": False,
    "oneOf": [{"required": ["family"]}, {"required": ["literal"], "maxProperties": 1}],
}

DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "prefixItems": [
                    {"type": "integer"},
                    {"type": "integer", "minimum": 1, "maximum": 12},
                    {"type": "integer", "minimum": 1, "maximum": 31},
                ],
                "items": False,
            },
        },
        "season": {"enum": ["1", "2", "3", "4"]},
        "circa": {"const": True},
        "literal": TEXT,
    },
    "additionalProperties": False,
    "anyOf": [{"required": ["date-parts"]}, {"required": ["literal"]}],
}

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9]*-[0-9a-f]{6,32}$"},
            "type": {"enum": TYPES},
        }
        | dict.fromkeys(TEXTS + NUMBERS, TEXT)
        | {role: {"type": "array", "minItems": 1, "items": NAME} for role in NAMES}
        | dict.fromkeys(DATES, DATE),
        "additionalProperties": False,
    },
}
