"""Who asks for an account: an agent of a listed institution, then staff that decides (CGU 4.3.A)."""

from typing import Annotated

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from conseillers_adapters.encoding import to_json
from conseillers_application.joining.access_requests import (
    AccessRequestPage,
    AccessRequestView,
    DecideAccess,
    ListAccessRequests,
)
from conseillers_application.joining.ask_for_access import AccessInformation, AccessReceipt, AskForAccess
from conseillers_application.sessions import Identify
from conseillers_domain.access_request import AccessForm, AccessState, NewDecision
from conseillers_domain.accounts import Act
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.limiting import FormsOf
from conseillers_entrypoints.http.public import DEPOSIT_LIMIT, Wanted
from conseillers_entrypoints.http.repeats import repeat_of
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

TAG = "Accès"


@get("/api/access-requests", **may_wait_for(DATABASE), tags=[TAG])
def how_to_ask_for_access(ask_for_access: Given[AskForAccess]) -> AccessInformation:
    """Ce qu’il faut pour demander un compte : les institutions listées, l’adresse de contact."""
    return ask_for_access.information()


@post(
    "/api/access-requests",
    **may_wait_for(DATABASE),
    guards=[FormsOf("access requests")],
    request_max_body_size=DEPOSIT_LIMIT,
    tags=[TAG],
)
def ask_for_an_access(
    request: AnyRequest, data: JSONBody[Partly[AccessForm]], ask_for_access: Given[AskForAccess]
) -> AccessReceipt:
    """Demande un compte de conseiller d’une institution listée, avec une adresse professionnelle."""
    repeat = repeat_of(request, "access-requests", to_json(data))
    return ask_for_access(data.value, known=data.faults, repeat=repeat)


@get("/api/admin/access-requests", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_access_requests(
    request: AnyRequest,
    identify: Given[Identify],
    list_access_requests: Given[ListAccessRequests],
    of_state: Annotated[
        AccessState, QueryParameter(name="state", description="L’état des demandes à rendre.")
    ] = AccessState.WAITING,
    cursor: FromQuery[str | None] = None,
    limit: Wanted = 25,
) -> AccessRequestPage:
    """Les demandes de compte, les dernières d’abord."""
    return list_access_requests(who(request, identify), of_state, cursor=cursor, limit=limit)


@post(
    "/api/admin/access-requests/{request_id:str}/decision",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.DECIDE_ACCESS)],
    tags=[TAG],
)
def decide_an_access(
    request: AnyRequest,
    request_id: FromPath[str],
    data: JSONBody[Partly[NewDecision]],
    decide_access: Given[DecideAccess],
) -> AccessRequestView:
    """Accepte une demande avec l’accord de la structure, ou la refuse avec une raison : elle est dite."""
    return decide_access(writer(request), request_id, data.value, known=data.faults)


def access_request_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [how_to_ask_for_access, ask_for_an_access, see_access_requests, decide_an_access]
