"""The invitation: the only way to an account, once, for a while, on a professional address (CGU 4.3.A)."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.calendar import day_of
from conseillers_domain.errors import Conflict, Fault, NotFound, pointer, too_long
from conseillers_domain.events import InvitationIssued
from conseillers_domain.french import day_in_words

LASTS: Final = timedelta(days=61)
"""Two months, whichever they are."""

MOST_DEMONSTRATIONS: Final = 10
PLACE_LENGTH: Final = 500

UNKNOWN: Final = (
    "Cette invitation n’existe pas, a été remplacée par une plus récente, ou le lien est incomplet."
)
USED: Final = "Cette invitation a déjà servi : identifiez-vous."
REVOKED: Final = "Cette invitation a été annulée. Pour toute question, écrivez à l’équipe du service."


@frozen(kw_only=True)
class Demonstration:
    """A session where the service is shown to those it invites; `place`: a room, or a link."""

    at: datetime
    place: str = ""


def demonstration_faults(offered: Iterable[Demonstration], now: datetime) -> Iterator[Fault]:
    """What dates of demonstration may not be."""
    for rank, one in enumerate(offered):
        if rank == MOST_DEMONSTRATIONS:
            told = f"Proposez {MOST_DEMONSTRATIONS} dates de démonstration au plus."
            yield Fault("/demonstrations", "too_many", told)
        if one.at <= now:
            told = "Une démonstration est proposée à une date à venir."
            yield Fault(pointer("demonstrations", rank, "at"), "past", told)
        if len(one.place) > PLACE_LENGTH:
            yield Fault(pointer("demonstrations", rank, "place"), "too_long", too_long(PLACE_LENGTH))


class InvitationState(StrEnum):
    """What became of an invitation."""

    WAITING = "waiting"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        """As people read it."""
        return _LABELS[self]


_LABELS: Final = {
    InvitationState.WAITING: "en attente",
    InvitationState.EXPIRED: "expirée",
    InvitationState.ACCEPTED: "acceptée",
    InvitationState.REVOKED: "annulée",
}


@frozen(kw_only=True)
class Invitation:
    """An invitation to an advisor of the directory; sent again, it is the same under a higher `number`.

    `email`: the directory's. `institution`: a slug. `by`: who of staff sent it last, an account's id, as
    `revoked_by`; `account`: the one it opened. `request`: the access request it answers, if any.
    """

    id: str
    email: str
    institution: str
    by: str
    issued_at: datetime
    expires_at: datetime
    number: int = 1
    request: str | None = None
    demonstrations: tuple[Demonstration, ...] = ()
    accepted_at: datetime | None = None
    account: str | None = None
    revoked_at: datetime | None = None
    revoked_by: str | None = None

    def state(self, now: datetime) -> InvitationState:
        """What became of it by then."""
        if self.accepted_at is not None:
            return InvitationState.ACCEPTED
        if self.revoked_at is not None:
            return InvitationState.REVOKED
        return InvitationState.WAITING if now < self.expires_at else InvitationState.EXPIRED

    def issued(self) -> InvitationIssued:
        """What is told of it each time it is sent."""
        return InvitationIssued(invitation=self.id, number=self.number, at=self.issued_at)

    def must_open(self, number: int, now: datetime) -> None:
        """Raise NotFound unless its link of that number opens an account: a former one is dead."""
        state = self.state(now)
        if state is InvitationState.ACCEPTED:
            raise NotFound(USED, code="invitation_used")
        if state is InvitationState.REVOKED:
            raise NotFound(REVOKED, code="invitation_revoked")
        if number != self.number:
            raise NotFound(UNKNOWN)
        if state is InvitationState.EXPIRED:
            day = day_in_words(day_of(self.expires_at))
            told = f"Cette invitation a expiré le {day} : demandez à l’équipe du service de la renvoyer."
            raise NotFound(told, code="invitation_expired")

    def renew(
        self,
        *,
        by: str,
        at: datetime,
        lasts: timedelta,
        request: str | None = None,
        demonstrations: tuple[Demonstration, ...] = (),
    ) -> "Invitation":
        """The same, sent again: the former links are dead. Raises Conflict once it is over.

        Dates of demonstration replace those that were proposed, if there are new ones.
        """
        self._must_not_be_over(at)
        return evolve(
            self,
            by=by,
            issued_at=at,
            expires_at=at + lasts,
            number=self.number + 1,
            request=request or self.request,
            demonstrations=demonstrations or self.demonstrations,
        )

    def revoke(self, *, by: str, at: datetime) -> "Invitation":
        """The same, that opens nothing any more. Raises Conflict once it is over."""
        self._must_not_be_over(at)
        return evolve(self, revoked_at=at, revoked_by=by)

    def accept(self, account: str, at: datetime) -> "Invitation":
        """The same, having served."""
        return evolve(self, accepted_at=at, account=account)

    def _must_not_be_over(self, now: datetime) -> None:
        state = self.state(now)
        if state in {InvitationState.ACCEPTED, InvitationState.REVOKED}:
            raise Conflict(f"Cette invitation est déjà {state.label}.", code=f"invitation_{state.value}")
