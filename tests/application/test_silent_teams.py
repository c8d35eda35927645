"""A team that nobody can act for any more is a task of staff, as long as needs wait for it (CGU 6.1)."""

import pytest

from conseillers_application.mails import OverdueMail
from conseillers_application.task_views import TaskLine
from conseillers_application.tasks import TaskRequest
from conseillers_domain.accounts import Motive
from conseillers_domain.position import Stance
from conseillers_domain.staff_task import TaskKind, TaskState
from tests.application.ends import Ends
from tests.application.service import BASE_URL, CONTACT, Service
from tests.builders import DAY


@pytest.fixture
def ends(service: Service) -> Ends:
    return Ends(service)


def orphans(service: Service, state: TaskState = TaskState.OPEN) -> list[TaskLine]:
    asked = TaskRequest(kind=TaskKind.ORPHAN_REFERRALS, state=state)
    return list(service.list_tasks(service.person("staff"), asked).items)


def test_the_needs_of_a_silent_team_are_a_task_until_somebody_is_back(service: Service, ends: Ends) -> None:
    service.deposited_by(1)
    service.deposited_by(2)
    staff = service.person("staff")
    ends.suspend(staff, "ana", Motive.URGENCY)
    ends.suspend(staff, "ana", Motive.SECURITY)
    (task,) = orphans(service)
    assert (task.team, task.team_name, task.referrals) == ("cci-47", "CCI Emploi", 2)
    assert (task.need, task.subject, task.company) == (None, None, None)
    assert task.owner.name == "Équipe"
    ends.suspend.lift(staff, "ana")
    assert orphans(service) == []
    assert [one.team for one in orphans(service, TaskState.CANCELLED)] == ["cci-47"]


def test_a_team_that_nothing_waits_for_is_no_task(service: Service, ends: Ends) -> None:
    ends.suspend(service.person("staff"), "ana", Motive.URGENCY)
    assert orphans(service) == []


def test_who_is_in_no_team_leaves_none_behind(service: Service, ends: Ends) -> None:
    ends.suspend(service.person("staff"), "operator", Motive.URGENCY)
    assert orphans(service) == []


def test_the_task_ends_by_itself_once_nothing_waits_any_more(service: Service, ends: Ends) -> None:
    receipt = service.deposited()
    ends.suspend(service.person("staff"), "ana", Motive.URGENCY)
    ends.end_silent()
    assert len(orphans(service)) == 1
    service.say("staff", receipt, "cci-47", Stance.REFUSED)
    ends.end_silent()
    assert orphans(service) == []


def test_the_task_ends_once_the_team_left_the_directory(service: Service, ends: Ends) -> None:
    service.deposited()
    ends.suspend(service.person("staff"), "ana", Motive.URGENCY)
    service.without_team("cci-47")
    assert [one.team_name for one in orphans(service)] == ["cci-47"]
    ends.end_silent()
    assert orphans(service) == []


def test_such_a_task_that_is_late_is_told_to_staff(service: Service, ends: Ends) -> None:
    service.deposited()
    ends.suspend(service.person("staff"), "ana", Motive.URGENCY)
    (task,) = orphans(service)
    service.at += 3 * DAY
    service.mind_tasks()
    service.work()
    mails = [one for one in service.written(to=CONTACT) if isinstance(one, OverdueMail)]
    assert mails == [
        OverdueMail(
            task=TaskKind.ORPHAN_REFERRALS.label,
            subject=None,
            company=None,
            team="CCI Emploi",
            owner="Équipe",
            created_at=task.created_at,
            due_at=task.due_at,
            task_url=f"{BASE_URL}/api/admin/tasks?kind=orphan_referrals",
        )
    ]
