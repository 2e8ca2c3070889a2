"""List templates: their items, one by one, and as a reader sees them in a row.

    {{ubl|a|b}}, {{plainlist|* a}}     one item a line
    {{hlist|a|b}}                      a · b
    {{flatlist|* a (newline) * b}}     a · b

https://en.wikipedia.org/wiki/Template:Plainlist, Template:Unbulleted list, Template:Hlist
"""

from wikiextract.formats.call import Call

_DOT = " · "
_CONTENT = ("content", "contenu", "inhalt", "Inhalt", "liste", "contenido", "תוכן")
"""What wikis call the argument that holds the whole list."""


def lines(call: Call) -> list[str]:
    """The items that stand on lines of their own, with list markers, in the first argument."""
    found = []
    for argument in call.positional:
        for line in argument.split("\n"):
            item = line.strip()
            if item[:1] in ("*", "#", ":", ";"):
                item = item.lstrip("*#:;").strip()
            if item:
                found.append(item)
    return found


def columns(call: Call) -> list[str]:
    """The same where the number of columns stands before the list."""
    if listed := call.name(*_CONTENT):
        return lines(call._replace(positional=(listed,)))
    counted = len(call.positional) > 1 and call.argument(1).isdecimal()
    return lines(call._replace(positional=call.positional[1:]) if counted else call)


def items(call: Call) -> list[str]:
    """The items that are arguments."""
    return call.filled()


def collapsed(call: Call) -> list[str]:
    """The items of a collapsible list, whose title is an argument of its own."""
    listed = call.name(*_CONTENT)
    if listed or len(call.filled()) == 1:
        found = lines(call._replace(positional=(listed or call.filled()[0],)))
    else:
        found = call.filled()
    title = call.name("title", "titre")
    return [title, *found] if title else found


def block(found: list[str]) -> str:
    """Items one a line, as wikitext."""
    return "<br>".join(found)


def numbered(call: Call) -> str:
    """Items with their numbers, one a line."""
    start = call.name("start")
    first = int(start) if start.isdecimal() and len(start) < 10 else 1
    return "<br>".join(f"{first + i}. {item}" for i, item in enumerate(call.filled()))


def inline(found: list[str], separator: str = _DOT) -> str:
    """Items in one line."""
    return separator.join(found)


def enumerated(call: Call) -> str:
    """a, b, and c — with the word that the template asks for."""
    found = call.filled()
    word = call.name("conj", "2nd") or ("or" if call.key == "or list" else "and")
    if len(found) < 3:
        return f" {word} ".join(found)
    return f"{', '.join(found[:-1])}, {word} {found[-1]}"
