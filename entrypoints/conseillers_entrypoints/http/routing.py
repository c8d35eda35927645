"""What staff asks of routing: a decision tried, those of the past taken again."""

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from conseillers_application.decisions import Decision, told
from conseillers_application.explain_routing import DecisionTold, ReadRouting
from conseillers_application.replay_routing import Replay, ReplayRouting
from conseillers_application.sessions import Identify
from conseillers_application.simulate_routing import SimulateRouting, SimulationRequest
from conseillers_domain.accounts import Act
from conseillers_domain.periods import Period
from conseillers_entrypoints.http.bodies import DIRECTORY_LIMIT
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

TAG = "Routage"


@post(
    "/api/admin/routing/simulations",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.SIMULATE)],
    request_max_body_size=DIRECTORY_LIMIT,
    tags=[TAG],
)
def simulate_a_routing(
    request: AnyRequest,
    data: JSONBody[Partly[SimulationRequest]],
    simulate_routing: Given[SimulateRouting],
) -> Decision:
    """Dit quelles équipes recevraient un besoin, et pourquoi chacune des autres non ; rien n’est gardé."""
    return told(simulate_routing(writer(request), data.value, data.faults))


@post(
    "/api/admin/routing/replays",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.REPLAY)],
    tags=[TAG],
)
def replay_decisions(
    request: AnyRequest,
    data: JSONBody[Period],
    replay_routing: Given[ReplayRouting],
) -> Replay:
    """Reprend les décisions d’une période sous leurs propres versions, et dit ce qui diffère."""
    return replay_routing(writer(request), data)


@get("/api/admin/needs/{need_id:str}/routing", sync_to_thread=True, guards=[has_session], tags=[TAG])
def need_routing(
    request: AnyRequest,
    need_id: FromPath[str],
    identify: Given[Identify],
    read_routing: Given[ReadRouting],
) -> DecisionTold:
    """La décision gardée avec un besoin : chaque équipe de son sujet, retenue ou non, et pourquoi."""
    return read_routing(who(request, identify), need_id)


def routing_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [simulate_a_routing, replay_decisions, need_routing]
