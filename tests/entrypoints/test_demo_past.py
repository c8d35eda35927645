from itertools import islice

import pytest

from benchmarks.country import NEEDS, TODAY, UNTIL, national, past, profiles
from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.geography import official_geography
from conseillers_domain.catalogue import FREE_TOPIC
from conseillers_domain.company import parse_siret
from conseillers_domain.need import NeedStatus
from conseillers_entrypoints.demo.sizes import NATIONAL, TENFOLD

pytestmark = pytest.mark.no_cover

GEOGRAPHY, CATALOGUE = official_geography(), delivered_catalogue()


def test_the_past_of_a_country_is_always_the_same() -> None:
    once, again = (list(past(national(), GEOGRAPHY, CATALOGUE, 50)) for _ in range(2))
    assert once == again


def test_the_past_is_made_of_needs_routed_for_true() -> None:
    statuses = set()
    referrals = 0
    before = None
    for demand, need, routing in past(national(), GEOGRAPHY, CATALOGUE, 1_000):
        assert need.demand == demand.id
        assert tuple(referral.team for referral in need.referrals) == routing.teams
        assert parse_siret(demand.siret) == demand.siret
        assert demand.establishment is not None
        assert demand.establishment.facts() == routing.profile.facts
        assert before is None or before <= demand.deposited_at < UNTIL
        before = demand.deposited_at
        referrals += len(need.referrals)
        statuses.add(need.status)
        for referral in need.referrals:
            told = [need.created_at, *(position.at for position in referral.positions), UNTIL]
            assert told == sorted(told)
    assert 2_200 <= referrals <= 2_700
    assert statuses == set(NeedStatus) - {NeedStatus.TO_TRANSMIT}


def test_a_full_past_may_be_read_one_need_at_a_time() -> None:
    first = next(past(national(), GEOGRAPHY, CATALOGUE, NEEDS))
    assert (TODAY - first[0].deposited_at.date()).days == 400


def test_positions_are_signed_by_the_account_of_a_member() -> None:
    signed = past(national(), GEOGRAPHY, CATALOGUE, 100, account_of=lambda email: f"compte:{email}")
    authors = {
        position.by for _, need, _ in signed for referral in need.referrals for position in referral.positions
    }
    assert authors
    assert all(author.startswith("compte:") for author in authors)


def test_profiles_answer_every_question_of_their_subject() -> None:
    for profile in islice(profiles(GEOGRAPHY, CATALOGUE, 300), 300):
        questions = CATALOGUE.subjects[profile.subject].questions
        assert profile.subject != FREE_TOPIC
        assert profile.answers.keys() == {question.key for question in questions}


def test_ten_times_the_country_has_ten_times_the_teams() -> None:
    assert (TENFOLD.teams, TENFOLD.advisors) == (100_000, 100_000)
    assert (NATIONAL.teams, NATIONAL.advisors) == (10_000, 10_000)
    assert len(national().crews) == 10_000
