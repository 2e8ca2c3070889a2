"""How long the command takes on one page, beside the import of what it stands on.

    python tools/startup.py [RUNS]

Runs both in turn in processes of their own and prints the medians, the quickest, and their ratio (the aim: 1.6). Both
run once beforehand, so that what is measured is compiled, as it is for whoever installed it.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

FIXTURE = Path(__file__).parent.parent / "fixtures" / "calcinosis.txt"
COMMANDS = {
    "import mwparserfromhell, pydantic": ["-c", "import mwparserfromhell, pydantic"],
    "wikiextract fixtures/calcinosis.txt": ["-m", "wikiextract", str(FIXTURE)],
}

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(arguments: list[str]) -> float:
    """How long Python runs with `arguments`."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, env=ENVIRONMENT, check=True)
    return time.perf_counter() - start


def main(runs: int = 20) -> None:
    """Measures and prints."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for arguments in COMMANDS.values():
        seconds(arguments)
    for _ in range(runs):
        for name, arguments in COMMANDS.items():
            taken[name].append(seconds(arguments))
    for name, times in taken.items():
        print(f"{name:40} median {median(times) * 1000:6.1f} ms   quickest {min(times) * 1000:6.1f} ms")
    floor, command = taken.values()
    print(
        f"{'ratio':40} median {median(command) / median(floor):6.2f}      quickest {min(command) / min(floor):6.2f}"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
