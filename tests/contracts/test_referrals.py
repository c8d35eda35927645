"""What every store does with referrals that come, go and change hands, and with the traces of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from conseillers_application.ports import Awaited
from conseillers_application.views import InboxQuery
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.need import Need, Tab
from conseillers_domain.position import Side, Stance
from conseillers_domain.referral import Leaving
from conseillers_domain.traces import Gesture, Trace
from tests.builders import DAY, NOW, a_demand, a_need, a_referral, a_routing
from tests.contracts.stores import Bench
from tests.contracts.strategies import ON_ONE_STORE, TRACES
from tests.domain.test_need import new

TEAMS = ("cci", "cma", "region", "urssaf")
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("transmit", "leave", "archive", "move", "say")),
        st.sampled_from(TEAMS),
        st.sampled_from(TEAMS),
        st.sampled_from(Stance),
    ),
    max_size=12,
)


def keep(bench: Bench, *needs: Need) -> None:
    with bench.store.begin() as work:
        for need in needs:
            demand = a_demand(id=need.demand)
            work.demands.add(demand)
            work.needs.add(need, demand, a_routing(), None)


def changed(need: Need, what: str, team: str, other: str, stance: Stance, minutes: int) -> Need:
    """The need after that, or as it was when it may not be."""
    at = NOW + timedelta(minutes=minutes)
    ways: dict[str, Callable[[], tuple[Need, object]]] = {
        "transmit": lambda: need.transmit((team, other), at),
        "leave": lambda: need.leave((team, other), Leaving.WITHDRAWN, at),
        "archive": lambda: need.archive(at, at),
        "move": lambda: need.move(team, other, at),
        "say": lambda: need.take_position(team, new(stance), by="ana", side=Side.TEAM, at=at),
    }
    try:
        return ways[what]()[0]
    except (Conflict, NotFound):
        return need


@ON_ONE_STORE
@given(changes=CHANGES, several=st.booleans())
def test_referrals_come_go_and_change_hands_as_the_domain_says(
    bench: Bench,
    changes: list[tuple[str, str, str, Stance]],
    several: bool,
) -> None:
    need = a_need(a_referral("cci"), id=bench.new_id(), demand=bench.new_id())
    keep(bench, need)
    for minutes, change in enumerate(changes, 1):
        after = changed(need, *change, minutes)
        if several:
            with bench.store.begin() as work:
                need = work.needs.save(after)
        else:
            with bench.store.begin() as work:
                work.needs.get(need.id)
                need = work.needs.save(after)
        with bench.other.read() as work:
            assert work.needs.get(need.id) == need


def test_several_changes_are_saved_at_once(bench: Bench) -> None:
    keep(bench, a_need(a_referral("cci"), a_referral("cma"), a_referral("region", Stance.TAKEN)))
    with bench.store.begin() as work:
        need = work.needs.get("need")
        need, _ = need.withdraw("cci", NOW)
        need, _ = need.move("region", "urssaf", NOW)
        need, _ = need.transmit(("ville", "cci"), NOW + DAY)
        need = work.needs.save(need)
        need, _ = need.withdraw("ville", NOW + DAY)
        need = work.needs.save(need)
    with bench.other.read() as work:
        assert work.needs.get("need") == need
    assert [one.team for one in need.referrals] == ["cma", "urssaf", "cci"]


@pytest.mark.parametrize("how", Leaving)
def test_a_referral_that_is_over_is_in_no_tab(bench: Bench, how: Leaving) -> None:
    keep(bench, a_need(a_referral("cci"), a_referral("cma", Stance.REFUSED)))
    with bench.store.begin() as work:
        need, _ = work.needs.get("need").leave(("cci",), how, NOW)
        work.needs.save(need)
    with bench.store.read() as work:
        for teams, wanted in (({"cci"}, 0), ({"cci", "cma"}, 1)):
            query = InboxQuery(teams=frozenset(teams), tab=Tab.REFUSED, now=NOW)
            assert sum(work.needs.counts(query).values()) == wanted
            assert [row.team for row in work.needs.page(query)] == ["cma"] * wanted


def test_a_referral_handed_over_is_in_the_tabs_of_who_has_it_now(bench: Bench) -> None:
    keep(bench, a_need(a_referral("cci", Stance.TAKEN)))
    with bench.store.begin() as work:
        need, _ = work.needs.get("need").move("cci", "cma", NOW + DAY)
        work.needs.save(need)
    with bench.store.read() as work:
        assert not any(
            work.needs.counts(InboxQuery(teams=frozenset({"cci"}), tab=Tab.TAKEN, now=NOW)).values()
        )
        (row,) = work.needs.page(InboxQuery(teams=frozenset({"cma"}), tab=Tab.TAKEN, now=NOW))
        assert row.sent_at == NOW


def several(bench: Bench) -> None:
    keep(
        bench,
        a_need(a_referral("cci"), id="1", demand="1"),
        a_need(a_referral("cci", Stance.TAKEN), a_referral("cma"), id="2", demand="2"),
        a_need(a_referral("cci", Stance.REFUSED), id="3", demand="3"),
        a_need(
            a_referral("cci", sent_at=NOW - DAY), a_referral("cma", sent_at=NOW - DAY), id="4", demand="4"
        ),
    )


def test_what_a_team_still_has_to_do_is_found_page_by_page(bench: Bench) -> None:
    several(bench)
    with bench.store.read() as work:
        assert work.referrals.open_of("cci", "", 10) == ("1", "2", "4")
        assert work.referrals.open_of("cci", "", 2) == ("1", "2")
        assert work.referrals.open_of("cci", "2", 2) == ("4",)
        assert work.referrals.open_of("nobody", "", 2) == ()


def test_the_needs_that_somebody_did_not_answer_are_found_once_each(bench: Bench) -> None:
    several(bench)
    with bench.store.read() as work:
        assert work.referrals.unanswered(NOW - DAY, "", 10) == ("4",)
        assert work.referrals.unanswered(NOW - DAY - timedelta(milliseconds=1), "", 10) == ()
        assert work.referrals.unanswered(NOW, "", 2) == ("1", "2")
        assert work.referrals.unanswered(NOW, "2", 2) == ("4",)
    with bench.store.begin() as work:
        work.needs.save(work.needs.get("4").archive(NOW, NOW)[0])
    with bench.store.read() as work:
        assert work.referrals.unanswered(NOW - DAY, "", 10) == ()


def test_what_is_awaited_of_several_needs_is_told_at_once(bench: Bench) -> None:
    asked = a_need(
        a_referral("cci"), a_referral("cma"), a_referral("region", Stance.TAKEN), id="1", demand="1"
    )
    answered = evolve(a_need(a_referral("cci", Stance.REFUSED), id="2", demand="2"), subject="investir")
    keep(bench, asked, answered, a_need(id="3", demand="3"))
    with bench.other.read() as work:
        assert work.referrals.awaited(["1", "2", "unknown"]) == {
            "1": Awaited(subject=asked.subject, teams=2),
            "2": Awaited(subject="investir", teams=0),
        }
        assert work.referrals.awaited([]) == {}


@ON_ONE_STORE
@given(drawn=TRACES)
def test_a_trace_comes_back_as_it_was_kept(bench: Bench, drawn: Trace) -> None:
    trace = evolve(drawn, id=bench.new_id(), demand=bench.new_id())
    with bench.store.begin() as work:
        work.demands.add(a_demand(id=trace.demand))
        work.traces.add(trace)
    with bench.store.read() as work:
        assert work.traces.of_demand(trace.demand) == (trace,)


def test_traces_are_told_oldest_first(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.demands.add(a_demand())
        work.demands.add(a_demand(id="other"))
        for trace_id, at in (("1", NOW + DAY), ("3", NOW), ("2", NOW)):
            work.traces.add(a_trace(id=trace_id, at=at))
        work.traces.add(a_trace(id="4", demand="other"))
    with bench.store.read() as work:
        assert [one.id for one in work.traces.of_demand("demand")] == ["2", "3", "1"]


def test_a_trace_is_of_a_demand_that_is_kept(bench: Bench) -> None:
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.traces.add(a_trace())


def a_trace(**changes: object) -> Trace:
    values = {"id": "1", "demand": "demand", "gesture": Gesture.TEAM_ADDED, "by": "staff", "at": NOW}
    return Trace(**{**values, **changes})  # type: ignore[arg-type] # tests say fields by name


def test_referrals_that_left_at_one_instant_are_told_in_the_order_they_did(bench: Bench) -> None:
    teams = ("cci", "cma", "urssaf", "paris")
    keep(bench, a_need(*map(a_referral, teams)))
    for team in ("urssaf", "cma", "cci"):
        with bench.store.begin() as work:
            work.needs.save(work.needs.get("need").withdraw(team, NOW + DAY)[0])
    with bench.store.begin() as work:
        asked_again, _ = work.needs.get("need").transmit(["urssaf"], NOW + DAY)
        left_again, _ = asked_again.withdraw("paris", NOW + DAY)
        work.needs.save(left_again)
    with bench.other.read() as work:
        assert [one.referral.team for one in work.needs.get("need").left] == ["cma", "cci", "paris"]
