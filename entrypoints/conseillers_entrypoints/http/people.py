"""Signing in and out, and who one is (CGU 6.1)."""

from attrs import field, frozen
from litestar import Response, delete, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from conseillers_application.sessions import Identify, SignOut
from conseillers_application.sign_in import SignIn
from conseillers_domain.accounts import Person, Role
from conseillers_entrypoints.http.binding import DATABASE, compares_passwords, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.keeping_off import keep_off
from conseillers_entrypoints.http.signed_in import (
    SESSION_COOKIE,
    AnyRequest,
    has_session,
    may_write,
    no_cookies,
    session_cookies,
    who,
)
from conseillers_entrypoints.http.whence import asked_from


@frozen(kw_only=True)
class Credentials:
    """Ce qui identifie une personne."""

    email: str = field(metadata={"example": "zoe.marchand@cci.example"})
    password: str = field(metadata={"example": "demonstration-locale-2026"})
    totp: str | None = None


@frozen(kw_only=True)
class Me:
    """La personne identifiée, ses rôles et ses équipes."""

    id: str
    email: str
    name: str
    roles: tuple[Role, ...]
    teams: tuple[str, ...]


@frozen(kw_only=True)
class SessionOpened:
    """Une session ouverte ; `csrf_token` accompagne chaque écriture dans l’en-tête `x-csrftoken`."""

    csrf_token: str
    person: Me


def me_of(person: Person) -> Me:
    """A person, as they see themselves."""
    return Me(
        id=person.id,
        email=person.email,
        name=person.name,
        roles=tuple(sorted(person.roles)),
        teams=tuple(sorted(person.reaches)),
    )


@post("/api/session", **compares_passwords(), guards=[keep_off], tags=["Session"])
def open_session(
    request: AnyRequest, data: JSONBody[Credentials], sign_in: Given[SignIn]
) -> Response[SessionOpened]:
    """Identifie une personne par son adresse et son mot de passe, et ouvre sa session.

    Avec un second facteur, `totp` est le code de l’application, ou un code de secours.
    """
    signed_in = sign_in(data.email, data.password, data.totp, asked_from(request))
    opened = SessionOpened(csrf_token=signed_in.csrf_token, person=me_of(signed_in.person))
    return Response(opened, cookies=session_cookies(signed_in))


@delete("/api/session", **may_wait_for(DATABASE), guards=[may_write], tags=["Session"])
def close_session(request: AnyRequest, sign_out: Given[SignOut]) -> Response[None]:
    """Ferme la session."""
    sign_out(request.cookies[SESSION_COOKIE])
    return Response(None, status_code=204, cookies=no_cookies())


@get("/api/me", **may_wait_for(DATABASE), guards=[has_session], tags=["Session"])
def me(request: AnyRequest, identify: Given[Identify]) -> Me:
    """La personne identifiée."""
    return me_of(who(request, identify))


def people_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [open_session, close_session, me]
