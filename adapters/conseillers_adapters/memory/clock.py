"""The follow-up clock, in memory."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from attrs import frozen

from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_application.ports import Due, Load
from conseillers_domain.basket import Wait
from conseillers_domain.need import Need
from conseillers_domain.position import Stance


@frozen
class KeptMilestone:
    """A milestone that was reached, and when."""

    at: datetime


@frozen
class MemoryMilestones:
    """What is done once only, kept in memory."""

    state: State

    def reach(self, name: str, subject: str, at: datetime) -> bool:
        """Reach a milestone of a subject; True the first time only."""
        reached, key = Shelf(KeptMilestone, self.state), f"{name} {subject}"
        if reached.find(key) is not None:
            return False
        reached.add(key, KeptMilestone(at))
        return True


@frozen
class MemoryHands:
    """How far each line of the clock has read, kept in memory."""

    state: State

    def of(self, name: str) -> Due | None:
        """The last thing it read, None when it has not begun."""
        return Shelf(Due, self.state).find(name)

    def move(self, name: str, to: Due) -> None:
        """It has read as far as that."""
        Shelf(Due, self.state).keep(name, to)


@frozen
class MemoryDues:
    """What happened between two instants, kept in memory."""

    state: State

    def sent(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The referrals put before teams then that still wait for an answer."""
        return _between(
            (
                Due(at=referral.sent_at, need=need.id, team=referral.team)
                for need in self._needs()
                for referral in need.referrals
                if referral.waits
            ),
            after,
            until,
            limit,
        )

    def put_back(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The positions taken back then."""
        return _between(self._said(Stance.PENDING), after, until, limit)

    def helped(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The exchanges that teams said then to have ended by a help."""
        return _between(self._said(Stance.CLOSED_HELPED), after, until, limit)

    def created(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The needs born then."""
        born = (Due(at=need.created_at, need=need.id) for need in self._needs())
        return _between(born, after, until, limit)

    def _needs(self) -> Iterator[Need]:
        return (kept.need for kept in Shelf(KeptNeed, self.state))

    def _said(self, stance: Stance) -> Iterator[Due]:
        for need in self._needs():
            for referral in (*need.referrals, *(one.referral for one in need.left)):
                for position in referral.positions:
                    if position.stance is stance:
                        yield Due(at=position.at, need=need.id, team=referral.team)


def _between(found: Iterable[Due], after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
    asked = (due for due in found if _place(after) < _place(due) and due.at <= until)
    return tuple(sorted(asked, key=_place)[:limit])


def _place(due: Due) -> tuple[datetime, str, str]:
    return due.at, due.need, due.team


@frozen
class MemoryLoads:
    """What waits for teams, kept in memory."""

    state: State

    def waiting(self, teams: Iterable[str], after: datetime, until: datetime) -> Mapping[str, Load]:
        """What was sent after an instant, until another included, and is unanswered; teams without: none."""
        wanted, found = set(teams), dict[str, list[datetime]]()
        for kept in Shelf(KeptNeed, self.state):
            for referral in kept.need.referrals:
                if referral.team in wanted and referral.waits and after < referral.sent_at <= until:
                    found.setdefault(referral.team, []).append(referral.sent_at)
        return {team: Load(count=len(sent), latest=max(sent)) for team, sent in found.items()}

    def awaited(self, after: datetime, until: datetime) -> frozenset[str]:
        """The teams that have something unanswered, sent after an instant, until another included."""
        return frozenset(
            referral.team
            for kept in Shelf(KeptNeed, self.state)
            for referral in kept.need.referrals
            if referral.waits and after < referral.sent_at <= until
        )

    def waits(self, needs: Iterable[str]) -> Mapping[str, Wait]:
        """How each of these needs waits."""
        wanted = set(needs)
        kept = (one.need for one in Shelf(KeptNeed, self.state))
        return {need.id: Wait.of(need) for need in kept if need.id in wanted}

    def stances(self, after: datetime, until: datetime) -> Mapping[str, Mapping[Stance, int]]:
        """Of what was sent to each team after an instant, until another included: how much stands where."""
        found: dict[str, Counter[Stance]] = {}
        for kept in Shelf(KeptNeed, self.state):
            for referral in kept.need.referrals:
                if after < referral.sent_at <= until:
                    found.setdefault(referral.team, Counter())[referral.stance] += 1
        return found

    def taken(self, teams: Iterable[str], until: datetime) -> Mapping[str, tuple[Due, ...]]:
        """What each team took until an instant, included, and has not closed since, oldest first."""
        wanted, found = set(teams), dict[str, list[Due]]()
        for kept in Shelf(KeptNeed, self.state):
            for one in kept.need.referrals:
                if one.team in wanted and one.stance is Stance.TAKEN and one.positions[-1].at <= until:
                    due = Due(at=one.positions[-1].at, need=kept.need.id, team=one.team)
                    found.setdefault(one.team, []).append(due)
        return {team: tuple(sorted(dues, key=_place)) for team, dues in found.items()}

    def sent_before(self, team: str, at: datetime) -> datetime | None:
        """When the last referral before that instant was sent to a team, None when it had none."""
        earlier = (
            referral.sent_at
            for kept in Shelf(KeptNeed, self.state)
            for referral in (*kept.need.referrals, *(one.referral for one in kept.need.left))
            if referral.team == team and referral.sent_at < at
        )
        return max(earlier, default=None)
