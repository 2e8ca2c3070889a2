"""Magic words: parser functions, variables, behaviour switches, image options.

    {{#if: x | …}}           the function "#if", first argument "x"
    {{DEFAULTSORT:Foo}}      the function "defaultsort", first argument "Foo"
    {{PAGENAME}}, {{!}}      the variables "pagename", "!"
    __NOTOC__                the switch "notoc"
    [[File:X.png|220px]]     the option "width", value "220"

Left alone: what they yield. https://www.mediawiki.org/wiki/Help:Magic_words,
https://www.mediawiki.org/wiki/Help:Extension:ParserFunctions, https://www.mediawiki.org/wiki/Help:Images
"""

import re

from wikiextract.names.wikis import Wiki

_HASHED = re.compile(r"#[^\W\d][\w-]{0,40}")
_SUBST = re.compile(r"(?:safesubst|subst):\s*", re.IGNORECASE)
_WIDTH = re.compile(r"([0-9]*)(?:x([0-9]*))?\s*(?:px)?", re.ASCII)
_NUMERIC = {
    "upright": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"),
    "page": re.compile(r"[0-9]+"),
}
_SHORT = 60
"""Options whose value follows a word without "=" have a number behind it: longer texts are captions."""


def function_call(text: str, wiki: Wiki) -> tuple[str, str] | None:
    """(canonical name, first argument) of the parser function or variable that `text` calls, or None for a template.

    `text` is what stands before the first `|` of `{{…}}`, comments removed. Functions written with `#` have it in
    their name; an unknown `#word:` is a function too (MediaWiki never takes it for a template).
    """
    if ":" not in text and "：" not in text:
        name = _variable(text.strip(), wiki)
        return (name, "") if name else None
    text = text.strip()
    while match := _SUBST.match(text):
        text = text[match.end() :]
    at = min((i for i in (text.find(":"), text.find("：")) if i >= 0), default=-1)
    if at < 0:
        name = _variable(text, wiki)
        return (name, "") if name else None
    head, argument = text[:at], text[at + 1 :].strip()
    name = _function(head, wiki)
    return (name, argument) if name else None


def function_name(text: str, wiki: Wiki) -> str | None:
    """The canonical name alone: "#if", "#tag", "lc", "defaultsort", "pagename", "!"; None for a template."""
    call = function_call(text, wiki)
    return call[0] if call else None


def _variable(text: str, wiki: Wiki) -> str | None:
    found = wiki.variables.get(text)
    if found is None and (folded := wiki.variables.get(text.lower())) not in wiki.case_sensitive:
        found = folded
    return found


def _function(head: str, wiki: Wiki) -> str | None:
    if len(head) > 60:
        return None
    if (found := wiki.functions.get(head)) is not None:
        return found
    lower = head.lower()
    found = wiki.functions.get(lower)
    if found is not None and found.lstrip("#") not in wiki.case_sensitive:
        return found
    return lower if _HASHED.fullmatch(lower) else None


def behaviour_switch(text: str, wiki: Wiki) -> str | None:
    """The identifier ("notoc", "disambiguation") of the behaviour switch that `text` is, or None."""
    found = wiki.switches.get(text)
    if found is None and (folded := wiki.switches.get(text.lower())) not in wiki.case_sensitive:
        found = folded
    return found


def image_option(text: str, wiki: Wiki) -> tuple[str, str] | None:
    """(option, value) of one part of `[[File:…|text|…]]`, or None: then it is the caption.

    Options have MediaWiki's English names: "thumbnail", "manualthumb", "framed", "frameless", "border", "left",
    "right", "center", "none", "width", "upright", "alt", "link", "page", "class", "lang", "text-top" …
    The value is empty for plain words; a width is "220", "x100" or "220x100".
    """
    text = text.strip()
    if (name := wiki.image_words.get(text)) is not None:
        return name, ""
    before, equals, value = text.partition("=")
    if equals and (name := wiki.image_prefixes.get(before + "=")) is not None:
        return _valued(name, value)
    for suffix, name in wiki.image_suffixes.items():
        if text.endswith(suffix) and (found := _width(text.removesuffix(suffix), name)):
            return found
    if len(text) <= _SHORT:
        for prefix, name in wiki.image_prefixes.items():
            if (
                text.startswith(prefix)
                and prefix[-1] != "="
                and (found := _valued(name, text[len(prefix) :]))
            ):
                return found
    return None


def _valued(name: str, value: str) -> tuple[str, str] | None:
    """The option with its value; None where MediaWiki wants a number and there is none: then it is the caption."""
    value = value.strip()
    numeric = _NUMERIC.get(name)
    return None if numeric and not numeric.fullmatch(value) else (name, value)


def _width(value: str, name: str) -> tuple[str, str] | None:
    match = _WIDTH.fullmatch(value.strip())
    if not match:
        return None
    width, height = match.groups("")
    if not (width + height).strip("0"):
        return None
    return name, width + (f"x{height}" if height else "")
