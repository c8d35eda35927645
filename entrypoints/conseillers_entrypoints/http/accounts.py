"""What staff does with accounts: find one, suspend it at once for urgency or security, lift it (CGU 6.1)."""

from typing import Annotated

from attrs import frozen
from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter

from conseillers_application.sessions import Identify
from conseillers_application.suspend_account import AccountState, SuspendAccount
from conseillers_domain.accounts import Act, Motive
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

TAG = "Comptes"


@frozen(kw_only=True)
class Suspension:
    """Pourquoi un compte est suspendu par l’équipe du service elle-même."""

    motive: Motive


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
    """Suspend un compte pour urgence ou sécurité, dès sa prochaine requête ; ses équipes sont écartées."""
    return suspend_account(writer(request), account_id, data.motive)


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


def account_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [find_account, suspend, lift]
