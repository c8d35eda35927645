"""What came of a time played: each kind of mail, each basket and each kind of task, and what did not come."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from attrs import define, field, frozen

from conseillers_application.mails import Mail
from conseillers_application.ports import Work
from conseillers_application.task_views import TaskQuery
from conseillers_domain.basket import Basket, Moves
from conseillers_domain.calendar import day_of
from conseillers_domain.staff_task import StaffTask, TaskKind, TaskState
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.mail_kinds import ALL_KINDS, NOT_PLAYED, kind_of

A_PAGE: Final = 500


@frozen
class Tasks:
    """The tasks of a kind: opened, done, cancelled, told to be late."""

    opened: int
    done: int
    cancelled: int
    late: int


@frozen
class Came:
    """What came, each kind by its name; a kind that did not come counts for nothing.

    `now`: how many are in each basket at the end.
    """

    mails: Mapping[str, int]
    baskets: Mapping[Basket, Moves]
    now: Mapping[Basket, int]
    tasks: Mapping[TaskKind, Tasks]

    def missing(self) -> tuple[str, ...]:
        """What never came, in words."""
        return tuple(self._missing())

    def _missing(self) -> Iterator[str]:
        expected = ((kind, sent) for kind, sent in self.mails.items() if kind not in NOT_PLAYED)
        yield from (f"mail « {kind} »" for kind, sent in expected if not sent)
        for basket, moves in self.baskets.items():
            if not moves.entered:
                yield f"entrée dans le panier « {basket.label} »"
            if not moves.left:
                yield f"sortie du panier « {basket.label} »"
        for kind, tasks in self.tasks.items():
            told = (
                ("ouverte", tasks.opened),
                ("faite", tasks.done),
                ("annulée", tasks.cancelled),
                ("en retard", tasks.late),
            )
            yield from (f"tâche « {kind.label} » {what}" for what, found in told if not found)


@define
class Watching:
    """Counts mails as they leave; the rest is read at the end, in what the service keeps."""

    since: datetime
    _sent: "Counter[str]" = field(factory=Counter)

    def read(self, mail: Mail) -> None:
        """A mail leaves."""
        self._sent[kind_of(mail.content)] += 1

    def came(self, container: Container, until: datetime) -> Came:
        """All that came since, up to that instant."""
        with container.read()() as work:
            # A year may pass without anybody being suspended.
            tasks = {kind: self._tasks(work, kind) for kind in TaskKind if not kind.about_teams}
            return Came(
                mails={kind: self._sent[kind] for kind in ALL_KINDS},
                baskets=work.basket_history.moves(self.since),
                now=work.baskets.counts(day_of(until)),
                tasks=tasks,
            )

    def _tasks(self, work: Work, kind: TaskKind) -> Tasks:
        found = [task for state in TaskState for task in _all(work, kind, state)]

        def since(*instants: datetime | None) -> int:
            return sum(at is not None and at > self.since for at in instants)

        ended = {state: since(*(one.ended_at for one in found if one.state is state)) for state in TaskState}
        return Tasks(
            opened=since(*(one.created_at for one in found)),
            done=ended[TaskState.DONE],
            cancelled=ended[TaskState.CANCELLED],
            late=since(*(one.escalated_at for one in found)),
        )


def _all(work: Work, kind: TaskKind, state: TaskState) -> Iterator[StaffTask]:
    after: tuple[datetime, str] | None = None
    while rows := work.task_lists.page(TaskQuery(state=state, kind=kind, after=after, limit=A_PAGE)):
        yield from (row.task for row in rows)
        after = rows[-1].task.due_at, rows[-1].task.id
