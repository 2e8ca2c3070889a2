"""What formatting templates show a reader, given their arguments.

    {{nowrap|x}}, {{small|x}}       x
    {{ubl|a|b}}                     a ⏎ b
    {{convert|5|km|mi}}             5 kilometres (3.1 mi)
    {{birth date|1931|3|11}}        March 11, 1931
    {{snd}}                         –
    {{citation needed|date=…}}      nothing

`shown` answers None for a template that is not in `data/formats.json`: what it shows is not known. Arguments and
answers are wikitext whose templates, links and references have been replaced already; line breaks are `<br>` and signs
that would be markup are character references. Left alone: what depends on the day (ages), on Wikidata, on other pages.

https://en.wikipedia.org/wiki/Wikipedia:Template_index/Formatting
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from wikiextract.data import table
from wikiextract.formats import dates, functions, languages, lists, phrases, science, sources
from wikiextract.formats.call import Call
from wikiextract.formats.convert import CELLS, convert
from wikiextract.formats.units import superscript

__all__ = ["is_known", "is_transparent", "items", "makes_attributes", "makes_cells", "makes_lines", "shown"]

Handler = Callable[[Call], str | None]


def shown(key: str, positional: Sequence[str], named: Mapping[str, str], language: str = "en") -> str | None:
    """What the template or parser function of that lower-case name shows, or None where no table knows it.

    A parser function's first argument ("FOO" of {{lc:FOO}}) is the first positional one. `language` is the wiki's.
    """
    entry = _entry(key, language)
    if entry is None:
        return None
    handler, option = entry
    return handler(Call(key, positional, named, language, option))


def items(
    key: str, positional: Sequence[str], named: Mapping[str, str], language: str = "en"
) -> tuple[str, ...] | None:
    """The items of a list template, in wikitext as the arguments are; None for a template that makes no list."""
    read = _LISTS.get(_kind(key, language))
    return None if read is None else tuple(read(Call(key, positional, named, language, "")))


def is_transparent(key: str, language: str = "en") -> bool:
    """Whether the template only shows arguments of its own, so that what stands in them is content of the page."""
    kind = _kind(key, language)
    return kind in _LISTS or kind in _TRANSPARENT


def makes_lines(key: str, language: str = "en") -> bool:
    """Whether the template shows a list with an item a line, which stands apart from the text around it."""
    return _kind(key, language) in ("lines", "items", "numbered", "collapsible")


def makes_attributes(key: str, language: str = "en") -> bool:
    """Whether what the template shows begins with the attributes of a table's cell, and a bar behind them."""
    return key in _cell_templates(_local(language))


def makes_cells(key: str, display: str, language: str = "en") -> bool:
    """Whether the template shows several cells of a table, parted by `||`: a {{convert}} with that `disp`."""
    return display.strip() in CELLS and _kind(key, language) == "convert"


def is_known(key: str, language: str = "en") -> bool:
    """Whether `shown` knows what the template of that lower-case name shows, be it nothing."""
    return _entry(key, language) is not None


@lru_cache(maxsize=1 << 12)
def _entry(key: str, language: str) -> tuple[Handler, str] | None:
    found = _kinds(_local(language)).get(key)
    if found is None and key.startswith(("lang-", "ipa-")) and len(key) < 20:
        found = ("label lang" if key[0] == "l" else "ipa", key.partition("-")[2])
    if found is None:
        return None
    kind, option = found
    return _HANDLERS[kind], option


def _kind(key: str, language: str) -> str:
    return _kinds(_local(language)).get(key, ("", ""))[0]


def _local(language: str) -> str:
    """The language if its wiki has meanings of its own in the table, else nothing."""
    return language if language in table("formats")["local"] else ""


@cache
def _kinds(language: str) -> dict[str, tuple[str, str]]:
    """Every template of the table to its kind and what else the table says of it; a wiki's own meanings win."""
    formats = table("formats")
    found: dict[str, tuple[str, str]] = {}
    for part in (formats, formats["local"].get(language)):
        if part is None:
            continue
        for kind, keys in part["templates"].items():
            found.update(dict.fromkeys(keys, (kind, "")))
        found.update((key, ("symbol", text)) for key, text in part["symbols"].items())
        found.update((key, ("default", text)) for key, text in part.get("defaults", {}).items())
    return found


@cache
def _cell_templates(language: str) -> frozenset[str]:
    """The templates that show a cell with its attributes; a wiki's own with them."""
    formats = table("formats")
    return frozenset((*formats["cells"], *formats["local"].get(language, {}).get("cells", ())))


def _argument(number: int) -> Handler:
    return lambda call: call.argument(number)


def _last(call: Call) -> str:
    filled = call.filled()
    return filled[-1] if filled else ""


def _spaces(call: Call) -> str:
    count = call.argument(1)
    return "&nbsp;" * min(int(count), 40) if count.isdecimal() and len(count) < 3 else "&nbsp;"


_LISTS: Final[dict[str, Callable[[Call], list[str]]]] = {
    "lines": lists.lines,
    "columns": lists.columns,
    "inline lines": lists.lines,
    "items": lists.items,
    "numbered": lists.items,
    "inline items · ": lists.items,
    "inline items , ": lists.items,
    "collapsible": lists.collapsed,
    "enumeration": lists.items,
}

_TRANSPARENT: Final = frozenset(
    (
        "argument 1",
        "raised",
        "argument 2 or 1",
        "last",
        "text 2",
        "native",
        "label lang",
        "default",
        "quotation",
        "span text",
        "guillemets",
    )
)

_HANDLERS: Final[dict[str, Handler]] = {
    "symbol": lambda call: call.option,
    "default": lambda call: call.argument(1) or call.option,
    "nothing": lambda _: "",
    "argument 1": _argument(1),
    "argument 2 or 1": lambda call: call.argument(2) or call.argument(1),
    "raised": lambda call: f"<sup>{call.argument(1)}</sup>",
    "text 2": languages.lang,
    "native": languages.native,
    "last": _last,
    "span text": lambda call: call.argument(1) or call.name("text", "content"),
    "spaces": _spaces,
    "joined": lambda call: "".join(call.arguments()),
    "lines": lambda call: lists.block(lists.lines(call)),
    "columns": lambda call: lists.block(lists.columns(call)),
    "inline lines": lambda call: lists.inline(lists.lines(call)),
    "items": lambda call: lists.block(lists.items(call)),
    "numbered": lists.numbered,
    "inline items · ": lambda call: lists.inline(lists.items(call)),
    "inline items , ": lambda call: lists.inline(lists.items(call), ", "),
    "collapsible": lambda call: lists.block(lists.collapsed(call)),
    "enumeration": lists.enumerated,
    "convert": convert,
    "height": science.height,
    "val": science.val,
    "fraction": science.fraction,
    "power of ten": science.power_of_ten,
    "power of ten alone": lambda call: f"10{superscript(call.argument(1))}",
    "percentage": science.percentage,
    "chemical": science.chemical,
    "square root": science.square_root,
    "nuclide": science.nuclide,
    "subscript pair": science.root_pair,
    "case": science.cased,
    "formatnum": science.formatted_number,
    "pad": science.padded,
    "#if": functions.branch,
    "#switch": functions.switch,
    "#ifeq": functions.equal,
    "#expr": functions.expression,
    "#ifexpr": functions.expression_branch,
    "#iferror": functions.error_branch,
    "#titleparts": functions.title_parts,
    "urlencode": functions.encoded,
    "currency": science.currency,
    "pop density": science.density,
    "ordinal": science.ordinal,
    "quantity fr": science.quantity_fr,
    "date ymd": dates.date_ymd,
    "date dmy": dates.date_dmy,
    "start date": dates.start_date,
    "film date": dates.film_date,
    "birthdeathage": dates.birth_death_age,
    "birth based on age": dates.birth_based_on_age,
    "dts": dates.sortable_date,
    "date": dates.date_text,
    "date words": dates.date_words,
    "old style date": dates.old_style_date,
    "old style year": _argument(1),
    "as of": dates.as_of,
    "circa": dates.circa,
    "floruit": lambda call: dates.span_of_years(call, "fl."),
    "reign": lambda call: dates.span_of_years(call, "r."),
    "label lang": languages.labelled,
    "langs in": languages.in_languages,
    "language icon": languages.icon,
    "nihongo": languages.nihongo,
    "nihongo2": _argument(1),
    "nihongo3": languages.nihongo3,
    "zh": languages.chinese,
    "literally": languages.literally,
    "ipa tokens": languages.ipa_tokens,
    "ipa": languages.ipa,
    "respell": languages.respelt,
    "german language": languages.german,
    "url": phrases.url,
    "website": phrases.website,
    "email": phrases.email,
    "language link": phrases.language_link,
    "language link 3": lambda call: phrases.language_link(call, 3),
    "language link 4": lambda call: phrases.language_link(call, 4),
    "language link text 2": lambda call: phrases.language_link(call, 2),
    "language link fr": phrases.language_link_fr,
    "section link": phrases.section_link,
    "coordinates": phrases.coordinates,
    "sortname": phrases.sortname,
    "quotation": phrases.quotation,
    "ship": phrases.ship,
    "ship class": phrases.ship_class,
    "marriage": phrases.marriage,
    "ruby": _argument(1),
    "angle brackets": phrases.angle_brackets,
    "reconstructed": lambda call: "*" + call.argument(2),
    "sic": phrases.sic,
    "keys": phrases.keys,
    "template link": phrases.template_link,
    "parameter": phrases.parameter_name,
    "rating": phrases.stars,
    "siècle": phrases.century_fr,
    "hours": phrases.hours_fr,
    "guillemets": lambda call: f"« {call.argument(1)} »",
    "incise": lambda call: f"– {call.argument(1)}" + ("" if call.argument(2) == "stop" else " –"),
    "numbered page": lambda call: f"p. {call.argument(1)}",
    "short citation": sources.short_citation,
    "identifier": sources.identifier,
    "archive": sources.archived,
    "google book": sources.google_book,
    "medical code": sources.code,
    "drug class": sources.drug_class,
    "pages beginning with": lambda call: phrases.title_search(call, "beginning with"),
    "pages containing": lambda call: phrases.title_search(call, "containing"),
    "roman ordinal": lambda call: f"{call.argument(1)}{call.key}",
    "german quotes": lambda call: f"„{call.argument(1)}“",
}
"""Every kind of the table to what reads its arguments."""
