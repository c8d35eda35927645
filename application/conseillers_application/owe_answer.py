"""At the last refusal staff owes the company an answer, until a position changes (CGU 4.3.B)."""

from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_application.ports import Ids, Work
from conseillers_application.read_inbox import subject_name
from conseillers_domain.company_answer import CompanyAnswer, drafted, taken_since
from conseillers_domain.need import Need, NeedStatus
from conseillers_domain.staff_task import (
    AfterWorkingDays,
    StaffTask,
    TaskKind,
    TaskState,
    due_after,
    next_owner,
)

ANSWERED_WITHIN: Final = 2
"""Working days that staff has to answer a company."""


@frozen(kw_only=True)
class OweAnswer:
    """Keeps the task to answer a company in step with its need, in the transaction that saves the need."""

    new_id: Ids
    after_working_days: AfterWorkingDays
    within: int = ANSWERED_WITHIN

    def __call__(self, work: Work, before: Need, after: Need, at: datetime) -> None:
        """To be called whenever a need is saved whose status may have changed."""
        was, now = before.status, after.status
        if was is now:
            return
        if now is NeedStatus.REFUSED_BY_ALL:
            self._owe(work, after, at)
        elif was is NeedStatus.REFUSED_BY_ALL:
            _forgive(work, after, at)

    def _owe(self, work: Work, need: Need, at: datetime) -> None:
        earlier = work.staff_tasks.on(TaskKind.ANSWER_COMPANY, need.id)
        answered = [one.ended_at for one in earlier if one.state is TaskState.DONE and one.ended_at]
        # A company that was told so is not told again, unless it was told of somebody meanwhile.
        if answered and not taken_since(need, max(answered)):
            return
        task = StaffTask(
            id=self.new_id(),
            kind=TaskKind.ANSWER_COMPANY,
            subject=need.id,
            created_at=at,
            due_at=due_after(at, self.within, self.after_working_days),
            owner=owner_now(work),
        )
        work.staff_tasks.add(task)
        subject = subject_name(need.subject, work.catalogues.current()).title
        text = drafted(need, subject, work.directories.current().directory)
        work.company_answers.add(CompanyAnswer(task=task.id, text=text, edited_at=at))


def owner_now(work: Work) -> str:
    """Who gets a task that is born now; nobody who is suspended does."""
    suspended = work.directories.current().directory.suspended
    return next_owner(one for one in work.task_lists.loads() if one.email.lower() not in suspended)


def _forgive(work: Work, need: Need, at: datetime) -> None:
    for task in work.staff_tasks.on(TaskKind.ANSWER_COMPANY, need.id):
        if task.state is TaskState.OPEN:
            work.staff_tasks.save(task.cancelled(at))
