"""What staff has to do, and the answers it owes to companies, in memory."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from attrs import evolve, frozen

from conseillers_adapters.memory.needs import KeptNeed
from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_application.task_views import TaskQuery, TaskRow
from conseillers_domain.accounts import Account, Role
from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.staff_task import Load, StaffTask, TaskKind, TaskState


@frozen
class MemoryStaffTasks:
    """The tasks of those who run the service, kept in memory."""

    state: State

    @property
    def _tasks(self) -> Shelf[StaffTask]:
        return Shelf(StaffTask, self.state)

    def add(self, task: StaffTask) -> None:
        """Keep a new task. Raises Conflict when one of that kind is open on that subject."""
        if any(one.state is TaskState.OPEN for one in self.on(task.kind, task.subject)):
            raise Conflict("Cette tâche est déjà à faire.", code="task_open")
        self._tasks.add(task.id, task)

    def get(self, task_id: str) -> StaffTask:
        """Raises NotFound."""
        task = self._tasks.find(task_id)
        if task is None:
            raise NotFound("Cette tâche n’existe pas.")
        return task

    def save(self, task: StaffTask) -> StaffTask:
        """Keep a changed task. Raises Conflict when somebody saved it since it was read."""
        if self.get(task.id).version != task.version:
            raise Conflict("Cette tâche vient d’être modifiée par quelqu’un d’autre.")
        after = evolve(task, version=task.version + 1)
        self._tasks.keep(task.id, after)
        return after

    def on(self, kind: TaskKind, subject: str) -> tuple[StaffTask, ...]:
        """All those of a kind on a subject, oldest first."""
        found = (one for one in self._tasks if (one.kind, one.subject) == (kind, subject))
        return tuple(sorted(found, key=lambda one: one.id))


@frozen
class MemoryTaskLists:
    """The same tasks, counted, listed and shared out in memory."""

    state: State

    def count(self, query: TaskQuery) -> int:
        """How many are asked for, whatever the page."""
        return sum(1 for _ in self._asked(query))

    def page(self, query: TaskQuery) -> tuple[TaskRow, ...]:
        """At most `limit` of those asked for after `after`, the first one due first."""
        found = (
            self._row(task)
            for task in sorted(self._asked(query), key=_due)
            if query.after is None or _due(task) > query.after
        )
        return tuple(islice(found, query.limit))

    def _row(self, task: StaffTask) -> TaskRow:
        needs = Shelf(KeptNeed, self.state)
        if task.kind.about_teams:
            asked = (one for kept in needs for one in kept.need.referrals)
            waiting = sum(one.team == task.subject and one.stance.open for one in asked)
            return TaskRow(task=task, need_subject=None, company=None, referrals=waiting)
        need = needs.find(task.subject)
        return TaskRow(
            task=task,
            need_subject=None if need is None else need.need.subject,
            company=None if need is None else need.company,
        )

    def loads(self) -> tuple[Load, ...]:
        """Everybody who runs the service under an account, with their open tasks; in any order."""
        waiting = Counter(one.owner for one in self._open())
        return tuple(
            Load(account=one.id, email=one.email, open_tasks=waiting[one.id])
            for one in Shelf(Account, self.state)
            if Role.STAFF in one.roles
        )

    def late(self, now: datetime, limit: int) -> tuple[StaffTask, ...]:
        """Those that should be done by now and are not told to be late, the first one due first."""
        found = (one for one in self._open() if one.due_at <= now and one.escalated_at is None)
        return tuple(sorted(found, key=_due))[:limit]

    def waiting(self, kind: TaskKind, since: datetime, limit: int) -> tuple[StaffTask, ...]:
        """The open ones of a kind that were there at that instant, the first one due first."""
        found = (one for one in self._open() if one.kind.value == kind.value and one.created_at <= since)
        return tuple(sorted(found, key=_due))[:limit]

    def _open(self) -> Iterator[StaffTask]:
        return (one for one in Shelf(StaffTask, self.state) if one.state is TaskState.OPEN)

    def _asked(self, query: TaskQuery) -> Iterator[StaffTask]:
        return (
            one
            for one in Shelf(StaffTask, self.state)
            if one.state is query.state
            and (query.kind is None or query.kind.value == one.kind.value)
            and (query.owners is None or one.owner in query.owners)
        )


def _due(task: StaffTask) -> tuple[datetime, str]:
    return task.due_at, task.id


@frozen
class MemoryCompanyAnswers:
    """The words of the answers owed to companies, kept in memory."""

    state: State

    @property
    def _answers(self) -> Shelf[CompanyAnswer]:
        return Shelf(CompanyAnswer, self.state)

    def add(self, answer: CompanyAnswer) -> None:
        """Keep a new draft."""
        Shelf(StaffTask, self.state).must_hold(answer.task)
        self._answers.add(answer.task, answer)

    def get(self, task_id: str) -> CompanyAnswer:
        """Raises NotFound."""
        answer = self._answers.find(task_id)
        if answer is None:
            raise NotFound("Cette réponse n’existe pas.")
        return answer

    def save(self, answer: CompanyAnswer) -> CompanyAnswer:
        """Keep changed words. Raises Conflict when somebody saved them since they were read."""
        if self.get(answer.task).version != answer.version:
            raise Conflict("Cette réponse vient d’être modifiée par quelqu’un d’autre.")
        after = evolve(answer, version=answer.version + 1)
        self._answers.keep(answer.task, after)
        return after
