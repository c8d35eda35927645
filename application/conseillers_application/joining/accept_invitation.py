"""Who was invited opens their account, once, under the terms in force (CGU 1, 4.3.A)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_application.add_account import AddAccount
from conseillers_application.joining.issuing import advisor_at
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Secrets, UnitOfWork, Work
from conseillers_domain.accounts import Account, Role
from conseillers_domain.errors import REQUIRED, Fault, Invalid, NotFound, blank, pointer, told_once, too_long
from conseillers_domain.invitation import UNKNOWN, Invitation
from conseillers_domain.terms import terms_fault

NAME_LENGTH: Final = 100


@frozen(kw_only=True)
class InvitationOpened:
    """What who was invited finds behind their link; the names are the directory's, to be mended."""

    email: str
    first_name: str
    last_name: str
    institution: str
    expires_at: datetime
    terms_version: str


@frozen(kw_only=True)
class Activation:
    """What who was invited sends; `terms_version`: that of the terms they accept."""

    first_name: str
    last_name: str
    password: str
    terms_version: str

    def faults(self, terms_version: str) -> tuple[Fault, ...]:
        """What is wrong in it, the password apart."""
        return tuple(self._faults(terms_version))

    def _faults(self, terms_version: str) -> Iterator[Fault]:
        for name in ("first_name", "last_name"):
            typed: str = getattr(self, name)
            if blank(typed):
                yield Fault(pointer(name), "required", REQUIRED)
            if len(typed) > NAME_LENGTH:
                yield Fault(pointer(name), "too_long", too_long(NAME_LENGTH))
        if fault := terms_fault(self.terms_version, terms_version):
            yield fault


@frozen(kw_only=True)
class AccountOpened:
    """The account opened: under which address to sign in, and as what."""

    email: str
    name: str
    roles: tuple[Role, ...]


@frozen(kw_only=True)
class ReadInvitation:
    """Shows what an invitation opens: programs that open the links of mails change nothing."""

    read: UnitOfWork
    secrets: Secrets
    now: Clock
    terms_version: str

    def __call__(self, token: str) -> InvitationOpened:
        """Raises NotFound for a link that opens nothing, or Conflict for who left the directory."""
        with self.read() as work:
            invitation = of_token(work, self.secrets, token, self.now())
            advisor, institution = advisor_at(work.directories.current().directory, invitation.email)
        return InvitationOpened(
            email=advisor.email,
            first_name=advisor.first_name,
            last_name=advisor.last_name,
            institution=institution.name,
            expires_at=invitation.expires_at,
            terms_version=self.terms_version,
        )


@frozen(kw_only=True)
class AcceptInvitation:
    """Opens the account of who was invited, as the advisor that the directory has at that address."""

    begin: UnitOfWork
    read: UnitOfWork
    add_account: AddAccount
    secrets: Secrets
    now: Clock
    terms_version: str

    def __call__(self, token: str, activation: Activation, *, known: tuple[Fault, ...] = ()) -> AccountOpened:
        """Raises NotFound for a link that opens nothing, Invalid, or Conflict.

        `known`: the faults of shape found already.
        """
        with self.read() as work:
            email = of_token(work, self.secrets, token, self.now()).email
        # Hashing takes a while: it is done before anybody waits for the transaction.
        account = self._account(email, activation, known)
        self._open(token, account)
        return AccountOpened(email=account.email, name=account.name, roles=tuple(sorted(account.roles)))

    def _account(self, email: str, activation: Activation, known: tuple[Fault, ...]) -> Account:
        wrong = activation.faults(self.terms_version)
        name = f"{activation.first_name.strip()} {activation.last_name.strip()}"
        try:
            account = self.add_account.ready(
                email=email, name=name, password=activation.password, roles=frozenset({Role.ADVISOR})
            )
        except Invalid as refused:
            raise Invalid(*told_once(known, (*wrong, *refused.faults))) from None
        if faults := told_once(known, wrong):
            raise Invalid(*faults)
        return account

    @once_more
    def _open(self, token: str, account: Account) -> None:
        at = self.now()
        with self.begin() as work:
            invitation = of_token(work, self.secrets, token, at)
            advisor_at(work.directories.current().directory, invitation.email)
            work.accounts.add(account)
            work.terms_acceptances.add(account.id, self.terms_version, at)
            work.invitations.save(invitation.accept(account.id, at))


def of_token(work: Work, secrets: Secrets, token: str, now: datetime) -> Invitation:
    """The invitation that a link opens. Raises NotFound for one that opens nothing, or nothing any more."""
    found = work.invitation_tokens.find(secrets.hash(token))
    if found is None:
        raise NotFound(UNKNOWN)
    invitation_id, number = found
    invitation = work.invitations.get(invitation_id)
    invitation.must_open(number, now)
    return invitation
