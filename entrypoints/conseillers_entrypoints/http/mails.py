"""What operators and staff do with mails, nobody being named, and staff with addresses that refuse them."""

from typing import Annotated

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, QueryParameter

from conseillers_application.ledger import ListMails, MailLine, MailPage, ReplayMail
from conseillers_application.letters import Stage
from conseillers_application.refused_addresses import (
    Lifted,
    LiftRefusedAddress,
    ListRefusedAddresses,
    RefusedAddressPage,
)
from conseillers_application.sessions import Identify
from conseillers_domain.accounts import Act
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.jobs import TAG, Limit
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer


@get("/api/admin/mails", sync_to_thread=True, guards=[has_session], tags=[TAG])
def see_mails(
    request: AnyRequest,
    identify: Given[Identify],
    list_mails: Given[ListMails],
    wanted: Annotated[
        Stage | None, QueryParameter(name="state", description="L’état des mails à rendre.")
    ] = None,
    cursor: FromQuery[str | None] = None,
    limit: Limit = 25,
) -> MailPage:
    """Les mails dus, les derniers d’abord : où chacun en est, sans nom ni adresse."""
    return list_mails(who(request, identify), wanted, cursor=cursor, limit=limit)


@post(
    "/api/admin/mails/{letter:str}/replay",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.REPLAY_MAIL)],
    tags=[TAG],
)
def replay_a_mail(request: AnyRequest, letter: FromPath[str], replay_mail: Given[ReplayMail]) -> MailLine:
    """Fait repartir un mail abandonné ou refusé, avec tous ses essais devant lui."""
    return replay_mail(writer(request), letter)


@get("/api/admin/refused-addresses", sync_to_thread=True, guards=[has_session], tags=["Administration"])
def see_refused_addresses(
    request: AnyRequest,
    identify: Given[Identify],
    list_refused_addresses: Given[ListRefusedAddresses],
    cursor: FromQuery[str | None] = None,
    limit: Limit = 25,
) -> RefusedAddressPage:
    """Les adresses que plus aucun mail n’atteint, et qui n’est donc plus prévenu."""
    return list_refused_addresses(who(request, identify), cursor=cursor, limit=limit)


@post(
    "/api/admin/refused-addresses/{address:str}/lifting",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.LIFT_REFUSED_ADDRESS)],
    tags=["Administration"],
)
def lift_a_refused_address(
    request: AnyRequest, address: FromPath[str], lift_refused_address: Given[LiftRefusedAddress]
) -> Lifted:
    """Dit qu’une adresse reçoit de nouveau : les mails qui lui étaient refusés repartent."""
    return lift_refused_address(writer(request), address)


def mail_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_mails, replay_a_mail, see_refused_addresses, lift_a_refused_address]
