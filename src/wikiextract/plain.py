"""Nodes → what a reader sees.

    '''Le'''mon<ref>x</ref> [[acid|acids]]&nbsp;{{convert|5|mg}}<br>b   →   Lemon acids 5 mg ⏎ b

`expanded` replaces the nodes of a stretch of source by what stands for them (a link by its label, a reference by
nothing, a formatting template by what it shows), as MediaWiki's preprocessor does; `cleaned` then reads the result as
MediaWiki's later passes do: HTML tags, apostrophes, external links, character references, blanks. `plain` is both.
What a template shows that no table knows is left out.

https://www.mediawiki.org/wiki/Help:Formatting, includes/parser/Parser.php (internalParse)
"""

import re
from collections.abc import Callable, Sequence
from html.entities import html5
from operator import attrgetter
from typing import Any, Final
from urllib.parse import unquote

from wikiextract.calls import function_of
from wikiextract.formats import makes_lines, shown
from wikiextract.marks import APART, BREAK, CODE, NOTHING, SWALLOWED, literal, restored
from wikiextract.names import Target, decoded, image_option, target, without_variants
from wikiextract.quotes import MARK, without_quotes
from wikiextract.tree import Argument, Article, Link, Node, Parameter, Tag, Template, between

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])[^<>]*>")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z0-9]{2,32}));")
PROTOCOLS: Final = (
    "(?:https?|ftps?|ircs?|git|gopher|mms|nntp|redis|sftp|ssh|svn|telnet|worldwind)://"
    "|(?:mailto|news|tel|sms|geo|urn|magnet|bitcoin|sips?|xmpp):"
)
"""What an external address begins with, as a pattern: the protocols of MediaWiki. In brackets `//` is one too."""

_ADDRESS = re.compile(rf"\[(?:{PROTOCOLS}|//)[^\]\[<>\"\x00-\x20\x7f\s]+", re.IGNORECASE)
_LINE_BREAK = re.compile(r"\n(?=[*#:;]|[ \t]*(?:\n|$))[*#:;]*")
_ODD_LABEL = re.compile(r"''|__|-\{|[\[%:]")
_RAISED = re.compile(r"(?<=\w)<sup>([-+\u2212]?[0-9]{1,6}|[-+\u2212])</sup>", re.IGNORECASE)
_EXPONENT = re.compile(r"(?<=[0-9])<sup>([-+\u2212]?[0-9]{1,6}|[-+\u2212])</sup>")
_SUPERSCRIPTS: Final = str.maketrans("0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_COLON = re.compile("[:：]")
_PLACE = re.compile(r"[1-9][0-9]?")
_NOWIKI = re.compile(r"</?nowiki\s*/?>", re.IGNORECASE)
_NO_TITLE = re.compile(r"[\[\]{}<>]")
_APART: Final = frozenset({"thumbnail", "manualthumb", "framed", "left", "right", "center", "none"})
_UNSEEN: Final = (NOTHING, MARK, APART, "\0", "\x1a", "\x1b")
_MARKERS: Final = "*#:;"
_start = attrgetter("start")
_FILE, _CATEGORY = 6, 14

INLINE_TAGS: Final = frozenset(
    "abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rb rbc rp rt rtc ruby s samp small span strike "
    "strong sub sup time tt u var wbr noinclude onlyinclude includeonly link meta".split()
)
"""HTML tags that MediaWiki lets pass and that break no line."""

BLOCK_TAGS: Final = frozenset(
    "br p div center blockquote hr table tr td th caption ul ol li dl dt dd h1 h2 h3 h4 h5 h6 pre".split()
)
"""HTML tags that part what stands before from what stands behind."""

HTML_TAGS: Final = INLINE_TAGS | BLOCK_TAGS
"""HTML tags that MediaWiki lets pass; any other is text."""


def plain(article: Article, nodes: Sequence[Node], start: int, end: int) -> str:
    """What a reader sees of source[start:end]; `nodes` is the child list of the container that it lies in.

    Blanks are folded; a line break of the text is a blank unless the page asks for a break there.
    """
    return cleaned(expanded(article, nodes, start, end))


def value_text(article: Article, parameter: Parameter) -> str:
    """What a reader sees of a parameter's value; a list in it begins on a line of its own, exponents stay exponents."""
    if not parameter.nodes:
        text = article.source[parameter.start : parameter.end]
        if is_plain(text):
            return " ".join(text.split())
    text = expanded(article, parameter.nodes, parameter.start, parameter.end)
    mark = text[:1]
    if mark in _MARKERS and mark and (mark == "*" or f"\n{mark}" in text):
        text = text.lstrip("*#:;")
    if "<sup" in text:
        text = _RAISED.sub(_raised, text)
    return cleaned(text)


def _raised(match: re.Match[str]) -> str:
    """An exponent as signs of its own: without them 10<sup>6</sup> would read 106."""
    return match[1].translate(_SUPERSCRIPTS)


def is_plain(text: str) -> bool:
    """Whether source without nodes reads as it stands, blanks aside. Five plain searches: most values are so."""
    return not (
        "<" in text
        or "&" in text
        or "''" in text
        or "[" in text
        or "\n" in text
        or "__" in text
        or "-{" in text
    ) and (text[:1] not in _MARKERS)


def expanded(article: Article, nodes: Sequence[Node], start: int, end: int) -> str:
    """source[start:end] with what stands for each node in its place."""
    source = article.source
    if not nodes:
        return switched(article, source[start:end]) if article.switched else source[start:end]
    parts = []
    position = start
    for node in between(nodes, start, end):
        parts.append(source[position : node.start])
        position = node.end
        text = _EXPANSIONS[node.kind](article, node)
        if text == SWALLOWED:
            parts = ["".join(parts).rstrip()]
        else:
            parts.append(text)
    if position < end:
        parts.append(source[position:end])
    text = "".join(parts)
    return switched(article, text) if article.switched else text


def switched(article: Article, text: str) -> str:
    """Text without behaviour switches, with what language variants show; lines end as MediaWiki saves them."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "__" in text:
        text = article.wiki.switch.sub("", text)
    if "}-" in text and article.wiki.variants:
        text = without_variants(text, article.wiki.variants)
    return text


def cleaned(text: str) -> str:
    """What a reader sees of expanded text."""
    # Plain searches for one sign cost next to nothing, so each pass is asked for before it is made.
    if CODE in text:
        text = text.replace(CODE, BREAK)
    if "<" in text:
        if "<sup>" in text:
            text = _EXPONENT.sub(_raised, text)
        text = _TAG.sub(_tag, text)
    if "''" in text:
        text = without_quotes(text)
    if "[" in text and ":" in text:
        text = _labels(text)
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "\n" in text:
        text = _LINE_BREAK.sub(BREAK, text)
    for mark in _UNSEEN:
        if mark in text:
            text = text.replace(mark, "")
    if BREAK in text:
        lines = (" ".join(line.split()) for line in text.split(BREAK))
        text = "\n".join(line for line in lines if line)
    elif not text.isprintable() or "  " in text:  # no-break spaces and tabs are not printable
        text = " ".join(text.split())
    else:
        text = text.strip()
    return restored(text)


def label(article: Article, link: Link) -> str:
    """What stands for a link: its text, else its target; nothing for files, categories and language links."""
    if link.label is None:
        link.label = _label(article, link)
    return link.label


def _label(article: Article, link: Link) -> str:
    source, goal = article.source, link.goal
    if goal is not None and not goal.namespace and goal.interwiki is None and not link.nodes:
        text = source[link.text_start if link.text_start >= 0 else link.start + 2 : link.end - 2]
        if _ODD_LABEL.search(text) is None:  # nearly all links of nearly all pages
            return text if link.text_start >= 0 else text.strip()
    raw = _target_text(article, link)
    if NOTHING in raw:
        return NOTHING if link.text_start < 0 else _own_label(article, link)
    goal = goal_of(article, link)
    if goal is None:
        return (
            literal(source[link.start : link.start + 2]) + raw + literal(source[link.target_end : link.end])
        )
    if not goal.leading_colon:
        if goal.namespace == _FILE:
            return APART if is_apart(article, link) else NOTHING
        if goal.namespace == _CATEGORY or goal.interwiki in article.wiki.interlanguage:
            return SWALLOWED
    if link.text_start < 0:
        text = raw.strip()
        if goal.leading_colon:
            text = text.removeprefix(":").lstrip()
        if "%" in text:
            text = unquote(text)
        return literal(text) if "''" in text else text
    return _own_label(article, link)


def goal_of(article: Article, link: Link) -> Target | None:
    """What a link points to; None if MediaWiki makes no link of it."""
    return target(_target_text(article, link), article.wiki) if link.target_nodes else link.goal


def _target_text(article: Article, link: Link) -> str:
    """A link's target with what stands for the templates and comments in it."""
    if link.target_nodes:
        return expanded(article, link.target_nodes, link.target_start, link.target_end)
    return article.source[link.target_start : link.target_end]


def is_apart(article: Article, link: Link) -> bool:
    """Whether a file stands beside the text (a thumbnail, or aligned) and not in its line."""
    if link.text_start < 0:
        return False
    options = article.source[link.text_start : link.text_end].split("|", 12)
    names = (image_option(option.strip(), article.wiki) for option in options if len(option) < 40)
    return any(option is not None and option[0] in _APART for option in names)


def _own_label(article: Article, link: Link) -> str:
    """A link's text: its apostrophes pair among themselves, and addresses in it are no links."""
    text = expanded(article, link.nodes, link.text_start, link.text_end)
    if "''" in text:
        text = without_quotes(text).replace("''", literal("''"))
    return text.replace("[", literal("[")) if "[" in text else text


def shown_template(article: Article, template: Template) -> str:
    """What a formatting template or parser function shows; a mark of nothing for any other."""
    if template.start in article.shown:
        return literal(article.shown[template.start])
    call = function_of(article, template)
    text: str | None
    if call is not None and call[0] in article.variables and not call[1]:
        text = literal(article.variables[call[0]])
    elif call is not None:
        arguments = [_first_argument(article, template)] + [_whole(article, p) for p in template.parameters]
        text = shown(call[0], arguments, {}, article.wiki.language)
    elif _NO_TITLE.search(template.name):
        nodes = sorted([*template.nodes, *(n for p in template.parameters for n in p.nodes)], key=_start)
        inside = expanded(article, nodes, template.start + 2, template.end - 2)
        text = literal("{{") + inside.replace("{{", literal("{{")) + literal("}}")
    else:
        language = article.wiki.language
        text = shown(template.key, *_arguments(article, template), language)
        if text and makes_lines(template.key, language):
            text = f"{BREAK}{text}{BREAK}"
    return NOTHING if text is None else text


def argument(article: Article, parameter: Parameter) -> str:
    """A parameter's value as a template sees it."""
    return expanded(article, parameter.nodes, parameter.start, parameter.end)


def _first_argument(article: Article, template: Template) -> str:
    """What stands behind the colon of a parser function."""
    head = expanded(article, template.nodes, template.start + 2, template.name_end)
    return _COLON.split(head, maxsplit=1)[-1].strip() if _COLON.search(head) else ""


def _whole(article: Article, parameter: Parameter) -> str:
    """A parser function's argument: to most of them `a=b` is no named one."""
    value = argument(article, parameter)
    return value if parameter.positional else f"{parameter.name}={value}"


def _arguments(article: Article, template: Template) -> tuple[list[str], dict[str, str]]:
    """The positional and the named arguments of a template; a number as a name is a place."""
    positional: list[str] = []
    named: dict[str, str] = {}
    for parameter in template.parameters:
        value = argument(article, parameter)
        if parameter.positional:
            positional.append(value)
        elif _PLACE.fullmatch(parameter.name) and int(parameter.name) <= len(positional) + 1:
            positional[int(parameter.name) - 1 : int(parameter.name)] = [value]
        else:
            named[parameter.name] = value
    return positional, named


def _argument(article: Article, node: Argument) -> str:
    if node.default_start < 0:
        return literal(article.source[node.start : node.end])
    return expanded(article, node.nodes, node.default_start, node.end - 3)


def _comment(_: Article, __: Node) -> str:
    return ""


def _extension(article: Article, node: Tag) -> str:
    if node.inner_start < 0:
        return "" if node.name == "nowiki" else NOTHING
    if node.name == "gallery":
        return CODE + CODE
    if node.name in _VERBATIM or node.name in _QUOTED:
        text = literal(verbatim(article, node))
        apart = node.name in CODE_TAGS and "inline" not in node.source_attributes
        return f"{CODE}{text}{CODE}" if apart else text
    if node.name == "poem":
        lines = expanded(article, node.nodes, node.inner_start, node.inner_end).strip("\n")
        return lines.replace("\n", BREAK)
    return NOTHING


def verbatim(article: Article, tag: Tag) -> str:
    """The inside of a tag that is no wikitext, as a reader sees it, blanks and line breaks kept."""
    inside = article.source[tag.inner_start : tag.inner_end]
    if tag.name == "pre":
        inside = _NOWIKI.sub("", inside)
    return decoded(inside) if tag.name in _QUOTED else inside


_VERBATIM: Final = frozenset("syntaxhighlight source math chem ce".split())
"""Extension tags that show their inside as it is written."""

CODE_TAGS: Final = frozenset({"pre", "syntaxhighlight", "source", "gallery"})
"""Extension tags that are blocks of their own."""

_QUOTED: Final = frozenset({"nowiki", "pre"})
"""Extension tags that show their inside with character references decoded."""

_EXPANSIONS: Final[dict[str, Callable[[Article, Any], str]]] = {
    "template": shown_template,
    "link": label,
    "argument": _argument,
    "comment": _comment,
    "tag": _extension,
}


def _tag(match: re.Match[str]) -> str:
    name = match[1].lower()
    if name in INLINE_TAGS:
        return MARK
    return BREAK if name in BLOCK_TAGS else match[0]


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return literal(html5.get(name + ";", match[0]))
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return match[0]
    return literal(chr(code))


def _labels(text: str) -> str:
    """Text with each `[address label]` replaced by its label; an address without a label shows nothing."""
    parts = []
    position = close = 0
    while (match := _ADDRESS.search(text, position)) is not None:
        if close < match.end():
            close = text.find("]", match.end())
            if close < 0:
                break
        inside = text[match.end() : close]
        parts.append(text[position : match.start()])
        if "\n" in inside:
            parts.append(match[0])
            position = match.end()
        else:
            parts.append(inside.lstrip())
            position = close + 1
    parts.append(text[position:])
    return "".join(parts)
