"""The jobs, as those who run the service look at them: identifiers only."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from attrs import frozen

from conseillers_application.journal import NoteAct
from conseillers_application.numbers import whole_number
from conseillers_domain.accounts import Act, Person
from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound
from conseillers_domain.french import typeset

UNKNOWN: Final = "Cette tâche n’existe pas, ou elle est faite."


class JobState(StrEnum):
    """How far a job got; those that succeeded are not kept."""

    TODO = "todo"
    DOING = "doing"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ABORTED = "aborted"


@frozen(kw_only=True)
class JobLine:
    """A job: what it does (`task`), on which fact or letter, how often it was tried, when it is due."""

    id: str
    task: str
    subject: str | None
    state: str
    attempts: int
    scheduled_at: datetime | None


@frozen(kw_only=True)
class JobPage:
    """Some jobs, oldest first."""

    items: tuple[JobLine, ...]
    total: int
    next: str | None


class Jobs(Protocol):
    """What does the work put off."""

    def counts(self) -> Mapping[str, int]:
        """How many jobs are in each state."""
        ...

    def page(self, state: str | None, after: int, limit: int) -> tuple[JobLine, ...]:
        """The jobs in that state, or all, whose number is above `after`: oldest first."""
        ...

    def find(self, job_id: int) -> JobLine | None:
        """The job of that number."""
        ...

    def put_back(self, job_id: int) -> bool:
        """Give a job given up all its tries again; False when it is no such job."""
        ...

    def held(self, task: str, subjects: Iterable[str]) -> Mapping[str, str]:
        """Of these subjects, those that a job of that task is kept for, with its state.

        One that is to be done, or being done, goes before one that was given up.
        """
        ...


@frozen(kw_only=True)
class ListJobs:
    """Which jobs wait, run or were given up."""

    jobs: Jobs

    def __call__(
        self, person: Person, state: JobState | None = None, *, cursor: str | None = None, limit: int = 25
    ) -> JobPage:
        """Raises NotFound to who may not see them, Invalid for a page mark that is not one of ours."""
        person.must_be_allowed(Act.SEE_JOBS)
        return self.page(state, cursor=cursor, limit=limit)

    def page(self, state: JobState | None = None, *, cursor: str | None = None, limit: int = 25) -> JobPage:
        """The same, for the command line."""
        after = 0 if cursor is None else whole_number(cursor)
        if after is None:
            raise Invalid(Fault("/cursor", "format", "Cette marque de page n’est pas une des nôtres."))
        found = self.jobs.page(state, after, limit + 1)
        counts = self.jobs.counts()
        return JobPage(
            items=found[:limit],
            total=counts.get(state, 0) if state else sum(counts.values()),
            next=found[limit - 1].id if len(found) > limit else None,
        )


@frozen(kw_only=True)
class RetryJob:
    """Puts back a job given up: it has all its tries again, from now."""

    jobs: Jobs
    note: NoteAct

    def __call__(self, person: Person, job_id: str) -> JobLine:
        """The job, waiting. Raises NotFound, or Conflict for one that is neither given up nor waiting."""
        person.must_be_allowed(Act.RETRY_JOB)
        return self.retry(job_id)

    def retry(self, job_id: str) -> JobLine:
        """The same, for the command line; a job that waits already goes on waiting."""
        number = whole_number(job_id)
        if number is None:
            raise NotFound(UNKNOWN)
        if self.jobs.put_back(number):
            self.note(job_id)
        job = self.jobs.find(number)
        if job is None:
            raise NotFound(UNKNOWN)
        if job.state != JobState.TODO:
            raise Conflict(
                typeset(f"Cette tâche n'a pas été abandonnée : son état est « {job.state} »."),
                code="not_given_up",
                current=job,
            )
        return job
