"""Typed values: what the text of an infobox parameter says, for a program."""

from wikiextract.values.coordinates import place_parameters, placed_by_parts
from wikiextract.values.local_dates import is_impossible_date
from wikiextract.values.parameter import unread, values

__all__ = ["is_impossible_date", "place_parameters", "placed_by_parts", "unread", "values"]
