"""What is put off until later, done when somebody says what time it is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from attrs import define, evolve, field, frozen

from conseillers_application.ports import Task

TRIED_AGAIN_AFTER: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=1)


@frozen
class Failure:
    """A try of a task that did not succeed, and what it met."""

    task: Task
    error: Exception


@define(eq=False)
class MemoryAgenda:
    """The tasks to come, the first one due first; `failures`: the tries that did not succeed."""

    tasks: list[Task] = field(factory=list)
    failures: list[Failure] = field(factory=list)
    _waits: dict[tuple[str, str], timedelta] = field(init=False, factory=dict)

    def put_off(self, tasks: Sequence[Task]) -> None:
        """Keep these tasks until their time."""
        # One assignment, of a list nobody else holds: other threads see all of them or none.
        self.tasks = sorted((*self.tasks, *tasks), key=lambda task: task.not_before)

    def due(self, now: datetime) -> tuple[Task, ...]:
        """The tasks whose time has come, in the order they are to be done."""
        return tuple(task for task in self.tasks if task.not_before <= now)

    def drain(self, run: Mapping[str, Callable[[str], object]], until: datetime) -> None:
        """Do every task due by `until`, and those they add; `run`: what does each kind of task.

        One that fails is tried again a minute after it was to be done, then two, four… and every hour, when
        that is still by `until`.
        Raises KeyError for a task nobody does: it stays in the agenda.
        """
        while due := self.due(until):
            task = due[0]
            do = run[task.name]
            self.tasks.remove(task)
            name = task.name, task.subject
            try:
                do(task.subject)
            except Exception as error:  # noqa: BLE001 - whatever it is, the task is tried again
                self.failures.append(Failure(task, error))
                wait = self._waits.get(name, TRIED_AGAIN_AFTER)
                self._waits[name] = min(2 * wait, LONGEST_WAIT)
                self.put_off([evolve(task, not_before=task.not_before + wait)])
            else:
                self._waits.pop(name, None)
