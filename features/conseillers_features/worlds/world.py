"""What scenarios ask of a world, in the words of the domain; refusals are those of the domain's errors."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol, TypeAlias

from attrs import frozen

from conseillers_application.baskets import BasketItem
from conseillers_application.explain_routing import DecisionTold
from conseillers_application.figure_views import FiguresPage, FiguresRequest
from conseillers_application.ledger import MailLine
from conseillers_application.letters import Stage
from conseillers_application.ports import DirectoryVersion
from conseillers_application.read_figures import Whose
from conseillers_application.read_inbox import InboxRequest
from conseillers_application.read_journal import AccessLine
from conseillers_application.refused_addresses import RefusedAddressLine
from conseillers_application.replay_routing import Replay
from conseillers_application.task_views import CompanyAnswerView, TaskPage
from conseillers_application.tasks import TaskRequest
from conseillers_application.try_directory import Tried
from conseillers_application.views import (
    CommentView,
    Eligibility,
    FollowUp,
    InboxPage,
    Receipt,
    ReferralView,
    Sheet,
)
from conseillers_domain.accounts import Role
from conseillers_domain.basket import Action, Basket, NewAction
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.comment_words import Correction, NewComment
from conseillers_domain.company import Establishment
from conseillers_domain.demand_form import DemandForm
from conseillers_domain.maintenance import Pause
from conseillers_domain.periods import Period
from conseillers_domain.position import Closing, NewPosition
from conseillers_features.worlds.ends import Ends
from conseillers_features.worlds.joining import Joining
from conseillers_features.worlds.persons import Persons
from conseillers_features.worlds.rights import Rights
from conseillers_features.worlds.triage import Triage
from conseillers_features.worlds.way_in import WayIn

Document: TypeAlias = Mapping[str, Any]
"""A JSON object, as it would travel."""

VISITOR: Final = None
"""Nobody in particular: the person who reads without being identified."""


@frozen(kw_only=True)
class Received:
    """A mail as its reader finds it; `text` is the part without markup, `files` what is attached by name."""

    to: str
    subject: str
    text: str
    message_id: str
    files: Mapping[str, str]


@frozen(kw_only=True)
class Said:
    """What came of a position: the referral as it now stands, and whether anything changed."""

    referral: ReferralView
    changed: bool


@frozen(kw_only=True)
class PublishedTexts:
    """What everybody may read before depositing; `version` is that of the terms."""

    version: str
    terms: str
    notice: str


class Surroundings(Protocol):
    """What goes on around the service: time, the register of companies, mails, and accidents."""

    def now(self) -> datetime:
        """The present instant."""
        ...

    def wait(self, duration: timedelta) -> None:
        """Let time pass; what was put off until then is done, and what is done at regular hours, once."""
        ...

    def register(self, establishment: Establishment) -> None:
        """The official register knows this establishment, as it is told here from now on."""
        ...

    def silence_register(self, *, silent: bool) -> None:
        """The official register stops answering, or answers again."""
        ...

    def stop_mail_server(self, *, stopped: bool) -> None:
        """The mail server takes nothing any more, or works again."""
        ...

    def refuse_mailbox(self, address: str, *, refused: bool) -> None:
        """The mail server says that this mailbox does not exist, or takes its mails again."""
        ...

    def kill(self) -> None:
        """The service dies with everything it had put off still to be done, then starts again."""
        ...

    def set(self, **settings: object) -> None:
        """The service is started again with these settings, by the names that its class gives them."""
        ...

    def mails(self) -> tuple[Received, ...]:
        """Every mail that left, oldest first; what is due now is done before."""
        ...

    def stored(self) -> str:
        """All that the service keeps, as whoever stole its database would read it."""
        ...


class Companies(Protocol):
    """What the representative of a company, or any visitor, may ask without an account."""

    def offer(self, landing: str) -> Mapping[str, tuple[str, ...]]:
        """The titles of the themes of a landing, each with those of its subjects."""
        ...

    def texts(self) -> PublishedTexts:
        """The terms of use and the information notice."""
        ...

    def would(self, form: DemandForm) -> Eligibility:
        """What would become of a demand."""
        ...

    def deposit(self, form: DemandForm) -> Receipt:
        """Deposit a demand."""
        ...

    def follow(self, receipt: Receipt) -> FollowUp:
        """Open the follow-up link of a demand."""
        ...

    def search_companies(self, text: str) -> tuple[str, ...]:
        """The names of the companies found."""
        ...


class Advisors(Protocol):
    """What those who answer companies do; `reader` is an e-mail, `VISITOR` for nobody."""

    def open_account(self, email: str, name: str, *roles: Role, branches: tuple[str, ...] = ()) -> None:
        """Open an account, whose holder accepts the terms in force; `branches`: those they manage."""
        ...

    def sign_in(self, email: str, password: str) -> None:
        """Try to identify oneself."""
        ...

    def proofs(self, email: str) -> tuple[str, ...]:
        """What somebody who is signed in shows that they are: a password, then a session."""
        ...

    def inbox(self, reader: str | None, request: InboxRequest) -> InboxPage:
        """One page of « Besoins reçus »."""
        ...

    def sheet(self, reader: str | None, need: str) -> Sheet:
        """Open a need sheet."""
        ...

    def open_link(self, reader: str | None, url: str) -> Sheet:
        """Open the link of a mail."""
        ...

    def say(self, reader: str, need: str, team: str, new: NewPosition, *, read_at: int | None = None) -> Said:
        """Take a position; `read_at` is the version of the sheet it was decided on."""
        ...

    def correct_closing(self, reader: str, need: str, team: str, closing: Closing) -> Said:
        """Put better words on a team's closing."""
        ...


class Threads(Protocol):
    """What those who answer companies tell one another of a need."""

    def thread(self, reader: str | None, need: str) -> tuple[CommentView, ...]:
        """The thread of a need, latest comment first."""
        ...

    def write(self, reader: str | None, need: str, new: NewComment) -> CommentView:
        """Write in it."""
        ...

    def correct(self, reader: str, need: str, comment: str, correction: Correction) -> CommentView:
        """Change a comment, by its id."""
        ...

    def withdraw(self, reader: str, need: str, comment: str) -> CommentView:
        """Take it back."""
        ...

    def appointment_file(self, reader: str, need: str, comment: str) -> str:
        """The calendar file of an appointment."""
        ...


class Staff(Protocol):
    """What those who run the service do."""

    @property
    def staff(self) -> str:
        """The e-mail of somebody who runs the service."""
        ...

    def catalogue(self) -> Catalogue:
        """The whole catalogue."""
        ...

    def publish_catalogue(self, catalogue: Catalogue) -> None:
        """Replace the catalogue."""
        ...

    def suspend(self, email: str) -> None:
        """Shut somebody's account out, for security."""
        ...

    def lift(self, email: str) -> None:
        """Let it in again."""
        ...

    def tasks(self, reader: str, request: TaskRequest) -> TaskPage:
        """What staff has to do."""
        ...

    def assign(self, task: str, owner: str) -> None:
        """Give a task to somebody of staff, by the e-mail of their account."""
        ...

    def answer(self, reader: str, need: str) -> CompanyAnswerView:
        """The answer that a company is owed, or was sent."""
        ...

    def word_answer(
        self, reader: str, need: str, text: str, *, read_at: int | None = None
    ) -> CompanyAnswerView:
        """Put it in other words; `read_at` is the version of it they were decided on."""
        ...

    def send_answer(self, reader: str, need: str) -> CompanyAnswerView:
        """Send it as it is worded."""
        ...


class Directories(Protocol):
    """What staff does with the directory; `force` is the reason to leave past needs to nobody."""

    def directory(self) -> Document:
        """The directory in force."""
        ...

    def publish_directory(self, document: Document, *, force: str | None = None) -> None:
        """Replace it by this document."""
        ...

    def change_directory(self, change: Document, *, force: str | None = None) -> None:
        """Put these parts in it, and leave the rest."""
        ...

    def try_directory(self, change: Document) -> Tried:
        """What these parts would have made of past needs; nothing changes."""
        ...

    def directory_versions(self) -> tuple[DirectoryVersion, ...]:
        """The versions published, latest first."""
        ...

    def restore_directory(self, version: str) -> None:
        """Bring an earlier version back."""
        ...


class Decisions(Protocol):
    """What staff asks of routing."""

    def simulate(self, request: Document) -> Document:
        """Route a demand that nobody deposits."""
        ...

    def decision(self, reader: str | None, need: str) -> DecisionTold:
        """The decision kept with a need, each verdict with its reason."""
        ...

    def replay(self, period: Period) -> Replay:
        """Take the decisions of these days again."""
        ...


class Operators(Protocol):
    """What those who run the machines do; `reader`: who asks for it, one of them or not."""

    @property
    def operator(self) -> str:
        """The e-mail of somebody who runs the machines."""
        ...

    def pause(self, reader: str, pause: Pause) -> None:
        """Pause the service."""
        ...

    def reopen(self, reader: str) -> None:
        """Open it again."""
        ...


class Correspondence(Protocol):
    """What those who look after mails do: staff of addresses, an operator of mails."""

    def refused_addresses(self) -> tuple[RefusedAddressLine, ...]:
        """The addresses that nothing reaches."""
        ...

    def lift_refused_address(self, address: str) -> None:
        """Say that one is right, by its id."""
        ...

    def owed(self, stage: Stage) -> tuple[MailLine, ...]:
        """The mails at that stage, latest owed first."""
        ...

    def send_again(self, mail: str) -> None:
        """Have one sent again, by its id."""
        ...


class Baskets(Protocol):
    """What staff does to follow needs."""

    def basket(self, name: Basket) -> tuple[BasketItem, ...]:
        """What is in a basket."""
        ...

    def act_on_basket(self, name: Basket, new: NewAction) -> Action:
        """Remind a team, note something, put aside what is settled."""
        ...


class Staffed(Protocol):
    """What those who run the service do with demands."""

    @property
    def triage(self) -> Triage:
        """What they do, as they are signed in."""
        ...

    @property
    def joining(self) -> Joining:
        """How people come to have an account, and to act under the terms."""
        ...


class Ending(Protocol):
    """What is done to accounts, and what becomes of incidents."""

    @property
    def ends(self) -> Ends:
        """What staff, the direction and advisors do."""
        ...

    @property
    def persons(self) -> Persons:
        """What is kept of them, and what they ask to be done with it."""
        ...


class Reaching(Protocol):
    """How far people reach."""

    @property
    def rights(self) -> Rights:
        """What they reach for."""
        ...


class Journals(Protocol):
    """What the service remembers of who did what."""

    def readings(self, reader: str, need: str) -> tuple[AccessLine, ...]:
        """Who read a need sheet, latest first."""
        ...


class Entered(Protocol):
    """What people do to sign in."""

    @property
    def way_in(self) -> WayIn:
        """What they do, device by device."""
        ...


class Statistics(Protocol):
    """What the service tells of itself, and all that it asks of a company."""

    def figures(self, reader: str | None, whose: Whose | None, request: FiguresRequest) -> FiguresPage:
        """The figures of somebody, or of everything as staff reads them (`whose` is None)."""
        ...

    def asked_of_companies(self) -> frozenset[str]:
        """The names of all that a deposit may say."""
        ...


class World(
    Surroundings,
    Companies,
    Advisors,
    Threads,
    Staff,
    Directories,
    Decisions,
    Operators,
    Correspondence,
    Ending,
    Reaching,
    Journals,
    Statistics,
    Staffed,
    Entered,
    Baskets,
    Protocol,
):
    """A whole service, its surroundings included, empty but for the delivered catalogue."""
