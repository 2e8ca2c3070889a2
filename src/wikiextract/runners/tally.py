"""What a run has met: counts that stay small however long the run is, and that add up.

    a worker    Document | Failure … ─► Tally ─┐
    a worker    Document | Failure … ─► Tally ─┴► add ─► the run's Tally ─► progress, summary, report, checkpoint

Nothing in it grows with the pages: reasons are few because what differs from page to page is taken out of them, the
codes of diagnostics are a closed list, sizes and shares fall into classes, and of the slowest pages ten are kept.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, Self

from wikiextract.models import DIAGNOSTICS, Document, Failure
from wikiextract.page import Page

SHARES: Final = (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
"""The upper bounds of the classes of shares passed over, each belonging to its class; the first is exactly none."""
SLOWEST: Final = 10
"""How many of the slowest pages are kept."""
REASONS: Final = 100
"""How many reasons of failures are told apart."""
OTHER: Final = "other reasons"
"""What failures of further reasons are counted under."""

_MESSAGE = 400
_REASON = 120
_TITLE = 4
_QUOTED = re.compile(r"""(?<!\w)(['"`]).*?\1(?!\w)""")
# Not a figure within a word (bzip2, UTF-8). The status of a process stays: it has few values, each of which tells.
_NUMBER = re.compile(r"(?<![\w-])(?<!status )[+-]?(?:0[xX][0-9a-fA-F]+|\d+(?:[.,:]\d+)*)(?![\w-])")
_OWN = frozenset({"PageError", "SourceError", "DumpError"})

_COUNTS = (
    *("pages", "documents", "failed", "redirects", "disambiguations", "flattened", "degraded"),
    *("characters", "covered", "passed_over"),
)
_COUNTERS = ("failures", "diagnostics", "diagnosed")
_CLASSES = ("sizes", "shares")


class Slow(NamedTuple):
    """A page that took long."""

    seconds: float
    """How long, by the clock of the process that read it."""
    characters: int
    """Its length in code points."""
    title: str
    """Its title; the path of its file where it has none."""


@dataclass(slots=True)
class Tally:
    """What a run has met so far; tallies of parts add up, in any order to the same counts.

    Picklable, and equal to another one of the same counts. With more than REASONS reasons it depends on the order
    which of them are told apart.
    """

    pages: int = 0
    """Pages that something was made of: all results but failures."""
    documents: int = 0
    """How many of them became Documents; the rest are texts or trees, of which no more is known."""
    failed: int = 0
    """Pages, and sources, that nothing could be made of."""
    redirects: int = 0
    disambiguations: int = 0
    flattened: int = 0
    """Documents whose lines had been run together."""
    degraded: int = 0
    """Documents in which a limit left something out."""
    characters: int = 0
    """Code points of wikitext read, those of pages that failed included."""
    covered: int = 0
    """Code points of the documents that say their coverage."""
    passed_over: int = 0
    """How many of those reached no field."""
    seconds: float = 0.0
    """What the pages took together, each by the clock of its own process."""
    failures: Counter[str] = field(default_factory=Counter)
    """Failures by reason."""
    examples: dict[str, str] = field(default_factory=dict)
    """For each reason the first failure that had it, in full."""
    diagnostics: Counter[str] = field(default_factory=Counter)
    """Diagnostics listed in the documents, by code."""
    diagnosed: Counter[str] = field(default_factory=Counter)
    """Documents that list a code, by code."""
    sizes: Counter[int] = field(default_factory=Counter)
    """Pages by the bits of their length: under `n` those of 2**(n-1) to 2**n - 1 code points, under 0 empty ones."""
    shares: Counter[int] = field(default_factory=Counter)
    """Documents by their share passed over: under `n` those above SHARES[n-1], up to SHARES[n]."""
    slowest: list[Slow] = field(default_factory=list)
    """The slowest pages, failures among them, the slowest first."""

    @property
    def results(self) -> int:
        """Pages that are done, however they ended."""
        return self.pages + self.failed

    def count(self, page: Page | None, made: Any, seconds: float = 0.0) -> None:
        """Adds one result: what was `made` of `page` (None where the page is not at hand) in `seconds`.

        `made` is a Document, a Failure, or what else a run makes of pages, which is a page and no more. Without
        `page` the length is that which a Document's coverage gives. `seconds` of 0 say that they are not known.
        """
        size = None if page is None else len(page.text)
        if isinstance(made, Failure):
            self._count_failure(made)
        else:
            self.pages += 1
            if isinstance(made, Document):
                self._count_document(made)
                if size is None and made.coverage is not None:
                    size = made.coverage.characters
        if size is not None:
            self.characters += size
            if not isinstance(made, Failure):
                self.sizes[size.bit_length()] += 1
        if seconds:
            self.seconds += seconds
            if len(self.slowest) < SLOWEST or seconds > self.slowest[-1].seconds:
                self._keep([Slow(seconds, size or 0, _name(page, made))])

    def add(self, other: "Tally") -> None:
        """Adds what `other` has counted, which stays as it is."""
        for name in _COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.seconds += other.seconds
        for name in ("diagnostics", "diagnosed", *_CLASSES):
            getattr(self, name).update(getattr(other, name))
        for reason, number in other.failures.items():
            self._count_reason(reason, other.examples.get(reason), number)
        self._keep(other.slowest)

    def severities(self) -> dict[str, int]:
        """How many diagnostics there are of each severity, the worst first."""
        found = dict.fromkeys(("error", "warning", "info"), 0)
        for code, number in self.diagnostics.items():
            if code in DIAGNOSTICS:
                found[DIAGNOSTICS[code].severity] += number
        return found

    def as_json(self) -> dict[str, Any]:
        """All of it as JSON has it: numbers, texts, lists and dictionaries with texts as keys."""
        counters = {name: dict(getattr(self, name)) for name in _COUNTERS}
        classes = {name: {str(key): n for key, n in getattr(self, name).items()} for name in _CLASSES}
        return {
            **{name: getattr(self, name) for name in _COUNTS},
            "seconds": self.seconds,
            **counters,
            "examples": dict(self.examples),
            **classes,
            "slowest": [list(slow) for slow in self.slowest],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """The tally that `as_json` gave `value` of. Raises ValueError for anything else."""
        found: dict[str, Any] = {}
        try:
            found.update((name, int(value[name])) for name in _COUNTS)
            found.update((name, Counter(value[name])) for name in _COUNTERS)
            for name in _CLASSES:
                found[name] = Counter({int(key): number for key, number in value[name].items()})
            found["seconds"] = float(value["seconds"])
            found["examples"] = dict(value["examples"])
            found["slowest"] = [Slow(*slow) for slow in value["slowest"]]
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"is no tally: {type(error).__name__}: {error}") from error
        return cls(**found)

    def _count_document(self, document: Document) -> None:
        self.documents += 1
        self.redirects += document.kind == "redirect"
        self.disambiguations += document.kind == "disambiguation"
        self.flattened += document.layout == "flattened"
        self.degraded += document.status == "degraded"
        if document.diagnostics:
            codes = [diagnostic.code for diagnostic in document.diagnostics]
            self.diagnostics.update(codes)
            self.diagnosed.update(set(codes))
        coverage = document.coverage
        if coverage is not None:
            self.covered += coverage.characters
            self.passed_over += coverage.passed_over
            share = coverage.passed_over / coverage.characters if coverage.characters else 0.0
            self.shares[bisect_left(SHARES, share)] += 1

    def _count_failure(self, failure: Failure) -> None:
        self.failed += 1
        title = f"{failure.title}: " if failure.title else f"{failure.source}: " if failure.source else ""
        self._count_reason(reason(failure), f"{title}{failure.message}"[:_MESSAGE], 1)

    def _count_reason(self, reason: str, example: str | None, number: int) -> None:
        if reason not in self.failures and len(self.failures) >= REASONS:
            reason = OTHER
        self.failures[reason] += number
        if example is not None:
            self.examples.setdefault(reason, example)

    def _keep(self, slow: list[Slow]) -> None:
        self.slowest = sorted([*self.slowest, *slow], reverse=True)[:SLOWEST]


def reason(failure: Failure) -> str:
    """Why a page failed without what is its own: title, quotations and numbers are `…`.

    `the bzip2 stream is broken near byte 4711` and `… near byte 815` are one reason.
    """
    message = failure.message[:_MESSAGE]
    if failure.title and len(failure.title) >= _TITLE:
        message = message.replace(failure.title, "…")
    message = _NUMBER.sub("…", _QUOTED.sub("…", message)).strip()
    if failure.error not in _OWN and not message.startswith(failure.error):
        message = f"{failure.error}: {message}"
    return message[:_REASON] or failure.error


def _name(page: Page | None, made: Any) -> str:
    for known in (page, made):
        if isinstance(known, Page | Document | Failure) and (known.title or known.source):
            return known.title or known.source or ""
    return ""
