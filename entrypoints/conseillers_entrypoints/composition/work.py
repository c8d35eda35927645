"""The work done later: who does it, when, and how a transaction puts it off."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import evolve, frozen
from structlog.contextvars import get_contextvars

from conseillers_adapters.jobs.databases import job_store
from conseillers_adapters.jobs.engine import REQUEST, Around, Regular, Run
from conseillers_adapters.jobs.engine import Engine as Jobs
from conseillers_adapters.jobs.store import NewJob
from conseillers_adapters.security import utc_now
from conseillers_adapters.sql import Line
from conseillers_application.acting import Acting, acting
from conseillers_application.ports import Clock, Task
from conseillers_domain.journal import SERVICE, Way
from conseillers_entrypoints.composition.regular import clock_work
from conseillers_entrypoints.observation.counting import WatchedJobs

if TYPE_CHECKING:
    from conseillers_entrypoints.container import Container


SUBJECT_OF: Mapping[str, str] = {"react": "fact", "send_letter": "letter"}
"""The one argument of each task."""


def working_jobs(url: str, clock: Clock, whole: "Container") -> Iterator[Jobs]:
    """The engine of the work done later, in the database that holds the facts."""
    jobs = Jobs(
        # Machines agree on the hour of the server they share, when nobody gives another one.
        job_store(url, None if clock is utc_now else clock),
        react=lambda fact: whole.react()(fact),  # noqa: PLW0108 - made when the first job runs, not now
        send_letter=lambda letter: whole.send_letter()(letter),  # noqa: PLW0108 - same
        held=lambda: whole.read_maintenance().holds_jobs(),
        regular=[attributed(one) for one in regular_work(whole)],
        around=AttributedJobs(WatchedJobs(lambda: whole.metrics())),  # noqa: PLW0108 - same
    )
    with jobs:
        yield jobs


def regular_work(whole: "Container") -> Sequence[Regular]:
    """What is done at regular hours, whoever asks for it."""
    # Each is made when its first hour strikes, not now.
    work = [
        Regular(name="reconcile_letters", cron="*/10 * * * *", do=lambda: whole.reconcile_letters()()),  # noqa: PLW0108 - see above
        Regular(name="mind_tasks", cron="*/10 * * * *", do=lambda: whole.mind_tasks()()),  # noqa: PLW0108 - see above
        Regular(name="seal_journal", cron="* * * * *", do=lambda: whole.seal_journal()()),  # noqa: PLW0108 - see above
        Regular(name="prune_journal", cron="50 1 * * *", do=lambda: whole.prune_journal()()),  # noqa: PLW0108 - see above
        Regular(name="end_silent_teams", cron="*/10 * * * *", do=lambda: whole.end_silent_teams()()),  # noqa: PLW0108 - see above
        # A breach does not wait for a working day.
        Regular(name="mind_breaches", cron="*/10 * * * *", do=lambda: whole.mind_breaches()()),  # noqa: PLW0108 - see above
        # After the others of the night: what they forgot is in its account.
        Regular(
            name="run_retention",
            cron="30 2 * * *",
            do=lambda: whole.run_retention().regularly(),
        ),
        Regular(name="forget_exports", cron="17 * * * *", do=lambda: whole.forget_exports()()),  # noqa: PLW0108 - see above
    ]
    if whole.settings().bounces:
        work.append(
            Regular(name="read_returns", cron="*/5 * * * *", do=lambda: whole.read_returns().regularly())
        )
    return (*work, *clock_work(whole))


@frozen
class AttributedJobs:
    """What is around each try of a job, and what it writes is the service's own doing, on its subject."""

    around: Around

    @contextmanager
    def __call__(self, run: Run) -> Iterator[None]:
        """As the engine asks."""
        told = Acting(who=SERVICE, way=Way.JOB, operation=run.task, subjects=(run.subject,))
        with acting(told), self.around(run):
            yield


def attributed(regular: Regular) -> Regular:
    """The same work at the same hours, in the name of the service."""
    told = Acting(who=SERVICE, way=Way.JOB, operation=regular.name)

    def do() -> None:
        with acting(told):
            regular.do()

    return evolve(regular, do=do)


class InTransaction:
    """Puts tasks off in the business transaction, through the driver's own connection.

    Each is traced: it names the request, the command or the job that this transaction is part of.
    """

    def __init__(self, jobs: Jobs) -> None:
        """Keep the engine they are put off to."""
        self._jobs = jobs

    def __call__(self, line: Line, tasks: Sequence[Task]) -> None:
        """Add a job for each task, in the transaction open on that line."""
        request = get_contextvars().get("request_id")
        traced = {} if request is None else {REQUEST: str(request)}
        self._jobs.defer_many(
            [
                NewJob(task.name, {SUBJECT_OF[task.name]: task.subject, **traced}, task.not_before)
                for task in tasks
            ],
            connection=line.driver,
        )
