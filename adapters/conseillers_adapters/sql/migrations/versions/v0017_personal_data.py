"""What is kept of persons for too long is found and forgotten; restrictions and oppositions are kept."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

COLUMNS = (
    ("demands", "forgotten_at"),
    ("demands", "restricted_at"),
    ("account_changes", "forgotten_at"),
    ("directory_entries", "forgotten_at"),
)
INDEXES = (
    ("ix_demands_remembered", "demands", ["deposited_at", "id"], "forgotten_at is null"),
    ("ix_letters_addressed", "letters", ["queued_at", "id"], "address_key is not null"),
    (
        "ix_account_changes_ended",
        "account_changes",
        ["at", "id"],
        "kind = 'ended' and forgotten_at is null",
    ),
    ("ix_incidents_told", "incidents", ["declared_at", "id"], "description <> ''"),
    (
        "ix_directory_entries_known",
        "directory_entries",
        ["id"],
        "part = 'advisors' and forgotten_at is null",
    ),
    ("ix_basket_actions_noted", "basket_actions", ["at", "id"], "note <> ''"),
    ("ix_access_requests_known", "access_requests", ["asked_at", "id"], "email <> ''"),
    ("ix_invitations_known", "invitations", ["issued_at", "id"], "email <> ''"),
    ("ix_spam_at", "spam", ["at"], None),
    ("ix_drafts_address", "drafts", ["address"], None),
    ("ix_links_expires_at", "links", ["expires_at"], None),
    ("ix_direction_decisions_account", "direction_decisions", ["account"], None),
    ("ix_invitation_tokens_invitation", "invitation_tokens", ["invitation"], None),
)


def upgrade() -> None:
    """Bring the columns, the indexes and the tables here."""
    for table, column in COLUMNS:
        op.add_column(table, sa.Column(column, TEXT, nullable=True))
    for name, table, columns, condition in INDEXES:
        where = None if condition is None else sa.text(condition)
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "retention_runs",
        *(sa.Column(name, TEXT, nullable=False) for name in ("id", "at", "text", "signature")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_runs")),
    )
    op.create_table(
        "person_measures",
        *(sa.Column(name, TEXT, nullable=False) for name in ("person", "measure", "at", "by")),
        sa.PrimaryKeyConstraint("person", "measure", name=op.f("pk_person_measures")),
    )


def downgrade() -> None:
    """Take them back to the version before; what was forgotten stays so."""
    op.drop_table("person_measures")
    op.drop_table("retention_runs")
    for name, table, _, _ in reversed(INDEXES):
        op.drop_index(name, table)
    for table, column in reversed(COLUMNS):
        op.drop_column(table, column)
