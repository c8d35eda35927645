"""The need and its referrals: a demand qualified on one subject, what each team makes of it (CGU 4.3.B)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.events import (
    ClosingCorrected,
    NeedTransmitted,
    PositionTaken,
    ReferralMoved,
    ReferralsLeft,
)
from conseillers_domain.position import (
    BY_RULE,
    CLOSED,
    Closing,
    NewPosition,
    Position,
    RefusalReason,
    Side,
    Stance,
)
from conseillers_domain.referral import Leaving, LeftReferral, Referral

__all__ = [
    "EXPIRY",
    "FIRST_THAT_APPLIES",
    "TAB_ORDER",
    "LeftReferral",
    "Need",
    "NeedStatus",
    "Referral",
    "Tab",
    "status_of",
    "tab_of",
]

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


def tab_of(stance: Stance, sent_at: datetime, now: datetime, expiry: timedelta = EXPIRY) -> Tab:
    """The tab of one referral; unanswered after `expiry`, it has left the inbox."""
    if stance is Stance.PENDING and now - sent_at >= expiry:
        return Tab.EXPIRED
    return _TABS[stance]


@frozen(kw_only=True)
class Need:
    """A demand qualified on one subject: the aggregate advisors work on (besoin).

    `left`: the referrals withdrawn or archived, which count for nothing any more, in the order they were.
    `version`: how many times it was saved; two writers of the same one are told apart by it.
    """

    id: str
    demand: str
    subject: str
    created_at: datetime
    referrals: tuple[Referral, ...] = ()
    left: tuple[LeftReferral, ...] = ()
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

    def asks(self, team: str) -> bool:
        """Whether the need is before that team."""
        return any(referral.team == team for referral in self.referrals)

    def transmit(self, teams: Iterable[str], at: datetime) -> "tuple[Need, NeedTransmitted | None]":
        """Put the need before these teams; one already asked is not asked twice.

        One whose referral was withdrawn or archived is asked anew, and what it said before is kept.
        """
        new = tuple(team for team in dict.fromkeys(teams) if not self.asks(team))
        if not new:
            return self, None
        before = {one.referral.team: one.referral.positions for one in self.left}
        asked = tuple(Referral(team=team, sent_at=at, positions=before.get(team, ())) for team in new)
        left = tuple(one for one in self.left if one.referral.team not in new)
        after = evolve(self, referrals=(*self.referrals, *asked), left=left)
        return after, NeedTransmitted(need=self.id, teams=new, at=at)

    def withdraw(self, team: str, at: datetime) -> "tuple[Need, ReferralsLeft]":
        """Take the need back from a team that has not answered. Raises NotFound or Conflict."""
        stance = self.referral(team).stance
        if stance is not Stance.PENDING:
            raise Conflict(
                f"Cette équipe a déjà répondu (« {stance.label} ») : sa mise en relation ne se retire pas.",
                code="already_answered",
            )
        after, fact = self.leave((team,), Leaving.WITHDRAWN, at)
        assert fact is not None
        return after, fact

    def archive(self, sent_until: datetime, at: datetime) -> "tuple[Need, ReferralsLeft | None]":
        """End the referrals that nobody answered since that instant; no fact when there is none."""
        late = (
            one.team for one in self.referrals if one.stance is Stance.PENDING and one.sent_at <= sent_until
        )
        return self.leave(late, Leaving.ARCHIVED, at)

    def leave(self, teams: Iterable[str], how: Leaving, at: datetime) -> "tuple[Need, ReferralsLeft | None]":
        """End the referrals of these teams, wherever they stand; no fact when none of them is asked."""
        wanted = frozenset(teams)
        gone = tuple(one for one in self.referrals if one.team in wanted)
        if not gone:
            return self, None
        left = tuple(LeftReferral(referral=one, how=how, at=at) for one in gone)
        stay = tuple(one for one in self.referrals if one.team not in wanted)
        after = evolve(self, referrals=stay, left=(*self.left, *left))
        return after, ReferralsLeft(need=self.id, teams=tuple(one.team for one in gone), how=how, at=at)

    def requalified(
        self, subject: str, teams: Iterable[str], at: datetime
    ) -> "tuple[Need, tuple[ReferralsLeft | NeedTransmitted, ...]]":
        """Put it, on another subject, before these teams; any other that said nothing loses it.

        Raises Conflict when nobody would have it any more.
        """
        kept = tuple(teams)
        untouched = (one.team for one in self.referrals if not one.positions and one.team not in kept)
        after, left = evolve(self, subject=subject).leave(untouched, Leaving.WITHDRAWN, at)
        after, sent = after.transmit(kept, at)
        if not after.referrals:
            raise Conflict("Aucune équipe ne répond à ce sujet pour cette entreprise.", code="no_team")
        return after, tuple(fact for fact in (left, sent) if fact is not None)

    def move(self, team: str, to: str, at: datetime) -> "tuple[Need, ReferralMoved]":
        """Hand an open referral to another team as it stands, dates and history kept.

        Raises NotFound, or Conflict when nothing is expected from the team any more, or the other one was
        asked already.
        """
        referral = self.referral(team)
        if not referral.stance.open:
            raise Conflict(
                f"Cette équipe n’a plus rien à faire de ce besoin (« {referral.stance.label} »).",
                code="not_open",
            )
        if self.asks(to) or any(one.referral.team == to for one in self.left):
            raise Conflict("L’autre équipe a déjà reçu ce besoin.", code="already_asked")
        handed = evolve(referral, team=to)
        referrals = tuple(handed if one is referral else one for one in self.referrals)
        return evolve(self, referrals=referrals), ReferralMoved(need=self.id, team=team, to=to, at=at)

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

    def correct_closing(
        self, team: str, closing: Closing, *, by: str, at: datetime
    ) -> "tuple[Need, ClosingCorrected | None]":
        """Put better words on a team's closing; no fact when they are the same.

        Raises NotFound, Invalid or Conflict.
        """
        before = self.referral(team)
        after = before.correct(closing, by, at)
        if after is before:
            return self, None
        referrals = tuple(after if one is before else one for one in self.referrals)
        return evolve(self, referrals=referrals), ClosingCorrected(need=self.id, team=team, at=at)
