"""A directory that holds together: what is found in it by name, and whom a manager supervises."""

import pytest

from conseillers_domain.directory import Directory, Level, Nature
from tests.builders import a_branch, a_directory, a_team, an_advisor, an_institution

DIRECTORY = Directory(
    a_directory(
        a_team("t-root", branch="root"),
        a_team("t-left", branch="left"),
        a_team("t-leaf", branch="leaf"),
        a_team("t-other", branch="other"),
        branches=[
            a_branch("root", institution="cci"),
            a_branch("left", institution="cci", parent="root"),
            a_branch("leaf", institution="cci", parent="left"),
            a_branch("other", institution="cma"),
        ],
        institutions=[an_institution("cci"), an_institution("cma")],
        advisors=[
            an_advisor("Ana@example.org", "t-root", "t-left", "t-root", branch="root"),
            an_advisor("bob@example.org", "t-left", branch="left", last_name=""),
            an_advisor("eve@example.org", branch="other"),
        ],
    ),
    "3",
)


def test_everything_is_found_by_its_name_and_people_whatever_the_case_of_their_address() -> None:
    assert set(DIRECTORY.institutions) == {"cci", "cma"}
    assert set(DIRECTORY.branches) == {"root", "left", "leaf", "other"}
    assert set(DIRECTORY.teams) == {"t-root", "t-left", "t-leaf", "t-other"}
    assert set(DIRECTORY.advisors) == {"ana@example.org", "bob@example.org", "eve@example.org"}


def test_a_team_has_its_members_each_once() -> None:
    assert {team: [one.email for one in found] for team, found in DIRECTORY.members.items()} == {
        "t-root": ["Ana@example.org"],
        "t-left": ["Ana@example.org", "bob@example.org"],
    }


def test_a_team_belongs_to_the_institution_of_its_branch() -> None:
    assert DIRECTORY.institution_of("t-leaf").slug == "cci"
    assert DIRECTORY.institution_of("t-other").slug == "cma"


@pytest.mark.parametrize(
    ("branches", "teams"),
    [
        ((), set()),
        (("root",), {"t-root", "t-left", "t-leaf"}),
        (("left",), {"t-left", "t-leaf"}),
        (("leaf", "other"), {"t-leaf", "t-other"}),
        (("root", "leaf"), {"t-root", "t-left", "t-leaf"}),
        (("unknown",), set()),
    ],
)
def test_a_manager_supervises_the_teams_of_a_branch_and_of_all_below_it(
    branches: tuple[str, ...], teams: set[str]
) -> None:
    assert DIRECTORY.teams_supervised(branches) == teams


def test_branches_that_turn_in_a_circle_are_walked_once() -> None:
    circle = Directory(
        a_directory(a_team("t", branch="a"), branches=[a_branch("a", parent="b"), a_branch("b", parent="a")]),
        "1",
    )
    assert circle.teams_supervised(("b",)) == {"t"}


@pytest.mark.parametrize(("email", "name"), [("ana@example.org", "Ana Roux"), ("bob@example.org", "Ana")])
def test_an_advisor_is_named_as_people_say_it(email: str, name: str) -> None:
    assert DIRECTORY.advisors[email].name == name


def test_natures_and_levels_are_those_of_the_terms_and_no_other() -> None:
    assert [*Nature] == ["state", "public_body", "semi_public_body", "regional_council", "local_authority"]
    assert [*Level] == ["local", "regional", "national"]
