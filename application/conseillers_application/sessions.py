"""Signing in and out with a password, and telling who is behind a session (CGU 6.1)."""

from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_application.acting import identified
from conseillers_application.maintenance import must_be_open
from conseillers_application.once_more import once_more
from conseillers_application.people import must_not_be_suspended, person_of
from conseillers_application.ports import Clock, Passwords, Secrets, Session, UnitOfWork
from conseillers_application.shut_out import must_be_let_in
from conseillers_domain.accounts import Person, Role
from conseillers_domain.errors import Unidentified

SESSION_LASTS: Final = timedelta(hours=12)
CSRF: Final = "csrf"


@frozen(kw_only=True)
class SignedIn:
    """A fresh session: its token, shown once, and the one that proves a write comes from our pages."""

    token: str
    csrf_token: str
    person: Person


@frozen(kw_only=True)
class SignIn:
    """Somebody signs in; a wrong password and an unknown address are told the same.

    While the service is paused only those who run it do: they are the ones who open it again.
    """

    begin: UnitOfWork
    read: UnitOfWork
    passwords: Passwords
    secrets: Secrets
    now: Clock

    @once_more
    def __call__(self, email: str, password: str) -> SignedIn:
        """Raises Unidentified, or Unavailable while the service is paused."""
        with self.read() as work:
            account = work.accounts.by_email(email.strip())
        right = self.passwords.right(password, account.password_hash if account else None)
        if account is None or not right:
            raise Unidentified("Adresse e-mail ou mot de passe incorrect.", code="wrong_credentials")
        token, at = self.secrets.token(), self.now()
        session = Session(account=account.id, opened_at=at, expires_at=at + SESSION_LASTS)
        with self.begin() as work:
            if Role.OPERATOR not in account.roles:
                must_be_open(work, at)
            directory = work.directories.current().directory
            must_be_let_in(work, account, self.secrets, at)
            work.sessions.open(self.secrets.hash(token), session)
            person = person_of(account, directory)
            identified(person.id)
        return SignedIn(token=token, csrf_token=self.secrets.sign(CSRF, token), person=person)


@frozen(kw_only=True)
class Identify:
    """Tells who is behind a session's token."""

    read: UnitOfWork
    secrets: Secrets
    now: Clock

    def __call__(self, token: str | None) -> Person:
        """Raises Unidentified for no token, a wrong one or one whose time is over."""
        if not token:
            raise Unidentified("Identifiez-vous pour continuer.")
        with self.read() as work:
            found = work.sessions.find(self.secrets.hash(token))
            if found is None or found[0].expires_at <= self.now():
                raise Unidentified(
                    "Votre session est terminée. Identifiez-vous à nouveau.", code="session_over"
                )
            directory = work.directories.current().directory
            must_not_be_suspended(found[1], directory)
            identified(found[1].id)
            return person_of(found[1], directory)

    def may_write(self, token: str, csrf_token: str | None) -> bool:
        """Whether a write carried by this session's cookie comes from our own pages."""
        return csrf_token is not None and self.secrets.signed(CSRF, token, csrf_token)


@frozen(kw_only=True)
class SignOut:
    """Ends a session."""

    begin: UnitOfWork
    secrets: Secrets

    @once_more
    def __call__(self, token: str) -> None:
        """A session that is over stays over."""
        with self.begin() as work:
            work.sessions.close(self.secrets.hash(token))
