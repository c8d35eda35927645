"""Where jobs, workers and periodic tasks are kept in PostgreSQL: procrastinate's own tables, and an index."""

from typing import Any

from procrastinate.schema import SchemaManager
from psycopg import Connection

from conseillers_adapters.jobs.postgres_queries import DUE


def psycopg_of(connection: object) -> "Connection[Any]":
    """The driver's connection that was handed over, and nothing else; `TypeError` otherwise."""
    if not isinstance(connection, Connection):
        raise TypeError("the transaction of a job is a psycopg.Connection, not its SQLAlchemy cover")
    return connection


def create_tables(connection: "Connection[Any]") -> None:
    """Make what is missing, within the caller's transaction."""
    (found,) = connection.execute("select to_regclass('procrastinate_jobs')").fetchone() or (None,)
    if found is None:
        connection.execute(SchemaManager.get_schema())
    connection.execute(DUE)
