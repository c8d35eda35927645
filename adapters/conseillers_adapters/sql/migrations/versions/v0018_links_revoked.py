"""When the links to a need were revoked."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.add_column("links", sa.Column("revoked_at", TEXT, nullable=True))


def downgrade() -> None:
    """Take them back to the version before; links that were revoked must not serve again."""
    op.execute("DELETE FROM links WHERE revoked_at IS NOT NULL")
    op.drop_column("links", "revoked_at")
