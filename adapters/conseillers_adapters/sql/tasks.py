"""What staff has to do, and the answers it owes to companies, in tables."""

from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from attrs import evolve, frozen
from sqlalchemy import Select, bindparam, case, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import AnyRow, Values, stored
from conseillers_adapters.sql.tables import accounts, company_answers, instant, needs, referrals, staff_tasks
from conseillers_application.task_views import TaskQuery, TaskRow
from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.position import Stance
from conseillers_domain.staff_task import Load, StaffTask, TaskKind, TaskState

PROGRESS: Final = ("owner", "state", "escalated_at", "ended_at", "ended_by", "version")
"""The columns that change while a task is done."""

SHAPES: Final = 16
"""What may be asked for or left out of a list of tasks, in all its ways."""

OPEN_STANCES: Final = [one.value for one in Stance if one.open]
ABOUT_TEAMS: Final = [one.value for one in TaskKind if one.about_teams]

_OPEN: Final = TaskState.OPEN.value
_ADD = {
    "sqlite": sqlite.insert(staff_tasks).on_conflict_do_nothing(),
    # SQLAlchemy looks at how many rows an insertion added when it is asked to only.
    "postgresql": (
        postgresql.insert(staff_tasks).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    ),
}
_GET = select(staff_tasks).where(staff_tasks.c.id == bindparam("id"))
_GET_TO_CHANGE = _GET.with_for_update(key_share=True)
_ON = (
    select(staff_tasks)
    .where(staff_tasks.c.subject == bindparam("subject"), staff_tasks.c.kind == bindparam("kind"))
    .order_by(staff_tasks.c.id)
)
_ON_TO_CHANGE = _ON.with_for_update(key_share=True)
_SAVE = (
    update(staff_tasks)
    .where(staff_tasks.c.id == bindparam("same_id"), staff_tasks.c.version == bindparam("same_version"))
    .values({name: bindparam(f"new_{name}") for name in PROGRESS})
)
_COUNT = select(func.count()).select_from(staff_tasks)
# A task is about a need, or about a team: what the other one would tell is null.
_WAITING_FOR_TEAM = (
    select(func.count())
    .where(referrals.c.team == staff_tasks.c.subject, referrals.c.stance.in_(OPEN_STANCES))
    .scalar_subquery()
)
_PAGE = (
    select(
        staff_tasks,
        needs.c.subject.label("need_subject"),
        needs.c.company,
        case((staff_tasks.c.kind.in_(ABOUT_TEAMS), _WAITING_FOR_TEAM)).label("referrals"),
    )
    .outerjoin(needs, needs.c.id == staff_tasks.c.subject)
    .order_by(staff_tasks.c.due_at, staff_tasks.c.id)
    .limit(bindparam("most"))
)
_LOADS = select(
    accounts.c.id,
    accounts.c.email,
    select(func.count())
    .where(staff_tasks.c.owner == accounts.c.id, staff_tasks.c.state == _OPEN)
    .scalar_subquery()
    .label("open_tasks"),
).where(accounts.c.staff == 1)
_FIRST_DUE = (
    select(staff_tasks)
    .where(staff_tasks.c.state == _OPEN)
    .order_by(staff_tasks.c.due_at, staff_tasks.c.id)
    .limit(bindparam("most"))
)
_LATE = _FIRST_DUE.where(staff_tasks.c.due_at <= bindparam("now"), staff_tasks.c.escalated_at.is_(None))
_WAITING = _FIRST_DUE.where(
    staff_tasks.c.kind == bindparam("kind"), staff_tasks.c.created_at <= bindparam("since")
)
_ADD_ANSWER = insert(company_answers)
_ANSWER = select(company_answers).where(company_answers.c.task == bindparam("task"))
_SAVE_ANSWER = (
    update(company_answers)
    .where(
        company_answers.c.task == bindparam("same_task"),
        company_answers.c.version == bindparam("same_version"),
    )
    .values({name: bindparam(f"new_{name}") for name in ("text", "edited_at", "edited_by", "version")})
)


def task_values(task: StaffTask) -> Values:
    """The row of a task."""
    return {
        "id": task.id,
        "kind": task.kind.value,
        "subject": task.subject,
        "created_at": stored(task.created_at),
        "due_at": stored(task.due_at),
        "owner": task.owner,
        "state": task.state.value,
        "escalated_at": task.escalated_at and stored(task.escalated_at),
        "ended_at": task.ended_at and stored(task.ended_at),
        "ended_by": task.ended_by,
        "version": task.version,
    }


def task_of(row: AnyRow) -> StaffTask:
    """The task a row holds."""
    return StaffTask(
        id=row.id,
        kind=TaskKind(row.kind),
        subject=row.subject,
        created_at=instant(row.created_at),
        due_at=instant(row.due_at),
        owner=row.owner,
        state=TaskState(row.state),
        escalated_at=row.escalated_at and instant(row.escalated_at),
        ended_at=row.ended_at and instant(row.ended_at),
        ended_by=row.ended_by,
        version=row.version,
    )


def answer_values(answer: CompanyAnswer) -> Values:
    """The row of an answer."""
    return {
        "task": answer.task,
        "text": answer.text,
        "edited_at": stored(answer.edited_at),
        "edited_by": answer.edited_by,
        "version": answer.version,
    }


@frozen
class SqlStaffTasks:
    """The tasks of those who run the service, kept in a database; `writing`: what is read may be changed."""

    connection: Line
    writing: bool

    def add(self, task: StaffTask) -> None:
        """Keep a new task. Raises Conflict when one of that kind is open on that subject."""
        added = self.connection.execute(_ADD[self.connection.dialect.name], task_values(task))
        if added.rowcount != 1:
            raise Conflict("Cette tâche est déjà à faire.", code="task_open")

    def get(self, task_id: str) -> StaffTask:
        """Raises NotFound."""
        row = self.connection.execute(_GET_TO_CHANGE if self.writing else _GET, {"id": task_id}).one_or_none()
        if row is None:
            raise NotFound("Cette tâche n’existe pas.")
        return task_of(row)

    def save(self, task: StaffTask) -> StaffTask:
        """Keep a changed task. Raises Conflict when somebody saved it since it was read."""
        after = evolve(task, version=task.version + 1)
        values = task_values(after)
        given = {"same_id": task.id, "same_version": task.version}
        saved = self.connection.execute(
            _SAVE, {**given, **{f"new_{name}": values[name] for name in PROGRESS}}
        )
        if saved.rowcount != 1:
            raise Conflict("Cette tâche vient d’être modifiée par quelqu’un d’autre.")
        return after

    def on(self, kind: TaskKind, subject: str) -> tuple[StaffTask, ...]:
        """All those of a kind on a subject, oldest first."""
        asked = {"kind": kind.value, "subject": subject}
        return tuple(map(task_of, self.connection.execute(_ON_TO_CHANGE if self.writing else _ON, asked)))


@frozen
class SqlTaskLists:
    """The same tasks, counted, listed and shared out in a database."""

    connection: Line

    def count(self, query: TaskQuery) -> int:
        """How many are asked for, whatever the page."""
        asked = _asked(_COUNT, kind=query.kind is not None, owners=query.owners is not None)
        return int(self.connection.execute(asked, _given(query)).scalar_one())

    def page(self, query: TaskQuery) -> tuple[TaskRow, ...]:
        """At most `limit` of those asked for after `after`, the first one due first."""
        kind, owners, after = (one is not None for one in (query.kind, query.owners, query.after))
        asked = _asked(_PAGE, kind=kind, owners=owners, after=after)
        return tuple(
            TaskRow(
                task=task_of(row),
                need_subject=row.need_subject,
                company=row.company,
                referrals=row.referrals,
            )
            for row in self.connection.execute(asked, {**_given(query), "most": query.limit})
        )

    def loads(self) -> tuple[Load, ...]:
        """Everybody who runs the service under an account, with their open tasks; in any order."""
        return tuple(
            Load(account=row.id, email=row.email, open_tasks=row.open_tasks)
            for row in self.connection.execute(_LOADS)
        )

    def late(self, now: datetime, limit: int) -> tuple[StaffTask, ...]:
        """Those that should be done by now and are not told to be late, the first one due first."""
        return tuple(map(task_of, self.connection.execute(_LATE, {"now": stored(now), "most": limit})))

    def waiting(self, kind: TaskKind, since: datetime, limit: int) -> tuple[StaffTask, ...]:
        """The open ones of a kind that were there at that instant, the first one due first."""
        given = {"kind": kind.value, "since": stored(since), "most": limit}
        return tuple(map(task_of, self.connection.execute(_WAITING, given)))


@lru_cache(maxsize=SHAPES)
def _asked(statement: Select[Any], *, kind: bool, owners: bool, after: bool = False) -> Select[Any]:
    """The same statement each time the same is asked of it: writing one takes longer than its answer."""
    statement = statement.where(staff_tasks.c.state == bindparam("state"))
    if kind:
        statement = statement.where(staff_tasks.c.kind == bindparam("kind"))
    if owners:
        statement = statement.where(staff_tasks.c.owner.in_(bindparam("owners", expanding=True)))
    if after:
        due, name = staff_tasks.c.due_at, staff_tasks.c.id
        statement = statement.where(
            (due > bindparam("since")) | ((due == bindparam("since")) & (name > bindparam("after")))
        )
    return statement


def _given(query: TaskQuery) -> dict[str, Any]:
    given: dict[str, Any] = {"state": query.state.value}
    if query.kind is not None:
        given["kind"] = query.kind.value
    if query.owners is not None:
        given["owners"] = sorted(query.owners)
    if query.after is not None:
        since, name = query.after
        given |= {"since": stored(since), "after": name}
    return given


@frozen
class SqlCompanyAnswers:
    """The words of the answers owed to companies, kept in a database."""

    connection: Line

    def add(self, answer: CompanyAnswer) -> None:
        """Keep a new draft."""
        self.connection.execute(_ADD_ANSWER, answer_values(answer))

    def get(self, task_id: str) -> CompanyAnswer:
        """Raises NotFound."""
        row = self.connection.execute(_ANSWER, {"task": task_id}).one_or_none()
        if row is None:
            raise NotFound("Cette réponse n’existe pas.")
        return CompanyAnswer(
            task=row.task,
            text=row.text,
            edited_at=instant(row.edited_at),
            edited_by=row.edited_by,
            version=row.version,
        )

    def save(self, answer: CompanyAnswer) -> CompanyAnswer:
        """Keep changed words. Raises Conflict when somebody saved them since they were read."""
        after = evolve(answer, version=answer.version + 1)
        given = {"same_task": answer.task, "same_version": answer.version}
        changed = {f"new_{name}": value for name, value in answer_values(after).items() if name != "task"}
        if self.connection.execute(_SAVE_ANSWER, {**given, **changed}).rowcount != 1:
            raise Conflict("Cette réponse vient d’être modifiée par quelqu’un d’autre.")
        return after
