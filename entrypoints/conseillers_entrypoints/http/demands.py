"""What staff does with demands: read them, choose their subject, transmit, set aside, merge, many at once."""

from typing import Annotated

from attrs import frozen
from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from conseillers_adapters.encoding import to_json
from conseillers_application.sessions import Identify
from conseillers_application.triage.batch import Batch, DoInBatch, Outcomes
from conseillers_application.triage.demand_views import DemandAtStaff, DemandPage, FlagView, flag_views
from conseillers_application.triage.merge_demands import MergeDemands, Merging
from conseillers_application.triage.qualify import Qualification, Qualify
from conseillers_application.triage.read_demands import ListDemands, ReadDemand
from conseillers_application.triage.seen import Because, Seen
from conseillers_application.triage.set_aside import Aside, SetAside, TakeBack
from conseillers_application.triage.transmit_demand import Sending, TransmitDemand
from conseillers_domain.accounts import Act
from conseillers_domain.demand import Demand, DemandState
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.public import Wanted
from conseillers_entrypoints.http.referrals import TAG
from conseillers_entrypoints.http.repeats import repeat_of
from conseillers_entrypoints.http.seen import seen
from conseillers_entrypoints.http.signed_in import (
    AnyRequest,
    etag,
    has_session,
    may,
    may_write,
    who,
    writer,
)

ADMIN = "/api/admin/demands"
ONE = f"{ADMIN}/{{demand_id:str}}"


@frozen(kw_only=True)
class DemandNow:
    """Une demande après un geste de l’équipe du service."""

    id: str
    state: DemandState
    state_label: str
    flags: tuple[FlagView, ...]
    subject: str
    merged_into: str | None


def _now(demand: Demand) -> Response[DemandNow]:
    now = DemandNow(
        id=demand.id,
        state=demand.state,
        state_label=demand.state.label,
        flags=flag_views(demand),
        subject=demand.subject,
        merged_into=demand.merged_into,
    )
    return Response(now, headers={"etag": etag(demand.version)})


@get(ADMIN, **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def list_demands(
    request: AnyRequest,
    identify: Given[Identify],
    list_demands: Given[ListDemands],
    tab: Annotated[
        DemandState, QueryParameter(description="L’onglet à rendre : un état des demandes.")
    ] = DemandState.TO_QUALIFY,
    cursor: FromQuery[str | None] = None,
    limit: Wanted = 25,
) -> DemandPage:
    """Les demandes d’un onglet, avec le compte de chacun ; à traiter : les plus anciennes d’abord."""
    return list_demands(who(request, identify), tab, cursor=cursor, limit=limit)


@get(ONE, **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_a_demand(
    request: AnyRequest,
    demand_id: FromPath[str],
    identify: Given[Identify],
    read_demand: Given[ReadDemand],
) -> Response[DemandAtStaff]:
    """Une demande : ce qui a été déposé, ce qui en a été fait, à qui elle irait, les autres semblables."""
    demand = read_demand(who(request, identify), demand_id)
    return Response(demand, headers={"etag": etag(demand.version)})


@post(
    f"{ONE}/qualification",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def qualify_a_demand(
    request: AnyRequest,
    demand_id: FromPath[str],
    data: JSONBody[Partly[Qualification]],
    qualify: Given[Qualify],
) -> Response[DemandNow]:
    """Choisit le sujet d’une demande ; déjà transmise, elle va aux équipes de ce sujet, avec une raison."""
    return _now(qualify(writer(request), demand_id, data.value, seen(request, data.faults)))


@post(
    f"{ONE}/transmission",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def transmit_a_demand(
    request: AnyRequest,
    demand_id: FromPath[str],
    data: JSONBody[Partly[Sending]],
    transmit_demand: Given[TransmitDemand],
) -> Response[DemandNow]:
    """Transmet une demande aux équipes retenues, ou à celles qui sont nommées."""
    repeat = repeat_of(request, f"transmission {demand_id}", to_json(data))
    known = seen(request, data.faults)
    return _now(transmit_demand(writer(request), demand_id, data.value, known, repeat))


@post(
    f"{ONE}/setting-aside",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def set_a_demand_aside(
    request: AnyRequest,
    demand_id: FromPath[str],
    data: JSONBody[Partly[Aside]],
    set_aside: Given[SetAside],
) -> Response[DemandNow]:
    """Classe une demande sans suite, avec un mail à l’entreprise ou sans rien dire."""
    return _now(set_aside(writer(request), demand_id, data.value, seen(request, data.faults)))


@post(
    f"{ONE}/taking-back",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def take_a_demand_back(
    request: AnyRequest,
    demand_id: FromPath[str],
    data: JSONBody[Partly[Because]],
    take_back: Given[TakeBack],
) -> Response[DemandNow]:
    """Reprend une demande classée sans suite, comme si elle arrivait."""
    return _now(take_back(writer(request), demand_id, data.value, seen(request, data.faults)))


@post(
    f"{ONE}/merge",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def merge_a_demand(
    request: AnyRequest,
    demand_id: FromPath[str],
    data: JSONBody[Partly[Merging]],
    merge_demands: Given[MergeDemands],
) -> Response[DemandNow]:
    """Rattache une demande à une autre : un seul besoin, dont les deux contacts ont les nouvelles."""
    return _now(merge_demands(writer(request), demand_id, data.value, seen(request, data.faults)))


@post(
    f"{ADMIN}/batch",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def do_in_batch(
    request: AnyRequest, data: JSONBody[Partly[Batch]], do_in_batch: Given[DoInBatch]
) -> Outcomes:
    """Fait la même chose de plusieurs demandes, chacune à part, et dit ce qu’il en est de chacune."""
    return do_in_batch(writer(request), data.value, Seen(faults=data.faults))


def demand_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [
        list_demands,
        see_a_demand,
        qualify_a_demand,
        transmit_a_demand,
        set_a_demand_aside,
        take_a_demand_back,
        merge_a_demand,
        do_in_batch,
    ]
