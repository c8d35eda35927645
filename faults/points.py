"""The points of a life where it may end: around each statement, commit, answer, mail and job.

Hooked where the drivers are, below whatever the service puts on top of them. Only the process that is to be
killed is changed so.
"""

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import wraps
from random import Random
from smtplib import SMTP
from sqlite3 import dbapi2
from threading import Lock, Thread
from typing import Any, Final

import psycopg
from attrs import define, field, frozen
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from conseillers_adapters.jobs import postgres_connector, sqlite_connector
from conseillers_adapters.jobs.answers import NAMES
from conseillers_adapters.mail.smtp_post import SmtpPost
from conseillers_application.enrich_demand import EnrichDemand
from conseillers_application.react import React
from conseillers_application.send_letter import SendLetter


class Activity(StrEnum):
    """What the service is at."""

    DEPOSIT = "deposit"
    POSITION = "position or comment"
    ANSWER = "answer"
    SIGNING_IN = "signing in"
    READING = "reading"
    REACTION = "reaction"
    TRANSMISSION = "late transmission"
    LETTER = "letter"
    WORKER = "worker"
    ANYTHING = "anything"


class Point(StrEnum):
    """A moment of it."""

    BEFORE_STATEMENT = "before a statement"
    AFTER_STATEMENT = "after a statement"
    BEFORE_COMMIT = "before the commit"
    AFTER_COMMIT = "after the commit"
    BEFORE_ANSWER = "before the answer"
    AFTER_ANSWER = "after the answer"
    BEFORE_MAIL = "before a mail is handed over"
    UNREAD = "before the mail server’s answer is read"
    AFTER_MAIL = "after a mail is handed over"
    BEFORE_FETCH = "before a job is fetched"
    AFTER_FETCH = "after a job is fetched"
    BEFORE_FINISH = "before a job is finished"
    AFTER_FINISH = "after a job is finished"
    INSTANT = "at any instant"


@frozen
class Place:
    """Where a life ends."""

    activity: Activity
    point: Point


_DATABASE: Final = {
    Point.BEFORE_STATEMENT: 20,
    Point.AFTER_STATEMENT: 20,
    Point.BEFORE_COMMIT: 4,
    Point.AFTER_COMMIT: 4,
}
_ANSWER: Final = {Point.BEFORE_ANSWER: 3, Point.AFTER_ANSWER: 3}
_MAIL: Final = {Point.BEFORE_MAIL: 4, Point.UNREAD: 16, Point.AFTER_MAIL: 4}
_JOB: Final = {
    Point.BEFORE_FETCH: 8,
    Point.AFTER_FETCH: 6,
    Point.BEFORE_FINISH: 6,
    Point.AFTER_FINISH: 6,
}
PLACES: Final = {
    Place(activity, point): most
    for activity, points in {
        Activity.DEPOSIT: _DATABASE | _ANSWER,
        Activity.POSITION: _DATABASE | _ANSWER,
        Activity.ANSWER: _DATABASE | _ANSWER,
        Activity.SIGNING_IN: {Point.BEFORE_COMMIT: 1, Point.AFTER_COMMIT: 1},
        Activity.REACTION: _DATABASE,
        Activity.TRANSMISSION: {
            Point.BEFORE_STATEMENT: 8,
            Point.AFTER_STATEMENT: 8,
            Point.BEFORE_COMMIT: 2,
            Point.AFTER_COMMIT: 2,
        },
        Activity.LETTER: _DATABASE | _MAIL,
        Activity.WORKER: _DATABASE | _JOB,
        Activity.ANYTHING: {Point.INSTANT: 400},
    }.items()
    for point, most in points.items()
}
"""Every place, and how often at most a life passes there before it ends; milliseconds for an instant."""

_activity: ContextVar[Activity] = ContextVar("activity", default=Activity.WORKER)


def activity() -> Activity:
    """What this thread, or task, is at."""
    return _activity.get()


@define
class Reaper:
    """Ends the life at the `nth` passage there."""

    place: Place
    nth: int
    _passed: int = 0
    _lock: Lock = field(factory=Lock)

    @classmethod
    def drawn(cls, random: Random) -> "Reaper":
        """One of the places, one of the passages."""
        place = random.choice(list(PLACES))
        return cls(place, random.randint(1, PLACES[place]))

    def wait(self) -> None:
        """Start counting, for an instant that no point tells."""
        if self.place.point is Point.INSTANT:
            Thread(target=self._strike, daemon=True).start()

    def passing(self, point: Point) -> None:
        """A point is reached."""
        if point is not self.place.point or activity() is not self.place.activity:
            return
        with self._lock:
            self._passed += 1
            if self._passed == self.nth:
                die()

    def _strike(self) -> None:
        time.sleep(self.nth / 1000)
        die()


def die() -> None:
    """End here and now: nothing is said, nothing is put away."""
    os.kill(os.getpid(), signal.SIGKILL)


_reaper: list[Reaper] = []


def doom(reaper: Reaper) -> None:
    """This process ends where the reaper says."""
    _reaper[:] = [reaper]
    reaper.wait()


def at(point: Point) -> None:
    """Pass a point."""
    for reaper in _reaper:
        reaper.passing(point)


@contextmanager
def busy_with(what: Activity) -> Iterator[None]:
    """Say what the points passed inside belong to."""
    before = _activity.set(what)
    try:
        yield
    finally:
        _activity.reset(before)


@contextmanager
def _asked(text: object) -> Iterator[None]:
    """The points around something asked of the database."""
    word = str(text).lstrip()[:6].lower()
    if word == "pragma":
        yield
        return
    commits = word == "commit"
    at(Point.BEFORE_COMMIT if commits else Point.BEFORE_STATEMENT)
    yield
    at(Point.AFTER_COMMIT if commits else Point.AFTER_STATEMENT)


class PointedCursor(sqlite3.Cursor):
    """A cursor whose statements are points."""

    def execute(self, sql: str, /, *given: Any) -> "PointedCursor":  # noqa: ANN401 - the driver's own
        """As the driver does."""
        with _asked(sql):
            super().execute(sql, *given)
        return self

    def executemany(self, sql: str, /, *given: Any) -> "PointedCursor":  # noqa: ANN401 - same
        """As the driver does."""
        with _asked(sql):
            super().executemany(sql, *given)
        return self


class PointedConnection(sqlite3.Connection):
    """A connection whose statements and commits are points."""

    def execute(self, sql: str, /, *given: Any) -> sqlite3.Cursor:  # noqa: ANN401 - the driver's own
        """As the driver does."""
        with _asked(sql):
            return super().execute(sql, *given)

    def cursor(self, factory: Any = None) -> Any:  # noqa: ANN401 - the driver's own
        """As the driver does."""
        return super().cursor(factory or PointedCursor)

    def commit(self) -> None:
        """As the driver does."""
        with _asked("commit"):
            super().commit()


def _around(owner: Any, name: str, wrapping: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:  # noqa: ANN401 - any class
    plain = getattr(owner, name)
    setattr(owner, name, wraps(plain)(wrapping(plain)))


def _statement(plain: Callable[..., Any]) -> Callable[..., Any]:
    def pointed(cursor: object, query: object, *given: object, **options: object) -> object:
        with _asked(query):
            return plain(cursor, query, *given, **options)

    return pointed


def _commit(plain: Callable[..., Any]) -> Callable[..., Any]:
    def pointed(connection: object) -> None:
        with _asked("commit"):
            plain(connection)

    return pointed


def _within(what: Activity) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def wrapping(plain: Callable[..., Any]) -> Callable[..., Any]:
        def pointed(*given: object, **options: object) -> object:
            with busy_with(what):
                return plain(*given, **options)

        return pointed

    return wrapping


def _mail(plain: Callable[..., Any]) -> Callable[..., Any]:
    def pointed(*given: object) -> None:
        at(Point.BEFORE_MAIL)
        plain(*given)
        at(Point.AFTER_MAIL)

    return pointed


def _reply(plain: Callable[..., Any]) -> Callable[..., Any]:
    def pointed(*given: object) -> object:
        at(Point.UNREAD)
        return plain(*given)

    return pointed


def _job(names: dict[str, str]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    steps = {
        "fetch_job": (Point.BEFORE_FETCH, Point.AFTER_FETCH),
        "finish_job": (Point.BEFORE_FINISH, Point.AFTER_FINISH),
    }

    def wrapping(plain: Callable[..., Any]) -> Callable[..., Any]:
        def pointed(connector: object, query: str, arguments: object) -> list[Any]:
            before, after = steps.get(names[query], (None, None))
            if before:
                at(before)
            rows: list[Any] = plain(connector, query, arguments)
            if after and rows:
                at(after)
            return rows

        return pointed

    return wrapping


def lay_points() -> None:
    """Change the drivers, the mail line and the jobs of this process so that each passage is a point."""
    connect = sqlite3.connect

    def pointed(*given: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - the driver's own
        made: sqlite3.Connection = connect(*given, **{"factory": PointedConnection, **options})
        return made

    for module in (sqlite3, dbapi2):
        setattr(module, "connect", pointed)  # noqa: B010 - typeshed's signature is of overloads
    _around(psycopg.Cursor, "execute", _statement)
    _around(psycopg.Cursor, "executemany", _statement)
    _around(psycopg.Connection, "commit", _commit)
    _around(SmtpPost, "send", _mail)
    _around(SMTP, "getreply", _reply)
    _around(sqlite_connector.SqliteConnector, "_answer", _job(dict(NAMES)))
    _around(postgres_connector.PostgresConnector, "_answer", _job(dict(postgres_connector.NAMES)))
    _around(React, "__call__", _within(Activity.REACTION))
    _around(EnrichDemand, "__call__", _within(Activity.TRANSMISSION))
    _around(SendLetter, "__call__", _within(Activity.LETTER))


@frozen
class PointedApp:
    """The service, each of its answers being a point."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As the service does."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return

        async def pointed(message: Message) -> None:
            if message["type"] == "http.response.start":
                at(Point.BEFORE_ANSWER)
            await send(message)
            if message["type"] == "http.response.body" and not message["more_body"]:
                at(Point.AFTER_ANSWER)

        with busy_with(_asked_for(scope["method"], scope["path"])):
            await self.app(scope, receive, pointed)


def _asked_for(method: str, path: str) -> Activity:
    if method == "GET":
        return Activity.READING
    if path.endswith(("/positions", "/comments")):
        return Activity.POSITION
    if path.endswith("/answer"):
        return Activity.ANSWER
    return Activity.DEPOSIT if path == "/api/demands" else Activity.SIGNING_IN
