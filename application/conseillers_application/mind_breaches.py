"""A personal-data breach is recalled to staff until the CNIL is notified, whatever the day (CGU 6.2)."""

from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_domain.events import BreachAwaits
from conseillers_domain.incident import NOTIFIED_WITHIN

RECALLED_AFTER: Final = (24, 48, 66)
"""Hours since the breach was known."""
AT_ONCE: Final = 1_000
RECALLED: Final = "breach recalled"


@frozen(kw_only=True)
class MindBreaches:
    """What is done at regular hours about breaches; done late, only the last recall due is made, once."""

    begin: UnitOfWork
    read: UnitOfWork
    now: Clock
    recalled_after: tuple[int, ...] = RECALLED_AFTER

    def __call__(self) -> None:
        """Recall those that wait for so long."""
        now = self.now()
        first = timedelta(hours=min(self.recalled_after))
        with self.read() as work:
            waiting = work.incident_lists.awaiting(now - first, AT_ONCE)
        for incident in waiting:
            self._recall(incident.id, now)

    @once_more
    def _recall(self, incident_id: str, now: datetime) -> None:
        with self.begin() as work:
            since = work.incidents.get(incident_id).awaits_since
            if since is None:
                return  # notified meanwhile
            due = [hours for hours in self.recalled_after if since + timedelta(hours=hours) <= now]
            # Every one is reached, so that none comes after a later one.
            new = [hours for hours in due if work.milestones.reach(f"{RECALLED} {hours}", incident_id, now)]
            if new and new[-1] == due[-1]:
                work.outbox.put(BreachAwaits(incident=incident_id, hours=due[-1], at=now))


def hours_left(since: datetime, at: datetime) -> int:
    """Whole hours until the CNIL has to be notified; negative once it is too late."""
    return int((since + NOTIFIED_WITHIN - at).total_seconds() // 3600)
