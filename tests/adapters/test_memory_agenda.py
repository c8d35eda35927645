"""The agenda of a store in memory: what is put off is done in its time, and again when it fails."""

from datetime import timedelta
from itertools import pairwise

import pytest
from attrs import evolve

from conseillers_adapters.memory import MemoryAgenda
from conseillers_adapters.memory.agenda import LONGEST_WAIT, TRIED_AGAIN_AFTER
from conseillers_application.ports import Task
from tests.builders import DAY, HOUR, NOW


def a_task(subject: str, *, after: timedelta = timedelta(), name: str = "react") -> Task:
    return Task(name=name, subject=subject, not_before=NOW + after)


def test_tasks_are_due_in_the_order_of_their_time_then_of_their_arrival() -> None:
    agenda = MemoryAgenda()
    agenda.put_off([a_task("last", after=HOUR), a_task("first"), a_task("second")])
    agenda.put_off([a_task("third"), a_task("tomorrow", after=DAY)])
    assert [task.subject for task in agenda.due(NOW)] == ["first", "second", "third"]
    assert [task.subject for task in agenda.due(NOW + HOUR)] == ["first", "second", "third", "last"]
    assert agenda.due(NOW - HOUR) == ()


def test_draining_does_what_is_due_each_by_who_does_it_and_leaves_the_rest() -> None:
    agenda, done = MemoryAgenda(), list[tuple[str, str]]()
    agenda.put_off(
        [a_task("letter", name="send_letter", after=HOUR), a_task("fact"), a_task("later", after=DAY)]
    )
    agenda.drain(
        {
            "react": lambda subject: done.append(("react", subject)),
            "send_letter": lambda subject: done.append(("send_letter", subject)),
        },
        NOW + HOUR,
    )
    assert done == [("react", "fact"), ("send_letter", "letter")]
    assert agenda.tasks == [a_task("later", after=DAY)]
    assert agenda.failures == []


def test_draining_does_what_the_tasks_themselves_put_off_in_its_turn() -> None:
    agenda, done = MemoryAgenda(), list[str]()

    def react(subject: str) -> None:
        done.append(subject)
        if subject == "fact":
            agenda.put_off(
                [a_task("at once"), a_task("within the hour", after=HOUR), a_task("later", after=DAY)]
            )

    agenda.put_off([a_task("fact"), a_task("half an hour after", after=HOUR / 2)])
    agenda.drain({"react": react}, NOW + HOUR)
    assert done == ["fact", "at once", "half an hour after", "within the hour"]
    assert agenda.tasks == [a_task("later", after=DAY)]


def test_a_task_that_fails_is_tried_again_a_minute_later_and_what_it_met_is_kept() -> None:
    agenda, tries = MemoryAgenda(), list[str]()

    def react(subject: str) -> None:
        tries.append(subject)
        if tries.count("fragile") < 3:
            raise OSError(f"try {len(tries)}")

    agenda.put_off([a_task("fragile")])
    agenda.drain({"react": react}, NOW)
    assert tries == ["fragile"]
    assert agenda.tasks == [a_task("fragile", after=TRIED_AGAIN_AFTER)]
    agenda.drain({"react": react}, NOW + HOUR)
    assert tries == ["fragile"] * 3
    assert agenda.tasks == []
    assert [(failure.task, str(failure.error)) for failure in agenda.failures] == [
        (a_task("fragile"), "try 1"),
        (a_task("fragile", after=TRIED_AGAIN_AFTER), "try 2"),
    ]


def test_a_task_that_fails_keeps_nothing_else_from_being_done() -> None:
    agenda, done = MemoryAgenda(), list[str]()

    def react(subject: str) -> None:
        if subject == "hopeless":
            raise ValueError(subject)
        done.append(subject)

    agenda.put_off([a_task("hopeless"), a_task("1"), a_task("2", after=HOUR)])
    agenda.drain({"react": react}, NOW + HOUR)
    assert done == ["1", "2"]
    tried_at = [failure.task.not_before - NOW for failure in agenda.failures]
    assert tried_at == [TRIED_AGAIN_AFTER * minutes for minutes in (0, 1, 3, 7, 15, 31)]


def test_a_task_that_nobody_does_stays_in_the_agenda() -> None:
    agenda = MemoryAgenda([a_task("fact", name="unknown")])
    with pytest.raises(KeyError):
        agenda.drain({}, NOW)
    assert agenda.tasks == [evolve(a_task("fact"), name="unknown")]


def test_a_task_that_goes_on_failing_is_tried_every_hour_and_from_the_start_once_it_was_done() -> None:
    agenda, broken = MemoryAgenda(), [True]

    def react(_: str) -> None:
        if broken[0]:
            raise OSError

    agenda.put_off([a_task("fragile")])
    agenda.drain({"react": react}, NOW + DAY)
    waits = {after.task.not_before - before.task.not_before for before, after in pairwise(agenda.failures)}
    assert max(waits) == LONGEST_WAIT
    broken[0] = False
    agenda.drain({"react": react}, NOW + 2 * DAY)
    broken[0] = True
    agenda.put_off([a_task("fragile", after=3 * DAY)])
    agenda.drain({"react": react}, NOW + 3 * DAY)
    assert agenda.tasks == [a_task("fragile", after=3 * DAY + TRIED_AGAIN_AFTER)]
