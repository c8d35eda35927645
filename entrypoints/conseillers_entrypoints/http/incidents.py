"""Incidents: declared by anybody with an account, even suspended; followed by staff (CGU 6.2)."""

from typing import Annotated

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from conseillers_adapters.encoding import to_json
from conseillers_application.declare_incident import DeclareIncident, NewIncident
from conseillers_application.handle_incidents import FollowIncident, NewEvent, ReadIncidents
from conseillers_application.incident_views import DeclaredIncident, IncidentPage, IncidentSheet
from conseillers_application.sessions import Identify
from conseillers_domain.accounts import Act
from conseillers_domain.incident import IncidentState
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.jobs import Limit
from conseillers_entrypoints.http.limiting import FormsOf
from conseillers_entrypoints.http.repeats import repeat_of
from conseillers_entrypoints.http.signed_in import (
    AnyRequest,
    declarer,
    etag,
    expected_number,
    has_session,
    may,
    may_declare,
    may_write,
    who,
    writer,
)

TAG = "Incidents"
ADMIN = "/api/admin/incidents"


@post("/api/incidents", **may_wait_for(DATABASE), guards=[FormsOf("incidents"), may_declare], tags=[TAG])
def declare_an_incident(
    request: AnyRequest, data: JSONBody[NewIncident], declare_incident: Given[DeclareIncident]
) -> DeclaredIncident:
    """Déclare un incident à l’équipe du service, qui est prévenue aussitôt.

    Qui est suspendu le peut encore : le refus de son identification porte un laissez-passer
    (`current.incident_pass`), à montrer ici (`Authorization: Bearer`).
    """
    account = declarer(request)
    return declare_incident(account, data, repeat_of(request, f"incidents {account}", to_json(data)))


@get(ADMIN, **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_incidents(
    request: AnyRequest,
    identify: Given[Identify],
    read_incidents: Given[ReadIncidents],
    wanted: Annotated[
        IncidentState | None, QueryParameter(name="state", description="L’état des incidents à rendre.")
    ] = None,
    cursor: FromQuery[str | None] = None,
    limit: Limit = 25,
) -> IncidentPage:
    """Les incidents déclarés, le dernier d’abord."""
    return read_incidents(who(request, identify), wanted, cursor, limit)


@get(ADMIN + "/register.csv", sync_to_thread=True, guards=[has_session], tags=[TAG])
def fetch_the_register(
    request: AnyRequest, identify: Given[Identify], read_incidents: Given[ReadIncidents]
) -> Response[bytes]:
    """Le registre des incidents, avec leur journal, pour un tableur."""
    return Response(
        read_incidents.register(who(request, identify)),
        media_type="text/csv",
        headers={
            "content-disposition": 'attachment; filename="registre-des-incidents.csv"',
            "cache-control": "no-store",
        },
    )


@get(ADMIN + "/{incident_id:str}", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_an_incident(
    request: AnyRequest,
    incident_id: FromPath[str],
    identify: Given[Identify],
    read_incidents: Given[ReadIncidents],
) -> Response[IncidentSheet]:
    """Un incident, et tout ce qui en a été fait."""
    return _sheet(read_incidents.one(who(request, identify), incident_id))


@post(
    ADMIN + "/{incident_id:str}/events",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.HANDLE_INCIDENTS)],
    tags=[TAG],
)
def follow_an_incident(
    request: AnyRequest,
    incident_id: FromPath[str],
    data: JSONBody[NewEvent],
    follow_incident: Given[FollowIncident],
) -> Response[IncidentSheet]:
    """Qualifie un incident, y note quelque chose, dit que la CNIL en est notifiée, ou le clôt."""
    known = expected_number(request)
    return _sheet(follow_incident(writer(request), incident_id, data, expected_version=known))


def _sheet(sheet: IncidentSheet) -> Response[IncidentSheet]:
    return Response(sheet, headers={"etag": etag(sheet.version)})


def incident_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [declare_an_incident, see_incidents, fetch_the_register, see_an_incident, follow_an_incident]
