"""The tables: plain text columns, so that a migrated database is the created one, on every database.

Instants are stored as the wire writes them (`2026-11-23T09:30:00.000Z`): readable, and sorted as text.
What can be derived is stored only to be searched, and written by the store (`stance`, `status`, `words`).
"""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Compared byte by byte on every database: codes and instants are sorted alike."""


def _text(name: str, *, null: bool = False) -> "Column[str]":
    return Column(name, TEXT, nullable=null)


def _key(name: str = "id") -> "Column[str]":
    return Column(name, TEXT, primary_key=True)


def _count(name: str) -> "Column[int]":
    return Column(name, Integer, nullable=False)


def _where(name: str, condition: str, *columns: str) -> Index:
    """An index of those rows only: what is over is in it no more, and is not read again."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


demands = Table(
    "demands",
    metadata,
    _key(),
    _count("version"),
    _text("state"),
    _text("landing"),
    _text("subject"),
    _text("description"),
    _text("first_name"),
    _text("last_name"),
    _text("phone"),
    _text("email"),
    _text("siret"),
    _text("answers"),
    _text("origin", null=True),
    _text("terms_version"),
    Column("declares_accuracy", Integer, nullable=False),
    _text("deposited_at"),
    _text("establishment", null=True),
    _text("flags"),
    _text("aside", null=True),
    _text("merged_into", null=True),
    _text("forgotten_at", null=True),
    _text("restricted_at", null=True),
    Index("ix_demands_siret", "siret"),
    Index("ix_demands_email", "email"),
    Index("ix_demands_deposited_at", "deposited_at", "id"),
    Index("ix_demands_state", "state", "deposited_at", "id"),
    _where("ix_demands_merged_into", "merged_into is not null", "merged_into"),
    _where("ix_demands_remembered", "forgotten_at is null", "deposited_at", "id"),
)

templates = Table(
    "templates",
    metadata,
    Column("name", TEXT, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("title"),
    _text("subject"),
    _text("body"),
    _text("at"),
    _text("by"),
)

spam = Table(
    "spam",
    metadata,
    Column("kind", TEXT, primary_key=True),
    Column("value", TEXT, primary_key=True),
    _text("by"),
    _text("at"),
    _text("reason"),
    Index("ix_spam_at", "at"),
)

needs = Table(
    "needs",
    metadata,
    _key(),
    Column("demand", TEXT, ForeignKey("demands.id"), nullable=False, index=True),
    _count("version"),
    _text("subject"),
    _text("created_at"),
    _text("deposited_at"),
    _text("status"),
    _text("company", null=True),
    _text("commune_name", null=True),
    _text("words"),
    _text("routing"),
    Index("ix_needs_created_at", "created_at", "subject"),
)

referrals = Table(
    "referrals",
    metadata,
    Column("need", TEXT, ForeignKey("needs.id"), primary_key=True),
    Column("team", TEXT, primary_key=True),
    _count("rank"),
    _text("sent_at"),
    _text("stance"),
    Index("ix_referrals_team_sent_at", "team", "sent_at", "stance", "need"),
    Index(
        "ix_referrals_unanswered",
        "sent_at",
        "need",
        sqlite_where=text("stance = 'pending'"),
        postgresql_where=text("stance = 'pending'"),
    ),
    Index(
        "ix_referrals_taken",
        "team",
        "need",
        sqlite_where=text("stance = 'taken'"),
        postgresql_where=text("stance = 'taken'"),
    ),
    Index("ix_referrals_sent_at", "sent_at", "need", "team"),
)

left_referrals = Table(
    "left_referrals",
    metadata,
    Column("need", TEXT, ForeignKey("needs.id"), primary_key=True),
    Column("team", TEXT, primary_key=True),
    _count("rank"),
    _text("sent_at"),
    _text("how"),
    _text("left_at"),
    Column("turn", Integer, nullable=False, server_default="0"),
    Index("ix_left_referrals_team_sent_at", "team", "sent_at"),
)
"""Those withdrawn or archived, which no list looks at; their positions stay with the others.

`turn`: in what order those of a need left it, several at one instant.
"""

positions = Table(
    "positions",
    metadata,
    Column("need", TEXT, ForeignKey("needs.id"), primary_key=True),
    Column("team", TEXT, primary_key=True),
    Column("rank", Integer, primary_key=True),
    _text("stance"),
    _text("by"),
    _text("at"),
    _text("side"),
    _text("reason", null=True),
    _text("help"),
    _text("note"),
    _text("corrections", null=True),
    Index("ix_positions_stance_at", "stance", "at", "need", "team"),
)

traces = Table(
    "traces",
    metadata,
    _key(),
    Column("demand", TEXT, ForeignKey("demands.id"), nullable=False),
    _text("need", null=True),
    _text("gesture"),
    _text("by"),
    _text("at"),
    _text("reason"),
    _text("teams"),
    _text("to", null=True),
    Index("ix_traces_demand", "demand", "at", "id"),
)

comments = Table(
    "comments",
    metadata,
    Column("comment", TEXT, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("need", TEXT, ForeignKey("needs.id"), nullable=False),
    _count("number"),
    _count("first"),
    _text("by"),
    _text("team", null=True),
    _text("at"),
    _text("kind", null=True),
    _text("text", null=True),
    _text("appointment_at", null=True),
    _text("place", null=True),
    _text("mentions"),
    _text("told"),
    UniqueConstraint("need", "number"),
    Index("ix_comments_thread", "need", "first", "rank"),
)
"""A row an edition, never changed; `first`: the number of the comment's first one; no kind: withdrawn."""

surveys = Table(
    "surveys",
    metadata,
    _key(),
    Column("need", TEXT, ForeignKey("needs.id"), nullable=False),
    _text("subject"),
    _text("asked_at"),
    Column("contacted", Integer, nullable=True),
    Column("useful", Integer, nullable=True),
    Column("mark", Integer, nullable=True),
    _text("comment", null=True),
    Column("agrees_to_share", Integer, nullable=True),
    _text("answered_at", null=True),
    _text("shared_at", null=True),
    _text("shared_by", null=True),
    UniqueConstraint("need"),
    Index("ix_surveys_answered_at", "answered_at", "id"),
)

facts = Table(
    "facts",
    metadata,
    _key(),
    _text("kind"),
    _text("at"),
    _text("body"),
)

letters = Table(
    "letters",
    metadata,
    _key(),
    Column("fact", TEXT, ForeignKey("facts.id"), nullable=False),
    _text("kind"),
    _text("recipient"),
    _text("queued_at"),
    _text("not_before"),
    _text("merged_under", null=True),
    _text("state"),
    _text("marked_at"),
    Column("tries", Integer, nullable=False, server_default="0"),
    _text("tried_since", null=True),
    _text("refused_why", null=True),
    _text("refused_code", null=True),
    _text("refused_at", null=True),
    _text("address_key", null=True),
    UniqueConstraint("fact", "kind", "recipient"),
    Index(
        "ix_letters_waiting_under",
        "merged_under",
        unique=True,
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index("ix_letters_merged_under", "merged_under", "queued_at"),
    Index("ix_letters_state_id", "state", "id"),
    Index("ix_letters_address_key", "address_key", "state", "id"),
    _where("ix_letters_addressed", "address_key is not null", "queued_at", "id"),
)

refused_addresses = Table(
    "refused_addresses",
    metadata,
    _key("key"),
    _text("why"),
    _text("code", null=True),
    _text("at"),
    Column("letter", TEXT, ForeignKey("letters.id"), nullable=False),
    Index("ix_refused_addresses_at", "at", "key"),
)

staff_tasks = Table(
    "staff_tasks",
    metadata,
    _key(),
    _count("version"),
    _text("kind"),
    _text("subject"),
    _text("created_at"),
    _text("due_at"),
    _text("owner"),
    _text("state"),
    _text("escalated_at", null=True),
    _text("ended_at", null=True),
    _text("ended_by", null=True),
    Index(
        "ix_staff_tasks_open_on",
        "subject",
        "kind",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    Index("ix_staff_tasks_subject", "subject", "kind", "id"),
    Index("ix_staff_tasks_state", "state", "due_at", "id"),
    Index("ix_staff_tasks_owner", "owner", "state", "due_at", "id"),
)

company_answers = Table(
    "company_answers",
    metadata,
    Column("task", TEXT, ForeignKey("staff_tasks.id"), primary_key=True),
    _count("version"),
    _text("text"),
    _text("edited_at"),
    _text("edited_by", null=True),
)

links = Table(
    "links",
    metadata,
    _key("token_hash"),
    Column("need", TEXT, ForeignKey("needs.id"), nullable=False, index=True),
    _text("team"),
    _text("expires_at"),
    _text("revoked_at", null=True),
    Index("ix_links_expires_at", "expires_at"),
)

accounts = Table(
    "accounts",
    metadata,
    _key(),
    Column("email_key", TEXT, nullable=False, unique=True),
    _text("email"),
    _text("name"),
    _text("password_hash"),
    _text("roles"),
    _text("branches"),
    Column("staff", Integer, nullable=False, server_default="0"),
    Index("ix_accounts_staff", "staff", "id"),
    _text("institution", null=True),
    Column("landings", TEXT, nullable=False, server_default="[]"),
)

direction_decisions = Table(
    "direction_decisions",
    metadata,
    _key(),
    _text("account"),
    _text("measure"),
    _text("why"),
    _text("at"),
    _text("by"),
    Index("ix_direction_decisions_at", "at", "id"),
    Index("ix_direction_decisions_account", "account"),
)

account_changes = Table(
    "account_changes",
    metadata,
    _key(),
    _text("account"),
    _text("kind"),
    _text("at"),
    _text("by"),
    _text("motive", null=True),
    Column("decision", TEXT, ForeignKey("direction_decisions.id"), nullable=True, unique=True),
    _text("reason"),
    _text("roles"),
    _text("forgotten_at", null=True),
    Index("ix_account_changes_account", "account", "id"),
    _where("ix_account_changes_ended", "kind = 'ended' and forgotten_at is null", "at", "id"),
)

incidents = Table(
    "incidents",
    metadata,
    _key(),
    _count("version"),
    _text("declared_kind"),
    _text("description"),
    _text("since", null=True),
    _text("declared_at"),
    _text("declared_by"),
    _text("events"),
    _text("state"),
    _text("awaits_since", null=True),
    Index("ix_incidents_declared_at", "declared_at", "id"),
    Index("ix_incidents_state", "state", "declared_at", "id"),
    Index(
        "ix_incidents_awaits_since",
        "awaits_since",
        "id",
        sqlite_where=text("awaits_since is not null"),
        postgresql_where=text("awaits_since is not null"),
    ),
    _where("ix_incidents_told", "description <> ''", "declared_at", "id"),
)
"""`state` and `awaits_since` are there to be searched: the log tells both."""

sessions = Table(
    "sessions",
    metadata,
    _key("token_hash"),
    Column("account", TEXT, ForeignKey("accounts.id"), nullable=False, index=True),
    _text("opened_at"),
    _text("expires_at"),
    _text("seen_at", null=True),
    _text("network", null=True),
    Index("ix_sessions_expires_at", "expires_at"),
)

holds = Table(
    "holds",
    metadata,
    _key("key"),
    _text("clear_at"),
    _text("until"),
    Index("ix_holds_clear_at", "clear_at"),
)

allowances = Table(
    "allowances",
    metadata,
    _key("key"),
    Column("clear_at", BigInteger, nullable=False),
    Index("ix_allowances_clear_at", "clear_at"),
)
"""`clear_at`: an instant in milliseconds, which a statement adds to."""

places = Table(
    "places",
    metadata,
    _key(),
    Column("account", TEXT, ForeignKey("accounts.id"), nullable=False),
    _text("network"),
    _text("seen_at"),
    UniqueConstraint("account", "network"),
    Index("ix_places_seen_at", "seen_at"),
)

second_factors = Table(
    "second_factors",
    metadata,
    Column("account", TEXT, ForeignKey("accounts.id"), primary_key=True),
    _text("salt"),
    _text("asked_at"),
    _text("confirmed_at", null=True),
    _count("last_step"),
    _text("recovery"),
    Index("ix_second_factors_confirmed_at", "confirmed_at", "asked_at"),
)

password_resets = Table(
    "password_resets",
    metadata,
    _key(),
    Column("account", TEXT, ForeignKey("accounts.id"), nullable=True, index=True),
    _text("expires_at"),
    _text("token_hash", null=True),
    Index("ix_password_resets_expires_at", "expires_at"),
    Index("ix_password_resets_token_hash", "token_hash", unique=True),
)

replies = Table(
    "replies",
    metadata,
    _key("key"),
    _text("digest"),
    _text("answer"),
    _text("at"),
    Index("ix_replies_at", "at"),
)

directory_entries = Table(
    "directory_entries",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _text("part"),
    _text("body"),
    _text("forgotten_at", null=True),
    _where("ix_directory_entries_known", "part = 'advisors' and forgotten_at is null", "id"),
)
"""Institutions, branches, teams and advisors as some version said them; never changed, never taken away."""

directory_versions = Table(
    "directory_versions",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("by"),
    _text("why"),
    _text("forced", null=True),
    _text("entries"),
    _text("suspended"),
)
"""Each names its entries, in the order of the document: an edit costs what it changes."""

catalogues = Table(
    "catalogues",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("document"),
)

geographies = Table(
    "geographies",
    metadata,
    _key("version"),
    _text("at"),
    _text("by"),
    _text("document"),
)

maintenance = Table(
    "maintenance",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    _text("since"),
    _text("by"),
    _text("message"),
    _text("until", null=True),
    _text("jobs"),
)
"""One row while the service is paused, none while it is open."""

milestones = Table(
    "milestones",
    metadata,
    _key("name"),
    _key("subject"),
    _text("at"),
)

drafts = Table(
    "drafts",
    metadata,
    _key(),
    _text("form"),
    _text("address", null=True),
    _text("created_at"),
    _text("expires_at"),
    Index("ix_drafts_created_at", "created_at", "id"),
    Index("ix_drafts_expires_at", "expires_at", "id"),
    Index("ix_drafts_address", "address"),
)

basket_stays = Table(
    "basket_stays",
    metadata,
    _key(),
    _text("basket"),
    _text("subject"),
    _text("entered_at"),
    _text("left_at", null=True),
    _text("why_left", null=True),
    _text("done_until", null=True),
    Index("ix_basket_stays_subject", "subject", "entered_at"),
    Index(
        "ix_basket_stays_staying",
        "subject",
        "basket",
        sqlite_where=text("left_at is null"),
        postgresql_where=text("left_at is null"),
    ),
    Index(
        "ix_basket_stays_basket",
        "basket",
        "entered_at",
        "id",
        sqlite_where=text("left_at is null"),
        postgresql_where=text("left_at is null"),
    ),
)

basket_actions = Table(
    "basket_actions",
    metadata,
    _key(),
    _text("basket"),
    _text("subject"),
    _text("kind"),
    _text("by"),
    _text("at"),
    _text("note"),
    _text("until", null=True),
    _text("told", null=True),
    Index("ix_basket_actions_subject", "subject", "at"),
    _where("ix_basket_actions_noted", "note <> ''", "at", "id"),
)

hands = Table(
    "hands",
    metadata,
    _key("name"),
    _text("at"),
    _text("need"),
    _text("team"),
)
"""How far each line of the clock has read."""


exports = Table(
    "exports",
    metadata,
    _key(),
    Column("by", TEXT, ForeignKey("accounts.id"), nullable=False),
    _text("asked_at"),
    _text("request"),
    _text("state"),
    _text("why", null=True),
    Index("ix_exports_asked_at", "asked_at"),
)

export_files = Table(
    "export_files",
    metadata,
    Column("export", TEXT, ForeignKey("exports.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""Apart from what is asked of them, so that nobody reads a file to know whether it is there."""

journal = Table(
    "journal",
    metadata,
    _key(),
    _text("book"),
    _text("at"),
    _text("who"),
    _text("way"),
    _text("operation"),
    _text("subject"),
    _text("others"),
    _text("whence"),
    _text("proof"),
    Column("block", Integer, nullable=True),
    Index("ix_journal_at", "book", "at", "id"),
    Index("ix_journal_who", "book", "who", "at", "id"),
    Index("ix_journal_subject", "book", "subject", "at", "id"),
    Index("ix_journal_block", "book", "block", "id"),
)
"""Who did what, and who read which need; `block`: what the line is sealed in, null until it is."""

journal_blocks = Table(
    "journal_blocks",
    metadata,
    _key("book"),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("previous"),
    _count("count"),
    _text("digest"),
    _text("until"),
    _text("sealed_at"),
    _text("seal"),
)

journal_ends = Table(
    "journal_ends",
    metadata,
    _key("book"),
    _key("edge"),
    _count("number"),
    _text("seal"),
    _text("at"),
    _text("proof"),
)
"""Where each chain begins and ends, so that neither end can be cut off."""


access_requests = Table(
    "access_requests",
    metadata,
    _key(),
    _text("state"),
    _text("institution"),
    _text("first_name"),
    _text("last_name"),
    _text("email"),
    _text("wished"),
    _text("presentation"),
    _text("asked_at"),
    _text("decided_at", null=True),
    _text("decided_by", null=True),
    _text("reason", null=True),
    _text("agreed_by", null=True),
    _text("agreed_on", null=True),
    Index("ix_access_requests_state", "state", "asked_at", "id"),
    Index("ix_access_requests_email", "email", "state"),
    _where("ix_access_requests_known", "email <> ''", "asked_at", "id"),
)

invitations = Table(
    "invitations",
    metadata,
    _key(),
    _text("state"),
    _text("email_key"),
    _text("email"),
    _text("institution"),
    _text("by"),
    _text("issued_at"),
    _count("number"),
    _text("expires_at"),
    Column("request", TEXT, ForeignKey("access_requests.id"), nullable=True),
    _text("demonstrations"),
    _text("account", null=True),
    _text("accepted_at", null=True),
    _text("revoked_at", null=True),
    _text("revoked_by", null=True),
    Index("ix_invitations_email_key", "email_key", "id"),
    Index("ix_invitations_state", "state", "expires_at", "id"),
    _where("ix_invitations_known", "email <> ''", "issued_at", "id"),
)

invitation_tokens = Table(
    "invitation_tokens",
    metadata,
    _key("token_hash"),
    Column("invitation", TEXT, ForeignKey("invitations.id"), nullable=False, index=True),
    _count("number"),
)
"""The links sent; those sent before the invitation's present number are dead."""

terms_acceptances = Table(
    "terms_acceptances",
    metadata,
    Column("account", TEXT, ForeignKey("accounts.id"), primary_key=True),
    Column("version", TEXT, primary_key=True),
    _text("at"),
)


retention_runs = Table(
    "retention_runs",
    metadata,
    _key(),
    _text("at"),
    _text("text"),
    _text("signature"),
)

person_measures = Table(
    "person_measures",
    metadata,
    _key("person"),
    _key("measure"),
    _text("at"),
    _text("by"),
)
"""What people asked to be done with what is kept of them, by the proof of their address."""


def instant(stored: str) -> datetime:
    """The instant a column holds."""
    return datetime.fromisoformat(stored)
