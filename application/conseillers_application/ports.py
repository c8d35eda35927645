"""The ports: what the use cases need of the outside world, in the words of the domain."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from attrs import frozen

from conseillers_application.decisions import KeptDecision
from conseillers_application.letters import (
    LedgerRow,
    Letter,
    LetterQuery,
    LetterState,
    RefusedAddress,
    Stage,
)
from conseillers_application.mails import Mail
from conseillers_application.views import InboxQuery, InboxRow
from conseillers_domain.accounts import Account
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.company import Establishment, Siret
from conseillers_domain.demand import Demand, PastDemand
from conseillers_domain.demand_form import ContactRules
from conseillers_domain.events import Fact
from conseillers_domain.geography_document import GeographyDocument
from conseillers_domain.maintenance import Maintenance
from conseillers_domain.need import Need, Tab
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Routing
from conseillers_domain.territory import Commune, Geography
from conseillers_domain.what_if import PastNeed

Clock = Callable[[], datetime]
"""The present instant, UTC."""

Ids = Callable[[], str]
"""A new identifier: a UUIDv7, so that what is younger sorts after."""


class Demands(Protocol):
    """What companies deposited."""

    def add(self, demand: Demand) -> None:
        """Keep a new demand."""
        ...

    def get(self, demand_id: str) -> Demand:
        """Raises NotFound."""
        ...

    def save(self, demand: Demand) -> Demand:
        """Keep a changed demand. Raises Conflict when somebody saved it since it was read."""
        ...

    def past(self, siret: Siret, email: str) -> tuple[PastDemand, ...]:
        """The demands of the same SIRET or the same e-mail, in any order."""
        ...


class Needs(Protocol):
    """The needs advisors work on, each with the routing decision it was born of."""

    def add(self, need: Need, demand: Demand, routing: Routing, commune_name: str | None) -> None:
        """Keep a new need, its decision, and what lists show and search of its demand."""
        ...

    def get(self, need_id: str) -> Need:
        """Raises NotFound."""
        ...

    def of_demand(self, demand_id: str) -> tuple[Need, ...]:
        """The needs a demand gave, oldest first."""
        ...

    def save(self, need: Need) -> Need:
        """Keep a changed need. Raises Conflict when somebody saved it since it was read."""
        ...

    def decision(self, need_id: str) -> KeptDecision:
        """The decision kept with a need. Raises NotFound."""
        ...

    def decisions(self, since: datetime, until: datetime) -> Iterable[tuple[str, KeptDecision]]:
        """The decisions of the needs created from one instant to another, that one left out, oldest first."""
        ...

    def past(
        self, since: datetime, until: datetime, subjects: frozenset[str] | None = None
    ) -> Iterable[PastNeed]:
        """What routing looked at in the needs created from one instant to another, oldest first.

        `subjects`: slugs; None: all.
        """
        ...

    def counts(self, query: InboxQuery) -> Mapping[Tab, int]:
        """How many needs each tab holds under the query's filters; a need is in one tab only."""
        ...

    def page(self, query: InboxQuery) -> tuple[InboxRow, ...]:
        """At most `limit` needs of the tab after `after`, latest sent first."""
        ...


class Outbox(Protocol):
    """The facts to be told: kept in the transaction they belong to, handed to the reactions afterwards."""

    def put(self, fact: Fact) -> str:
        """Keep a fact, to be reacted to once the transaction is done; its id."""
        ...

    def get(self, fact_id: str) -> Fact:
        """Raises NotFound."""
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

    def written_to(self, address_key: str, state: LetterState, limit: int) -> tuple[Letter, ...]:
        """Those last written to that address that are in that state, latest owed first."""
        ...


class RefusedAddresses(Protocol):
    """The addresses that nothing reaches, by their keys, until somebody says they do."""

    def mark(self, refused: RefusedAddress) -> None:
        """Keep one; an address marked already stays as it was."""
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
    """A secure link in a mail: for one team and one need, until it expires (CGU 4.3.B)."""

    need: str
    team: str
    expires_at: datetime


class Links(Protocol):
    """The secure links given out, by the hash of their token: the token itself is nowhere."""

    def add(self, token_hash: str, link: NeedLink) -> None:
        """Keep a link."""
        ...

    def find(self, token_hash: str) -> NeedLink | None:
        """The link of that token, None when there is none."""
        ...


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

    def names(self, account_ids: frozenset[str]) -> Mapping[str, str]:
        """The names of these people, those that are known."""
        ...


@frozen(kw_only=True)
class Session:
    """Somebody signed in; `account` is an id."""

    account: str
    opened_at: datetime
    expires_at: datetime


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

    def close_all(self, account_id: str) -> None:
        """End every session of an account."""
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


@frozen(kw_only=True)
class DirectoryVersion:
    """One state of the directory: its name, when it was published, by whom (an account's id) and why.

    `forced`: the reason given to publish it although it left past needs to nobody, None when it did not.
    """

    version: str
    at: datetime
    by: str
    why: str
    forced: str | None = None


class Directories(Protocol):
    """The directory in force and those before it, each with the accounts suspended at that time."""

    def current(self) -> RouteIndex:
        """The directory in force, ready for routing; an empty one before the first is published."""
        ...

    def at(self, version: str) -> RouteIndex:
        """The directory of that version, ready for routing. Raises NotFound."""
        ...

    def publish(self, index: RouteIndex, version: DirectoryVersion) -> None:
        """Make it the one in force, with who it says is suspended. Raises Conflict when it exists."""
        ...

    def version(self, version: str) -> DirectoryVersion:
        """When it was published, by whom and why. Raises NotFound."""
        ...

    def versions(
        self, *, before: str | None = None, limit: int | None = None
    ) -> tuple[DirectoryVersion, ...]:
        """The versions, latest first; those before one, at most so many."""
        ...

    def count(self) -> int:
        """How many versions there are."""
        ...


class Catalogues(Protocol):
    """The catalogue in force."""

    def current(self) -> Catalogue:
        """The one published last; the delivered one before any is."""
        ...

    def publish(self, catalogue: Catalogue, at: datetime) -> None:
        """Make it the one in force. Raises Conflict when that version exists, or a later one."""
        ...


@frozen(kw_only=True)
class GeographyVersion:
    """The territories of one year: their name, when they were imported and by whom (an account's id).

    Those that come with the service were not imported.
    """

    version: str
    at: datetime | None = None
    by: str | None = None

    @property
    def packaged(self) -> bool:
        """Whether they come with the service."""
        return self.at is None


class Geographies(Protocol):
    """The official territories of several years, side by side: the packaged ones, and those imported."""

    def add(self, document: GeographyDocument, *, at: datetime, by: str) -> None:
        """Keep one beside the others. Raises Conflict when its version exists, packaged or not."""
        ...

    def versions(self) -> tuple[GeographyVersion, ...]:
        """Every version, the packaged one among them; latest name first."""
        ...

    def get(self, version: str) -> Geography:
        """The territories of that version, prepared once a process. Raises NotFound."""
        ...


class Maintenances(Protocol):
    """Whether the service is paused."""

    def current(self) -> Maintenance | None:
        """The pause that goes on, None while the service is open."""
        ...

    def begin(self, maintenance: Maintenance) -> None:
        """Pause the service, or say something else of the pause that goes on."""
        ...

    def end(self) -> None:
        """Open it again; one that is open stays so."""
        ...


@frozen(kw_only=True)
class Task:
    """Something to be done once the transaction is: `name` says what, `subject` on which fact or letter."""

    name: str
    subject: str
    not_before: datetime


REACT = "react"
SEND_LETTER = "send_letter"


class Work(Protocol):
    """What is done in one transaction: all of it is kept, or nothing."""

    @property
    def demands(self) -> Demands:
        """What companies deposited."""
        ...

    @property
    def needs(self) -> Needs:
        """What advisors work on."""
        ...

    @property
    def outbox(self) -> Outbox:
        """The facts to be told."""
        ...

    @property
    def letters(self) -> Letters:
        """The mails owed."""
        ...

    @property
    def ledger(self) -> Ledger:
        """The same, counted and listed."""
        ...

    @property
    def refused_addresses(self) -> RefusedAddresses:
        """The addresses that nothing reaches."""
        ...

    @property
    def links(self) -> Links:
        """The secure links given out."""
        ...

    @property
    def accounts(self) -> Accounts:
        """Who may sign in."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        ...

    @property
    def replies(self) -> Replies:
        """The answers kept."""
        ...

    @property
    def directories(self) -> Directories:
        """Who is notified."""
        ...

    @property
    def catalogues(self) -> Catalogues:
        """What may be asked."""
        ...

    @property
    def geographies(self) -> Geographies:
        """Where companies may be."""
        ...

    @property
    def maintenance(self) -> Maintenances:
        """Whether people may write."""
        ...


NoteDecision = Callable[[Routing], None]
"""Told of the routing decision taken for a demand, once the demand is kept; it must not raise."""


def noted_by_nobody(_: Routing) -> None:
    """What a service does that counts nothing."""


UnitOfWork = Callable[[], AbstractContextManager[Work]]
"""Opens a transaction: committed on leaving, undone on raising.

Given as `begin`, to write; as `note`, to write what may be done again, which a power cut may undo; as `read`.
Raises StoreBusy, or OutcomeUnknown on leaving.
"""


class StoreBusy(Exception):  # noqa: N818 - the store is there, and busy
    """The transaction could not be done now. Nothing of it was kept: the whole may be asked again.

    `at_once`: it crossed another one, or lost its connection; otherwise waiting has been of no use.
    """

    def __init__(self, why: str, *, at_once: bool = False) -> None:
        """`why`: for logs, without a word of what was asked."""
        super().__init__(why)
        self.at_once = at_once


class StoreFull(StoreBusy):
    """There is no room left to keep anything; nothing of the transaction was kept."""


class OutcomeUnknown(Exception):  # noqa: N818 - nothing is known to be wrong
    """The connection was lost while the transaction was being kept: it was, whole, or not at all."""


class RegistrySilent(Exception):  # noqa: N818 - silence is a state of the registry, not a bug
    """No registry answered in time, or none that can be understood: nothing is known of the SIRET yet."""


class Registry(Protocol):
    """The official register of establishments."""

    def find(self, siret: Siret) -> Establishment | None:
        """What it says of a SIRET, None when it does not know it. Raises RegistrySilent, within 2 s."""
        ...

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """The establishments of that name, SIREN or SIRET. Raises RegistrySilent."""
        ...


class Post(Protocol):
    """Sends mails."""

    def send(self, mail: Mail) -> None:
        """Hand it over. Raises MailRefused (for good) or MailDelayed (to be tried again)."""
        ...


class Passwords(Protocol):
    """Keeps passwords as nobody can read them."""

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        ...

    def right(self, password: str, password_hash: str | None) -> bool:
        """Whether it is the one; takes as long when there is nothing to compare with."""
        ...


class Secrets(Protocol):
    """Makes and signs what only its holder may show."""

    def token(self) -> str:
        """256 random bits, safe in an address."""
        ...

    def hash(self, token: str) -> str:
        """What is kept of a token."""
        ...

    def sign(self, purpose: str, value: str) -> str:
        """The token that belongs to a value and this service alone, for that purpose."""
        ...

    def signed(self, purpose: str, value: str, token: str) -> bool:
        """Whether that token is the value's."""
        ...


class Contacts(ContactRules, Protocol):
    """Phone numbers and e-mail addresses: what is one, and how people read it."""

    def phone_in_pairs(self, number: str) -> str:
        """An E.164 number as people dial it."""
        ...


class CommuneSearch(Protocol):
    """Finds communes by what people type."""

    def __call__(self, query: str, limit: int = 10) -> tuple[Commune, ...]:
        """The communes of that name, postal code or code, best first."""
        ...
