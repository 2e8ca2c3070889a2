"""A limit of time for each page in a process that others started, so that nobody stands by to end it.

The system's alarm clock interrupts the page (`signal.setitimer`, https://docs.python.org/3/library/signal.html). It
rings only in the main thread, where Spark's Python workers do their work, and where POSIX is; elsewhere there is no
limit. What is interrupted is Python: a call into C goes on until it returns.
"""

import signal
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

from wikiextract.errors import PageError
from wikiextract.models import Document, Failure
from wikiextract.page import Page
from wikiextract.pipeline import failed


class Limit:
    """While it is entered, `limit(work, page)` is what `work` makes of `page`, or a Failure when it takes too long."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self.before: Any = None
        self.rings = False

    def __enter__(self) -> "Limit":
        main = threading.current_thread() is threading.main_thread()
        self.rings = self.seconds is not None and main and hasattr(signal, "setitimer")
        if self.rings:
            self.before = signal.signal(signal.SIGALRM, self._ring)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.rings:
            signal.signal(signal.SIGALRM, self.before)

    def __call__(self, work: Callable[[Page], Document | Failure], page: Page) -> Document | Failure:
        """What `work`, which makes Failures of what is raised in it, makes of `page`."""
        if not self.rings or self.seconds is None:
            return work(page)
        try:
            signal.setitimer(signal.ITIMER_REAL, self.seconds)
            try:
                return work(page)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        except PageError as error:  # it rang before the work began to look, or when it was done
            return failed(page, error)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        raise PageError(None, f"took more than {self.seconds:g} seconds")
