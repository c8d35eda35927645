"""What an operator does with the jobs: list them, put back one that was given up."""

from typing import Annotated

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, QueryParameter

from conseillers_application.jobs import JobLine, JobPage, JobState, ListJobs, RetryJob
from conseillers_application.sessions import Identify
from conseillers_domain.accounts import Act
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

TAG = "Exploitation"
Limit = Annotated[int, QueryParameter(ge=1, le=100)]


@get("/api/admin/jobs", sync_to_thread=True, guards=[has_session], tags=[TAG])
def see_jobs(
    request: AnyRequest,
    identify: Given[Identify],
    list_jobs: Given[ListJobs],
    wanted: Annotated[
        JobState | None, QueryParameter(name="state", description="L’état des tâches à rendre.")
    ] = None,
    cursor: FromQuery[str | None] = None,
    limit: Limit = 25,
) -> JobPage:
    """Les tâches en attente, en cours ou abandonnées, les plus anciennes d’abord ; les autres sont faites."""
    return list_jobs(who(request, identify), wanted, cursor=cursor, limit=limit)


@post(
    "/api/admin/jobs/{job_id:str}/retry",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.RETRY_JOB)],
    tags=[TAG],
)
def retry_a_job(request: AnyRequest, job_id: FromPath[str], retry_job: Given[RetryJob]) -> JobLine:
    """Remet en attente une tâche abandonnée, avec tous ses essais devant elle."""
    return retry_job(writer(request), job_id)


def job_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_jobs, retry_a_job]
