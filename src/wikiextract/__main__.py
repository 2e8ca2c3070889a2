"""`python -m wikiextract`, and what the command `wikiextract` starts."""

import gc
import os
import sys
from typing import NoReturn

# Nothing that is imported becomes garbage: to look for it while importing is a tenth of the time to start.
gc.disable()

from wikiextract.cli import main  # noqa: E402


def start() -> NoReturn:
    """Runs the command on the words of the command line and ends the process."""
    try:
        status = main(sys.argv[1:], quick=True)
    except BrokenPipeError:
        # Whoever read the output has seen enough. What is left in the buffer goes nowhere, quietly.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except KeyboardInterrupt:
        print("wikiextract: interrupted", file=sys.stderr)
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    start()
