"""One use of a template, as those who say what it shows receive it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Call(NamedTuple):
    """A template's name and arguments, and the language of the page it stands on."""

    key: str
    positional: Sequence[str]
    named: Mapping[str, str]
    language: str
    option: str
    """What the table says beside the kind of the template ("last", " · ")."""

    def argument(self, number: int) -> str:
        """The positional argument of that number (from 1) without the blanks around it; empty when missing."""
        if number <= len(self.positional):
            return self.positional[number - 1].strip()
        return self.named.get(str(number), "").strip()

    def name(self, *names: str) -> str:
        """The first of these named arguments that is not empty, without the blanks around it; else empty."""
        for name in names:
            if value := self.named.get(name, "").strip():
                return value
        return ""

    def arguments(self) -> list[str]:
        """All positional arguments without the blanks around them."""
        return [argument.strip() for argument in self.positional]

    def filled(self) -> list[str]:
        """The positional arguments that are not empty."""
        return [argument for argument in self.arguments() if argument]


def yes(value: str) -> bool:
    """Whether an argument says yes, as Module:Yesno reads it."""
    return value.strip().lower() in ("yes", "y", "true", "t", "on", "1")
