"""What staff does with the referrals of needs: one team more, one less, one instead of another."""

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from conseillers_adapters.encoding import to_json
from conseillers_application.sessions import Identify
from conseillers_application.triage.move_team import Moved, MoveTeam
from conseillers_application.triage.need_views import NeedAtStaff
from conseillers_application.triage.referrals import ChangeReferrals, Handing, NewReferral
from conseillers_application.triage.seen import Because, Seen
from conseillers_application.triage.tracing import ReadTraces, TraceList
from conseillers_domain.accounts import Act
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
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

TAG = "Suivi des demandes"


@post(
    "/api/admin/needs/{need_id:str}/referrals",
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def add_a_referral(
    request: AnyRequest,
    need_id: FromPath[str],
    data: JSONBody[Partly[NewReferral]],
    change_referrals: Given[ChangeReferrals],
) -> Response[NeedAtStaff]:
    """Met le besoin devant une équipe de plus, prévenue aussitôt."""
    repeat = repeat_of(request, f"referrals {need_id}", to_json(data))
    known = seen(request, data.faults)
    return _answer(change_referrals.add(writer(request), need_id, data.value, known, repeat))


@post(
    "/api/admin/needs/{need_id:str}/referrals/{team:str}/withdrawal",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def withdraw_a_referral(
    request: AnyRequest,
    need_id: FromPath[str],
    team: FromPath[str],
    data: JSONBody[Partly[Because]],
    change_referrals: Given[ChangeReferrals],
) -> Response[NeedAtStaff]:
    """Retire le besoin à une équipe qui n’a pas répondu."""
    known = seen(request, data.faults)
    return _answer(change_referrals.withdraw(writer(request), need_id, team, data.value, known))


@post(
    "/api/admin/needs/{need_id:str}/referrals/{team:str}/move",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def move_a_referral(
    request: AnyRequest,
    need_id: FromPath[str],
    team: FromPath[str],
    data: JSONBody[Partly[Handing]],
    change_referrals: Given[ChangeReferrals],
) -> Response[NeedAtStaff]:
    """Confie à une autre équipe une mise en relation en cours, telle qu’elle est, dates comprises."""
    known = seen(request, data.faults)
    return _answer(change_referrals.move(writer(request), need_id, team, data.value, known))


@post(
    "/api/admin/teams/{team:str}/referrals/move",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def move_all_referrals(
    request: AnyRequest,
    team: FromPath[str],
    data: JSONBody[Partly[Handing]],
    move_team: Given[MoveTeam],
) -> Moved:
    """Confie à une autre équipe tout ce qu’une équipe a en cours ; `more` : il en reste, redemander."""
    return move_team(writer(request), team, data.value, Seen(faults=data.faults))


@get("/api/admin/needs/{need_id:str}/traces", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_traces(
    request: AnyRequest,
    need_id: FromPath[str],
    identify: Given[Identify],
    read_traces: Given[ReadTraces],
) -> TraceList:
    """Ce que l’équipe du service a fait d’un besoin et de sa demande : qui, quand, pourquoi."""
    return read_traces(who(request, identify), need_id)


def _answer(need: NeedAtStaff) -> Response[NeedAtStaff]:
    return Response(need, headers={"etag": etag(need.version)})


def referral_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [add_a_referral, withdraw_a_referral, move_a_referral, move_all_referrals, see_traces]
