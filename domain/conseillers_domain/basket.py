"""The baskets of staff (paniers): teams with too much waiting, needs that nobody takes (CGU 4.3.B)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.errors import Fault, too_long
from conseillers_domain.followup import Thresholds
from conseillers_domain.need import Need, NeedStatus


class Basket(StrEnum):
    """What staff looks at: three baskets of teams, three of needs; the values travel."""

    MANY = "many"
    MEDIUM = "medium"
    ONE = "one"
    UNANSWERED = "unanswered"
    AT_RISK = "at_risk"
    ABANDONED = "abandoned"

    @property
    def label(self) -> str:
        """As staff reads it."""
        return _LABELS[self]

    @property
    def of_teams(self) -> bool:
        """Whether teams are in it, and not needs."""
        return self in OF_TEAMS


_LABELS: Final[Mapping[Basket, str]] = {
    Basket.MANY: "beaucoup de besoins en attente",
    Basket.MEDIUM: "quelques besoins en attente",
    Basket.ONE: "un besoin, le premier depuis longtemps",
    Basket.UNANSWERED: "besoins sans réponse",
    Basket.AT_RISK: "besoins à risque",
    Basket.ABANDONED: "besoins abandonnés",
}
OF_TEAMS: Final = (Basket.MANY, Basket.MEDIUM, Basket.ONE)
OF_NEEDS: Final = (Basket.UNANSWERED, Basket.AT_RISK, Basket.ABANDONED)


@frozen(kw_only=True)
class Limits:
    """What puts a team in a basket.

    `many`: it has more needs than that waiting. `old`: so many of them are older than `old_age`. `settled`:
    how long the latest one waits at least, for a team that had none for `rarely`.
    """

    many: int = 5
    old: int = 2
    old_age: timedelta = timedelta(days=15)
    settled: timedelta = timedelta(days=3)
    rarely: timedelta = timedelta(days=91)


@frozen(kw_only=True)
class TeamLoad:
    """What waits for a team: needs, old ones, when the latest came; `before`: when the one before it did."""

    count: int
    old: int
    latest: datetime
    before: datetime | None


def basket_of_team(load: TeamLoad, at: datetime, limits: Limits) -> Basket | None:
    """The basket a team belongs in, None for one that answers."""
    if load.old >= limits.old:
        return Basket.MANY if load.count > limits.many else Basket.MEDIUM
    alone = load.before is None or load.latest - load.before >= limits.rarely
    return Basket.ONE if alone and at - load.latest >= limits.settled else None


@frozen(kw_only=True)
class Wait:
    """How a need waits: where it stands, when the first and the last team it waits for were asked, if any."""

    status: NeedStatus
    first: datetime | None
    last: datetime | None

    @classmethod
    def of(cls, need: Need) -> "Wait":
        """That of a need."""
        asked = [one.sent_at for one in need.referrals if one.waits]
        return cls(status=need.status, first=min(asked, default=None), last=max(asked, default=None))


def basket_of_need(wait: Wait, at: datetime, thresholds: Thresholds) -> Basket | None:
    """The basket a need belongs in, by how long it waits; None when somebody took it, or all answered."""
    if wait.status is not NeedStatus.PENDING or wait.first is None or wait.last is None:
        return None
    if at - wait.last >= thresholds.abandoned:
        return Basket.ABANDONED
    since = at - wait.first
    if since >= thresholds.last_chance:
        return Basket.AT_RISK
    return Basket.UNANSWERED if since >= thresholds.followed else None


class WhyLeft(StrEnum):
    """Why something is in a basket no more."""

    ANSWERED = "answered"
    EXPIRED = "expired"
    MOVED = "moved"


@frozen(kw_only=True)
class Stay:
    """The time a team (its code) or a need (its id) spends in a basket; `done_until`: put aside till then."""

    id: str
    basket: Basket
    subject: str
    entered_at: datetime
    left_at: datetime | None = None
    why_left: WhyLeft | None = None
    done_until: date | None = None

    def left(self, at: datetime, why: WhyLeft) -> "Stay":
        """The same, over."""
        return evolve(self, left_at=at, why_left=why)

    def done(self, until: date) -> "Stay":
        """The same, put aside until a day."""
        return evolve(self, done_until=until)


@frozen(kw_only=True)
class Moves:
    """How many entered a basket, and how many left it."""

    entered: int
    left: int


class ActionKind(StrEnum):
    """What staff does with something in a basket."""

    REMIND = "remind"
    NOTE = "note"
    DONE = "done"


NOTE_LENGTH: Final = 5000


@frozen(kw_only=True)
class NewAction:
    """What staff asks to do with what is in a basket; `until`: the day it is looked at again, when done."""

    subject: str
    kind: ActionKind
    note: str = ""
    until: date | None = None

    def faults(self, basket: Basket, today: date) -> tuple[Fault, ...]:
        """What is missing or does not belong."""
        found = []
        if self.kind is ActionKind.REMIND and not basket.of_teams:
            found.append(Fault("/kind", "unexpected", "On ne relance que les équipes.", ("/subject",)))
        if self.kind is ActionKind.NOTE and not self.note.strip():
            found.append(Fault("/note", "required", "Écrivez ce qu’il y a à noter."))
        if len(self.note) > NOTE_LENGTH:
            found.append(Fault("/note", "too_long", too_long(NOTE_LENGTH)))
        if self.kind is ActionKind.DONE and self.until is None:
            found.append(Fault("/until", "required", "Indiquez jusqu’à quel jour c’est réglé."))
        if self.kind is ActionKind.DONE and self.until is not None and self.until <= today:
            found.append(Fault("/until", "out_of_range", "Donnez un jour à venir."))
        if self.kind is not ActionKind.DONE and self.until is not None:
            found.append(Fault("/until", "unexpected", "Un jour ne se donne que pour ce qui est réglé."))
        return tuple(found)


@frozen(kw_only=True)
class Action:
    """What somebody did with something in a basket; `told`: the team written to, for a reminder."""

    id: str
    basket: Basket
    subject: str
    kind: ActionKind
    by: str
    at: datetime
    note: str = ""
    until: date | None = None
    told: str | None = None
