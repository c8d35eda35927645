"""The letters to those who run the service: a task is late, an address reaches nobody (CGU 4.3.B)."""

from datetime import datetime

from attrs import asdict, frozen

from conseillers_application.letter_writers.desk import Addressed, Desk, company_name, subject_title
from conseillers_application.letters import OWNER, Letter
from conseillers_application.mails import BounceMail, OverdueMail
from conseillers_application.ports import Work
from conseillers_application.refused_addresses import address_key, concerned_by
from conseillers_application.task_views import team_name
from conseillers_domain.accounts import Account
from conseillers_domain.events import AddressRefused, Fact, TaskOverdue
from conseillers_domain.staff_task import WHOLE_STAFF, TaskKind, TaskState


@frozen(kw_only=True)
class _About:
    """What a task is about, as its mail says it."""

    subject: str | None = None
    company: str | None = None
    team: str | None = None
    task_url: str


def overdue(desk: Desk, work: Work, letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """A task was not done in time; None when it is over since, or its owner is shut out."""
    assert isinstance(fact, TaskOverdue)
    # Its need before the task, as whoever takes a position does.
    about = _of_team(desk, work, fact.subject) if fact.about_team else _of_need(desk, work, fact.subject)
    task = work.staff_tasks.get(fact.task)
    if task.state is not TaskState.OPEN:
        return None
    owner = None if task.owner == WHOLE_STAFF else work.accounts.get(task.owner)
    if letter.recipient != OWNER:
        to = desk.contact_email
    elif owner is None or not _reads_elsewhere(desk, work, owner):
        return None
    else:
        to = owner.email
    return to, OverdueMail(
        task=task.kind.label,
        owner=owner.name if owner else None,
        created_at=task.created_at,
        due_at=task.due_at,
        **asdict(about),
    )


def _of_need(desk: Desk, work: Work, need_id: str) -> _About:
    need = work.needs.get(need_id)
    return _About(
        subject=subject_title(work, need.subject),
        company=company_name(work.demands.get(need.demand)),
        task_url=f"{desk.base_url}/api/admin/needs/{need.id}/answer",
    )


def _of_team(desk: Desk, work: Work, team: str) -> _About:
    return _About(
        team=team_name(team, work.directories.current().directory),
        task_url=f"{desk.base_url}/api/admin/tasks?kind={TaskKind.ORPHAN_REFERRALS}",
    )


def _reads_elsewhere(desk: Desk, work: Work, owner: Account) -> bool:
    """Whether somebody has an address of their own, and may still act."""
    email = owner.email.lower()
    return email != desk.contact_email.lower() and email not in work.directories.current().directory.suspended


def bounce(desk: Desk, work: Work, _letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """An address reaches nobody; None when it was said to be right since, or is the very one written to."""
    assert isinstance(fact, AddressRefused)
    refused = work.refused_addresses.find(fact.key)
    if refused is None or refused.key == address_key(desk.secrets, desk.contact_email):
        return None
    return desk.contact_email, BounceMail(
        concerns=concerned_by(work, desk.secrets, refused),
        why=refused.why.label,
        code=refused.code,
        at=refused.at,
        list_url=f"{desk.base_url}/api/admin/refused-addresses",
    )
