"""Opens an account for somebody whom the machine's operator names (CGU 6.1)."""

from collections.abc import Mapping

from attrs import evolve, frozen

from conseillers_application.choose_password import ChoosePassword
from conseillers_application.once_more import once_more
from conseillers_application.ports import Contacts, Ids, UnitOfWork, Work
from conseillers_domain.accounts import Account, Role
from conseillers_domain.directory import Institution
from conseillers_domain.errors import Fault, Invalid
from conseillers_domain.passwords import words_of


@frozen(kw_only=True)
class AddAccount:
    """Opens an account; there is no way to open one's own."""

    begin: UnitOfWork
    choose: ChoosePassword
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
            self.ready(email=email, name=name, password=password, roles=roles, institution=institution),
            branches=branches,
            landings=landings,
        )
        with self.begin() as work:
            if institution is not None and institution not in _institutions(work):
                sentence = f"L’annuaire n’a pas d’institution « {institution} »."
                raise Invalid(Fault("/institution", "unknown_institution", sentence))
            work.accounts.add(account)
        return account

    def ready(
        self, *, email: str, name: str, password: str, roles: frozenset[Role], institution: str | None = None
    ) -> Account:
        """An account, its password judged and hashed, for who keeps it in a transaction of their own.

        Raises Invalid.
        """
        words = words_of(email, name, () if institution is None else (institution,))
        faults = self.choose.faults(password, words)
        if wrong := self.contacts.email_fault(email):
            faults = (Fault("/email", "format", wrong), *faults)
        if faults:
            raise Invalid(*faults)
        return Account(
            id=self.new_id(),
            email=email.strip(),
            name=name,
            password_hash=self.choose.passwords.hash(password),
            roles=roles,
            institution=institution,
        )


def _institutions(work: Work) -> Mapping[str, Institution]:
    return work.directories.current().directory.institutions
