"""A pytest plugin for the tests of a former release: its own code, on the tables a later one has migrated.

Loaded by its name in the former tree (`-p later_schema`), where nothing else of this tree is importable.
"""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine

import conseillers_adapters.sql

SCHEMA: Final = "LATER_SCHEMA"
"""The variable that names the migrated, empty SQLite file."""

later: Final = Path(os.environ[SCHEMA])
_migrations: Final = sys.modules["conseillers_adapters.sql.migrate"]
_own_migrate: Final = _migrations.migrate


def migrate(engine: Engine, *, to: str = "head", **others: Any) -> None:  # noqa: ANN401 - as the release has it
    """Lay the later tables in a database where there are none, instead of the former release's own."""
    if to != "head" or engine.dialect.name != "sqlite":
        _own_migrate(engine, to=to, **others)
        return
    with engine.connect() as connection:
        file = connection.connection.driver_connection
        assert isinstance(file, sqlite3.Connection)
        if file.execute("select count(*) from sqlite_master").fetchone() == (0,):
            _lay(file)
            # What `make_engine` asked of the connection, the copy has undone.
            file.execute("pragma journal_mode=wal").close()


def _lay(file: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(later)) as source:
        source.backup(file)
    if not hasattr(_migrations, "standing"):
        # A release from before `Standing` starts on its own revision only: that alone is told otherwise.
        file.execute("update alembic_version set version_num = ?", (_head(),))


def _head() -> str:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(str(_migrations.__file__)).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    (head,) = ScriptDirectory.from_config(config).get_heads()
    return head


_migrations.migrate = migrate  # type: ignore[attr-defined]
conseillers_adapters.sql.migrate = migrate
