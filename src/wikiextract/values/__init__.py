"""Typed values: what the text of an infobox parameter says, for a program."""

from wikiextract.values.coordinates import place_parameters, placed_by_parts
from wikiextract.values.parameter import is_unread_date, values

__all__ = ["is_unread_date", "place_parameters", "placed_by_parts", "values"]
