"""The engine of the work done later: procrastinate, its two tasks, and what operators ask."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from typing import Any, Final, Self

from attrs import frozen
from croniter import croniter
from procrastinate import App, JobContext, exceptions
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.sql import queries

from conseillers_adapters.jobs import queries as own
from conseillers_adapters.jobs.backoff import LONGEST_WAIT, TryLater, wait_after
from conseillers_adapters.jobs.looking import ALIVE, JOBS_OF_SUBJECTS, PAGE_OF_JOBS
from conseillers_adapters.jobs.runners import Runner, in_a_thread, in_this_thread
from conseillers_adapters.jobs.store import JobStore, NewJob
from conseillers_application.jobs import JobLine

REACT = "react"
SEND_LETTER = "send_letter"
RESCUE = "rescue_stalled"

REQUEST: Final = "request"
"""The argument of a job that names the request it comes from."""

STATES: Final = tuple(status.value for status in Status if status is not Status.ABORTING)
"""Those a job may be in, as they are counted."""

HEARTBEAT = 10.0
STALLED_AFTER = 60.0

# A job taken back from a worker that had to stop may still be running there: it is left some time.
HANDED_BACK_FOR = timedelta(minutes=1)


logger = logging.getLogger(__name__)


@frozen(kw_only=True)
class Regular:
    """Work done at regular hours, by one worker whichever they are: `cron` says when, UTC.

    Failing, it is done again at its next hour; what it does must bear that.
    """

    name: str
    cron: str
    do: Callable[[], object]

    def next(self, after: datetime) -> datetime:
        """The first of its hours after an instant."""
        hour: datetime = croniter(self.cron, after).get_next(datetime)
        return hour


@frozen
class FailedJob:
    """A job given up after its last try: what it was to do, on what, how often it was tried."""

    id: int
    task: str
    args: Mapping[str, object]
    attempts: int


@frozen(kw_only=True)
class Backlog:
    """What there is to do, and whether somebody does it.

    `jobs`: how many by task and state. `waiting_since`: when the oldest job that waits was due, None when
    none is. `heard_at`: when a worker last said it was alive, None when there is none.
    """

    jobs: Mapping[tuple[str, str], int]
    waiting_since: datetime | None
    heard_at: datetime | None

    @property
    def counts(self) -> dict[str, int]:
        """How many jobs are in each state."""
        found = dict.fromkeys(STATES, 0)
        for (_, state), count in self.jobs.items():
            found[state] += count
        return found

    def unattended(self, now: datetime) -> bool:
        """Whether jobs wait that no worker has been there to take, for longer than one takes to come back."""
        long_ago = now - timedelta(seconds=STALLED_AFTER)
        waits = self.waiting_since is not None and self.waiting_since < long_ago
        return waits and (self.heard_at is None or self.heard_at < long_ago)


@frozen(kw_only=True)
class Run:
    """A try of a job: `subject` is the fact or the letter, `request` what it comes from if that is known."""

    task: str
    subject: str
    job: int
    attempts: int
    request: str | None


Around = Callable[[Run], AbstractContextManager[object]]
"""What goes on around each try, in its thread: names bound, time taken, errors seen as they pass."""


def _nothing(_: Run) -> AbstractContextManager[object]:
    return nullcontext()


class Engine:
    """What puts work off until later and does it: a fact to react to, a letter to send.

    `react(fact)` and `send_letter(letter)` are plain functions over identifiers. Each may
    run more than once (a worker can die after the deed and before saying so), so each must bear it.
    An exception means another try. While `held` says so, workers take nothing and jobs wait: they look
    again each time they look for jobs.
    """

    def __init__(
        self,
        store: JobStore,
        *,
        react: Callable[[str], object],
        send_letter: Callable[[str], object],
        held: Callable[[], bool] = lambda: False,
        regular: Sequence[Regular] = (),
        around: Around = _nothing,
    ) -> None:
        """Bind the tasks to their functions, for the workers and for `drain`."""
        self.store = store
        self._react = react
        self._send_letter = send_letter
        self._held = held
        self._regular = tuple(regular)
        self._around = around
        self.app = self._bound(in_a_thread)
        self.app.periodic(cron="* * * * *")(self.app.tasks[RESCUE])
        for one in self._regular:
            self.app.periodic(cron=one.cron)(self.app.tasks[one.name])
        # Without the periodic task: drained work depends on nothing but the clock it is given.
        self.drained_app = self._bound(in_this_thread)

    def __enter__(self) -> Self:
        self.app.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.app.close()

    def defer(
        self,
        task: str,
        args: dict[str, str],
        *,
        at: datetime | None = None,
        key: str | None = None,
        connection: object | None = None,
    ) -> bool:
        """Put one job off, as `defer_many` does; no when its key already waits."""
        return self.defer_many([NewJob(task, args, at, key)], connection=connection) == 1

    def defer_many(self, jobs: Iterable[NewJob], *, connection: object | None = None) -> int:
        """Put jobs off, all at once, in the transaction open on `connection` if there is one.

        `connection` is the driver's own (for SQLite a `sqlite3.Connection`). Answers how many were
        added: a key already waiting adds nothing and undoes nothing. A job exists if and only if
        its transaction is committed; after that, `wake` spares the workers of this process their
        short wait. `KeyError` for a task that does not exist.
        """
        listed = list(jobs)
        for job in listed:
            self.app.tasks[job.task]
        return self.store.add(listed, connection)

    def wake(self) -> None:
        """Tell the workers of this process that a transaction holding jobs was committed."""
        self.store.wake()

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state; those that succeeded are not kept."""
        found = self.store.get_sync_connector().execute_query_all(queries["count_jobs_status"])
        return dict.fromkeys(STATES, 0) | {row["status"]: row["count"] for row in found}

    def backlog(self) -> Backlog:
        """What there is to do, and whether somebody does it; costs what there is to do."""
        ask = self.store.get_sync_connector().execute_query_all
        tally, (heart,) = ask(own.TALLY), ask(own.LAST_HEARTBEAT)
        planned = [row["scheduled_at"] for row in tally if row["status"] == Status.TODO.value]
        oldest: datetime | None = min((one for one in planned if one is not None), default=None)
        return Backlog(
            jobs={(row["task_name"], row["status"]): row["count"] for row in tally},
            waiting_since=oldest if oldest is not None and oldest <= self.store.now() else None,
            heard_at=heart["last_heartbeat"],
        )

    def failed(self) -> list[FailedJob]:
        """The jobs given up, oldest first, for somebody to look into and put back."""
        return [
            FailedJob(_id(job), job.task_name, job.task_kwargs, job.attempts)
            for job in self.app.job_manager.list_jobs(status=Status.FAILED.value)
        ]

    def page(self, state: str | None, after: int, limit: int) -> tuple[JobLine, ...]:
        """The jobs in that state, or all, whose number is above `after`: oldest first."""
        found = self.store.get_sync_connector().execute_query_all(
            PAGE_OF_JOBS, state=state, after=after, limit=limit
        )
        return tuple(map(_line, found))

    def find(self, job_id: int) -> JobLine | None:
        """The job of that number; one that succeeded is not kept."""
        found = self.page(None, job_id - 1, 1)
        return found[0] if found and found[0].id == str(job_id) else None

    def held(self, task: str, subjects: Iterable[str]) -> dict[str, str]:
        """Of these subjects, those that a job of that task is kept for, with its state.

        One that is to be done, or being done, goes before one that was given up.
        """
        found = self.store.get_sync_connector().execute_query_all(
            JOBS_OF_SUBJECTS, task=task, subjects=list(subjects)
        )
        states: dict[str, str] = {}
        for row in sorted(found, key=lambda row: row["status"] in ALIVE):
            states[row["subject"]] = row["status"]
        return states

    def put_back(self, job_id: int) -> bool:
        """Give a job given up another 72 hours of tries, from now; no when there is no such job."""
        if not self.app.job_manager.list_jobs(id=job_id, status=Status.FAILED.value):
            return False
        self.app.job_manager.retry_job_by_id(job_id, retry_at=self.store.now())
        return True

    def _bound(self, run: Runner) -> App:
        app = App(connector=self.store)
        app.job_manager = _Holding(self.store, self._held, run)
        plan = Plan(self.store.now)

        # A job of a former version says nothing of its request.
        @app.task(name=REACT, retry=plan, pass_context=True)
        async def react(context: JobContext, fact: str, request: str | None = None) -> None:
            await run(self._tried(self._react, context.job, fact, request))

        @app.task(name=SEND_LETTER, retry=plan, pass_context=True)
        async def send_letter(context: JobContext, letter: str, request: str | None = None) -> None:
            await run(self._tried(self._send_letter, context.job, letter, request))

        # First in the queue: work that is lost must not wait for thousands of jobs. No lock: held by
        # a rescue whose worker died, it would put an end to rescues.
        @app.task(name=RESCUE, pass_context=True, queueing_lock=RESCUE, priority=1)
        async def rescue_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives it
            await _rescue(context.app, plan)

        for one in self._regular:
            _add_regular(app, one, run)
        return app

    def _tried(
        self, work: Callable[[str], object], job: Job, subject: str, request: str | None
    ) -> Callable[[], object]:
        one = Run(task=job.task_name, subject=subject, job=_id(job), attempts=job.attempts, request=request)

        def call() -> None:
            with self._around(one):
                work(subject)

        return call


class _Holding(JobManager):
    """Hands jobs out, unless they are held: asked before each, whatever the database of the jobs."""

    def __init__(self, store: JobStore, held: Callable[[], bool], run: Runner) -> None:
        super().__init__(store)
        self._held = held
        self._run = run

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        told: list[bool] = []
        # Aside, as jobs are: a database that is silent must not keep the worker from saying it is alive.
        await self._run(lambda: told.append(self._held()))
        return None if told == [True] else await super().fetch_job(queues, worker_id)


def _add_regular(app: App, regular: Regular, run: Runner) -> None:
    @app.task(name=regular.name, queueing_lock=regular.name)
    async def do(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives it
        try:
            await run(regular.do)
        except Exception:
            # Kept as a job given up, it would be one more at each of its hours.
            logger.exception("%s failed; it is done again at its next hour", regular.name)


class Plan(BaseRetryStrategy):
    """When a job that failed is tried again, by the clock of the store."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Keep the clock."""
        self._now = now

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """The next try, or none once the job is given up."""
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_at=self._now() + HANDED_BACK_FOR)
        asked = exception.seconds if isinstance(exception, TryLater) else 0.0
        granted = min(asked, LONGEST_WAIT.total_seconds())
        return self.after(job, at_least=timedelta(seconds=granted))

    def after(self, job: Job, *, at_least: timedelta = timedelta()) -> RetryDecision | None:
        """The next try of a job that has just failed.

        Counted from the moment the job was planned when that is still ahead: `drain` runs jobs
        before their time.
        """
        wait = wait_after(job.attempts, _id(job))
        if wait is None:
            return None
        tried_at = max(self._now(), job.scheduled_at or self._now())
        return RetryDecision(retry_at=tried_at + max(wait, at_least))


async def _rescue(app: App, plan: Plan) -> None:
    """Take back the jobs of dead workers, as tries that failed: a killer ends given up."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        decision = plan.after(job)
        try:
            if decision is None:
                await manager.finish_job(job, Status.FAILED, delete_job=False)
            else:
                await manager.retry_job(job, retry_at=decision.retry_at)
        except exceptions.ConnectorException:
            # Its worker was only slow, and has just finished it; or another rescue was faster.
            continue


def _line(row: Mapping[str, Any]) -> JobLine:
    # A job's one argument is the fact or the letter it is about; of other tasks it says nothing.
    subject = row["args"].get("fact") or row["args"].get("letter")
    return JobLine(
        id=str(row["id"]),
        task=row["task_name"],
        subject=subject,
        state=row["status"],
        attempts=row["attempts"],
        scheduled_at=row["scheduled_at"],
    )


def _id(job: Job) -> int:
    assert job.id is not None
    return job.id
