"""An index of the demands merged into another, and of no other: SQLite read all the others by it."""

from alembic import op
from sqlalchemy import text

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

INDEX, MERGED = "ix_demands_merged_into", text("merged_into is not null")


def upgrade() -> None:
    """Bring the tables here."""
    op.drop_index(INDEX, table_name="demands")
    op.create_index(INDEX, "demands", ["merged_into"], sqlite_where=MERGED, postgresql_where=MERGED)


def downgrade() -> None:
    """Take them back to the version before."""
    op.drop_index(INDEX, table_name="demands")
    op.create_index(INDEX, "demands", ["merged_into"])
