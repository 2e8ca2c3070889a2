"""The codes in the value of one parameter.

    | ICD9 = {{ICD9|710.0}}–{{ICD9|710.1}} (lupus)<ref>…</ref>, 446.5
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^  ^^^^^              ^^^^^
             a range                       its label          another code

The value is laid out as a text of the same length, character under character: markup, references and comments are
blanks, each value template is a mark, entities and symbol templates are the characters that they show. Codes are
found in that text, so that every span holds in the source. Wrappers such as {{nowrap}} and lists such as {{ubl}} are
looked into; other templates show nothing.
"""

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from wikiextract import medical_codes
from wikiextract.data import table
from wikiextract.medical_codes import INSIDE, TEMPLATE, Assembled, Code
from wikiextract.plain import value_text
from wikiextract.tree import Argument, Article, Comment, Link, Node, Parameter, Tag, Template

_MARKUP = re.compile(
    r"'{2,}|<[^<>]*>|&#?\w{1,20};|(?P<label>\[(?:https?:)?//[^\s\[\]<>]*(?=\s))|(?P<bare>https?://[^\s\[\]<>]*)|[\[\]]"
)
_ENDING = re.compile(r"(?<=\w)(?:\.(?:html?|aspx?|php)|/)$")
_BREAK = re.compile(r"</?\s*(?:br|li|p|div)\b", re.IGNORECASE)


class Found(NamedTuple):
    """A code, or a range of two, and where it stands in the source."""

    code: Code
    code_end: Code | None
    label: str | None
    span: tuple[int, int]


class Value(NamedTuple):
    """A value laid out: `text` is as long as the value's source."""

    text: str
    start: int
    templates: dict[int, Template]
    """The value templates, by where they begin."""

    @property
    def words(self) -> str:
        """The text without what is blank or a template."""
        return _words(self.text)


def value(article: Article, parameter: Parameter) -> Value:
    """The parameter's value, laid out."""
    templates: dict[int, Template] = {}
    pieces = _pieces(article, (parameter.start, parameter.end), parameter.nodes, templates)
    return Value("".join(pieces), parameter.start, templates)


def codes(article: Article, parameter: Parameter, system: str) -> tuple[list[Found], list[tuple[int, int]]]:
    """The codes of `system` in the parameter's value, and those of other systems that a value template names.

    With them the spans of the words in the value that are neither codes nor what they are called.
    """
    if medical_codes.is_whole(system):
        return _formula(article, parameter, system), []
    laid = value(article, parameter)
    entries = medical_codes.written(system, laid.text)
    found = (_found(article, laid, entry) for entry in entries)
    unread = medical_codes.unread(laid.text, entries)
    return [one for one in found if one], [(laid.start + start, laid.start + end) for start, end in unread]


def _formula(article: Article, parameter: Parameter, system: str) -> list[Found]:
    """The value as one code; its brackets and commas are its own, and blanks only break its lines."""
    text = "".join(value_text(article, parameter).split())
    if not text or medical_codes.is_placeholder(text):
        return []
    return [Found(medical_codes.checked(system, text), None, None, parameter.span)]


def template_codes(article: Article, template: Template) -> Found | None:
    """What one value template says; None when it says nothing or has placeholders."""
    said = _said(article, template)
    return _of_template(said, template.span) if said else None


def _found(article: Article, laid: Value, entry: medical_codes.Written) -> Found | None:
    """The entry with its codes checked; None where nothing but placeholders is left of it."""
    ends = [_end(article, laid, entry.system, span) for span in (entry.first, entry.last) if span]
    kept = [end for end in ends if end]
    if not kept:
        return None
    first, last = kept[0], kept[-1]
    label = first.label or last.label
    if label is None and entry.label:
        label = _words(laid.text[slice(*entry.label)]) or None
    end = last.code_end or (last.code if last is not first else None)
    return Found(first.code, end, label, (first.span[0], last.span[1]))


def _end(article: Article, laid: Value, system: str, span: tuple[int, int]) -> Found | None:
    start, end = laid.start + span[0], laid.start + span[1]
    written = laid.text[slice(*span)]
    if not written.startswith(TEMPLATE):
        return Found(medical_codes.checked(system, written), None, None, (start, end))
    said = _said(article, laid.templates[start])
    return _of_template(said, (start, end), written.strip(TEMPLATE + INSIDE) or None) if said else None


def _of_template(said: Assembled, span: tuple[int, int], mark: str | None = None) -> Found:
    code = medical_codes.checked(said.system, said.code, said.entity)
    end = medical_codes.checked(said.system, said.code_end) if said.code_end else None
    return Found(code._replace(qualifier=code.qualifier or mark), end, said.label, span)


def _said(article: Article, template: Template) -> Assembled | None:
    positional: list[str] = []
    named: dict[str, str] = {}
    for parameter in template.parameters:
        words = value(article, parameter).words
        if not parameter.name.isdecimal():
            named[parameter.name] = words
        elif len(parameter.name) == 1 and (place := int(parameter.name)):
            positional += [""] * (place - len(positional))
            positional[place - 1] = words
    return medical_codes.assembled(template.key, positional, named)


def _words(text: str) -> str:
    return " ".join(text.replace(TEMPLATE, " ").replace(INSIDE, " ").split())


def _pieces(
    article: Article, span: tuple[int, int], nodes: Sequence[Node], templates: dict[int, Template]
) -> list[str]:
    """The source between two offsets, laid out; `templates` is filled."""
    at, end = span
    pieces: list[str] = []
    for node in nodes:
        if at <= node.start and node.end <= end:
            pieces.append(_text(article.source[at : node.start]))
            pieces += _node(article, node, templates)
            at = node.end
    pieces.append(_text(article.source[at:end]))
    return pieces


def _node(article: Article, node: Node, templates: dict[int, Template]) -> list[str]:
    length = node.end - node.start
    if isinstance(node, Template):
        return _template(article, node, templates)
    if isinstance(node, Link):
        start = node.target_start if node.text_start < 0 else node.text_start
        inner = _pieces(article, (start, node.text_end), node.nodes, templates)
        return [" " * (start - node.start), *inner, "  "]
    if isinstance(node, Tag) and node.name == "nowiki" and node.inner_start >= 0:
        inner = [article.source[node.inner_start : node.inner_end]]
        return [" " * (node.inner_start - node.start), *inner, " " * (node.end - node.inner_end)]
    if isinstance(node, Comment | Tag | Argument):
        return [" " * length]
    return [article.source[node.start : node.end]]


def _template(article: Article, template: Template, templates: dict[int, Template]) -> list[str]:
    tables = table("medical")
    length = template.end - template.start
    if medical_codes.is_value_template(template.key):
        templates[template.start] = template
        return [TEMPLATE + INSIDE * (length - 1)]
    if symbol := tables["symbols"].get(template.key):
        return [symbol + " " * (length - 1)]
    if template.key not in tables["wrappers"]:
        return [" " * length]
    pieces: list[str] = []
    at = template.start
    for parameter in template.parameters:
        if parameter.name.isdecimal():
            # Each argument is an entry of its own.
            pieces += [" " * (parameter.start - at - 1), ";"]
            pieces += _pieces(article, (parameter.start, parameter.end), parameter.nodes, templates)
            at = parameter.end
    return [*pieces, " " * (template.end - at)]


def _text(source: str) -> str:
    """Wikitext without nodes, laid out: what shows nothing is blank."""
    return _MARKUP.sub(_laid, source) if any(mark in source for mark in "'[]<&:") else source


def _laid(match: re.Match[str]) -> str:
    written = match[0]
    if match["bare"]:
        # An address without a label names its entry in its last part.
        kept = _ENDING.sub("", written)
        cut = max(kept.rfind(mark) for mark in "/=#?") + 1
        return (" " * cut + kept[cut:]).ljust(len(written))
    if written[0] == "&":
        shown = unescape(written)
        return shown.ljust(len(written)) if len(shown) == 1 else written
    return ("\n" if _BREAK.match(written) else " ").ljust(len(written))
