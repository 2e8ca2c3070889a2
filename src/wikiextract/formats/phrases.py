"""Links, names, quotations and the rest of the templates that show more than an argument.

    {{URL|https://example.org/}}          example.org
    {{ill|Foo|de|Bar|lt=Baz}}             Baz
    {{sortname|Ada|Lovelace}}             Ada Lovelace
    {{quote|To be|author=Hamlet}}         To be ⏎ — Hamlet

https://en.wikipedia.org/wiki/Template:URL, Template:Interlanguage_link, Template:Blockquote, Template:Sic
"""

import re

from wikiextract.formats.call import Call, yes

_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def url(call: Call) -> str:
    """The label, else the address without scheme and closing slash."""
    if label := call.argument(2):
        return label
    return _SCHEME.sub("", call.argument(1) or call.name("url"), count=1).removesuffix("/")


def website(call: Call) -> str:
    """ "Official website", or the name that is given."""
    own = {
        "en": "Official website",
        "simple": "Official website",
        "fr": "Site officiel",
        "es": "Sitio web oficial",
    }
    return call.name("name", "format title", "title") or own.get(call.language, url(call))


def email(call: Call) -> str:
    """An address, whole or in two parts."""
    first, second = call.argument(1), call.argument(2)
    return first if "@" in first or not second else f"{first}@{second}"


def language_link(call: Call, place: int = 1) -> str:
    """The text of a link to a page of another language: `lt`, else the argument at `place`, else the first."""
    label = call.name("lt", "label", "display", "texte", "text", "label1", "d", "vt")
    return label or (call.argument(place) or call.argument(1)) or call.name("en", "trad", "fr")


def language_link_fr(call: Call) -> str:
    """{{Lien|langue=en|trad=Foo|fr=Bar|texte=baz}}: the text, else the title."""
    return call.name("texte") or call.argument(3) or call.name("fr") or call.argument(1) or call.name("trad")


def section_link(call: Call) -> str:
    """Page § Section."""
    page, sections = call.argument(1), [section for section in call.arguments()[1:] if section]
    sign = "§§" if len(sections) > 1 else "§"
    return f"{page} {sign} {', '.join(sections)}".strip() if sections else page


def coordinates(call: Call) -> str:
    """Latitude and longitude as they were given; nothing where they are only shown beside the page's title."""
    if call.name("display").replace(" ", "") in ("title", "t") or call.key.startswith("coor title"):
        return ""
    numbers: list[str] = []
    halves: list[str] = []
    for argument in call.arguments():
        if argument[:1].upper() in ("N", "S", "E", "W", "O") and len(argument) == 1:
            marks = zip(numbers, "°′″", strict=False)
            halves.append("".join(f"{part}{mark}" for part, mark in marks) + argument.upper())
            numbers = []
        elif argument and argument.lstrip("+-−")[:1].isdigit():
            numbers.append(argument)
        elif argument:
            break
    if not halves and len(numbers) > 1:
        halves = [_signed(numbers[0], "NS"), _signed(numbers[1], "EW")]
    return " ".join(halves)


def _signed(degrees: str, letters: str) -> str:
    return f"{degrees.lstrip('+-−')}°{letters[degrees[0] in '-−']}"


def sortname(call: Call) -> str:
    """First and last name."""
    return f"{call.argument(1)} {call.argument(2)}".strip()


def quotation(call: Call) -> str:
    """The words quoted; on a line of its own, whose they are."""
    text = call.name("text", "quote", "quoted", "content") or call.argument(1)
    author = call.name(
        "author", "sign", "by", "char", "character", "auteur", "autor", "автор"
    ) or call.argument(2)
    source = [call.name("title"), call.name("source", "cite") or call.argument(3)]
    credit = ", ".join(part for part in (author, *source) if part)
    return f"<br>{text}<br>— {credit}<br>" if credit else f"<br>{text}<br>"


def title_search(call: Call, words: str) -> str | None:
    """{{look from|Foo}}: All pages with titles beginning with Foo; without Foo it is the page's own title."""
    title = call.argument(1)
    return f"All pages with titles {words} {title}" if title else None


def ship(call: Call) -> str:
    """{{USS|Enterprise|CV-6}}: USS Enterprise (CV-6); a third argument leaves out some of it."""
    name, hull, form = (call.argument(n) for n in (1, 2, 3))
    prefix = call.key.upper() if call.key not in ("hdms",) else "HDMS"
    if form == "1":
        return hull
    if form == "2":
        return name
    if form == "3" or not hull:
        return f"{prefix} {name}"
    return f"{name} ({hull})" if form == "5" else f"{prefix} {name} ({hull})"


def ship_class(call: Call) -> str:
    """{{sclass|Nimitz|aircraft carrier}}: Nimitz-class aircraft carrier."""
    name, kind, form = (call.argument(n) for n in (1, 2, 3))
    if form in ("1", "5"):
        return f"{name} class" if form == "1" else f"{name}-class"
    return f"{name}-class {kind}".strip()


def marriage(call: Call) -> str:
    """{{marriage|Name|1990|2000|end=div}}: Name (m. 1990; div. 2000)."""
    name, start, end = (call.argument(n) for n in (1, 2, 3))
    how = call.name("end", "reason").rstrip(".")
    words = {
        "divorced": "div",
        "died": "died",
        "d": "died",
        "widowed": "wid",
        "separated": "sep",
        "annulled": "ann",
    }
    how = words.get(how, how)
    years = f"m. {start}" if start else ""
    if end:
        years += f"; {how}{'' if how == 'died' else '.'} {end}" if how else f"–{end}"
    return f"{name} ({years})" if years else name


def angle_brackets(call: Call) -> str:
    """⟨text⟩."""
    return f"⟨{call.argument(1)}⟩"


def sic(call: Call) -> str:
    """The words as they were, and [sic] unless it is hidden."""
    text = "".join(part for part in call.arguments()[:2] if part != "?")
    hidden = yes(call.name("hide")) or call.name("nolink") == "hide"
    return text if hidden else f"{text} &#91;sic&#93;".strip()


def keys(call: Call) -> str:
    """Ctrl+C."""
    return call.name("chain", "chainA") or "+".join(call.filled())


def template_link(call: Call) -> str:
    """{{tl|name}}: the name in braces, as text."""
    inside = "|".join(call.filled())
    return f"&#123;&#123;{inside}&#125;&#125;"


def parameter_name(call: Call) -> str:
    """{{para|name|value}}: |name=value, as text."""
    return f"&#124;{call.argument(1)}={call.argument(2)}"


def stars(call: Call) -> str | None:
    """{{rating|3|5}}: 3/5 stars."""
    return f"{call.argument(1)}/{call.argument(2) or 5} stars" if call.argument(1) else None


def century_fr(call: Call) -> str:
    """{{s|XIX|e}}, {{s-|XIX}}: XIXe siècle; {{sp|XVI|e|au|XIX|e}}: XVIe au XIXe siècle."""
    parts = call.filled()
    if call.key.startswith("sp") and len(parts) >= 4:
        first, _, word, last = parts[:4]
        return f"{first}e {word} {last}e siècle"
    return f"{parts[0]}{parts[1] if len(parts) > 1 else 'e'} siècle" if parts else ""


def hours_fr(call: Call) -> str:
    """{{heure|12|30}}: 12 h 30."""
    parts = call.filled()
    return " ".join(f"{part} {mark}".strip() for part, mark in zip(parts, ("h", "", "s"), strict=False))
