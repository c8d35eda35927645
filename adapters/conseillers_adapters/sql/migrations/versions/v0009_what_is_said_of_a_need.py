"""What teams and staff tell one another of a need: every edition of every comment."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0009"
down_revision = "0006"
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


def downgrade() -> None:
    """Take them back: what was said is lost."""
    op.drop_table("comments")
