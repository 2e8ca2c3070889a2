"""Every check of the project, one after the other: format, lint, types, schema, tests.

    python tools/check.py              all of them
    python tools/check.py lint types   only these

The status is 0 when all of them pass; the others still run when one fails.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "schema" / "document.schema.json"

CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy", "--strict"],
    "schema": ["wikiextract", "--schema", "json"],
    "tests": ["pytest", "-q"],
}


def passes(name: str) -> bool:
    """Runs the check `name` and says whether it passes."""
    print(f"── {name}", flush=True)
    command = [sys.executable, "-m", *CHECKS[name]]
    if name != "schema":
        return subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    made = subprocess.run(command, cwd=ROOT / "src", check=True, capture_output=True).stdout
    if fresh := made == SCHEMA.read_bytes():
        return fresh
    print(f"{SCHEMA.relative_to(ROOT)} is stale: wikiextract --schema json > {SCHEMA.relative_to(ROOT)}")
    return False


def main(names: list[str]) -> int:
    """Runs the checks named, or all; returns 1 when one fails."""
    failed = [name for name in names or CHECKS if not passes(name)]
    print(f"failed: {', '.join(failed)}" if failed else "all checks pass")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
