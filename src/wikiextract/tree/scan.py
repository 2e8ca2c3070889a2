"""What MediaWiki's preprocessor takes out of a page before anything else, and which brackets pair.

    text <!-- c --> {{a|[[b]]}} <ref>{{c}}</ref> {{open
         ^^^^^^^^^^ cut          ^^^^^     ^^^^^^ cut  ^^ plain text: it never closes

One linear pass with a stack, as Preprocessor_Hash does it: comments and extension tags come first, `{{ }}` and
`[[ ]]` are matched innermost first. It yields a `Scan`: the comments and tags with their spans, and the text for the
tokenizer, in which everything that is no template, argument or link is replaced one character for one. So each
offset stays true, an opener that never closes costs nothing, and the tokenizer reads the brackets as MediaWiki does.
Tables, HTML, external links, quotes and lists are left alone: to MediaWiki they are text until the templates are gone.

https://www.mediawiki.org/wiki/Preprocessor_ABNF, includes/parser/Preprocessor_Hash.php
"""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from wikiextract.names import Wiki
from wikiextract.tree.brackets import (
    Frame,
    Opener,
    broken_links,
    hidden_brackets,
    paired_links,
    plain_links,
    separators,
)
from wikiextract.tree.mask import COMMENT, STANDIN, Cut

MAX_DEPTH: Final = 40
"""Templates nested deeper are text; MediaWiki expanded as many in one another for years ($wgMaxTemplateDepth)."""

OPAQUE: Final = frozenset(
    "nowiki pre math chem ce source syntaxhighlight timeline score graph hiero inputbox categorytree section "
    "templatestyles templatedata maplink mapframe phonos charinsert page-collection includeonly".split()
)
"""Extension tags whose inside is not wikitext (that of includeonly is, but not on its own page)."""

CONTAINERS: Final = frozenset("ref references poem gallery indicator imagemap langconvert".split())
"""Extension tags whose inside is parsed as wikitext of its own."""

_EVENT = re.compile(
    # links and templates that hold no other markup, whole: they are most of all
    r"\[\[[^\[\]{}<\n]+\]\](?!\])|\{\{[^{}\[\]<\n]+\}\}(?!\})"
    r"|\{\{+|\}\}+|\[\[+|\]\]+|<(?:!--|[a-zA-Z])|\n==|-\{(?!\{)|\}-"
)
_TAG_NAME = re.compile(r"[a-zA-Z-]+(?=[\s/>])")
_SMOOTH_NAME = re.compile(r"[ \n]*[^|{}\[\]<>\n\s][^|{}\[\]<>\n]*\s*[|}]")
_CLOSING: Final = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in OPAQUE | CONTAINERS}
_NEVER: Final = 1 << 62


class TagSpan(NamedTuple):
    """Where an extension tag and its inside stand; `inner_start` is -1 when it closes itself."""

    start: int
    end: int
    name: str
    attributes_end: int
    inner_start: int
    inner_end: int


@dataclass(slots=True)
class Scan:
    """What the scan found: comments, tags, what to hide from the tokenizer, and what was not sound."""

    comments: list[tuple[int, int]] = field(default_factory=list)
    tags: list[TagSpan] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    unclosed: list[tuple[str, int, int]] = field(default_factory=list)
    """What never closes: the opener's name, and where it stands."""
    stray: list[tuple[int, int]] = field(default_factory=list)
    """Braces that close nothing."""
    broken: list[tuple[int, int, bool]] = field(default_factory=list)
    """`[[` that open no link: where, and whether brackets close behind it, which then belong to the span."""
    too_deep: list[tuple[int, int]] = field(default_factory=list)


class Scanner:
    """The pass over one region after another: the page, then the inside of each tag that holds wikitext."""

    def __init__(self, text: str, wiki: Wiki) -> None:
        self.text = text
        self.wiki = wiki
        self.found = Scan()
        self.comment_ends: dict[int, int] = {}
        self.tag_ends: dict[int, int] = {}
        self.regions: list[tuple[int, int, str, bool]] = [(0, len(text), "page", False)]

    def scan(self) -> Scan:
        """All regions."""
        while self.regions:
            start, end, name, protected = self.regions.pop()
            self.open_region(end, name, protected)
            self.read_events(start)
            self.close_region(start)
        return self.found

    def open_region(self, end: int, name: str, protected: bool) -> None:
        """A new stack: brackets never pair across the border of a tag."""
        self.end = end
        self.name = name
        self.protected = (
            protected  # a template's argument holds the tag: `|` and `=` in it are not the template's
        )
        self.base = self.frame = Frame("", 0, 0, 0)
        self.stack: list[Opener] = [self.frame]
        self.line_end = _NEVER
        self.missing: set[str] = set()

    def read_events(self, position: int) -> None:
        """Each bracket, comment and tag of the region in order."""
        text, end = self.text, self.end
        events = _EVENT.finditer(text, position, end)
        while (match := next(events, None)) is not None:
            start, stop = match.span()
            if start >= self.line_end:
                self.end_lines(start)
            mark = text[start]
            if mark == "[":
                self.open_link(start, stop)
            elif mark == "{":
                self.open_template(start, stop)
            elif mark == "]":
                self.close_link(start, stop - start)
            elif mark == "}":
                self.close_braces(start, stop)
            elif mark == "<":
                taken = self.comment(start) if text[start + 1] == "!" else self.tag(start)
                if taken:
                    events = _EVENT.finditer(text, taken, end)
                    if taken > self.line_end:
                        self.renew_line(taken)
            else:
                self.open_quiet(mark, start)

    def open_link(self, start: int, stop: int) -> None:
        """`[[` or more, or a whole link with no other markup in it."""
        if self.text[stop - 1] == "]":
            self.frame.brackets += ((start, 2), (stop - 2, -2))
            return
        self.frame.brackets.append((start, stop - start))
        self.stack.append(Opener("[", start, stop - start))
        self.line_end = _NEVER

    def open_quiet(self, mark: str, start: int) -> None:
        """A line of equals signs, or `-{`: neither shows, but other brackets cannot close across them."""
        if mark == "\n":
            self.open_line(start + 1)
        else:
            self.stack.append(Opener("-", start, 1))
            self.line_end = _NEVER

    def close_braces(self, start: int, stop: int) -> None:
        """`}}` or more, or `}-`."""
        if self.text[stop - 1] == "}":
            self.close_templates(start, stop - start)
        if self.stack[-1].kind == "-" and "}-" in self.text[stop - 2 : stop + 1]:
            self.close_variant(stop)

    def whole_template(self, start: int, stop: int) -> None:
        """`{{…}}` with no other markup in it."""
        if self.frame.depth >= MAX_DEPTH:
            self.found.too_deep.append((start, stop))
            self.hide(start, 2)
            self.hide(stop - 2, 2)
        elif not _SMOOTH_NAME.match(self.text, start + 2, stop - 1):
            self.smooth_name(Frame("{", start, 2, 0), start + 2, stop - 2)
        self.frame.closed[start] = stop

    def open_template(self, start: int, stop: int) -> None:
        """`{{` or more, or a whole template with no other markup in it."""
        if self.text[stop - 1] == "}":
            self.whole_template(start, stop)
            return
        frame = Frame("{", start, stop - start, self.frame.depth + 1)
        frame.outer = self.frame
        self.stack.append(frame)
        self.frame = frame
        self.line_end = _NEVER

    def close_templates(self, start: int, count: int) -> None:
        """`}}` or more: closes what is on top of the stack, three for an argument, two for a template."""
        while count >= 2 and isinstance(frame := self.stack[-1], Frame) and frame.kind:
            width = 3 if count >= 3 and frame.count >= 3 else 2
            opener = frame.start + frame.count - width
            self.resolve(frame)
            if frame.depth > MAX_DEPTH:
                self.found.too_deep.append((opener, start + width))
                self.hide(opener, width)
                self.hide(start, width)
            elif width == 2 and not _SMOOTH_NAME.match(self.text, opener + 2, start + 1):
                self.smooth_name(frame, opener + 2, start)
            start += width
            count -= width
            frame.count -= width
            if frame.count < 2:
                if frame.count:
                    self.hide(frame.start, 1)
                self.pop(start)
            frame.closed.clear()
            self.frame.closed[opener] = start
        if count:
            self.hide(start, count)
        if count > 1 and self.stack[-1] is self.base:
            self.found.stray.append((start, start + count))

    def smooth_name(self, frame: Frame, start: int, end: int) -> None:
        """Hides what the tokenizer refuses in a name (`{{#if:[x]|…}}`, line breaks); braces without a name are text."""
        position, blank = start, True
        while position < end:
            after = (
                frame.closed.get(position) or self.comment_ends.get(position) or self.tag_ends.get(position)
            )
            if after:
                blank = blank and position in self.comment_ends
                position = after
                continue
            mark = self.text[position]
            if mark == "|":
                break
            if mark in "[]<>{}":
                self.hide(position, 1)
            elif mark in "\r\n":
                self.found.cuts.append((position, position + 1, " "))
            blank = blank and mark.isspace()
            position += 1
        if blank:
            self.hide(start - 2, 2)
            self.hide(end, 2)

    def close_link(self, start: int, count: int) -> None:
        """`]]` or more: to the preprocessor it ends the innermost `[[` if nothing else is open in that."""
        self.frame.brackets.append((start, -count))
        while count >= 2 and (frame := self.stack[-1]).kind == "[":
            frame.count -= 2
            count -= 2
            if frame.count < 2:
                self.pop(start)

    def close_variant(self, position: int) -> None:
        """`}-`: ends `-{`, which every wiki's preprocessor pairs for language variants; its bars are its own."""
        start = self.stack[-1].start
        if self.frame.kind == "{":
            for separator, count in separators(self.text, (start, position), self.frame.closed):
                self.hide(separator, count)
        self.pop(position)

    def pop(self, position: int) -> None:
        """Takes the top off the stack; the line of equals signs that may lie below goes on from `position`."""
        outer = self.stack.pop().outer
        if outer is not None:
            self.frame = outer
        self.renew_line(position)

    def open_line(self, start: int) -> None:
        """`==` at the start of a line in a template: until the line ends, `}}` closes nothing, `=` names nothing."""
        if self.frame.kind == "{":
            self.stack.append(Opener("\n", start, 0))
            self.renew_line(start)

    def renew_line(self, position: int) -> None:
        """Where the line on top of the stack ends, seen from `position`."""
        self.line_end = _NEVER
        if self.stack[-1].kind == "\n":
            end = self.text.find("\n", position, self.end)
            self.line_end = end if end >= 0 else self.end

    def end_lines(self, position: int) -> None:
        """Ends the lines of equals signs before `position`."""
        while self.stack[-1].kind == "\n" and position >= self.line_end:
            line = self.stack[-1]
            sign = line.start
            while (sign := self.text.find("=", sign, self.line_end)) >= 0:
                self.hide(sign, 1)
                sign += 1
            self.pop(self.line_end + 1)

    def comment(self, start: int) -> int:
        """`<!--`: to the first `-->`, or to the end of what it stands in. Returns where it ends."""
        end = self.text.find("-->", start + 4, self.end) + 3
        if end < 3:
            end = self.end
            self.found.unclosed.append(("<!--", start, end))
        return self.take(start, end)

    def take(self, start: int, end: int) -> int:
        """Takes a comment out."""
        self.found.comments.append((start, end))
        self.found.cuts.append((start, end, COMMENT))
        self.comment_ends[start] = end
        return end

    def tag(self, start: int) -> int:
        """`<name`: an extension tag, if there is one of that name and it is closed. Returns where it ends, else 0."""
        match = _TAG_NAME.match(self.text, start + 1, min(start + 20, self.end))
        name = match.group().lower() if match else ""
        closing = _CLOSING.get(name)
        if match is None or closing is None or (name == "ref" and self.name == "ref"):
            return 0
        close = self.text.find(">", match.end(), self.end)
        if close < 0:
            return 0
        if self.text[close - 1] == "/":
            return self.add_tag(TagSpan(start, close + 1, name, close - 1, -1, -1))
        end = None if name in self.missing else closing.search(self.text, close + 1, self.end)
        if end is not None:
            return self.add_tag(TagSpan(start, end.end(), name, close, close + 1, end.start()))
        if name == "includeonly":
            return self.take(start, self.end)
        self.missing.add(name)
        self.found.unclosed.append((f"<{name}>", start, close + 1))
        return 0

    def add_tag(self, tag: TagSpan) -> int:
        """Notes an extension tag; its inside is read later if it is wikitext."""
        if tag.name == "includeonly":
            return self.take(tag.start, tag.end)
        self.found.tags.append(tag)
        self.tag_ends[tag.start] = tag.end
        if tag.inner_start < 0 or tag.name in OPAQUE:
            self.found.cuts.append((tag.start, tag.end, STANDIN))
        else:
            self.found.cuts.append((tag.start, tag.inner_start, STANDIN))
            self.found.cuts.append((tag.inner_end, tag.end, STANDIN))
            protected = self.frame.kind == "{" or self.protected
            self.regions.append((tag.inner_start, tag.inner_end, tag.name, protected))
        return tag.end

    def close_region(self, start: int) -> None:
        """What is still open never closes: its braces are text, and its links are the region's."""
        base = self.base
        for frame in self.stack[1:]:
            if frame.kind == "-" and self.stack[1] is not frame:
                self.found.unclosed.append(("-{", frame.start, frame.start + 2))
            if isinstance(frame, Frame):
                self.hide(frame.start, frame.count)
                self.found.unclosed.append(("{{", frame.start, frame.start + frame.count))
                base.brackets.extend(frame.brackets)
                base.closed.update(frame.closed)
        links = self.resolve(base)
        if self.protected:
            for position, count in separators(self.text, (start, self.end), {**base.closed, **dict(links)}):
                self.hide(position, count)

    def resolve(self, frame: Frame) -> list[tuple[int, int]]:
        """Which brackets of a frame make links; the others are text."""
        if not frame.brackets:
            return []
        links = plain_links(self.text, frame.brackets)
        if links is None:
            links = paired_links(self.text, frame, self.comment_ends, self.wiki)
            self.found.broken.extend(broken_links(self.text, frame, links))
            for start, count in hidden_brackets(self.text, frame, links):
                self.hide(start, count)
        frame.brackets = []
        return links

    def hide(self, start: int, count: int) -> None:
        """Makes characters plain text for the tokenizer."""
        self.found.cuts.append((start, start + count, STANDIN))
