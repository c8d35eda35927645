"""Rounds: on one day, every team is looked at, and some are told something, once a round (CGU 4.3.B)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Due, UnitOfWork, Work
from conseillers_domain.calendar import ONE_DAY, day_of, opening_of, when_people_work
from conseillers_domain.events import ClosingsAwaited, OfTeam, RecapDue
from conseillers_domain.followup import Thresholds, closing_day, recap_day
from conseillers_domain.places_of_work import departement_of_team

TEAMS_AT_ONCE: Final = 200

Owed = Callable[[Work, Sequence[str], datetime], Iterable[str]]
"""Which of some teams are to be told something at an instant."""


@frozen(kw_only=True)
class Round:
    """Says which teams are told something by the latest round, nine o'clock in Paris; each once a round.

    Where that day is a holiday, they are told on the next working one. A round that was missed is made up
    for until the next one comes. `day`: that of the latest round to have come on a day, it included.
    """

    begin: UnitOfWork
    read: UnitOfWork
    now: Clock
    name: str
    day: Callable[[date], date]
    owed: Owed
    fact: Callable[[str, datetime], OfTeam]

    def __call__(self) -> int:
        """How many teams are told."""
        at = self.now()
        due = latest(self.day, at)
        with self.read() as work:
            hand = work.hands.of(self.name)
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
            # In one order: two runs at once wait for each other, and every store owes the same.
            name = f"{self.name} {day_of(due)}"
            owed = [
                team for team in sorted(self.owed(work, teams, at)) if work.milestones.reach(name, team, at)
            ]
            for team in owed:
                opening = when_people_work(at, departement_of_team(team, directory))
                work.outbox.put(self.fact(team, opening))
        return len(owed)

    @once_more
    def _over(self, due: datetime) -> None:
        with self.begin() as work:
            work.hands.move(self.name, Due(at=due, need=""))


def latest(day: Callable[[date], date], at: datetime) -> datetime:
    """The latest round that has come, nine o'clock."""
    due = opening_of(day(day_of(at)))
    return due if due <= at else opening_of(day(day_of(due) - ONE_DAY))


def weekly_recap(begin: UnitOfWork, read: UnitOfWork, now: Clock, thresholds: Thresholds) -> Round:
    """On Tuesdays, the teams that needs wait for."""

    def owed(work: Work, teams: Sequence[str], at: datetime) -> Iterable[str]:
        return work.loads.waiting(teams, at - thresholds.abandoned, at - thresholds.recap)

    return Round(
        begin=begin,
        read=read,
        now=now,
        name="recap",
        day=recap_day,
        owed=owed,
        fact=lambda team, at: RecapDue(team=team, at=at),
    )


def closing_practice(begin: UnitOfWork, read: UnitOfWork, now: Clock, thresholds: Thresholds) -> Round:
    """Once a quarter, the teams that took several needs long ago and closed none of them."""

    def owed(work: Work, teams: Sequence[str], at: datetime) -> Iterable[str]:
        taken = work.loads.taken(teams, at - thresholds.closing)
        return (team for team, needs in taken.items() if len(needs) >= thresholds.closings)

    return Round(
        begin=begin,
        read=read,
        now=now,
        name="closings",
        day=closing_day,
        owed=owed,
        fact=lambda team, at: ClosingsAwaited(team=team, at=at),
    )
