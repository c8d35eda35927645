"""Who signs in, who is signed in, and what was answered to a request sent again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from attrs import Factory, frozen

from conseillers_domain.accounts import Account


class Accounts(Protocol):
    """The people who sign in."""

    def add(self, account: Account) -> None:
        """Keep a new account. Raises Conflict when the e-mail has one already."""
        ...

    def save(self, account: Account) -> None:
        """Keep a changed account. Raises NotFound, or Conflict when its new e-mail has another one."""
        ...

    def get(self, account_id: str) -> Account:
        """Raises NotFound."""
        ...

    def by_email(self, email: str) -> Account | None:
        """The account of that address, whatever its case."""
        ...

    def known(self, emails: frozenset[str]) -> frozenset[str]:
        """Those of these addresses, in small letters, that have an account."""
        ...

    def names(self, account_ids: frozenset[str]) -> Mapping[str, str]:
        """The names of these people, those that are known."""
        ...


@frozen(kw_only=True)
class Session:
    """Somebody signed in; `account` is an id.

    `seen_at`: when it was last used, to a minute. `network`: from where it was opened, shortened.
    """

    account: str
    opened_at: datetime
    expires_at: datetime
    seen_at: datetime = Factory(lambda session: session.opened_at, takes_self=True)
    network: str = ""


class Sessions(Protocol):
    """Who is signed in, by the hash of their session's token."""

    def open(self, token_hash: str, session: Session) -> None:
        """Keep a session."""
        ...

    def find(self, token_hash: str) -> tuple[Session, Account] | None:
        """The session and its account, None when there is none."""
        ...

    def close(self, token_hash: str) -> None:
        """End a session; one that does not exist is closed already."""
        ...

    def close_all(self, account_id: str, *, but: str | None = None) -> None:
        """End every session of an account, but the one of that token's hash."""
        ...


@frozen(kw_only=True)
class Reply:
    """An answer kept so that the same request, sent again, gets it again (`Idempotency-Key`).

    `digest`: hash of the request's body.
    """

    digest: str
    answer: Mapping[str, object]


class Replies(Protocol):
    """The answers kept for a day."""

    def find(self, key: str, since: datetime) -> Reply | None:
        """The answer kept under this key since then."""
        ...

    def keep(self, key: str, reply: Reply, at: datetime) -> None:
        """Keep an answer."""
        ...
