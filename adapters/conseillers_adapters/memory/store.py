"""One transaction a unit of work, in memory: all of it is kept, its tasks included, or nothing is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Final

from attrs import define, field, frozen

from conseillers_adapters.memory.account_changes import MemoryAccountChanges, MemoryDirectionDecisions
from conseillers_adapters.memory.agenda import MemoryAgenda
from conseillers_adapters.memory.allowances import MemoryAllowances, Spent
from conseillers_adapters.memory.baskets import MemoryBasketHistory, MemoryBaskets
from conseillers_adapters.memory.clock import (
    KeptMilestone,
    MemoryDues,
    MemoryHands,
    MemoryLoads,
    MemoryMilestones,
)
from conseillers_adapters.memory.correspondence import (
    KeptFact,
    MemoryLedger,
    MemoryLetters,
    MemoryLinks,
    MemoryOutbox,
    MemoryRefusedAddresses,
)
from conseillers_adapters.memory.demands import MemoryDemandLists, MemoryDemands
from conseillers_adapters.memory.drafts import MemoryDrafts
from conseillers_adapters.memory.exports import KeptFile, MemoryExports
from conseillers_adapters.memory.geographies import MemoryGeographies
from conseillers_adapters.memory.inbox import MemoryInbox
from conseillers_adapters.memory.incidents import MemoryIncidentLists, MemoryIncidents
from conseillers_adapters.memory.joining import (
    KeptAcceptance,
    KeptToken,
    MemoryAccessRequests,
    MemoryInvitationLists,
    MemoryInvitations,
    MemoryInvitationTokens,
    MemoryTermsAcceptances,
)
from conseillers_adapters.memory.journal import MemoryChain, MemoryJournal
from conseillers_adapters.memory.lives import MemoryLives
from conseillers_adapters.memory.maintenance import MemoryMaintenances
from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.people import KeptReply, MemoryAccounts, MemoryReplies, MemorySessions
from conseillers_adapters.memory.persons import KeptMeasure, MemoryPersonMeasures, MemoryPersons
from conseillers_adapters.memory.published import KeptDirectory, MemoryCatalogues, MemoryDirectories
from conseillers_adapters.memory.retention import MemoryRetention, MemoryRetentionRuns
from conseillers_adapters.memory.shelves import State, draft_of, sealed
from conseillers_adapters.memory.signing_in import (
    MemoryHolds,
    MemoryOpenSessions,
    MemoryPasswordResets,
    MemoryPlaces,
    MemorySecondFactors,
)
from conseillers_adapters.memory.surveys import MemorySurveys
from conseillers_adapters.memory.tasks import MemoryCompanyAnswers, MemoryStaffTasks, MemoryTaskLists
from conseillers_adapters.memory.threads import MemoryThreads
from conseillers_adapters.memory.triage import MemoryReferrals, MemorySpamList, MemoryTemplates, MemoryTraces
from conseillers_application.exports import Export
from conseillers_application.letters import Letter, RefusedAddress
from conseillers_application.ports import (
    Due,
    GeographyVersion,
    Ids,
    NeedLink,
    PasswordReset,
    Place,
    RetentionRun,
    SecondFactor,
    Session,
    Task,
    Unwanted,
)
from conseillers_domain.access_request import AccessRequest
from conseillers_domain.account_changes import AccountChange
from conseillers_domain.accounts import Account
from conseillers_domain.basket import Action, Stay
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.decisions_of_direction import DirectionDecision
from conseillers_domain.demand import Demand
from conseillers_domain.draft import Draft
from conseillers_domain.geography_document import GeographyDocument
from conseillers_domain.holding_off import Hold
from conseillers_domain.incident import Incident
from conseillers_domain.invitation import Invitation
from conseillers_domain.journal import Kept, Sealed, SignedEnd
from conseillers_domain.maintenance import Maintenance
from conseillers_domain.staff_task import StaffTask
from conseillers_domain.survey import Survey
from conseillers_domain.templates import Template
from conseillers_domain.territory import Geography
from conseillers_domain.thread import Comment
from conseillers_domain.traces import Trace

KINDS: Final = (
    Account,
    AccountChange,
    Action,
    Catalogue,
    CompanyAnswer,
    Comment,
    Demand,
    DirectionDecision,
    Export,
    Draft,
    Due,
    GeographyDocument,
    GeographyVersion,
    Hold,
    Spent,
    Incident,
    KeptDirectory,
    KeptFact,
    KeptFile,
    KeptMeasure,
    KeptMilestone,
    KeptNeed,
    Kept,
    KeptReply,
    Letter,
    Maintenance,
    NeedLink,
    PasswordReset,
    Place,
    RefusedAddress,
    RetentionRun,
    Sealed,
    SecondFactor,
    Session,
    SignedEnd,
    StaffTask,
    Survey,
    Template,
    Trace,
    Unwanted,
    Stay,
    AccessRequest,
    Invitation,
    KeptToken,
    KeptAcceptance,
)
PutOff = Callable[[Sequence[Task]], None]


@frozen
class MemoryWork:
    """What is done in one transaction, on one state."""

    outbox: MemoryOutbox
    letters: MemoryLetters
    ledger: MemoryLedger
    refused_addresses: MemoryRefusedAddresses
    demands: MemoryDemands
    demand_lists: MemoryDemandLists
    templates: MemoryTemplates
    spam: MemorySpamList
    needs: MemoryInbox
    referrals: MemoryReferrals
    traces: MemoryTraces
    threads: MemoryThreads
    surveys: MemorySurveys
    links: MemoryLinks
    accounts: MemoryAccounts
    account_changes: MemoryAccountChanges
    direction_decisions: MemoryDirectionDecisions
    incidents: MemoryIncidents
    incident_lists: MemoryIncidentLists
    access_requests: MemoryAccessRequests
    invitations: MemoryInvitations
    invitation_lists: MemoryInvitationLists
    invitation_tokens: MemoryInvitationTokens
    terms_acceptances: MemoryTermsAcceptances
    sessions: MemorySessions
    open_sessions: MemoryOpenSessions
    holds: MemoryHolds
    allowances: MemoryAllowances
    places: MemoryPlaces
    second_factors: MemorySecondFactors
    password_resets: MemoryPasswordResets
    replies: MemoryReplies
    directories: MemoryDirectories
    catalogues: MemoryCatalogues
    geographies: MemoryGeographies
    maintenance: MemoryMaintenances
    milestones: MemoryMilestones
    hands: MemoryHands
    dues: MemoryDues
    loads: MemoryLoads
    drafts: MemoryDrafts
    baskets: MemoryBaskets
    basket_history: MemoryBasketHistory
    lives: MemoryLives
    exports: MemoryExports
    journal: MemoryJournal
    chain: MemoryChain
    persons: MemoryPersons
    person_measures: MemoryPersonMeasures
    retention: MemoryRetention
    retention_runs: MemoryRetentionRuns
    staff_tasks: MemoryStaffTasks
    task_lists: MemoryTaskLists
    company_answers: MemoryCompanyAnswers


@define(eq=False, kw_only=True)
class MemoryStore:
    """Opens transactions on a state in memory; `begin` to write, one at a time, `read` to read only.

    `delivered`: the catalogue, and `packaged` the territories, that are there before any others.
    `put_off`: takes the tasks of a transaction once it is done; `agenda` does unless one is given.
    `patience`: seconds a writer waits for the one before it.
    """

    new_id: Ids
    delivered: Catalogue
    packaged: Callable[[], Geography]
    agenda: MemoryAgenda = field(factory=MemoryAgenda)
    put_off: PutOff = field()
    patience: float = 10.0
    _state: State = field(init=False, factory=lambda: {kind: {} for kind in KINDS})
    _writing: Lock = field(init=False, factory=Lock)

    @put_off.default
    def _in_the_agenda(self) -> PutOff:
        return self.agenda.put_off

    def begin(self) -> AbstractContextManager[MemoryWork]:
        """A transaction that may write: kept on leaving, undone on raising.

        Raises TimeoutError when another one does not end.
        """
        return self._begun()

    def note(self) -> AbstractContextManager[MemoryWork]:
        """The same, for what may be done again."""
        return self._begun()

    def read(self) -> AbstractContextManager[MemoryWork]:
        """A transaction that reads one consistent state; writing raises TypeError."""
        return self._read()

    @contextmanager
    def _begun(self) -> Iterator[MemoryWork]:
        if not self._writing.acquire(timeout=self.patience):
            raise TimeoutError("another transaction is open")
        try:
            before = self._state
            after = draft_of(before)
            work = self._work(after, before)
            yield work
            # Kept before its tasks are told, so that who does them at once finds it.
            self._state = after
            try:
                self._tell(work)
            except BaseException:
                self._state = before
                raise
        finally:
            self._writing.release()

    def _tell(self, work: MemoryWork) -> None:
        if work.outbox.tasks:
            self.put_off(tuple(work.outbox.tasks))

    @contextmanager
    def _read(self) -> Iterator[MemoryWork]:
        state = sealed(self._state)
        yield self._work(state, state)

    def _work(self, state: State, before: State) -> MemoryWork:
        tasks: list[Task] = []
        outbox = MemoryOutbox(state, self.new_id, tasks)
        return MemoryWork(
            outbox=outbox,
            letters=MemoryLetters(state, tasks),
            ledger=MemoryLedger(state),
            refused_addresses=MemoryRefusedAddresses(state),
            demands=MemoryDemands(state),
            demand_lists=MemoryDemandLists(state),
            templates=MemoryTemplates(state),
            spam=MemorySpamList(state),
            needs=MemoryInbox(state),
            threads=MemoryThreads(state),
            surveys=MemorySurveys(state),
            referrals=MemoryReferrals(state),
            traces=MemoryTraces(state),
            links=MemoryLinks(state),
            accounts=MemoryAccounts(state),
            access_requests=MemoryAccessRequests(state),
            invitations=MemoryInvitations(state),
            invitation_lists=MemoryInvitationLists(state),
            invitation_tokens=MemoryInvitationTokens(state),
            terms_acceptances=MemoryTermsAcceptances(state),
            account_changes=MemoryAccountChanges(state),
            direction_decisions=MemoryDirectionDecisions(state),
            incidents=MemoryIncidents(state),
            incident_lists=MemoryIncidentLists(state),
            sessions=MemorySessions(state),
            open_sessions=MemoryOpenSessions(state),
            holds=MemoryHolds(state),
            allowances=MemoryAllowances(state),
            places=MemoryPlaces(state),
            second_factors=MemorySecondFactors(state),
            password_resets=MemoryPasswordResets(state),
            replies=MemoryReplies(state),
            directories=MemoryDirectories(state),
            catalogues=MemoryCatalogues(state, self.delivered),
            geographies=MemoryGeographies(state, self.packaged),
            maintenance=MemoryMaintenances(state),
            staff_tasks=MemoryStaffTasks(state),
            task_lists=MemoryTaskLists(state),
            company_answers=MemoryCompanyAnswers(state),
            lives=MemoryLives(state),
            exports=MemoryExports(state),
            journal=MemoryJournal(state, before, outbox),
            chain=MemoryChain(state),
            persons=MemoryPersons(state),
            person_measures=MemoryPersonMeasures(state),
            retention=MemoryRetention(state),
            retention_runs=MemoryRetentionRuns(state),
            milestones=MemoryMilestones(state),
            hands=MemoryHands(state),
            dues=MemoryDues(state),
            loads=MemoryLoads(state),
            drafts=MemoryDrafts(state),
            baskets=MemoryBaskets(state),
            basket_history=MemoryBasketHistory(state),
        )
