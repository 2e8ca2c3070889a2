"""Infoboxes: the boxes of facts, parameter by parameter.

    {{Infobox medical condition | name = Calcinosis | field = [[Endocrinology]] | symptoms = {{ubl|a|b}} }}
      ^template, kind             ^name               ^key "specialty", links     ^items

A template is an infobox by its role (see `roles`); one in a parameter of another is embedded and knows its parent.
A box may be written as several templates that make one table, from the one that opens it to the one that closes it:

    {{Starbox begin|name=…}} {{Starbox image|…}} {{Starbox observe|…}} {{Starbox end}}
      ^kind "starbox"          ^part_of: the opening one  ^the same       ^the same

All parameters are there in source order, empty ones too; of two with one name the last counts, as for MediaWiki
(both stand in the document's `templates`). Their canonical names are those of `wikiextract.families`.

https://en.wikipedia.org/wiki/Help:Infobox
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from wikiextract.blocks.places import Places
from wikiextract.data import table
from wikiextract.families import family, key, titles
from wikiextract.formats import items as template_items
from wikiextract.marks import BREAK
from wikiextract.models import Infobox, Value, trusted
from wikiextract.models import Parameter as ParameterModel
from wikiextract.plain import argument, cleaned, expanded, goal_of, value_text
from wikiextract.roles import infobox_kind
from wikiextract.tree import Article, Link, Node, Parameter, Tag, Template

_LONGEST_KIND = 40

_infobox = trusted(Infobox)
_parameter = trusted(ParameterModel)
Values = Callable[[Article, Parameter, str, str], tuple[Value, ...]]


def infoboxes(
    article: Article, places: Places, reference_of: Mapping[int, Sequence[int]], values: Values
) -> tuple[Infobox, ...]:
    """The infoboxes of the page in source order.

    `reference_of` maps where a reference is used to its index; `values` types a parameter's value.
    """
    boxes = [template for template in article.templates if places.role(template) == "infobox"]
    parents = _parents(boxes)
    wholes = _wholes(boxes, parents)
    made = [
        _made(article, template, belongs, (reference_of, values))
        for template, belongs in zip(boxes, zip(parents, wholes, strict=True), strict=True)
    ]
    return tuple(_named_by_parts(made))


def _parents(boxes: Sequence[Template]) -> list[int | None]:
    """For each box the index of the one that it is embedded in."""
    indexes = {template.start: index for index, template in enumerate(boxes)}
    return [
        next(
            (indexes[n.start] for n in template.ancestors() if n.start in indexes and n.kind == "template"),
            None,
        )
        for template in boxes
    ]


def _wholes(boxes: Sequence[Template], parents: Sequence[int | None]) -> list[int | None]:
    """For each box the index of the one that opened the table which it goes on with."""
    wholes: list[int | None] = []
    opened: dict[int | None, _Opened] = {}
    for index, (template, parent) in enumerate(zip(boxes, parents, strict=True)):
        whole = None
        stem = _stem(template.key, "begin")
        last = opened.get(parent)
        if stem is not None:
            opened[parent] = _Opened(index, stem, template.section)
        elif last and template.section == last.section and _is_part(template.key, last.stem):
            whole = last.box
            if _stem(template.key, "end") is not None:
                del opened[parent]
        else:
            opened.pop(parent, None)
        wholes.append(whole)
    return wholes


class _Opened(NamedTuple):
    """A box that begins a table which the following ones go on with."""

    box: int
    stem: str
    section: int


def _stem(key: str, side: str) -> str | None:
    """The name without the word that says that it opens (`begin`) or closes (`end`) a table; None if none does."""
    word = next((word for word in table("infoboxes")[side] if key.endswith(word)), None)
    return key.removesuffix(word) if word else None


def _is_part(key: str, stem: str) -> bool:
    return key.startswith(stem) and not key[len(stem) : len(stem) + 1].isalpha()


def _named_by_parts(boxes: Sequence[Infobox]) -> Iterator[Infobox]:
    """The boxes; one that only opens a table has the name that its parts give it, if they are not rows of a list."""
    names: dict[int, str] = {}
    for box in boxes:
        if box.name and box.part_of is not None and not box.kind.endswith(" row"):
            names.setdefault(box.part_of, box.name)
    for index, box in enumerate(boxes):
        yield box.model_copy(update={"name": names[index]}) if box.name is None and index in names else box


def _made(
    article: Article,
    template: Template,
    belongs: tuple[int | None, int | None],
    known: tuple[Mapping[int, Sequence[int]], Values],
) -> Infobox:
    kind = _kind(article, template)
    of = family(kind)
    numbered: Mapping[str, str] = table("infoboxes")["numbered"].get(template.key, {})
    last = {parameter.name: parameter for parameter in template.parameters}
    parameters = tuple(
        _made_parameter(article, parameter, _key(article, parameter, (of, numbered)), known)
        for parameter in template.parameters
        if last[parameter.name] is parameter
    )
    return _infobox(
        template=template.name,
        kind=kind,
        family=of,
        name=_title(parameters, kind),
        parent=belongs[0],
        part_of=belongs[1],
        parameters=parameters,
        span=template.span,
    )


def _key(article: Article, parameter: Parameter, known: tuple[str | None, Mapping[str, str]]) -> str:
    """The canonical name of a parameter: by its number in a few boxes, by its family's table, else as it is written."""
    family, numbered = known
    if parameter.name in numbered:
        return numbered[parameter.name]
    return (family and key(parameter.name, family, article.wiki.language)) or parameter.name


def _kind(article: Article, template: Template) -> str:
    """What the box is about: by its name, or for {{Geobox|River}} by its first argument."""
    if template.key in table("infoboxes")["types"]:
        first = next((parameter for parameter in template.parameters if parameter.name == "1"), None)
        said = " ".join(argument(article, first).lower().split()) if first else ""
        if len(said) <= _LONGEST_KIND and said.replace(" ", "").isalpha():
            return said
    kind = infobox_kind(template.name, article.wiki)
    return _stem(kind, "begin") or kind


def _title(parameters: Sequence[ParameterModel], kind: str) -> str | None:
    """The title of a box: its `name`, or what its kind has instead."""
    named = {parameter.key: parameter.text for parameter in parameters if parameter.text}
    for title in titles(kind):
        texts = [named.get(part) for part in title.split("+")]
        if all(texts):
            return " ".join(filter(None, texts))
    return None


def _made_parameter(
    article: Article,
    parameter: Parameter,
    key: str,
    known: tuple[Mapping[int, Sequence[int]], Values],
) -> ParameterModel:
    reference_of, values = known
    raw = article.source[parameter.start : parameter.end]
    nodes = parameter.nodes
    text = value_text(article, parameter) or None if raw else None
    return _parameter(
        name=parameter.name,
        key=key,
        raw=raw,
        text=text,
        items=_items(article, parameter, text) if text else (),
        links=tuple(dict.fromkeys(_links(article, nodes))) if nodes else (),
        references=tuple(dict.fromkeys(_references(nodes, reference_of))) if nodes else (),
        values=values(article, parameter, text or "", key) if raw else (),
        span=(parameter.start, parameter.end),
    )


def _items(article: Article, parameter: Parameter, text: str) -> tuple[str, ...]:
    """The entries of a list; of a value that is no list, the one text."""
    for node in parameter.nodes:
        if isinstance(node, Template):
            arguments = [
                expanded(article, p.nodes, p.start, p.end) for p in node.parameters if p.name.isdecimal()
            ]
            entries = template_items(node.key, arguments, {}, article.wiki.language)
            if entries:
                before = cleaned(expanded(article, parameter.nodes, parameter.start, node.start))
                after = cleaned(expanded(article, parameter.nodes, node.end, parameter.end))
                listed = [entry for entry in map(cleaned, entries) if entry]
                return tuple(entry for entry in (before, *listed, after) if entry)
    if "\n" in text or BREAK in text:
        return tuple(line.strip() for line in text.split("\n") if line.strip())
    return (text,)


def _links(article: Article, nodes: Sequence[Node]) -> Iterator[str]:
    """The titles that a value links to, in its templates too, but not in its references."""
    for node in nodes:
        if isinstance(node, Link):
            goal = goal_of(article, node)
            if (
                goal is not None
                and (goal.leading_colon or goal.namespace not in (6, 14))
                and not goal.interwiki
            ):
                yield goal.full
        elif isinstance(node, Template):
            for parameter in node.parameters:
                yield from _links(article, parameter.nodes)


def _references(nodes: Sequence[Node], reference_of: Mapping[int, Sequence[int]]) -> Iterator[int]:
    """The references used in a value."""
    for node in nodes:
        yield from reference_of.get(node.start, ()) if isinstance(node, Tag | Template) else ()
        if isinstance(node, Template):
            for parameter in node.parameters:
                yield from _references(parameter.nodes, reference_of)
