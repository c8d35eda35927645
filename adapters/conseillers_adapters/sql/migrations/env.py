"""Runs migrations on the connection that `migrate` gives, in its transaction."""

from alembic import context

from conseillers_adapters.sql.tables import metadata

OTHERS = "procrastinate_"
"""Tables of the jobs' engine: its own to make and change."""

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=lambda name, kind, _: kind != "table" or not str(name).startswith(OTHERS),
)
with context.begin_transaction():
    context.run_migrations()
