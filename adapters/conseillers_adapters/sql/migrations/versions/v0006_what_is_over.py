"""Sessions and kept answers that are over, and letters under a name, found without reading all the others."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"], unique=False)
    op.create_index("ix_replies_at", "replies", ["at"], unique=False)
    op.create_index("ix_letters_merged_under", "letters", ["merged_under", "queued_at"], unique=False)


def downgrade() -> None:
    """Take them back to version 0005; nothing is lost."""
    op.drop_index("ix_letters_merged_under", table_name="letters")
    op.drop_index("ix_replies_at", table_name="replies")
    op.drop_index("ix_sessions_expires_at", table_name="sessions")
