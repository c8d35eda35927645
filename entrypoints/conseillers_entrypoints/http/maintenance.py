"""What an operator does to pause the service, to see whether it is, and to open it again (CGU 5.1)."""

from litestar import delete, get, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from conseillers_application.maintenance import Opening, ReadMaintenance, SetMaintenance
from conseillers_application.sessions import Identify
from conseillers_domain.accounts import Act
from conseillers_domain.maintenance import Pause
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

PATH = "/api/admin/maintenance"
TAG = "Exploitation"


@get(PATH, **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_maintenance(
    request: AnyRequest,
    identify: Given[Identify],
    read_maintenance: Given[ReadMaintenance],
) -> Opening:
    """Dit si le service est suspendu, depuis quand, et ce que deviennent les tâches en attente."""
    return read_maintenance(who(request, identify))


@put(PATH, sync_to_thread=True, guards=[may_write, may(Act.PAUSE)], tags=[TAG])
def pause_service(
    request: AnyRequest,
    data: JSONBody[Partly[Pause]],
    set_maintenance: Given[SetMaintenance],
) -> Opening:
    """Suspend le service, sur tous ses processus, ou change ce qui est dit de la suspension en cours."""
    return set_maintenance(writer(request), data.value, known=data.faults)


@delete(PATH, status_code=200, sync_to_thread=True, guards=[may_write, may(Act.PAUSE)], tags=[TAG])
def reopen_service(request: AnyRequest, set_maintenance: Given[SetMaintenance]) -> Opening:
    """Rouvre le service ; les tâches gardées reprennent."""
    return set_maintenance.end(writer(request))


def maintenance_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_maintenance, pause_service, reopen_service]
