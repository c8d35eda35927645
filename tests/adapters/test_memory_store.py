"""The store in memory: what the contracts of the ports leave to each store."""

import pytest

from conseillers_adapters.memory import MemoryStore
from conseillers_application.ports import REACT, Task
from conseillers_domain.events import DemandDeposited
from tests.builders import NOW, a_catalogue, a_geography
from tests.contracts.stores import undone


def a_store(patience: float = 10.0) -> MemoryStore:
    return MemoryStore(
        new_id=lambda: "fact", delivered=a_catalogue("recruter"), packaged=a_geography, patience=patience
    )


def test_the_tasks_of_a_transaction_land_in_the_stores_own_agenda_once_it_is_done() -> None:
    store = a_store()
    with store.begin() as work:
        work.outbox.put(DemandDeposited(demand="demand", at=NOW))
        assert store.agenda.tasks == []
    assert store.agenda.tasks == [Task(name=REACT, subject="fact", not_before=NOW)]


def test_the_tasks_of_a_transaction_that_is_undone_land_nowhere() -> None:
    store = a_store()
    with undone(store) as work:
        work.outbox.put(DemandDeposited(demand="demand", at=NOW))
    assert store.agenda.tasks == []


def test_a_reaction_reads_its_fact_and_writes_in_transactions_of_its_own() -> None:
    store, reacted = a_store(), list[object]()

    def react(fact_id: str) -> None:
        with store.read() as work:
            reacted.append(work.outbox.get(fact_id))
        with store.begin() as work:
            assert work.accounts.by_email("ana@example.org") is None

    with store.begin() as work:
        work.outbox.put(DemandDeposited(demand="demand", at=NOW))
    store.agenda.drain({REACT: react}, NOW)
    assert reacted == [DemandDeposited(demand="demand", at=NOW)]
    assert store.agenda.failures == []


def test_a_transaction_opened_inside_another_is_told_so_instead_of_waiting_for_ever() -> None:
    store = a_store(patience=0.01)
    with store.begin(), pytest.raises(TimeoutError):
        store.begin().__enter__()
    with store.begin():
        pass


def test_stores_share_nothing() -> None:
    one, other = a_store(), a_store()
    with one.begin() as work:
        work.outbox.put(DemandDeposited(demand="demand", at=NOW))
    assert other.agenda.tasks == []
    with other.begin() as work:
        work.outbox.put(DemandDeposited(demand="demand", at=NOW))
