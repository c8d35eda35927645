"""The satisfaction survey: when a company is asked, what it may answer, when its answer is shared."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_domain.errors import Conflict, Invalid
from conseillers_domain.events import SurveyDue, SurveyShared
from conseillers_domain.need import Need
from conseillers_domain.position import Stance
from conseillers_domain.survey import (
    ASKED_AFTER,
    BEST,
    COMMENT_LENGTH,
    WORST,
    YOUNGER_THAN,
    Survey,
    SurveyAnswers,
    asked,
    helped_at,
    survey_due,
)
from tests.builders import DAY, HOUR, NOW, a_need, a_referral

TAKEN, HELPED, NO_HELP = Stance.TAKEN, Stance.CLOSED_HELPED, Stance.CLOSED_NO_HELP
HELPED_AT = NOW + 2 * HOUR
NEED = a_need(a_referral("cci", TAKEN, HELPED), a_referral("cma", TAKEN))
GLAD = SurveyAnswers(contacted=True, useful=True, mark=5, comment=" Parfait ", agrees_to_share=True)
MICROSECOND = timedelta(microseconds=1)


def a_survey() -> Survey:
    survey, _ = asked(NEED, survey_id="survey", at=NOW)
    return survey


def refused(survey: Survey, need: Need = NEED) -> str:
    """Why it is not shared."""
    with pytest.raises(Conflict) as refusal:
        survey.share(need, by="staff", at=NOW)
    return refusal.value.code


def test_a_company_is_asked_ten_days_after_the_first_help() -> None:
    assert helped_at(NEED) == HELPED_AT
    assert not survey_due(NEED, HELPED_AT + ASKED_AFTER - MICROSECOND)
    assert survey_due(NEED, HELPED_AT + ASKED_AFTER)
    later = a_need(a_referral("cma", TAKEN, HELPED, sent_at=NOW + DAY), *NEED.referrals)
    assert helped_at(later) == HELPED_AT
    again = a_need(a_referral("cci", TAKEN, HELPED, TAKEN, HELPED))
    assert helped_at(again) == HELPED_AT


def test_a_company_is_not_asked_of_a_need_it_has_forgotten() -> None:
    assert survey_due(NEED, NOW + YOUNGER_THAN - MICROSECOND)
    assert not survey_due(NEED, NOW + YOUNGER_THAN)


@pytest.mark.parametrize("stances", [(), (TAKEN,), (TAKEN, NO_HELP), (TAKEN, HELPED, TAKEN)])
def test_a_company_that_was_not_helped_is_not_asked(stances: tuple[Stance, ...]) -> None:
    assert not survey_due(a_need(a_referral("cci", *stances)), NOW + 20 * DAY)


def test_thresholds_are_those_one_gives() -> None:
    assert survey_due(NEED, HELPED_AT + DAY, after=DAY)
    assert not survey_due(NEED, HELPED_AT + DAY, after=DAY, younger=DAY)


def test_asking_is_a_fact() -> None:
    survey, fact = asked(NEED, survey_id="survey", at=NOW)
    assert survey == Survey(id="survey", need="need", subject=NEED.subject, asked_at=NOW)
    assert fact == SurveyDue(need="need", survey="survey", at=NOW)


def test_a_company_answers_once() -> None:
    answered = a_survey().answer(GLAD, NOW + DAY)
    assert answered.answers == evolve(GLAD, comment="Parfait")
    assert answered.answered_at == NOW + DAY
    with pytest.raises(Conflict) as refusal:
        answered.answer(GLAD, NOW + DAY)
    assert refusal.value.code == "already_answered"


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        (evolve(GLAD, mark=WORST - 1), "out_of_range"),
        (evolve(GLAD, mark=BEST + 1), "out_of_range"),
        (evolve(GLAD, comment="x" * (COMMENT_LENGTH + 1)), "too_long"),
    ],
)
def test_an_answer_out_of_bounds_is_refused(answers: SurveyAnswers, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        a_survey().answer(answers, NOW)
    assert [fault.code for fault in refusal.value.faults] == [code]


def test_an_answer_is_shared_once_with_the_teams_that_helped() -> None:
    shared, fact = a_survey().answer(GLAD, NOW).share(NEED, by="staff", at=NOW + DAY)
    assert (shared.shared_at, shared.shared_by) == (NOW + DAY, "staff")
    assert fact == SurveyShared(need="need", survey="survey", teams=("cci",), at=NOW + DAY)
    assert refused(shared) == "already_shared"


def test_an_answer_is_not_shared_that_is_not_there_not_agreed_to_or_nobody_s() -> None:
    assert refused(a_survey()) == "not_answered"
    assert refused(a_survey().answer(evolve(GLAD, agrees_to_share=False), NOW)) == "not_agreed"
    assert refused(a_survey().answer(GLAD, NOW), a_need(a_referral("cci", TAKEN))) == "nobody_helped"
