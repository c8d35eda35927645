"""The contract of what figures are counted from: every store tells what the domain makes of it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from conseillers_domain.demand_form import Origin
from conseillers_domain.lives import Life, Surveyed, life_of
from conseillers_domain.position import HelpKind, Stance
from conseillers_domain.survey import Survey, SurveyAnswers
from tests.builders import (
    DAY,
    HOUR,
    NOW,
    a_demand,
    a_need,
    a_position,
    a_referral,
    a_routing,
    an_establishment,
)
from tests.contracts.oracle import TEAMS, Put, a_country, keep
from tests.contracts.stores import KINDS, Bench, Store, a_bench

EVER = (NOW - 1000 * DAY, NOW + 1000 * DAY)
MOMENT = timedelta(milliseconds=1)


def _sent_after_it_was_received(put: Put) -> Put:
    return evolve(put, demand=evolve(put.demand, deposited_at=put.demand.deposited_at - 100 * DAY))


COUNTRY = [_sent_after_it_was_received(put) for put in a_country(seed=11, size=60)]


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with a_bench(request, tmp_path_factory.mktemp("lives")) as bench:
        with bench.store.begin() as work:
            keep(work, COUNTRY)
        yield bench.store


def told(teams: frozenset[str] | None = None) -> list[Life]:
    """The lives of the country, as the domain makes them."""
    found = sorted(COUNTRY, key=lambda put: (put.demand.deposited_at, put.demand.id))
    lives = [life_of(put.demand, put.need, teams) for put in found]
    return [life for life in lives if teams is None or life.asked]


INSTANTS = st.sampled_from([put.demand.deposited_at for put in COUNTRY])


@settings(max_examples=30, deadline=None)
@given(since=INSTANTS, until=INSTANTS, teams=st.none() | st.frozensets(st.sampled_from((*TEAMS, "unknown"))))
def test_lives_are_those_of_the_demands_received_between(
    filled: Store, since: object, until: object, teams: frozenset[str] | None
) -> None:
    with filled.read() as work:
        found = list(work.lives.received(since, until, teams))  # type: ignore[arg-type]
    assert found == [life for life in told(teams) if since <= life.received_at < until]  # type: ignore[operator]


def test_a_whole_country_is_told_oldest_first(filled: Store) -> None:
    with filled.read() as work:
        assert list(work.lives.received(*EVER)) == told()
        assert list(work.lives.received(*EVER, frozenset())) == []


def test_a_demand_without_a_need_has_a_life_too(bench: Bench) -> None:
    demand = a_demand(establishment=None, origin=Origin(url="https://aides.exemple.fr/page?nom=Roux"))
    with bench.store.begin() as work:
        work.demands.add(demand)
    with bench.store.read() as work:
        (life,) = work.lives.received(NOW, NOW + MOMENT)
        assert list(work.lives.received(NOW - DAY, NOW)) == []
        assert list(work.lives.received(*EVER, frozenset({"cci"}))) == []
    assert life == life_of(demand, None)
    assert (life.need, life.asked, life.commune, life.origin) == (None, (), None, "aides.exemple.fr")


def test_a_life_says_what_each_team_said_and_no_more(bench: Bench) -> None:
    demand = a_demand(establishment=an_establishment(commune="2A004"), origin=Origin(campaign="lettre"))
    helped = a_position(
        Stance.CLOSED_HELPED, at=NOW + 2 * HOUR, help=(HelpKind.ADVICE, HelpKind.FINANCIAL), note="Zoé"
    )
    spoke = a_referral("cci", Stance.TAKEN)
    need = a_need(evolve(spoke, positions=(*spoke.positions, helped)), a_referral("cma"), subject="investir")
    with bench.store.begin() as work:
        work.demands.add(demand)
        work.needs.add(need, demand, a_routing(), "Ajaccio")
    with bench.store.read() as work:
        (life,) = work.lives.received(*EVER)
        (part,) = work.lives.received(*EVER, frozenset({"cma"}))
    assert life == life_of(demand, need)
    assert (life.subject, life.commune, life.origin) == ("investir", "2A004", None)
    assert [one.team for one in part.asked] == ["cma"]
    assert part.asked[0].moves == ()


def test_what_nobody_answered_counts_once_archived_and_what_was_withdrawn_does_not(bench: Bench) -> None:
    archived = a_need(a_referral("cci"), a_referral("urssaf", Stance.TAKEN), id="1", demand="1")
    withdrawn = a_need(a_referral("cci"), id="2", demand="2")
    with bench.store.begin() as work:
        for need in (archived, withdrawn):
            work.demands.add(a_demand(id=need.demand))
            work.needs.add(need, a_demand(id=need.demand), a_routing(), None)
    with bench.store.begin() as work:
        work.needs.save(work.needs.get("1").archive(NOW, NOW + DAY)[0])
        work.needs.save(work.needs.get("2").withdraw("cci", NOW + DAY)[0])
    with bench.store.read() as work:
        first, second = work.lives.received(*EVER)
        assert [one.team for one in first.asked] == ["urssaf", "cci"]
        assert second.asked == ()
        assert [one.demand for one in work.lives.received(*EVER, frozenset({"cci"}))] == ["1"]


def test_a_life_tells_what_its_company_answered_to_the_survey(bench: Bench) -> None:
    survey = Survey(id="s", need="1", subject="recruter", asked_at=NOW)
    answers = SurveyAnswers(contacted=True, useful=False, mark=2, comment="Trop tard.")
    with bench.store.begin() as work:
        work.demands.add(a_demand(id="1"))
        work.needs.add(a_need(a_referral("cci"), id="1", demand="1"), a_demand(id="1"), a_routing(), None)
        assert work.surveys.add(survey)
    with bench.store.read() as work:
        assert [one.surveyed for one in work.lives.received(*EVER)] == [None]
    with bench.store.begin() as work:
        work.surveys.save(survey.answer(answers, NOW))
    with bench.store.read() as work:
        assert [one.surveyed for one in work.lives.received(*EVER)] == [Surveyed(True, False, 2)]
