"""What became of each mail: its tries, why it was refused; the addresses that nothing reaches.

The service before this one goes on writing meanwhile: what it does not know of has a default.
"""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXTS = ("tried_since", "refused_why", "refused_code", "refused_at", "address_key")


def upgrade() -> None:
    """Bring the tables here."""
    op.add_column("letters", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
    for name in TEXTS:
        op.add_column("letters", sa.Column(name, TEXT, nullable=True))
    op.create_index("ix_letters_state_id", "letters", ["state", "id"])
    op.create_index("ix_letters_address_key", "letters", ["address_key", "state", "id"])
    op.drop_index("ix_letters_state", "letters")
    op.create_table(
        "refused_addresses",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=True),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("letter", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name=op.f("fk_refused_addresses_letter")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_refused_addresses")),
    )
    op.create_index("ix_refused_addresses_at", "refused_addresses", ["at", "key"])


def downgrade() -> None:
    """Bring them back; a dead letter is one refused for good to the service before."""
    op.drop_table("refused_addresses")
    op.execute("update letters set state = 'refused' where state = 'dead'")
    op.create_index("ix_letters_state", "letters", ["state"])
    op.drop_index("ix_letters_address_key", "letters")
    op.drop_index("ix_letters_state_id", "letters")
    for name in reversed(TEXTS):
        op.drop_column("letters", name)
    op.drop_column("letters", "tries")
