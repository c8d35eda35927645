"""Telling who is behind a session, for as long as it lasts, and ending it (CGU 6.1)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from conseillers_application.acting import identified
from conseillers_application.once_more import once_more
from conseillers_application.people import must_not_be_suspended, person_of
from conseillers_application.ports import Clock, Secrets, Session, StoreBusy, UnitOfWork
from conseillers_domain.accounts import Account, Person, Role
from conseillers_domain.errors import Unidentified

SESSION_LASTS: Final = timedelta(hours=12)
STAFF_IDLE: Final = timedelta(minutes=30)
SEEN_EVERY: Final = timedelta(minutes=1)
"""How precisely it is known when a session was last used: a write a minute, at most."""
CSRF: Final = "csrf"
WATCHED: Final = frozenset({Role.STAFF, Role.OPERATOR, Role.DIRECTION})
"""Whose sessions end when they leave their desk."""


@frozen(kw_only=True)
class Lasting:
    """How long a session lasts that is not used; `staff_idle`: that of those who run the service."""

    staff_idle: timedelta = STAFF_IDLE

    def over(self, session: Session, account: Account, at: datetime) -> bool:
        """Whether it is worth nothing any more."""
        left = not WATCHED.isdisjoint(account.roles) and at - session.seen_at >= self.staff_idle
        return left or session.expires_at <= at


USUALLY: Final = Lasting()


def count_nobody(_: Person) -> None:
    """People may ask as often as they like."""


@frozen(kw_only=True)
class Identify:
    """Tells who is behind a session's token; `count`: counts what they ask, as each time is a request."""

    read: UnitOfWork
    note: UnitOfWork
    secrets: Secrets
    now: Clock
    lasting: Lasting = USUALLY
    count: Callable[[Person], None] = count_nobody

    def __call__(self, token: str | None) -> Person:
        """Raises Unidentified for no token, a wrong one or one whose time is over; TooMany."""
        if not token:
            raise Unidentified("Identifiez-vous pour continuer.")
        token_hash, at = self.secrets.hash(token), self.now()
        with self.read() as work:
            found = work.sessions.find(token_hash)
            if found is None or self.lasting.over(*found, at):
                raise Unidentified(
                    "Votre session est terminée. Identifiez-vous à nouveau.", code="session_over"
                )
            session, account = found
            directory = work.directories.current().directory
            must_not_be_suspended(account, directory)
            identified(account.id)
            person = person_of(account, directory)
        self.count(person)
        if at - session.seen_at >= SEEN_EVERY:
            self._saw(token_hash, at)
        return person

    def may_write(self, token: str, csrf_token: str | None) -> bool:
        """Whether a write carried by this session's cookie comes from our own pages."""
        return csrf_token is not None and self.secrets.signed(CSRF, token, csrf_token)

    @once_more
    def _saw(self, token_hash: str, at: datetime) -> None:
        # Whoever reads is served, even if nothing can be written.
        with suppress(StoreBusy), self.note() as work:
            work.open_sessions.see(token_hash, at)


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
