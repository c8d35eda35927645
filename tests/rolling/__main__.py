"""`make rolling`: the former release's suites of storage, HTTP, processes and articles, on today's tables."""

import sys
import tempfile
from pathlib import Path

from tests.rolling.former import COMMIT, in_history, migrated, taken_out, tested

SUITES = (
    "tests/contracts",
    "tests/entrypoints/test_http_*.py",
    "tests/entrypoints/test_mails.py",
    "tests/entrypoints/test_processes.py",
    "tests/entrypoints/test_statements.py",
    "features",
)


def main() -> int:
    """Run them all; their exit status."""
    if not in_history():
        print(f"The former release ({COMMIT}) is not in this history: git fetch --unshallow.")
        return 2
    with tempfile.TemporaryDirectory() as name:
        former = taken_out(Path(name) / "former")
        print(f"The former release ({COMMIT}) on the tables of this one:")
        suites = [str(one.relative_to(former)) for suite in SUITES for one in sorted(former.glob(suite))]
        words = ("-n", "2", "--dist", "loadgroup", *suites)
        return tested(former, migrated(Path(name) / "later.sqlite"), *words)


if __name__ == "__main__":
    sys.exit(main())
