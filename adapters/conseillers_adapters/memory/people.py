"""Accounts, sessions and kept answers, in memory."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime

from attrs import frozen

from conseillers_adapters.memory.shelves import JsonObject, Shelf, State
from conseillers_application.ports import Reply, Session
from conseillers_domain.accounts import Account
from conseillers_domain.errors import Conflict, NotFound


@frozen
class MemoryAccounts:
    """The people who sign in, kept in memory."""

    state: State

    @property
    def _accounts(self) -> Shelf[Account]:
        return Shelf(Account, self.state)

    def add(self, account: Account) -> None:
        """Keep a new account. Raises Conflict when the e-mail has one already."""
        self._must_be_free(account)
        self._accounts.add(account.id, account)

    def save(self, account: Account) -> None:
        """Keep a changed account. Raises NotFound, or Conflict when the e-mail has another account."""
        self.get(account.id)
        self._must_be_free(account)
        self._accounts.keep(account.id, account)

    def get(self, account_id: str) -> Account:
        """Raises NotFound."""
        account = self._accounts.find(account_id)
        if account is None:
            raise NotFound("Ce compte n’existe pas.")
        return account

    def by_email(self, email: str) -> Account | None:
        """The account of that address, whatever its case."""
        asked = email.lower()
        return next((one for one in self._accounts if one.email and one.email.lower() == asked), None)

    def known(self, emails: frozenset[str]) -> frozenset[str]:
        """Those of these addresses, in small letters, that have an account."""
        return emails & {account.email.lower() for account in self._accounts}

    def names(self, account_ids: frozenset[str]) -> Mapping[str, str]:
        """The names of these people, those that are known."""
        return {account.id: account.name for account in self._accounts if account.id in account_ids}

    def _must_be_free(self, account: Account) -> None:
        holder = self.by_email(account.email)
        if holder is not None and holder.id != account.id:
            raise Conflict(f"L’adresse « {account.email} » a déjà un compte.", code="account_exists")


@frozen
class MemorySessions:
    """Who is signed in, kept in memory."""

    state: State

    def open(self, token_hash: str, session: Session) -> None:
        """Keep a session."""
        Shelf(Account, self.state).must_hold(session.account)
        Shelf(Session, self.state).add(token_hash, session)

    def find(self, token_hash: str) -> tuple[Session, Account] | None:
        """The session and its account, None when there is none."""
        session = Shelf(Session, self.state).find(token_hash)
        if session is None:
            return None
        return session, MemoryAccounts(self.state).get(session.account)

    def close(self, token_hash: str) -> None:
        """End a session; one that does not exist is closed already."""
        Shelf(Session, self.state).drop(token_hash)

    def close_all(self, account_id: str, *, but: str | None = None) -> None:
        """End every session of an account, but the one of that token's hash."""
        shelf = Shelf(Session, self.state)
        for token_hash in shelf.texts.keys() - {but}:
            session = shelf.find(token_hash)
            if session is not None and session.account == account_id:
                shelf.drop(token_hash)


@frozen(kw_only=True)
class KeptReply:
    """An answer, and since when it is kept."""

    digest: str
    answer: JsonObject
    at: datetime


@frozen
class MemoryReplies:
    """The answers kept for a day, in memory."""

    state: State

    def find(self, key: str, since: datetime) -> Reply | None:
        """The answer kept under this key since then."""
        kept = Shelf(KeptReply, self.state).find(key)
        if kept is None or kept.at < since:
            return None
        # What was read lately is kept: who reads this one may change it.
        return Reply(digest=kept.digest, answer=deepcopy(kept.answer))

    def keep(self, key: str, reply: Reply, at: datetime) -> None:
        """Keep an answer; the one kept under this key before makes room."""
        Shelf(KeptReply, self.state).keep(key, KeptReply(digest=reply.digest, answer=reply.answer, at=at))
