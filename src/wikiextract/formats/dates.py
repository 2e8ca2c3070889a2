"""Date templates: the date that they show, in the order of the page's language.

    {{birth date|1931|3|11}}                 March 11, 1931
    {{death date and age|df=y|1994|5|6|…}}   6 May 1994
    {{start date|2005|7}}                    July 2005
    {{as of|2012|6|lc=y}}                    as of June 2012

Ages and "years ago" are left out: they depend on the day of reading.
https://en.wikipedia.org/wiki/Template:Birth_date, Template:Start_date, Template:As_of
"""

import re
from typing import Any

from wikiextract.data import table
from wikiextract.formats.call import Call, yes
from wikiextract.marks import NOTHING

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_HAS_YEAR = re.compile(r"[0-9]{3,4}")


def date_ymd(call: Call) -> str | None:
    """A date given as year, month, day; or as one text."""
    return _ordered(call, call.arguments()[:3])


def date_dmy(call: Call) -> str | None:
    """A date given as day, month, year; in any other order if the numbers say so."""
    first, second, third = (call.argument(n) for n in (1, 2, 3))
    if len(third) >= 3 or not _HAS_YEAR.fullmatch(first):
        return _ordered(call, [third, second, first] if third or second else [first])
    return _ordered(call, [first, second, third])


def start_date(call: Call) -> str | None:
    """A date that may have a time: year, month, day, hour, minute, second, zone."""
    date = _ordered(call, call.arguments()[:3])
    hour, minute = call.argument(4), call.argument(5)
    if not date or not hour.isdecimal() or not minute.isdecimal():
        return date
    second, zone = call.argument(6), call.argument(7)
    time = f"{hour.zfill(2)}:{minute.zfill(2)}" + (f":{second.zfill(2)}" if second.isdecimal() else "")
    return f"{time}, {date}" + (" (UTC)" if zone == "Z" else "")


def film_date(call: Call) -> str | None:
    """Several dates, each with the place that it belongs to."""
    arguments = call.arguments()
    found = []
    for at in range(0, len(arguments), 4):
        date = _ordered(call, arguments[at : at + 3])
        place = arguments[at + 3] if at + 3 < len(arguments) else ""
        if date:
            found.append(f"{date} ({place})" if place else date)
    return "<br>".join(found) or None


def birth_death_age(call: Call) -> str | None:
    """{{birthdeathage|B|year|month|day}}: the letter says whose date it is."""
    return _ordered(call, call.arguments()[1:4])


def birth_based_on_age(call: Call) -> str | None:
    """{{birth based on age as of date|30|2010|1|1}}: the two years that the birth can be in."""
    age, year = call.argument(1), call.argument(2)
    if not age.isdecimal() or not year.isdecimal() or not len(age) < len(year) < 5:
        return None
    born = int(year) - int(age)
    return f"{born - 1}/{born}"


def sortable_date(call: Call) -> str | None:
    """{{dts}}: a text, an ISO date, or year, month, day."""
    if len(call.filled()) > 1:
        return _ordered(call, call.arguments()[:3])
    text = call.argument(1)
    return _ordered(call, list(match.groups())) if (match := _ISO.fullmatch(text)) else text


def date_text(call: Call) -> str:
    """{{date|2001-02-03|dmy}}, or, on other wikis, day, month and year."""
    text, order = call.argument(1), call.argument(2).lower()
    if match := _ISO.fullmatch(text):
        return _shown(call, [match[1], match[2], match[3]], order == "dmy")
    if order in ("dmy", "mdy", "ymd", "iso", "none", "") or not _HAS_YEAR.fullmatch(call.argument(3)):
        return text
    return _ordered(call, [call.argument(3), call.argument(2), text]) or text


def date_words(call: Call) -> str:
    """Day, month and year in words or numbers, as French date templates have them."""
    found = call.filled()[:3]
    if len(found) == 1 and all(part.isdecimal() for part in found[0].split()):
        found = found[0].split()
    if len(found) == 3 and found[1].isdecimal():
        return _ordered(call, [found[2], found[1], found[0]]) or " ".join(found)
    return " ".join(found)


def old_style_date(call: Call) -> str:
    """{{OldStyleDate|1 January|1700|21 December 1699}}."""
    return f"{call.argument(1)} [O.S. {call.argument(3)}] {call.argument(2)}"


def as_of(call: Call) -> str:
    """ "As of" and the date; `since`, `lc`, `alt`, `df`, `post`."""
    if alternative := call.name("alt"):
        return alternative + call.name("post")
    word = "since" if yes(call.name("since")) else "as of"
    if not yes(call.name("lc")):
        word = word.capitalize()
    date = _shown(call, [part for part in call.arguments()[:3] if part], call.name("df").lower() != "us")
    return f"{word} {date}{call.name('post')}"


def circa(call: Call) -> str:
    """c. 1900; c. 1900 – c. 1910."""
    first, second = call.argument(1), call.argument(2)
    if not first:
        return "c."
    return f"c. {first} – c. {second}" if second else f"c. {first}"


def span_of_years(call: Call, word: str) -> str:
    """fl. 1200–1230; r. 1509–1547."""
    years = "–".join(call.filled()[:2])
    return f"{word} {years}" if years else word


def _ordered(call: Call, parts: list[str]) -> str | None:
    """The date from year, month and day; a single text as it is; None where there is nothing to show."""
    parts = [part.strip() for part in parts]
    while parts and not parts[-1]:
        parts.pop()
    if not parts or any(NOTHING in part for part in parts):
        return None
    return _shown(call, parts, yes(call.name("df")) or yes(call.name("dmy")) or call.name("format") == "dmy")


def _shown(call: Call, parts: list[str], day_first: bool) -> str:
    """Year, month and day in the order of the language; parts that are no numbers as they are."""
    formats: dict[str, Any] = table("formats")
    language = "en" if call.language == "simple" else call.language
    months = formats["months"].get(language)
    patterns = formats["dates"].get(language) or ["{day} {month} {year}", "{month} {year}"]
    if len(parts) < 2:
        return parts[0] if parts else ""
    year, month, day = parts[0], parts[1], parts[2] if len(parts) > 2 else ""
    number = month.lstrip("0")
    if month.isdecimal() and not 1 <= int(number[:3] or 0) <= 12:
        # No month has that number: it stays a number, unless it is zero, which stands for none.
        return "-".join(filter(None, (year, month, day))) if number else year
    if number.isdecimal():
        if months is None and "{number}" not in patterns[0]:
            return "-".join(part.zfill(2) for part in parts)
        month = months[int(number) - 1] if months else ""
    elif not month:
        return year
    pattern = patterns[0] if day else patterns[1]
    if day_first and day and language == "en":
        pattern = "{day} {month} {year}"
    day = day.lstrip("0") or day
    if language == "fr" and day == "1":
        day = "1er"
    filled: str = pattern.replace("{number}", number).replace("{month}", month)
    return filled.replace("{year}", year.lstrip("0") or year).replace("{day}", day).strip(" ,")
