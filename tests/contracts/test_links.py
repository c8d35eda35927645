"""What every store does with the secure links of mails."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conseillers_application.ports import NeedLink
from tests.builders import DAY, NOW, a_demand, a_need, a_routing
from tests.contracts.stores import Bench
from tests.contracts.strategies import INSTANTS, ON_ONE_STORE


@ON_ONE_STORE
@given(expires_at=INSTANTS, revoked_at=st.none() | INSTANTS)
def test_a_link_is_found_by_the_hash_of_its_token(
    bench: Bench, expires_at: datetime, revoked_at: datetime | None
) -> None:
    demand, need = a_demand(id=bench.new_id()), bench.new_id()
    link = NeedLink(need=need, team="cci", expires_at=expires_at, revoked_at=revoked_at)
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


def test_the_links_of_a_team_to_a_need_are_revoked_together_once_and_no_other(bench: Bench) -> None:
    needs = bench.new_id(), bench.new_id()
    kept = {
        "first": NeedLink(need=needs[0], team="cci", expires_at=NOW),
        "second": NeedLink(need=needs[0], team="cci", expires_at=NOW + DAY),
        "of another team": NeedLink(need=needs[0], team="cma", expires_at=NOW + DAY),
        "to another need": NeedLink(need=needs[1], team="cci", expires_at=NOW + DAY),
    }
    with bench.store.begin() as work:
        for need in needs:
            demand = a_demand(id=bench.new_id())
            work.demands.add(demand)
            work.needs.add(a_need(id=need, demand=demand.id), demand, a_routing(), None)
        for token_hash, link in kept.items():
            work.links.add(token_hash, link)
        work.links.revoke(needs[0], "cci", NOW)
    with bench.other.begin() as work:
        work.links.add("later", kept["second"])
        work.links.revoke(needs[0], "cma", NOW + DAY)
        work.links.revoke(needs[0], "nobody", NOW)
    with bench.store.begin() as work:
        work.links.revoke(needs[0], "cci", NOW + 2 * DAY)
    with bench.other.read() as work:
        found = {name: work.links.find(name) for name in (*kept, "later")}
    assert {name: link and link.revoked_at for name, link in found.items()} == {
        "first": NOW,
        "second": NOW,
        "of another team": NOW + DAY,
        "to another need": None,
        "later": NOW + 2 * DAY,
    }
