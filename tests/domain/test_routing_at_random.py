"""Random directories and companies: the decision is the slow oracle’s, and only the rules change it."""

from random import Random
from typing import TypeVar

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from conseillers_domain.verdicts import Reason
from tests.domain.at_random import TODAY, Case, any_case, times
from tests.domain.cases_met import holds
from tests.domain.oracle import Book, Oracle, lists

_T = TypeVar("_T")


@times(200)
@given(any_case())
def test_every_decision_is_that_of_the_rules_read_slowly(case: Case) -> None:
    oracle = Oracle(Book.of(case.document, case.suspended), case.profile, TODAY)
    assert lists(case.decided()) == oracle.verdicts().lists()


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
