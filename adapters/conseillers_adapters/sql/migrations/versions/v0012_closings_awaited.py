"""What teams took and have not closed, found without reading the rest; in what order referrals left."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.add_column("left_referrals", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
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
    """Take them back to the version before; the order in which referrals left at one instant is lost."""
    op.drop_index("ix_referrals_taken", table_name="referrals")
    op.drop_column("left_referrals", "turn")
