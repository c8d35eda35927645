"""How often things were done lately, so that processes count together."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the table here."""
    op.create_table(
        "allowances",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("clear_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_allowances")),
    )
    op.create_index("ix_allowances_clear_at", "allowances", ["clear_at"])


def downgrade() -> None:
    """Take it back to the version before; everybody may begin again."""
    op.drop_table("allowances")
