"""Lists that run on in a line.

    ==See also== * Calcification ** Metastatic * Scleroderma        :''italic'' : more        # one # two
                ^               ^             ^

A run of `*` behind a blank begins an item: multiplication, footnote signs and the stars of birth dates are told by what
stands around them. `#` does in a line that is a numbered list, or with a blank behind it. `:` and `;` do where the line
is an indented or definition list already, or where no blank stands behind them (French sets one before a colon).
`----` behind a blank is a rule. The end of the last item cannot be seen: what followed it in the same paragraph stays
in it. https://www.mediawiki.org/wiki/Help:Lists
"""

import re
from dataclasses import dataclass

from wikiextract.layout.protected import EXTENSION, FORMULA, TAG, TEMPLATE

_LINE = re.compile(r"(:*\{\||[*#:;]+|[|!]|)")
_MARK = re.compile(rf"\n{_LINE.pattern}| ([*#:;]+|-{{4,}}(?= |$))", re.MULTILINE)
_LINK_TARGET = re.compile(r":[^\s:]{1,40}:\S")
_PRODUCT = re.compile(r"(?:\d|\b\w) \* (?:\d|\w\b)")
_SENTENCE_ENDS = ".?!。" + TEMPLATE + EXTENSION
_REACH = 300  # how far back an opening parenthesis is looked for


@dataclass(slots=True)
class _Line:
    mark: str = ""
    """The marker that the line began with; "|" for a table's line, "" for prose."""
    spaced: bool = False
    """Whether a blank stands behind it."""
    defines: bool = False
    """Whether `;` with a blank behind it began this line or one before it in the paragraph."""


def list_breaks(visible: str) -> list[int]:
    """Offsets of the blanks before each item or rule that does not begin its line, and behind each rule."""
    breaks = []
    first = _LINE.match(visible)
    line = _opened(visible, first) if first else _Line()
    for found in _MARK.finditer(visible):
        mark = found.group(2)
        if mark is None:
            line = _opened(visible, found)
        elif mark[0] == "-":
            breaks.append(found.start())
            if visible.startswith(" ", found.end()):
                breaks.append(found.end())
            line = _Line()
        elif _begins_item(visible, found, line):
            breaks.append(found.start())
            spaced = visible.startswith(" ", found.end())
            line = _Line(mark, spaced, line.defines or (mark == ";" and spaced))
    return breaks


def _opened(visible: str, found: re.Match[str]) -> _Line:
    """The line whose marker `found` is."""
    mark = found.group(1)
    spaced = visible.startswith(" ", found.end())
    return _Line("|" if mark[-1:] in ("|", "!") else mark, spaced, mark == ";" and spaced)


def _begins_item(visible: str, found: re.Match[str], line: _Line) -> bool:
    mark = found.group(2)
    if mark[0] == "*":
        return _is_star_item(visible, found, line)
    if mark[0] == "#":
        return _is_number_item(visible, found, line)
    if len(mark) > 1 and (set(mark) - {":"} or line.mark[:1] in tuple("*#:;")):
        return True
    if line.mark == "|":
        return False
    return _is_indented(visible, found, line) if mark == ":" else _is_term(visible, found, line)


def _is_term(visible: str, found: re.Match[str], line: _Line) -> bool:
    """Whether a semicolon behind a blank begins a term, and is not what French sets between clauses."""
    behind, text = visible[found.end() : found.end() + 1], visible[found.end() + 1 : found.end() + 2]
    if behind != " ":
        return behind.isalpha() or behind == "'"
    known = line.defines or visible[found.start() - 1] in _SENTENCE_ENDS
    return known and not "a" <= text <= "z" and text not in ("*", "#")


def _is_indented(visible: str, found: re.Match[str], line: _Line) -> bool:
    """Whether a colon behind a blank indents a line, and is not what French sets before an explanation."""
    end = found.end()
    behind = visible[end : end + 1] or "\n"
    if behind == " ":
        text = visible[end + 1 : end + 2]
        known = line.mark == ";" or (line.mark[:1] == ":" and line.spaced)
        return text == FORMULA or (known and text not in ("*", "#"))
    if behind in ("\n", EXTENSION) or visible.startswith("'''", end):
        return False
    if behind in (TAG, TEMPLATE) and line.mark[:1] not in (":", ";"):
        return False
    return not _LINK_TARGET.match(visible, found.start(2))


def _is_star_item(visible: str, found: re.Match[str], line: _Line) -> bool:
    """Whether stars behind a blank begin an item, and are no product, footnote sign, reconstructed word or birth."""
    start, end = found.span(2)
    before, behind = visible[start - 2 : start - 1], visible[end : end + 1]
    if behind == ")":
        return False
    if line.mark == "|" and behind != " ":
        return before != " " and visible[start - 3 : start - 1] != "||"
    if line.mark:
        return True
    if _PRODUCT.search(visible, start - 3, end + 3):
        return False
    if before in (";", ",", "(") or behind != " ":
        text = visible[max(0, start - _REACH) : start]
        return text.rfind("(") <= text.rfind(")")
    return True


def _is_number_item(visible: str, found: re.Match[str], line: _Line) -> bool:
    """Whether `#` behind a blank begins an item, and is no number sign, hashtag or colour."""
    start, end = found.span(2)
    before, behind = visible[start - 2 : start - 1], visible[end : end + 1]
    if line.mark == "|":
        return before in ("|", "!") and behind == " " and visible[end + 1 : end + 2] not in ("|", "!")
    if len(found.group(2)) > 1 or behind == " " or line.mark[:1] == "#":
        return True
    return behind in tuple("\"'“«[") or (behind.isalpha() and before in (":", EXTENSION, TEMPLATE))
