"""Demands found by the day they were received, which figures are counted over."""

from alembic import op

revision = "0011"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_index("ix_demands_deposited_at", "demands", ["deposited_at", "id"], unique=False)


def downgrade() -> None:
    """Take them back to the version before; nothing is lost."""
    op.drop_index("ix_demands_deposited_at", table_name="demands")
