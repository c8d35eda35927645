"""Demands found by the day they were received; whose figures an account follows."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0011"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_index("ix_demands_deposited_at", "demands", ["deposited_at", "id"], unique=False)
    op.add_column("accounts", sa.Column("institution", TEXT, nullable=True))
    op.add_column("accounts", sa.Column("landings", TEXT, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Take them back to the version before; who follows which figures is lost."""
    op.drop_column("accounts", "landings")
    op.drop_column("accounts", "institution")
    op.drop_index("ix_demands_deposited_at", table_name="demands")
