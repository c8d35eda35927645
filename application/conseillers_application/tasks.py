"""The tasks of those who run the service: listed, and given to somebody else (CGU 4.3.B)."""

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.read_inbox import read_cursor, subject_name, write_mark
from conseillers_application.task_views import (
    Assigned,
    TaskLine,
    TaskPage,
    TaskQuery,
    TaskRow,
    owner_of,
    team_name,
)
from conseillers_domain.accounts import Act, Person, Role
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Fault, Invalid, NotFound, Stale
from conseillers_domain.staff_task import WHOLE_STAFF, TaskKind, TaskState


@frozen(kw_only=True)
class TaskRequest:
    """What is asked of the list: one's own and those of the whole staff (`mine`), or everybody's; a page."""

    mine: bool = False
    kind: TaskKind | None = None
    state: TaskState = TaskState.OPEN
    cursor: str | None = None
    limit: int = 25


@frozen(kw_only=True)
class ListTasks:
    """Staff reads what is to be done, the first thing due first."""

    read: UnitOfWork
    now: Clock

    def __call__(self, person: Person, request: TaskRequest) -> TaskPage:
        """Raises NotFound to who may not see them, Invalid for a page mark that is not one of ours."""
        person.must_be_allowed(Act.SEE_TASKS)
        query = TaskQuery(
            state=request.state,
            kind=request.kind,
            owners=frozenset({person.id, WHOLE_STAFF}) if request.mine else None,
            after=read_cursor(request.cursor) if request.cursor else None,
            limit=request.limit + 1,
        )
        with self.read() as work:
            total = work.task_lists.count(query)
            found = work.task_lists.page(query)
            shown = found[: request.limit]
            names = work.accounts.names(frozenset(row.task.owner for row in shown))
            catalogue = work.catalogues.current()
            directory = work.directories.current().directory
        now = self.now()
        end = shown[-1].task if len(found) > len(shown) else None
        return TaskPage(
            items=tuple(_line(row, names, catalogue, directory, now) for row in shown),
            total=total,
            next=None if end is None else write_mark(end.due_at, end.id),
        )


@frozen(kw_only=True)
class AssignTask:
    """Staff gives a task to somebody of its own, or back to the whole staff."""

    begin: UnitOfWork

    @once_more
    def __call__(
        self, person: Person, task_id: str, owner: str | None, *, expected_version: int | None = None
    ) -> Assigned:
        """Raises NotFound, Stale, Invalid for who does not run the service, Conflict once it is over."""
        person.must_be_allowed(Act.ASSIGN_TASK)
        with self.begin() as work:
            task = work.staff_tasks.get(task_id)
            if expected_version is not None and expected_version != task.version:
                raise Stale("Cette tâche a changé depuis que vous l’avez lue : relisez-la.")
            if owner is not None:
                _must_run_the_service(work, owner)
            given = task.given_to(WHOLE_STAFF if owner is None else owner)
            after = work.staff_tasks.save(given) if given != task else task
            names = work.accounts.names(frozenset({after.owner}))
        return Assigned(id=after.id, owner=owner_of(after, names), version=after.version)


def _must_run_the_service(work: Work, account_id: str) -> None:
    try:
        account = work.accounts.get(account_id)
    except NotFound:
        account = None
    if account is None or Role.STAFF not in account.roles:
        raise Invalid(
            Fault("/owner", "not_staff", "Ce compte n’est pas celui d’un membre de l’équipe du service.")
        )
    if account.email.lower() in work.directories.current().directory.suspended:
        raise Invalid(Fault("/owner", "suspended", "Ce compte est suspendu : choisissez-en un autre."))


def _line(
    row: TaskRow,
    names: Mapping[str, str],
    catalogue: Catalogue,
    directory: Directory,
    now: datetime,
) -> TaskLine:
    task = row.task
    team = task.subject if task.kind.about_teams else None
    return TaskLine(
        id=task.id,
        kind=task.kind,
        kind_label=task.kind.label,
        state=task.state,
        state_label=task.state.label,
        need=task.subject if team is None else None,
        subject=None if row.need_subject is None else subject_name(row.need_subject, catalogue),
        company=row.company,
        team=team,
        team_name=None if team is None else team_name(team, directory),
        referrals=row.referrals,
        owner=owner_of(task, names),
        created_at=task.created_at,
        due_at=task.due_at,
        late=task.late(now),
        escalated_at=task.escalated_at,
        ended_at=task.ended_at,
        version=task.version,
    )
