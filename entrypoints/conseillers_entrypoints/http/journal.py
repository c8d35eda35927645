"""The journal: staff searches who read which need, an operator who did what and has it verified."""

from datetime import date
from typing import Annotated

from attrs import field, frozen
from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery, JSONBody, QueryParameter

from conseillers_application.read_journal import AccessPage, ActPage, Asked, ReadAccessLog, ReadAudit
from conseillers_application.sessions import Identify
from conseillers_application.verify_journal import Verdict, VerifyJournal
from conseillers_domain.accounts import Act
from conseillers_domain.journal import Way
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.public import Wanted
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

TAG = "Journal"


@get("/api/admin/access-log", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_access_log(  # noqa: PLR0913, PLR0917 - the filters of the contract, one parameter each
    request: AnyRequest,
    identify: Given[Identify],
    read_access_log: Given[ReadAccessLog],
    person: Annotated[str | None, QueryParameter(description="Le compte de la personne.")] = None,
    need: Annotated[str | None, QueryParameter(description="Le besoin, ou la demande.")] = None,
    since: FromQuery[date | None] = None,
    until: FromQuery[date | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: Wanted = 25,
) -> AccessPage:
    """Qui a consulté quel besoin, quand, par quelle voie et d’où, les derniers d’abord."""
    asked = Asked(who=person, subject=need, since=since, until=until, cursor=cursor, limit=limit)
    return read_access_log(who(request, identify), asked)


@get("/api/admin/audit", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_audit(  # noqa: PLR0913, PLR0917 - same
    request: AnyRequest,
    identify: Given[Identify],
    read_audit: Given[ReadAudit],
    person: Annotated[str | None, QueryParameter(description="Le compte de qui agit.")] = None,
    subject: Annotated[str | None, QueryParameter(description="Ce sur quoi porte l’acte.")] = None,
    way: FromQuery[Way | None] = None,
    since: FromQuery[date | None] = None,
    until: FromQuery[date | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: Wanted = 25,
) -> ActPage:
    """Qui a fait quoi sur quoi, par quelle voie et d’où : des identifiants, aucune donnée personnelle."""
    asked = Asked(who=person, subject=subject, way=way, since=since, until=until, cursor=cursor, limit=limit)
    return read_audit(who(request, identify), asked)


@frozen(kw_only=True)
class Verification:
    """Ce que le journal doit contenir encore : des sceaux notés ailleurs lors de vérifications passées."""

    expected: tuple[str, ...] = field(default=(), metadata={"example": []})


@post(
    "/api/admin/audit/verifications",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.VERIFY_AUDIT)],
    tags=[TAG],
)
def verify_audit(
    request: AnyRequest, data: JSONBody[Verification], verify_journal: Given[VerifyJournal]
) -> Verdict:
    """Relit tout le journal : ce qui y a été changé, ôté ou ajouté depuis est trouvé."""
    return verify_journal(writer(request), data.expected)


def journal_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_access_log, see_audit, verify_audit]
