"""What every store does with satisfaction surveys: one a need, answered ones listed latest first."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given

from conseillers_domain.errors import NotFound
from conseillers_domain.survey import Survey, SurveyAnswers
from tests.builders import NOW, Changed, a_demand, a_need, a_routing
from tests.contracts.stores import Bench
from tests.contracts.strategies import INSTANTS, ON_ONE_STORE, SURVEY_ANSWERS, maybe

GLAD = SurveyAnswers(contacted=True, useful=True, mark=5)


def a_survey(survey_id: str = "survey", **changes: Changed) -> Survey:
    survey = Survey(id=survey_id, need=f"need of {survey_id}", subject="recruter", asked_at=NOW)
    return evolve(survey, **changes)


def asked(bench: Bench, *surveys: Survey) -> None:
    """Keep these, each of a need of its own."""
    for survey in surveys:
        demand = a_demand(id=bench.new_id())
        with bench.store.begin() as work:
            work.demands.add(demand)
            work.needs.add(a_need(id=survey.need, demand=demand.id), demand, a_routing(), None)
            assert work.surveys.add(survey)


@ON_ONE_STORE
@given(answers=SURVEY_ANSWERS, at=INSTANTS, shared_at=maybe(INSTANTS))
def test_a_survey_comes_back_as_it_was_kept(
    bench: Bench, answers: SurveyAnswers, at: Changed, shared_at: Changed
) -> None:
    survey = a_survey(bench.new_id(), asked_at=at)
    asked(bench, survey)
    with bench.other.read() as work:
        assert work.surveys.get(survey.id) == survey
    answered = evolve(survey, answers=answers, answered_at=at, shared_at=shared_at, shared_by="staff")
    with bench.store.begin() as work:
        work.surveys.save(answered)
    with bench.other.begin() as work:
        assert work.surveys.get(survey.id) == answered


def test_a_company_is_asked_once_of_a_need(bench: Bench) -> None:
    asked(bench, a_survey())
    with bench.store.begin() as work:
        assert not work.surveys.add(a_survey("another", need="need of survey"))
    with bench.store.read() as work, pytest.raises(NotFound):
        work.surveys.get("another")


def test_a_survey_is_of_a_need_that_is_kept(bench: Bench) -> None:
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.surveys.add(a_survey())


def test_nothing_becomes_of_a_survey_that_never_was(bench: Bench) -> None:
    with bench.store.begin() as work, pytest.raises(NotFound):
        work.surveys.save(a_survey())


def test_answered_surveys_are_listed_latest_first(bench: Bench) -> None:
    first, second, same = (
        a_survey(name, answers=GLAD, answered_at=NOW + timedelta(hours=hours))
        for name, hours in (("a", 1), ("b", 2), ("c", 2))
    )
    asked(bench, second, a_survey("silent"), same, first)
    with bench.other.read() as work:
        assert work.surveys.page(None, 2) == (same, second)
        assert work.surveys.page((NOW + timedelta(hours=2), "c"), 5) == (second, first)
        assert work.surveys.page((NOW + timedelta(hours=1), "a"), 5) == ()
        assert work.surveys.count() == 3
