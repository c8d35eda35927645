"""The jobs of an installation stand in its database, whichever that is."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from urllib.parse import unquote

from conseillers_adapters.jobs import schema
from conseillers_adapters.jobs.store import JobStore

SQLITE = "sqlite:///"


def job_store(url: str, now: Callable[[], datetime] | None = None) -> JobStore:
    """The jobs of the database of that URL, written as SQLAlchemy's.

    `now`: a clock of one's own; none: the machine's, or the server's where machines are several.
    """
    if url.startswith(SQLITE):
        from conseillers_adapters.jobs.sqlite_connector import SqliteConnector, machine_clock

        return SqliteConnector(unquote(url.removeprefix(SQLITE).partition("?")[0]), now=now or machine_clock)
    from conseillers_adapters.jobs.postgres_connector import PostgresConnector

    return PostgresConnector(url.replace("postgresql+psycopg:", "postgresql:", 1), now=now)


def create_tables(connection: object) -> None:
    """Make the tables that are missing, within the transaction open on a driver's connection."""
    if isinstance(connection, sqlite3.Connection):
        schema.create_tables(connection)
        return
    from conseillers_adapters.jobs import postgres_schema

    postgres_schema.create_tables(postgres_schema.psycopg_of(connection))
