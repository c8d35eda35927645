"""What anybody asks for is counted: few here, more with the other processes, too many refused."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from attrs import define, evolve

from conseillers_application.ports import Session, StoreBusy, Work
from conseillers_application.rations import (
    BY_ACCOUNT,
    KNOWN,
    CountForms,
    CountPerson,
    CountRequests,
    Ration,
    Rationing,
)
from conseillers_domain.accounts import Person, Role
from conseillers_domain.allowances import Allowance
from conseillers_domain.errors import TooMany
from tests.application.service import Service
from tests.builders import NOW

TWENTY = Allowance(times=20, over=timedelta(minutes=20))
RATION = Ration(what="account", allowance=TWENTY, sentence=BY_ACCOUNT)


@define
class Notes:
    """Opens transactions to note something, counted; `busy`: they cannot be."""

    service: Service
    opened: int = 0
    busy: bool = False

    def __call__(self) -> AbstractContextManager[Work]:
        self.opened += 1
        if self.busy:
            raise StoreBusy("full")
        return self.service.store.note()


@pytest.fixture
def notes(service: Service) -> Notes:
    return Notes(service)


@pytest.fixture
def a_process(service: Service, notes: Notes) -> Callable[[], CountRequests]:
    rationing = Rationing(secrets=service.secrets, now=service.now)
    return lambda: CountRequests(note=notes, rationing=rationing, now=service.now, ration=RATION, own=10)


def accepted(count: Callable[[str], None], times: int, whose: str = "zoe") -> int:
    done = 0
    for _ in range(times):
        try:
            count(whose)
        except TooMany:
            continue
        done += 1
    return done


def test_what_ordinary_people_ask_is_written_nowhere(
    a_process: Callable[[], CountRequests], notes: Notes
) -> None:
    assert accepted(a_process(), 2) == 2
    assert notes.opened == 0


def test_who_insists_is_told_when_to_come_back(
    a_process: Callable[[], CountRequests], service: Service
) -> None:
    count = a_process()
    assert accepted(count, 22) == 22
    with pytest.raises(TooMany, match="avec ce compte : recommencez dans une minute") as refused:
        count("zoe")
    assert (refused.value.code, refused.value.retry_after) == ("too_many", 60)
    service.at += timedelta(minutes=1)
    count("zoe")


def test_others_are_not_held_off(a_process: Callable[[], CountRequests]) -> None:
    count = a_process()
    assert accepted(count, 50) == 22
    assert accepted(count, 5, "alan") == 5


def test_processes_hold_off_together_who_insists(a_process: Callable[[], CountRequests]) -> None:
    processes = [a_process() for _ in range(4)]
    assert sum(accepted(one, 50) for one in processes) == 20 + 4 * 2


def test_who_was_told_to_wait_costs_nothing_until_then(
    a_process: Callable[[], CountRequests], notes: Notes
) -> None:
    count = a_process()
    accepted(count, 23)
    opened = notes.opened
    assert accepted(count, 100) == 0
    assert notes.opened == opened


def test_who_asks_is_served_when_nothing_can_be_written(
    a_process: Callable[[], CountRequests], notes: Notes
) -> None:
    notes.busy = True
    assert accepted(a_process(), 50) == 50


def test_a_process_knows_only_so_many(a_process: Callable[[], CountRequests], notes: Notes) -> None:
    count = a_process()
    accepted(count, 2)
    for rank in range(KNOWN):
        count(f"stranger {rank}")
    assert accepted(count, 2) == 2
    assert notes.opened == 0


@pytest.mark.parametrize(
    ("role", "counted"),
    [(Role.ADVISOR, True), (Role.MANAGER, True), (Role.STAFF, False), (Role.OPERATOR, False)],
)
def test_who_runs_the_service_is_not_counted(role: Role, counted: bool) -> None:
    asked: list[str] = []
    person = Person(id="one", email="one@example.org", name="One", roles=frozenset({role}), teams=frozenset())
    CountPerson(asked.append)(person)
    assert asked == (["one"] if counted else [])


def test_a_session_counts_who_is_behind_it(service: Service) -> None:
    seen: list[Person] = []
    identify = evolve(service.identify, count=seen.append)
    session = Session(account="ana", opened_at=NOW, expires_at=NOW + timedelta(hours=1))
    with service.store.begin() as work:
        work.sessions.open(service.secrets.hash("token"), session)
    assert [identify("token")] == seen


def test_forms_are_counted_by_address_each_kind_apart(service: Service) -> None:
    count = CountForms(
        note=service.store.note,
        rationing=Rationing(secrets=service.secrets, now=service.now),
        allowance=Allowance(times=2, over=timedelta(hours=1)),
        contact_email="contact@example.org",
    )
    for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
        count("demands", address)
    with pytest.raises(TooMany, match="dans 30 minutes, ou écrivez à contact@") as told:
        count("demands", "192.0.2.1")
    assert told.value.retry_after == 1800
    count("drafts", "192.0.2.1")


@pytest.mark.parametrize(
    ("seconds", "told"), [(1, "quelques secondes"), (11, "une minute"), (61, "2 minutes"), (7_200, "2 h")]
)
def test_how_long_to_wait_is_told_as_people_say_it(seconds: int, told: str) -> None:
    refusal = RATION.refusal(seconds)
    assert refusal.sentence.endswith(f"recommencez dans {told}.")
    assert refusal.retry_after == seconds
