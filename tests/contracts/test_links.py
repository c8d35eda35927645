"""What every store does with the secure links of mails."""

import pytest
from hypothesis import given

from conseillers_application.ports import NeedLink
from tests.builders import NOW, a_demand, a_need, a_routing
from tests.contracts.stores import Bench
from tests.contracts.strategies import INSTANTS, ON_ONE_STORE


@ON_ONE_STORE
@given(expires_at=INSTANTS)
def test_a_link_is_found_by_the_hash_of_its_token(bench: Bench, expires_at: object) -> None:
    demand, need = a_demand(id=bench.new_id()), bench.new_id()
    link = NeedLink(need=need, team="cci", expires_at=expires_at)  # type: ignore[arg-type] # hypothesis draws instants
    with bench.store.begin() as work:
        work.demands.add(demand)
        work.needs.add(a_need(id=need, demand=demand.id), demand, a_routing(), None)
        work.links.add(f"hash of {need}", link)
    with bench.other.read() as work:
        assert work.links.find(f"hash of {need}") == link


def test_an_unknown_token_leads_nowhere(bench: Bench) -> None:
    with bench.store.read() as work:
        assert work.links.find("unknown") is None


def test_a_link_leads_to_a_need_that_is_kept(bench: Bench) -> None:
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.links.add("hash", NeedLink(need="unknown", team="cci", expires_at=NOW))
