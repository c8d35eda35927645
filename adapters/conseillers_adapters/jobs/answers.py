"""How SQLite answers one query of procrastinate, on whatever connection."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any

from procrastinate import exceptions, manager, schema, sql
from procrastinate.types import JobToDefer

from conseillers_adapters.jobs import looking, queries
from conseillers_adapters.jobs.schema import create_tables

Row = dict[str, Any]

# procrastinate hands over the text of its PostgreSQL queries; only their names mean anything here.
NAMES: Mapping[str, str] = {
    **{text: name for name, text in sql.queries.items()},
    schema.SchemaManager.get_schema().replace("%", "%%"): "apply_schema",
    **looking.NAMES,
    **queries.OWN,
}


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


READERS: Mapping[str, Callable[[Any], object]] = {
    "args": json.loads,
    "stats": json.loads,
    "scheduled_at": _moment,
    "last_heartbeat": _moment,
    "abort_requested": bool,
}


def _row(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> Row:
    """A line of an answer, as procrastinate expects its values."""
    return {
        name: READERS[name](value) if name in READERS else value
        for (name, *_), value in zip(cursor.description, values, strict=True)
    }


def stored(value: object) -> object:
    """A value as SQLite keeps it: moments in seconds, collections as JSON."""
    match value:
        case datetime():
            return value.timestamp()
        case None | str() | int() | float():
            return value
        case Mapping():
            return json.dumps(value)
        case Iterable():
            return json.dumps(list(value))
        case _:
            raise TypeError(f"a job's {type(value).__name__} cannot be kept")


@contextmanager
def translated() -> Iterator[None]:
    """SQLite's refusals, as procrastinate knows them."""
    try:
        yield
    except sqlite3.Error as error:
        raise exceptions.ConnectorException(str(error)) from error


def sqlite_of(connection: object) -> sqlite3.Connection:
    """The driver's connection that was handed over, and nothing else; `TypeError` otherwise."""
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError("the transaction of a job is a sqlite3.Connection, not its SQLAlchemy cover")
    return connection


def insert_unless_waiting(connection: sqlite3.Connection, rows: Sequence[tuple[object, ...]]) -> int:
    """Add the jobs whose key is not waiting; answers how many."""
    with closing(connection.cursor()) as cursor:
        cursor.executemany(queries.INSERT_UNLESS_WAITING, rows)
        return max(0, cursor.rowcount)


def enlisted(connection: object, query: str, given: Mapping[str, object]) -> list[Row]:
    """Answer within somebody's transaction: refused, it undoes its own part and nothing else."""
    enlisting = sqlite_of(connection)
    with translated():
        enlisting.execute("savepoint jobs")
        try:
            return perform(enlisting, NAMES[query], given)
        except BaseException:
            enlisting.execute("rollback to jobs")
            raise
        finally:
            enlisting.execute("release jobs")


def perform(connection: sqlite3.Connection, name: str, given: Mapping[str, Any]) -> list[Row]:
    """The rows of the query of that name, inside the transaction open on this connection."""
    if name == "apply_schema":
        create_tables(connection)
        return []
    if name == "defer_jobs":
        return [_defer(connection, job, given["now"]) for job in given["jobs"]]
    texts = (queries.READS[name],) if name in queries.READS else queries.WRITES[name]
    try:
        rows = [row for text in texts for row in rows_of(connection, text, given)]
    except sqlite3.IntegrityError as error:
        raise _already_waiting(given.get("queueing_lock")) from error
    if name in queries.MUST_FIND and not rows:
        raise exceptions.ConnectorException(f"job {given['job_id']} is not there to {name}")
    return rows


def _defer(connection: sqlite3.Connection, job: JobToDefer, at: float) -> Row:
    try:
        cursor = connection.execute(queries.INSERT, (*map(stored, job), at))
    except sqlite3.IntegrityError as error:
        raise _already_waiting(job.queueing_lock) from error
    return {"id": cursor.lastrowid}


def _already_waiting(key: str | None) -> exceptions.UniqueViolation:
    return exceptions.UniqueViolation(constraint_name=manager.QUEUEING_LOCK_CONSTRAINT, queueing_lock=key)


def rows_of(connection: sqlite3.Connection, text: str, given: Mapping[str, object]) -> list[Row]:
    """What one statement answers, as procrastinate expects it."""
    # The row factory is the cursor's: the connection may be somebody else's.
    with closing(connection.cursor()) as cursor:
        cursor.row_factory = _row
        return cursor.execute(text, given).fetchall()


def one_of(query: str, rows: list[Row]) -> Row:
    """The first row, or what PostgreSQL would answer in its stead; `NoResult` when that is none."""
    if rows:
        return rows[0]
    if NAMES[query] in queries.ANSWERED_BY_NOTHING:
        return {"id": None}
    raise exceptions.NoResult
