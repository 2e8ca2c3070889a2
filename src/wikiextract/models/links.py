"""Links: to other pages, to the web, to other languages, to categories, and the target of a redirect."""

from typing import Literal

from wikiextract.models.model import Context, Model, Span


class Redirect(Model):
    """Where a redirect page leads."""

    target: str
    """Title of the page."""
    fragment: str | None
    """Section of the page, behind the `#`."""
    span: Span
    """Where the redirect is written, from `#REDIRECT` to the end of its link."""


class Link(Model):
    """One link to another page of the wiki."""

    target: str
    """Title of the page, with its namespace."""
    fragment: str | None
    """Section of the page, behind the `#`."""
    text: str
    """What a reader sees of the link, with its trail."""
    namespace: int
    """Number of the target's namespace: 0 for articles."""
    context: Context
    """What the link stands in."""
    section: int
    """Index of the section."""
    span: Span
    """Where the link is written."""


class ExternalLink(Model):
    """One link to an address on the web."""

    url: str
    """The address."""
    text: str | None
    """Its label; null when it has none."""
    context: Context
    """What the link stands in."""
    section: int
    """Index of the section."""
    span: Span
    """Where the link is written."""


class InterlanguageLink(Model):
    """The same page in another language."""

    language: str
    """Code of the other wiki's language."""
    title: str
    """Title of the page there."""
    span: Span
    """Where the link is written."""


class Category(Model):
    """One category of the page."""

    name: str
    """Name of the category, without the namespace."""
    sort_key: str | None
    """Key that the page is sorted by in this category."""
    source: Literal["link", "bare"]
    """`link` for a category link; `bare` where a damaged page had only the words `Category:Name`."""
    span: Span
    """Where the category is written."""
