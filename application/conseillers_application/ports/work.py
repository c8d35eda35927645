"""A transaction and all that may be reached in it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from attrs import frozen

from conseillers_application.ports.account_changes import AccountChanges, DirectionDecisions
from conseillers_application.ports.allowances import Allowances
from conseillers_application.ports.baskets import BasketHistory, Baskets
from conseillers_application.ports.clock import Dues, Hands, Loads, Milestones
from conseillers_application.ports.correspondence import Ledger, Letters, Links, Outbox, RefusedAddresses
from conseillers_application.ports.drafts import Drafts
from conseillers_application.ports.figures import Exports, Lives
from conseillers_application.ports.incidents import IncidentLists, Incidents
from conseillers_application.ports.joining import (
    AccessRequests,
    InvitationLists,
    Invitations,
    InvitationTokens,
    TermsAcceptances,
)
from conseillers_application.ports.journal import Chain, Journal
from conseillers_application.ports.needs import DemandLists, Demands, Needs
from conseillers_application.ports.people import Accounts, Replies, Sessions
from conseillers_application.ports.persons import PersonMeasures, Persons
from conseillers_application.ports.published import Catalogues, Directories, Geographies, Maintenances
from conseillers_application.ports.retention import Retention, RetentionRuns
from conseillers_application.ports.signing_in import (
    Holds,
    OpenSessions,
    PasswordResets,
    Places,
    SecondFactors,
)
from conseillers_application.ports.surveys import Surveys
from conseillers_application.ports.tasks import CompanyAnswers, StaffTasks, TaskLists
from conseillers_application.ports.threads import Threads
from conseillers_application.ports.triage import Referrals, SpamList, Templates, Traces
from conseillers_domain.routing import Routing


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
    def demand_lists(self) -> DemandLists:
        """The same, as staff finds them."""
        ...

    @property
    def templates(self) -> Templates:
        """What staff writes to companies."""
        ...

    @property
    def spam(self) -> SpamList:
        """Whose demands are unwanted."""
        ...

    @property
    def needs(self) -> Needs:
        """What advisors work on."""
        ...

    @property
    def referrals(self) -> Referrals:
        """The same, team by team."""
        ...

    @property
    def traces(self) -> Traces:
        """What was done with both, by whom and why."""
        ...

    @property
    def threads(self) -> Threads:
        """What they tell one another of them."""
        ...

    @property
    def surveys(self) -> Surveys:
        """What the help was worth to companies."""
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
    def account_changes(self) -> AccountChanges:
        """What was done to them."""
        ...

    @property
    def direction_decisions(self) -> DirectionDecisions:
        """What the direction decided of them."""
        ...

    @property
    def incidents(self) -> Incidents:
        """What went wrong."""
        ...

    @property
    def incident_lists(self) -> IncidentLists:
        """The same, listed and watched."""
        ...

    @property
    def access_requests(self) -> AccessRequests:
        """Who asks to."""
        ...

    @property
    def invitations(self) -> Invitations:
        """Who is invited to."""
        ...

    @property
    def invitation_lists(self) -> InvitationLists:
        """The same, as staff finds them."""
        ...

    @property
    def invitation_tokens(self) -> InvitationTokens:
        """By which links."""
        ...

    @property
    def terms_acceptances(self) -> TermsAcceptances:
        """Who accepted which terms."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        ...

    @property
    def open_sessions(self) -> OpenSessions:
        """The same, as their holders see them."""
        ...

    @property
    def holds(self) -> Holds:
        """Who failed to sign in."""
        ...

    @property
    def allowances(self) -> Allowances:
        """How often things were done lately."""
        ...

    @property
    def places(self) -> Places:
        """Where people sign in from."""
        ...

    @property
    def second_factors(self) -> SecondFactors:
        """What they are asked besides a password."""
        ...

    @property
    def password_resets(self) -> PasswordResets:
        """The passwords they forgot."""
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
    def staff_tasks(self) -> StaffTasks:
        """What those who run the service have to do."""
        ...

    @property
    def task_lists(self) -> TaskLists:
        """The same, counted, listed and shared out."""
        ...

    @property
    def company_answers(self) -> CompanyAnswers:
        """The answers owed to companies."""
        ...

    @property
    def maintenance(self) -> Maintenances:
        """Whether people may write."""
        ...

    @property
    def milestones(self) -> Milestones:
        """What is done once only."""
        ...

    @property
    def hands(self) -> Hands:
        """How far the lines of the clock have read."""
        ...

    @property
    def dues(self) -> Dues:
        """What has become due."""
        ...

    @property
    def baskets(self) -> Baskets:
        """What staff looks at."""
        ...

    @property
    def basket_history(self) -> BasketHistory:
        """What was in baskets, and what staff did with it."""
        ...

    @property
    def drafts(self) -> Drafts:
        """What companies typed so far."""
        ...

    @property
    def loads(self) -> Loads:
        """What waits for teams."""
        ...

    @property
    def lives(self) -> Lives:
        """What figures are counted from."""
        ...

    @property
    def exports(self) -> Exports:
        """The files made of them."""
        ...

    @property
    def journal(self) -> Journal:
        """Who did what, and who read which need."""
        ...

    @property
    def chain(self) -> Chain:
        """What shows that none of it was touched since."""
        ...

    @property
    def persons(self) -> Persons:
        """The same, by person."""
        ...

    @property
    def person_measures(self) -> PersonMeasures:
        """What they asked to be done with it."""
        ...

    @property
    def retention(self) -> Retention:
        """What is kept of persons."""
        ...

    @property
    def retention_runs(self) -> RetentionRuns:
        """What was forgotten of it."""
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
