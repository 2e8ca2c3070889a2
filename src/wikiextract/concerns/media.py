"""Media: the files that a page shows: in links, galleries, image maps, infoboxes, templates for pictures.

    [[File:A.jpg|thumb|left|200px|alt=x|A ''caption'' with [[link|label]].]]
      ^file      ^kind      ^width ^alt ^caption: the last part that is no option

Options may stand in any order and in the wiki's own words. A gallery has one file a line, `File:` may be missing.

https://www.mediawiki.org/wiki/Help:Images
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from wikiextract.blocks.places import Places
from wikiextract.data import table
from wikiextract.models import Media, trusted
from wikiextract.names import Target, Wiki, image_option, target
from wikiextract.plain import cleaned, expanded, goal_of, value_text
from wikiextract.tree import Article, Node, Parameter, Tag, Template, between, node_at, parted

_FILE = 6
_SIZE = re.compile(r"(\d{0,5})(?:x(\d{1,5}))?")
_NAMED = re.compile(
    r"(?:image|logo|photo|picture|cover|flag|coat|seal|map|signature|img|bild|imagen|imagem)[a-z_ 0-9]*",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"[^\[\]{}|<>#\n]+\.(?:jpe?g|png|gif|svg|tiff?|webp|pdf|ogv|ogg|webm|djvu|stl)", re.IGNORECASE
)
_media = trusted(Media)
_PAIRS: Sequence[Mapping[str, str]] = ({"file": "##0", "caption": "##1", "alt": "alt#"},)
_PLAIN_IMAGES = frozenset(
    {"image", "image_name", "image_skyline", "photo", "logo", "picture", "bild", "imagen"}
)
Kind = Literal["thumb", "frame", "frameless", "inline", "infobox", "gallery"]
_FRAMES: dict[str, Kind] = {
    "thumbnail": "thumb",
    "manualthumb": "thumb",
    "framed": "frame",
    "frameless": "frameless",
}


def media(article: Article, places: Places) -> tuple[Media, ...]:
    """The files of the page in source order."""
    found = list(_linked(article, places))
    pictures = table("media")
    shown, galleries, montages = pictures["templates"], pictures["galleries"], pictures["montages"]
    found.extend(_bare(article, places))
    for tag in article.tags:
        if tag.name in ("gallery", "imagemap") and tag.inner_start >= 0:
            found.extend(_lines(article, places, tag))
    for template in article.templates:
        if places.role(template) == "infobox":
            found.extend(_boxed(article, template))
        elif template.key in shown:
            found.extend(_templated(article, places, template, shown[template.key]))
        elif template.key in galleries:
            found.extend(_templated(article, places, template, _PAIRS))
        elif template.key in montages:
            found.extend(_templated(article, places, template, _montage(montages[template.key])))
    return tuple(sorted(found, key=lambda file: file.span))


def _linked(article: Article, places: Places) -> Iterator[Media]:
    """The files of links."""
    for link in article.links:
        goal = goal_of(article, link)
        if goal is None or goal.namespace != _FILE or goal.leading_colon or goal.interwiki:
            continue
        options, caption = _options(article, link.nodes, link.text_start, link.text_end)
        kind = _kind(options)
        box = link.parent.parent if isinstance(link.parent, Parameter) else None
        if isinstance(box, Template) and isinstance(link.parent, Parameter) and places.role(box) == "infobox":
            kind = "infobox"
            caption = caption or _beside(article, _filled(box), link.parent.name, "caption")
        yield _made(_file_title(goal, article.wiki), (kind, options, caption), link, places)


@cache
def _montage(word: str) -> Sequence[Mapping[str, str]]:
    """The files of a montage by row and place: `photo1a`, `photo1b`, `photo2a` …"""
    return tuple({"file": f"{word}{row}{place}"} for row in range(1, 10) for place in "abcdefgh")


def _bare(article: Article, places: Places) -> Iterator[Media]:
    """The files of a page that lost its brackets, and with them their options and captions."""
    for title, start, end in article.bare_files:
        goal = target(title, article.wiki)
        if goal is not None and goal.namespace == _FILE:
            yield _media(
                file=_file_title(goal, article.wiki),
                kind="inline",
                caption=None,
                alt=None,
                link=None,
                width=None,
                height=None,
                context=places.at(start, None),
                section=article.section_at(start),
                span=(start, end),
            )


def _kind(options: Mapping[str, str]) -> Kind:
    """How the options say that a file is shown."""
    return next((_FRAMES[name] for name in options if name in _FRAMES), "inline")


def _made(file: str, shown: tuple[Kind, dict[str, str], str | None], node: Node, places: Places) -> Media:
    kind, options, caption = shown
    width, height = _size(options.get("width", ""))
    return _media(
        file=file,
        kind=kind,
        caption=caption,
        alt=options.get("alt"),
        link=options.get("link"),
        width=width,
        height=height,
        context=places.context(node),
        section=node.section,
        span=node.span,
    )


def _file_title(goal: Target, wiki: Wiki) -> str:
    """A file's title with the wiki's name of the namespace, which galleries and boxes may leave out."""
    return goal.full if goal.namespace == _FILE else f"{wiki.namespace_names[_FILE]}:{goal.name}"


def _options(article: Article, nodes: list[Node], start: int, end: int) -> tuple[dict[str, str], str | None]:
    """The options between the bars, and the caption as a reader sees it."""
    options: dict[str, str] = {}
    caption: str | None = None
    if start < 0:
        return options, caption
    for left, right in parted(article.source, nodes, (start, end)):
        text = expanded(article, nodes, left, right)
        option = image_option(text.strip(), article.wiki) if len(text) < 1000 else None
        if option is None:
            caption = cleaned(text) or None
        else:
            options[option[0]] = cleaned(option[1])
    return options, caption


def _size(text: str) -> tuple[int | None, int | None]:
    match = _SIZE.fullmatch(text.removesuffix("px").strip())
    if match is None:
        return None, None
    width, height = match.groups()
    return (int(width) if width else None), (int(height) if height else None)


def _lines(article: Article, places: Places, tag: Tag) -> Iterator[Media]:
    """The files of a gallery, one a line; of an image map, the first line's."""
    source = article.source
    for start, end in _file_lines(source, tag):
        nodes = list(between(tag.nodes, start, end))
        parts = list(parted(source, nodes, (start, end)))
        name = expanded(article, [n for n in nodes if n.kind == "comment"], *parts[0]).strip()
        goal = target(name, article.wiki)
        if goal is None or (goal.namespace != _FILE and (tag.name == "imagemap" or goal.namespace != 0)):
            continue
        options, caption = _options(article, nodes, parts[1][0], end) if len(parts) > 1 else ({}, None)
        width, height = _size(options.get("width", ""))
        yield _media(
            file=_file_title(goal, article.wiki),
            kind="gallery" if tag.name == "gallery" else _kind(options),
            caption=caption,
            alt=options.get("alt"),
            link=options.get("link"),
            width=width,
            height=height,
            context=places.at(tag.start, tag.parent),
            section=tag.section,
            span=(start, end),
        )
        if tag.name == "imagemap":
            return


def _file_lines(source: str, tag: Tag) -> Iterator[tuple[int, int]]:
    """The lines inside a tag that hold something, without the blanks around them; a comment may cross lines."""
    start = tag.inner_start
    while start < tag.inner_end:
        end = source.find("\n", start, tag.inner_end)
        end = tag.inner_end if end < 0 else end
        while (crossing := node_at(tag.nodes, end)) is not None and end < tag.inner_end:
            end = source.find("\n", crossing.end, tag.inner_end)
            end = tag.inner_end if end < 0 else end
        line = source[start:end]
        if stripped := line.strip():
            left = start + len(line) - len(line.lstrip())
            yield left, left + len(stripped)
        start = end + 1


def _templated(
    article: Article, places: Places, template: Template, rows: Sequence[Mapping[str, str]]
) -> Iterator[Media]:
    """The files of a template that shows pictures, by the names that its parameters have."""
    given = {
        parameter.name: parameter for parameter in template.parameters if parameter.end > parameter.start
    }
    for row in rows:
        numbers = range(1, len(given) + 1) if "#" in row["file"] else (0,)
        for number in numbers:
            held = {what: _numbered(given, name, number) for what, name in row.items()}
            parameter = held["file"]
            if parameter is None or parameter.nodes:
                continue
            goal = target(article.source[parameter.start : parameter.end], article.wiki)
            if goal is None or goal.namespace not in (0, _FILE) or "." not in goal.name:
                continue
            texts = {what: value_text(article, p) or None for what, p in held.items() if p is not None}
            width, height = _size(texts.get("width") or "")
            yield _media(
                file=_file_title(goal, article.wiki),
                kind="gallery" if rows is _PAIRS else "thumb",
                caption=texts.get("caption"),
                alt=texts.get("alt"),
                link=texts.get("link"),
                width=width,
                height=height,
                context=places.context(template),
                section=template.section,
                span=parameter.span,
            )


def _numbered(given: Mapping[str, Parameter], name: str, number: int) -> Parameter | None:
    """The parameter of that number; `##` counts in pairs, and the first of a kind may stand without its number."""
    if name.startswith("##"):
        return given.get(str(2 * number - 1 + int(name[2:])))
    found = given.get(name.replace("#", str(number)))
    return given.get(name.replace("#", "")) if found is None and number == 1 else found


def _boxed(article: Article, template: Template) -> Iterator[Media]:
    """The files that an infobox names in its parameters, without link brackets."""
    given = _filled(template)
    for parameter in template.parameters:
        if parameter.end == parameter.start or parameter.nodes or not _NAMED.fullmatch(parameter.name):
            continue
        text = article.source[parameter.start : parameter.end]
        if _FILE_NAME.fullmatch(text) is None:
            continue
        goal = target(text, article.wiki)
        if goal is None or goal.namespace not in (0, _FILE):
            continue
        caption = _beside(article, given, parameter.name, "caption")
        yield _media(
            file=_file_title(goal, article.wiki),
            kind="infobox",
            caption=caption,
            alt=_beside(article, given, parameter.name, "alt"),
            link=None,
            width=None,
            height=None,
            context="infobox",
            section=template.section,
            span=(parameter.start, parameter.end),
        )


def _filled(template: Template) -> dict[str, Parameter]:
    """The parameters that hold something, by lower-case name."""
    return {p.name.lower(): p for p in template.parameters if p.end > p.start}


def _beside(article: Article, given: Mapping[str, Parameter], name: str, what: str) -> str | None:
    """The caption or alternative text that goes with an image parameter: `caption`, `image_caption`, `caption2` …"""
    number = name[len(name.rstrip("0123456789")) :]
    names = [f"{name}_{what}", f"{name} {what}"]
    if name.lower().removesuffix(number) in _PLAIN_IMAGES:
        names += [what + number, f"image_{what}{number}"]
    for candidate in names:
        parameter = given.get(candidate.lower())
        if parameter is not None:
            return value_text(article, parameter) or None
    return None
