"""What staff has to do always belongs to somebody, is due on a working day, and ends once."""

from datetime import UTC, datetime

import pytest

from conseillers_domain.calendar import after_working_days
from conseillers_domain.errors import Conflict
from conseillers_domain.staff_task import (
    WHOLE_STAFF,
    Load,
    StaffTask,
    TaskKind,
    TaskState,
    due_after,
    next_owner,
)
from tests.builders import HOUR, NOW, a_task


def paris(day: int, hour: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("born", "due"),
    [
        (paris(23, 9), paris(25, 9)),  # from Monday to Wednesday
        (paris(26, 17), paris(30, 17)),  # from Thursday to Monday
        (paris(27, 9), paris(1, 9, 12)),  # from Friday to Tuesday
        (paris(28, 9), paris(1, 9, 12)),  # from Saturday too
        (datetime(2026, 10, 23, 7, tzinfo=UTC), datetime(2026, 10, 27, 8, tzinfo=UTC)),  # the clocks go back
    ],
)
def test_a_task_is_due_at_the_hour_it_was_born_two_working_days_later(born: datetime, due: datetime) -> None:
    assert due_after(born, 2, after_working_days) == due


def test_a_task_is_late_from_the_instant_it_is_due_while_it_is_open() -> None:
    task = a_task(due_at=NOW + HOUR)
    assert not task.late(NOW)
    assert task.late(NOW + HOUR)
    assert not task.done("staff", NOW).late(NOW + HOUR)


def test_a_task_done_says_by_whom_and_when_and_is_not_done_again() -> None:
    done = a_task().done("staff", NOW + HOUR)
    assert (done.state, done.ended_by, done.ended_at) == (TaskState.DONE, "staff", NOW + HOUR)
    with pytest.raises(Conflict, match="Cette tâche est déjà faite") as refused:
        done.done("other", NOW + HOUR)
    assert refused.value.code == "task_over"


def test_a_task_that_is_over_is_nobodys_to_give() -> None:
    cancelled = a_task().cancelled(NOW)
    assert (cancelled.state, cancelled.ended_at, cancelled.ended_by) == (TaskState.CANCELLED, NOW, None)
    with pytest.raises(Conflict, match="Cette tâche est déjà annulée"):
        cancelled.given_to("other")


def test_a_task_given_to_another_and_told_to_be_late_stays_the_same_otherwise() -> None:
    task: StaffTask = a_task().given_to("other").escalated(NOW)
    assert task == a_task(owner="other", escalated_at=NOW)


def test_the_next_task_goes_to_who_has_the_fewest_the_first_of_them() -> None:
    def load(account: str, tasks: int) -> Load:
        return Load(account=account, email=f"{account}@example.org", open_tasks=tasks)

    assert next_owner([load("c", 1), load("b", 1), load("a", 2)]) == "b"
    assert next_owner([]) == WHOLE_STAFF


def test_people_read_what_a_task_is_and_how_far_it_got() -> None:
    assert TaskKind.ANSWER_COMPANY.label == "répondre à l’entreprise que toutes les équipes ont refusée"
    assert [state.label for state in TaskState] == ["à faire", "faite", "annulée"]
