"""What is left of things once their persons are forgotten."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_domain.access_request import AccessRequest, Agreement
from conseillers_domain.accounts import Role
from conseillers_domain.demand import DemandState
from conseillers_domain.demand_form import Origin
from conseillers_domain.errors import Conflict
from conseillers_domain.forgetting import (
    FORMER_NAME,
    forgotten_account,
    forgotten_advisor,
    forgotten_comment,
    forgotten_demand,
    forgotten_incident,
    forgotten_invitation,
    forgotten_need,
    forgotten_request,
    forgotten_survey,
    forgotten_trace,
    last_activity,
)
from conseillers_domain.incident import Incident, IncidentKind
from conseillers_domain.invitation import Invitation
from conseillers_domain.lives import life_of
from conseillers_domain.position import BY_RULE, Stance
from conseillers_domain.referral import Leaving
from conseillers_domain.retention import Old
from conseillers_domain.survey import Survey
from tests.builders import DAY, NOW, a_demand, a_need, a_position, an_account, an_advisor
from tests.contracts.planted import (
    PLANTED,
    a_planted_demand,
    a_planted_need,
    comment_of,
    survey_of,
    trace_of,
)

LATER = NOW + 2000 * DAY


def test_a_demand_forgotten_keeps_what_figures_look_at_and_nothing_else() -> None:
    before = a_planted_demand()
    after = forgotten_demand(before, LATER)
    assert PLANTED not in repr(after)
    assert before.siret not in repr(after)
    assert after.establishment is not None
    assert before.establishment is not None
    for kept in ("commune", "naf", "headcount"):
        assert getattr(after.establishment, kept) == getattr(before.establishment, kept)
    assert after.establishment.created_on is None
    assert after.origin == Origin(url="https://aides.exemple.fr")
    assert life_of(after, None) == life_of(before, None)


def test_a_demand_without_company_nor_origin_is_forgotten_too() -> None:
    bare = a_demand(establishment=None, origin=Origin(campaign="mot"))
    after = forgotten_demand(bare, LATER)
    assert (after.establishment, after.origin, after.aside) == (None, None, None)


def test_nothing_more_comes_of_a_forgotten_demand() -> None:
    after = forgotten_demand(a_planted_demand(state=DemandState.SET_ASIDE), LATER)
    for act in (after.must_be_known, after.must_go_on, after.must_wait, after.taken_back):
        with pytest.raises(Conflict, match="effacées"):
            act()


def test_nothing_is_done_of_a_demand_whose_person_wants_nothing_done() -> None:
    with pytest.raises(Conflict, match="ne soient plus traitées"):
        a_demand(restricted_at=NOW).must_go_on()


def test_a_need_forgotten_keeps_its_stances_dates_and_authors() -> None:
    demand = a_planted_demand()
    before, _ = a_planted_need(demand).leave(("ville",), Leaving.ARCHIVED, NOW + DAY)
    after = forgotten_need(before)
    assert PLANTED not in repr(after)
    assert life_of(demand, after) == life_of(demand, before)


def test_what_is_written_around_a_need_is_emptied() -> None:
    need = a_planted_need(a_planted_demand())
    for left in (
        forgotten_trace(trace_of(a_demand())),
        forgotten_comment(comment_of(need)),
        forgotten_survey(survey_of(need)),
    ):
        assert PLANTED not in repr(left)
    unanswered = Survey(id="s", need="need", subject="recruter", asked_at=NOW)
    assert forgotten_survey(unanswered) == unanswered


def test_people_of_institutions_are_forgotten_their_roles_and_dates_are_not() -> None:
    request = AccessRequest(
        id="1",
        institution="cci",
        first_name=PLANTED,
        last_name=PLANTED,
        email=f"{PLANTED}@cci.fr",
        wished=PLANTED,
        presentation=PLANTED,
        asked_at=NOW,
    )
    accepted = request.accept(Agreement(by=PLANTED, on=NOW.date()), by="staff", at=NOW)
    refused, _ = request.refuse(PLANTED, by="staff", at=NOW)
    invitation = Invitation(
        id="1", email=PLANTED, institution="cci", by="staff", issued_at=NOW, expires_at=NOW
    )
    account = an_account("gone", Role.ADVISOR, name=PLANTED, email=PLANTED, password_hash=PLANTED)
    advisor = an_advisor(f"{PLANTED}@cci.fr", "cci", first_name=PLANTED, last_name=PLANTED)
    incident = Incident(
        id="1",
        declared_kind=IncidentKind.LOSS,
        description=PLANTED,
        since=None,
        declared_at=NOW,
        declared_by="zoe",
    )
    left = (
        *map(forgotten_request, (request, accepted, refused)),
        forgotten_invitation(invitation),
        forgotten_account(account),
        forgotten_advisor(advisor, "conseiller-1"),
        forgotten_incident(incident),
    )
    assert PLANTED not in repr(left)
    assert forgotten_request(accepted).state is accepted.state
    assert (forgotten_account(account).name, forgotten_account(account).roles) == (
        FORMER_NAME,
        account.roles,
    )
    with pytest.raises(Conflict, match="trop ancienne"):
        forgotten_request(request).refuse("Non", by="staff", at=NOW)


def test_the_last_activity_is_the_latest_of_all_that_was_done() -> None:
    demand = a_planted_demand()
    need = a_planted_need(demand)
    left, _ = need.leave(("ville",), Leaving.WITHDRAWN, NOW + 20 * DAY)
    assert last_activity(demand) == NOW
    assert last_activity(demand, (a_need(created_at=NOW + DAY),)) == NOW + DAY
    assert last_activity(demand, (need,)) == NOW + 9 * DAY
    assert last_activity(demand, (left,)) == NOW + 20 * DAY
    assert last_activity(demand, (need,), (trace_of(demand),), (comment_of(need),)) == NOW + 9 * DAY
    assert last_activity(demand, (), (), (comment_of(need),)) == NOW + 3 * DAY
    assert last_activity(demand, (need,), (), (), (survey_of(need),)) == NOW + 11 * DAY


def test_what_the_service_does_by_itself_is_nobody_s_activity() -> None:
    demand = a_planted_demand()
    left, _ = a_planted_need(demand).leave(("ville",), Leaving.ARCHIVED, NOW + 200 * DAY)
    closed = a_position(Stance.REFUSED, by=BY_RULE, at=NOW + 200 * DAY)
    ruled = evolve(left.referrals[0], positions=(*left.referrals[0].positions, closed))
    need = evolve(left, referrals=(ruled,))
    asked = evolve(survey_of(need), asked_at=NOW + 200 * DAY, answers=None, answered_at=None)
    trace = evolve(trace_of(demand), by=BY_RULE, at=NOW + 200 * DAY)
    assert last_activity(demand, (need,), (trace,), (), (asked,)) == NOW + 9 * DAY


@pytest.mark.parametrize(("kept", "over"), [(9, True), (10, False), (11, False)])
def test_a_thing_is_kept_for_its_time_and_no_longer(kept: int, over: bool) -> None:
    thing = Old(id="1", since=NOW, place="")
    assert thing.over(NOW + timedelta(days=10), timedelta(days=kept)) is over
    assert not evolve(thing, restricted=True).over(LATER, timedelta(days=kept))
