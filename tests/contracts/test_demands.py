"""What every store does with demands."""

import pytest
from attrs import evolve
from hypothesis import given

from conseillers_domain.company import Siret
from conseillers_domain.demand import Demand, DemandState, PastDemand
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.need import Need
from conseillers_domain.position import Stance
from tests.builders import DAY, NOW, SIRET, a_contact, a_demand, a_need, a_referral, a_routing
from tests.contracts.stores import Bench
from tests.contracts.strategies import DEMANDS, ON_ONE_STORE

OTHER_SIRET = Siret("00000002600021")


@ON_ONE_STORE
@given(drawn=DEMANDS)
def test_a_demand_comes_back_as_it_was_kept(bench: Bench, drawn: Demand) -> None:
    demand = evolve(drawn, id=bench.new_id())
    with bench.store.begin() as work:
        work.demands.add(demand)
    with bench.store.read() as work:
        assert work.demands.get(demand.id) == demand


@ON_ONE_STORE
@given(first=DEMANDS, then=DEMANDS)
def test_a_changed_demand_comes_back_as_it_was_saved(bench: Bench, first: Demand, then: Demand) -> None:
    demand_id = bench.new_id()
    with bench.store.begin() as work:
        work.demands.add(evolve(first, id=demand_id))
    with bench.store.begin() as work:
        saved = work.demands.save(evolve(then, id=demand_id))
    assert saved == evolve(then, id=demand_id, version=1)
    with bench.store.read() as work:
        assert work.demands.get(demand_id) == saved


def test_an_unknown_demand_is_not_found(bench: Bench) -> None:
    with bench.store.read() as work, pytest.raises(NotFound):
        work.demands.get("unknown")


def test_a_demand_that_was_never_kept_cannot_be_saved(bench: Bench) -> None:
    with bench.store.begin() as work, pytest.raises(Conflict):
        work.demands.save(a_demand())


def test_two_demands_never_share_an_identifier(bench: Bench) -> None:
    keep(bench, a_demand())
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.demands.add(a_demand())


def test_the_second_of_two_writers_is_refused(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.demands.add(a_demand())
    with bench.store.read() as one, bench.other.read() as two:
        first, second = one.demands.get("demand"), two.demands.get("demand")
    with bench.store.begin() as work:
        work.demands.save(first.transmitted())
    with bench.other.begin() as work, pytest.raises(Conflict):
        work.demands.save(evolve(second, state=DemandState.SET_ASIDE))
    with bench.store.read() as work:
        assert work.demands.get("demand").state is DemandState.TRANSMITTED


def test_what_its_writer_changes_afterwards_is_not_kept(bench: Bench) -> None:
    answers = {"apprentice": "true"}
    with bench.store.begin() as work:
        work.demands.add(a_demand(answers=answers))
        answers["apprentice"] = "false"
        assert work.demands.get("demand").answers == {"apprentice": "true"}


def keep(bench: Bench, demand: Demand, *needs: Need) -> None:
    with bench.store.begin() as work:
        work.demands.add(demand)
        for need in needs:
            work.needs.add(need, demand, a_routing(), None)


def past(bench: Bench, siret: Siret = SIRET, email: str = "other@example.org") -> tuple[PastDemand, ...]:
    with bench.store.read() as work:
        return work.demands.past(siret, email)


def test_the_past_of_a_company_is_told_by_its_siret_or_its_e_mail(bench: Bench) -> None:
    mine, yours = a_contact(email="mine@example.org"), a_contact(email="yours@example.org")
    keep(bench, a_demand(id="1", subject="both", contact=mine))
    keep(bench, a_demand(id="2", subject="siret", contact=yours))
    keep(bench, a_demand(id="3", subject="email", contact=mine, siret=OTHER_SIRET))
    keep(bench, a_demand(id="4", subject="neither", contact=yours, siret=OTHER_SIRET))
    found = past(bench, SIRET, "mine@example.org")
    assert sorted(one.subject for one in found) == ["both", "email", "siret"]


def test_a_past_demand_tells_where_it_came_from_and_when_it_left(bench: Bench) -> None:
    demand = a_demand(landing="partenaire", state=DemandState.TRANSMITTED)
    keep(
        bench,
        demand,
        a_need(a_referral("cci"), id="later", created_at=NOW + DAY),
        a_need(a_referral("cma"), id="first", created_at=NOW),
    )
    assert past(bench) == (
        PastDemand(
            landing="partenaire",
            subject=demand.subject,
            state=DemandState.TRANSMITTED,
            open=True,
            transmitted_at=NOW,
        ),
    )


@pytest.mark.parametrize(
    ("state", "stances", "still_open"),
    [
        (DemandState.RECEIVED, None, True),
        (DemandState.TO_QUALIFY, None, True),
        (DemandState.SET_ASIDE, None, False),
        (DemandState.SET_ASIDE, (Stance.PENDING,), False),
        (DemandState.TRANSMITTED, (), True),
        (DemandState.TRANSMITTED, (Stance.PENDING,), True),
        (DemandState.TRANSMITTED, (Stance.TAKEN,), True),
        (DemandState.TRANSMITTED, (Stance.REFUSED, Stance.PENDING), True),
        (DemandState.TRANSMITTED, (Stance.REFUSED, Stance.REFUSED), False),
        (DemandState.TRANSMITTED, (Stance.CLOSED_HELPED, Stance.PENDING), False),
        (DemandState.TRANSMITTED, (Stance.CLOSED_NO_HELP,), False),
        (DemandState.TRANSMITTED, (Stance.CLOSED_UNREACHABLE,), False),
    ],
)
def test_a_past_demand_is_open_while_somebody_owes_it_something(
    bench: Bench, state: DemandState, stances: tuple[Stance, ...] | None, still_open: bool
) -> None:
    asked = [a_referral(f"team-{rank}", stance) for rank, stance in enumerate(stances or ())]
    keep(bench, a_demand(state=state), *(() if stances is None else (a_need(*asked),)))
    assert [one.open for one in past(bench)] == [still_open]


def test_a_past_demand_is_open_while_one_of_its_needs_is(bench: Bench) -> None:
    keep(
        bench,
        a_demand(state=DemandState.TRANSMITTED),
        a_need(a_referral("cci", Stance.CLOSED_HELPED), id="1"),
        a_need(a_referral("cci", Stance.PENDING), id="2"),
        a_need(a_referral("cci", Stance.REFUSED), id="3"),
    )
    assert [one.open for one in past(bench)] == [True]


def test_a_past_demand_follows_the_moves_of_its_need(bench: Bench) -> None:
    keep(bench, a_demand(state=DemandState.TRANSMITTED), a_need(a_referral("cci")))
    with bench.store.begin() as work:
        work.needs.get("need")
        work.needs.save(a_need(a_referral("cci", Stance.REFUSED)))
    assert [one.open for one in past(bench)] == [False]
