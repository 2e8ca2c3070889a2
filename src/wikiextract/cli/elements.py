"""HTML and SVG put together so that no text can be taken for markup: what is not Markup already is escaped.

element("td", "<script>", class_="name")   →   <td class="name">&lt;script&gt;</td>
"""

from collections.abc import Iterable
from html import escape
from typing import Final

_EMPTY: Final = frozenset({"meta", "br", "col"})
"""Elements of HTML that have no end tag: https://html.spec.whatwg.org/multipage/syntax.html#void-elements"""


class Markup(str):
    """Text that is markup already: every character in it that is a text's own has been escaped."""

    __slots__ = ()


def element(name: str, /, *content: str, **attributes: str | float | None) -> Markup:
    """An element around `content`. Attributes of None are left out; `class_` and `aria_label` become `class` and
    `aria-label`."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    start = f"<{name}{said}>"
    return Markup(start if name in _EMPTY else f"{start}{joined(content)}</{name}>")


def joined(content: Iterable[str]) -> Markup:
    """One piece after the other, escaped where they are no Markup."""
    return Markup("".join(piece if isinstance(piece, Markup) else escape(piece) for piece in content))


def table(head: Iterable[str], rows: Iterable[Iterable[str]], caption: str, *, numbers: int = 1) -> Markup:
    """A table. The first cell of a row names it, the `numbers` behind it are set as numbers, the rest as text."""

    def style(column: int) -> str | None:
        return "number" if 0 < column <= numbers else None

    heads = [element("th", name, scope="col", class_=style(column)) for column, name in enumerate(head)]
    body = [
        element(
            "tr",
            *(
                element("td", cell, class_=style(column)) if column else element("th", cell, scope="row")
                for column, cell in enumerate(row)
            ),
        )
        for row in rows
    ]
    parts = [element("caption", caption), element("thead", element("tr", *heads)), element("tbody", *body)]
    return element(
        "div", element("table", *parts), class_="scrolled", tabindex="0", role="region", aria_label=caption
    )
