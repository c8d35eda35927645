"""Who is put off from signing in, from where people do, second factors, forgotten passwords."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.add_column("sessions", sa.Column("seen_at", TEXT, nullable=True))
    op.add_column("sessions", sa.Column("network", TEXT, nullable=True))
    op.create_table(
        "holds",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("clear_at", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_holds")),
    )
    op.create_index("ix_holds_clear_at", "holds", ["clear_at"], unique=False)
    op.create_table(
        "places",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("network", TEXT, nullable=False),
        sa.Column("seen_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_places_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("account", "network", name=op.f("uq_places_account_network")),
    )
    op.create_index("ix_places_seen_at", "places", ["seen_at"], unique=False)
    op.create_table(
        "second_factors",
        sa.Column("account", TEXT, nullable=False),
        sa.Column("salt", TEXT, nullable=False),
        sa.Column("asked_at", TEXT, nullable=False),
        sa.Column("confirmed_at", TEXT, nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("recovery", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_second_factors_account")),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_second_factors")),
    )
    op.create_index(
        "ix_second_factors_confirmed_at", "second_factors", ["confirmed_at", "asked_at"], unique=False
    )
    op.create_table(
        "password_resets",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("account", TEXT, nullable=True),
        sa.Column("expires_at", TEXT, nullable=False),
        sa.Column("token_hash", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_password_resets_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_resets")),
    )
    op.create_index("ix_password_resets_account", "password_resets", ["account"], unique=False)
    op.create_index("ix_password_resets_expires_at", "password_resets", ["expires_at"], unique=False)
    op.create_index("ix_password_resets_token_hash", "password_resets", ["token_hash"], unique=True)


def downgrade() -> None:
    """Take them back to the version before; second factors are lost, and who is put off."""
    op.drop_table("password_resets")
    op.drop_table("second_factors")
    op.drop_table("places")
    op.drop_table("holds")
    op.drop_column("sessions", "network")
    op.drop_column("sessions", "seen_at")
