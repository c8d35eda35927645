"""What advisors do: their lists, need sheets and positions (CGU 4.3.B)."""

from datetime import date

from attrs import asdict, frozen
from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from conseillers_application.read_inbox import InboxRequest, ReadInbox
from conseillers_application.read_sheet import ReadSheet
from conseillers_application.sessions import Identify
from conseillers_application.take_position import TakePosition
from conseillers_application.views import InboxPage, ReferralView, Sheet
from conseillers_domain.need import Tab
from conseillers_domain.position import NewPosition
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.public import Wanted
from conseillers_entrypoints.http.signed_in import (
    AnyRequest,
    etag,
    expected_number,
    has_session,
    may_write,
    who,
    writer,
)


@get("/api/needs", **may_wait_for(DATABASE), guards=[has_session], tags=["Besoins"])
def list_needs(  # noqa: PLR0913, PLR0917 - the filters of the contract, one parameter each
    request: AnyRequest,
    identify: Given[Identify],
    read_inbox: Given[ReadInbox],
    tab: FromQuery[Tab] = Tab.INBOX,
    q: FromQuery[str] = "",
    theme: FromQuery[str | None] = None,
    subject: FromQuery[str | None] = None,
    since: FromQuery[date | None] = None,
    until: FromQuery[date | None] = None,
    branch: FromQuery[str | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: Wanted = 25,
) -> InboxPage:
    """Les besoins adressés à mes équipes, par onglet, avec le compte de chaque onglet."""
    return read_inbox(
        who(request, identify),
        InboxRequest(
            tab=tab,
            text=q,
            theme=theme,
            subject=subject,
            since=since,
            until=until,
            branch=branch,
            cursor=cursor,
            limit=limit,
        ),
    )


@get("/api/needs/{need_id:str}", **may_wait_for(DATABASE), guards=[has_session], tags=["Besoins"])
def need_sheet(
    request: AnyRequest,
    need_id: FromPath[str],
    identify: Given[Identify],
    read_sheet: Given[ReadSheet],
) -> Response[Sheet]:
    """La fiche d’un besoin adressé à l’une de mes équipes."""
    sheet = read_sheet(who(request, identify), need_id)
    return Response(sheet, headers={"etag": etag(sheet.version)})


@frozen(kw_only=True)
class PositionSaid(ReferralView):
    """La mise en relation après une position ; `changed` : faux si la même personne s’est répétée."""

    changed: bool


@post(
    "/api/needs/{need_id:str}/referrals/{team:str}/positions",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write],
    tags=["Besoins"],
)
def take_a_position(
    request: AnyRequest,
    need_id: FromPath[str],
    team: FromPath[str],
    data: JSONBody[Partly[NewPosition]],
    take_position: Given[TakePosition],
) -> Response[PositionSaid]:
    """Dit où en est une équipe : prise en charge, refus, clôture, annulation."""
    said = take_position(
        writer(request),
        need_id,
        team,
        data.value,
        known=data.faults,
        expected_version=expected_number(request),
    )
    after = PositionSaid(**asdict(said.referral, recurse=False), changed=said.changed)
    return Response(after, headers={"etag": etag(said.version)})


def need_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [list_needs, need_sheet, take_a_position]
