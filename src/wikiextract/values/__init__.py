"""Typed values: what the text of an infobox parameter says, for a program."""

from wikiextract.values.parameter import values

__all__ = ["values"]
