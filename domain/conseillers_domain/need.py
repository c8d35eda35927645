"""The need and its referrals: a demand qualified on one subject, what each team makes of it (CGU 4.3.B)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.events import NeedTransmitted, PositionTaken
from conseillers_domain.position import (
    BY_RULE,
    CLOSED,
    NEXT,
    NewPosition,
    Position,
    RefusalReason,
    Side,
    Stance,
)

EXPIRY: Final = timedelta(days=45)
"""How long a team has before a referral it did not answer leaves its inbox; it can still be taken."""


class NeedStatus(StrEnum):
    """Where a need stands, read from its referrals; never stored as truth."""

    TO_TRANSMIT = "to_transmit"
    HELPED = "helped"
    NO_HELP = "no_help"
    UNREACHABLE = "unreachable"
    TAKEN = "taken"
    PENDING = "pending"
    REFUSED_BY_ALL = "refused_by_all"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            NeedStatus.TO_TRANSMIT: "à transmettre",
            NeedStatus.HELPED: "aide proposée",
            NeedStatus.NO_HELP: "pas d’aide possible",
            NeedStatus.UNREACHABLE: "entreprise injoignable",
            NeedStatus.TAKEN: "pris en charge",
            NeedStatus.PENDING: "en attente",
            NeedStatus.REFUSED_BY_ALL: "refusé par toutes les équipes",
        }[self]

    @property
    def label_for_company(self) -> str:
        """As the company reads it of its demand (la demande); other teams may still be answering."""
        return {
            NeedStatus.TO_TRANSMIT: "reçue par l’équipe du service, qui cherche les bons conseillers",
            NeedStatus.HELPED: "étudiée : une aide vous a été proposée",
            NeedStatus.NO_HELP: "étudiée : le conseiller n’a pas trouvé d’aide à vous proposer",
            NeedStatus.UNREACHABLE: "en attente de votre réponse : un conseiller n’a pas pu vous joindre",
            NeedStatus.TAKEN: "prise en charge",
            NeedStatus.PENDING: "en attente d’une réponse des conseillers",
            NeedStatus.REFUSED_BY_ALL: "pas encore prise en charge : l’équipe du service vous répondra",
        }[self]

    @property
    def owed(self) -> bool:
        """Whether the company is still owed something: nobody has said how it ended."""
        return self in {NeedStatus.TO_TRANSMIT, NeedStatus.PENDING, NeedStatus.TAKEN}


FIRST_THAT_APPLIES: Final = (
    (Stance.CLOSED_HELPED, NeedStatus.HELPED),
    (Stance.CLOSED_NO_HELP, NeedStatus.NO_HELP),
    (Stance.CLOSED_UNREACHABLE, NeedStatus.UNREACHABLE),
    (Stance.TAKEN, NeedStatus.TAKEN),
    (Stance.PENDING, NeedStatus.PENDING),
)


def status_of(stances: Iterable[Stance]) -> NeedStatus:
    """The status of a need from its teams' stances: the first that applies."""
    found = frozenset(stances)
    if not found:
        return NeedStatus.TO_TRANSMIT
    return next(
        (status for stance, status in FIRST_THAT_APPLIES if stance in found),
        NeedStatus.REFUSED_BY_ALL,
    )


class Tab(StrEnum):
    """Where a team finds a need again under « Besoins reçus » (CGU 4.3.B); one tab a need."""

    INBOX = "inbox"
    TAKEN = "taken"
    CLOSED = "closed"
    REFUSED = "refused"
    EXPIRED = "expired"


TAB_ORDER: Final = (Tab.INBOX, Tab.TAKEN, Tab.CLOSED, Tab.REFUSED, Tab.EXPIRED)
"""The one tab of a need for who reads for several of its teams: the first that one of them gives it."""


_TABS: Final[Mapping[Stance, Tab]] = {
    Stance.PENDING: Tab.INBOX,
    Stance.TAKEN: Tab.TAKEN,
    Stance.REFUSED: Tab.REFUSED,
    **dict.fromkeys(CLOSED, Tab.CLOSED),
}


def tab_of(stance: Stance, sent_at: datetime, now: datetime) -> Tab:
    """The tab of one referral; unanswered after `EXPIRY`, it has left the inbox."""
    if stance is Stance.PENDING and now - sent_at >= EXPIRY:
        return Tab.EXPIRED
    return _TABS[stance]


@frozen(kw_only=True)
class Referral:
    """A need put before one team (mise en relation), and what the team made of it.

    `archived_at`: when it was put away, unanswered: it is in no tab any more, and can still be taken.
    """

    team: str
    sent_at: datetime
    positions: tuple[Position, ...] = ()
    archived_at: datetime | None = None

    @property
    def stance(self) -> Stance:
        """Where the team stands: its last word, or still pending."""
        return self.positions[-1].stance if self.positions else Stance.PENDING

    def next(self, side: Side) -> tuple[Stance, ...]:
        """Where that side may move it now."""
        return NEXT[side][self.stance]

    def follow(self, position: Position) -> "Referral":
        """The referral after this position. Raises Conflict when the table of moves has no such move."""
        if position.stance not in self.next(position.side):
            raise Conflict(
                f"Un besoin « {self.stance.label} » ne peut pas passer à « {position.stance.label} ».",
                code="move_refused",
            )
        return evolve(self, positions=(*self.positions, position), archived_at=None)

    def archived(self, at: datetime) -> "Referral":
        """The same, put away."""
        return evolve(self, archived_at=at)

    @property
    def waits(self) -> bool:
        """Whether an answer is awaited, and the team still has it in its lists."""
        return self.stance is Stance.PENDING and self.archived_at is None

    def repeats(self, new: NewPosition, by: str) -> bool:
        """Whether this only says again where the team stands already: nothing changes.

        Raises Conflict when somebody else said it first, so that the second knows who.
        """
        if self.stance is not new.stance:
            return False
        if self.positions and self.positions[-1].by != by:
            raise Conflict(
                f"Ce besoin est déjà « {self.stance.label} » : {_who_was_faster(self.positions[-1])}.",
                code="already_said",
            )
        return True


def _who_was_faster(last: Position) -> str:
    if last.by == BY_RULE:
        return "une autre équipe de la même institution l’a pris en charge"
    if last.side is Side.STAFF:
        return "l’équipe du service l’a indiqué avant vous"
    return "quelqu’un de l’équipe vous a devancé"


@frozen(kw_only=True)
class Need:
    """A demand qualified on one subject: the aggregate advisors work on (besoin).

    `version`: how many times it was saved; two writers of the same one are told apart by it.
    """

    id: str
    demand: str
    subject: str
    created_at: datetime
    referrals: tuple[Referral, ...] = ()
    version: int = 0

    @property
    def status(self) -> NeedStatus:
        """Where the need stands, from its referrals."""
        return status_of(referral.stance for referral in self.referrals)

    @property
    def open_referrals(self) -> int:
        """How many teams are still expected to say something."""
        return sum(referral.stance.open for referral in self.referrals)

    def referral(self, team: str) -> Referral:
        """The referral of one team. Raises NotFound when it was not asked."""
        for referral in self.referrals:
            if referral.team == team:
                return referral
        raise NotFound("Ce besoin n’a pas été transmis à cette équipe.")

    def archive(self, team: str, at: datetime) -> "Need":
        """Put away the referral of a team that never answered. Raises NotFound when it was not asked."""
        put_away = self.referral(team).archived(at)
        referrals = tuple(put_away if one.team == team else one for one in self.referrals)
        return evolve(self, referrals=referrals)

    def transmit(self, teams: Iterable[str], at: datetime) -> "tuple[Need, NeedTransmitted | None]":
        """Put the need before these teams; one already asked is not asked twice."""
        asked = {referral.team for referral in self.referrals}
        new = tuple(team for team in dict.fromkeys(teams) if team not in asked)
        if not new:
            return self, None
        referrals = (*self.referrals, *(Referral(team=team, sent_at=at) for team in new))
        return evolve(self, referrals=referrals), NeedTransmitted(need=self.id, teams=new, at=at)

    def take_position(
        self,
        team: str,
        new: NewPosition,
        *,
        by: str,
        side: Side,
        at: datetime,
        yields: frozenset[str] = frozenset(),
    ) -> "tuple[Need, tuple[PositionTaken, ...]]":
        """Say where a team stands; no fact when the same person repeats themselves.

        `yields`: the other teams of an institution that takes a need once only (`single_taker`): when
        the need is taken, their open referrals are refused by the rule.
        Raises NotFound, Invalid or Conflict.
        """
        referral = self.referral(team)
        position = new.said(by, at, side)
        if referral.repeats(new, by):
            return self, ()
        changed = {team: referral.follow(position)}
        if new.stance is Stance.TAKEN:
            yielded = Position(
                stance=Stance.REFUSED,
                by=BY_RULE,
                at=at,
                reason=RefusalReason.ALREADY_HELPED,
            )
            for other in self.referrals:
                if other.team in yields and other.team != team and other.stance.open:
                    changed[other.team] = evolve(other, positions=(*other.positions, yielded))
        facts = tuple(
            PositionTaken(
                need=self.id,
                team=other.team,
                before=other.stance,
                after=changed[other.team].stance,
                by_team=other.team == team and side is Side.TEAM,
                at=at,
            )
            for other in self.referrals
            if other.team in changed
        )
        referrals = tuple(changed.get(other.team, other) for other in self.referrals)
        return evolve(self, referrals=referrals), facts
