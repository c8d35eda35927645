"""The closing of a need in better words, by the team that gave it or by staff for it (CGU 5.3)."""

from attrs import asdict
from litestar import Response, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from conseillers_application.correct_closing import CorrectClosing
from conseillers_domain.position import Closing
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.needs import PositionSaid
from conseillers_entrypoints.http.signed_in import AnyRequest, etag, expected_number, may_write, writer


@put(
    "/api/needs/{need_id:str}/referrals/{team:str}/closing",
    **may_wait_for(DATABASE),
    guards=[may_write],
    tags=["Besoins"],
)
def correct_a_closing(
    request: AnyRequest,
    need_id: FromPath[str],
    team: FromPath[str],
    data: JSONBody[Partly[Closing]],
    correct_closing: Given[CorrectClosing],
) -> Response[PositionSaid]:
    """Corrige la clôture d’une équipe : les natures d’aide, la note. La version d’avant est gardée."""
    said = correct_closing(
        writer(request),
        need_id,
        team,
        data.value,
        known=data.faults,
        expected_version=expected_number(request),
    )
    after = PositionSaid(**asdict(said.referral, recurse=False), changed=said.changed)
    return Response(after, headers={"etag": etag(said.version)})


def closing_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [correct_a_closing]
