"""What every store keeps of what staff has to do, and of the answers it owes to companies."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_application.task_views import TaskQuery, TaskRow
from conseillers_domain.accounts import Role
from conseillers_domain.company_answer import CompanyAnswer
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.position import BY_RULE
from conseillers_domain.staff_task import WHOLE_STAFF, Load, StaffTask, TaskKind, TaskState
from tests.builders import DAY, HOUR, NOW, SUBJECT, a_demand, a_need, a_routing, a_task, an_account
from tests.contracts.stores import Bench

MILLISECOND = timedelta(milliseconds=1)
ANSWER = CompanyAnswer(task="task", text="Bonjour,\n\n« Non » ; -- désolé", edited_at=NOW)
KIND = TaskKind.ANSWER_COMPANY


def add(bench: Bench, *tasks: StaffTask) -> None:
    with bench.store.begin() as work:
        for one in tasks:
            work.staff_tasks.add(one)


def tasks_by_need(bench: Bench, count: int) -> list[StaffTask]:
    """So many tasks, each on a need that is kept; the later one's id sorts first."""
    found = []
    with bench.store.begin() as work:
        for rank in range(count):
            demand = a_demand(id=f"demand{rank}")
            work.demands.add(demand)
            work.needs.add(a_need(id=f"need{rank}", demand=demand.id), demand, a_routing(), None)
            task = a_task(f"task{9 - rank}", subject=f"need{rank}", due_at=NOW + rank * HOUR)
            work.staff_tasks.add(task)
            found.append(task)
    return found


@pytest.mark.parametrize(
    "task",
    [
        a_task(),
        a_task(owner=WHOLE_STAFF, escalated_at=NOW + DAY),
        a_task(state=TaskState.DONE, ended_at=NOW + DAY, ended_by=BY_RULE),
        a_task(state=TaskState.CANCELLED, ended_at=NOW + DAY),
    ],
)
def test_a_task_comes_back_as_it_was_kept(bench: Bench, task: StaffTask) -> None:
    add(bench, task)
    with bench.other.read() as work:
        assert work.staff_tasks.get("task") == task
        assert work.staff_tasks.on(KIND, "need") == (task,)


def test_an_unknown_task_is_not_found(bench: Bench) -> None:
    with bench.store.read() as work:
        assert work.staff_tasks.on(KIND, "need") == ()
        with pytest.raises(NotFound):
            work.staff_tasks.get("unknown")


def test_a_changed_task_comes_back_changed_and_says_how_often(bench: Bench) -> None:
    add(bench, a_task())
    with bench.store.begin() as work:
        task = work.staff_tasks.get("task").given_to("other").escalated(NOW + DAY)
        saved = work.staff_tasks.save(task)
        again = work.staff_tasks.save(saved.done("other", NOW + 2 * DAY))
    assert saved == evolve(task, version=1)
    with bench.other.read() as work:
        assert work.staff_tasks.get("task") == again
    assert (again.version, again.owner, again.ended_by) == (2, "other", "other")


def test_the_second_of_two_who_change_a_task_is_refused(bench: Bench) -> None:
    add(bench, a_task())
    with bench.store.begin() as work:
        work.staff_tasks.save(a_task().done("one", NOW))
    with bench.store.begin() as work, pytest.raises(Conflict):
        work.staff_tasks.save(a_task().done("two", NOW))
    with bench.store.read() as work:
        assert work.staff_tasks.get("task").ended_by == "one"


def test_a_task_is_open_once_on_a_subject(bench: Bench) -> None:
    add(bench, a_task("1"))
    with bench.store.begin() as work:
        with pytest.raises(Conflict) as refused:
            work.staff_tasks.add(a_task("2"))
        work.staff_tasks.save(work.staff_tasks.get("1").cancelled(NOW))
        work.staff_tasks.add(a_task("2"))
        work.staff_tasks.add(a_task("3", subject="other"))
    assert refused.value.code == "task_open"
    with bench.other.read() as work:
        assert [one.id for one in work.staff_tasks.on(KIND, "need")] == ["1", "2"]


def test_tasks_are_listed_the_first_one_due_first_with_what_they_are_about(bench: Bench) -> None:
    tasks = tasks_by_need(bench, 3)
    with bench.other.read() as work:
        lists, query = work.task_lists, TaskQuery(state=TaskState.OPEN)
        found = lists.page(query)
        assert [row.task for row in found] == tasks
        assert found[0] == TaskRow(task=tasks[0], need_subject=SUBJECT, company="L’Épicerie du Marché")
        assert [row.task for row in lists.page(evolve(query, limit=2))] == tasks[:2]
        after = evolve(query, after=(tasks[0].due_at, tasks[0].id))
        assert [row.task for row in lists.page(after)] == tasks[1:]
        assert (lists.count(query), lists.count(after)) == (3, 3)


def test_tasks_due_at_the_same_instant_are_told_apart_from_a_page_to_the_next(bench: Bench) -> None:
    for task in tasks_by_need(bench, 2):
        with bench.store.begin() as work:
            work.staff_tasks.save(work.staff_tasks.get(task.id).cancelled(NOW))
    add(bench, a_task("a", subject="need0"), a_task("b", subject="need1"))
    with bench.other.read() as work:
        first = TaskQuery(state=TaskState.OPEN, limit=1)
        second = evolve(first, after=(NOW + 2 * DAY, "a"))
        pages = [work.task_lists.page(one) for one in (first, second)]
    assert [[row.task.id for row in page] for page in pages] == [["a"], ["b"]]


def test_tasks_are_asked_for_by_state_kind_and_owner(bench: Bench) -> None:
    one, two, three = tasks_by_need(bench, 3)
    with bench.store.begin() as work:
        work.staff_tasks.save(one.done("staff", NOW))
        work.staff_tasks.save(two.given_to("other"))
        work.staff_tasks.save(three.given_to(WHOLE_STAFF))
    for query, wanted in (
        (TaskQuery(state=TaskState.DONE), [one]),
        (TaskQuery(state=TaskState.CANCELLED), []),
        (TaskQuery(state=TaskState.OPEN, kind=KIND), [two, three]),
        (TaskQuery(state=TaskState.OPEN, owners=frozenset({"other"})), [two]),
        (TaskQuery(state=TaskState.OPEN, kind=KIND, owners=frozenset({"other", WHOLE_STAFF})), [two, three]),
        (TaskQuery(state=TaskState.OPEN, owners=frozenset({"staff"})), []),
    ):
        with bench.other.read() as work:
            assert [row.task.id for row in work.task_lists.page(query)] == [task.id for task in wanted]
            assert work.task_lists.count(query) == len(wanted)


def test_each_of_staff_is_told_with_the_tasks_that_wait_for_them(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.accounts.add(an_account("one", Role.STAFF))
        work.accounts.add(an_account("two", Role.STAFF, Role.DIRECTION, email="Two@example.org"))
        work.accounts.add(an_account("three", Role.OPERATOR))
        work.accounts.add(an_account("four", Role.ADVISOR))
        work.accounts.save(an_account("four", Role.ADVISOR, Role.STAFF))
        work.accounts.add(an_account("five", Role.STAFF))
        work.accounts.save(an_account("five", Role.ADVISOR))
        for rank, owner in enumerate(("one", "one", "two", "three")):
            work.staff_tasks.add(a_task(f"{rank}", subject=f"{rank}", owner=owner))
        work.staff_tasks.save(work.staff_tasks.get("0").done("one", NOW))
    with bench.other.read() as work:
        loads = sorted(work.task_lists.loads(), key=lambda one: one.account)
    assert loads == [
        Load(account="four", email="four@example.org", open_tasks=0),
        Load(account="one", email="one@example.org", open_tasks=1),
        Load(account="two", email="Two@example.org", open_tasks=1),
    ]


def test_late_are_the_open_tasks_due_that_nobody_was_told_of(bench: Bench) -> None:
    add(
        bench,
        a_task("later", subject="1", due_at=NOW + MILLISECOND),
        a_task("now", subject="2", due_at=NOW),
        a_task("before", subject="3", due_at=NOW - DAY),
        a_task("told", subject="4", due_at=NOW - DAY, escalated_at=NOW),
        a_task("done", subject="5", due_at=NOW - DAY, state=TaskState.DONE, ended_at=NOW),
    )
    with bench.other.read() as work:
        assert [one.id for one in work.task_lists.late(NOW, 9)] == ["before", "now"]
        assert [one.id for one in work.task_lists.late(NOW, 1)] == ["before"]


def test_waiting_are_the_open_tasks_that_were_there_then(bench: Bench) -> None:
    add(
        bench,
        a_task("after", subject="1", created_at=NOW + MILLISECOND),
        a_task("then", subject="2", due_at=NOW + 3 * DAY),
        a_task("before", subject="3", created_at=NOW - DAY),
        a_task("done", subject="4", state=TaskState.DONE, ended_at=NOW),
    )
    with bench.other.read() as work:
        assert [one.id for one in work.task_lists.waiting(KIND, NOW, 9)] == ["before", "then"]
        assert [one.id for one in work.task_lists.waiting(KIND, NOW, 1)] == ["before"]


def test_an_answer_comes_back_as_it_was_worded_and_changed(bench: Bench) -> None:
    add(bench, a_task())
    with bench.store.begin() as work:
        work.company_answers.add(ANSWER)
    with bench.other.read() as work:
        assert work.company_answers.get("task") == ANSWER
    with bench.store.begin() as work:
        saved = work.company_answers.save(ANSWER.edited("Non.", "staff", NOW + DAY))
    with bench.other.read() as work:
        assert work.company_answers.get("task") == saved
    assert (saved.text, saved.version) == ("Non.", 1)


def test_the_second_of_two_who_word_an_answer_is_refused(bench: Bench) -> None:
    add(bench, a_task())
    with bench.store.begin() as work:
        work.company_answers.add(ANSWER)
        work.company_answers.save(ANSWER.edited("Un", "one", NOW))
        with pytest.raises(Conflict):
            work.company_answers.save(ANSWER.edited("Deux", "two", NOW))
    with bench.other.read() as work:
        assert work.company_answers.get("task").text == "Un"


def test_an_answer_belongs_to_a_task_that_is_kept_and_is_found_by_it_only(bench: Bench) -> None:
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.company_answers.add(ANSWER)
    with bench.store.read() as work, pytest.raises(NotFound):
        work.company_answers.get("task")
