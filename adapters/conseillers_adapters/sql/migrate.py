"""Brings a database to the state this version of the service expects, or back to an earlier one."""

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Column, Connection, Engine, MetaData, Table, Text, func, inspect, select

if TYPE_CHECKING:
    from alembic.config import Config

from conseillers_adapters.sql.engine import reading
from conseillers_adapters.sql.sqlite_engine import PATIENT

logger = logging.getLogger(__name__)

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_PRESENT: Final = Table("alembic_version", MetaData(), Column("version_num", Text))

PATIENCE: Final = 600
"""Seconds one waits for another process to end migrating."""

LIMITS: Final = {
    "lock_timeout": f"{PATIENCE}s",
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}
"""What is allowed on PostgreSQL until it is one's turn, and after it."""

SHORT: Final = "5s"
"""How long a migration waits for a table on PostgreSQL: whoever comes behind it waits as well."""

ADVISORY: Final = 0x636F6E73
"""The number under which migrations of this service wait for one another on PostgreSQL."""


class Standing(Enum):
    """Where a database stands, seen from this version of the service.

    `AHEAD`: a later version has migrated it, and its tables suit this one too (`docs/operations.md`).
    """

    NONE = auto()
    BEHIND = auto()
    CURRENT = auto()
    AHEAD = auto()

    @property
    def usable(self) -> bool:
        """Whether this version can work on it."""
        return self in {Standing.CURRENT, Standing.AHEAD}


def nothing_more(_: object) -> None:
    """No other tables are to be made."""


def migrate(engine: Engine, *, to: str = "head", then: Callable[[object], None] = nothing_more) -> None:
    """Bring the tables to that revision: `head`, `base`, or a revision's name.

    `then` makes what others keep there, in the same transaction, on the driver's connection. Processes that
    migrate at once take turns, and the last ones find nothing left to do. Tables that a later version of the
    service has migrated are left as they are, unless a revision is named.
    """
    from alembic import command

    with _alone(engine) as connection:
        config = alembic_config(connection)
        if to == "head" and _standing(connection) is Standing.AHEAD:
            logger.warning("The database is ahead of this version of the service: it is left as it is")
            return
        if to in _behind(config, connection):
            command.downgrade(config, to)
        else:
            command.upgrade(config, to)
        then(connection.connection.driver_connection)


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other migration is beside."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # The write lock comes with the transaction; one waits for it longer than a request would.
            with connection.execution_options(**{PATIENT: PATIENCE}).begin():
                yield connection
        else:
            with connection.begin():
                # Not those of a request: waiting one's turn and filling tables in may take minutes.
                for limit, value in LIMITS.items():
                    connection.exec_driver_sql(f"SET LOCAL {limit} = '{value}'")
                connection.execute(select(func.pg_advisory_xact_lock(ADVISORY)))
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{SHORT}'")
                yield connection


def _behind(config: "Config", connection: Connection) -> set[str]:
    """The revisions that a database has left behind: to come back to one undoes what came after."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    present = MigrationContext.configure(connection).get_current_heads()
    script = ScriptDirectory.from_config(config)
    passed = {one.revision for head in present for one in script.iterate_revisions(head, "base")}
    return {"base", *passed.difference(present)}


def alembic_config(connection: Connection | None = None) -> "Config":
    """Alembic on this connection, or to read the revisions only; no file of its own."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def standing(engine: Engine) -> Standing:
    """Where the tables stand."""
    with reading(engine).connect() as connection:
        return _standing(connection)


def standing_at(revisions: Collection[str]) -> Standing:
    """Where tables at these revisions stand; at none of this service's, they are none of its own.

    Told without Alembic, whose import takes an eighth of the start: files are named after their revisions.
    """
    known = {file.name[1:5] for file in MIGRATIONS.glob("versions/v*.py")}
    expected = max(known)
    match sorted(revisions):
        case [present] if present == expected:
            return Standing.CURRENT
        case [present] if present in known:
            return Standing.BEHIND
        # Revisions are numbers of four digits: one that is not known here, and greater, was made later.
        case [present] if present.isdecimal() and len(present) == len(expected) and present > expected:
            return Standing.AHEAD
        case _:
            return Standing.NONE


def is_current(engine: Engine) -> bool:
    """Whether this version of the service can work on the tables; a later one's suit it as well."""
    found = standing(engine)
    if found is Standing.AHEAD:
        logger.warning("The database was migrated by a later version of the service")
    return found.usable


def _standing(connection: Connection) -> Standing:
    known = inspect(connection).has_table(_PRESENT.name)
    return standing_at(connection.execute(select(_PRESENT)).scalars().all() if known else ())
