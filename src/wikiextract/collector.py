"""Python's garbage collector, kept out of the way while many objects are made of which none is garbage yet."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_GENERATIONS = "free-threading" not in sys.version
"""Whether old objects are told from young ones. Without generations `freeze` walks through all that there is."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """No garbage collection meanwhile, in any thread; afterwards it is on again if it was on.

    What was made meanwhile is taken for long-lived: to look through all of it at once, in search of circles that it
    does not hold, would take a tenth of the time that a page takes.

    Threads need no lock for this: whoever found the collector on turns it on again, and whoever found it off leaves it
    alone. So of several that overlap the first to end turns it on, and it never stays off. (A thread that turned it
    off after having found it off could do so when all others are done.)
    """
    enabled = gc.isenabled()
    try:
        if enabled:
            gc.disable()
        yield
    finally:
        if enabled:
            if _GENERATIONS and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
