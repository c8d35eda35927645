"""What an SQLite file keeps, beside its rows, of what was forgotten: its journal, its empty pages.

PostgreSQL gives their room back by itself, little by little.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection
from time import sleep
from typing import Final

from sqlalchemy import Engine

CHECKPOINT: Final = "PRAGMA wal_checkpoint(TRUNCATE)"
TRIES: Final = 20
APART: Final = 0.25
"""Seconds: those who read hold the journal for the time of a question."""


def leave_no_trace(engine: Engine) -> bool:
    """Whether nothing is left of what was overwritten; who reads for too long has it left to the next time.

    The file overwrites what it deletes (`secure_delete`); its journal still holds the former pages until all
    of the new ones are copied and it is cut.
    """
    if engine.dialect.name != "sqlite":
        return True
    with _driver(engine) as driver:
        for tried in range(TRIES):
            if tried:
                sleep(APART)
            (busy, *_) = driver.execute(CHECKPOINT).fetchone()
            if not busy:
                return True
    return False


def compact(engine: Engine) -> None:
    """Write the whole file anew, without what was deleted before it overwrote what it deletes."""
    if engine.dialect.name == "sqlite":
        with _driver(engine) as driver:
            driver.execute("VACUUM").close()
        leave_no_trace(engine)


@contextmanager
def _driver(engine: Engine) -> Iterator[Connection]:
    pooled = engine.raw_connection()
    try:
        driver = pooled.driver_connection
        assert isinstance(driver, Connection)
        yield driver
    finally:
        pooled.close()
