"""What a change of the directory may change in a decision, on random directories; delegates come into it.

A team is kept « by its own right », or by standing in for a team whose every advisor is away.
"""

from collections.abc import Iterable

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import Advisor
from conseillers_domain.routing import ABSENT_WITHOUT_DELEGATE, NO_MEMBER, Notice, Routing
from conseillers_domain.verdicts import By, Reason
from tests.domain.at_random import Case, any_case, any_criterion, times

teams = st.sampled_from(("t0", "t1", "t2", "t3"))
owners = teams | st.sampled_from(("b0", "b1", "b2", "i0", "i1"))
ranks = st.integers(0, 6)


def own(routing: Routing) -> set[str]:
    """The teams kept by their own right."""
    return {one.team for one in routing.kept if one.by is not By.DELEGATE}


def replaced(routing: Routing) -> dict[str, str]:
    """Absent team → the delegate that stands in for it."""
    return {one.team: str(one.expected) for one in routing.set_aside if one.reason is Reason.ABSENT}


def delegates_of(teams: Iterable[str], routing: Routing) -> set[str]:
    """Those that stand in for these teams."""
    replacing = replaced(routing)
    return {replacing[team] for team in teams if team in replacing}


def left_to(delegates: Iterable[str], routing: Routing) -> set[str]:
    """The teams that one of these stands in for."""
    return {team for team, delegate in replaced(routing).items() if delegate in delegates}


def becomes(routing: Routing) -> dict[str, By | Reason]:
    """Team → by what it is kept, or why it is not."""
    return {one.team: one.by for one in routing.kept} | {one.team: one.reason for one in routing.set_aside}


def changed(before: Routing, after: Routing) -> set[str]:
    """The teams that something else becomes of."""
    one, other = becomes(before), becomes(after)
    return {team for team in one.keys() | other.keys() if one.get(team) != other.get(team)}


def below(case: Case, owner: str) -> set[str]:
    """The teams that a rule of this team, branch or institution bears on."""
    branches = {one.code: one.institution for one in case.document.branches}
    return {one.code for one in case.document.teams if owner in {one.code, one.branch, branches[one.branch]}}


@times(100)
@given(any_case(), any_criterion(), owners)
def test_one_more_criterion_adds_no_team_and_only_touches_those_it_bears_on_and_their_delegates(
    case: Case, added: Criterion, owner: str
) -> None:
    document = case.document
    narrowed = case.under(
        teams=tuple(
            evolve(one, criteria=(*one.criteria, added)) if one.code == owner else one
            for one in document.teams
        ),
        branches=tuple(
            evolve(one, criteria=(*one.criteria, added)) if one.code == owner else one
            for one in document.branches
        ),
        institutions=tuple(
            evolve(one, criteria=(*one.criteria, added)) if one.slug == owner else one
            for one in document.institutions
        ),
    )
    before, after = case.decided(), narrowed.decided()
    touched = below(case, owner)
    assert set(after.teams) <= set(before.teams)
    assert own(after) <= own(before)
    assert replaced(after).items() <= replaced(before).items()
    assert changed(before, after) <= touched | delegates_of(touched, before)


@times(100)
@given(any_case(), teams)
def test_a_team_that_closes_goes_with_its_delegate_and_whom_it_stood_in_for_is_alone(
    case: Case, closing: str
) -> None:
    closed = case.under(
        teams=tuple(evolve(one, closed=one.closed or one.code == closing) for one in case.document.teams)
    )
    before, after = case.decided(), closed.decided()
    alone = left_to({closing}, before) - {closing}
    assert closing not in after.teams
    assert changed(before, after) <= {closing} | delegates_of({closing}, before) | alone
    assert set(after.teams) - set(before.teams) <= alone
    for team in alone:
        told = Notice(team, ABSENT_WITHOUT_DELEGATE) in after.notices
        assert team in own(after) if told else becomes(after)[team] is Reason.SUSPENDED


def always_there(case: Case, advisor: Advisor) -> Case:
    """The same, that advisor never being away."""
    return case.under(
        advisors=tuple(
            evolve(one, absences=()) if one.email == advisor.email else one for one in case.document.advisors
        )
    )


@times(100)
@given(any_case(), ranks)
def test_an_advisor_who_comes_back_brings_their_teams_back_and_leaves_no_need_without_anybody(
    case: Case, rank: int
) -> None:
    advisor = case.document.advisors[rank]
    case = evolve(case, suspended=case.suspended - {advisor.email.lower()})
    before, after = case.decided(), always_there(case, advisor).decided()
    back = set(advisor.teams) & (own(before) | replaced(before).keys())
    assert back <= own(after)
    assert all(Notice(team, ABSENT_WITHOUT_DELEGATE) not in after.notices for team in advisor.teams)
    handed_over = left_to(advisor.teams, after)
    assert own(before) - own(after) <= handed_over
    assert set(before.teams) - set(after.teams) <= handed_over | delegates_of(advisor.teams, before)
    assert after.kept or not before.kept


@times(100)
@given(any_case(), ranks)
def test_the_absences_of_a_suspended_advisor_choose_only_between_a_delegate_and_nobody(
    case: Case, rank: int
) -> None:
    advisor = case.document.advisors[rank]
    case = evolve(case, suspended=case.suspended | {advisor.email.lower()})
    before, after = case.decided(), always_there(case, advisor).decided()
    assert own(after) == own(before)
    assert changed(before, after) <= {*advisor.teams} | delegates_of(advisor.teams, before)
    for team in changed(before, after) & replaced(before).keys():
        assert becomes(after)[team] is Reason.SUSPENDED


@times(100)
@given(any_case())
def test_without_any_advisor_every_team_that_the_other_rules_let_through_is_kept(case: Case) -> None:
    before, after = case.decided(), case.under(advisors=()).decided()
    people = {team for team, why in becomes(before).items() if why in {Reason.ABSENT, Reason.SUSPENDED}}
    assert set(after.teams) == own(before) | people
    assert {one.code for one in after.notices} <= {NO_MEMBER}
