"""How a run went on, at a resolution that its length decides: a bounded number of samples from beginning to end."""

from typing import Final, NamedTuple

SAMPLES: Final = 200
"""How many samples are kept at most."""

_INTERVAL = 0.5


class Sample(NamedTuple):
    """Where a run stood. Pages and bytes count what an earlier run had done too, where it is resumed."""

    seconds: float
    """Since this run began."""
    pages: int
    """Pages done, failures among them."""
    read: int
    """Bytes of the sources read."""


class Timeline:
    """Samples in equal intervals; when there are too many, every second one goes and the interval doubles."""

    def __init__(self, pages: int = 0, read: int = 0) -> None:
        self.samples = [Sample(0.0, pages, read)]
        self.interval = _INTERVAL

    def sample(self, now: Sample, *, last: bool = False) -> None:
        """Keeps `now` if an interval has passed since the sample before, or if it is the `last` one."""
        passed = now.seconds - self.samples[-1].seconds
        if passed < (0 if last else self.interval):
            return
        if len(self.samples) >= SAMPLES:
            del self.samples[1::2]
            self.interval *= 2
        self.samples.append(now)

    def before(self, seconds: float) -> Sample:
        """The latest sample that is not younger than `seconds` since the beginning; the first if there is none."""
        for sample in reversed(self.samples):
            if sample.seconds <= seconds:
                return sample
        return self.samples[0]
