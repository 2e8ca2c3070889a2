"""Typed values: what the text of an infobox parameter says, for a program."""

from wikiextract.values.local_dates import is_impossible_date
from wikiextract.values.parameter import unread, values

__all__ = ["is_impossible_date", "unread", "values"]
