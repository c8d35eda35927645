"""What staff does with demands: set aside, merged, written to, unwanted; referrals that are over; traces."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    unanswered = sa.text("stance = 'pending'")
    op.create_index(
        "ix_referrals_unanswered",
        "referrals",
        ["sent_at", "need"],
        unique=False,
        sqlite_where=unanswered,
        postgresql_where=unanswered,
    )
    op.create_table(
        "left_referrals",
        sa.Column("need", TEXT, nullable=False),
        sa.Column("team", TEXT, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("sent_at", TEXT, nullable=False),
        sa.Column("how", TEXT, nullable=False),
        sa.Column("left_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["need"], ["needs.id"], name=op.f("fk_left_referrals_need")),
        sa.PrimaryKeyConstraint("need", "team", name=op.f("pk_left_referrals")),
    )
    op.create_index("ix_left_referrals_team_sent_at", "left_referrals", ["team", "sent_at"], unique=False)
    op.create_table(
        "traces",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("demand", TEXT, nullable=False),
        sa.Column("need", TEXT, nullable=True),
        sa.Column("gesture", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("teams", TEXT, nullable=False),
        sa.Column("to", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["demand"], ["demands.id"], name=op.f("fk_traces_demand")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traces")),
    )
    op.create_index("ix_traces_demand", "traces", ["demand", "at", "id"], unique=False)
    for name in ("aside", "merged_into"):
        op.add_column("demands", sa.Column(name, TEXT, nullable=True))
    op.create_index("ix_demands_state", "demands", ["state", "deposited_at", "id"], unique=False)
    op.create_index("ix_demands_merged_into", "demands", ["merged_into"], unique=False)
    op.create_table(
        "templates",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", "version", name=op.f("pk_templates")),
    )
    op.create_table(
        "spam",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", name=op.f("pk_spam")),
    )


def downgrade() -> None:
    """Take them back to version 0006: what was withdrawn stays so, and is told nowhere any more."""
    op.drop_table("spam")
    op.drop_table("templates")
    op.drop_index("ix_demands_merged_into", table_name="demands")
    op.drop_index("ix_demands_state", table_name="demands")
    for name in ("merged_into", "aside"):
        op.drop_column("demands", name)
    op.drop_index("ix_traces_demand", table_name="traces")
    op.drop_table("traces")
    op.drop_table("left_referrals")
    op.drop_index("ix_referrals_unanswered", table_name="referrals")
