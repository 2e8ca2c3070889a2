"""What a page says of itself: its titles and kind, hatnotes, notices, stubs, navboxes, all its templates."""

from wikiextract.extract.metadata.boxes import navboxes, stubs, templates
from wikiextract.extract.metadata.hatnotes import hatnotes
from wikiextract.extract.metadata.notices import notices
from wikiextract.extract.metadata.titles import default_sort, display_title, kind, redirect, short_description

__all__ = [
    "default_sort",
    "display_title",
    "hatnotes",
    "kind",
    "navboxes",
    "notices",
    "redirect",
    "short_description",
    "stubs",
    "templates",
]
