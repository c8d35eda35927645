"""What those who run the service have to do: their lists, and who does what."""

from typing import Annotated

from attrs import frozen
from litestar import Response, get, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from conseillers_application.sessions import Identify
from conseillers_application.task_views import Assigned, TaskPage
from conseillers_application.tasks import AssignTask, ListTasks, TaskRequest
from conseillers_domain.accounts import Act
from conseillers_domain.staff_task import TaskKind, TaskState
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.jobs import Limit
from conseillers_entrypoints.http.signed_in import (
    AnyRequest,
    etag,
    expected_number,
    has_session,
    may,
    may_write,
    who,
    writer,
)

TAG = "Équipe du service"


@get("/api/admin/tasks", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_tasks(  # noqa: PLR0917 - one parameter for each thing asked of the list
    request: AnyRequest,
    identify: Given[Identify],
    list_tasks: Given[ListTasks],
    mine: FromQuery[bool] = False,
    kind: FromQuery[TaskKind | None] = None,
    wanted: Annotated[
        TaskState, QueryParameter(name="state", description="L’état des tâches à rendre.")
    ] = TaskState.OPEN,
    cursor: FromQuery[str | None] = None,
    limit: Limit = 25,
) -> TaskPage:
    """Les tâches de l’équipe, par échéance ; `mine` : les miennes et celles de toute l’équipe."""
    asked = TaskRequest(mine=mine, kind=kind, state=wanted, cursor=cursor, limit=limit)
    return list_tasks(who(request, identify), asked)


@frozen(kw_only=True)
class Assignment:
    """À qui va une tâche : le compte d’un membre de l’équipe, ou personne en particulier (`null`)."""

    owner: str | None


@put(
    "/api/admin/tasks/{task:str}/owner",
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.ASSIGN_TASK)],
    tags=[TAG],
)
def assign_a_task(
    request: AnyRequest, task: FromPath[str], data: JSONBody[Assignment], assign_task: Given[AssignTask]
) -> Response[Assigned]:
    """Confie une tâche à un autre membre de l’équipe, ou la rend à toute l’équipe."""
    assigned = assign_task(writer(request), task, data.owner, expected_version=expected_number(request))
    return Response(assigned, headers={"etag": etag(assigned.version)})


def task_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_tasks, assign_a_task]
