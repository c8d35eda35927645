"""The follow-up clock: what it did, how far it read, and when things happened, found without reading all."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STAYING = sa.text("left_at is null")


def upgrade() -> None:
    """Bring the tables here."""
    op.create_index("ix_referrals_sent_at", "referrals", ["sent_at", "need", "team"])
    op.create_index("ix_positions_stance_at", "positions", ["stance", "at", "need", "team"])
    op.create_table(
        "milestones",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", "subject", name=op.f("pk_milestones")),
    )
    op.create_table(
        "hands",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("need", TEXT, nullable=False),
        sa.Column("team", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_hands")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("form", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=True),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("expires_at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_created_at", "drafts", ["created_at", "id"])
    op.create_index("ix_drafts_expires_at", "drafts", ["expires_at", "id"])
    op.create_table(
        "basket_stays",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("basket", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("entered_at", TEXT, nullable=False),
        sa.Column("left_at", TEXT, nullable=True),
        sa.Column("why_left", TEXT, nullable=True),
        sa.Column("done_until", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basket_stays")),
    )
    op.create_index("ix_basket_stays_subject", "basket_stays", ["subject", "entered_at"])
    for name, columns in (
        ("ix_basket_stays_staying", ["subject", "basket"]),
        ("ix_basket_stays_basket", ["basket", "entered_at", "id"]),
    ):
        op.create_index(name, "basket_stays", columns, sqlite_where=STAYING, postgresql_where=STAYING)
    op.create_table(
        "basket_actions",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("basket", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=True),
        sa.Column("told", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basket_actions")),
    )
    op.create_index("ix_basket_actions_subject", "basket_actions", ["subject", "at"])


def downgrade() -> None:
    """Take them back to version 0006: the service before writes nobody, and shows what was put away."""
    op.drop_table("basket_actions")
    op.drop_table("basket_stays")
    op.drop_table("drafts")
    op.drop_table("hands")
    op.drop_table("milestones")
    op.drop_index("ix_positions_stance_at", "positions")
    op.drop_index("ix_referrals_sent_at", "referrals")
