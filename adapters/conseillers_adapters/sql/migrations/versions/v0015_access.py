"""Access requests, invitations with their links, and who accepted which terms."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "access_requests",
        *(
            sa.Column(name, TEXT, nullable=False)
            for name in (
                "id",
                "state",
                "institution",
                "first_name",
                "last_name",
                "email",
                "wished",
                "presentation",
                "asked_at",
            )
        ),
        *(
            sa.Column(name, TEXT, nullable=True)
            for name in ("decided_at", "decided_by", "reason", "agreed_by", "agreed_on")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_requests")),
    )
    op.create_index("ix_access_requests_state", "access_requests", ["state", "asked_at", "id"], unique=False)
    op.create_index("ix_access_requests_email", "access_requests", ["email", "state"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("email_key", TEXT, nullable=False),
        sa.Column("email", TEXT, nullable=False),
        sa.Column("institution", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("issued_at", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("expires_at", TEXT, nullable=False),
        sa.Column("request", TEXT, nullable=True),
        sa.Column("demonstrations", TEXT, nullable=False),
        sa.Column("account", TEXT, nullable=True),
        sa.Column("accepted_at", TEXT, nullable=True),
        sa.Column("revoked_at", TEXT, nullable=True),
        sa.Column("revoked_by", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["request"], ["access_requests.id"], name=op.f("fk_invitations_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
    )
    op.create_index("ix_invitations_email_key", "invitations", ["email_key", "id"], unique=False)
    op.create_index("ix_invitations_state", "invitations", ["state", "expires_at", "id"], unique=False)
    op.create_table(
        "invitation_tokens",
        sa.Column("token_hash", TEXT, nullable=False),
        sa.Column("invitation", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation"], ["invitations.id"], name=op.f("fk_invitation_tokens_invitation")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitation_tokens")),
    )
    op.create_table(
        "terms_acceptances",
        sa.Column("account", TEXT, nullable=False),
        sa.Column("version", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_terms_acceptances_account")),
        sa.PrimaryKeyConstraint("account", "version", name=op.f("pk_terms_acceptances")),
    )


def downgrade() -> None:
    """Take them back to the version before; who asked, was invited and accepted is lost."""
    op.drop_table("terms_acceptances")
    op.drop_table("invitation_tokens")
    op.drop_index("ix_invitations_state", table_name="invitations")
    op.drop_index("ix_invitations_email_key", table_name="invitations")
    op.drop_table("invitations")
    op.drop_index("ix_access_requests_email", table_name="access_requests")
    op.drop_index("ix_access_requests_state", table_name="access_requests")
    op.drop_table("access_requests")
