"""The table of the official territories imported beside the packaged ones."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "geographies",
        sa.Column("version", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("document", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_geographies")),
    )


def downgrade() -> None:
    """Bring them back."""
    op.drop_table("geographies")
