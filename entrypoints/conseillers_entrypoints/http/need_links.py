"""The links to needs in the mails of teams: opened, asked for anew, revoked (CGU 4.3.B)."""

from typing import Final

from litestar import Response, delete, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from conseillers_application.need_links import OpenNeedLink, RenewNeedLink, RevokeNeedLinks
from conseillers_application.sessions import Identify
from conseillers_application.views import Sheet
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, etag, has_session, may_write, who, writer

TAG: Final = "Besoins"
OF_A_TEAM: Final = "/api/needs/{need_id:str}/referrals/{team:str}/link"


@get("/n/{token:str}", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def open_link(
    request: AnyRequest,
    token: FromPath[str],
    identify: Given[Identify],
    open_need_link: Given[OpenNeedLink],
) -> Response[Sheet]:
    """Le lien d’un mail : la fiche, pour son destinataire identifié. L’ouvrir ne change rien."""
    sheet = open_need_link(who(request, identify), token)
    return Response(sheet, headers={"etag": etag(sheet.version), "cache-control": "no-store"})


@post(
    "/n/{token:str}/renewal",
    status_code=204,
    **may_wait_for(DATABASE),
    guards=[may_write],
    tags=[TAG],
)
def renew_this_link(request: AnyRequest, token: FromPath[str], renew_need_link: Given[RenewNeedLink]) -> None:
    """Envoie à l’équipe un nouveau lien à la place de celui-ci, même expiré."""
    renew_need_link.instead_of(writer(request), token)


@post(OF_A_TEAM, status_code=204, **may_wait_for(DATABASE), guards=[may_write], tags=[TAG])
def renew_a_link(
    request: AnyRequest,
    need_id: FromPath[str],
    team: FromPath[str],
    renew_need_link: Given[RenewNeedLink],
) -> None:
    """Envoie à une équipe un nouveau lien vers un besoin ; les précédents ne servent plus."""
    renew_need_link(writer(request), need_id, team)


@delete(OF_A_TEAM, **may_wait_for(DATABASE), guards=[may_write], tags=[TAG])
def revoke_links(
    request: AnyRequest,
    need_id: FromPath[str],
    team: FromPath[str],
    revoke_need_links: Given[RevokeNeedLinks],
) -> None:
    """Révoque les liens qu’une équipe a reçus vers un besoin, par exemple après un mail transféré."""
    revoke_need_links(writer(request), need_id, team)


def need_link_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [open_link, renew_this_link, renew_a_link, revoke_links]
