"""The tasks of those who run the service: what somebody has to do by a certain time, and who does it."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.calendar import PARIS
from conseillers_domain.errors import Conflict

WHOLE_STAFF: Final = "whole_staff"
"""The owner of a task while nobody runs the service under an account of their own."""

AfterWorkingDays = Callable[[date, int], date]
"""The day that comes so many working days after another."""


class TaskKind(StrEnum):
    """What is to be done; the task's subject is the thing it is about."""

    ANSWER_COMPANY = "answer_company"
    ORPHAN_REFERRALS = "orphan_referrals"

    @property
    def about_teams(self) -> bool:
        """Whether its subject is a team, by its code, and not a need."""
        return self is TaskKind.ORPHAN_REFERRALS

    @property
    def label(self) -> str:
        """As staff reads it."""
        return {
            TaskKind.ANSWER_COMPANY: "répondre à l’entreprise que toutes les équipes ont refusée",
            TaskKind.ORPHAN_REFERRALS: "confier à d’autres les besoins d’une équipe sans personne",
        }[self]


class TaskState(StrEnum):
    """How far a task got."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """As staff reads it."""
        return {TaskState.OPEN: "à faire", TaskState.DONE: "faite", TaskState.CANCELLED: "annulée"}[self]


@frozen(kw_only=True)
class StaffTask:
    """Something staff has to do, which always belongs to somebody.

    `subject`: the id of what it is about. `owner`: an account's id, or `WHOLE_STAFF`. `escalated_at`: when
    it was told to be late, once. `ended_by`: who did it, an account's id or `BY_RULE`.
    """

    id: str
    kind: TaskKind
    subject: str
    created_at: datetime
    due_at: datetime
    owner: str
    state: TaskState = TaskState.OPEN
    escalated_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    version: int = 0

    def late(self, now: datetime) -> bool:
        """Whether it should be done by now, and is not."""
        return self.state is TaskState.OPEN and self.due_at <= now

    def given_to(self, owner: str) -> "StaffTask":
        """The same, another's. Raises Conflict once it is over."""
        self._must_be_open()
        return evolve(self, owner=owner)

    def escalated(self, at: datetime) -> "StaffTask":
        """The same, told to be late."""
        return evolve(self, escalated_at=at)

    def done(self, by: str, at: datetime) -> "StaffTask":
        """The same, done. Raises Conflict when it is over already."""
        self._must_be_open()
        return evolve(self, state=TaskState.DONE, ended_at=at, ended_by=by)

    def cancelled(self, at: datetime) -> "StaffTask":
        """The same, needless."""
        return evolve(self, state=TaskState.CANCELLED, ended_at=at)

    def _must_be_open(self) -> None:
        if self.state is not TaskState.OPEN:
            raise Conflict(f"Cette tâche est déjà {self.state.label}.", code="task_over")


def due_after(at: datetime, days: int, after_working_days: AfterWorkingDays) -> datetime:
    """The same hour in France, so many working days later."""
    local = at.astimezone(PARIS)
    day = after_working_days(local.date(), days)
    return local.replace(year=day.year, month=day.month, day=day.day)


@frozen(kw_only=True)
class Load:
    """Somebody who runs the service, and how many tasks wait for them."""

    account: str
    email: str
    open_tasks: int


def next_owner(loads: Iterable[Load]) -> str:
    """Who gets the next task: the one who has the fewest."""
    least = min(loads, key=lambda one: (one.open_tasks, one.account), default=None)
    return WHOLE_STAFF if least is None else least.account
