"""Who is behind a request: the session's cookie, the proof that a write comes from our pages, ETags."""

from collections.abc import Callable
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie
from litestar.handlers.base import BaseRouteHandler

from conseillers_application.declare_incident import DeclareIncident
from conseillers_application.numbers import whole_number
from conseillers_application.sessions import Identify
from conseillers_application.sign_in import SignedIn
from conseillers_domain.accounts import Act, Person
from conseillers_domain.errors import Forbidden, Unidentified
from conseillers_entrypoints.http.limiting import AnyConnection, count_address

SESSION_COOKIE = "session"
CSRF_COOKIE = "csrftoken"
CSRF_HEADER = "x-csrftoken"
_PLACE = "conseillers.person"
_DECLARER = "conseillers.declarer"

AnyRequest = Request[Any, Any, Any]


def has_session(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """A route's guard: without a session's cookie nothing more is asked."""
    if not connection.cookies.get(SESSION_COOKIE):
        raise Unidentified("Identifiez-vous pour continuer.")


def who(request: AnyRequest, identify: Identify) -> Person:
    """The person who reads. Raises Unidentified, TooMany."""
    return _identified(request, identify)


def may_write(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """The guard of a route that changes something: who it is, and whether it comes from our pages.

    A guard runs before the body is read: a stranger learns nothing of what a body should be.
    """
    scope: Any = connection.scope
    scope[_PLACE] = _writer(connection)


def may_declare(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """The guard of a declared incident: a session, or the pass that a suspended person was given."""
    scope: Any = connection.scope
    scheme, _space, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        declare_incident: DeclareIncident = connection.app.state.declare_incident()
        scope[_DECLARER] = declare_incident.who(token.strip())
    else:
        scope[_DECLARER] = _writer(connection).id


def declarer(connection: AnyConnection) -> str:
    """The account that `may_declare` let in."""
    scope: Any = connection.scope
    account: str = scope[_DECLARER]
    return account


def may(act: Act) -> Callable[[AnyConnection, BaseRouteHandler], None]:
    """The guard, after `may_write`, of a route for those who may do this: to others it does not exist."""

    def guard(connection: AnyConnection, _: BaseRouteHandler) -> None:
        writer(connection).must_be_allowed(act)

    return guard


def writer(connection: AnyConnection) -> Person:
    """The person whom `may_write` let in."""
    scope: Any = connection.scope
    person: Person = scope[_PLACE]
    return person


def _writer(connection: AnyConnection) -> Person:
    identify: Identify = connection.app.state.identify()
    person, token = _identified(connection, identify), connection.cookies.get(SESSION_COOKIE, "")
    if not identify.may_write(token, connection.headers.get(CSRF_HEADER)):
        raise Forbidden(
            "Cette action ne vient pas d’une de nos pages : rechargez la page et recommencez.",
            code="csrf",
        )
    return person


def _identified(connection: AnyConnection, identify: Identify) -> Person:
    try:
        return identify(connection.cookies.get(SESSION_COOKIE))
    except Unidentified:
        count_address(connection)
        raise


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
    number = whole_number(version)
    return -1 if number is None else number
