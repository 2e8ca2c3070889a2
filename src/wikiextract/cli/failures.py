"""What the command says of a failure, and what status it then has."""

from wikiextract.cli.options import Options
from wikiextract.models import Failure
from wikiextract.streams import STANDARD


def status_of(failure: Failure, options: Options) -> int:
    """The status that a failure gives the command. A source that was named and cannot be read is worse than a page."""
    named = failure.source in (*options.sources, "standard input")
    return 2 if named and failure.error in ("SourceError", "DumpError") else 1


def told(failure: Failure) -> str:
    """One line about `failure`: the source, the page where it is one of several, and the reason."""
    place = "standard input" if failure.source in (STANDARD, None) else failure.source
    return f"{place}: {_which(failure)}{failure.message or failure.error}"


def _which(failure: Failure) -> str:
    if failure.offset is None or failure.error != "PageError":
        return ""
    return f"{failure.title + ' at ' if failure.title else ''}byte {failure.offset}: "
