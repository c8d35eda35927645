"""Where people work, as public holidays ask for it."""

import pytest

from conseillers_domain.directory import Directory
from conseillers_domain.places_of_work import (
    departement_of_branch,
    departement_of_commune,
    departement_of_team,
)
from conseillers_domain.territory import Zone, ZoneType
from tests.builders import a_branch, a_directory, a_team

COMMUNE, EPCI, DEPARTEMENT, REGION = ZoneType


@pytest.mark.parametrize(
    ("commune", "departement"),
    [("47001", "47"), ("2A004", "2A"), ("67482", "67"), ("97105", "971"), ("98818", "988")],
)
def test_a_commune_says_its_departement(commune: str, departement: str) -> None:
    assert departement_of_commune(commune) == departement


@pytest.mark.parametrize(
    ("zones", "departement"),
    [
        ((), None),
        ((Zone(DEPARTEMENT, "67"),), "67"),
        ((Zone(COMMUNE, "67482"), Zone(DEPARTEMENT, "67")), "67"),
        ((Zone(COMMUNE, "97105"),), "971"),
        ((Zone(DEPARTEMENT, "67"), Zone(DEPARTEMENT, "68")), None),
        ((Zone(REGION, "04"),), "974"),
        ((Zone(REGION, "75"),), None),
        ((Zone(EPCI, "200096956"),), None),
        ((Zone(EPCI, "200096956"), Zone(DEPARTEMENT, "47")), None),
    ],
)
def test_a_branch_has_a_departement_when_it_works_in_one_only(
    zones: tuple[Zone, ...], departement: str | None
) -> None:
    assert departement_of_branch(a_branch("cci", zones=zones)) == departement


def test_a_team_works_where_its_branch_does() -> None:
    branch = a_branch("cci-67", zones=(Zone(DEPARTEMENT, "67"),))
    directory = Directory(a_directory(a_team("rh", "recruter", branch="cci-67"), branches=[branch]), "1")
    assert departement_of_team("rh", directory) == "67"
    assert departement_of_team("partie", directory) is None
