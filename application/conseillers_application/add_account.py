"""Opens an account for somebody whom the machine's operator names (CGU 6.1)."""

from collections.abc import Mapping
from typing import Final

from attrs import evolve, frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Contacts, Ids, Passwords, UnitOfWork, Work
from conseillers_domain.accounts import Account, Role
from conseillers_domain.directory import Institution
from conseillers_domain.errors import Fault, Invalid

SHORTEST_PASSWORD: Final = 15
LONGEST_PASSWORD: Final = 1_000


@frozen(kw_only=True)
class AddAccount:
    """Opens an account; there is no way to open one's own."""

    begin: UnitOfWork
    passwords: Passwords
    contacts: Contacts
    new_id: Ids

    @once_more
    def __call__(
        self,
        *,
        email: str,
        name: str,
        password: str,
        roles: frozenset[Role],
        branches: tuple[str, ...] = (),
        institution: str | None = None,
        landings: tuple[str, ...] = (),
    ) -> Account:
        """Raises Invalid, or Conflict when the address has an account already."""
        account = evolve(
            self.ready(email=email, name=name, password=password, roles=roles),
            branches=branches,
            institution=institution,
            landings=landings,
        )
        with self.begin() as work:
            if institution is not None and institution not in _institutions(work):
                sentence = f"L’annuaire n’a pas d’institution « {institution} »."
                raise Invalid(Fault("/institution", "unknown_institution", sentence))
            work.accounts.add(account)
        return account

    def ready(self, *, email: str, name: str, password: str, roles: frozenset[Role]) -> Account:
        """An account, its password judged and hashed, for who keeps it in a transaction of their own.

        Raises Invalid.
        """
        if faults := self._faults(email, password):
            raise Invalid(*faults)
        return Account(
            id=self.new_id(),
            email=email.strip(),
            name=name,
            password_hash=self.passwords.hash(password),
            roles=roles,
        )

    def _faults(self, email: str, password: str) -> tuple[Fault, ...]:
        faults = []
        if wrong := self.contacts.email_fault(email):
            faults.append(Fault("/email", "format", wrong))
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            faults.append(
                Fault(
                    "/password",
                    "length",
                    f"Un mot de passe comporte de {SHORTEST_PASSWORD} à {LONGEST_PASSWORD} caractères.",
                )
            )
        return tuple(faults)


def _institutions(work: Work) -> Mapping[str, Institution]:
    return work.directories.current().directory.institutions
