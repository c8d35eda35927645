"""procrastinate's database when it is an SQLite file: nothing to install beside the service."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from os import PathLike, fspath
from typing import Self

from procrastinate import exceptions
from procrastinate.connector import Notify
from procrastinate.jobs import DEFAULT_PRIORITY, DEFAULT_QUEUE

from conseillers_adapters.jobs import queries
from conseillers_adapters.jobs.answers import (
    NAMES,
    Row,
    enlisted,
    insert_unless_waiting,
    one_of,
    perform,
    rows_of,
    sqlite_of,
    stored,
    translated,
)
from conseillers_adapters.jobs.bells import Bells
from conseillers_adapters.jobs.store import JobStore, NewJob
from conseillers_adapters.one_writer import be_patient, begin_alone

PRAGMAS = ("journal_mode = wal", "synchronous = normal", "foreign_keys = on")
"""Taking a job and ending it do not wait for the disk: lost in a power cut, the job is done again."""

# After these, a job may have become due that no other connection will have been seen to write.
AWAKENING = frozenset({"defer_jobs", "defer_periodic_job", "retry_job"})

DURABLE = AWAKENING | {"cancel_job"}
"""What was asked for and has to stand a power cut; the rest only says how far a job got."""


def machine_clock() -> datetime:
    """The present, by this machine's clock."""
    return datetime.now(UTC)


class SqliteConnector(JobStore):
    """One SQLite file holding the jobs, usually the one that holds the facts they come from.

    It has a connection of its own, shared by the threads of the process one at a time. What comes
    with a `connection` (a `sqlite3.Connection` on the same file, its transaction begun) is written
    through that one and neither committed nor undone here. The tables must exist: the migrations
    call `schema.create_tables`.

    `now` is the clock: a worker in production must be given the real one. `watch` is how often, in
    seconds, a waiting worker looks whether another connection, of this process or another, has
    committed: some microseconds each time.

    Raises procrastinate's `ConnectorException` when the database refuses, `AppNotOpen` before
    `open`.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        now: Callable[[], datetime] = machine_clock,
        watch: float = 0.05,
    ) -> None:
        """Keep the path of the file; not `:memory:`, which other connections would not share."""
        self._path = fspath(path)
        self._clock = now
        self._watch = watch
        self._ahead: datetime | None = None
        self._bells = Bells()
        self._mutex = threading.Lock()
        self._own: sqlite3.Connection | None = None
        self._holders = 0

    # What the engine asks

    def add(self, jobs: Sequence[NewJob], connection: object | None = None) -> int:
        """Write the rows straight, as procrastinate would: its own `defer` costs five times more."""
        at = self.now().timestamp()
        rows = [
            (
                DEFAULT_QUEUE,
                job.task,
                DEFAULT_PRIORITY,
                None,
                job.key,
                json.dumps(job.args),
                None if job.at is None else job.at.timestamp(),
                at,
            )
            for job in jobs
        ]
        with translated():
            if connection is not None:
                return insert_unless_waiting(sqlite_of(connection), rows)
            with self._transaction(durable=True) as own:
                added = insert_unless_waiting(own, rows)
        self.wake()
        return added

    def now(self) -> datetime:
        """The present, by the clock given."""
        return self._clock()

    def wake(self) -> None:
        """Make the workers waiting in this process look for jobs."""
        self._bells.ring()

    @contextmanager
    def looking_ahead(self, until: datetime) -> Iterator[None]:
        """Inside, jobs planned at or before `until` count as due."""
        self._ahead = until
        try:
            yield
        finally:
            self._ahead = None

    # What procrastinate asks: opening, closing, listening

    def get_sync_connector(self) -> Self:
        """Itself: an SQLite file is no network to wait for."""
        return self

    def open(self, pool: object | None = None) -> None:  # noqa: ARG002 - there is no pool to be given
        """Connect, unless another part of the process did; each opening wants its closing."""
        with self._mutex, translated():
            if self._own is None:
                self._own = _connected(self._path)
            self._holders += 1

    def close(self) -> None:
        """Let go; the last one to do so closes the connection."""
        with self._mutex:
            self._holders = max(0, self._holders - 1)
            if self._own is not None and not self._holders:
                self._own.close()
                self._own = None

    async def open_async(self, pool: object | None = None) -> None:
        """As `open`."""
        self.open(pool)

    async def close_async(self) -> None:
        """As `close`."""
        self.close()

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        """Tell the worker, until cancelled, that there may be jobs: somebody rang, or committed."""
        channel = next(iter(channels))
        with self._bells.hang() as bell:
            seen = self._data_version()
            while True:
                heard = await bell.heard(self._watch)
                before, seen = seen, self._data_version()
                if heard or seen != before:
                    await on_notification(channel=channel, payload='{"type": "job_inserted", "job_id": 0}')

    def _data_version(self) -> int:
        """A number that changes when another connection, of whatever process, commits."""
        with self._mutex, translated():
            version: int = self._connection.execute("pragma data_version").fetchone()[0]
        return version

    # What procrastinate asks: its queries

    def execute_query(self, query: str, **arguments: object) -> None:
        """Answer nothing."""
        self._answer(query, arguments)

    def execute_query_one(self, query: str, **arguments: object) -> Row:
        """Answer the first row; `NoResult` when there is none."""
        return one_of(query, self._answer(query, arguments))

    def execute_query_all(self, query: str, **arguments: object) -> list[Row]:
        """Answer every row."""
        return self._answer(query, arguments)

    def execute_query_one_with_connection(self, connection: object, query: str, **arguments: object) -> Row:
        """Answer the first row, within the caller's transaction."""
        return one_of(query, enlisted(connection, query, self._stored(arguments)))

    def execute_query_all_with_connection(
        self, connection: object, query: str, **arguments: object
    ) -> list[Row]:
        """Answer every row, within the caller's transaction."""
        return enlisted(connection, query, self._stored(arguments))

    async def execute_query_async(self, query: str, **arguments: object) -> None:
        """As `execute_query`: a query is shorter than a change of threads; the loop has its own."""
        self.execute_query(query, **arguments)

    async def execute_query_one_async(self, query: str, **arguments: object) -> Row:
        """As `execute_query_one`."""
        return self.execute_query_one(query, **arguments)

    async def execute_query_all_async(self, query: str, **arguments: object) -> list[Row]:
        """As `execute_query_all`."""
        return self.execute_query_all(query, **arguments)

    async def execute_query_one_async_with_connection(
        self, connection: object, query: str, **arguments: object
    ) -> Row:
        """As `execute_query_one_with_connection`."""
        return self.execute_query_one_with_connection(connection, query, **arguments)

    async def execute_query_all_async_with_connection(
        self, connection: object, query: str, **arguments: object
    ) -> list[Row]:
        """As `execute_query_all_with_connection`."""
        return self.execute_query_all_with_connection(connection, query, **arguments)

    # How they are answered

    def _answer(self, query: str, arguments: Mapping[str, object]) -> list[Row]:
        name = NAMES[query]
        given = self._stored(arguments)
        with translated():
            if name in queries.READS:
                with self._mutex:
                    return rows_of(self._connection, queries.READS[name], given)
            if name == "fetch_job" and not self._anything_due(given):
                return []
            with self._transaction(durable=name in DURABLE) as own:
                rows = perform(own, name, given)
        if name in AWAKENING:
            self.wake()
        return rows

    def _anything_due(self, given: Mapping[str, object]) -> bool:
        with self._mutex:
            return bool(rows_of(self._connection, queries.ANYTHING_DUE, given))

    def _stored(self, arguments: Mapping[str, object]) -> dict[str, object]:
        now = self.now()
        return {
            "now": now.timestamp(),
            "horizon": (now if self._ahead is None else max(now, self._ahead)).timestamp(),
            # Jobs to defer are rows of their own, written one by one.
            **{name: value if name == "jobs" else stored(value) for name, value in arguments.items()},
        }

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._own is None:
            raise exceptions.AppNotOpen
        return self._own

    @contextmanager
    def _transaction(self, *, durable: bool) -> Iterator[sqlite3.Connection]:
        """Write alone, from the start: a transaction begun by reading may be refused its write.

        `durable`: once done, it stands a power cut, and all that was done before it.
        """
        with self._mutex, _waiting_for_the_disk(self._connection, durable) as own:
            begin_alone(own)
            try:
                yield own
            except BaseException:
                own.execute("rollback")
                raise
            own.execute("commit")


@contextmanager
def _waiting_for_the_disk(connection: sqlite3.Connection, durable: bool) -> Iterator[sqlite3.Connection]:
    if not durable:
        yield connection
        return
    connection.execute("pragma synchronous = full")
    try:
        yield connection
    finally:
        connection.execute("pragma synchronous = normal")


def _connected(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        for pragma in PRAGMAS:
            connection.execute(f"pragma {pragma}")
        be_patient(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
