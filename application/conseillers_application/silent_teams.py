"""A team that nobody can act for any more is a task of staff, as long as needs wait for it (CGU 6.1)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.owe_answer import ANSWERED_WITHIN, owner_now
from conseillers_application.ports import Clock, Ids, UnitOfWork, Work
from conseillers_domain.staff_task import AfterWorkingDays, StaffTask, TaskKind, TaskState, due_after

AT_ONCE: Final = 1_000
"""Tasks looked at each time; what is left is there the next time."""


@frozen(kw_only=True)
class MindSilentTeams:
    """Keeps the tasks about silent teams in step, in the transaction that changes who may act.

    A team without any member is a mailbox that somebody reads; one whose members are all suspended is silent.
    """

    new_id: Ids
    after_working_days: AfterWorkingDays
    within: int = ANSWERED_WITHIN

    def __call__(self, work: Work, teams: Iterable[str], at: datetime) -> None:
        """To be called for the teams of an account that was shut out, or let in again."""
        for team in sorted(teams):
            task = _open_task(work, team)
            orphaned = _silent(work, team) and work.referrals.open_of(team, "", 1)
            if orphaned and task is None:
                work.staff_tasks.add(
                    StaffTask(
                        id=self.new_id(),
                        kind=TaskKind.ORPHAN_REFERRALS,
                        subject=team,
                        created_at=at,
                        due_at=due_after(at, self.within, self.after_working_days),
                        owner=owner_now(work),
                    )
                )
            elif task is not None and not orphaned:
                work.staff_tasks.save(task.cancelled(at))


@frozen(kw_only=True)
class EndSilentTeams:
    """At regular hours: the tasks end whose team has somebody again, or whose needs went elsewhere."""

    begin: UnitOfWork
    read: UnitOfWork
    now: Clock
    mind_teams: MindSilentTeams

    def __call__(self) -> None:
        """Done twice, it changes nothing more."""
        at = self.now()
        with self.read() as work:
            waiting = work.task_lists.waiting(TaskKind.ORPHAN_REFERRALS, at, AT_ONCE)
        for task in waiting:
            self._mind(task.subject, at)

    @once_more
    def _mind(self, team: str, at: datetime) -> None:
        with self.begin() as work:
            self.mind_teams(work, (team,), at)


def _open_task(work: Work, team: str) -> StaffTask | None:
    tasks = work.staff_tasks.on(TaskKind.ORPHAN_REFERRALS, team)
    return next((one for one in tasks if one.state is TaskState.OPEN), None)


def _silent(work: Work, team: str) -> bool:
    crew = work.directories.current().crews.get(team)
    return crew is not None and bool(crew.members) and not crew.active
