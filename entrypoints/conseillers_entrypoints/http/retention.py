"""Retention: an operator has it run, or says what it would do, and reads what each run did (CGU 6.2)."""

from attrs import frozen
from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from conseillers_application.retention_accounts import Certificate, ReadCertificates
from conseillers_application.run_retention import RunRetention
from conseillers_application.sessions import Identify
from conseillers_domain.accounts import Act
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

TAG = "Données personnelles"
RUNS = "/api/admin/retention/runs"


@frozen(kw_only=True)
class RunAsked:
    """Un passage ; à blanc (`dry_run`), il compte ce qui serait effacé et n’efface rien."""

    dry_run: bool = False


@frozen(kw_only=True)
class Runs:
    """Les derniers passages ; `next` : le repère de ceux d’avant."""

    items: tuple[Certificate, ...]
    next: str | None


@post(
    RUNS,
    status_code=201,
    sync_to_thread=True,
    guards=[may_write, may(Act.RUN_RETENTION)],
    tags=[TAG],
)
def run_the_retention(
    request: AnyRequest, data: JSONBody[RunAsked], run_retention: Given[RunRetention]
) -> Certificate:
    """Efface ce qui a été gardé assez longtemps, et rend le compte rendu signé de ce qui a été fait.

    Quand il y en a beaucoup, une partie seulement (`complete` le dit) : la nuit fait le reste.
    """
    return run_retention(writer(request), dry_run=data.dry_run)


@get(RUNS, **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_runs(
    request: AnyRequest,
    identify: Given[Identify],
    read_certificates: Given[ReadCertificates],
    cursor: FromQuery[str | None] = None,
) -> Runs:
    """Les passages, les derniers d’abord, chacun avec son compte rendu."""
    items, following = read_certificates.page(who(request, identify), cursor or "")
    return Runs(items=items, next=following)


@get(RUNS + "/{run_id:str}/certificate", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_certificate(
    request: AnyRequest,
    identify: Given[Identify],
    read_certificates: Given[ReadCertificates],
    run_id: FromPath[str],
) -> Certificate:
    """Le compte rendu d’un passage : ce qui a été effacé, classe par classe, et s’il est tel que signé."""
    return read_certificates(who(request, identify), run_id)


def retention_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [run_the_retention, see_runs, see_certificate]
