"""What teams and staff tell one another of a need, every edition of it; what companies answer of the help."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "comments",
        sa.Column("comment", TEXT, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("need", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("team", TEXT, nullable=True),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("text", TEXT, nullable=True),
        sa.Column("appointment_at", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("mentions", TEXT, nullable=False),
        sa.Column("told", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["need"], ["needs.id"], name=op.f("fk_comments_need")),
        sa.PrimaryKeyConstraint("comment", "rank", name=op.f("pk_comments")),
        sa.UniqueConstraint("need", "number", name=op.f("uq_comments_need_number")),
    )
    op.create_index("ix_comments_thread", "comments", ["need", "first", "rank"])
    op.create_table(
        "surveys",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("need", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("asked_at", TEXT, nullable=False),
        sa.Column("contacted", sa.Integer(), nullable=True),
        sa.Column("useful", sa.Integer(), nullable=True),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("comment", TEXT, nullable=True),
        sa.Column("agrees_to_share", sa.Integer(), nullable=True),
        sa.Column("answered_at", TEXT, nullable=True),
        sa.Column("shared_at", TEXT, nullable=True),
        sa.Column("shared_by", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["need"], ["needs.id"], name=op.f("fk_surveys_need")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
        sa.UniqueConstraint("need", name=op.f("uq_surveys_need")),
    )
    op.create_index("ix_surveys_answered_at", "surveys", ["answered_at", "id"])


def downgrade() -> None:
    """Take them back: what was said and answered is lost."""
    op.drop_table("surveys")
    op.drop_table("comments")
