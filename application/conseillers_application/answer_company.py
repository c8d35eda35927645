"""Staff answers a company that every team refused: it edits the draft, and sends it once (CGU 4.3.B)."""

from datetime import datetime

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.task_views import CompanyAnswerView, name_of, owner_of
from conseillers_domain.accounts import Act, Person
from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.errors import Conflict, NotFound, Stale
from conseillers_domain.events import CompanyAnswered
from conseillers_domain.position import BY_RULE
from conseillers_domain.staff_task import StaffTask, TaskKind, TaskState


@frozen(kw_only=True)
class ReadCompanyAnswer:
    """Staff reads the answer that a company is owed, or was sent last."""

    read: UnitOfWork
    now: Clock

    def __call__(self, person: Person, need_id: str) -> CompanyAnswerView:
        """Raises NotFound to who may not, and for a need whose company was never owed any."""
        person.must_be_allowed(Act.ANSWER_COMPANY)
        with self.read() as work:
            return answer_view(work, latest_task(work, need_id), self.now())


@frozen(kw_only=True)
class EditCompanyAnswer:
    """Staff puts the draft in its own words, until it is sent."""

    begin: UnitOfWork
    now: Clock

    @once_more
    def __call__(
        self, person: Person, need_id: str, text: str, *, expected_version: int | None = None
    ) -> CompanyAnswerView:
        """Raises NotFound, Stale, Invalid, or Conflict with the answer as it stands once it is sent."""
        person.must_be_allowed(Act.ANSWER_COMPANY)
        at = self.now()
        with self.begin() as work:
            task, answer = _owed(work, need_id, at, expected_version)
            work.company_answers.save(answer.edited(text, person.id, at))
            return answer_view(work, task, at)


@frozen(kw_only=True)
class AnswerCompany:
    """Staff sends the answer as it is now worded: of two who do, one is told that it is sent."""

    begin: UnitOfWork
    now: Clock

    def __call__(
        self, person: Person, need_id: str, *, expected_version: int | None = None
    ) -> CompanyAnswerView:
        """Raises NotFound, Stale, or Conflict with the answer as it stands."""
        person.must_be_allowed(Act.ANSWER_COMPANY)
        return self._send(need_id, person.id, expected_version)

    def by_rule(self, need_id: str) -> CompanyAnswerView:
        """The same, when nobody did it in time and the service is set to."""
        return self._send(need_id, BY_RULE, None)

    @once_more
    def _send(self, need_id: str, by: str, expected: int | None) -> CompanyAnswerView:
        at = self.now()
        with self.begin() as work:
            task, _ = _owed(work, need_id, at, expected)
            task = work.staff_tasks.save(task.done(by, at))
            work.outbox.put(CompanyAnswered(need=need_id, task=task.id, at=at))
            return answer_view(work, task, at)


def latest_task(work: Work, need_id: str) -> StaffTask:
    """The task that asks, or asked last, for an answer on that need. Raises NotFound."""
    tasks = work.staff_tasks.on(TaskKind.ANSWER_COMPANY, need_id)
    if not tasks:
        raise NotFound("Aucune réponse n’est due à l’entreprise pour ce besoin.")
    return tasks[-1]


def _owed(work: Work, need_id: str, at: datetime, expected: int | None) -> tuple[StaffTask, CompanyAnswer]:
    """What is still to be sent, nobody being able to change the need meanwhile."""
    work.needs.get(need_id)
    task = latest_task(work, need_id)
    if task.state is not TaskState.OPEN:
        sent = task.state is TaskState.DONE
        raise Conflict(
            "La réponse est déjà envoyée à l’entreprise."
            if sent
            else "Aucune réponse n’est plus à envoyer : la position d’une équipe a changé.",
            code="already_answered" if sent else "answer_not_owed",
            current=answer_view(work, task, at),
        )
    answer = work.company_answers.get(task.id)
    if expected is not None and expected != answer.version:
        raise Stale("Cette réponse a changé depuis que vous l’avez lue : relisez-la.")
    return task, answer


def answer_view(work: Work, task: StaffTask, now: datetime) -> CompanyAnswerView:
    """The answer that a task asks for, as staff reads it."""
    answer = work.company_answers.get(task.id)
    sent = task.state is TaskState.DONE
    people = frozenset(one for one in (task.owner, answer.edited_by, task.ended_by) if one is not None)
    names = work.accounts.names(people)
    return CompanyAnswerView(
        need=task.subject,
        task=task.id,
        state=task.state,
        state_label=task.state.label,
        text=answer.text,
        owner=owner_of(task, names),
        due_at=task.due_at,
        late=task.late(now),
        edited_by=name_of(answer.edited_by, names),
        edited_at=answer.edited_at,
        sent_by=name_of(task.ended_by, names),
        sent_at=task.ended_at if sent else None,
        version=answer.version,
    )
