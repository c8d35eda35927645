"""Whether a company is in a team's territory: own zones, the branch's, or the whole country."""

import pytest

from conseillers_domain.directory import (
    Level,
)
from conseillers_domain.routing import Kept
from conseillers_domain.territory import UnknownCommune, Zone, ZoneType
from conseillers_domain.verdicts import By, Reason, SetAside
from tests.builders import (
    SUBJECT,
    a_branch,
    a_directory,
    a_team,
)
from tests.domain.country import (
    LOT_ET_GARONNE,
    PARIS_DEPARTEMENT,
    a_profile,
    decided,
    verdict,
)

NATIONAL, LOCAL, REGIONAL = Level.NATIONAL, Level.LOCAL, Level.REGIONAL
HERE, ELSEWHERE = (LOT_ET_GARONNE,), (PARIS_DEPARTEMENT,)


@pytest.mark.parametrize(
    ("level", "branch_zones", "own_zones", "by"),
    [
        (NATIONAL, (), (), By.NATIONAL),
        (NATIONAL, ELSEWHERE, (), By.NATIONAL),
        (NATIONAL, (), HERE, By.TEAM_ZONE),
        (NATIONAL, (), ELSEWHERE, None),
        (NATIONAL, HERE, ELSEWHERE, None),
        (LOCAL, HERE, (), By.BRANCH_ZONE),
        (REGIONAL, (*ELSEWHERE, *HERE), (), By.BRANCH_ZONE),
        (LOCAL, ELSEWHERE, (), None),
        (LOCAL, (), (), None),
        (LOCAL, HERE, ELSEWHERE, None),
        (LOCAL, ELSEWHERE, HERE, By.TEAM_ZONE),
    ],
)
def test_own_zones_replace_those_of_the_branch_even_of_a_national_one(
    level: Level, branch_zones: tuple[Zone, ...], own_zones: tuple[Zone, ...], by: By | None
) -> None:
    document = a_directory(
        a_team("t", SUBJECT, branch="b", zones=own_zones),
        branches=[a_branch("b", level=level, zones=branch_zones)],
    )
    routing = decided(document)
    if by is not None:
        assert (routing.kept, routing.set_aside) == ((Kept("t", by),), ())
    else:
        assert verdict(routing, "t") == SetAside(
            team="t",
            reason=Reason.OUTSIDE_TERRITORY,
            expected=own_zones or branch_zones,
            actual="47001",
            owner="t" if own_zones else "b",
        )


@pytest.mark.parametrize(
    ("commune", "covered_by", "not_by"),
    [
        (
            "47001",
            ["commune 47001", "epci 200096956", "departement 47", "region 75"],
            ["commune 47195", "departement 75", "region 47", "epci 47001"],
        ),
        (
            "75101",
            ["commune 75101", "commune 75056", "epci 200054781", "departement 75", "region 11"],
            ["commune 75102"],
        ),
        ("75056", ["commune 75056", "epci 200054781"], ["commune 75101"]),
        (
            "55273",
            ["commune 55273", "commune 55386", "epci 200066157", "departement 55", "region 44"],
            ["commune 55274"],
        ),
        ("55386", ["commune 55386"], ["commune 55273"]),
        ("85113", ["commune 85113", "departement 85", "region 52"], ["epci 85113"]),
        ("2A004", ["commune 2A004", "departement 2A", "region 94"], ["departement 2"]),
        ("97611", ["departement 976", "region 06"], ["departement 97"]),
    ],
)
def test_a_company_is_covered_by_what_contains_its_commune(
    commune: str, covered_by: list[str], not_by: list[str]
) -> None:
    def kept(zone: str) -> bool:
        kind, code = zone.split()
        team = a_team("t", SUBJECT, zones=(Zone(ZoneType(kind), code),))
        return decided(a_directory(team), a_profile(commune=commune)).teams == ("t",)

    assert [zone for zone in (*covered_by, *not_by) if kept(zone)] == covered_by


@pytest.mark.parametrize("commune", ["00000", "", "99999"])
def test_an_unknown_commune_is_an_error_and_never_an_empty_answer(commune: str) -> None:
    with pytest.raises(UnknownCommune):
        decided(a_directory(a_team("t", SUBJECT)), a_profile(commune=commune))


def test_all_levels_are_kept_together_without_ranking_nor_cap() -> None:
    levels = (LOCAL, REGIONAL, NATIONAL)
    teams = [a_team(f"{level}-{rank}", SUBJECT) for level in levels for rank in range(4)]
    branches = [a_branch(one.code, level=Level(one.code.split("-")[0]), zones=HERE) for one in teams]
    routing = decided(a_directory(*teams, branches=branches))
    assert routing.teams == tuple(sorted(one.code for one in teams))
