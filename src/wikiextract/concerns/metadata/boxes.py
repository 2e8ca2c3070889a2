"""Templates of the page as a whole, stubs, and the navigation boxes at its foot.

    * [http://example.org Site]
    {{Electrolyte abnormalities}}      navbox: its own line, no content, nothing but templates and categories behind
    {{Navboxes|list={{A}}{{B}}}}       navboxes A and B
    [[Category:Calcium]]
    {{Endocrine-disease-stub}}         stub

Most navigation boxes have names that say nothing, so a template of no other role is one by its place: behind the last
text of the page, at the start of a line, without parameters (or only with one that opens or closes it). Left alone:
boxes in the text whose names do not tell.
https://en.wikipedia.org/wiki/MOS:ORDER, Template:Navbox, Wikipedia:Stub
"""

import re
from collections.abc import Iterator

from wikiextract.calls import function_of, head, role_of
from wikiextract.concerns.metadata.parts import outermost
from wikiextract.data import table
from wikiextract.models import Navbox, Stub, Transclusion, TransclusionParameter, trusted
from wikiextract.names import target
from wikiextract.tree import Article, Comment, Link, Node, Tag, Template

_stub = trusted(Stub)
_navbox = trusted(Navbox)
_transclusion = trusted(Transclusion)
_parameter = trusted(TransclusionParameter)
_FILE, _CATEGORY = 6, 14
_SILENT = re.compile(r"(?:\s|__[^\W_]+__)*")


def templates(article: Article) -> tuple[Transclusion, ...]:
    """Every template and parser function that stands outside any other, in source order."""
    foot = _foot(article)
    return tuple([_made(article, template, foot) for template in outermost(article)])


def _made(article: Article, template: Template, foot: int) -> Transclusion:
    source = article.source
    return _transclusion(
        name=_name(article, template),
        role="navbox" if _is_navbox(article, template, foot) else role_of(article, template),
        section=template.section,
        parameters=tuple(
            [
                _parameter(name=part.name, raw=source[part.start : part.end], span=(part.start, part.end))
                for part in template.parameters
            ]
        ),
        span=(template.start, template.end),
    )


def stubs(article: Article) -> tuple[Stub, ...]:
    """The stub templates of the page."""
    return tuple(
        _stub(template=template.name, span=template.span)
        for template in outermost(article)
        if role_of(article, template) == "stub"
    )


def navboxes(article: Article) -> tuple[Navbox, ...]:
    """The navigation boxes of the page: those within a wrapper instead of it."""
    foot = _foot(article)
    found = []
    for template in outermost(article):
        if _is_navbox(article, template, foot):
            inside = list(_wrapped(article, template))
            found.extend(inside or ([template] if _is_whole(template) else []))
    return tuple(_navbox(template=template.name, span=template.span) for template in found)


def _name(article: Article, template: Template) -> str:
    """The template's name; of a function, what stands before the colon."""
    if function_of(article, template) is None:
        return template.name
    return head(article, template).replace("：", ":").partition(":")[0].strip()


def _is_navbox(article: Article, template: Template, foot: int) -> bool:
    """Whether the template is a navigation box, by its name or by its place."""
    role = role_of(article, template)
    if role != "other":
        return role == "navbox"
    on_line = template.start > foot and "\n" in article.source[foot : template.start]
    return on_line and template.parent is None and _is_bare(article, template)


def _is_whole(template: Template) -> bool:
    """Whether it is a box of its own, not the row or the end of one ({{s-bef}})."""
    return template.key not in table("metadata")["navbox_pieces"]


def _is_bare(article: Article, template: Template) -> bool:
    """Whether it has no parameters but those that open or close a box."""
    words = table("metadata")
    for parameter in template.parameters:
        value = article.source[parameter.start : parameter.end].lower()
        if parameter.positional and value and value not in words["navbox_states"]:
            return False
        if not parameter.positional and parameter.name.lower() not in words["navbox_parameters"]:
            return False
    return True


def _wrapped(article: Article, template: Template) -> Iterator[Template]:
    """The boxes within {{Navboxes}}."""
    if template.key in table("metadata")["navbox_wrappers"]:
        for parameter in template.parameters:
            for node in parameter.nodes:
                if not isinstance(node, Template) or role_of(article, node) not in ("navbox", "other"):
                    continue
                if _is_whole(node):
                    yield node


def _foot(article: Article) -> int:
    """Where the last text of the page ends: behind it are only templates, categories, language links and comments.

    The end of the page if there is no text at all.
    """
    end = len(article.source)
    for start, stop in _pieces(article):
        if not _SILENT.fullmatch(article.source, stop, end):
            break
        end = start
    text = article.source[:end].rstrip()
    return len(text) if text else len(article.source)


def _pieces(article: Article) -> Iterator[tuple[int, int]]:
    """The spans of what may stand at the foot, last first, up to the first node that may not.

    Bare categories of a flattened page are among them: to the tree they are comments.
    """
    for node in reversed(article.nodes):
        if not _is_of_foot(article, node):
            return
        yield node.start, node.end


def _is_of_foot(article: Article, node: Node) -> bool:
    if isinstance(node, Link):
        goal = target(article.source[node.target_start : node.target_end], article.wiki)
        return goal is not None and (
            goal.namespace == _CATEGORY or goal.interwiki in article.wiki.interlanguage
        )
    return isinstance(node, Template | Comment) or (
        isinstance(node, Tag) and node.name in ("references", "indicator")
    )
