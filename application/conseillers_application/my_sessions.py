"""Somebody looks at where they are signed in, and ends what they do not recognise (CGU 6.1)."""

from datetime import datetime

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Secrets, UnitOfWork
from conseillers_application.sessions import USUALLY, Lasting
from conseillers_domain.accounts import Person
from conseillers_domain.errors import NotFound


@frozen(kw_only=True)
class SessionView:
    """One of one's own sessions; `current`: the one that asks. `network`: empty when it is not known."""

    id: str
    current: bool
    network: str
    opened_at: datetime
    seen_at: datetime
    expires_at: datetime


@frozen(kw_only=True)
class SessionList:
    """One's own sessions, latest used first."""

    items: tuple[SessionView, ...]


@frozen(kw_only=True)
class ReadMySessions:
    """The sessions of somebody that still serve; each has a name that opens nothing."""

    read: UnitOfWork
    secrets: Secrets
    now: Clock
    lasting: Lasting = USUALLY

    def __call__(self, person: Person, token: str) -> SessionList:
        """`token`: that of the session that asks."""
        mine, at = self.secrets.hash(token), self.now()
        with self.read() as work:
            account = work.accounts.get(person.id)
            found = work.open_sessions.of(person.id)
        views = [
            SessionView(
                id=self.secrets.hash(token_hash),
                current=token_hash == mine,
                network=session.network,
                opened_at=session.opened_at,
                seen_at=session.seen_at,
                expires_at=session.expires_at,
            )
            for token_hash, session in found.items()
            if not self.lasting.over(session, account, at)
        ]
        return SessionList(items=tuple(sorted(views, key=lambda one: (one.seen_at, one.id), reverse=True)))


@frozen(kw_only=True)
class CloseMySession:
    """Ends one of them."""

    begin: UnitOfWork
    secrets: Secrets

    @once_more
    def __call__(self, person: Person, session_id: str) -> None:
        """By its name. Raises NotFound."""
        with self.begin() as work:
            hashes = {self.secrets.hash(one): one for one in work.open_sessions.of(person.id)}
            if session_id not in hashes:
                raise NotFound("Vous n’avez pas cette session.")
            work.sessions.close(hashes[session_id])
