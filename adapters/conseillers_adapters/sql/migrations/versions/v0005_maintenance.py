"""The table that says the service is paused."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "maintenance",
        sa.Column("only", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("message", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=True),
        sa.Column("jobs", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_maintenance")),
    )


def downgrade() -> None:
    """Bring them back."""
    op.drop_table("maintenance")
