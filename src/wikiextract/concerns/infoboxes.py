"""Infoboxes: the boxes of facts, parameter by parameter.

    {{Infobox medical condition | name = Calcinosis | field = [[Endocrinology]] | symptoms = {{ubl|a|b}} }}
      ^template, kind             ^name               ^key "specialty", links     ^items

A template is an infobox by its role (see `roles`); one in a parameter of another is embedded and knows its parent.
All parameters are there in source order, empty ones too; of two with one name the last counts, as for MediaWiki
(both stand in the document's `templates`).

https://en.wikipedia.org/wiki/Help:Infobox
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from wikiextract.blocks.places import Places
from wikiextract.data import table
from wikiextract.formats import items as template_items
from wikiextract.marks import BREAK
from wikiextract.models import Infobox, Value, trusted
from wikiextract.models import Parameter as ParameterModel
from wikiextract.plain import cleaned, expanded, goal_of, value_text
from wikiextract.roles import infobox_kind
from wikiextract.tree import Article, Link, Node, Parameter, Tag, Template

_infobox = trusted(Infobox)
_parameter = trusted(ParameterModel)
Values = Callable[[Article, Parameter, str], tuple[Value, ...]]


def infoboxes(
    article: Article, places: Places, reference_of: Mapping[int, Sequence[int]], values: Values
) -> tuple[Infobox, ...]:
    """The infoboxes of the page in source order.

    `reference_of` maps where a reference is used to its index; `values` types a parameter's value.
    """
    boxes = [template for template in article.templates if places.role(template) == "infobox"]
    indexes = {template.start: index for index, template in enumerate(boxes)}
    return tuple(_made(article, template, (indexes, reference_of), values) for template in boxes)


def _made(
    article: Article,
    template: Template,
    known: tuple[Mapping[int, int], Mapping[int, Sequence[int]]],
    values: Values,
) -> Infobox:
    indexes, reference_of = known
    kind = infobox_kind(template.name, article.wiki)
    keys = _keys(kind)
    last = {parameter.name: parameter for parameter in template.parameters}
    parameters = tuple(
        _made_parameter(article, parameter, keys, (reference_of, values))
        for parameter in template.parameters
        if last[parameter.name] is parameter
    )
    return _infobox(
        template=template.name,
        kind=kind,
        name=_title(parameters),
        parent=next(
            (indexes[n.start] for n in template.ancestors() if n.start in indexes and n.kind == "template"),
            None,
        ),
        parameters=parameters,
        span=template.span,
    )


def _keys(kind: str) -> Mapping[str, str]:
    """The canonical names of a kind's parameters, by the names in use."""
    boxes = table("infoboxes")
    names: dict[str, dict[str, str]] = boxes["keys"]
    return names.get(boxes["same_keys"].get(kind, kind), {})


def _title(parameters: Sequence[ParameterModel]) -> str | None:
    """The title of a box: its `name`, or what its kind has instead."""
    named = {parameter.key: parameter.text for parameter in parameters if parameter.text}
    for key in table("infoboxes")["titles"]:
        if key in named:
            return named[key]
    return None


def _made_parameter(
    article: Article,
    parameter: Parameter,
    keys: Mapping[str, str],
    known: tuple[Mapping[int, Sequence[int]], Values],
) -> ParameterModel:
    reference_of, values = known
    raw = article.source[parameter.start : parameter.end]
    nodes = parameter.nodes
    text = value_text(article, parameter) or None if raw else None
    return _parameter(
        name=parameter.name,
        key=keys.get(parameter.name, keys.get(parameter.name.lower(), parameter.name)),
        raw=raw,
        text=text,
        items=_items(article, parameter, text) if text else (),
        links=tuple(dict.fromkeys(_links(article, nodes))) if nodes else (),
        references=tuple(dict.fromkeys(_references(nodes, reference_of))) if nodes else (),
        values=values(article, parameter, text or "") if raw else (),
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
