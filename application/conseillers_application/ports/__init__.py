"""The ports: what the use cases need of the outside world, in the words of the domain."""

from conseillers_application.ports.account_changes import AccountChanges, DirectionDecisions
from conseillers_application.ports.baskets import BasketHistory, Baskets
from conseillers_application.ports.clock import Due, Dues, Hands, Load, Loads, Milestones
from conseillers_application.ports.correspondence import (
    Ledger,
    Letters,
    Links,
    NeedLink,
    Outbox,
    RefusedAddresses,
)
from conseillers_application.ports.drafts import Drafts
from conseillers_application.ports.figures import Exports, Lives
from conseillers_application.ports.incidents import IncidentLists, Incidents
from conseillers_application.ports.journal import Chain, Journal, JournalQuery
from conseillers_application.ports.needs import DemandLists, Demands, Needs
from conseillers_application.ports.outside import (
    CalendarFile,
    Clock,
    CommuneSearch,
    Contacts,
    Ids,
    Meeting,
    Passwords,
    Post,
    Registry,
    RegistrySilent,
    Secrets,
)
from conseillers_application.ports.people import Accounts, Replies, Reply, Session, Sessions
from conseillers_application.ports.published import (
    Catalogues,
    Directories,
    DirectoryVersion,
    Geographies,
    GeographyVersion,
    Maintenances,
)
from conseillers_application.ports.surveys import Surveys
from conseillers_application.ports.tasks import CompanyAnswers, StaffTasks, TaskLists
from conseillers_application.ports.threads import Length, Threads
from conseillers_application.ports.triage import Awaited, Referrals, SpamList, Templates, Traces, Unwanted
from conseillers_application.ports.work import (
    REACT,
    SEND_LETTER,
    NoteDecision,
    OutcomeUnknown,
    StoreBusy,
    StoreFull,
    Task,
    UnitOfWork,
    Work,
    noted_by_nobody,
)

__all__ = [
    "REACT",
    "SEND_LETTER",
    "AccountChanges",
    "Accounts",
    "Awaited",
    "BasketHistory",
    "Baskets",
    "CalendarFile",
    "Catalogues",
    "Chain",
    "Clock",
    "CommuneSearch",
    "CompanyAnswers",
    "Contacts",
    "DemandLists",
    "Demands",
    "DirectionDecisions",
    "Directories",
    "DirectoryVersion",
    "Drafts",
    "Due",
    "Dues",
    "Exports",
    "Geographies",
    "GeographyVersion",
    "Hands",
    "Ids",
    "IncidentLists",
    "Incidents",
    "Journal",
    "JournalQuery",
    "Ledger",
    "Length",
    "Letters",
    "Links",
    "Lives",
    "Load",
    "Loads",
    "Maintenances",
    "Meeting",
    "Milestones",
    "NeedLink",
    "Needs",
    "NoteDecision",
    "Outbox",
    "OutcomeUnknown",
    "Passwords",
    "Post",
    "Referrals",
    "RefusedAddresses",
    "Registry",
    "RegistrySilent",
    "Replies",
    "Reply",
    "Secrets",
    "Session",
    "Sessions",
    "SpamList",
    "StaffTasks",
    "StoreBusy",
    "StoreFull",
    "Surveys",
    "Task",
    "TaskLists",
    "Templates",
    "Threads",
    "Traces",
    "UnitOfWork",
    "Unwanted",
    "Work",
    "noted_by_nobody",
]
