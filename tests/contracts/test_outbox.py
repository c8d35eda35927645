"""What every store does with facts: kept with what they are about, told once it is done."""

import pytest
from hypothesis import given

from conseillers_application.ports import REACT, Task
from conseillers_domain.errors import NotFound
from conseillers_domain.events import DemandDeposited, EnrichmentAwaited, Fact
from tests.builders import DAY, NOW
from tests.contracts.stores import Bench
from tests.contracts.strategies import FACTS, ON_ONE_STORE


@ON_ONE_STORE
@given(fact=FACTS)
def test_a_fact_of_any_kind_comes_back_as_it_was_put(bench: Bench, fact: Fact) -> None:
    with bench.store.begin() as work:
        fact_id = work.outbox.put(fact)
    with bench.other.read() as work:
        assert work.outbox.get(fact_id) == fact


def test_facts_that_say_the_same_are_told_apart(bench: Bench) -> None:
    deposited = DemandDeposited(demand="demand", at=NOW)
    awaited = EnrichmentAwaited(demand="demand", at=NOW)
    with bench.store.begin() as work:
        ids = [work.outbox.put(deposited), work.outbox.put(awaited), work.outbox.put(deposited)]
        assert [work.outbox.get(one) for one in ids] == [deposited, awaited, deposited]
    assert len(set(ids)) == 3


def test_each_fact_is_to_be_reacted_to_once_its_transaction_is_done(bench: Bench) -> None:
    with bench.store.begin() as work:
        first = work.outbox.put(DemandDeposited(demand="1", at=NOW + DAY))
        second = work.outbox.put(DemandDeposited(demand="2", at=NOW))
        assert bench.told.tasks == []
    assert bench.told.tasks == [
        Task(name=REACT, subject=first, not_before=NOW + DAY),
        Task(name=REACT, subject=second, not_before=NOW),
    ]


def test_an_unknown_fact_is_not_found(bench: Bench) -> None:
    with bench.store.read() as work, pytest.raises(NotFound):
        work.outbox.get("unknown")


def test_several_facts_are_read_at_once_by_their_ids(bench: Bench) -> None:
    deposited = DemandDeposited(demand="demand", at=NOW)
    awaited = EnrichmentAwaited(demand="demand", at=NOW)
    with bench.store.begin() as work:
        ids = [work.outbox.put(deposited), work.outbox.put(awaited), work.outbox.put(deposited)]
        assert work.outbox.several(ids[:2]) == {ids[0]: deposited, ids[1]: awaited}
    with bench.other.read() as work:
        assert work.outbox.several([ids[2], "unknown"]) == {ids[2]: deposited}
        assert work.outbox.several([]) == {}
