"""What somebody does with their own account: name, password, sessions, second factor (CGU 6.1)."""

from attrs import field, frozen
from litestar import delete, get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from conseillers_application.change_me import ChangeMe, MyChange
from conseillers_application.my_sessions import CloseMySession, ReadMySessions, SessionList
from conseillers_application.second_factor import (
    Enrolment,
    RecoveryCodes,
    RemoveSecondFactor,
    SetUpSecondFactor,
)
from conseillers_application.sessions import Identify
from conseillers_entrypoints.http.binding import DATABASE, compares_passwords, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.people import Me, me_of
from conseillers_entrypoints.http.signed_in import (
    SESSION_COOKIE,
    AnyRequest,
    has_session,
    may_write,
    who,
    writer,
)

TAG = "Session"


@frozen(kw_only=True)
class MyPassword:
    """Le mot de passe actuel de la personne."""

    password: str = field(repr=False)


@frozen(kw_only=True)
class FirstCode:
    """Le premier code que donne l’application."""

    code: str = field(metadata={"example": "492039"})


@frozen(kw_only=True)
class Proof:
    """Un code, ou le mot de passe actuel."""

    code: str | None = None
    password: str | None = field(default=None, repr=False)


@patch("/api/me", **compares_passwords(), guards=[may_write], tags=[TAG])
def change_my_account(request: AnyRequest, data: JSONBody[MyChange], change_me: Given[ChangeMe]) -> Me:
    """Change le nom, ou le mot de passe contre l’actuel : les autres sessions sont alors fermées."""
    return me_of(change_me(writer(request), request.cookies[SESSION_COOKIE], data))


@get("/api/me/sessions", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def my_sessions(
    request: AnyRequest, identify: Given[Identify], read_my_sessions: Given[ReadMySessions]
) -> SessionList:
    """Les sessions ouvertes de la personne, la dernière utilisée d’abord."""
    return read_my_sessions(who(request, identify), request.cookies[SESSION_COOKIE])


@delete("/api/me/sessions/{session_id:str}", **may_wait_for(DATABASE), guards=[may_write], tags=[TAG])
def close_my_session(
    request: AnyRequest, session_id: FromPath[str], close_my_session: Given[CloseMySession]
) -> None:
    """Ferme une des sessions de la personne."""
    close_my_session(writer(request), session_id)


@post("/api/me/totp", **compares_passwords(), status_code=200, guards=[may_write], tags=[TAG])
def set_up_totp(
    request: AnyRequest, data: JSONBody[MyPassword], set_up_second_factor: Given[SetUpSecondFactor]
) -> Enrolment:
    """Prépare un second facteur : ce que l’application attend, montré une fois, sans rien exiger encore."""
    return set_up_second_factor(writer(request), data.password)


@post(
    "/api/me/totp/confirmation",
    **may_wait_for(DATABASE),
    status_code=200,
    guards=[may_write],
    tags=[TAG],
)
def confirm_totp(
    request: AnyRequest, data: JSONBody[FirstCode], set_up_second_factor: Given[SetUpSecondFactor]
) -> RecoveryCodes:
    """Met le second facteur en service ; rend dix codes de secours, montrés cette fois seulement."""
    return set_up_second_factor.confirm(writer(request), data.code)


@delete("/api/me/totp", **compares_passwords(), guards=[may_write], tags=[TAG])
def remove_totp(
    request: AnyRequest, data: JSONBody[Proof], remove_second_factor: Given[RemoveSecondFactor]
) -> None:
    """Retire le second facteur, contre un code ou le mot de passe."""
    remove_second_factor(writer(request), code=data.code, password=data.password)


def me_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [change_my_account, my_sessions, close_my_session, set_up_totp, confirm_totp, remove_totp]
