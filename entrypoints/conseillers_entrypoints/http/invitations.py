"""Invitations: staff sends and follows them, who is invited opens their account (CGU 4.3.A)."""

from typing import Annotated

from litestar import Response, delete, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from conseillers_adapters.encoding import to_json
from conseillers_application.joining.accept_invitation import (
    AcceptInvitation,
    AccountOpened,
    Activation,
    InvitationOpened,
    ReadInvitation,
)
from conseillers_application.joining.invitations import (
    FollowInvitations,
    InvitationPage,
    InvitationView,
    NewDates,
)
from conseillers_application.joining.invite import Invite, Invited, NewInvitations
from conseillers_application.sessions import Identify
from conseillers_domain.accounts import Act
from conseillers_domain.invitation import InvitationState
from conseillers_entrypoints.http.binding import DATABASE, compares_passwords, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.limiting import FormsOf
from conseillers_entrypoints.http.public import Wanted
from conseillers_entrypoints.http.repeats import repeat_of
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

TAG = "Accès"


@get("/api/admin/invitations", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_invitations(
    request: AnyRequest,
    identify: Given[Identify],
    follow_invitations: Given[FollowInvitations],
    of_state: Annotated[
        InvitationState, QueryParameter(name="state", description="L’état des invitations à rendre.")
    ] = InvitationState.WAITING,
    cursor: FromQuery[str | None] = None,
    limit: Wanted = 25,
) -> InvitationPage:
    """Les invitations, celles qui finissent le plus tard d’abord."""
    return follow_invitations(who(request, identify), of_state, cursor=cursor, limit=limit)


@post(
    "/api/admin/invitations",
    sync_to_thread=True,
    guards=[may_write, may(Act.INVITE)],
    tags=[TAG],
)
def invite_advisors(
    request: AnyRequest, data: JSONBody[Partly[NewInvitations]], invite: Given[Invite]
) -> Invited:
    """Invite un conseiller de l’annuaire, ou tous ceux d’une institution qui n’ont pas de compte."""
    repeat = repeat_of(request, "invitations", to_json(data))
    return invite(writer(request), data.value, known=data.faults, repeat=repeat)


@post(
    "/api/admin/invitations/{invitation_id:str}/renewal",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.INVITE)],
    tags=[TAG],
)
def renew_an_invitation(
    request: AnyRequest,
    invitation_id: FromPath[str],
    data: JSONBody[Partly[NewDates]],
    follow_invitations: Given[FollowInvitations],
) -> InvitationView:
    """Renvoie une invitation : le lien précédent ne vaut plus rien."""
    return follow_invitations.renew(writer(request), invitation_id, data.value, known=data.faults)


@delete(
    "/api/admin/invitations/{invitation_id:str}",
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.INVITE)],
    tags=[TAG],
)
def revoke_an_invitation(
    request: AnyRequest, invitation_id: FromPath[str], follow_invitations: Given[FollowInvitations]
) -> None:
    """Annule une invitation : son lien n’ouvre plus rien."""
    follow_invitations.revoke(writer(request), invitation_id)


@get("/api/invitations/{token:str}", **may_wait_for(DATABASE), tags=[TAG])
def see_an_invitation(
    token: FromPath[str], read_invitation: Given[ReadInvitation]
) -> Response[InvitationOpened]:
    """Ce qu’ouvre une invitation. Ouvrir le lien ne change rien."""
    return Response(read_invitation(token), headers={"cache-control": "no-store"})


@post(
    "/api/invitations/{token:str}/acceptance",
    **compares_passwords(),
    guards=[FormsOf("acceptances")],
    tags=[TAG],
)
def accept_an_invitation(
    token: FromPath[str],
    data: JSONBody[Partly[Activation]],
    accept_invitation: Given[AcceptInvitation],
) -> AccountOpened:
    """Ouvre le compte de la personne invitée, qui accepte les conditions ; le lien sert une seule fois."""
    return accept_invitation(token, data.value, known=data.faults)


def invitation_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [
        see_invitations,
        invite_advisors,
        renew_an_invitation,
        revoke_an_invitation,
        see_an_invitation,
        accept_an_invitation,
    ]
