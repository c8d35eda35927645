"""One team asked about by name has its verdict, whatever it holds."""

import pytest

from conseillers_domain.directory import (
    Absence,
    Directory,
)
from conseillers_domain.errors import NotFound
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import NO_MEMBER, Kept, Notice, about, ask, route
from conseillers_domain.verdicts import By, Reason, SetAside
from tests.builders import (
    SUBJECT,
    TODAY,
    a_directory,
    a_team,
    an_advisor,
)
from tests.domain.country import (
    COUNTRY,
    PARIS_DEPARTEMENT,
    a_profile,
)

ELSEWHERE = (PARIS_DEPARTEMENT,)
ASKED = a_directory(
    a_team("kept", SUBJECT),
    a_team("far", SUBJECT, zones=ELSEWHERE),
    a_team("other", "investir", "exporter", zones=ELSEWHERE),
    a_team("shut", "investir", closed=True),
    a_team("away", SUBJECT, branch="kept", delegate="stand-in"),
    a_team("stand-in", "investir", branch="kept"),
    advisors=[
        an_advisor("gone@example.org", "away", absences=(Absence(from_=TODAY, to=TODAY),)),
        an_advisor("here@example.org", "stand-in"),
    ],
)


@pytest.mark.parametrize(
    ("team", "answer"),
    [
        ("kept", Kept("kept", By.NATIONAL)),
        ("stand-in", Kept("stand-in", By.DELEGATE)),
        (
            "far",
            SetAside(
                team="far",
                reason=Reason.OUTSIDE_TERRITORY,
                expected=ELSEWHERE,
                actual="47001",
                owner="far",
            ),
        ),
        (
            "other",
            SetAside(
                team="other",
                reason=Reason.SUBJECT_NOT_OFFERED,
                expected=("investir", "exporter"),
                actual=SUBJECT,
                owner="other",
            ),
        ),
        (
            "shut",
            SetAside(team="shut", reason=Reason.TEAM_CLOSED, expected="open", actual="closed", owner="shut"),
        ),
    ],
)
def test_a_team_asked_about_by_name_has_its_verdict_whatever_it_holds(
    team: str, answer: Kept | SetAside
) -> None:
    index = RouteIndex.of(Directory(ASKED, "7"))
    assert ask(team, a_profile(), index, COUNTRY, TODAY) == answer


def test_a_team_that_does_not_exist_is_not_found() -> None:
    index = RouteIndex.of(Directory(ASKED, "7"))
    with pytest.raises(NotFound, match="Équipe inconnue : « nobody »"):
        ask("nobody", a_profile(), index, COUNTRY, TODAY)


def test_a_decision_about_one_team_tells_nothing_of_the_others() -> None:
    index = RouteIndex.of(Directory(ASKED, "7"))
    routing = route(a_profile(), index, COUNTRY, TODAY)
    kept = about("kept", routing, index)
    assert (kept.teams, kept.set_aside, kept.notices) == (("kept",), (), (Notice("kept", NO_MEMBER),))
    far = about("far", routing, index)
    assert (far.teams, [one.team for one in far.set_aside], far.notices) == ((), ["far"], ())


def test_a_delegate_that_stands_in_is_told_with_whom_it_stands_in_for() -> None:
    index = RouteIndex.of(Directory(ASKED, "7"))
    delegate = about("stand-in", route(a_profile(), index, COUNTRY, TODAY), index)
    assert delegate.teams == ("stand-in",)
    assert [(one.team, one.reason) for one in delegate.set_aside] == [("away", Reason.ABSENT)]
