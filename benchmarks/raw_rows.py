"""Rows written and read by a driver alone, as a bare handler does it: sqlite3, or asynchronous psycopg."""

import json
import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from attrs import frozen
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool

from benchmarks.databases import driver_address
from conseillers_adapters.sql.sqlite_engine import PRAGMAS

Values = Sequence[tuple[Any, ...]]
Asked = tuple[str, Sequence[Any]]
CONNECTIONS = 8


class Rows(Protocol):
    """One database, in transactions of their own: durable when they wrote."""

    async def write(self, changes: Sequence[Asked], rows: Sequence[tuple[str, Values]]) -> None:
        """Change, then add whole rows to tables; statements mark their values with `?`."""
        ...

    async def read(self, *questions: Asked) -> list[list[tuple[Any, ...]]]:
        """What each of them answers, in one state of the database."""
        ...

    def jobs(self, at: datetime, *facts: str) -> tuple[str, Values]:
        """The rows of the jobs that react to these facts."""
        ...


def _insertion(table: str, width: int) -> str:
    return f"insert into {table} values ({','.join('?' * width)})"  # noqa: S608 - our own names


@frozen
class SqliteRows:
    """One connection, prepared as the service prepares its own; its handlers hold the event loop."""

    connection: sqlite3.Connection

    @classmethod
    def of(cls, url: str) -> "SqliteRows":
        """Open that database."""
        connection = sqlite3.connect(driver_address(url), isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return cls(connection)

    async def write(self, changes: Sequence[Asked], rows: Sequence[tuple[str, Values]]) -> None:
        """As the protocol says."""
        self.connection.execute("begin immediate")
        for statement, values in changes:
            self.connection.execute(statement, values)
        for table, added in rows:
            self.connection.executemany(_insertion(table, len(added[0])), added)
        self.connection.execute("commit")

    async def read(self, *questions: Asked) -> list[list[tuple[Any, ...]]]:
        """As the protocol says."""
        self.connection.execute("begin")
        found = [self.connection.execute(*asked).fetchall() for asked in questions]
        self.connection.execute("commit")
        return found

    def jobs(self, at: datetime, *facts: str) -> tuple[str, Values]:
        """As the protocol says."""
        due = at.timestamp()
        columns = "procrastinate_jobs (queue_name, task_name, args, scheduled_at, changed_at)"
        return columns, [("default", "react", json.dumps({"fact": fact}), due, due) for fact in facts]


@frozen
class PostgresRows:
    """A few connections, waited for without holding the event loop."""

    pool: AsyncConnectionPool

    @classmethod
    def of(cls, url: str) -> "PostgresRows":
        """Nothing is opened before the first question."""
        pool = AsyncConnectionPool(
            driver_address(url), min_size=CONNECTIONS, max_size=CONNECTIONS, open=False
        )
        return cls(pool)

    async def write(self, changes: Sequence[Asked], rows: Sequence[tuple[str, Values]]) -> None:
        """As the protocol says."""
        await self.pool.open()
        async with self.pool.connection() as connection, connection.cursor() as cursor:
            for statement, values in changes:
                await cursor.execute(_psycopg(statement), values)
            for table, added in rows:
                await cursor.executemany(_psycopg(_insertion(table, len(added[0]))), added)

    async def read(self, *questions: Asked) -> list[list[tuple[Any, ...]]]:
        """As the protocol says."""
        await self.pool.open()
        async with self.pool.connection() as connection, connection.cursor() as cursor:
            return [
                await (await cursor.execute(_psycopg(statement), values)).fetchall()
                for statement, values in questions
            ]

    def jobs(self, at: datetime, *facts: str) -> tuple[str, Values]:
        """As the protocol says."""
        columns = "procrastinate_jobs (queue_name, task_name, args, scheduled_at)"
        return columns, [("default", "react", Jsonb({"fact": fact}), at) for fact in facts]


def _psycopg(statement: str) -> Any:  # noqa: ANN401 - psycopg wants literals of SQL
    return re.sub(r"\?", "%s", statement)


def rows_of(url: str) -> Rows:
    """The rows of the database of that URL."""
    return SqliteRows.of(url) if url.startswith("sqlite") else PostgresRows.of(url)
