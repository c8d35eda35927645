"""The follow-up clock at work: what has become due is told, each thing once, whatever runs were missed."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Due, Dues, UnitOfWork, Work
from conseillers_application.reading_on import Read, read_on
from conseillers_domain.calendar import when_people_work
from conseillers_domain.followup import Base, Line, Once
from conseillers_domain.need import Need
from conseillers_domain.places_of_work import departement_of_company, departement_of_team

AT_ONCE: Final = 100
"""What a transaction looks at: it holds up those who write for no longer."""

READERS: Final[Mapping[Base, Callable[[Dues], Read]]] = {
    Base.SENT: lambda dues: dues.sent,
    Base.HELPED: lambda dues: dues.helped,
    Base.CREATED: lambda dues: dues.created,
}


@frozen(kw_only=True)
class FollowUp:
    """One line of the clock: reads on from where it stopped, and tells what is due.

    A run reads what aged past the threshold since the last one, and the positions taken back since: a need
    may wait again when its own hour is long past. What it does once is kept as a milestone; a run that was
    missed, or cut, is made up for by the next. Said to run, it does what there is to do and no more.
    """

    begin: UnitOfWork
    now: Clock
    line: Line

    def __call__(self) -> int:
        """How many were told."""
        return sum(self._whole())

    def _whole(self) -> Iterator[int]:
        for back in (False, True) if self.line.base is Base.SENT else (False,):
            more = True
            while more:
                told, more = self._batch(back=back)
                yield told

    @once_more
    def _batch(self, *, back: bool) -> tuple[int, bool]:
        """How many were told of one batch, and whether another one follows."""
        at = self.now()
        until = at if back else at - self.line.after
        hand = f"{self.line.name} back" if back else self.line.name
        with self.begin() as work:
            read = work.dues.put_back if back else READERS[self.line.base](work.dues)
            dues, more = read_on(work, hand, read, at - self.line.before, until, AT_ONCE)
            told = sum(self._told(work, due, at) for due in dues)
        return told, more

    def _told(self, work: Work, due: Due, at: datetime) -> bool:
        need, line = work.needs.get(due.need), self.line
        if not line.due(need, due.team, at, line):
            return False
        if line.once is Once.TEAM and not _first(work, need, due.team):
            return False
        if not work.milestones.reach(line.name, line.subject(need.id, due.team), at):
            return False
        departement = _place(work, need, None if line.once is Once.NEED else due.team)
        work.outbox.put(line.fact(need.id, due.team, when_people_work(at, departement)))
        return True


def _first(work: Work, need: Need, team: str) -> bool:
    return work.loads.sent_before(team, need.referral(team).sent_at) is None


def _place(work: Work, need: Need, team: str | None) -> str | None:
    """The département of who is told: a team's branch, otherwise the company."""
    if team is not None:
        return departement_of_team(team, work.directories.current().directory)
    return departement_of_company(work.demands.get(need.demand).establishment)
