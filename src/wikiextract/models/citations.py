"""Citations: the citation templates of a page (`{{cite journal}}`, `{{citation}}` …), field by field."""

from wikiextract.models.model import Model, Span


class CitationName(Model):
    """One author, editor or translator."""

    last: str | None
    """Family name."""
    first: str | None
    """Given names or initials."""
    name: str
    """The whole name: as written, or the family name and the given names."""
    link: str | None
    """Title of the page about the person."""
    collective: bool
    """Whether it is a group or an institution."""
    mask: str | None
    """What is printed in place of the name."""


class CitationDate(Model):
    """A date of a citation."""

    raw: str
    """Date as written: wikitext."""
    text: str
    """Date as written, as a reader sees it: without links and comments."""
    start: str | None
    """Date or first day of a range, ISO 8601, as precise as it is written; null when it is not a date."""
    end: str | None
    """Last day of a range, ISO 8601."""
    season: str | None
    """Season or other named part of the year, as written."""
    approximate: bool
    """Whether it is marked as not exact (circa)."""


class CitationIdentifier(Model):
    """An identifier of the cited work: DOI, PMID, ISBN …"""

    scheme: str
    """Which identifier it is, in lower case: `doi`, `pmid`, `isbn`."""
    value: str
    """The identifier in its usual form."""
    raw: str
    """The identifier as written."""
    valid: bool | None
    """Whether it keeps the scheme's rules; null when no rule is known."""
    reason: str | None
    """Why it is not valid."""
    url: str | None
    """Address that the identifier leads to."""


class CitationParameter(Model):
    """One parameter of a citation template, as written."""

    name: str
    """Name as written, without surrounding blanks."""
    raw: str
    """The value's wikitext, without surrounding blanks."""


class Citation(Model):
    """One citation template."""

    template: str
    """Name of the template: `Cite journal`."""
    type: str
    """Kind of the work: `journal`, `book`, `web`, `news` …"""
    reference: int | None
    """Index, in the document's `references`, of the footnote that it stands in."""
    section: int
    """Index of the section that it stands in."""
    text: str | None
    """What the citation reads as, ordered and punctuated as in Citation Style 1 and 2; null when it says nothing."""
    title: str | None
    """Title of the work."""
    chapter: str | None
    """Title of the chapter or other part."""
    script_title: str | None
    """Title in its original script."""
    trans_title: str | None
    """Translated title."""
    container: str | None
    """What it appeared in: journal, website, newspaper, encyclopedia …"""
    publisher: str | None
    """Publisher."""
    place: str | None
    """Place of publication."""
    edition: str | None
    """Edition."""
    series: str | None
    """Series."""
    volume: str | None
    """Volume."""
    issue: str | None
    """Issue or number."""
    pages: str | None
    """Pages, or another place within the work."""
    quote: str | None
    """Words quoted from the work."""
    authors: tuple[CitationName, ...]
    """Authors, in order; the contributors, where what is cited is their part of another's work."""
    container_authors: tuple[CitationName, ...]
    """Authors of the work that such a contribution stands in."""
    editors: tuple[CitationName, ...]
    """Editors, in order."""
    translators: tuple[CitationName, ...]
    """Translators, in order."""
    interviewers: tuple[CitationName, ...]
    """Interviewers, in order."""
    others: str | None
    """Others who had a part in it (illustrators, narrators), as written."""
    et_al: bool
    """Whether the list of authors is marked as incomplete."""
    date: CitationDate | None
    """Date of publication."""
    access_date: CitationDate | None
    """Day on which the address was visited."""
    archive_date: CitationDate | None
    """Day of the archived copy."""
    url: str | None
    """Address of the work."""
    archive_url: str | None
    """Address of an archived copy."""
    url_status: str | None
    """Whether the address is said to be live, dead …, as written."""
    language: tuple[str, ...]
    """Languages of the work: codes where a table knows them, else names as written."""
    identifiers: tuple[CitationIdentifier, ...]
    """DOI, PMID, ISBN and other identifiers."""
    anchor: str | None
    """Name by which short citations find it: `CITEREFLeBedocs2021`."""
    parameters: tuple[CitationParameter, ...]
    """All parameters as written, in source order."""
    span: Span
    """Where the template is written."""
