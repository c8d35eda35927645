"""The table that says the service is paused."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "maintenance",
        sa.Column("only", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("jobs", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_maintenance")),
    )


def downgrade() -> None:
    """Bring them back."""
    op.drop_table("maintenance")
