"""A PostgreSQL database: connections that give up in time, and locks where SQLite's single writer was one.

Writers read what is committed and lock the aggregate they read to change; readers see one state of it all
(`docs/decisions/0021`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event

from conseillers_adapters.sql.line import Keep, Line

CONNECTING: Final = 5
"""Seconds to wait for the server to answer at all."""
WAITING_FOR_A_LOCK: Final = 10
"""Seconds a writer waits for another one, as on SQLite."""
SILENT_TOO_LONG: Final = 60
"""Seconds a transaction may do nothing before the server undoes it: its process is gone, or lost."""

RELAXED: Final = "conseillers_relaxed"
READ_ONLY: Final = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def postgres_engine(url: URL, *, connections: int, timeout: float) -> Engine:
    """An engine for that database: so many `connections` at most, `timeout` seconds for a statement."""
    limits = {
        "statement_timeout": round(timeout * 1000),
        "lock_timeout": WAITING_FOR_A_LOCK * 1000,
        "idle_in_transaction_session_timeout": SILENT_TOO_LONG * 1000,
    }
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=WAITING_FOR_A_LOCK,
        pool_use_lifo=True,
        hide_parameters=True,
        # Nothing here is hstore: looking for it would cost a question a connection.
        use_native_hstore=False,
        connect_args={
            "application_name": "conseillers",
            "connect_timeout": CONNECTING,
            "options": " ".join(f"-c {name}={value}" for name, value in limits.items()),
            # A server that vanished without a word is noticed, not waited for.
            "keepalives_idle": 30,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 30_000,
        },
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(RELAXED, False):
        connection.exec_driver_sql("set local synchronous_commit = off")


@contextmanager
def server_line(engine: Engine) -> Iterator[tuple[Line, Keep]]:
    """A line to that server, its transaction opened by Core, which knows what state of it to read."""
    with engine.connect() as connection:
        connection.begin()
        yield Line(connection.connection.driver_connection, engine.dialect), connection.commit
