"""The errors of wikiextract, each knowing where it happened.

    WikiextractError
    ├── SourceError     cannot be read: path, reason            (also an OSError)
    │   └── DumpError   not a MediaWiki export, or cut short: path, byte offset
    ├── PageError       one page: title, offset                 becomes a Failure in runs
    └── WriterError     cannot be written: path; what was there before is still there

Wikitext has no syntax errors: the content of a page never raises. A wrong argument (an unknown field to
select) is Python's own ValueError.
"""


def install(extra: str) -> str:
    """The command that brings the libraries of `extra`."""
    return f"pip install 'wikiextract[{extra}]'"


class WikiextractError(Exception):
    """Whatever wikiextract raises of its own."""


class SourceError(WikiextractError, OSError):
    """A source cannot be read: missing, or not what it should be. `offset` is in bytes, where it is known."""

    def __init__(self, path: str, reason: str, offset: int | None = None) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.offset = offset

    def __reduce__(self) -> tuple[type["SourceError"], tuple[str, str, int | None]]:
        return type(self), (self.path, self.reason, self.offset)


class DumpError(SourceError):
    """A dump is not a MediaWiki export, or is cut short or broken at byte `offset`."""


class PageError(WikiextractError):
    """One page cannot become a Document. `offset` is in code points of its text, where it is known."""

    def __init__(self, title: str | None, reason: str, offset: int | None = None) -> None:
        super().__init__(f"{title or 'page without a title'}: {reason}")
        self.title = title
        self.reason = reason
        self.offset = offset

    def __reduce__(self) -> tuple[type["PageError"], tuple[str | None, str, int | None]]:
        return type(self), (self.title, self.reason, self.offset)


class WriterError(WikiextractError):
    """A result cannot be written; what was at `path` before is still there."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    @classmethod
    def uninstalled(cls, path: str, extra: str) -> "WriterError":
        """The error where the library that writes a form, which `extra` brings, is missing."""
        return cls(path, f"this form is written with a library that is not installed: {install(extra)}")

    def __reduce__(self) -> tuple[type["WriterError"], tuple[str, str]]:
        return type(self), (self.path, self.reason)
