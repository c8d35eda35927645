"""Staff looks after its baskets: who is in them, what was done, what to do now (CGU 4.3.B)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Awaited, Clock, Ids, UnitOfWork, Work
from conseillers_application.read_inbox import read_cursor, subject_name, write_mark
from conseillers_domain.accounts import Act, Person
from conseillers_domain.basket import OF_NEEDS, OF_TEAMS, Action, ActionKind, Basket, NewAction, Stay
from conseillers_domain.calendar import day_of
from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound, told_once
from conseillers_domain.events import TeamReminded
from conseillers_domain.followup import Thresholds, who_is_reminded

MOST_KEPT_IN_SIGHT: Final = 50
"""Stays and actions that a history shows."""


@frozen(kw_only=True)
class BasketCount:
    """A basket, and how many are in it."""

    name: Basket
    label: str
    teams: bool
    count: int


@frozen(kw_only=True)
class BasketCounts:
    """Every basket."""

    items: tuple[BasketCount, ...]


@frozen(kw_only=True)
class BasketItem:
    """What is in a basket: a team by its code, or a need by its id, and what to know of it.

    `name`: the team's, or the need's subject. `institution`: the team's. `waiting`: how many needs wait for
    the team, or teams that are to answer. `away`: every advisor of the team is absent; `told`: who is written
    to when it is reminded, None for nobody. `last_action`: what was done with it last.
    """

    subject: str
    name: str
    institution: str | None
    waiting: int
    away: bool
    told: str | None
    entered_at: datetime
    last_action: Action | None


@frozen(kw_only=True)
class BasketPage:
    """One page of a basket, longest there first."""

    items: tuple[BasketItem, ...]
    total: int
    next: str | None


@frozen(kw_only=True)
class BasketPast:
    """What became of a team or a need in baskets, latest first."""

    stays: tuple[Stay, ...]
    actions: tuple[Action, ...]


@frozen(kw_only=True)
class ReadBaskets:
    """Staff reads its baskets."""

    read: UnitOfWork
    now: Clock
    thresholds: Thresholds

    def __call__(self, person: Person) -> BasketCounts:
        """How many are in each. Raises NotFound to who may not see them."""
        person.must_be_allowed(Act.SEE_BASKETS)
        with self.read() as work:
            counts = work.baskets.counts(day_of(self.now()))
        return BasketCounts(
            items=tuple(
                BasketCount(name=one, label=one.label, teams=one.of_teams, count=counts[one])
                for one in Basket
            )
        )

    def page(
        self, person: Person, basket: Basket, *, cursor: str | None = None, limit: int = 25
    ) -> BasketPage:
        """One page of a basket. Raises NotFound to who may not, Invalid for a mark that is none of ours."""
        person.must_be_allowed(Act.SEE_BASKETS)
        after = read_cursor(cursor) if cursor else None
        at = self.now()
        with self.read() as work:
            found = work.baskets.page(basket, day_of(at), after, limit + 1)
            shown = found[:limit]
            subjects = [stay.subject for stay in shown]
            done = work.basket_history.last(subjects)
            if basket.of_teams:
                waiting = self._waiting(work, subjects, at)
                items = tuple(
                    _team(work, stay, at, waiting.get(stay.subject, 0), done.get(stay.subject))
                    for stay in shown
                )
            else:
                awaited = work.referrals.awaited(subjects)
                items = tuple(
                    _need(work, stay, awaited[stay.subject], done.get(stay.subject)) for stay in shown
                )
            total = work.baskets.counts(day_of(at))[basket]
        end = shown[-1] if len(found) > limit else None
        mark = None if end is None else write_mark(end.entered_at, end.id)
        return BasketPage(items=items, total=total, next=mark)

    def past(self, person: Person, subject: str) -> BasketPast:
        """What became of a team or a need. Raises NotFound to who may not, or for one never in a basket."""
        person.must_be_allowed(Act.SEE_BASKETS)
        with self.read() as work:
            stays = work.basket_history.stays(subject, MOST_KEPT_IN_SIGHT)
            actions = work.basket_history.actions(subject, MOST_KEPT_IN_SIGHT)
        if not stays:
            raise NotFound(NEVER_THERE)
        return BasketPast(stays=stays, actions=actions)

    def _waiting(self, work: Work, teams: Iterable[str], at: datetime) -> Mapping[str, int]:
        loads = work.loads.waiting(teams, at - self.thresholds.abandoned, at)
        return {team: load.count for team, load in loads.items()}


def _team(work: Work, stay: Stay, at: datetime, waiting: int, last: Action | None) -> BasketItem:
    index = work.directories.current()
    team, crew = index.directory.teams.get(stay.subject), index.crews.get(stay.subject)
    return BasketItem(
        subject=stay.subject,
        name=team.name if team else stay.subject,
        institution=index.directory.institution_of(stay.subject).name if team else None,
        waiting=waiting,
        away=crew is not None and crew.all_absent(day_of(at)),
        told=who_is_reminded(stay.subject, index, day_of(at)),
        entered_at=stay.entered_at,
        last_action=last,
    )


def _need(work: Work, stay: Stay, awaited: Awaited, last: Action | None) -> BasketItem:
    return BasketItem(
        subject=stay.subject,
        name=subject_name(awaited.subject, work.catalogues.current()).title,
        institution=None,
        waiting=awaited.teams,
        away=False,
        told=None,
        entered_at=stay.entered_at,
        last_action=last,
    )


NEVER_THERE: Final = "Ce n’est, et n’a été, dans aucun panier."
NOT_THERE: Final = "Ce n’est pas, ou plus, dans ce panier."


@frozen(kw_only=True)
class ActOnBasket:
    """Staff reminds a team, notes something, or puts aside what is settled; who did what is kept."""

    begin: UnitOfWork
    now: Clock
    new_id: Ids

    @once_more
    def __call__(
        self, person: Person, basket: Basket, new: NewAction, *, known: tuple[Fault, ...] = ()
    ) -> Action:
        """Raises NotFound, Invalid, or Conflict for a team that nobody can answer for today."""
        person.must_be_allowed(Act.ACT_ON_BASKETS)
        at = self.now()
        if faults := told_once(known, new.faults(basket, day_of(at))):
            raise Invalid(*faults)
        with self.begin() as work:
            kind = OF_TEAMS if basket.of_teams else OF_NEEDS
            stay = work.baskets.present(kind, [new.subject]).get(new.subject)
            if stay is None or stay.basket is not basket:
                raise NotFound(NOT_THERE)
            action = Action(
                id=self.new_id(),
                basket=basket,
                subject=new.subject,
                kind=new.kind,
                by=person.id,
                at=at,
                note=new.note.strip(),
                until=new.until,
                told=self._remind(work, new.subject, at) if new.kind is ActionKind.REMIND else None,
            )
            work.basket_history.note(action)
            if new.until is not None:
                work.baskets.keep(stay.done(new.until))
        return action

    def _remind(self, work: Work, team: str, at: datetime) -> str:
        told = who_is_reminded(team, work.directories.current(), day_of(at))
        if told is None:
            raise Conflict(
                "Personne ne peut répondre pour cette équipe aujourd’hui : elle est fermée, ou tous ses "
                "conseillers sont absents et elle n’a pas de relais.",
                code="nobody_there",
            )
        work.outbox.put(TeamReminded(team=team, at=at))
        return told


@frozen(kw_only=True)
class BranchRates:
    """How a branch answers: of so many needs put before its teams, the shares refused and helped."""

    branch: str
    name: str
    institution: str
    referrals: int
    refused: float
    helped: float


@frozen(kw_only=True)
class BranchesWatched:
    """The branches with enough needs to be judged, those that refuse most first; `least`: enough."""

    items: tuple[BranchRates, ...]
    total: int
    next: None
    since: datetime
    least: int
