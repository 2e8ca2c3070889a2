"""Tokens → nodes, in one pass: the tokenizer's brackets, with the scan's comments and tags set in where they stand.

The tokens reproduce the masked text exactly, so adding up their widths gives every offset. No node is looked at
twice: the lists by kind, each node's parent and each node's section are filled as the tokens go by.
"""

from typing import Any, Final

from wikiextract.names import Wiki, target, template_name
from wikiextract.tree.nodes import Argument, Comment, Link, Node, Parameter, Tag, Template
from wikiextract.tree.scan import Scan, TagSpan
from wikiextract.tree.tokenizer import Tokenizer
from wikiextract.tree.tokenizer import tokens as kinds

_NEVER: Final = 1 << 62
_BLANKS: Final = " \t\n\r\x0b\x0c\0"


def tokens(masked: str) -> list[Any]:
    """The tokens of mwparserfromhell for a masked text; apostrophes stay text."""
    found: list[Any] = Tokenizer().tokenize(masked, 0, True)
    return found


class Builder:
    """The pass over the tokens; `nodes`, `templates`, `links`, `tags` and `comments` are its result."""

    def __init__(self, source: str, scan: Scan, wiki: Wiki) -> None:
        self.source = source
        self.wiki = wiki
        self.nodes: list[Node] = []
        self.templates: list[Template] = []
        self.arguments: list[Argument] = []
        self.links: list[Link] = []
        self.tags: list[Tag] = []
        self.comments: list[Comment] = []
        self.parent: Node | None = None
        self.siblings = self.nodes
        self.outer: list[tuple[Node | None, list[Node]]] = []
        self.marks = _marks(scan)
        self.mark = self.marks.pop()
        self.brackets: list[bool] = []
        self.levels: list[int] = []

    def build(self, found: list[Any]) -> None:
        """Reads every token; each method takes where its token begins and returns where it ends."""
        methods = {kind: getattr(self, name) for kind, name in _METHODS.items()}
        text = kinds.Text
        position, next_mark = 0, self.mark[0]
        for token in found:
            kind = token.__class__
            if kind is text:
                position += len(token["text"])
                while next_mark < position:
                    self.set_mark()
                    next_mark = self.mark[0]
            else:
                position = methods[kind](token, position)

    def enter(self, node: Node, children: list[Node]) -> None:
        """What follows stands in `node`, listed in `children`."""
        self.outer.append((self.parent, self.siblings))
        self.parent, self.siblings = node, children

    def leave(self) -> None:
        """Back to what encloses the node that ends here."""
        self.parent, self.siblings = self.outer.pop()

    def set_mark(self) -> None:
        """A comment, or the start or the end of a tag, that the scan found at this place."""
        start, end, tag = self.mark
        self.mark = self.marks.pop()
        if end == 0:
            self.leave()
        elif tag is None:
            comment = Comment(start, self.parent, 0)
            comment.end = end
            self.siblings.append(comment)
            self.comments.append(comment)
        else:
            self.set_tag(tag)

    def set_tag(self, span: TagSpan) -> None:
        """An extension tag; what its inside holds will be its children."""
        tag = Tag(span.start, self.parent, 0)
        tag.end, tag.name = span.end, span.name
        tag.source_attributes = self.source[span.start + 1 + len(span.name) : span.attributes_end]
        tag.inner_start, tag.inner_end = span.inner_start, span.inner_end
        self.siblings.append(tag)
        self.tags.append(tag)
        if tag.inner_start >= 0:
            self.enter(tag, tag.nodes)

    def template_open(self, _: Any, position: int) -> int:
        """`{{`"""
        template = Template(position, self.parent, 0)
        self.siblings.append(template)
        self.templates.append(template)
        self.outer.append((self.parent, self.siblings))
        self.parent, self.siblings = template, template.nodes
        return position + 2

    def parameter_open(self, _: Any, position: int) -> int:
        """`|` in a template: ends the name or the parameter before it."""
        template = self.end_part(position)
        parameter = Parameter(position + 1, template, 0)
        template.parameters.append(parameter)
        self.parent, self.siblings = parameter, parameter.nodes
        return position + 1

    def parameter_equals(self, _: Any, position: int) -> int:
        """The `=` behind a parameter's name."""
        parameter = self.parent
        assert isinstance(parameter, Parameter)
        parameter.positional = False
        parameter.name = self.bare(parameter.start, position, parameter.nodes)
        if parameter.nodes:
            parameter.nodes = self.siblings = []
        parameter.start = position + 1
        return position + 1

    def template_close(self, _: Any, position: int) -> int:
        """`}}`"""
        template = self.end_part(position)
        template.end = position + 2
        index = 0
        for parameter in template.parameters:
            if parameter.positional:
                index += 1
                parameter.name = str(index)
        self.parent, self.siblings = self.outer.pop()
        return position + 2

    def end_part(self, position: int) -> Template:
        """Ends a template's name or parameter here: its blanks are not part of it."""
        part = self.parent
        if isinstance(part, Parameter):
            value = self.source[part.start : position]
            part.end = position
            stripped = value.strip(_BLANKS)
            if len(stripped) != len(value):
                part.start += len(value) - len(value.lstrip(_BLANKS)) if stripped else 0
                part.end = part.start + len(stripped)
            part = part.parent
        else:
            assert isinstance(part, Template)
            part.name_end = position
            part.name = template_name(self.bare(part.start + 2, position, part.nodes), self.wiki)
            part.key = part.name.lower()
        assert isinstance(part, Template)
        return part

    def bare(self, start: int, end: int, nodes: list[Node]) -> str:
        """The source of a name, without comments and the blanks around it."""
        text = self.source[start:end]
        if nodes and any(node.kind == "comment" for node in nodes):
            parts, position = [], start
            for node in nodes:
                if node.kind == "comment":
                    parts.append(self.source[position : node.start])
                    position = node.end
            text = "".join(parts) + self.source[position:end]
        return text.strip(_BLANKS)

    def argument_open(self, _: Any, position: int) -> int:
        """`{{{`"""
        argument = Argument(position, self.parent, 0)
        self.siblings.append(argument)
        self.arguments.append(argument)
        self.enter(argument, argument.nodes)
        return position + 3

    def argument_separator(self, _: Any, position: int) -> int:
        """The `|` before an argument's default."""
        argument = self.parent
        assert isinstance(argument, Argument)
        argument.default_start = position + 1
        argument.nodes = self.siblings = []
        return position + 1

    def argument_close(self, _: Any, position: int) -> int:
        """`}}}`"""
        assert self.parent is not None
        self.parent.end = position + 3
        self.leave()
        return position + 3

    def link_open(self, _: Any, position: int) -> int:
        """`[[`"""
        link = Link(position, self.parent, 0)
        self.siblings.append(link)
        self.links.append(link)
        self.outer.append((self.parent, self.siblings))
        self.parent, self.siblings = link, link.target_nodes
        return position + 2

    def link_separator(self, _: Any, position: int) -> int:
        """The first `|` of a link."""
        link = self.parent
        assert isinstance(link, Link)
        link.text_start = position + 1
        self.siblings = link.nodes
        return position + 1

    def link_close(self, _: Any, position: int) -> int:
        """`]]`"""
        link = self.parent
        assert isinstance(link, Link)
        if link.target_nodes and link.text_start < 0:
            _part_at_bar(link)
        if not link.target_nodes:
            end = (
                link.bar_start
                if link.bar_start >= 0
                else position
                if link.text_start < 0
                else link.text_start - 1
            )
            link.goal = target(self.source[link.start + 2 : end], self.wiki)
        link.end = position + 2
        self.parent, self.siblings = self.outer.pop()
        return position + 2

    def address_open(self, token: Any, position: int) -> int:
        """`[` or nothing, before an address of a rare kind that the mask lets pass."""
        self.brackets.append(bool(token["brackets"]))
        return position + bool(token["brackets"])

    def address_separator(self, token: Any, position: int) -> int:
        """The blank behind it."""
        return position + (not token.get("suppress_space"))

    def address_close(self, _: Any, position: int) -> int:
        """`]` or nothing."""
        return position + self.brackets.pop()

    def heading_open(self, token: Any, position: int) -> int:
        """`=` of a heading of the first level; headings are found by their lines."""
        level: int = token["level"]
        self.levels.append(level)
        return position + level

    def heading_close(self, _: Any, position: int) -> int:
        """`=` at its end."""
        return position + self.levels.pop()


_METHODS: Final = {
    kinds.TemplateOpen: "template_open",
    kinds.TemplateParamSeparator: "parameter_open",
    kinds.TemplateParamEquals: "parameter_equals",
    kinds.TemplateClose: "template_close",
    kinds.ArgumentOpen: "argument_open",
    kinds.ArgumentSeparator: "argument_separator",
    kinds.ArgumentClose: "argument_close",
    kinds.WikilinkOpen: "link_open",
    kinds.WikilinkSeparator: "link_separator",
    kinds.WikilinkClose: "link_close",
    kinds.ExternalLinkOpen: "address_open",
    kinds.ExternalLinkSeparator: "address_separator",
    kinds.ExternalLinkClose: "address_close",
    kinds.HeadingStart: "heading_open",
    kinds.HeadingEnd: "heading_close",
}


def _part_at_bar(link: Link) -> None:
    """`[[target{{!}}text]]`: the template shows the bar that parts them, before links are read."""
    for index, node in enumerate(link.target_nodes):
        if isinstance(node, Template) and node.key == "!" and not node.parameters:
            link.bar_start, link.text_start = node.start, node.end
            link.nodes = link.target_nodes[index + 1 :]
            link.target_nodes = link.target_nodes[:index]
            return


def _marks(scan: Scan) -> list[tuple[int, int, TagSpan | None]]:
    """Where comments and tags begin and tags' insides end (end 0), last one first."""
    marks: list[tuple[int, int, TagSpan | None]] = [(start, end, None) for start, end in scan.comments]
    for tag in scan.tags:
        marks.append((tag.start, tag.end, tag))
        if tag.inner_start >= 0:
            marks.append((tag.inner_end, 0, None))
    marks.sort(key=lambda mark: mark[0], reverse=True)
    marks.insert(0, (_NEVER, 0, None))
    return marks
