"""What every store does with needs: histories only grow, and two writers are told apart."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from conseillers_adapters.documents import unstructure
from conseillers_domain.company import CompanyFacts
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.need import Need, Referral
from conseillers_domain.position import Closing, HelpKind, Position, Stance
from conseillers_domain.routing import RULES, Kept, Notice, Profile, Routing, Versions
from conseillers_domain.verdicts import By, Reason, SetAside
from conseillers_domain.what_if import PastNeed
from tests.builders import (
    DAY,
    HOUR,
    NOW,
    TODAY,
    a_demand,
    a_need,
    a_position,
    a_referral,
    a_routing,
)
from tests.contracts.stores import Bench
from tests.contracts.strategies import INSTANTS, ON_ONE_STORE, POSITIONS

TEAMS = ("cci", "cma", "region", "urssaf")
SAID = st.tuples(st.sampled_from(TEAMS), POSITIONS)
STEPS = st.lists(st.lists(SAID, max_size=4), max_size=4)
"""What teams say of a need, a list each time it is saved."""


def keep(bench: Bench, need: Need) -> None:
    demand = a_demand(id=need.demand)
    with bench.store.begin() as work:
        work.demands.add(demand)
        work.needs.add(need, demand, a_routing(), None)


def kept(bench: Bench, need_id: str = "need") -> Need:
    with bench.other.read() as work:
        return work.needs.get(need_id)


def after(need: Need, team: str, position: Position) -> Need:
    """The need once that was said; a team said nothing to before is asked."""
    if team not in {one.team for one in need.referrals}:
        need = evolve(need, referrals=(*need.referrals, Referral(team=team, sent_at=position.at)))
    referrals = tuple(
        evolve(one, positions=(*one.positions, position)) if one.team == team else one
        for one in need.referrals
    )
    return evolve(need, referrals=referrals)


@ON_ONE_STORE
@given(created_at=INSTANTS, first=st.lists(SAID, max_size=6), steps=STEPS)
def test_a_history_comes_back_as_it_was_saved_step_by_step(
    bench: Bench,
    created_at: object,
    first: list[tuple[str, Position]],
    steps: list[list[tuple[str, Position]]],
) -> None:
    need = a_need(id=bench.new_id(), demand=bench.new_id(), created_at=created_at)
    for said in first:
        need = after(need, *said)
    keep(bench, need)
    assert kept(bench, need.id) == need
    for version, step in enumerate(steps, 1):
        for said in step:
            need = after(need, *said)
        with bench.store.begin() as work:
            need = work.needs.save(need)
            assert work.needs.get(need.id) == need
        assert need.version == version
        assert kept(bench, need.id) == need


def test_a_need_is_saved_several_times_in_one_transaction(bench: Bench) -> None:
    keep(bench, a_need(a_referral("cci")))
    with bench.store.begin() as work:
        need = work.needs.get("need")
        for minutes, stance in enumerate((Stance.TAKEN, Stance.PENDING, Stance.REFUSED)):
            need = after(need, "cci", a_position(stance, at=NOW + timedelta(minutes=minutes)))
            need = work.needs.save(need)
    assert kept(bench) == need
    assert need.version == 3


def test_an_unknown_need_is_not_found(bench: Bench) -> None:
    with bench.store.begin() as work:
        with pytest.raises(NotFound):
            work.needs.get("unknown")
        with pytest.raises(NotFound):
            work.needs.decision("unknown")
        with pytest.raises(NotFound):
            work.needs.save(a_need(id="unknown"))


def test_a_need_is_of_a_demand_that_is_kept(bench: Bench) -> None:
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.needs.add(a_need(), a_demand(), a_routing(), None)


def test_the_second_of_two_writers_is_refused(bench: Bench) -> None:
    keep(bench, a_need(a_referral("cci"), a_referral("cma")))
    before = kept(bench)
    with bench.store.begin() as work:
        won = work.needs.save(after(before, "cci", a_position(Stance.TAKEN)))
    lost = after(before, "cma", a_position(Stance.TAKEN))
    with bench.other.begin() as work, pytest.raises(Conflict):
        work.needs.save(lost)
    with bench.other.begin() as work:
        work.needs.get("need")
        with pytest.raises(Conflict):
            work.needs.save(lost)
    assert kept(bench) == won


def test_the_needs_of_a_demand_are_told_oldest_first(bench: Bench) -> None:
    demand, numbers = a_demand(), count(1)
    needs = [a_need(a_referral("cci"), id=f"{next(numbers)}") for _ in range(3)]
    with bench.store.begin() as work:
        work.demands.add(demand)
        work.demands.add(a_demand(id="other"))
        for need in (needs[1], needs[2], needs[0]):
            work.needs.add(need, demand, a_routing("cci"), None)
    with bench.store.read() as work:
        assert work.needs.of_demand("demand") == tuple(needs)
        assert work.needs.of_demand("other") == ()


def test_the_decision_is_kept_with_its_need_and_stays_when_the_need_moves(bench: Bench) -> None:
    routing = Routing(
        profile=Profile(
            subject="recruter",
            facts=CompanyFacts(commune="47001", created_on=TODAY, natures=("ARTISANALE",)),
            answers={"apprentice": "true"},
        ),
        on=TODAY,
        versions=Versions(directory="3", geography="2026"),
        kept=(Kept("cci", By.TEAM_ZONE), Kept("cma", By.DELEGATE)),
        objections=(
            SetAside(
                team="region",
                reason=Reason.ANSWERS,
                expected=({"apprentice": "false"},),
                actual={"apprentice": "true"},
                owner="region",
            ),
            SetAside(
                team="urssaf",
                reason=Reason.CRITERION,
                expected=10,
                actual=None,
                owner="urssaf",
                criterion="min_years",
            ),
            SetAside(
                team="ville",
                reason=Reason.ABSENT,
                expected="cma",
                actual=TODAY,
                owner="ville",
            ),
        ),
        notices=(Notice("cma", "no_member"),),
    )
    demand, need = a_demand(), a_need(a_referral("cci"))
    with bench.store.begin() as work:
        work.demands.add(demand)
        work.needs.add(need, demand, routing, "Agen")
    with bench.store.begin() as work:
        work.needs.save(after(work.needs.get("need"), "cci", a_position(Stance.TAKEN)))
    with bench.other.read() as work:
        decision = work.needs.decision("need")
    assert decision.profile == routing.profile
    assert decision.on == routing.on
    assert unstructure(decision) == {
        "profile": {
            "subject": "recruter",
            "facts": {
                "commune": "47001",
                "created_on": "2026-11-23",
                "legal_form": None,
                "naf": None,
                "headcount": None,
                "natures": ["ARTISANALE"],
                "nafa": None,
                "opco": None,
            },
            "answers": {"apprentice": "true"},
        },
        "on": "2026-11-23",
        "versions": {"directory": "3", "geography": "2026", "rules": RULES},
        "kept": [{"team": "cci", "by": "team_zone"}, {"team": "cma", "by": "delegate"}],
        "objections": [
            {
                "team": "region",
                "reason": "answers",
                "expected": [{"apprentice": "false"}],
                "actual": {"apprentice": "true"},
                "owner": "region",
                "criterion": None,
            },
            {
                "team": "urssaf",
                "reason": "criterion",
                "expected": 10,
                "actual": None,
                "owner": "urssaf",
                "criterion": "min_years",
            },
            {
                "team": "ville",
                "reason": "absent",
                "expected": "cma",
                "actual": "2026-11-23",
                "owner": "ville",
                "criterion": None,
            },
        ],
        "notices": [{"team": "cma", "code": "no_member"}],
    }


DECIDED = {
    "a": (NOW, "recruter"),
    "b": (NOW + HOUR, "investir"),
    "c": (NOW + DAY, "recruter"),
}
"""When each need was created, and on what."""


def a_past(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.demands.add(a_demand())
        for need, (at, subject) in reversed(DECIDED.items()):
            routing = a_routing("cci", subject=subject)
            work.needs.add(a_need(id=need, created_at=at, subject=subject), a_demand(), routing, None)


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (NOW, NOW + DAY, ["a", "b"]),
        (NOW, NOW + DAY + HOUR, ["a", "b", "c"]),
        (NOW + HOUR / 2, NOW + DAY, ["b"]),
        (NOW - DAY, NOW, []),
    ],
)
def test_the_decisions_of_a_period_are_told_oldest_first_its_end_left_out(
    bench: Bench, since: datetime, until: datetime, found: list[str]
) -> None:
    a_past(bench)
    with bench.other.read() as work:
        assert [need for need, _ in work.needs.decisions(since, until)] == found
        assert [one.id for one in work.needs.past(since, until)] == found
        for need, decision in work.needs.decisions(since, until):
            assert decision == work.needs.decision(need)


def test_what_routing_looked_at_is_found_by_subject(bench: Bench) -> None:
    a_past(bench)
    with bench.other.read() as work:
        whole = (NOW - DAY, NOW + 2 * DAY)
        (found,) = work.needs.past(*whole, frozenset({"investir", "autre"}))
        assert found == PastNeed(id="b", profile=a_routing(subject="investir").profile, on=TODAY)
        assert list(work.needs.past(*whole, frozenset())) == []


def test_a_closing_in_better_words_comes_back_so_with_those_it_replaced(bench: Bench) -> None:
    keep(
        bench, a_need(a_referral("cci", Stance.TAKEN, Stance.CLOSED_HELPED), a_referral("cma", Stance.TAKEN))
    )
    for rank, words in enumerate(("Un prêt", "Un prêt, deux aides")):
        with bench.store.begin() as work:
            need = work.needs.get("need")
            closing = Closing(help=(HelpKind.FINANCIAL,), note=words)
            better, _ = need.correct_closing("cci", closing, by=f"{rank}", at=NOW + rank * DAY)
            assert work.needs.save(better).version == rank + 1
    saved = kept(bench)
    last = saved.referral("cci").positions[-1]
    assert (last.note, [one.note for one in last.corrections]) == ("Un prêt, deux aides", ["", "Un prêt"])
    assert saved.version == 2
