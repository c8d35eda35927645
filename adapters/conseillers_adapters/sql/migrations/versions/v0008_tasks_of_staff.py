"""What staff has to do and the answers it owes to companies; closings put in better words.

The service before this one goes on writing meanwhile: what it does not know of has a default.
"""

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "staff_tasks",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("kind", "subject", "created_at", "due_at")),
        *(sa.Column(name, TEXT, nullable=False) for name in ("owner", "state")),
        *(sa.Column(name, TEXT, nullable=True) for name in ("escalated_at", "ended_at", "ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_tasks")),
    )
    op.create_index(
        "ix_staff_tasks_open_on",
        "staff_tasks",
        ["subject", "kind"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_staff_tasks_subject", "staff_tasks", ["subject", "kind", "id"])
    op.create_index("ix_staff_tasks_state", "staff_tasks", ["state", "due_at", "id"])
    op.create_index("ix_staff_tasks_owner", "staff_tasks", ["owner", "state", "due_at", "id"])
    op.create_table(
        "company_answers",
        sa.Column("task", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("edited_at", TEXT, nullable=False),
        sa.Column("edited_by", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["task"], ["staff_tasks.id"], name=op.f("fk_company_answers_task")),
        sa.PrimaryKeyConstraint("task", name=op.f("pk_company_answers")),
    )
    op.add_column("positions", sa.Column("corrections", TEXT, nullable=True))
    op.add_column("accounts", sa.Column("staff", sa.Integer(), server_default="0", nullable=False))
    op.execute("update accounts set staff = 1 where ' ' || roles || ' ' like '% staff %'")
    op.create_index("ix_accounts_staff", "accounts", ["staff", "id"])


def downgrade() -> None:
    """Bring them back; tasks, answers and what corrections replaced are lost."""
    op.drop_index("ix_accounts_staff", table_name="accounts")
    op.drop_column("accounts", "staff")
    op.drop_column("positions", "corrections")
    op.drop_table("company_answers")
    op.drop_table("staff_tasks")
