"""What is done to accounts, what the direction decided of them; incidents and their logs."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "direction_decisions",
        *(sa.Column(name, TEXT, nullable=False) for name in ("id", "account", "measure", "why", "at", "by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_direction_decisions")),
    )
    op.create_index("ix_direction_decisions_at", "direction_decisions", ["at", "id"])
    op.create_table(
        "account_changes",
        *(sa.Column(name, TEXT, nullable=False) for name in ("id", "account", "kind", "at", "by")),
        *(sa.Column(name, TEXT, nullable=True) for name in ("motive", "decision")),
        *(sa.Column(name, TEXT, nullable=False) for name in ("reason", "roles")),
        sa.ForeignKeyConstraint(
            ["decision"], ["direction_decisions.id"], name=op.f("fk_account_changes_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_changes")),
        sa.UniqueConstraint("decision", name=op.f("uq_account_changes_decision")),
    )
    op.create_index("ix_account_changes_account", "account_changes", ["account", "id"])
    op.create_table(
        "incidents",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("declared_kind", "description")),
        sa.Column("since", TEXT, nullable=True),
        *(
            sa.Column(name, TEXT, nullable=False)
            for name in ("declared_at", "declared_by", "events", "state")
        ),
        sa.Column("awaits_since", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index("ix_incidents_declared_at", "incidents", ["declared_at", "id"])
    op.create_index("ix_incidents_state", "incidents", ["state", "declared_at", "id"])
    awaited = sa.text("awaits_since is not null")
    op.create_index(
        "ix_incidents_awaits_since",
        "incidents",
        ["awaits_since", "id"],
        sqlite_where=awaited,
        postgresql_where=awaited,
    )


def downgrade() -> None:
    """Take them back to the version before; decisions, changes of accounts and incidents are lost."""
    op.drop_table("incidents")
    op.drop_table("account_changes")
    op.drop_table("direction_decisions")
