"""An SQLite file: what it needs so that no update is lost and what is accepted is durable."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection, StaticPool

from conseillers_adapters.one_writer import BEGIN, PATIENCE, be_patient, begin_alone, busy
from conseillers_adapters.sql.line import Keep, Line, as_core_says
from conseillers_adapters.sql.patience import WouldWait, hurried
from conseillers_adapters.sql.refusals import WROTE

READ_ONLY = "conseillers_read_only"
RELAXED = "conseillers_relaxed"
PATIENT = "conseillers_patient"
"""Seconds a writer waits for its turn, when it is not as long as all do."""
_WAITS = "conseillers_waits"
IDLE = "conseillers_idle"
"""The connections that wait for their next transaction: to give one back to the pool and take it again costs
more than a question."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # an acknowledged deposit survives a power cut, not only a crash
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-8192",
    "PRAGMA secure_delete=ON",  # what is forgotten is overwritten, not only let go
)


def sqlite_engine(url: URL) -> Engine:
    """An engine for that file, whose folder is made when it is missing.

    A transaction that may write takes the write lock when it begins: read-then-write in two threads then
    waits instead of losing one of the writes.
    """
    idle = list[PoolProxiedConnection]()
    if url.database in {None, "", ":memory:"}:
        options: dict[str, Any] = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    else:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
        options = {
            "pool_size": 16,
            "max_overflow": 48,
            "pool_use_lifo": True,
            "connect_args": {"check_same_thread": False, "cached_statements": 512},
        }
    engine = create_engine(url, hide_parameters=True, execution_options={IDLE: idle}, **options)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)

    @event.listens_for(engine, "engine_disposed")
    def close(_: Engine) -> None:
        while idle:
            pooled = idle.pop()
            pooled.detach()
            pooled.close()

    return engine


def _prepare(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma).close()
    be_patient(connection)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(READ_ONLY, False):
        connection.exec_driver_sql("BEGIN")
        return
    _wait_for_the_disk(connection.connection, options)
    driver = connection.connection.driver_connection
    assert isinstance(driver, SqliteConnection)
    try:
        begin_alone(driver, patience=options.get(PATIENT, PATIENCE))
    except OperationalError as error:
        raise as_core_says(error, connection.dialect, BEGIN) from error


def _wait_for_the_disk(pooled: PoolProxiedConnection, options: Mapping[str, Any]) -> None:
    """Have what is kept on this connection wait for the disk, or not, as the options say."""
    waits = not options.get(RELAXED, False)
    if pooled.info.get(_WAITS, True) is not waits:
        driver = pooled.driver_connection
        assert isinstance(driver, SqliteConnection)
        driver.execute(f"PRAGMA synchronous={'FULL' if waits else 'NORMAL'}").close()
        pooled.info[_WAITS] = waits


def begin(pooled: PoolProxiedConnection, options: Mapping[str, Any]) -> None:
    """Open a transaction. Raises WouldWait when another one writes and who asks must not wait for it."""
    driver = pooled.driver_connection
    assert isinstance(driver, SqliteConnection)
    if options.get(READ_ONLY, False):
        driver.execute("BEGIN").close()
        return
    _wait_for_the_disk(pooled, options)
    if not hurried():
        begin_alone(driver)
        return
    try:
        begin_alone(driver, patience=0)
    except OperationalError as error:
        if not busy(error):
            raise
        raise WouldWait from error


@contextmanager
def file_line(engine: Engine) -> Iterator[tuple[Line, Keep]]:
    """A line to that file, past Core: opening and closing one through it takes as long as three questions."""
    options = engine.get_execution_options()
    idle: list[PoolProxiedConnection] = options[IDLE]
    try:
        pooled = idle.pop()
    except IndexError:
        pooled = engine.raw_connection()
    driver = pooled.driver_connection
    assert isinstance(driver, SqliteConnection)
    try:
        begin(pooled, options)
        before = driver.total_changes

        def keep() -> None:
            # `PRAGMA query_only` would refuse what only reads to write, but makes SQLite prepare every
            # statement anew each time it is switched: a fifth of a deposit.
            if options.get(READ_ONLY, False) and driver.total_changes != before:
                raise TypeError(WROTE)
            driver.commit()

        yield Line(driver, engine.dialect), keep
    finally:
        driver.rollback()
        idle.append(pooled)
