"""The database: an SQLite file for one machine, PostgreSQL for several."""

from contextlib import AbstractContextManager
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from conseillers_adapters.sql import postgres_engine, sqlite_engine
from conseillers_adapters.sql.line import Keep, Line

CONNECTIONS: Final = 16
TIMEOUT: Final = 30.0


def make_engine(url: str, *, connections: int = CONNECTIONS, timeout: float = TIMEOUT) -> Engine:
    """An engine for that database.

    `connections`: at most, to a server; `timeout`: seconds a server may take over one statement. What its
    errors say never quotes the values of a statement (`hide_parameters`): those are people's.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return sqlite_engine.sqlite_engine(parsed)
    return postgres_engine.postgres_engine(parsed, connections=connections, timeout=timeout)


def noting(engine: Engine) -> Engine:
    """The same database, for transactions that do not wait for the disk.

    A power cut may undo them, the last one first; the end of a process does not.
    """
    relaxed = sqlite_engine.RELAXED if engine.dialect.name == "sqlite" else postgres_engine.RELAXED
    return engine.execution_options(**{relaxed: True})


def reading(engine: Engine) -> Engine:
    """The same database, for transactions that read one state of it and write nothing."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{sqlite_engine.READ_ONLY: True})
    return engine.execution_options(**postgres_engine.READ_ONLY)


def opened(engine: Engine) -> AbstractContextManager[tuple[Line, Keep]]:
    """A line with a transaction open on it, and what keeps its changes; undone when nobody does."""
    if engine.dialect.name == "sqlite":
        return sqlite_engine.file_line(engine)
    return postgres_engine.server_line(engine)
