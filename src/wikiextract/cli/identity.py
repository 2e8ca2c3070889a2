"""What a run is, in words that can be compared: whatever makes a difference to its output."""

import click

from wikiextract.cli.options import EVERY, GUESSED, Options
from wikiextract.errors import SourceError
from wikiextract.models import SCHEMA_VERSION
from wikiextract.page import SITE
from wikiextract.sources.identity import identity
from wikiextract.version import __version__
from wikiextract.writers.unfinished import FORM

_INDIFFERENT = frozenset({"sources", "output", "tables", "resume", "jobs", "quiet", "report"})
"""Options that make no difference to what is written."""
_DEFAULTS: dict[str, object] = {"language": SITE, "sample": 1.0, "namespaces": frozenset({0})}
_EVERY = {"language": GUESSED, "namespaces": EVERY}
"""What options are given that then have no value."""


def run_of(options: Options, stage: str) -> dict[str, str]:
    """The run that `options` ask for: each option, the versions and the state of each source.

    Raises click.UsageError when it is to be resumed and a source can be read only once.
    """
    run = {"the version": __version__, "the schema version": SCHEMA_VERSION, FORM: stage}
    for name in Options.__dataclass_fields__:
        if name not in _INDIFFERENT:
            run[_option(name)] = _said(options, name)
    run["the list of sources"] = ", ".join(options.sources)
    for source in options.sources:
        try:
            run[source] = identity(source)
        except SourceError as error:
            if options.resume:
                raise click.UsageError(f"--resume: {error}") from error
            run[source] = "read once"
    return run


def given(options: Options) -> dict[str, str]:
    """The options that say something, in words."""
    words = {_option(name): _said(options, name) for name in Options.__dataclass_fields__}
    return {
        name: text for name, text in words.items() if text not in ("nothing", "off") and name != "--sources"
    }


def _option(name: str) -> str:
    """A field of Options as it is written on the command line."""
    return f"--{name.replace('_', '-').replace('namespaces', 'namespace')}"


def _said(options: Options, name: str) -> str:
    """What an option says, in words."""
    value = getattr(options, name)
    if value == _DEFAULTS.get(name, ()):
        return "nothing"
    return _EVERY[name] if value is None and name in _EVERY else _words(value)


def _words(value: object) -> str:
    if isinstance(value, frozenset):
        value = sorted(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "nothing"
    return "nothing" if value is None else "on" if value is True else "off" if value is False else str(value)
