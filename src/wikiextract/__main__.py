"""`python -m wikiextract`, and what the command `wikiextract` starts."""

import gc
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

_MISTAKE = 70
"""The status when the program itself is wrong: EX_SOFTWARE of sysexits.h."""

# Nothing that is imported becomes garbage: to look for it while importing is a tenth of the time to start.
gc.disable()


def start() -> NoReturn:
    """Runs the command on the words of the command line and ends the process."""
    told: list[int] = []
    try:
        _listen(told)
        from wikiextract.cli import main

        status = main(sys.argv[1:], quick=True)
    except BrokenPipeError:
        # Whoever read the output has seen enough. What is left in the buffer goes nowhere, quietly.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except BaseException as error:
        # Whatever was at work when the signal came may have made an error of its own of the interruption.
        if not told and not isinstance(error, KeyboardInterrupt):
            if not isinstance(error, Exception):
                raise
            sys.excepthook(type(error), error, error.__traceback__)
            sys.exit(_MISTAKE)
        number = told[0] if told else int(signal.SIGINT)
        how = "interrupted" if number == signal.SIGINT else f"stopped by {signal.Signals(number).name}"
        print(f"wikiextract: {how}", file=sys.stderr)
        status = 128 + number
    sys.exit(status)


def _listen(told: list[int]) -> None:
    """Makes an interruption of each signal that asks the process to end, so that no half-written file stays behind.

    The number of the signal is added to `told`. One that is ignored stays so (nohup does that).
    """

    def interrupt(number: int, _: FrameType | None) -> NoReturn:
        told.append(number)
        raise KeyboardInterrupt

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, interrupt)


if __name__ == "__main__":
    start()
