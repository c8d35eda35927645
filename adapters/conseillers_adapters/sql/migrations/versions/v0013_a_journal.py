"""Who did what, and who read which need, in a chain."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "journal",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("book", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("way", TEXT, nullable=False),
        sa.Column("operation", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("others", TEXT, nullable=False),
        sa.Column("whence", TEXT, nullable=False),
        sa.Column("proof", TEXT, nullable=False),
        sa.Column("block", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_at", "journal", ["book", "at", "id"], unique=False)
    op.create_index("ix_journal_who", "journal", ["book", "who", "at", "id"], unique=False)
    op.create_index("ix_journal_subject", "journal", ["book", "subject", "at", "id"], unique=False)
    op.create_index("ix_journal_block", "journal", ["book", "block", "id"], unique=False)
    op.create_table(
        "journal_blocks",
        sa.Column("book", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("previous", TEXT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.Column("sealed_at", TEXT, nullable=False),
        sa.Column("seal", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("book", "number", name=op.f("pk_journal_blocks")),
    )
    op.create_table(
        "journal_ends",
        sa.Column("book", TEXT, nullable=False),
        sa.Column("edge", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seal", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("proof", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("book", "edge", name=op.f("pk_journal_ends")),
    )


def downgrade() -> None:
    """Take them back to the version before: the journal is lost."""
    op.drop_table("journal_ends")
    op.drop_table("journal_blocks")
    op.drop_index("ix_journal_block", table_name="journal")
    op.drop_index("ix_journal_subject", table_name="journal")
    op.drop_index("ix_journal_who", table_name="journal")
    op.drop_index("ix_journal_at", table_name="journal")
    op.drop_table("journal")
