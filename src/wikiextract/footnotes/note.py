"""One footnote, while the marks that use and define it are gathered."""

from dataclasses import dataclass, field

from wikiextract.footnotes.marks import Mark


@dataclass(slots=True)
class Footnote:
    """A reference while its marks are gathered."""

    index: int
    group: str
    name: str | None
    uses: list[Mark] = field(default_factory=list)
    definition: Mark | None = None
    followed: list[Mark] = field(default_factory=list)
    """Marks whose text goes behind its own."""
    parent: int | None = None
    """The index of the one that it is a sub-reference of."""
    number: int | None = None
    """As Cite counts it where it is first used; of a sub-reference that of its parent."""
    label: str | None = None
    """What a reader sees for it: `1`, `a`, `note 1`, `1.1`."""
    redefined: list[Mark] = field(default_factory=list)
    """Later marks that give it another text."""

    @property
    def refused(self) -> str | None:
        """Why Cite makes nothing of it at all."""
        first = self.uses[0] if self.uses else None
        return first.refused if first is not None and self.number is None else None
