"""The access request: an agent of a listed institution asks for an account (demande d'accès, CGU 4.3.A)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.calendar import day_of
from conseillers_domain.demand_form import ContactRules
from conseillers_domain.directory import Directory
from conseillers_domain.errors import REQUIRED, Conflict, Fault, blank, pointer, too_long
from conseillers_domain.events import AccessAsked, AccessRefused
from conseillers_domain.invitation import Demonstration, demonstration_faults
from conseillers_domain.mail_domains import personal_fault

LENGTHS: Final[Mapping[str, int]] = {
    "institution": 200,
    "first_name": 100,
    "last_name": 100,
    "email": 254,
    "wished": 200,
    "presentation": 5_000,
}
"""The most characters each field of a request may have."""

AGREED_BY_LENGTH: Final = 200
REASON_LENGTH: Final = 2_000

NOT_LISTED: Final = (
    "Cet organisme n’est pas partenaire du service : seuls les agents d’un organisme listé peuvent demander "
    "un compte."
)
CLOSED: Final = (
    "Cet organisme n’est plus partenaire du service : ses agents ne peuvent plus demander de compte."
)


@frozen(kw_only=True)
class AccessForm:
    """What an agent sends; `institution`: a slug. `wished`: the branch or the team, in their own words."""

    institution: str
    first_name: str
    last_name: str
    email: str
    wished: str = ""
    presentation: str

    def faults(self, directory: Directory, rules: ContactRules) -> tuple[Fault, ...]:
        """All that keeps it from being looked at."""
        return tuple(self._faults(directory, rules))

    def _faults(self, directory: Directory, rules: ContactRules) -> Iterator[Fault]:
        institution = directory.institutions.get(self.institution)
        if institution is None:
            yield Fault("/institution", "unknown_institution", NOT_LISTED)
        elif institution.closed:
            yield Fault("/institution", "closed_institution", CLOSED)
        for name in ("first_name", "last_name", "presentation"):
            if blank(getattr(self, name)):
                yield Fault(pointer(name), "required", REQUIRED)
        for name, most in LENGTHS.items():
            if len(getattr(self, name)) > most:
                yield Fault(pointer(name), "too_long", too_long(most))
        if len(self.email) > LENGTHS["email"]:
            return
        address = rules.email(self.email)
        if address is None:
            yield Fault("/email", "format", rules.email_fault(self.email) or REQUIRED)
        elif wrong := personal_fault(address, institution.mail_domains if institution else ()):
            yield Fault("/email", "personal_address", wrong)


class AccessState(StrEnum):
    """What became of a request."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """As people read it."""
        return _LABELS[self]


_LABELS: Final = {
    AccessState.WAITING: "en attente",
    AccessState.ACCEPTED: "acceptée",
    AccessState.REFUSED: "refusée",
}


@frozen(kw_only=True)
class Agreement:
    """The structure agreed that its agent have an account: who said so, and when (CGU 4.3.A)."""

    by: str
    on: date


class Outcome(StrEnum):
    """What staff may decide."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@frozen(kw_only=True)
class Decision:
    """What staff decided of a request; `by`: an account's id.

    One that accepts has the structure's `agreement`, one that refuses a `reason`.
    """

    outcome: Outcome
    by: str
    at: datetime
    agreement: Agreement | None = None
    reason: str | None = None


@frozen(kw_only=True)
class NewDecision:
    """What staff decides: accepted with the structure's agreement, or refused with a reason that is told.

    `demonstrations`: the dates that an accepted person is offered.
    """

    outcome: Outcome
    agreement: Agreement | None = None
    reason: str = ""
    demonstrations: tuple[Demonstration, ...] = ()

    def faults(self, now: datetime) -> tuple[Fault, ...]:
        """What no decision may be."""
        accepts = self.outcome is Outcome.ACCEPTED
        own = self._of_agreement(day_of(now)) if accepts else self._of_reason()
        return (*own, *demonstration_faults(self.demonstrations, now))

    def _of_agreement(self, today: date) -> Iterator[Fault]:
        told = "Dites qui, dans la structure, a donné son accord, et quand."
        if self.agreement is None:
            yield Fault("/agreement", "required", told)
            return
        if blank(self.agreement.by):
            yield Fault("/agreement/by", "required", told)
        if len(self.agreement.by) > AGREED_BY_LENGTH:
            yield Fault("/agreement/by", "too_long", too_long(AGREED_BY_LENGTH))
        if self.agreement.on > today:
            yield Fault("/agreement/on", "future", "L’accord de la structure ne peut pas être à venir.")

    def _of_reason(self) -> Iterator[Fault]:
        if blank(self.reason):
            yield Fault("/reason", "required", "Donnez la raison du refus : elle est dite à la personne.")
        if len(self.reason) > REASON_LENGTH:
            yield Fault("/reason", "too_long", too_long(REASON_LENGTH))


@frozen(kw_only=True)
class AccessRequest:
    """A request as it is kept; `email`: ready to be compared."""

    id: str
    institution: str
    first_name: str
    last_name: str
    email: str
    wished: str
    presentation: str
    asked_at: datetime
    decision: Decision | None = None

    @property
    def state(self) -> AccessState:
        """What became of it."""
        return AccessState.WAITING if self.decision is None else AccessState(self.decision.outcome.value)

    @property
    def name(self) -> str:
        """Who asks, as people say it."""
        return f"{self.first_name} {self.last_name}"

    def asked(self) -> AccessAsked:
        """What is told of it first."""
        return AccessAsked(request=self.id, at=self.asked_at)

    def accept(self, agreement: Agreement, *, by: str, at: datetime) -> "AccessRequest":
        """The request, accepted. Raises Conflict once it was decided."""
        agreed = evolve(agreement, by=agreement.by.strip())
        return self._decided(Decision(outcome=Outcome.ACCEPTED, by=by, at=at, agreement=agreed))

    def refuse(self, reason: str, *, by: str, at: datetime) -> "tuple[AccessRequest, AccessRefused]":
        """The request, refused: the person is told why. Raises Conflict once it was decided."""
        refused = self._decided(Decision(outcome=Outcome.REFUSED, by=by, at=at, reason=reason.strip()))
        return refused, AccessRefused(request=self.id, at=at)

    def _decided(self, decision: Decision) -> "AccessRequest":
        if not self.email:
            raise Conflict("Cette demande d’accès est trop ancienne : elle est effacée.", code="forgotten")
        if self.decision is not None:
            raise Conflict(f"Cette demande d’accès est déjà {self.state.label}.", code="already_decided")
        return evolve(self, decision=decision)


def request_of(form: AccessForm, *, request_id: str, email: str, at: datetime) -> AccessRequest:
    """What is kept of a form without a fault; `email`: its address, ready to be compared."""
    return AccessRequest(
        id=request_id,
        institution=form.institution,
        first_name=form.first_name.strip(),
        last_name=form.last_name.strip(),
        email=email,
        wished=form.wished.strip(),
        presentation=form.presentation.strip(),
        asked_at=at,
    )
