"""What staff has to do: listed, given to another, told once when late, answered by itself if asked to."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_application.mails import AnswerMail, OverdueMail
from conseillers_application.task_views import Assigned, Owner, TaskLine
from conseillers_application.tasks import TaskRequest
from conseillers_application.views import Receipt, SubjectName
from conseillers_domain.accounts import Role
from conseillers_domain.errors import Conflict, Invalid, NotFound, Stale
from conseillers_domain.position import Stance
from conseillers_domain.staff_task import WHOLE_STAFF, StaffTask, TaskKind, TaskState
from tests.application.service import BASE_URL, CONTACT, DIRECTORY, TEAMS, Service
from tests.builders import DAY, HOUR, NOW, an_account, an_index_of

STAFF_MAILBOX = "staff@example.org"


def refused(service: Service, rank: int = 0) -> Receipt:
    """A demand of the company of that rank, which every team refuses."""
    receipt = service.deposited_by(rank)
    for team in TEAMS:
        service.say("staff", receipt, team, Stance.REFUSED)
    return receipt


def task(service: Service, receipt: Receipt) -> StaffTask:
    return service.tasks(receipt)[-1]


def overdue(service: Service, to: str) -> list[OverdueMail]:
    return [one for one in service.written(to=to) if isinstance(one, OverdueMail)]


@pytest.fixture
def receipt(service: Service) -> Receipt:
    return refused(service)


def test_staff_reads_what_is_to_be_done_and_for_whom(service: Service, receipt: Receipt) -> None:
    page = service.list_tasks(service.person("staff"), TaskRequest())
    assert (page.total, page.next) == (1, None)
    kept = task(service, receipt)
    assert page.items == (
        TaskLine(
            id=kept.id,
            kind=TaskKind.ANSWER_COMPANY,
            kind_label="répondre à l’entreprise que toutes les équipes ont refusée",
            state=TaskState.OPEN,
            state_label="à faire",
            need=service.need(receipt).id,
            subject=SubjectName(slug="recruter", title="Recruter"),
            team=None,
            team_name=None,
            referrals=None,
            company="L’Épicerie du Marché",
            owner=Owner(id="staff", name="Équipe"),
            created_at=NOW,
            due_at=NOW + 2 * DAY,
            late=False,
            escalated_at=None,
            ended_at=None,
            version=0,
        ),
    )


def test_tasks_are_read_page_by_page_the_first_one_due_first(service: Service, receipt: Receipt) -> None:
    service.at += HOUR
    other = refused(service, 1)
    staff = service.person("staff")
    first = service.list_tasks(staff, TaskRequest(limit=1))
    second = service.list_tasks(staff, TaskRequest(limit=1, cursor=first.next))
    shown = [one.need for page in (first, second) for one in page.items]
    assert shown == [service.need(one).id for one in (receipt, other)]
    assert (first.total, second.total, second.next) == (2, 2, None)


def test_mine_are_those_given_to_me_and_those_of_everybody(service: Service, receipt: Receipt) -> None:
    service.open_account(an_account("lou", Role.STAFF, name="Lou"))
    lou, staff = service.person("lou"), service.person("staff")
    mine = TaskRequest(mine=True, kind=TaskKind.ANSWER_COMPANY)
    assert [service.list_tasks(one, mine).total for one in (lou, staff)] == [0, 1]
    service.assign_task(staff, task(service, receipt).id, "lou")
    assert [service.list_tasks(one, mine).total for one in (lou, staff)] == [1, 0]
    service.assign_task(staff, task(service, receipt).id, None)
    pages = [service.list_tasks(one, mine) for one in (lou, staff)]
    assert [page.items[0].owner for page in pages] == [Owner(id=None, name="l’équipe du service")] * 2


def test_tasks_done_are_another_list(service: Service, receipt: Receipt) -> None:
    staff = service.person("staff")
    service.answer(staff, service.need(receipt).id)
    assert service.list_tasks(staff, TaskRequest()).total == 0
    (line,) = service.list_tasks(staff, TaskRequest(state=TaskState.DONE)).items
    assert (line.ended_at, line.late) == (NOW, False)


def test_a_task_is_given_to_somebody_who_runs_the_service(service: Service, receipt: Receipt) -> None:
    service.open_account(an_account("lou", Role.STAFF, name="Lou"))
    staff, task_id = service.person("staff"), task(service, receipt).id
    given = service.assign_task(staff, task_id, "lou", expected_version=0)
    assert given == Assigned(id=task_id, owner=Owner(id="lou", name="Lou"), version=1)
    assert service.assign_task(staff, task_id, "lou") == given
    with pytest.raises(Stale):
        service.assign_task(staff, task_id, "staff", expected_version=0)


@pytest.mark.parametrize("owner", ["ana", "nobody"])
def test_a_task_is_given_to_nobody_else(service: Service, receipt: Receipt, owner: str) -> None:
    with pytest.raises(Invalid) as refusal:
        service.assign_task(service.person("staff"), task(service, receipt).id, owner)
    assert [(one.pointer, one.code) for one in refusal.value.faults] == [("/owner", "not_staff")]


def test_a_task_is_not_given_to_who_is_shut_out(service: Service, receipt: Receipt) -> None:
    service.open_account(an_account("lou", Role.STAFF, email="lou@service.example"))
    with service.store.begin() as work:
        version = evolve(work.directories.version("1"), version="2")
        work.directories.publish(an_index_of(DIRECTORY, "2", suspended=["lou@service.example"]), version)
    with pytest.raises(Invalid) as refusal:
        service.assign_task(service.person("staff"), task(service, receipt).id, "lou")
    assert [one.code for one in refusal.value.faults] == ["suspended"]


def test_a_task_that_is_done_is_not_given_to_anybody(service: Service, receipt: Receipt) -> None:
    staff = service.person("staff")
    service.answer(staff, service.need(receipt).id)
    with pytest.raises(Conflict):
        service.assign_task(staff, task(service, receipt).id, None)


@pytest.mark.parametrize("who", ["ana", "operator"])
def test_tasks_do_not_exist_for_who_does_not_run_the_service(
    service: Service, receipt: Receipt, who: str
) -> None:
    with pytest.raises(NotFound):
        service.list_tasks(service.person(who), TaskRequest())
    with pytest.raises(NotFound):
        service.assign_task(service.person(who), task(service, receipt).id, None)


def test_a_task_late_is_told_to_staff_and_to_whose_it_is_once(service: Service, receipt: Receipt) -> None:
    service.at = NOW + 2 * DAY - HOUR
    service.mind_tasks()
    assert service.written(to=CONTACT) == []
    for _ in range(3):
        service.at += HOUR
        service.mind_tasks()
    assert task(service, receipt).escalated_at == NOW + 2 * DAY
    (mail,) = overdue(service, CONTACT)
    assert mail == OverdueMail(
        task="répondre à l’entreprise que toutes les équipes ont refusée",
        subject="Recruter",
        company="L’Épicerie du Marché",
        owner="Équipe",
        created_at=NOW,
        due_at=NOW + 2 * DAY,
        task_url=f"{BASE_URL}/api/admin/needs/{service.need(receipt).id}/answer",
    )
    assert overdue(service, STAFF_MAILBOX) == [mail]


def test_a_task_of_nobody_in_particular_is_told_at_the_contact_address_only(
    service: Service, receipt: Receipt
) -> None:
    service.assign_task(service.person("staff"), task(service, receipt).id, None)
    service.at = NOW + 3 * DAY
    service.mind_tasks()
    assert [one.owner for one in overdue(service, CONTACT)] == [None]
    assert overdue(service, STAFF_MAILBOX) == []


@pytest.mark.parametrize("meanwhile", ["answered", "given_back", "same_address"])
def test_what_has_become_needless_before_it_leaves_is_not_told(
    service: Service, receipt: Receipt, meanwhile: str
) -> None:
    staff = service.person("staff")
    service.work()
    service.post.down = True
    service.at = NOW + 2 * DAY
    service.mind_tasks()
    if meanwhile == "answered":
        service.answer(staff, service.need(receipt).id)
    elif meanwhile == "given_back":
        service.assign_task(staff, task(service, receipt).id, None)
    else:
        with service.store.begin() as work:
            work.accounts.save(evolve(work.accounts.get("staff"), email=CONTACT.upper()))
    service.post.down = False
    service.work(HOUR)
    assert len(overdue(service, CONTACT)) == (meanwhile != "answered")
    assert overdue(service, STAFF_MAILBOX) == []


def test_nobody_is_told_of_a_late_task_at_the_weekend(service: Service) -> None:
    service.at = NOW + 3 * DAY  # a Thursday: due on Monday
    refused(service)
    service.at = NOW + 4 * DAY
    refused(service, 1)
    service.at = NOW + 12 * DAY  # a Saturday
    service.mind_tasks()
    assert overdue(service, CONTACT) == []
    service.at += 2 * DAY
    service.mind_tasks()
    assert len(overdue(service, CONTACT)) == 2


def test_an_answer_leaves_by_itself_when_the_service_is_set_to(service: Service, receipt: Receipt) -> None:
    after = timedelta(hours=30)
    service.at = NOW + after - HOUR
    service.mind_tasks(after)
    assert task(service, receipt).state is TaskState.OPEN
    service.at = NOW + after
    service.mind_tasks(after)
    service.mind_tasks(after)
    answer = service.read_answer(service.person("staff"), service.need(receipt).id)
    assert (answer.state, answer.sent_by) == (TaskState.DONE, "envoi automatique")
    to = service.demand(receipt).contact.email
    assert len([one for one in service.written(to=to) if isinstance(one, AnswerMail)]) == 1


def test_an_answer_that_somebody_sends_at_that_instant_leaves_once(
    service: Service, receipt: Receipt, monkeypatch: pytest.MonkeyPatch
) -> None:
    with service.store.read() as work:
        waiting = work.task_lists.waiting(TaskKind.ANSWER_COMPANY, NOW, 9)
    service.answer(service.person("staff"), service.need(receipt).id)
    lists = type(work.task_lists)
    monkeypatch.setattr(lists, "waiting", lambda *_: waiting)
    monkeypatch.setattr(lists, "late", lambda *_: waiting)
    service.at = NOW + 2 * DAY
    service.mind_tasks(HOUR)
    assert task(service, receipt).ended_by == "staff"
    assert overdue(service, CONTACT) == []


def test_a_task_always_belongs_to_somebody(service: Service, receipt: Receipt) -> None:
    assert task(service, receipt).owner not in {"", WHOLE_STAFF}
