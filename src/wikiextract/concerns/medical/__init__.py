"""Identifiers: medical ones from the block at the page's end, boxes and value templates; those of substances."""

from wikiextract.concerns.medical.resources import medical_resources
from wikiextract.concerns.medical.substances import identifiers

__all__ = ["identifiers", "medical_resources"]
