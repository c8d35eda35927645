"""The points, laid in the drivers, mail line, jobs and answers of a process that is to be killed."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from smtplib import SMTP
from sqlite3 import dbapi2
from typing import Any, Final

import psycopg
from attrs import frozen
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from conseillers_adapters.jobs import postgres_connector, sqlite_connector
from conseillers_adapters.jobs.answers import NAMES
from conseillers_adapters.mail.smtp_post import SmtpPost
from conseillers_application.enrich_demand import EnrichDemand
from conseillers_application.export_figures import MakeExport
from conseillers_application.fill_baskets import FillBaskets
from conseillers_application.follow_up import FollowUp
from conseillers_application.react import React
from conseillers_application.remind_drafts import RemindDrafts
from conseillers_application.rounds import Round
from conseillers_application.send_letter import SendLetter
from conseillers_application.triage.archive import ArchiveReferrals
from faults.points import Activity, Point, at, busy_with


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
    _around(MakeExport, "__call__", _within(Activity.EXPORT))
    for one in (FollowUp, Round, RemindDrafts, ArchiveReferrals, FillBaskets):
        _around(one, "__call__", _within(Activity.CLOCK))


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

        with busy_with(asked_for(scope["method"], scope["path"])):
            await self.app(scope, receive, pointed)


PLACES_ASKED: Final = (
    ("/positions", Activity.POSITION),
    ("/comments", Activity.POSITION),
    ("/answer", Activity.ANSWER),
    ("/api/demands", Activity.DEPOSIT),
    ("/api/session", Activity.SIGNING_IN),
)
"""How addresses end, and what is asked for there."""
BEGIN: Final = (
    ("/api/admin/demands", Activity.TRIAGE),
    ("/api/admin/needs", Activity.TRIAGE),
    ("/api/admin", Activity.DESK),
    ("/api", Activity.OUTSIDE),
)
"""The same, of those left, by how they begin."""


def asked_for(method: str, path: str) -> Activity:
    """What somebody is after who asks that."""
    if method == "GET":
        return Activity.READING
    ends = (what for end, what in PLACES_ASKED if path.endswith(end))
    begins = (what for start, what in BEGIN if path.startswith(start))
    return next(ends, None) or next(begins)
