"""Media: pictures and other files shown on a page."""

from typing import Literal

from wikiextract.models.model import Context, Model, Span


class Media(Model):
    """One file shown on the page."""

    file: str
    """Title of the file with its namespace in the wiki's own word: `File:Example.png`, `Datei:Example.png`."""
    kind: Literal["thumb", "frame", "frameless", "inline", "infobox", "gallery"]
    """How it is shown."""
    caption: str | None
    """Caption as a reader sees it."""
    alt: str | None
    """Text for those who cannot see it."""
    link: str | None
    """Where a click leads, when that is not the file's own page; empty for nowhere."""
    width: int | None
    """Width in pixels, as asked for."""
    height: int | None
    """Height in pixels, as asked for."""
    context: Context
    """What the file stands in."""
    section: int
    """Index of the section."""
    span: Span
    """Where it is written."""
