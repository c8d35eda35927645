"""Facts to be told, mails owed, and the secure links in them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from attrs import frozen

from conseillers_application.letters import LedgerRow, Letter, LetterQuery, LetterState, RefusedAddress, Stage
from conseillers_domain.events import Fact


class Outbox(Protocol):
    """The facts to be told: kept in the transaction they belong to, handed to the reactions afterwards."""

    def put(self, fact: Fact) -> str:
        """Keep a fact, to be reacted to once the transaction is done; its id."""
        ...

    def get(self, fact_id: str) -> Fact:
        """Raises NotFound."""
        ...

    def several(self, fact_ids: Collection[str]) -> Mapping[str, Fact]:
        """These facts, by their ids; an unknown one is left out."""
        ...


class Letters(Protocol):
    """The mails owed."""

    def queue(self, letter: Letter) -> bool:
        """Owe a letter, to be sent from `not_before` on; False when it is owed or waits already."""
        ...

    def get(self, letter_id: str) -> Letter:
        """Raises NotFound."""
        ...

    def save(self, letter: Letter) -> None:
        """Keep how far it got."""
        ...

    def put_back(self, letter: Letter) -> None:
        """Let a letter that could not leave wait again; one queued meanwhile under its name is needless."""
        ...

    def queue_again(self, letter: Letter) -> None:
        """Put it back, and have it sent from `not_before` on."""
        ...

    def followed(self, letter: Letter) -> bool:
        """Whether one was owed under the same name since, which is not needless."""
        ...

    def unsent(self) -> Mapping[LetterState, int]:
        """How many letters somebody may have to look at: every state of `UNSENT`, zeros included."""
        ...


class Ledger(Protocol):
    """The mails owed, as those who look after them count and list them."""

    def counts(self) -> Mapping[Stage, int]:
        """How many letters are at each stage."""
        ...

    def page(self, query: LetterQuery) -> tuple[LedgerRow, ...]:
        """Those asked for, latest owed first."""
        ...

    def overdue(self, since: datetime, after: str, limit: int) -> tuple[Letter, ...]:
        """Those that should have left by then, and of which nothing was said since, oldest owed first.

        `after`: the id of the letter before the first.
        """
        ...

    def several(self, letter_ids: Collection[str]) -> Mapping[str, Letter]:
        """These letters, by their ids; an unknown one is left out."""
        ...

    def written_to(self, address_key: str, state: LetterState, limit: int) -> tuple[Letter, ...]:
        """Those last written to that address that are in that state, latest owed first."""
        ...


class RefusedAddresses(Protocol):
    """The addresses that nothing reaches, by their keys, until somebody says they do."""

    def mark(self, refused: RefusedAddress) -> bool:
        """Keep one; False for an address marked already, which stays as it was."""
        ...

    def find(self, key: str) -> RefusedAddress | None:
        """What is known of that address, None when nothing says it is refused."""
        ...

    def lift(self, key: str) -> bool:
        """Forget that it was refused; False when it was not."""
        ...

    def page(self, after: tuple[datetime, str] | None, limit: int) -> tuple[RefusedAddress, ...]:
        """Those after that instant and key, latest first."""
        ...

    def count(self) -> int:
        """How many there are."""
        ...


@frozen(kw_only=True)
class NeedLink:
    """A secure link in a mail: for one team and one need, until it expires or is revoked (CGU 4.3.B)."""

    need: str
    team: str
    expires_at: datetime
    revoked_at: datetime | None = None

    def serves(self, at: datetime) -> bool:
        """Whether it still leads anywhere."""
        return self.revoked_at is None and at < self.expires_at


class Links(Protocol):
    """The secure links given out, by the hash of their token: the token itself is nowhere."""

    def add(self, token_hash: str, link: NeedLink) -> None:
        """Keep a link."""
        ...

    def find(self, token_hash: str) -> NeedLink | None:
        """The link of that token, None when there is none."""
        ...

    def revoke(self, need: str, team: str, at: datetime) -> None:
        """Let the links of that team to that need serve no more; those made from now on do."""
        ...
