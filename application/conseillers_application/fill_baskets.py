"""Baskets filled twice a day: who enters, who stays, who leaves and why (CGU 4.3.B)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, Load, UnitOfWork, Work
from conseillers_application.reading_on import read_on
from conseillers_domain.basket import (
    OF_NEEDS,
    OF_TEAMS,
    Basket,
    Limits,
    Stay,
    TeamLoad,
    Wait,
    WhyLeft,
    basket_of_need,
    basket_of_team,
)
from conseillers_domain.calendar import when_people_work
from conseillers_domain.events import TeamAwaited
from conseillers_domain.followup import Thresholds
from conseillers_domain.places_of_work import departement_of_team
from conseillers_domain.referral import Leaving

TEAMS_AT_ONCE: Final = 200
NEEDS_AT_ONCE: Final = 100
SENT: Final = "baskets"
PUT_BACK: Final = "baskets back"
REENGAGED: Final = "team reengaged"


@frozen(kw_only=True)
class FillBaskets:
    """Looks at the teams that something waits for, at the needs that have come of age, at who is in a basket.

    Whoever goes on as it was costs no look of its own: most of those in a basket stay there for weeks.
    """

    begin: UnitOfWork
    read: UnitOfWork
    now: Clock
    new_id: Ids
    thresholds: Thresholds
    limits: Limits

    def __call__(self) -> None:
        """Bring every basket up to date."""
        at = self.now()
        with self.read() as work:
            known = frozenset(work.directories.current().directory.teams)
            awaited = work.loads.awaited(at - self.thresholds.abandoned, at)
            teams = sorted(known & {*awaited, *_in_baskets(work)})
        for first in range(0, len(teams), TEAMS_AT_ONCE):
            self._teams(teams[first : first + TEAMS_AT_ONCE])
        self._gone(known)
        while self._come_of_age(back=False):
            pass
        while self._come_of_age(back=True):
            pass
        after: str | None = ""
        while after is not None:
            after = self._look_again(after)

    @once_more
    def _teams(self, teams: Sequence[str]) -> None:
        at = self.now()
        expiry = at - self.thresholds.abandoned
        with self.begin() as work:
            waiting = work.loads.waiting(teams, expiry, at)
            old = work.loads.waiting(teams, expiry, at - self.limits.old_age)
            present = work.baskets.present(OF_TEAMS, teams)
            for team in sorted(waiting.keys() | present.keys()):
                load = waiting.get(team)
                counted = None if load is None else _load(work, team, load, old.get(team))
                found = None if counted is None else basket_of_team(counted, at, self.limits)
                why = WhyLeft.ANSWERED
                if team in present and found is None and self._expired(work, present[team], expiry):
                    why = WhyLeft.EXPIRED
                self._settle(work, team, present.get(team), found, why, at)
                if counted is not None and counted.before is not None and found is Basket.ONE:
                    self._reengage(work, team, counted.latest, at)

    def _reengage(self, work: Work, team: str, latest: datetime, at: datetime) -> None:
        """A team that had needs long ago is written to of the one that waits now, once for it."""
        if work.milestones.reach(REENGAGED, f"{team} {latest.isoformat()}", at):
            directory = work.directories.current().directory
            opening = when_people_work(at, departement_of_team(team, directory))
            work.outbox.put(TeamAwaited(team=team, at=opening))

    def _expired(self, work: Work, stay: Stay, expiry: datetime) -> bool:
        """Whether needs of that team came to their term, unanswered, while it was in its basket."""
        since = stay.entered_at - self.thresholds.abandoned
        return bool(work.loads.waiting([stay.subject], since, expiry))

    @once_more
    def _gone(self, teams: frozenset[str]) -> None:
        """Teams that left the directory leave their baskets."""
        at = self.now()
        with self.begin() as work:
            for team, stay in _in_baskets(work).items():
                if team not in teams:
                    work.baskets.keep(stay.left(at, WhyLeft.MOVED))

    @once_more
    def _come_of_age(self, *, back: bool) -> bool:
        """Whether more needs may follow."""
        at = self.now()
        with self.begin() as work:
            read = work.dues.put_back if back else work.dues.sent
            until = at if back else at - self.thresholds.followed
            name = PUT_BACK if back else SENT
            dues, more = read_on(work, name, read, at - self.thresholds.archived, until, NEEDS_AT_ONCE)
            self._needs(work, dict.fromkeys(due.need for due in dues), at)
        return more

    @once_more
    def _look_again(self, after: str) -> str | None:
        """The last need that was looked at, None when it was the last of all."""
        at = self.now()
        with self.begin() as work:
            stays = work.baskets.staying(OF_NEEDS, after, NEEDS_AT_ONCE)
            self._needs(work, [one.subject for one in stays], at)
        return stays[-1].subject if len(stays) == NEEDS_AT_ONCE else None

    def _needs(self, work: Work, needs: Iterable[str], at: datetime) -> None:
        listed = list(needs)
        present = work.baskets.present(OF_NEEDS, listed)
        for need_id, wait in work.loads.waits(listed).items():
            stay = present.get(need_id)
            if (stay and stay.basket) is basket_of_need(wait, at, self.thresholds):
                continue
            # Read again to be sure: from here on, nobody changes it.
            need = work.needs.get(need_id)
            put_away = any(one.how is Leaving.ARCHIVED for one in need.left)
            why = WhyLeft.EXPIRED if put_away else WhyLeft.ANSWERED
            self._settle(work, need_id, stay, basket_of_need(Wait.of(need), at, self.thresholds), why, at)

    def _settle(
        self, work: Work, subject: str, stay: Stay | None, found: Basket | None, why: WhyLeft, at: datetime
    ) -> None:
        if stay is not None and stay.basket is found:
            return
        if stay is not None:
            work.baskets.keep(stay.left(at, why if found is None else WhyLeft.MOVED))
        if found is not None:
            work.baskets.keep(Stay(id=self.new_id(), basket=found, subject=subject, entered_at=at))


def _in_baskets(work: Work) -> Mapping[str, Stay]:
    """The teams that are in a basket, with their stays."""
    found, after = dict[str, Stay](), ""
    while some := work.baskets.staying(OF_TEAMS, after, TEAMS_AT_ONCE):
        found |= {stay.subject: stay for stay in some}
        after = some[-1].subject
    return found


def _load(work: Work, team: str, load: Load, old: Load | None) -> TeamLoad:
    return TeamLoad(
        count=load.count,
        old=old.count if old else 0,
        latest=load.latest,
        before=work.loads.sent_before(team, load.latest),
    )
