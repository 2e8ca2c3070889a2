"""The nodes of a parsed page: small, slotted, and each knows where it stands.

    {{Infobox drug | name = [[Aspirin]]<ref name="a">…</ref> }}
    ^Template        ^Parameter ^Link    ^Tag

Every `start` and `end` is an offset in code points of the text as it was given, end exclusive, so `source[start:end]`
is the node's own wikitext. `parent` is the node it stands in (a Parameter's parent is its Template), `section` the
index of its section, and `nodes` the children in source order; what lies between the children is text.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import ClassVar

from wikiextract.names import Target

_ATTRIBUTE = re.compile(
    r"""(=?[^\t\n\f\r />=]+|=)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([^\t\n\f\r >]*)))?"""
)
_NAME = re.compile(r"[:\w][:.\w-]*")


class Node:
    """What every node has. Each kind sets all of it by itself: there are many nodes, and a call for each costs."""

    __slots__ = ("end", "nodes", "parent", "section", "start")
    kind: ClassVar[str] = "node"

    def __init__(self, start: int, parent: "Node | None", section: int) -> None:
        self.start = start
        self.end = start
        self.parent = parent
        self.section = section
        self.nodes: list[Node] = []

    @property
    def span(self) -> tuple[int, int]:
        """[start, end) in code points of the text as given."""
        return (self.start, self.end)

    def ancestors(self) -> "Iterator[Node]":
        """The nodes that this one stands in, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def within(self, kinds: "type[Node] | tuple[type[Node], ...]") -> bool:
        """Whether a node of one of these classes encloses this one."""
        return any(isinstance(node, kinds) for node in self.ancestors())


class Template(Node):
    """A transclusion or parser function: `{{name|parameters}}`. `nodes` are those of the name."""

    __slots__ = ("key", "name", "name_end", "parameters", "role")
    kind = "template"

    def __init__(self, start: int, parent: Node | None, section: int) -> None:
        self.start = start
        self.end = start
        self.parent = parent
        self.section = section
        self.nodes = []
        self.name = ""
        self.key = ""
        self.name_end = start
        self.parameters: list[Parameter] = []
        self.role: str | None = None
        """What it is for, once that has been asked (see `calls.role_of`)."""

    def parameter(self, name: str) -> "Parameter | None":
        """The parameter that counts: MediaWiki takes the last one of a name."""
        for parameter in reversed(self.parameters):
            if parameter.name == name:
                return parameter
        return None


class Parameter(Node):
    """One parameter of a template; `start` and `end` are those of its value without the blanks around it."""

    __slots__ = ("name", "positional")
    kind = "parameter"

    def __init__(self, start: int, parent: Node | None, section: int) -> None:
        self.start = start
        self.end = start
        self.parent = parent
        self.section = section
        self.nodes = []
        self.name = ""
        self.positional = True


class Argument(Node):
    """A template's own parameter, `{{{name|default}}}`: what a page shows of it is the default, else its source."""

    __slots__ = ("default_start",)
    kind = "argument"

    def __init__(self, start: int, parent: Node | None, section: int) -> None:
        self.start = start
        self.end = start
        self.parent = parent
        self.section = section
        self.nodes = []
        self.default_start = -1


class Link(Node):
    """`[[target|text]]`: page link, file, category or language link. `nodes` are those of the text."""

    __slots__ = ("bar_start", "goal", "label", "target_nodes", "text_start")
    kind = "link"

    def __init__(self, start: int, parent: Node | None, section: int) -> None:
        self.start = start
        self.end = start
        self.parent = parent
        self.section = section
        self.nodes = []
        self.text_start = -1
        self.bar_start = -1
        """Where the bar before the text begins, when it is a `{{!}}`."""
        self.target_nodes: list[Node] = []
        self.goal: Target | None = None
        """What the target names; None for no title, and where a template in it has to be read first."""
        self.label: str | None = None
        """What stands for it in expanded text, once that has been asked (see `plain.label`)."""

    @property
    def target_start(self) -> int:
        """Where the target begins."""
        return self.start + 2

    @property
    def target_end(self) -> int:
        """Where the target ends: before the first `|`, else before `]]`."""
        if self.bar_start >= 0:
            return self.bar_start
        return self.end - 2 if self.text_start < 0 else self.text_start - 1

    @property
    def text_end(self) -> int:
        """Where the text ends: before `]]`."""
        return self.end - 2


class Tag(Node):
    """An extension tag: `<ref name="a">…</ref>`, `<nowiki>`, `<gallery>`, `<math>` … (HTML tags are text)."""

    __slots__ = ("attributes_end", "inner_end", "inner_start", "name", "source_attributes")
    kind = "tag"

    def __init__(self, start: int, parent: Node | None, section: int) -> None:
        self.start = start
        self.end = start
        self.parent = parent
        self.section = section
        self.nodes = []
        self.name = ""
        self.source_attributes = ""
        self.inner_start = -1
        self.inner_end = -1

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes by lower-case name, entities decoded and blanks folded, as Sanitizer::decodeTagAttributes."""
        return attributes(self.source_attributes)


class Comment(Node):
    """`<!-- … -->`, or `<includeonly>…</includeonly>`: nothing of it is shown."""

    __slots__ = ()
    kind = "comment"


class Heading(Node):
    """`== title ==` at the start of a line, outside templates and tags."""

    __slots__ = ("level", "title_end", "title_start")
    kind = "heading"

    def __init__(self, start: int, parent: Node | None, section: int) -> None:
        self.start = start
        self.end = start
        self.parent = parent
        self.section = section
        self.nodes = []
        self.level = 0
        self.title_start = start
        self.title_end = start


def attributes(text: str) -> dict[str, str]:
    """The attributes written in `text` (`name="a" group=b`); the last one of a name wins.

    Follows Sanitizer::decodeTagAttributes of MediaWiki: quotes may be missing, blanks are folded, what is no name is
    passed over.
    """
    found: dict[str, str] = {}
    if not text or text.isspace():
        return found
    for match in _ATTRIBUTE.finditer(text):
        name, double, single, bare = match.groups()
        if _NAME.fullmatch(name) is None:
            continue
        value = double if double is not None else single if single is not None else bare
        found[name.lower()] = " ".join(unescape(value or "").split())
    return found
