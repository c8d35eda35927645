"""How the tests are spread over the processes that play them."""

from xdist.scheduler import LoadGroupScheduling
from xdist.workermanage import WorkerController


class ByFile(LoadGroupScheduling):  # type: ignore[misc] # xdist ships no types
    """A file goes to one process, which makes its fixtures once; a scenario, on its worlds, as well.

    Groups that a mark names go first: they are the longest, and whoever waits for one at the end is idle.
    """

    def _split_scope(self, nodeid: str) -> str:
        """What is played together with this test."""
        group = str(super()._split_scope(nodeid))
        if group != nodeid:
            return group
        file, _, _ = nodeid.partition("::")
        return nodeid.partition("[")[0] if file.startswith("features/") else file

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Give the next of the groups, then of the rest."""
        named = next((scope for scope in self.workqueue if "::" not in scope and "/" not in scope), None)
        if named is not None:
            self.workqueue.move_to_end(named, last=False)
        super()._assign_work_unit(node)
