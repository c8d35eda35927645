"""Absences: who stands in for a team whose every advisor is away, and who cannot."""

from collections.abc import Iterable
from datetime import date

import pytest

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import Absence, Advisor, Branch, Team
from conseillers_domain.routing import Kept, Notice, Routing
from conseillers_domain.verdicts import By, Reason, SetAside
from tests.builders import SUBJECT, TODAY, a_branch, a_directory, a_team, an_advisor
from tests.domain.country import PARIS_DEPARTEMENT, a_profile, decided, verdict

AWAY = (Absence(from_=date(2026, 11, 20), to=date(2026, 11, 25)),)
ALONE = Notice("away", "absent_without_delegate")


def away(delegate: str | None = "stand-in", code: str = "away") -> Team:
    """A team of the institution « i »."""
    return a_team(code, SUBJECT, branch="i", delegate=delegate)


def absentee(*teams: str) -> Advisor:
    """Somebody away from 20 to 25 November."""
    return an_advisor(f"{teams[0]}-away@example.org", *teams, absences=AWAY)


def present(*teams: str) -> Advisor:
    """Somebody who is there."""
    return an_advisor(f"{teams[0]}-here@example.org", *teams)


def on(
    *teams: Team,
    advisors: Iterable[Advisor],
    branches: Iterable[Branch] = (),
    suspended: Iterable[str] = (),
    day: date = TODAY,
) -> Routing:
    """The decision of that day."""
    document = a_directory(*teams, branches=branches, advisors=advisors)
    return decided(document, a_profile(headcount="03"), on=day, suspended=suspended)


STAND_IN = a_team("stand-in", "investir", branch="i")


@pytest.mark.parametrize(
    ("day", "absent"),
    [
        (date(2026, 11, 19), False),
        (date(2026, 11, 20), True),
        (date(2026, 11, 23), True),
        (date(2026, 11, 25), True),
        (date(2026, 11, 26), False),
    ],
)
def test_an_absence_counts_both_its_ends(day: date, absent: bool) -> None:
    routing = on(away(), STAND_IN, advisors=[absentee("away"), present("stand-in")], day=day)
    if not absent:
        assert routing.kept == (Kept("away", By.NATIONAL),)
        return
    assert routing.kept == (Kept("stand-in", By.DELEGATE),)
    assert routing.notices == ()
    assert routing.set_aside == (
        SetAside(team="away", reason=Reason.ABSENT, expected="stand-in", actual=day, owner="away"),
    )


def test_somebody_absent_twice_is_away_both_times_and_back_in_between() -> None:
    absences = (
        Absence(from_=date(2026, 1, 5), to=date(2026, 1, 5)),
        Absence(from_=date(2026, 1, 7), to=date(2026, 1, 9)),
    )
    advisor = an_advisor("ana@example.org", "away", absences=absences)
    days = [date(2026, 1, day) for day in range(4, 11)]
    assert [day.day for day in days if advisor.absent(day)] == [5, 7, 8, 9]


def test_one_advisor_present_is_enough() -> None:
    routing = on(away(), STAND_IN, advisors=[absentee("away"), present("away"), present("stand-in")])
    assert routing.kept == (Kept("away", By.NATIONAL),)


def test_who_belongs_to_two_teams_is_away_from_both() -> None:
    routing = on(away(), STAND_IN, advisors=[absentee("away", "stand-in")])
    assert (routing.kept, routing.notices) == ((Kept("away", By.NATIONAL),), (ALONE,))


@pytest.mark.parametrize("named", [None, "nobody", "away"])
def test_a_team_without_a_delegate_is_kept_and_told(named: str | None) -> None:
    routing = on(away(named), STAND_IN, advisors=[absentee("away"), present("stand-in")])
    assert (routing.kept, routing.notices) == ((Kept("away", By.NATIONAL),), (ALONE,))
    assert routing.set_aside == ()


@pytest.mark.parametrize(
    ("stand_in", "advisors", "branches", "why"),
    [
        (STAND_IN, [absentee("stand-in")], [], "its advisors are away too"),
        (STAND_IN, [], [], "it is a mailbox"),
        (
            a_team("stand-in", "investir", branch="i", closed=True),
            [present("stand-in")],
            [],
            "it is closed",
        ),
        (
            a_team("stand-in", "investir", branch="shut"),
            [present("stand-in")],
            [a_branch("shut", institution="i", closed=True)],
            "its branch is closed",
        ),
        (
            a_team("stand-in", "investir", branch="other"),
            [present("stand-in")],
            [],
            "it is of another institution",
        ),
    ],
)
def test_a_delegate_that_cannot_stand_in_leaves_the_team_kept(
    stand_in: Team, advisors: list[Advisor], branches: list[Branch], why: str
) -> None:
    routing = on(away(), stand_in, advisors=[absentee("away"), *advisors], branches=branches)
    assert (routing.kept, routing.notices) == ((Kept("away", By.NATIONAL),), (ALONE,))


def test_a_delegate_whose_present_advisors_are_suspended_cannot_stand_in() -> None:
    routing = on(
        away(),
        STAND_IN,
        advisors=[absentee("away"), present("stand-in")],
        suspended=["stand-in-here@example.org"],
    )
    assert routing.notices == (ALONE,)


def test_a_delegate_stands_in_whatever_its_own_subjects_zones_and_criteria() -> None:
    stand_in = a_team(
        "stand-in",
        "investir",
        branch="b",
        zones=(PARIS_DEPARTEMENT,),
        criteria=(Criterion(min_headcount=1000),),
    )
    routing = on(
        away(),
        stand_in,
        advisors=[absentee("away"), present("stand-in")],
        branches=[a_branch("b", institution="i")],
    )
    assert routing.kept == (Kept("stand-in", By.DELEGATE),)


@pytest.mark.parametrize(
    "own",
    [{"zones": (PARIS_DEPARTEMENT,)}, {"criteria": (Criterion(min_headcount=1000),)}],
)
def test_a_delegate_set_aside_by_itself_is_kept_all_the_same_and_told_once(own: dict[str, object]) -> None:
    stand_in = a_team("stand-in", SUBJECT, branch="i", **own)
    routing = on(away(), stand_in, advisors=[absentee("away"), present("stand-in")])
    assert routing.kept == (Kept("stand-in", By.DELEGATE),)
    assert [one.team for one in routing.set_aside] == ["away"]


def test_a_delegate_kept_by_its_own_right_is_kept_once_by_that_right() -> None:
    stand_in = a_team("stand-in", SUBJECT, branch="i")
    for code in ("away", "zzz"):
        routing = on(away(code=code), stand_in, advisors=[absentee(code), present("stand-in")])
        assert routing.kept == (Kept("stand-in", By.NATIONAL),)
        assert verdict(routing, code).reason is Reason.ABSENT


def test_one_delegate_stands_in_for_several_teams_and_is_kept_once() -> None:
    routing = on(
        away(),
        away(code="gone"),
        STAND_IN,
        advisors=[absentee("away"), absentee("gone"), present("stand-in")],
    )
    assert routing.kept == (Kept("stand-in", By.DELEGATE),)
    assert [one.team for one in routing.set_aside] == ["away", "gone"]


def test_there_is_no_chain_of_delegates() -> None:
    first = a_team("stand-in", "investir", branch="i", delegate="second")
    second = a_team("second", "investir", branch="i")
    routing = on(away(), first, second, advisors=[absentee("away"), absentee("stand-in"), present("second")])
    assert (routing.kept, routing.notices) == ((Kept("away", By.NATIONAL),), (ALONE,))


def test_a_team_that_an_earlier_rule_sets_aside_calls_no_delegate() -> None:
    team = a_team(
        "away",
        SUBJECT,
        branch="i",
        delegate="stand-in",
        criteria=(Criterion(min_headcount=1000),),
    )
    routing = on(team, STAND_IN, advisors=[absentee("away"), present("stand-in")])
    assert (routing.kept, verdict(routing, "away").reason) == ((), Reason.CRITERION)


def test_a_suspended_advisor_does_not_count_as_present() -> None:
    routing = on(
        away(),
        STAND_IN,
        advisors=[absentee("away"), present("away"), present("stand-in")],
        suspended=["away-here@example.org"],
    )
    assert routing.kept == (Kept("stand-in", By.DELEGATE),)


def test_a_team_all_suspended_and_all_away_is_replaced_and_else_set_aside() -> None:
    both = ["away-away@example.org"]
    replaced = on(away(), STAND_IN, advisors=[absentee("away"), present("stand-in")], suspended=both)
    assert verdict(replaced, "away").reason is Reason.ABSENT
    suspended = on(
        away(),
        STAND_IN,
        advisors=[absentee("away"), present("stand-in")],
        suspended=both,
        day=date(2026, 12, 1),
    )
    assert verdict(suspended, "away").reason is Reason.SUSPENDED


def test_a_team_all_suspended_and_all_away_that_nobody_replaces_is_set_aside() -> None:
    routing = on(away(None), advisors=[absentee("away")], suspended=["away-away@example.org"])
    assert (routing.kept, routing.notices) == ((), ())
    assert verdict(routing, "away").reason is Reason.SUSPENDED
