"""How the tests are spread over the processes that play them."""

from typing import Final

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

LONGEST: Final = (
    "tests/entrypoints/test_processes.py",
    "tests/packaging/test_wheel.py",
    "tests/faults/test_faults.py",
    "tests/entrypoints/test_processes_on_postgres.py",
    "tests/entrypoints/test_cli_backup.py",
)
"""Files to begin with: whoever waits for one of them at the end is idle.

By name, and not by a mark: xdist 3.8 writes the groups of marks where pytest 9.2 reads them no more.
"""

EACH_APART: Final = ("features/", "tests/contracts/test_lives_at_random.py")
"""Where a test, on all that it is played with, is long enough to be given out alone."""


class ByFile(LoadScopeScheduling):  # type: ignore[misc] # xdist ships no types
    """A file goes to one process, which makes its fixtures once; a scenario, on its worlds, as well."""

    def _split_scope(self, nodeid: str) -> str:
        """What is played together with this test."""
        if nodeid.startswith(EACH_APART):
            return nodeid if nodeid.startswith("tests/") else nodeid.partition("[")[0]
        return nodeid.partition("::")[0]

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Give the next of the longest, then of the rest."""
        first = next((file for file in LONGEST if file in self.workqueue), None)
        if first is not None:
            self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)
