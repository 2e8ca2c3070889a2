"""Medical resources: identifiers of a condition in ICD, MeSH, OMIM, SNOMED CT and other systems."""

from wikiextract.models.model import Model, Span


class MedicalTemplate(Model):
    """One template that holds medical identifiers."""

    name: str
    """Name of the template: `Medical resources`."""
    span: Span
    """Where it is written."""


class MedicalIdentifier(Model):
    """One identifier in a medical system, or a range of them."""

    system: str
    """The system: `icd-10`, `mesh`, `omim`, `snomed-ct` …"""
    code: str
    """The identifier in the system's usual form."""
    code_end: str | None
    """Last identifier of a range."""
    label: str | None
    """What is written beside the identifier to say what it stands for."""
    qualifier: str | None
    """Dagger, asterisk or other mark that the system knows."""
    parameter: str
    """Name of the parameter, as written."""
    raw: str
    """The identifier's wikitext."""
    valid: bool | None
    """Whether it keeps the system's rules (form, check digit); null when no rule is known."""
    reason: str | None
    """Why it is not valid."""
    url: str | None
    """Address of the entry."""
    wikidata_property: str | None
    """Wikidata's property for the system: `P486`."""
    span: Span
    """Where the identifier is written."""


class MedicalParameter(Model):
    """A parameter of a medical template that names no system of identifiers."""

    parameter: str
    """Name of the parameter, as written."""
    raw: str
    """The value's wikitext."""
    text: str | None
    """The value as a reader sees it; null when it is empty."""
    span: Span
    """Where the value is written."""


class MedicalResources(Model):
    """The medical identifiers of a page: from `{{Medical resources}}`, infoboxes, free-standing templates."""

    templates: tuple[MedicalTemplate, ...]
    """The templates that they come from."""
    identifiers: tuple[MedicalIdentifier, ...]
    """The identifiers, in source order."""
    other: tuple[MedicalParameter, ...]
    """Parameters of the block that name no system of identifiers."""
