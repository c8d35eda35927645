"""The databases under measure: an SQLite file, and a PostgreSQL server of their own."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import psycopg
from attrs import frozen
from sqlalchemy import make_url

from tests.postgres import Server, conninfo

Rows = list[tuple[Any, ...]]


class Database(Protocol):
    """One database: where it is, and how its rows are looked at from outside the service."""

    @property
    def kind(self) -> str:
        """What people call it."""
        ...

    @property
    def url(self) -> str:
        """Where it is, as the settings have it."""
        ...

    def rows(self, query: str) -> Rows:
        """What it answers."""
        ...

    def change(self, statements: Sequence[str]) -> None:
        """Change it from outside, all or nothing."""
        ...

    def copied(self, name: str) -> "Database":
        """A copy to write on; nobody may be using the original."""
        ...

    def settle(self) -> None:
        """Let it do at once what it does by and by after much was written."""
        ...


@frozen
class SqliteFile:
    """A file on the disk."""

    path: Path
    kind: str = "SQLite"

    @property
    def url(self) -> str:
        """As the protocol says."""
        return f"sqlite:///{self.path}"

    def rows(self, query: str) -> Rows:
        """As the protocol says."""
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query).fetchall()

    def change(self, statements: Sequence[str]) -> None:
        """As the protocol says."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    def copied(self, name: str) -> "SqliteFile":
        """As the protocol says."""
        return SqliteFile(Path(shutil.copy(self.path, self.path.with_name(f"{name}.db"))))

    def settle(self) -> None:
        """As the protocol says."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")


@frozen
class PostgresDatabase:
    """A database of a server."""

    server: Server
    url: str
    kind: str = "PostgreSQL"

    def rows(self, query: str) -> Rows:
        """As the protocol says."""
        with psycopg.connect(conninfo(self.url)) as connection:
            return connection.execute(query).fetchall()

    def change(self, statements: Sequence[str]) -> None:
        """As the protocol says."""
        with psycopg.connect(conninfo(self.url)) as connection:
            for statement in statements:
                connection.execute(statement)

    def copied(self, name: str) -> "PostgresDatabase":  # noqa: ARG002 - the server names it
        """As the protocol says."""
        return PostgresDatabase(self.server, self.server.fresh(self.url))

    def settle(self) -> None:
        """As the protocol says."""
        with psycopg.connect(conninfo(self.url), autocommit=True) as connection:
            connection.execute("vacuum analyze")
            connection.execute("checkpoint")


def rows_of(url: str) -> Callable[[str], Rows]:
    """What asks the database there, by its raw driver."""
    address = driver_address(url)

    def ask(query: str) -> Rows:
        if make_url(url).get_backend_name() == "sqlite":
            with closing(sqlite3.connect(address)) as connection:
                return connection.execute(query).fetchall()
        with psycopg.connect(address) as server:
            return server.execute(query).fetchall()

    return ask


def driver_address(url: str) -> str:
    """Where a database is, as its raw driver takes it: a path, or libpq's connection string."""
    parsed = make_url(url)
    return str(parsed.database) if parsed.get_backend_name() == "sqlite" else conninfo(url)


def on(database: Database, processes: int) -> str:
    """What a line was taken on, for its reader."""
    return f"{database.kind}, {'one process' if processes == 1 else f'{processes} processes'}"
