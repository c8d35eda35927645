"""The weekly recap: on Tuesdays, each team is told of the needs that wait for it (CGU 4.3.B)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Due, UnitOfWork
from conseillers_domain.calendar import ONE_DAY, day_of, opening_of, when_people_work
from conseillers_domain.events import RecapDue
from conseillers_domain.followup import Thresholds, recap_day
from conseillers_domain.places_of_work import departement_of_team

TEAMS_AT_ONCE: Final = 200
RECAP: Final = "recap"


@frozen(kw_only=True)
class Recap:
    """Says which teams are owed the recap of the latest Tuesday, nine o'clock in Paris; once a Tuesday.

    Where that day is a holiday, they are told on the next working one. A Tuesday that was missed is made up
    for until the next one comes.
    """

    begin: UnitOfWork
    read: UnitOfWork
    now: Clock
    thresholds: Thresholds

    def __call__(self) -> int:
        """How many teams are told."""
        at = self.now()
        due = latest_recap(at)
        with self.read() as work:
            hand = work.hands.of(RECAP)
            teams = sorted(work.directories.current().directory.teams)
        if hand is not None and hand.at >= due:
            return 0
        some = (teams[first : first + TEAMS_AT_ONCE] for first in range(0, len(teams), TEAMS_AT_ONCE))
        told = sum(self._told(batch, due, at) for batch in some)
        self._over(due)
        return told

    @once_more
    def _told(self, teams: Sequence[str], due: datetime, at: datetime) -> int:
        with self.begin() as work:
            directory = work.directories.current().directory
            waiting = work.loads.waiting(teams, at - self.thresholds.abandoned, at - self.thresholds.recap)
            # In one order: two runs at once wait for each other, and every store owes the same.
            name = f"{RECAP} {day_of(due)}"
            owed = [team for team in sorted(waiting) if work.milestones.reach(name, team, at)]
            for team in owed:
                opening = when_people_work(at, departement_of_team(team, directory))
                work.outbox.put(RecapDue(team=team, at=opening))
        return len(owed)

    @once_more
    def _over(self, due: datetime) -> None:
        with self.begin() as work:
            work.hands.move(RECAP, Due(at=due, need=""))


def latest_recap(at: datetime) -> datetime:
    """The latest Tuesday, nine o'clock, that has come."""
    due = opening_of(recap_day(day_of(at)))
    return due if due <= at else opening_of(recap_day(day_of(due) - ONE_DAY))
