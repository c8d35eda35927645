"""Where a mail provider tells of mails that came back: a delivery report as it is, or what it says of one."""

from hmac import compare_digest

from attrs import frozen
from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.handlers.base import BaseRouteHandler
from litestar.params import RawBody

from conseillers_adapters.documents import read
from conseillers_adapters.mail.reports import Malformed, bounce_of, bounces_of
from conseillers_application.bounces import AccountForBounce, Bounce
from conseillers_application.rations import CountRequests
from conseillers_domain.errors import Fault, Invalid, NotFound, Unidentified
from conseillers_entrypoints.http.bodies import WrongMediaType, decode
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.limiting import AnyConnection
from conseillers_entrypoints.http.signed_in import AnyRequest

REPORT, TOLD = "message/rfc822", "application/json"


@frozen(kw_only=True)
class ReturnedMail:
    """Un mail revenu : lequel (`message_id`, le nôtre) ou à qui (`recipient`), et le code, comme `5.1.1`."""

    status: str
    message_id: str | None = None
    recipient: str | None = None


@frozen(kw_only=True)
class Accounted:
    """Ce que chaque retour a changé ; rien quand le message n’en est pas un."""

    outcomes: tuple[str, ...]


def is_told_by_our_provider(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """The guard of a place for who holds the token of the settings; without one there is no such place."""
    expected: str = connection.app.state.settings().bounces_token
    if not expected:
        raise NotFound("Ce service ne reçoit pas les retours de mail par cette adresse.")
    kind, given = connection.headers.get("authorization", "").partition(" ")[::2]
    right = compare_digest(given.strip().encode("utf-8", "replace"), expected.encode())
    if kind.lower() != "bearer" or not right:
        raise Unidentified("Le jeton qui accompagne les retours de mail n’est pas le bon.")
    count: CountRequests = connection.app.state.count_by_key()
    count("bounces")


@post(
    "/api/bounces",
    status_code=200,
    sync_to_thread=True,
    guards=[is_told_by_our_provider],
    tags=["Exploitation"],
)
def tell_of_bounces(
    request: AnyRequest, body: RawBody, account_for_bounce: Given[AccountForBounce]
) -> Accounted:
    """Dit quels mails sont revenus : un rapport de remise (RFC 3464) tel quel, ou ce qu’il dit, en JSON."""
    bounces = _told(request.content_type[0], body)
    return Accounted(outcomes=tuple(account_for_bounce(one).value for one in bounces))


def _told(media_type: str, body: bytes) -> tuple[Bounce, ...]:
    try:
        if media_type == REPORT:
            return bounces_of(body)
        if media_type == TOLD:
            mail = read(ReturnedMail, decode(body))
            if mail.message_id is None and mail.recipient is None:
                raise Invalid(Fault("", "required", "Dites lequel, ou à qui : message_id ou recipient."))
            return (bounce_of(mail.status, message_id=mail.message_id, recipient=mail.recipient),)
    except Malformed:
        pointer = "" if media_type == REPORT else "/status"
        raise Invalid(Fault(pointer, "malformed", "Ce retour ne se lit pas.")) from None
    raise WrongMediaType(f"Un retour est de l’un de ces types : {REPORT}, {TOLD}.")


def bounce_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [tell_of_bounces]
