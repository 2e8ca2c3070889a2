"""Parser functions: the branch that a reader sees, and what is worked out, where that can be known.

    {{#if:x|then|else}}              then
    {{#switch:b|a=1|b|c=2|3}}        2
    {{#ifexpr:2 > 1|then|else}}      then
    {{#expr:22/7 round 2}}           3.14
    {{#titleparts:a/b/c|1}}          a

A template among the arguments that no table knows leaves a mark: what depends on it is not known. Left alone: what
depends on the day, on other pages (`#ifexist`) or on code of the wiki (`#invoke`).

https://www.mediawiki.org/wiki/Help:Extension:ParserFunctions
"""

import re
from urllib.parse import quote, quote_plus

from wikiextract.formats.call import Call
from wikiextract.formats.expressions import is_true, value_of
from wikiextract.marks import NOTHING

_ERROR = '<strong class="error">Expression error.</strong>'
_NUMERIC = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_FAILED = re.compile(r"<(?:strong|span|p|div)\s[^<>]*\bclass=\"[^\"<>]*\berror\b", re.IGNORECASE)


def branch(call: Call) -> str | None:
    """{{#if:condition|then|else}}: the branch, where the condition is known (unknown templates leave a mark)."""
    condition = call.argument(1)
    if condition.replace(NOTHING, "").strip():
        return call.argument(2)
    return None if NOTHING in condition else call.argument(3)


def switch(call: Call) -> str | None:
    """{{#switch:a|a=x|b|c=y|#default=z}}: the value of the first case that is equal, a bare case taking the next one's.

    https://www.mediawiki.org/wiki/Help:Extension:ParserFunctions#.23switch
    """
    arguments = call.arguments()
    if not arguments or NOTHING in arguments[0]:
        return None
    wanted, fallen, default, last = arguments[0].strip(), False, "", ""
    for case in arguments[1:]:
        name, equals, value = (part.strip() for part in case.partition("="))
        if equals and (fallen or _same(name, wanted)):
            return value
        if equals and name == "#default":
            default = value
        fallen = fallen or _same(name, wanted)
        last = "" if equals else name
    return last or default


def equal(call: Call) -> str | None:
    """{{#ifeq:a|b|then|else}}: as numbers if both are, else as texts."""
    first, second = call.argument(1), call.argument(2)
    if NOTHING in first or NOTHING in second:
        return None
    return call.argument(3 if _same(first, second) else 4)


def _same(first: str, second: str) -> bool:
    """Whether two texts are equal, as numbers if both are ones."""
    if first == second:
        return True
    numeric = _NUMERIC.fullmatch(first) and _NUMERIC.fullmatch(second)
    return bool(numeric) and float(first) == float(second)


def expression(call: Call) -> str | None:
    """{{#expr:1+2}}: its value; an error message, as in MediaWiki, where it has none."""
    text = call.argument(1)
    return None if NOTHING in text else value_of(text) or (_ERROR if text else "")


def expression_branch(call: Call) -> str | None:
    """{{#ifexpr:expression|then|else}}: the branch; an error message where the expression has no value."""
    text = call.argument(1)
    if NOTHING in text:
        return None
    true = is_true(text)
    return _ERROR if true is None else call.argument(2 if true else 3)


def error_branch(call: Call) -> str | None:
    """{{#iferror:text|then|else}}: `then` for an error message, else `else` or, without one, the text itself."""
    text = call.argument(1)
    if _FAILED.search(text):
        return call.argument(2)
    if NOTHING in text:
        return None
    return call.argument(3) if len(call.positional) > 2 else text


def title_parts(call: Call) -> str | None:
    """{{#titleparts:a/b/c|count|first}}: `count` parts from the `first` on; both may count from the end."""
    title = call.argument(1)
    parts = f"{title[:1].upper()}{title[1:]}".split("/")
    count, first = (_whole(call.argument(place)) for place in (2, 3))
    if NOTHING in title or count is None or first is None:
        return None
    parts = parts[first - 1 if first > 0 else first :] if first else parts
    return "/".join(parts[:count] if count else parts)


def encoded(call: Call) -> str:
    """{{urlencode:a b}}: a+b, or as a path or a title of a wiki."""
    text, style = call.argument(1), call.argument(2).upper()
    if style == "PATH":
        return quote(text, safe="")
    return quote(text.replace(" ", "_"), safe="~!@$*(),;:/") if style == "WIKI" else quote_plus(text)


def _whole(text: str) -> int | None:
    """A whole number of few digits, 0 for nothing."""
    if not text:
        return 0
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 5 else None
