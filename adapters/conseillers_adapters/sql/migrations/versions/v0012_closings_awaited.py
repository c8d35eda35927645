"""What teams took and have not closed, found without reading what they closed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the index here."""
    taken = sa.text("stance = 'taken'")
    op.create_index(
        "ix_referrals_taken",
        "referrals",
        ["team", "need"],
        unique=False,
        sqlite_where=taken,
        postgresql_where=taken,
    )


def downgrade() -> None:
    """Take it back to the version before."""
    op.drop_index("ix_referrals_taken", table_name="referrals")
