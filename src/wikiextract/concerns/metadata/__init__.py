"""What a page says of itself: its titles and kind, hatnotes, notices, stubs, navboxes, all its templates."""

from wikiextract.concerns.metadata.boxes import navboxes, stubs, templates
from wikiextract.concerns.metadata.hatnotes import hatnotes
from wikiextract.concerns.metadata.notices import notices
from wikiextract.concerns.metadata.titles import (
    default_sort,
    display_title,
    kind,
    redirect,
    short_description,
)

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
