"""A forgotten password: a link in a mail, for six hours, lets its holder choose another one (CGU 6.1)."""

from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, frozen

from conseillers_application.choose_password import ChoosePassword, words_about
from conseillers_application.hold_off import NOWHERE, HoldOff, Whence
from conseillers_application.once_more import once_more
from conseillers_application.people import must_not_be_suspended
from conseillers_application.ports import Clock, Ids, PasswordReset, Secrets, UnitOfWork, Work
from conseillers_application.sign_in import SIGN_IN
from conseillers_domain.accounts import Account
from conseillers_domain.errors import NotFound, TooMany
from conseillers_domain.events import PasswordChanged, ResetAsked
from conseillers_domain.passwords import SHORTEST_PASSWORD

ASKED: Final = "reset"
WRITTEN_WITHIN: Final = timedelta(days=1)
"""How late the mail may leave: after that nobody waits for it any more."""


def reset_url(base_url: str, token: str) -> str:
    """Where the link of the mail leads."""
    return f"{base_url}/api/password-resets/{token}"


@frozen(kw_only=True)
class AskForReset:
    """Somebody says that they forgot their password; nobody learns whether the address has an account."""

    begin: UnitOfWork
    hold_off: HoldOff
    now: Clock
    new_id: Ids

    def __call__(self, email: str, whence: Whence = NOWHERE) -> None:
        """Raises TooMany for an address that asks too often; for an account, nothing more is sent."""
        self.hold_off.count(self.hold_off.address(ASKED, whence))
        try:
            self.hold_off.count((self.hold_off.account(ASKED, email.strip()),))
        except TooMany:
            return
        self._keep(email)

    @once_more
    def _keep(self, email: str) -> None:
        at = self.now()
        with self.begin() as work:
            # The same is kept, and reacted to, when there is no account: it takes as long.
            account = work.accounts.by_email(email.strip())
            reset = PasswordReset(
                id=self.new_id(), account=account.id if account else None, expires_at=at + WRITTEN_WITHIN
            )
            work.password_resets.keep(reset)
            work.outbox.put(ResetAsked(reset=reset.id, at=at))


@frozen(kw_only=True)
class ResetOpened:
    """What the link of a mail leads to: until when it serves, and how long a password is."""

    expires_at: datetime
    shortest: int = SHORTEST_PASSWORD


@frozen(kw_only=True)
class ResetPassword:
    """Whoever holds the link of the mail chooses another password: every session ends, other links too."""

    begin: UnitOfWork
    read: UnitOfWork
    choose: ChoosePassword
    hold_off: HoldOff
    secrets: Secrets
    now: Clock

    def see(self, token: str) -> ResetOpened:
        """Whether the link still serves; it does as well afterwards. Raises NotFound."""
        with self.read() as work:
            reset, _ = self._found(work, token)
        return ResetOpened(expires_at=reset.expires_at)

    def __call__(self, token: str, password: str) -> None:
        """Raises NotFound for a link that serves no more, Invalid, or Unidentified when suspended."""
        with self.read() as work:
            _, account = self._found(work, token)
            directory = work.directories.current().directory
            must_not_be_suspended(account, directory)
        self._set(token, self.choose(password, words_about(account, directory)))

    @once_more
    def _set(self, token: str, password_hash: str) -> None:
        with self.begin() as work:
            _, account = self._found(work, token)
            work.password_resets.drop_all(account.id)
            work.accounts.save(evolve(account, password_hash=password_hash))
            work.sessions.close_all(account.id)
            self.hold_off.forget(work, self.hold_off.account(SIGN_IN, account.email))
            work.outbox.put(PasswordChanged(account=account.id, at=self.now()))

    def _found(self, work: Work, token: str) -> tuple[PasswordReset, Account]:
        reset = work.password_resets.by_token(self.secrets.hash(token))
        if reset is None or reset.account is None or reset.expires_at <= self.now():
            raise NotFound(
                "Ce lien ne sert plus : il a servi, ou ses six heures sont passées. "
                "Demandez-en un autre si vous en avez encore besoin.",
                code="reset_over",
            )
        return reset, work.accounts.get(reset.account)
