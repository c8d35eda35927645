"""The terms in force are accepted before acting, and again when they change; reading goes on (CGU 1)."""

from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_domain.accounts import Person
from conseillers_domain.errors import Fault, Invalid, TermsToAccept
from conseillers_domain.terms import TERMS_VERSION, must_accept, terms_fault


@frozen(kw_only=True)
class TermsState:
    """Where a person stands with the terms in force; `to_accept`: they act only once they have."""

    version: str
    accepted_at: datetime | None
    to_accept: bool


@frozen(kw_only=True)
class TermsAccepted:
    """What who accepts sends: the version they have read."""

    version: str


@frozen(kw_only=True)
class TermsInForce:
    """What use cases of those who answer companies ask before they do anything."""

    version: str = TERMS_VERSION

    def must_be_accepted(self, work: Work, person: Person) -> None:
        """Raise TermsToAccept for who acts under the terms and has not accepted these."""
        if must_accept(person.roles) and work.terms_acceptances.find(person.id, self.version) is None:
            raise TermsToAccept(self.version)


THESE_TERMS: Final = TermsInForce()
"""Those that come with the service."""


@frozen(kw_only=True)
class AcceptTerms:
    """A person accepts the terms in force, or reads whether they did."""

    begin: UnitOfWork
    read: UnitOfWork
    now: Clock
    version: str

    def state(self, person: Person) -> TermsState:
        """Where they stand."""
        with self.read() as work:
            return self._state(work, person)

    def __call__(self, person: Person, accepted: TermsAccepted) -> TermsState:
        """Accept. Raises Invalid for another version; what was accepted before stays so."""
        if fault := terms_fault(accepted.version, self.version):
            raise Invalid(Fault("/version", fault.code, fault.message))
        self.by(person.id)
        return self.state(person)

    @once_more
    def by(self, account_id: str) -> None:
        """The same, for an account whose holder accepts them otherwise than here."""
        with self.begin() as work:
            work.terms_acceptances.add(account_id, self.version, self.now())

    def _state(self, work: Work, person: Person) -> TermsState:
        accepted_at = work.terms_acceptances.find(person.id, self.version)
        return TermsState(
            version=self.version,
            accepted_at=accepted_at,
            to_accept=accepted_at is None and must_accept(person.roles),
        )
