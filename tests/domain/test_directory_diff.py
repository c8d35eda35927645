"""What changed between two versions is told by team, whoever said it."""

from attrs import evolve

from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.directory_diff import (
    FieldChange,
    PartChange,
    TeamChange,
    differences,
    other_differences,
)
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.territory import Zone, ZoneType
from tests.builders import a_branch, a_directory, a_team, an_advisor, an_institution

AGENCE = a_branch("agence", institution="cci")
UN, DEUX = a_team("un", "recruter", branch="agence"), a_team("deux", "recruter", branch="agence")
AILLEURS = a_team("ailleurs", "recruter")
ANA = an_advisor("ana@example.org", "un", branch="agence")
WHOLE = a_directory(
    UN, DEUX, AILLEURS, branches=[AGENCE], institutions=[an_institution("cci")], advisors=[ANA]
)


def between(
    after: DirectoryDocument, *, suspended: frozenset[str] = frozenset(), mended: bool = True
) -> tuple[TeamChange, ...]:
    before = RouteIndex.of(Directory(WHOLE, "1"))
    directory = Directory(after, "2", suspended)
    return differences(before, RouteIndex.of(directory, before if mended else None))


def test_nothing_changed_between_two_versions_that_say_the_same() -> None:
    assert between(WHOLE) == ()
    assert between(WHOLE, mended=False) == ()


def test_teams_come_and_go() -> None:
    after = a_directory(
        UN, a_team("neuve", "recruter"), AILLEURS, branches=[AGENCE], institutions=[an_institution("cci")]
    )
    found = {one.team: (one.change, one.institution, one.name) for one in between(after)}
    assert found == {
        "deux": ("removed", "cci", "Équipe deux"),
        "neuve": ("added", "neuve", "Équipe neuve"),
        "un": ("changed", "cci", "Équipe un"),
    }


def test_what_a_team_says_is_told_by_field() -> None:
    zones = (Zone(ZoneType.DEPARTEMENT, "47"),)
    (change,) = between(evolve(WHOLE, teams=(evolve(UN, closed=True, zones=zones), DEUX, AILLEURS)))
    assert change.fields == (
        FieldChange(of="un", what="closed", before=False, after=True),
        FieldChange(of="un", what="zones", before=(), after=zones),
    )


def test_what_its_branch_or_institution_says_is_told_for_each_of_its_teams() -> None:
    branches = (evolve(AGENCE, name="Autre nom"), *WHOLE.branches[1:])
    institutions = (evolve(WHOLE.institutions[0], single_taker=True), *WHOLE.institutions[1:])
    found = between(evolve(WHOLE, branches=branches, institutions=institutions))
    assert [(one.team, [(said.of, said.what) for said in one.fields]) for one in found] == [
        ("deux", [("agence", "name"), ("cci", "single_taker")]),
        ("un", [("agence", "name"), ("cci", "single_taker")]),
    ]


def test_members_and_suspensions_are_told() -> None:
    away = evolve(ANA, first_name="Anaïs")
    (change,) = between(evolve(WHOLE, advisors=(away,)), suspended=frozenset({"ana@example.org"}))
    assert change.fields == (
        FieldChange(of="un", what="members", before=(ANA,), after=(away,)),
        FieldChange(of="un", what="suspended", before=(), after=("ana@example.org",)),
    )


def test_what_comes_leaves_or_changes_beside_teams_is_told_by_name() -> None:
    after = evolve(
        WHOLE,
        institutions=(*WHOLE.institutions, an_institution("seule")),
        branches=tuple(one for one in WHOLE.branches if one.code != "ailleurs"),
        advisors=(evolve(ANA, first_name="Anaïs"),),
    )
    assert other_differences(WHOLE, after) == (
        PartChange(part="institutions", name="seule", change="added"),
        PartChange(part="branches", name="ailleurs", change="removed"),
        PartChange(part="advisors", name="ana@example.org", change="changed"),
    )
    assert other_differences(WHOLE, WHOLE) == ()
