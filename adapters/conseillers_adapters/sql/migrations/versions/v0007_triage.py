"""What staff does with demands and referrals: those that are over, and the trace of each gesture."""

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


def downgrade() -> None:
    """Take them back to version 0006: what was withdrawn stays so, and is told nowhere any more."""
    op.drop_index("ix_traces_demand", table_name="traces")
    op.drop_table("traces")
    op.drop_table("left_referrals")
    op.drop_index("ix_referrals_unanswered", table_name="referrals")
