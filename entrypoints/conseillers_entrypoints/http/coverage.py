"""Where nobody answers, as staff's programs read it."""

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery

from conseillers_application.coverage_page import CoverageRequest
from conseillers_application.coverage_views import ToldCoverage
from conseillers_application.read_coverage import ReadCoverage
from conseillers_application.sessions import Identify
from conseillers_domain.anomalies import Severity
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, who


@get("/api/admin/coverage", sync_to_thread=True, guards=[has_session], tags=["Administration"])
def see_coverage(
    request: AnyRequest,
    identify: Given[Identify],
    read_coverage: Given[ReadCoverage],
    institution: FromQuery[str | None] = None,
    subject: FromQuery[str | None] = None,
    severity: FromQuery[Severity | None] = None,
) -> ToldCoverage:
    """Les anomalies de couverture de l’annuaire en vigueur ; `severity` : celles-là et les plus graves."""
    asked = CoverageRequest(institution=institution, subject=subject, severity=severity)
    return read_coverage(who(request, identify), asked)


def coverage_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_coverage]
