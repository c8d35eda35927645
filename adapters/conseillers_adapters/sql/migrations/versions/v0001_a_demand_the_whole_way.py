"""The tables of a demand’s whole way: deposit, needs, letters, accounts, directory, catalogue."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "accounts",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("email_key", TEXT, nullable=False),
        sa.Column("email", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("password_hash", TEXT, nullable=False),
        sa.Column("roles", TEXT, nullable=False),
        sa.Column("branches", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email_key", name=op.f("uq_accounts_email_key")),
    )
    op.create_table(
        "catalogues",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("document", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_catalogues")),
    )
    op.create_table(
        "demands",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("landing", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("description", TEXT, nullable=False),
        sa.Column("first_name", TEXT, nullable=False),
        sa.Column("last_name", TEXT, nullable=False),
        sa.Column("phone", TEXT, nullable=False),
        sa.Column("email", TEXT, nullable=False),
        sa.Column("siret", TEXT, nullable=False),
        sa.Column("answers", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=True),
        sa.Column("terms_version", TEXT, nullable=False),
        sa.Column("declares_accuracy", sa.Integer(), nullable=False),
        sa.Column("deposited_at", TEXT, nullable=False),
        sa.Column("establishment", TEXT, nullable=True),
        sa.Column("flags", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demands")),
    )
    op.create_index("ix_demands_email", "demands", ["email"], unique=False)
    op.create_index("ix_demands_siret", "demands", ["siret"], unique=False)
    op.create_table(
        "directories",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("document", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_directories")),
    )
    op.create_table(
        "facts",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
    )
    op.create_table(
        "replies",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_replies")),
    )
    op.create_table(
        "letters",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("fact", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("recipient", TEXT, nullable=False),
        sa.Column("queued_at", TEXT, nullable=False),
        sa.Column("not_before", TEXT, nullable=False),
        sa.Column("merged_under", TEXT, nullable=True),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("marked_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["fact"], ["facts.id"], name=op.f("fk_letters_fact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("fact", "kind", "recipient", name=op.f("uq_letters_fact_kind_recipient")),
    )
    op.create_index("ix_letters_state", "letters", ["state"], unique=False)
    op.create_index(
        "ix_letters_waiting_under",
        "letters",
        ["merged_under"],
        unique=True,
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_table(
        "needs",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("demand", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("deposited_at", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("company", TEXT, nullable=True),
        sa.Column("commune_name", TEXT, nullable=True),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("routing", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["demand"], ["demands.id"], name=op.f("fk_needs_demand")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs")),
    )
    op.create_index(op.f("ix_needs_demand"), "needs", ["demand"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("token_hash", TEXT, nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("opened_at", TEXT, nullable=False),
        sa.Column("expires_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_sessions_account")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_account"), "sessions", ["account"], unique=False)
    op.create_table(
        "links",
        sa.Column("token_hash", TEXT, nullable=False),
        sa.Column("need", TEXT, nullable=False),
        sa.Column("team", TEXT, nullable=False),
        sa.Column("expires_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["need"], ["needs.id"], name=op.f("fk_links_need")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_need"), "links", ["need"], unique=False)
    op.create_table(
        "positions",
        sa.Column("need", TEXT, nullable=False),
        sa.Column("team", TEXT, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("stance", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("side", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("help", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["need"], ["needs.id"], name=op.f("fk_positions_need")),
        sa.PrimaryKeyConstraint("need", "team", "rank", name=op.f("pk_positions")),
    )
    op.create_table(
        "referrals",
        sa.Column("need", TEXT, nullable=False),
        sa.Column("team", TEXT, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("sent_at", TEXT, nullable=False),
        sa.Column("stance", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["need"], ["needs.id"], name=op.f("fk_referrals_need")),
        sa.PrimaryKeyConstraint("need", "team", name=op.f("pk_referrals")),
    )
    op.create_index(
        "ix_referrals_team_sent_at", "referrals", ["team", "sent_at", "stance", "need"], unique=False
    )


def downgrade() -> None:
    """Bring them back."""
    op.drop_index("ix_referrals_team_sent_at", table_name="referrals")
    op.drop_table("referrals")
    op.drop_table("positions")
    op.drop_index(op.f("ix_links_need"), table_name="links")
    op.drop_table("links")
    op.drop_index(op.f("ix_sessions_account"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index(op.f("ix_needs_demand"), table_name="needs")
    op.drop_table("needs")
    op.drop_index(
        "ix_letters_waiting_under",
        table_name="letters",
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.drop_index("ix_letters_state", table_name="letters")
    op.drop_table("letters")
    op.drop_table("replies")
    op.drop_table("facts")
    op.drop_table("directories")
    op.drop_index("ix_demands_siret", table_name="demands")
    op.drop_index("ix_demands_email", table_name="demands")
    op.drop_table("demands")
    op.drop_table("catalogues")
    op.drop_table("accounts")
