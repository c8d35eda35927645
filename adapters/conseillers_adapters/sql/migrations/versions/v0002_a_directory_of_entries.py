"""The directory kept by entries, which its versions share; past needs found by when they were created."""

import json

import sqlalchemy as sa
from alembic import op

from conseillers_adapters.sql.tables import TEXT

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PARTS = ("institutions", "branches", "teams", "advisors")


def upgrade() -> None:
    """Bring the tables here, the published directories with them."""
    op.create_table(
        "directory_entries",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_entries")),
    )
    op.create_table(
        "directory_versions",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("forced", TEXT, nullable=True),
        sa.Column("entries", TEXT, nullable=False),
        sa.Column("suspended", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_directory_versions")),
    )
    _split(op.get_bind())
    op.drop_table("directories")
    op.create_index("ix_needs_created_at", "needs", ["created_at", "subject"])


def downgrade() -> None:
    """Take them back to version 0001; who was suspended, and who forced a version, is lost."""
    op.drop_index("ix_needs_created_at", "needs")
    op.create_table(
        "directories",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("document", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_directories")),
    )
    _join(op.get_bind())
    op.drop_table("directory_versions")
    op.drop_table("directory_entries")


def _split(connection: sa.Connection) -> None:
    known: dict[str, int] = {}
    former = sa.text("select version, at, by, why, document from directories order by version")
    for row in connection.execute(former).all():
        document, entries = json.loads(row.document), []
        for part in PARTS:
            for one in document.get(part, ()):
                body = json.dumps(one, ensure_ascii=False, separators=(",", ":"))
                if (key := known.get(part + body)) is None:
                    key = known[part + body] = len(known) + 1
                    connection.execute(
                        sa.text("insert into directory_entries (id, part, body) values (:id, :part, :body)"),
                        {"id": key, "part": part, "body": body},
                    )
                entries.append(key)
        connection.execute(
            sa.text(
                "insert into directory_versions (version, at, by, why, forced, entries, suspended) "
                "values (:version, :at, :by, :why, null, :entries, '[]')"
            ),
            {
                "version": row.version,
                "at": row.at,
                "by": row.by,
                "why": row.why,
                "entries": ",".join(map(str, entries)),
            },
        )


def _join(connection: sa.Connection) -> None:
    found = connection.execute(sa.text("select id, part, body from directory_entries")).all()
    entries = {row.id: (row.part, json.loads(row.body)) for row in found}
    versions = sa.text("select version, at, by, why, entries from directory_versions")
    for row in connection.execute(versions).all():
        document: dict[str, list[object]] = {part: [] for part in PARTS}
        for key in _numbers(row.entries):
            part, one = entries[key]
            document[part].append(one)
        connection.execute(
            sa.text(
                "insert into directories (version, at, by, why, document) "
                "values (:version, :at, :by, :why, :document)"
            ),
            {
                "version": row.version,
                "at": row.at,
                "by": row.by,
                "why": row.why,
                "document": json.dumps(document, ensure_ascii=False),
            },
        )


def _numbers(text: str) -> list[int]:
    numbers: list[int] = []
    for run in text.split(",") if text else ():
        first, _, last = run.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return numbers
