"""Brings a database to the state this version of the service expects, or back to an earlier one."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

if TYPE_CHECKING:
    from alembic.config import Config

from conseillers_adapters.sql.engine import reading


def migrate(engine: Engine, *, to: str = "head") -> None:
    """Bring the tables to that revision: `head`, `base`, or a revision's name."""
    from alembic import command

    with engine.begin() as connection:
        config = alembic_config(connection)
        if to in _behind(config, connection):
            command.downgrade(config, to)
        else:
            command.upgrade(config, to)


def _behind(config: "Config", connection: Connection) -> set[str]:
    """The revisions that a database has left behind: to come back to one undoes what came after."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    present = MigrationContext.configure(connection).get_current_heads()
    script = ScriptDirectory.from_config(config)
    passed = {one.revision for head in present for one in script.iterate_revisions(head, "base")}
    return {"base", *passed.difference(present)}


def alembic_config(connection: Connection) -> "Config":
    """Alembic on this connection; no file of its own."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def is_current(engine: Engine) -> bool:
    """Whether the tables are those this version of the service expects."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with reading(engine).connect() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
        present = MigrationContext.configure(connection).get_current_heads()
    return set(present) == set(script.get_heads())
