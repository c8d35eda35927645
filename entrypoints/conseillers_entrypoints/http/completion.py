"""Where a company completes a demand that was set aside for what it lacked, by the link of its mail."""

from litestar import get, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from conseillers_application.triage.complete_demand import CompleteDemand, ToComplete
from conseillers_application.views import Receipt
from conseillers_domain.demand_form import DemandForm
from conseillers_entrypoints.http.binding import DATABASE, REGISTRY, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.public import DEPOSIT_LIMIT

PATH = "/api/demands/{demand_id:str}/completion"


@get(PATH, **may_wait_for(DATABASE), tags=["Dépôt"])
def see_what_to_complete(
    demand_id: FromPath[str], complete_demand: Given[CompleteDemand], token: FromQuery[str] = ""
) -> ToComplete:
    """La demande telle qu’elle a été déposée, à compléter."""
    return complete_demand.to_complete(demand_id, token)


@put(PATH, **may_wait_for(DATABASE, REGISTRY), request_max_body_size=DEPOSIT_LIMIT, tags=["Dépôt"])
def complete_a_demand(
    demand_id: FromPath[str],
    data: JSONBody[Partly[DemandForm]],
    complete_demand: Given[CompleteDemand],
    token: FromQuery[str] = "",
) -> Receipt:
    """Rend la demande complétée : elle reprend son chemin."""
    return complete_demand(demand_id, token, data.value, known=data.faults)


def completion_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_what_to_complete, complete_a_demand]
