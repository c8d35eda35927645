"""What every store keeps and finds for the follow-up clock."""

from datetime import datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from conseillers_application.ports import Due, Load
from conseillers_domain.basket import Wait
from conseillers_domain.need import Need
from conseillers_domain.position import Stance
from tests.builders import DAY, HOUR, NOW, a_demand, a_need, a_referral, a_routing
from tests.contracts.stores import Bench, undone
from tests.contracts.strategies import ON_ONE_STORE

BEGINNING = Due(at=NOW - 100 * DAY, need="")
PENDING, TAKEN, HELPED = Stance.PENDING, Stance.TAKEN, Stance.CLOSED_HELPED


def keep(bench: Bench, *needs: Need) -> None:
    with bench.store.begin() as work:
        for need in needs:
            demand = a_demand(id=f"demand of {need.id}")
            work.demands.add(demand)
            work.needs.add(evolve(need, demand=demand.id), demand, a_routing(), None)


def reach(bench: Bench, name: str, subject: str) -> bool:
    with bench.store.begin() as work:
        return work.milestones.reach(name, subject, NOW)


def test_a_milestone_is_reached_once(bench: Bench) -> None:
    assert reach(bench, "followed", "a")
    assert not reach(bench, "followed", "a")
    with bench.other.begin() as work:
        assert not work.milestones.reach("followed", "a", NOW + DAY)
        assert work.milestones.reach("followed", "b", NOW)
        assert not work.milestones.reach("followed", "b", NOW)
    assert reach(bench, "abandoned", "a")


def test_a_milestone_undone_may_be_reached_again(bench: Bench) -> None:
    with undone(bench.store) as work:
        assert work.milestones.reach("followed", "a", NOW)
    assert reach(bench, "followed", "a")


def test_a_hand_is_where_it_was_moved_last(bench: Bench) -> None:
    first, second = Due(at=NOW, need="a", team="cci"), Due(at=NOW + HOUR, need="b")
    with bench.store.begin() as work:
        assert work.hands.of("followed") is None
        work.hands.move("followed", first)
        work.hands.move("archived", second)
    with bench.other.begin() as work:
        assert work.hands.of("followed") == first
        work.hands.move("followed", second)
    with bench.store.read() as work:
        assert work.hands.of("followed") == work.hands.of("archived") == second


def test_what_was_sent_and_waits_is_found_in_its_order_piece_by_piece(bench: Bench) -> None:
    keep(
        bench,
        a_need(a_referral("cci", sent_at=NOW), a_referral("cma", sent_at=NOW), id="b"),
        a_need(a_referral("cci", sent_at=NOW - DAY), a_referral("cma", TAKEN, sent_at=NOW - DAY), id="c"),
        a_need(a_referral("cci", sent_at=NOW), a_referral("urssaf", sent_at=NOW + HOUR), id="a"),
    )
    expected = (
        Due(at=NOW - DAY, need="c", team="cci"),
        Due(at=NOW, need="a", team="cci"),
        Due(at=NOW, need="b", team="cci"),
        Due(at=NOW, need="b", team="cma"),
    )
    with bench.other.read() as work:
        assert work.dues.sent(BEGINNING, NOW, 10) == expected
        assert work.dues.sent(BEGINNING, NOW, 2) == expected[:2]
        assert work.dues.sent(expected[1], NOW, 10) == expected[2:]
        assert work.dues.sent(BEGINNING, NOW - HOUR, 10) == expected[:1]


def test_what_was_archived_waits_no_more(bench: Bench) -> None:
    keep(bench, a_need(a_referral("cci"), a_referral("cma", sent_at=NOW + HOUR)))
    with bench.store.begin() as work:
        work.needs.save(work.needs.get("need").archive(NOW, NOW + DAY)[0])
    with bench.other.read() as work:
        assert [one.team for one in work.dues.sent(BEGINNING, NOW + HOUR, 10)] == ["cma"]
        assert set(work.loads.waiting(["cci", "cma"], NOW - DAY, NOW + HOUR)) == {"cma"}


def test_positions_are_found_by_when_they_were_taken(bench: Bench) -> None:
    keep(
        bench,
        a_need(a_referral("cci", TAKEN, PENDING), a_referral("cma", TAKEN, HELPED), id="a"),
        a_need(a_referral("cci", TAKEN, HELPED, TAKEN, HELPED, sent_at=NOW + HOUR), id="b"),
    )
    after = Due(at=NOW, need="")
    with bench.other.read() as work:
        assert work.dues.put_back(after, NOW + DAY, 10) == (Due(at=NOW + 2 * HOUR, need="a", team="cci"),)
        helped = (
            Due(at=NOW + 2 * HOUR, need="a", team="cma"),
            Due(at=NOW + 3 * HOUR, need="b", team="cci"),
            Due(at=NOW + 5 * HOUR, need="b", team="cci"),
        )
        assert work.dues.helped(after, NOW + DAY, 10) == helped
        assert work.dues.helped(helped[0], NOW + 4 * HOUR, 10) == helped[1:2]
        assert work.dues.helped(after, NOW + DAY, 1) == helped[:1]


def test_needs_are_found_by_when_they_were_born(bench: Bench) -> None:
    keep(
        bench,
        *(a_need(id=name, created_at=NOW + hours * HOUR) for name, hours in (("b", 0), ("a", 0), ("c", 1))),
    )
    found = tuple(Due(at=NOW + hours * HOUR, need=name) for name, hours in (("a", 0), ("b", 0), ("c", 1)))
    with bench.other.read() as work:
        assert work.dues.created(BEGINNING, NOW + DAY, 10) == found
        assert work.dues.created(found[0], NOW, 10) == found[1:2]


def test_what_waits_for_teams_is_counted_between_two_instants(bench: Bench) -> None:
    keep(
        bench,
        a_need(a_referral("cci", sent_at=NOW), a_referral("cma", TAKEN, sent_at=NOW), id="a"),
        a_need(a_referral("cci", sent_at=NOW - DAY), a_referral("urssaf", sent_at=NOW - DAY), id="b"),
        a_need(a_referral("cci", sent_at=NOW - 2 * DAY), id="c"),
    )
    with bench.other.read() as work:
        assert work.loads.waiting(["cci", "cma"], NOW - 2 * DAY, NOW) == {"cci": Load(count=2, latest=NOW)}
        assert work.loads.waiting(["cci"], NOW - 3 * DAY, NOW - DAY) == {
            "cci": Load(count=2, latest=NOW - DAY)
        }
        assert work.loads.waiting([], NOW - DAY, NOW) == {}
        assert work.loads.awaited(NOW - 2 * DAY, NOW) == {"cci", "urssaf"}
        assert work.loads.awaited(NOW - 3 * DAY, NOW - 2 * DAY) == {"cci"}


def test_how_needs_wait_is_told_of_each(bench: Bench) -> None:
    needs = {
        "a": a_need(a_referral("cci", sent_at=NOW), a_referral("cma", sent_at=NOW - DAY), id="a"),
        "b": a_need(a_referral("cci", TAKEN), a_referral("cma", sent_at=NOW - DAY), id="b"),
        "c": a_need(a_referral("cci", Stance.REFUSED), id="c"),
        "d": a_need(id="d"),
    }
    keep(bench, *needs.values(), a_need(a_referral("cci"), id="e"))
    with bench.other.read() as work:
        assert work.loads.waits(needs) == {name: Wait.of(need) for name, need in needs.items()}
        assert work.loads.waits([]) == {}


@pytest.mark.parametrize(("at", "before"), [(NOW + HOUR, NOW), (NOW, NOW - DAY), (NOW - DAY, None)])
def test_the_referral_before_an_instant_is_told_whatever_was_said_of_it(
    bench: Bench, at: datetime, before: datetime | None
) -> None:
    keep(
        bench,
        a_need(a_referral("cci", sent_at=NOW), id="a"),
        a_need(a_referral("cci", TAKEN, sent_at=NOW - DAY), a_referral("cma", sent_at=NOW - HOUR), id="b"),
    )
    with bench.other.read() as work:
        assert work.loads.sent_before("cci", at) == before


def test_what_left_a_team_since_was_sent_to_it_before(bench: Bench) -> None:
    keep(bench, a_need(a_referral("cci", sent_at=NOW)))
    with bench.store.begin() as work:
        work.needs.save(work.needs.get("need").archive(NOW, NOW + DAY)[0])
    with bench.other.read() as work:
        assert work.loads.sent_before("cci", NOW + HOUR) == NOW
        assert work.loads.sent_before("cci", NOW) is None


def test_what_teams_took_and_have_not_closed_is_told_oldest_first(bench: Bench) -> None:
    keep(
        bench,
        a_need(a_referral("cci", TAKEN, sent_at=NOW), a_referral("cma", sent_at=NOW), id="b"),
        a_need(a_referral("cci", TAKEN, HELPED, TAKEN, sent_at=NOW), a_referral("urssaf", TAKEN), id="a"),
        a_need(a_referral("cci", TAKEN, sent_at=NOW - DAY), a_referral("cma", TAKEN, HELPED), id="d"),
        a_need(a_referral("cci", TAKEN, sent_at=NOW - DAY), id="c"),
    )
    places = ((NOW - DAY + HOUR, "c"), (NOW - DAY + HOUR, "d"), (NOW + HOUR, "b"), (NOW + 3 * HOUR, "a"))
    dues = tuple(Due(at=at, need=need, team="cci") for at, need in places)
    with bench.other.read() as work:
        assert work.loads.taken(["cci", "cma"], NOW + 3 * HOUR) == {"cci": dues}
        assert work.loads.taken(["cci"], NOW + HOUR) == {"cci": dues[:3]}
        assert set(work.loads.taken(["cci", "urssaf"], NOW + DAY)) == {"cci", "urssaf"}
        assert work.loads.taken([], NOW + DAY) == {}


@ON_ONE_STORE
@given(names=st.lists(st.sampled_from("abc"), max_size=6))
def test_of_any_tries_the_first_one_alone_reaches(bench: Bench, names: list[str]) -> None:
    line, seen = bench.new_id(), set[str]()
    for name in names:
        assert reach(bench, line, name) is (name not in seen)
        seen.add(name)
