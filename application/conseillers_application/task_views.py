"""What staff reads of its tasks, and of the answer it owes to a company."""

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from conseillers_application.views import SubjectName
from conseillers_domain.directory import Directory
from conseillers_domain.position import BY_RULE
from conseillers_domain.staff_task import WHOLE_STAFF, StaffTask, TaskKind, TaskState


@frozen(kw_only=True)
class TaskQuery:
    """Which tasks are asked for; `owners`: of any of these, None: whoever's. `after`: where a page ended."""

    state: TaskState
    kind: TaskKind | None = None
    owners: frozenset[str] | None = None
    after: tuple[datetime, str] | None = None
    limit: int = 25


@frozen(kw_only=True)
class TaskRow:
    """A task as the store finds it, with what its need is about: `need_subject` is a slug.

    `referrals`: how many wait for its team, of one about a team, which has no need.
    """

    task: StaffTask
    need_subject: str | None
    company: str | None
    referrals: int | None = None


@frozen(kw_only=True)
class Owner:
    """Whose task it is; `id` is None when it belongs to the whole staff."""

    id: str | None
    name: str


@frozen(kw_only=True)
class TaskLine:
    """A task in a list, about a need or a team.

    `need`: with the title of its subject and its company's name. `team`: with how many `referrals` it has.
    """

    id: str
    kind: TaskKind
    kind_label: str
    state: TaskState
    state_label: str
    need: str | None
    subject: SubjectName | None
    company: str | None
    team: str | None
    team_name: str | None
    referrals: int | None
    owner: Owner
    created_at: datetime
    due_at: datetime
    late: bool
    escalated_at: datetime | None
    ended_at: datetime | None
    version: int


@frozen(kw_only=True)
class TaskPage:
    """Some tasks, the first one due first."""

    items: tuple[TaskLine, ...]
    total: int
    next: str | None


@frozen(kw_only=True)
class Assigned:
    """Whose a task now is."""

    id: str
    owner: Owner
    version: int


@frozen(kw_only=True)
class CompanyAnswerView:
    """The answer owed to a company, or sent to it; `state`: that of the task that asks for it.

    `edited_by`, `sent_by`: names. `edited_by` is None while the words are the service's own draft.
    """

    need: str
    task: str
    state: TaskState
    state_label: str
    text: str
    owner: Owner
    due_at: datetime
    late: bool
    edited_by: str | None
    edited_at: datetime
    sent_by: str | None
    sent_at: datetime | None
    version: int


STAFF_NAME = "l’équipe du service"
RULE_NAME = "envoi automatique"
SOMEBODY = "compte supprimé"


def owner_of(task: StaffTask, names: Mapping[str, str]) -> Owner:
    """Whose a task is, the names of accounts being known."""
    if task.owner == WHOLE_STAFF:
        return Owner(id=None, name=STAFF_NAME)
    return Owner(id=task.owner, name=names.get(task.owner, SOMEBODY))


def name_of(by: str | None, names: Mapping[str, str]) -> str | None:
    """Who did something, by their name."""
    if by is None:
        return None
    return RULE_NAME if by == BY_RULE else names.get(by, SOMEBODY)


def team_name(code: str, directory: Directory) -> str:
    """What a team is called; its code once the directory has no such team."""
    team = directory.teams.get(code)
    return code if team is None else team.name
