"""Forgotten passwords (CGU 6.1)."""

from attrs import field, frozen
from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from conseillers_application.reset_password import AskForReset, ResetOpened, ResetPassword
from conseillers_entrypoints.http.binding import DATABASE, compares_passwords, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest
from conseillers_entrypoints.http.whence import asked_from

TAG = "Session"


@frozen(kw_only=True)
class Forgotten:
    """L’adresse dont le mot de passe est oublié."""

    email: str = field(metadata={"example": "zoe.marchand@cci.example"})


@frozen(kw_only=True)
class ResetAnnounced:
    """Ce qui est répondu, que l’adresse ait un compte ou non."""

    detail: str = "Si cette adresse a un compte, un mail y part avec un lien pour choisir un mot de passe."


@frozen(kw_only=True)
class NewPassword:
    """Le mot de passe choisi."""

    password: str = field(repr=False)


@post("/api/password-resets", sync_to_thread=True, status_code=202, tags=[TAG])
def ask_for_a_reset(
    request: AnyRequest, data: JSONBody[Forgotten], ask_for_reset: Given[AskForReset]
) -> ResetAnnounced:
    """Envoie le lien à l’adresse, si elle a un compte : la réponse est la même sinon."""
    ask_for_reset(data.email, asked_from(request))
    return ResetAnnounced()


@get("/api/password-resets/{token:str}", **may_wait_for(DATABASE), tags=[TAG])
def see_a_reset(token: FromPath[str], reset_password: Given[ResetPassword]) -> ResetOpened:
    """Dit jusqu’à quand le lien sert ; ne change rien."""
    return reset_password.see(token)


@post("/api/password-resets/{token:str}", **compares_passwords(), status_code=204, tags=[TAG])
def reset_a_password(
    token: FromPath[str], data: JSONBody[NewPassword], reset_password: Given[ResetPassword]
) -> None:
    """Change le mot de passe ; toutes les sessions sont fermées, le lien ne sert plus."""
    reset_password(token, data.password)


def password_reset_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [ask_for_a_reset, see_a_reset, reset_a_password]
