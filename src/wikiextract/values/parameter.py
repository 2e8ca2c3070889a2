"""The typed values of one infobox parameter.

    | birth_date = {{birth date and age|1947|4|1}}
    | website    = [https://example.org/ Example]<ref>…</ref>
    | area       = 891.85 km²
    | image      = [[File:Heart.svg|thumb]]

First what templates write, in whatever list or wrapper they stand ({{ubl}}, {{nowrap}}); then images and addresses
in brackets; then, where there is none of these, each line of the text that is one thing: a date, a quantity, an
address, a file. Identifiers of medical boxes are known by their parameter. Boxes within the box keep their own
values; references have none. What is not certain is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, Literal

from wikiextract import medical_codes
from wikiextract.data import table
from wikiextract.formats import shown
from wikiextract.marks import NOTHING
from wikiextract.models import Value
from wikiextract.names import decoded, target
from wikiextract.plain import cleaned, expanded
from wikiextract.tree import Article, Comment, Link, Node, Parameter, Tag, Template
from wikiextract.values.coordinates import place_parameters, placed_by_parts
from wikiextract.values.lines import Line, file_title, line_values
from wikiextract.values.templates import Call, is_exact, is_typed, template_values
from wikiextract.values.value import coded
from wikiextract.values.words import NO_WORDS, Words

_EXTERNAL = re.compile(r"\[((?:https?:|ftp:)?//[^\s\[\]<>\"{}|]+)(?:[ \t]([^\[\]\n]*))?\]")
_TAGS = re.compile(r"<[^<>]*>")
_FILE_NAMESPACE = 6
_LINES = 40
_NEAR = 4
_EDGE = "\uf8fe"
"""A sign of no meaning that keeps the blanks beside it."""
_DASH_BEFORE_NOTHING = re.compile(rf"[-–—−]\s*{NOTHING}")
_WITHOUT_MEANING = re.compile(r"<(?:sub|del|s|strike)\b|display\s*:\s*none", re.IGNORECASE)
"""Markup of text that says something else than its signs: an index, what is struck out or hidden."""
_KINDS: Final[Mapping[str, Literal["date", "quantity"]]] = {
    "ymd": "date",
    "dmy": "date",
    "convert": "quantity",
    "val": "quantity",
}
_ATC = ("ATC_prefix", "ATCCode_prefix")


def values(article: Article, parameter: Parameter, text: str, key: str) -> tuple[Value, ...]:
    """The typed values of the parameter, in source order.

    `text` is what a reader sees of it, a line for a line; `key` its canonical name, which says with its own what it
    is about.
    """
    if not text and not parameter.nodes:
        return ()
    found = (
        list(_of_nodes(article, parameter, _only(article, parameter, text), NO_WORDS))
        if parameter.nodes
        else []
    )
    if "//" in text or "//" in article.source[parameter.start : parameter.end]:
        found += _external(article, parameter)
    if not found and text:
        found += _of_text(article, parameter, text, key)
    found += _placed(article, parameter)
    found.sort(key=lambda value: value.span)
    return tuple(found)


def unread(article: Article) -> Iterator[tuple[Template, Literal["date", "quantity"]]]:
    """The templates that should write a date or a quantity and do not: `{{birth date|1950|13|1}}`, `{{convert|a|km}}`.

    Without those that are given nothing, or a template that is not known.
    """
    forms = _checked_forms()
    for template in article.templates:
        form = forms.get(template.key)
        if form is not None:
            call = _call(article, template, template.name)  # what it shows does not matter
            if _is_written(form, call, template) and next(template_values(call, NO_WORDS), None) is None:
                yield template, _KINDS[form]


def _is_written(form: str, call: Call, template: Template) -> bool:
    """Whether a template is given anything that it should be able to read."""
    if _KINDS[form] == "date":
        return any(character.isdigit() for argument in call.positional for character in argument)
    if any(isinstance(node, Template) for parameter in template.parameters for node in parameter.nodes):
        return False
    first = call.argument(1)
    return bool(first) and (
        form == "convert" or any(map(str.isdigit, first))
    )  # some wikis have {{val}} for words


@cache
def _checked_forms() -> dict[str, str]:
    """The templates whose arguments are a date or a quantity or wrong, by name: how they are read."""
    return {name: form for name, form in table("values")["templates"].items() if form in _KINDS}


def _of_nodes(article: Article, holder: Parameter, text: str, words: Words) -> Iterator[Value]:
    """The values of templates and images in the parameter, and in the wrappers there.

    `text` is what the value shows, where a single node makes it, else empty; `words` is what stands around a wrapper.
    """
    for place, node in enumerate(holder.nodes):
        if isinstance(node, Template):
            if is_typed(node.key):
                if text or node.key not in table("values")["asides"]:
                    yield from template_values(
                        _call(article, node, text), _around(article, holder, place, words)
                    )
            elif node.key in table("values")["wrappers"]:
                around = _around(article, holder, place, words)
                for parameter in node.parameters:
                    yield from _of_nodes(article, parameter, "", around)
        elif isinstance(node, Link) and "." in article.source[node.target_start : node.target_end]:
            goal = target(article.source[node.target_start : node.target_end], article.wiki)
            if goal and goal.namespace == _FILE_NAMESPACE and not goal.leading_colon:
                title = file_title(goal.full, article.wiki)
                if title:
                    yield coded("image", text or goal.name, node.span, code=title)


def _around(article: Article, holder: Parameter, place: int, outer: Words) -> Words:
    """What a reader sees on the same line before and behind a node of the parameter: no more than a few nodes away.

    `outer` is what stands around the parameter itself, where that is the inside of a wrapper.
    """
    nodes = holder.nodes
    start = nodes[place - _NEAR].end if place >= _NEAR else holder.start
    end = nodes[place + _NEAR].start if place + _NEAR < len(nodes) else holder.end
    before = _seen(article, nodes[max(place - _NEAR, 0) : place], start, nodes[place].start)
    behind = _seen(article, nodes[place + 1 : place + _NEAR], nodes[place].end, end)
    lines_before, lines_behind = before.split("\n"), behind.split("\n")
    if len(lines_before) == 1 and outer.before:
        lines_before[0] = f"{outer.before} {before}"
    if len(lines_behind) == 1 and outer.behind:
        lines_behind[0] = f"{behind} {outer.behind}"
    return Words(lines_before[-1], lines_behind[0])


def _seen(article: Article, nodes: Sequence[Node], start: int, end: int) -> str:
    """What a reader sees of a stretch of source, blanks and breaks at its ends kept."""
    if start >= end or article.source[start:end].isspace():
        return ""
    return cleaned(f"{_EDGE}{expanded(article, nodes, start, end)}{_EDGE}").replace(_EDGE, "")


def _only(article: Article, parameter: Parameter, text: str) -> str:
    """`text` where one node, besides references and comments, makes the whole value; else nothing."""
    seen = [node for node in parameter.nodes if not isinstance(node, Comment | Tag)]
    if len(seen) != 1:
        return ""
    at, outside = parameter.start, []
    for node in parameter.nodes:
        outside.append(article.source[at : node.start])
        at = node.end
    outside.append(article.source[at : parameter.end])
    return text if not "".join(outside).strip() else ""


def _call(article: Article, template: Template, text: str) -> Call:
    positional: list[str] = []
    named: dict[str, str] = {}
    for parameter in template.parameters:
        argument = _argument(article, parameter)
        if parameter.positional:
            positional.append(argument)
        elif (place := _place(parameter.name)) and place <= len(positional) + 1 <= 50:
            positional[place - 1 : place] = [argument]
        else:
            named[parameter.name] = argument
    text = text or _cleaned(shown(template.key, positional, named) or " ".join(filter(None, positional)))
    return Call(template.key, positional, named, " ".join(text.split()), template.span, article.wiki.language)


def _place(name: str) -> int:
    """The place that a parameter's name says by number, 0 for other names."""
    return int(name) if len(name) < 3 and name.isdecimal() else 0


def _argument(article: Article, parameter: Parameter) -> str:
    """An argument as text: references and comments gone, links by their text, templates by what they show."""
    source = article.source
    if not parameter.nodes:
        return _cleaned(source[parameter.start : parameter.end])
    pieces = []
    at = parameter.start
    for node in parameter.nodes:
        pieces.append(source[at : node.start])
        if isinstance(node, Link):
            start = node.target_start if node.text_start < 0 else node.text_start
            pieces.append(source[start : node.text_end])
        elif isinstance(node, Template):
            pieces.append(_call(article, node, "").text)
        at = node.end
    pieces.append(source[at : parameter.end])
    return _cleaned("".join(pieces))


def _cleaned(text: str) -> str:
    if "<" in text:
        text = _TAGS.sub(" ", text)
    return decoded(text.replace("''", "")).strip()


def _external(article: Article, parameter: Parameter) -> Iterator[Value]:
    """Addresses in brackets, outside references and templates other than wrappers; the label is the text."""
    at = parameter.start
    for node in parameter.nodes:
        yield from _addresses(article, at, node.start)
        if isinstance(node, Template) and node.key in table("values")["wrappers"]:
            for argument in node.parameters:
                yield from _external(article, argument)
        at = node.end
    yield from _addresses(article, at, parameter.end)


def _addresses(article: Article, start: int, end: int) -> Iterator[Value]:
    for found in _EXTERNAL.finditer(article.source, start, end):
        url, text = decoded(found[1]), _cleaned(found[2] or "")
        yield coded("url", text or url, found.span(), code=url)


def _of_text(article: Article, parameter: Parameter, text: str, key: str) -> Iterator[Value]:
    """What the lines of the text are, or the identifiers that a medical box has there."""
    assert isinstance(parameter.parent, Template)
    if parameter.name.startswith(_ATC):
        yield from _atc(article, parameter, text)
        return
    holder = medical_codes.holder(parameter.name, parameter.parent.key)
    if holder:
        yield from _identifiers(parameter, text, holder)
        return
    if _WITHOUT_MEANING.search(article.source, parameter.start, parameter.end):
        return
    keys = {node.key for node in parameter.nodes if isinstance(node, Template)}
    if not keys.isdisjoint(table("values")["lowered"]) or any(map(is_exact, keys)):
        return  # an index, or a template that should have given the value
    left_out = bool(keys) and _leaves_out_end(article, parameter)
    whole = parameter.span
    lines = []
    for line in text.split("\n", _LINES)[:_LINES]:
        at = article.source.find(line, *whole) if line and len(line) < 200 else -1
        lines.append(Line(line.strip(), (at, at + len(line)) if at >= 0 else whole, not left_out))
    named = parameter.name if parameter.name == key else f"{parameter.name} {key}"
    yield from line_values(lines, named, article.wiki)


def _leaves_out_end(article: Article, parameter: Parameter) -> bool:
    """Whether a template that nobody knows stands behind a dash; a reference there leaves nothing out."""
    pieces, at = [], parameter.start
    for node in parameter.nodes:
        pieces.append(article.source[at : node.start])
        if not isinstance(node, Tag):
            pieces.append(expanded(article, [node], *node.span))
        at = node.end
    pieces.append(article.source[at : parameter.end])
    return _DASH_BEFORE_NOTHING.search("".join(pieces)) is not None


def _placed(article: Article, parameter: Parameter) -> Iterator[Value]:
    """The place whose latitude, longitude and their parts are parameters of their own, with the first of them."""
    assert isinstance(parameter.parent, Template)
    if parameter.name in place_parameters():
        found = placed_by_parts(article, parameter.parent)
        if found and found.first is parameter:
            code = f"{found.place.latitude},{found.place.longitude}"
            yield coded("coordinates", code, found.span, code=code, system="wgs84")


def _atc(article: Article, parameter: Parameter, text: str) -> Iterator[Value]:
    """The ATC code of a box that has its two halves in parameters of their own, with the first of them."""
    assert isinstance(parameter.parent, Template)
    suffix = parameter.name.replace("prefix", "suffix")
    half = next((other for other in parameter.parent.parameters if other.name == suffix), None)
    if half and half.end > half.start and not half.nodes:
        code = medical_codes.checked("atc", text + article.source[half.start : half.end].strip())
        if code.valid:
            yield coded("identifier", code.code, parameter.span, code=code.code, system="atc")


def _identifiers(parameter: Parameter, text: str, holder: medical_codes.Holder) -> Iterator[Value]:
    """A value that is one code of its parameter's system and nothing else."""
    if holder.part:
        return
    code = medical_codes.checked(holder.system, text)
    if code.valid:
        yield coded("identifier", text, parameter.span, code=code.code, system=code.system)
