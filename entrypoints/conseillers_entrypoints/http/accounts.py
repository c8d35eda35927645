"""What staff does with accounts: find one, suspend it, let it in again, end it, give it roles (CGU 6.1)."""

from typing import Annotated

from attrs import frozen
from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter

from conseillers_application.account_states import AccountState
from conseillers_application.change_roles import ChangeRoles, NewRoles
from conseillers_application.end_account import EndAccount
from conseillers_application.sessions import Identify
from conseillers_application.suspend_account import SuspendAccount
from conseillers_domain.accounts import Act, Motive
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

TAG = "Comptes"


@frozen(kw_only=True)
class Suspension:
    """Pourquoi un compte est suspendu : `decision`, celle de la direction, accompagne le motif `other`."""

    motive: Motive
    decision: str | None = None


@frozen(kw_only=True)
class End:
    """La décision de la direction qui met fin à un compte."""

    decision: str | None = None


@get("/api/admin/accounts", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def find_account(
    request: AnyRequest,
    identify: Given[Identify],
    suspend_account: Given[SuspendAccount],
    email: Annotated[str, QueryParameter(description="L’adresse du compte.")],
) -> AccountState:
    """Le compte d’une adresse."""
    return suspend_account.find(who(request, identify), email)


@post(
    "/api/admin/accounts/{account_id:str}/suspension",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.SUSPEND)],
    tags=[TAG],
)
def suspend(
    request: AnyRequest,
    account_id: FromPath[str],
    data: JSONBody[Suspension],
    suspend_account: Given[SuspendAccount],
) -> AccountState:
    """Suspend un compte dès sa prochaine requête : l’équipe d’elle-même pour urgence ou sécurité.

    Pour tout autre motif, une décision de la direction l’a prévu. Une équipe dont plus personne ne peut agir
    est écartée, et ce qui l’attend devient une tâche.
    """
    return suspend_account(writer(request), account_id, data.motive, data.decision)


@post(
    "/api/admin/accounts/{account_id:str}/lifting",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.SUSPEND)],
    tags=[TAG],
)
def lift(
    request: AnyRequest,
    account_id: FromPath[str],
    suspend_account: Given[SuspendAccount],
) -> AccountState:
    """Lève la suspension d’un compte."""
    return suspend_account.lift(writer(request), account_id)


@post(
    "/api/admin/accounts/{account_id:str}/end",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.SUSPEND)],
    tags=[TAG],
)
def end(
    request: AnyRequest, account_id: FromPath[str], data: JSONBody[End], end_account: Given[EndAccount]
) -> AccountState:
    """Met fin à un compte, sans retour, comme la direction l’a décidé."""
    return end_account(writer(request), account_id, data.decision)


@post(
    "/api/admin/accounts/{account_id:str}/roles",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.SUSPEND)],
    tags=[TAG],
)
def give_roles(
    request: AnyRequest,
    account_id: FromPath[str],
    data: JSONBody[NewRoles],
    change_roles: Given[ChangeRoles],
) -> AccountState:
    """Donne d’autres rôles à un compte, et ferme ses sessions.

    Une décision de la direction prévoit les rôles de qui fait vivre, exploite ou dirige le service.
    """
    return change_roles(writer(request), account_id, data)


def account_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [find_account, suspend, lift, end, give_roles]
