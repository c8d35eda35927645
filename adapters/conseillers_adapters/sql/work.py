"""What is done in one transaction: each of its parts is made when it is asked for, and most are not."""

from collections.abc import Callable
from functools import cached_property

from attrs import frozen

from conseillers_adapters.sql.access_requests import SqlAccessRequests
from conseillers_adapters.sql.account_changes import SqlAccountChanges, SqlDirectionDecisions
from conseillers_adapters.sql.allowances import SqlAllowances
from conseillers_adapters.sql.baskets import SqlBasketHistory, SqlBaskets
from conseillers_adapters.sql.clock import SqlDues, SqlHands, SqlLoads, SqlMilestones
from conseillers_adapters.sql.correspondence import SqlLetters, SqlLinks, SqlOutbox
from conseillers_adapters.sql.demand_lists import SqlDemandLists
from conseillers_adapters.sql.demands import SqlDemands
from conseillers_adapters.sql.directories import Prepared, SqlDirectories
from conseillers_adapters.sql.drafts import SqlDrafts
from conseillers_adapters.sql.exports import SqlExports
from conseillers_adapters.sql.geographies import SqlGeographies
from conseillers_adapters.sql.incidents import SqlIncidentLists, SqlIncidents
from conseillers_adapters.sql.invitations import SqlInvitationLists, SqlInvitations, SqlInvitationTokens
from conseillers_adapters.sql.journal import SqlChain, SqlJournal
from conseillers_adapters.sql.ledger import SqlLedger, SqlRefusedAddresses
from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.lives import SqlLives
from conseillers_adapters.sql.maintenance import SqlMaintenances
from conseillers_adapters.sql.needs import SqlNeeds
from conseillers_adapters.sql.people import SqlAccounts, SqlReplies, SqlSessions
from conseillers_adapters.sql.persons import SqlPersonMeasures, SqlPersons
from conseillers_adapters.sql.published import InForce, Shared, SqlCatalogues
from conseillers_adapters.sql.retention import SqlRetention, SqlRetentionRuns
from conseillers_adapters.sql.signing_in import (
    SqlHolds,
    SqlOpenSessions,
    SqlPasswordResets,
    SqlPlaces,
    SqlSecondFactors,
)
from conseillers_adapters.sql.surveys import SqlSurveys
from conseillers_adapters.sql.tasks import SqlCompanyAnswers, SqlStaffTasks, SqlTaskLists
from conseillers_adapters.sql.terms import SqlTermsAcceptances
from conseillers_adapters.sql.threads import SqlThreads
from conseillers_adapters.sql.triage import SqlReferrals, SqlSpamList, SqlTemplates, SqlTraces
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.territory import Geography


@frozen(slots=False, kw_only=True)
class SqlWork:
    """What is done in one transaction, on one connection.

    `writing`: what is read may be changed. `packaged`: the territories that are there before any others.
    The others are what processes share of what is published.
    """

    connection: Line
    writing: bool
    outbox: SqlOutbox
    packaged: Callable[[], Geography]
    directory_in_force: Shared[Prepared]
    past_directory: Shared[Prepared]
    catalogue_in_force: Shared[Catalogue]

    in_force = cached_property(lambda work: InForce(work.connection))
    letters = cached_property(lambda work: SqlLetters(work.connection, work.outbox, work.writing))
    ledger = cached_property(lambda work: SqlLedger(work.connection))
    refused_addresses = cached_property(lambda work: SqlRefusedAddresses(work.connection))
    demands = cached_property(lambda work: SqlDemands(work.connection, work.writing))
    demand_lists = cached_property(lambda work: SqlDemandLists(work.connection))
    templates = cached_property(lambda work: SqlTemplates(work.connection))
    spam = cached_property(lambda work: SqlSpamList(work.connection))
    needs = cached_property(lambda work: SqlNeeds(work.connection, work.writing))
    referrals = cached_property(lambda work: SqlReferrals(work.connection))
    traces = cached_property(lambda work: SqlTraces(work.connection))
    threads = cached_property(lambda work: SqlThreads(work.connection))
    surveys = cached_property(lambda work: SqlSurveys(work.connection, work.writing))
    links = cached_property(lambda work: SqlLinks(work.connection))
    accounts = cached_property(lambda work: SqlAccounts(work.connection))
    account_changes = cached_property(lambda work: SqlAccountChanges(work.connection))
    direction_decisions = cached_property(lambda work: SqlDirectionDecisions(work.connection))
    incidents = cached_property(lambda work: SqlIncidents(work.connection))
    incident_lists = cached_property(lambda work: SqlIncidentLists(work.connection))
    access_requests = cached_property(lambda work: SqlAccessRequests(work.connection, work.writing))
    invitations = cached_property(lambda work: SqlInvitations(work.connection, work.writing))
    invitation_lists = cached_property(lambda work: SqlInvitationLists(work.connection))
    invitation_tokens = cached_property(lambda work: SqlInvitationTokens(work.connection))
    terms_acceptances = cached_property(lambda work: SqlTermsAcceptances(work.connection))
    sessions = cached_property(lambda work: SqlSessions(work.connection))
    open_sessions = cached_property(lambda work: SqlOpenSessions(work.connection))
    holds = cached_property(lambda work: SqlHolds(work.connection, work.writing))
    allowances = cached_property(lambda work: SqlAllowances(work.connection))
    places = cached_property(lambda work: SqlPlaces(work.connection, work.writing))
    second_factors = cached_property(lambda work: SqlSecondFactors(work.connection, work.writing))
    password_resets = cached_property(lambda work: SqlPasswordResets(work.connection, work.writing))
    replies = cached_property(lambda work: SqlReplies(work.connection, work.writing))
    directories = cached_property(
        lambda work: SqlDirectories(
            work.connection, work.in_force, work.directory_in_force, work.past_directory
        )
    )
    catalogues = cached_property(
        lambda work: SqlCatalogues(work.connection, work.in_force, work.catalogue_in_force)
    )
    geographies = cached_property(lambda work: SqlGeographies(work.connection, work.packaged))
    maintenance = cached_property(lambda work: SqlMaintenances(work.connection, work.in_force))
    milestones = cached_property(lambda work: SqlMilestones(work.connection))
    hands = cached_property(lambda work: SqlHands(work.connection, work.writing))
    dues = cached_property(lambda work: SqlDues(work.connection))
    loads = cached_property(lambda work: SqlLoads(work.connection))
    drafts = cached_property(lambda work: SqlDrafts(work.connection))
    baskets = cached_property(lambda work: SqlBaskets(work.connection))
    basket_history = cached_property(lambda work: SqlBasketHistory(work.connection))
    lives = cached_property(lambda work: SqlLives(work.connection))
    exports = cached_property(lambda work: SqlExports(work.connection))
    journal = cached_property(lambda work: SqlJournal(work.connection, work.outbox))
    chain = cached_property(lambda work: SqlChain(work.connection, work.writing))
    persons = cached_property(lambda work: SqlPersons(work.connection, work.demands, work.needs))
    person_measures = cached_property(lambda work: SqlPersonMeasures(work.connection))
    retention = cached_property(lambda work: SqlRetention(work.connection))
    retention_runs = cached_property(lambda work: SqlRetentionRuns(work.connection))
    staff_tasks = cached_property(lambda work: SqlStaffTasks(work.connection, work.writing))
    task_lists = cached_property(lambda work: SqlTaskLists(work.connection))
    company_answers = cached_property(lambda work: SqlCompanyAnswers(work.connection))
