"""Medical identifiers: from the block at the page's end, from boxes, and from value templates in the text."""

from wikiextract.concerns.medical.resources import medical_resources

__all__ = ["medical_resources"]
