"""procrastinate's database when it is PostgreSQL: for workers on several machines."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import Any, Final, Self

import psycopg
from procrastinate import exceptions, sql
from procrastinate.connector import LISTEN_TIMEOUT, Notify
from procrastinate.jobs import DEFAULT_PRIORITY, DEFAULT_QUEUE
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector, wrap_exceptions
from psycopg.types.json import Jsonb

from conseillers_adapters.jobs import looking
from conseillers_adapters.jobs.postgres_queries import INSERT, REPLACED
from conseillers_adapters.jobs.postgres_schema import psycopg_of
from conseillers_adapters.jobs.queries import ANSWERED_BY_NOTHING, MUST_FIND, OWN
from conseillers_adapters.jobs.store import JobStore, NewJob

Row = dict[str, Any]

CONNECTIONS: Final = 4
PATIENCE: Final = 10.0
"""Seconds a query waits for a connection."""

NAMES: Final[Mapping[str, str]] = {text: name for name, text in sql.queries.items()} | looking.NAMES | OWN


class PostgresConnector(JobStore):
    """The jobs of a PostgreSQL database, usually the one that holds the facts they come from.

    What comes with a `connection` (psycopg's, its transaction begun) is written through that one and
    neither committed nor undone here. The tables must exist: `postgres_schema.create_tables`.

    Its queries are psycopg's synchronous ones, in threads when a loop asks: one pool serves the worker's
    loop and every other thread alike. `now`: a clock of one's own, for tests; none: the server's, which is
    the same for all machines.

    Raises procrastinate's `ConnectorException` when the database refuses, `AppNotOpen` before `open`.
    """

    def __init__(
        self,
        conninfo: str,
        *,
        now: Callable[[], datetime] | None = None,
        connections: int = CONNECTIONS,
    ) -> None:
        """Keep where it is; nothing is opened."""
        self._conninfo = conninfo
        self._clock = now
        self._ahead: datetime | None = None
        self._base = SyncPsycopgConnector(
            conninfo=conninfo,
            min_size=1,
            max_size=connections,
            timeout=PATIENCE,
            kwargs={"application_name": "conseillers jobs"},
        )
        self._lock = Lock()
        self._holders = 0

    # What the engine asks

    def add(self, jobs: Sequence[NewJob], connection: object | None = None) -> int:
        """Write the rows straight, all at once: a key that waits already must not spoil the transaction."""
        given = {
            "queue": DEFAULT_QUEUE,
            "priority": DEFAULT_PRIORITY,
            "tasks": [job.task for job in jobs],
            "keys": [job.key for job in jobs],
            "args": [Jsonb(job.args) for job in jobs],
            "moments": [job.at for job in jobs],
        }
        if connection is not None:
            return psycopg_of(connection).execute(INSERT, given).rowcount
        with wrap_exceptions(), self._base.pool.connection() as own:
            return own.execute(INSERT, given).rowcount

    def now(self) -> datetime:
        """The present, by the clock given or this machine's."""
        return datetime.now(UTC) if self._clock is None else self._clock()

    def wake(self) -> None:
        """Nothing to do: the server notifies every worker when the transaction is committed."""

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
        """Itself."""
        return self

    def open(self, pool: object | None = None) -> None:  # noqa: ARG002 - the pool is its own
        """Connect, unless another part of the process did; each opening wants its closing."""
        with self._lock, wrap_exceptions():
            if not self._holders:
                self._base.open()
            self._holders += 1

    def close(self) -> None:
        """Let go; the last one to do so closes the connections."""
        with self._lock:
            self._holders = max(0, self._holders - 1)
            if not self._holders:
                self._base.close()

    async def open_async(self, pool: object | None = None) -> None:
        """As `open`."""
        await asyncio.to_thread(self.open, pool)

    async def close_async(self) -> None:
        """As `close`."""
        await asyncio.to_thread(self.close)

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        """Tell the worker, until cancelled, that there are jobs; a line that breaks is made again."""
        listened = [psycopg.sql.SQL("listen {}").format(psycopg.sql.Identifier(one)) for one in channels]
        while True:
            with wrap_exceptions():
                line = await psycopg.AsyncConnection.connect(
                    self._conninfo, autocommit=True, application_name="conseillers jobs"
                )
            async with line:
                try:
                    for one in listened:
                        await line.execute(one)
                    while True:
                        async for told in line.notifies(timeout=LISTEN_TIMEOUT):
                            await on_notification(channel=told.channel, payload=told.payload)
                        await line.execute("select 1")
                except psycopg.OperationalError:
                    continue

    # What procrastinate asks: its queries

    def execute_query(self, query: str, **arguments: object) -> None:
        """Answer nothing."""
        name = NAMES.get(query)
        if name in REPLACED or name in MUST_FIND:
            self._answer(query, arguments)
        else:
            self._base.execute_query(query, **arguments)

    def execute_query_one(self, query: str, **arguments: object) -> Row:
        """Answer the first row; `NoResult` when there is none."""
        rows = self._answer(query, arguments)
        if rows:
            return rows[0]
        if NAMES.get(query) in ANSWERED_BY_NOTHING:
            return {"id": None}
        raise exceptions.NoResult

    def execute_query_all(self, query: str, **arguments: object) -> list[Row]:
        """Answer every row."""
        return self._answer(query, arguments)

    def execute_query_one_with_connection(self, connection: object, query: str, **arguments: object) -> Row:
        """Answer the first row, within the caller's transaction."""
        return self._base.execute_query_one_with_connection(psycopg_of(connection), query, **arguments)

    def execute_query_all_with_connection(
        self, connection: object, query: str, **arguments: object
    ) -> list[Row]:
        """Answer every row, within the caller's transaction; refused, it undoes its own part only."""
        own = psycopg_of(connection)
        with wrap_exceptions(), own.transaction():
            return self._base.execute_query_all_with_connection(own, query, **arguments)

    async def execute_query_async(self, query: str, **arguments: object) -> None:
        """As `execute_query`, the loop being left free meanwhile."""
        await asyncio.to_thread(lambda: self.execute_query(query, **arguments))

    async def execute_query_one_async(self, query: str, **arguments: object) -> Row:
        """As `execute_query_one`."""
        return await asyncio.to_thread(lambda: self.execute_query_one(query, **arguments))

    async def execute_query_all_async(self, query: str, **arguments: object) -> list[Row]:
        """As `execute_query_all`."""
        return await asyncio.to_thread(lambda: self.execute_query_all(query, **arguments))

    # How they are answered

    def _answer(self, query: str, arguments: Mapping[str, object]) -> list[Row]:
        name = NAMES[query]
        text = REPLACED.get(name)
        if text is None:
            return self._base.execute_query_all(query, **arguments)
        now = None if self._clock is None else self._clock()
        horizon = self._ahead if now is None or self._ahead is None else max(now, self._ahead)
        given = {**arguments, "now": now, "horizon": now if horizon is None else horizon}
        rows: list[Row] = self._base.execute_query_all(text, **given)
        if name in MUST_FIND and not rows:
            raise exceptions.ConnectorException(f"job {arguments['job_id']} is not there to {name}")
        return rows
