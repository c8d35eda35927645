"""Thousands of directories, thousands of teams, many threads: the decision is still the slow oracle’s."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conseillers_domain.routing import Routing, route
from conseillers_domain.verdicts import Reason
from tests.domain.at_random import TODAY, Size, seeded
from tests.domain.cases_met import EVERY_CASE, cases_of
from tests.domain.country import a_country, prepared
from tests.domain.oracle import Book, Oracle, lists

pytestmark = pytest.mark.no_cover

NATIONAL: Final = Size(
    institutions=40,
    branches=1_500,
    teams=10_000,
    advisors=10_000,
    subjects=tuple(f"sujet-{rank}" for rank in range(36)),
)
LARGER: Final = Size(institutions=4, branches=12, teams=80, advisors=80)


def test_thousands_of_directories_meet_every_case_and_are_decided_as_the_oracle_does() -> None:
    met = set[str]()
    for seed in range(3_000):
        case = seeded(seed).case()
        routing = case.decided()
        oracle = Oracle(Book.of(case.document, case.suspended), case.profile, TODAY)
        assert lists(routing) == oracle.verdicts().lists(), seed
        met.update(cases_of(case, routing))
    assert EVERY_CASE - met == set()


def test_two_hundred_needs_among_ten_thousand_teams_are_decided_as_the_oracle_does() -> None:
    draw = seeded(1, NATIONAL)
    document = draw.document()
    suspended = frozenset(one.email.lower() for one in document.advisors if draw.once_in(10))
    index, country, book = prepared(document, suspended), a_country(), Book.of(document, suspended)
    kept, reasons = 0, set[Reason]()
    for _ in range(200):
        profile = draw.profile()
        routing = route(profile, index, country, TODAY)
        assert lists(routing) == Oracle(book, profile, TODAY).verdicts().lists(), profile
        kept += len(routing.kept)
        reasons.update(one.reason for one in routing.set_aside)
    assert kept > 1_000
    assert reasons == {*Reason} - {Reason.SUBJECT_NOT_OFFERED}


@settings(max_examples=10, deadline=None)
@given(st.integers(0))
def test_a_decision_does_not_depend_on_those_taken_before(seed: int) -> None:
    draw = seeded(seed, LARGER)
    document, profiles = draw.document(), [draw.profile() for _ in range(10)]
    alone = [route(one, prepared(document), a_country(), TODAY) for one in profiles]
    index, country = prepared(document), a_country()
    assert [route(one, index, country, TODAY) for one in profiles] == alone
    again = reversed([route(one, index, country, TODAY) for one in reversed(profiles)])
    for one, first in zip(again, alone, strict=True):
        assert (one, one.set_aside) == (first, first.set_aside)


def test_threads_that_share_an_index_decide_as_one_alone() -> None:
    draw = seeded(8, LARGER)
    document, profiles = draw.document(), [draw.profile() for _ in range(200)]
    alone = [route(one, prepared(document), a_country(), TODAY) for one in profiles]
    index, country, together = prepared(document), a_country(), Barrier(8)

    def decided_in_a_thread(seed: int) -> list[tuple[int, Routing]]:
        order = seeded(seed).random.sample(range(len(profiles)), len(profiles))
        together.wait()
        return [(rank, route(profiles[rank], index, country, TODAY)) for rank in order]

    with ThreadPoolExecutor(8) as threads:
        for decisions in threads.map(decided_in_a_thread, range(8)):
            for rank, routing in decisions:
                assert (routing, routing.set_aside) == (alone[rank], alone[rank].set_aside)
