"""What staff has to do, and the answers it owes to companies."""

from datetime import datetime
from typing import Protocol

from conseillers_application.task_views import TaskQuery, TaskRow
from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.staff_task import Load, StaffTask, TaskKind


class StaffTasks(Protocol):
    """The tasks of those who run the service."""

    def add(self, task: StaffTask) -> None:
        """Keep a new task. Raises Conflict when one of that kind is open on that subject."""
        ...

    def get(self, task_id: str) -> StaffTask:
        """Raises NotFound."""
        ...

    def save(self, task: StaffTask) -> StaffTask:
        """Keep a changed task. Raises Conflict when somebody saved it since it was read."""
        ...

    def on(self, kind: TaskKind, subject: str) -> tuple[StaffTask, ...]:
        """All those of a kind on a subject, oldest first."""
        ...


class TaskLists(Protocol):
    """The same tasks, as they are counted, listed and shared out."""

    def count(self, query: TaskQuery) -> int:
        """How many are asked for, whatever the page."""
        ...

    def page(self, query: TaskQuery) -> tuple[TaskRow, ...]:
        """At most `limit` of those asked for after `after`, the first one due first."""
        ...

    def loads(self) -> tuple[Load, ...]:
        """Everybody who runs the service under an account, with their open tasks; in any order."""
        ...

    def late(self, now: datetime, limit: int) -> tuple[StaffTask, ...]:
        """Those that should be done by now and are not told to be late, the first one due first."""
        ...

    def waiting(self, kind: TaskKind, since: datetime, limit: int) -> tuple[StaffTask, ...]:
        """The open ones of a kind that were there at that instant, the first one due first."""
        ...


class CompanyAnswers(Protocol):
    """The words of the answers owed to companies, by the task that asks for each."""

    def add(self, answer: CompanyAnswer) -> None:
        """Keep a new draft."""
        ...

    def get(self, task_id: str) -> CompanyAnswer:
        """Raises NotFound."""
        ...

    def save(self, answer: CompanyAnswer) -> CompanyAnswer:
        """Keep changed words. Raises Conflict when somebody saved them since they were read."""
        ...
