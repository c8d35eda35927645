"""Whoever is signed in shows again that it is them, before what a stolen session must not do (CGU 6.1)."""

from typing import Final

from attrs import frozen

from conseillers_application.hold_off import HoldOff
from conseillers_application.ports import Passwords, UnitOfWork, Work
from conseillers_domain.accounts import Person
from conseillers_domain.errors import Fault, Invalid

PROOF: Final = "proof"


@frozen(kw_only=True)
class ProveOneself:
    """Asks for the present password, as often as at sign-in and no more."""

    read: UnitOfWork
    passwords: Passwords
    hold_off: HoldOff

    def __call__(self, person: Person, password: str, pointer: str) -> None:
        """Raises Invalid for a wrong one, TooMany for who tried too often."""
        self.count(person)
        with self.read() as work:
            kept = work.accounts.get(person.id).password_hash
        if not self.passwords.right(password, kept):
            raise Invalid(Fault(pointer, "wrong_password", "Ce mot de passe n’est pas le vôtre."))

    def count(self, person: Person) -> None:
        """A try is about to be looked at. Raises TooMany."""
        self.hold_off.count((self.hold_off.account(PROOF, person.id),))

    def forget(self, work: Work, person: Person) -> None:
        """It was right, in the transaction of what it was asked for."""
        self.hold_off.forget(work, self.hold_off.account(PROOF, person.id))
