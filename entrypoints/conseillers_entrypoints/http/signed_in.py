"""Who is behind a request: the session's cookie, the proof that a write comes from our pages, ETags."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.handlers.base import BaseRouteHandler

from conseillers_application.sessions import Identify, SignedIn
from conseillers_domain.accounts import Person
from conseillers_domain.errors import Forbidden, Unidentified

SESSION_COOKIE = "session"
CSRF_COOKIE = "csrftoken"
CSRF_HEADER = "x-csrftoken"
READING = frozenset({"GET", "HEAD", "OPTIONS"})

AnyRequest = Request[Any, Any, Any]


def has_session(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """A route's guard: without a session's cookie nothing of the body is even read."""
    if not connection.cookies.get(SESSION_COOKIE):
        raise Unidentified("Identifiez-vous pour continuer.")


def who(request: AnyRequest, identify: Identify) -> Person:
    """The person behind a request. Raises Unidentified, or Forbidden for a write from elsewhere."""
    token = request.cookies.get(SESSION_COOKIE)
    person = identify(token)
    if request.method not in READING:
        must_come_from_us(request, identify)
    return person


def must_come_from_us(request: AnyRequest, identify: Identify) -> None:
    """Raise Forbidden unless a write borne by a cookie carries the token our pages were given."""
    token = request.cookies.get(SESSION_COOKIE, "")
    if not identify.may_write(token, request.headers.get(CSRF_HEADER)):
        raise Forbidden(
            "Cette action ne vient pas d’une de nos pages : rechargez la page et recommencez.",
            code="csrf",
        )


def session_cookies(signed_in: SignedIn) -> list[Cookie]:
    """What the browser keeps of a session: its token, hidden from scripts, and the proof for writes."""
    return [
        _cookie(SESSION_COOKIE, signed_in.token, hidden=True),
        _cookie(CSRF_COOKIE, signed_in.csrf_token, hidden=False),
    ]


def no_cookies() -> list[Cookie]:
    """The same cookies, taken back."""
    return [
        Cookie(key=one, value="", path="/", max_age=0, secure=True, samesite="lax")
        for one in (SESSION_COOKIE, CSRF_COOKIE)
    ]


def _cookie(key: str, value: str, *, hidden: bool) -> Cookie:
    return Cookie(key=key, value=value, path="/", secure=True, httponly=hidden, samesite="lax")


def etag(version: object) -> str:
    """A version as answers carry it."""
    return f'"{version}"'


def expected_version(request: AnyRequest) -> str | None:
    """The version a writer had read (`If-Match`), None when they do not say."""
    given = request.headers.get("if-match")
    return None if given is None or given.strip() == "*" else given.strip().removeprefix("W/").strip('"')


def expected_number(request: AnyRequest) -> int | None:
    """The same, for things whose versions are counted. A tag that is none of ours matches nothing."""
    version = expected_version(request)
    if version is None:
        return None
    return int(version) if version.isdecimal() and len(version) < 10 else -1  # noqa: PLR2004 - digits
