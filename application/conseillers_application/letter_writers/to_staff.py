"""The letters to those who run the service: a task is late, an address reaches nobody (CGU 4.3.B)."""

from datetime import datetime

from conseillers_application.letter_writers.desk import Addressed, Desk, company_name, subject_title
from conseillers_application.letters import OWNER, Letter
from conseillers_application.mails import BounceMail, OverdueMail
from conseillers_application.ports import Work
from conseillers_application.refused_addresses import address_key, concerned_by
from conseillers_domain.events import AddressRefused, Fact, TaskOverdue
from conseillers_domain.staff_task import WHOLE_STAFF, TaskState


def overdue(desk: Desk, work: Work, letter: Letter, fact: Fact, _at: datetime) -> Addressed | None:
    """A task was not done in time; None when it is over since."""
    assert isinstance(fact, TaskOverdue)
    need = work.needs.get(fact.subject)  # before its task, as whoever takes a position does
    task = work.staff_tasks.get(fact.task)
    if task.state is not TaskState.OPEN:
        return None
    owner = None if task.owner == WHOLE_STAFF else work.accounts.get(task.owner)
    if letter.recipient != OWNER:
        to = desk.contact_email
    elif owner is None or owner.email.lower() == desk.contact_email.lower():
        return None
    else:
        to = owner.email
    return to, OverdueMail(
        task=task.kind.label,
        subject=subject_title(work, need.subject),
        company=company_name(work.demands.get(need.demand)),
        owner=owner.name if owner else None,
        created_at=task.created_at,
        due_at=task.due_at,
        task_url=f"{desk.base_url}/api/admin/needs/{need.id}/answer",
    )


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
