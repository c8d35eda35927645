"""Demands found by the day they were received; whose figures an account follows; files of figures."""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_index("ix_demands_deposited_at", "demands", ["deposited_at", "id"], unique=False)
    op.add_column("accounts", sa.Column("institution", TEXT, nullable=True))
    op.add_column("accounts", sa.Column("landings", TEXT, nullable=False, server_default="[]"))
    op.create_table(
        "exports",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("asked_at", TEXT, nullable=False),
        sa.Column("request", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["by"], ["accounts.id"], name=op.f("fk_exports_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    op.create_index("ix_exports_asked_at", "exports", ["asked_at"], unique=False)
    op.create_table(
        "export_files",
        sa.Column("export", TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["export"], ["exports.id"], name=op.f("fk_export_files_export")),
        sa.PrimaryKeyConstraint("export", name=op.f("pk_export_files")),
    )


def downgrade() -> None:
    """Take them back to the version before; who follows which figures is lost, and the files."""
    op.drop_table("export_files")
    op.drop_index("ix_exports_asked_at", table_name="exports")
    op.drop_table("exports")
    op.drop_column("accounts", "landings")
    op.drop_column("accounts", "institution")
    op.drop_index("ix_demands_deposited_at", table_name="demands")
