"""One diagnostic: its severity from the catalogue, its message short and of visible characters."""

from typing import Final

from wikiextract.models import DIAGNOSTICS, Diagnostic, trusted

LONGEST: Final = 160
"""No message is longer, whatever the page holds."""
_NAME: Final = 60

_diagnostic = trusted(Diagnostic)


def entry(code: str, message: str, span: tuple[int, int] | None) -> Diagnostic:
    """The diagnostic of that code of the catalogue; KeyError if there is none."""
    if len(message) > LONGEST:
        message = f"{message[: LONGEST - 1]}…"
    return _diagnostic(code=code, severity=DIAGNOSTICS[code].severity, message=message, span=span)


def quoted(text: str) -> str:
    """What the page names, for a message: blanks folded, long ones cut, in quotes, what cannot be seen escaped."""
    text = " ".join(text[: 4 * _NAME].split())
    return repr(text if len(text) <= _NAME else f"{text[: _NAME - 1]}…")
