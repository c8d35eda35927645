"""Waiting for the write lock of an SQLite file, which the processes that share it take in no order."""

from random import uniform
from sqlite3 import SQLITE_BUSY, Connection, OperationalError
from time import monotonic, sleep
from typing import Final

PATIENCE: Final = 10.0
"""Seconds until a writer that is never let in gives up."""
STEP: Final = 0.002
"""Seconds between two looks, at most."""

BEGIN: Final = "BEGIN IMMEDIATE"
_PATIENT: Final = f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}"
_AT_ONCE: Final = "PRAGMA busy_timeout=0"


def be_patient(connection: Connection) -> None:
    """Have SQLite itself wait, for all but the write lock."""
    connection.execute(_PATIENT).close()


def begin_alone(connection: Connection, *, patience: float = PATIENCE) -> None:
    """Open the transaction of the one writer, once those before it are done.

    SQLite's own steps grow to a tenth of a second: beside a process that writes all the time, it looks so
    seldom that the lock is never free when it does.

    Raises:
        OperationalError: SQLITE_BUSY once patience is over.
    """
    until = monotonic() + patience
    connection.execute(_AT_ONCE).close()
    try:
        while True:
            try:
                connection.execute(BEGIN).close()
            except OperationalError as error:
                if not busy(error) or monotonic() >= until:
                    raise
            else:
                return
            sleep(uniform(0, STEP))  # noqa: S311 - two that wait must not look together
    finally:
        be_patient(connection)


def busy(error: OperationalError) -> bool:
    """Whether another connection holds what was asked for."""
    return error.sqlite_errorcode & 0xFF == SQLITE_BUSY
