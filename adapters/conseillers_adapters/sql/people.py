"""Accounts, sessions and kept answers, in tables."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from attrs import frozen
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import AnyRow, account_of, account_values, stored, to_json
from conseillers_adapters.sql.tables import accounts, instant, replies, sessions
from conseillers_adapters.sql.turns import take_turn
from conseillers_application.ports import Reply, Session
from conseillers_application.repeats import REPLIES_KEPT
from conseillers_domain.accounts import Account
from conseillers_domain.errors import Conflict, NotFound

UNKNOWN = "Ce compte n’existe pas."

AT_ONCE: Final = 500
"""Addresses asked about in one statement: servers bound how many values one may have."""

_ADD = insert(accounts)
_SAVE = update(accounts).where(accounts.c.id == bindparam("same_id"))
_GET = select(accounts).where(accounts.c.id == bindparam("id"))
_BY_EMAIL = select(accounts).where(accounts.c.email_key == bindparam("email_key"))
_KNOWN = select(accounts.c.email_key).where(accounts.c.email_key.in_(bindparam("emails", expanding=True)))
_NAMES = select(accounts.c.id, accounts.c.name).where(accounts.c.id.in_(bindparam("ids", expanding=True)))
_OPEN = insert(sessions)
_SESSION = (
    select(sessions.c.opened_at, sessions.c.expires_at, sessions.c.seen_at, sessions.c.network, accounts)
    .join(accounts, accounts.c.id == sessions.c.account)
    .where(sessions.c.token_hash == bindparam("token_hash"))
)
_OVER = delete(sessions).where(sessions.c.expires_at <= bindparam("now"))
_CLOSE = delete(sessions).where(sessions.c.token_hash == bindparam("token_hash"))
_CLOSE_ALL = delete(sessions).where(
    sessions.c.account == bindparam("account_id"), sessions.c.token_hash != bindparam("but")
)
_KEEP = insert(replies)
_REPLY = select(replies).where(replies.c.key == bindparam("key"), replies.c.at >= bindparam("since"))
_FORGET = delete(replies).where((replies.c.key == bindparam("key")) | (replies.c.at < bindparam("too_old")))


@frozen
class SqlAccounts:
    """The people who sign in, kept in a database."""

    connection: Line

    def add(self, account: Account) -> None:
        """Keep a new account. Raises Conflict when the e-mail has one already."""
        self._must_be_free(account)
        self.connection.execute(_ADD, account_values(account))

    def save(self, account: Account) -> None:
        """Keep a changed account. Raises NotFound, or Conflict when the e-mail has another account."""
        self._must_be_free(account)
        saved = self.connection.execute(_SAVE, {**account_values(account), "same_id": account.id})
        if saved.rowcount != 1:
            raise NotFound(UNKNOWN)

    def get(self, account_id: str) -> Account:
        """Raises NotFound."""
        row = self.connection.execute(_GET, {"id": account_id}).one_or_none()
        if row is None:
            raise NotFound(UNKNOWN)
        return account_of(row)

    def by_email(self, email: str) -> Account | None:
        """The account of that address, whatever its case."""
        row = self.connection.execute(_BY_EMAIL, {"email_key": email.lower()}).one_or_none()
        return None if row is None else account_of(row)

    def known(self, emails: frozenset[str]) -> frozenset[str]:
        """Those of these addresses, in small letters, that have an account."""
        return frozenset(
            row.email_key
            for block in in_blocks(emails)
            for row in self.connection.execute(_KNOWN, {"emails": block})
        )

    def names(self, account_ids: frozenset[str]) -> Mapping[str, str]:
        """The names of these people, those that are known."""
        found = self.connection.execute(_NAMES, {"ids": sorted(account_ids)})
        return {row.id: row.name for row in found}

    def _must_be_free(self, account: Account) -> None:
        take_turn(self.connection, account.email.lower())
        holder = self.by_email(account.email)
        if holder is not None and holder.id != account.id:
            raise Conflict(f"L’adresse « {account.email} » a déjà un compte.", code="account_exists")


def in_blocks(emails: frozenset[str]) -> Iterator[list[str]]:
    """As many addresses as one statement may ask about, then the next ones."""
    every = sorted(emails)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))


@frozen
class SqlSessions:
    """Who is signed in, kept in a database."""

    connection: Line

    def open(self, token_hash: str, session: Session) -> None:
        """Keep a session; those whose time is over make room."""
        self.connection.execute(_OVER, {"now": stored(session.opened_at)})
        self.connection.execute(
            _OPEN,
            {
                "token_hash": token_hash,
                "account": session.account,
                "opened_at": stored(session.opened_at),
                "expires_at": stored(session.expires_at),
                "seen_at": stored(session.seen_at),
                "network": session.network,
            },
        )

    def find(self, token_hash: str) -> tuple[Session, Account] | None:
        """The session and its account, None when there is none."""
        row = self.connection.execute(_SESSION, {"token_hash": token_hash}).one_or_none()
        if row is None:
            return None
        return session_of(row, row.id), account_of(row)

    def close(self, token_hash: str) -> None:
        """End a session; one that does not exist is closed already."""
        self.connection.execute(_CLOSE, {"token_hash": token_hash})

    def close_all(self, account_id: str, *, but: str | None = None) -> None:
        """End every session of an account, but the one of that token's hash."""
        self.connection.execute(_CLOSE_ALL, {"account_id": account_id, "but": but or ""})


def session_of(row: AnyRow, account: str) -> Session:
    """The session of a row; those that a version before opened do not say when they were used."""
    return Session(
        account=account,
        opened_at=instant(row.opened_at),
        expires_at=instant(row.expires_at),
        seen_at=instant(row.seen_at or row.opened_at),
        network=row.network or "",
    )


@frozen
class SqlReplies:
    """The answers kept for a day, in a database; `writing`: the same request, sent twice, waits."""

    connection: Line
    writing: bool

    def find(self, key: str, since: datetime) -> Reply | None:
        """The answer kept under this key since then."""
        if self.writing:
            take_turn(self.connection, key)
        row = self.connection.execute(_REPLY, {"key": key, "since": stored(since)}).one_or_none()
        return None if row is None else Reply(digest=row.digest, answer=json.loads(row.answer))

    def keep(self, key: str, reply: Reply, at: datetime) -> None:
        """Keep an answer; the one kept under this key before, and those too old to serve, make room."""
        try:
            self.connection.execute(_FORGET, {"key": key, "too_old": stored(at - REPLIES_KEPT)})
            self.connection.execute(
                _KEEP,
                {
                    "key": key,
                    "digest": reply.digest,
                    "answer": to_json(reply.answer),
                    "at": stored(at),
                },
            )
        except IntegrityError as same_instant:
            raise Conflict("La même demande arrive deux fois au même instant.") from same_instant
