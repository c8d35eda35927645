"""No task is forgotten: late, it is told to staff, once; an answer may leave by itself (CGU 4.3.B)."""

from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from conseillers_application.answer_company import AnswerCompany
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_domain.calendar import day_of
from conseillers_domain.errors import Conflict
from conseillers_domain.events import TaskOverdue
from conseillers_domain.staff_task import AfterWorkingDays, StaffTask, TaskKind

AT_ONCE: Final = 1_000
"""Tasks looked at each time; what is left is there the next time."""
A_DAY: Final = timedelta(days=1)


@frozen(kw_only=True)
class MindTasks:
    """What is done at regular hours about tasks; done late, or twice, it comes to the same.

    `answer_after`: how long an answer waits for somebody before it leaves as it is; None: for ever.
    """

    begin: UnitOfWork
    read: UnitOfWork
    now: Clock
    answer: AnswerCompany
    after_working_days: AfterWorkingDays
    answer_after: timedelta | None = None

    def __call__(self) -> None:
        """Send the answers that waited long enough, then tell of the tasks that are late, on working days."""
        now = self.now()
        if self.answer_after is not None:
            self._answer(now - self.answer_after)
        if self._is_worked(now):
            self._tell(now)

    def _answer(self, since: datetime) -> None:
        with self.read() as work:
            waiting = work.task_lists.waiting(TaskKind.ANSWER_COMPANY, since, AT_ONCE)
        for task in waiting:
            try:
                self.answer.by_rule(task.subject)
            except Conflict:
                continue  # somebody was faster

    def _tell(self, now: datetime) -> None:
        with self.read() as work:
            late = work.task_lists.late(now, AT_ONCE)
        for task in late:
            self._escalate(task, now)

    @once_more
    def _escalate(self, task: StaffTask, now: datetime) -> None:
        with self.begin() as work:
            present = work.staff_tasks.get(task.id)
            if present.late(now) and present.escalated_at is None:
                work.staff_tasks.save(present.escalated(now))
                work.outbox.put(
                    TaskOverdue(
                        task=task.id,
                        subject=task.subject,
                        owner=present.owner,
                        at=now,
                        about_team=task.kind.about_teams,
                    )
                )

    def _is_worked(self, now: datetime) -> bool:
        day = day_of(now)
        return self.after_working_days(day - A_DAY, 1) == day
