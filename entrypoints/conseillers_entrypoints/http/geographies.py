"""The territories of several years, for staff: which there are, and what another would break."""

from attrs import frozen
from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from conseillers_application.geographies import (
    GeographyLine,
    GeographyReport,
    ListGeographies,
    ReportGeography,
)
from conseillers_application.sessions import Identify
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, who


@frozen(kw_only=True)
class GeographyList:
    """Les découpages du territoire que connaît le service."""

    items: tuple[GeographyLine, ...]
    total: int
    next: str | None = None


@get("/api/admin/geographies", sync_to_thread=True, guards=[has_session], tags=["Administration"])
def see_geographies(
    request: AnyRequest,
    identify: Given[Identify],
    list_geographies: Given[ListGeographies],
) -> GeographyList:
    """Les découpages officiels du territoire, livrés ou importés ; un seul est en service."""
    found = list_geographies(who(request, identify))
    return GeographyList(items=found, total=len(found))


@get(
    "/api/admin/geographies/{version:str}/report",
    sync_to_thread=True,
    guards=[has_session],
    tags=["Administration"],
)
def report_on_a_geography(
    request: AnyRequest,
    version: FromPath[str],
    identify: Given[Identify],
    report_geography: Given[ReportGeography],
) -> GeographyReport:
    """Ce qu’un découpage casserait ou changerait de l’annuaire en vigueur, avant d’être mis en service."""
    return report_geography(who(request, identify), version)


def geography_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_geographies, report_on_a_geography]
