"""Random directories and companies: the decision is the slow oracle’s, and only the rules change it."""

from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from typing import Final, TypeVar

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from conseillers_domain.route_index import Reason
from conseillers_domain.routing import Routing, route
from tests.domain.at_random import TODAY, Case, Size, any_case, seeded, times
from tests.domain.cases_met import EVERY_CASE, cases_of, holds
from tests.domain.country import a_country, prepared
from tests.domain.oracle import Book, Oracle, Verdicts, same

_T = TypeVar("_T")


def slowly(case: Case) -> Verdicts:
    """The decision of the oracle."""
    return Oracle(Book.of(case.document, case.suspended), case.profile, TODAY).verdicts()


@times(200)
@given(any_case())
def test_every_decision_is_that_of_the_rules_read_slowly(case: Case) -> None:
    assert same(case.decided(), slowly(case))


def test_thousands_of_directories_meet_every_case_and_are_decided_as_the_oracle_does() -> None:
    met = set[str]()
    for seed in range(3_000):
        case = seeded(seed).case()
        routing = case.decided()
        assert same(routing, slowly(case)), seed
        met.update(cases_of(case, routing))
    assert EVERY_CASE - met == set()


@times(100)
@given(any_case())
def test_both_lists_together_are_the_holders_and_who_stands_in_each_once_by_code(case: Case) -> None:
    routing = case.decided()
    kept, set_aside = list(routing.teams), [one.team for one in routing.set_aside]
    holders = {team.code for team in case.document.teams if holds(team, case.profile.subject)}
    stand_ins = {str(one.expected) for one in routing.set_aside if one.reason is Reason.ABSENT}
    assert (kept, set_aside) == (sorted(kept), sorted(set_aside))
    assert sorted([*kept, *set_aside]) == sorted(holders | stand_ins)
    assert stand_ins <= set(kept)


def shuffled(random: Random, values: tuple[_T, ...]) -> tuple[_T, ...]:
    """The same in another order."""
    return tuple(random.sample(values, len(values)))


@times(100)
@given(any_case(), st.randoms(use_true_random=True))
def test_the_order_of_the_document_changes_nothing(case: Case, random: Random) -> None:
    document = case.document

    other = case.under(
        institutions=shuffled(random, document.institutions),
        branches=shuffled(random, document.branches),
        teams=tuple(
            evolve(one, competences=shuffled(random, one.competences))
            for one in shuffled(random, document.teams)
        ),
        advisors=tuple(
            evolve(one, teams=shuffled(random, one.teams)) for one in shuffled(random, document.advisors)
        ),
    )
    one, two = case.decided(), other.decided()
    assert (one.kept, one.set_aside, one.notices) == (two.kept, two.set_aside, two.notices)


LARGER: Final = Size(institutions=4, branches=12, teams=80, advisors=80)


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
