"""Coverage on directories small enough to be read: one anomaly, its place and its teams at a time."""

from collections.abc import Iterable

import pytest
from attrs import evolve

from conseillers_domain.anomalies import Anomaly, AnomalyCode, NeverHolds, NeverReached, Severity
from conseillers_domain.catalogue import FREE_TOPIC
from conseillers_domain.coverage import Coverage, coverage
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import Directory, DirectoryDocument, Level
from conseillers_domain.routing import RULES, Versions
from conseillers_domain.territory import Geography, Zone, ZoneType
from tests.builders import (
    SUBJECT,
    Changed,
    a_branch,
    a_catalogue,
    a_directory,
    a_team,
    an_advisor,
    an_institution,
)
from tests.domain.country import COUNTRY, LOT_ET_GARONNE, NOUVELLE_AQUITAINE, PARIS_DEPARTEMENT, in_commune

CATALOGUE = a_catalogue(SUBJECT, "investir", FREE_TOPIC)
AGEN, NERAC = in_commune("47001"), in_commune("47195")
EPCI_OF_AGEN, EPCI_OF_NERAC = Zone(ZoneType.EPCI, "200096956"), Zone(ZoneType.EPCI, "200068948")
MAYOTTE = Zone(ZoneType.DEPARTEMENT, "976")
CORSE = Zone(ZoneType.REGION, "94")
FIRMS = Criterion(min_headcount=10)
SHOPS = Criterion(max_headcount=10)


def seen(document: DirectoryDocument, *, suspended: Iterable[str] = ()) -> Coverage:
    return coverage(Directory(document, "7", frozenset(suspended)), COUNTRY, CATALOGUE)


def found(document: DirectoryDocument, *codes: AnomalyCode, suspended: Iterable[str] = ()) -> list[Anomaly]:
    """Those of an institution, whatever all of them together leave out."""
    anomalies = seen(document, suspended=suspended).anomalies
    return [one for one in anomalies if one.institution and (not codes or one.code in codes)]


def staffed(*teams: Changed, **given: Changed) -> DirectoryDocument:
    """These teams, each with an advisor."""
    advisors = [an_advisor(f"{team.code}@example.org", team.code, branch=team.branch) for team in teams]
    return a_directory(*teams, advisors=advisors, **given)


def local(code: str, *zones: Zone, **changes: Changed) -> Changed:
    return a_branch(code, level=Level.LOCAL, zones=zones, **changes)


def test_nothing_is_found_where_a_team_with_an_advisor_answers_everywhere() -> None:
    everything = staffed(a_team("cci", SUBJECT, "investir"))
    assert seen(everything).anomalies == ()
    assert seen(everything).versions == Versions(directory="7", geography="2026", rules=RULES)


def test_what_no_institution_answers_is_found_but_for_the_free_topic() -> None:
    document = staffed(
        a_team("cci", SUBJECT),
        a_team("cma", SUBJECT),
        branches=[local("cci", LOT_ET_GARONNE), local("cma", CORSE)],
    )
    nobody = [one for one in seen(document).anomalies if one.institution is None]
    assert [(one.subject, one.communes, one.everywhere) for one in nobody] == [
        ("investir", 8, True),
        (SUBJECT, 5, False),
    ]
    assert nobody[1] == Anomaly(
        code=AnomalyCode.NO_TEAM,
        institution=None,
        subject=SUBJECT,
        zones=tuple(Zone(ZoneType.REGION, code) for code in ("06", "11", "44", "52")),
        communes=5,
    )
    assert nobody[1].severity is Severity.ERROR


def test_a_subject_that_only_closed_teams_hold_is_missing_in_the_whole_territory() -> None:
    document = staffed(
        a_team("rh", SUBJECT, branch="cci", closed=True),
        a_team("office", SUBJECT, branch="shut"),
        a_team("other", "investir", branch="cci"),
        branches=[local("cci", LOT_ET_GARONNE), local("shut", CORSE, institution="cci", closed=True)],
    )
    assert found(document) == [
        Anomaly(
            code=AnomalyCode.NO_TEAM,
            institution="cci",
            subject=SUBJECT,
            zones=(NOUVELLE_AQUITAINE,),
            communes=2,
            teams=("office", "rh"),
        )
    ]


def test_a_part_of_the_territory_without_the_subject_is_missing() -> None:
    document = staffed(
        a_team("agen", SUBJECT, branch="cci", zones=(AGEN,)),
        a_team("all", "investir", branch="cci"),
        branches=[local("cci", LOT_ET_GARONNE)],
    )
    (missing,) = found(document)
    assert (missing.code, missing.subject, missing.zones) == ("missing_communes", SUBJECT, (EPCI_OF_NERAC,))
    assert missing.severity is Severity.WARNING


def test_the_own_zones_of_a_team_are_part_of_the_territory_and_replace_its_branch() -> None:
    document = staffed(
        a_team("corse", SUBJECT, branch="cci", zones=(CORSE,)), branches=[local("cci", LOT_ET_GARONNE)]
    )
    (missing,) = found(document)
    assert (missing.code, missing.zones, missing.communes) == ("missing_communes", (NOUVELLE_AQUITAINE,), 2)
    assert found(evolve(document, branches=(local("cci"),))) == []
    (closed,) = found(evolve(document, teams=(evolve(document.teams[0], closed=True),)))
    assert (closed.code, closed.zones) == ("no_team", (NOUVELLE_AQUITAINE,))


def test_the_code_of_paris_alone_is_missing_where_only_an_arrondissement_is_covered() -> None:
    document = staffed(
        a_team("paris", SUBJECT, branch="cci", zones=(in_commune("75101"),)),
        branches=[local("cci", in_commune("75056"))],
    )
    (missing,) = found(document)
    assert (missing.zones, missing.alone, missing.communes) == ((in_commune("75056"),), ("75056",), 1)


@pytest.mark.parametrize(
    ("suspended", "silent"),
    [
        ((), []),
        (("ana@example.org",), [(("agen",), (EPCI_OF_AGEN,))]),
        (("bob@example.org",), [(("nerac",), (EPCI_OF_NERAC,))]),
        (("ana@example.org", "bob@example.org"), [(("agen", "nerac"), (NOUVELLE_AQUITAINE,))]),
    ],
)
def test_where_every_advisor_is_suspended_nobody_could_act(
    suspended: tuple[str, ...], silent: list[tuple[tuple[str, ...], tuple[Zone, ...]]]
) -> None:
    document = a_directory(
        a_team("nerac", SUBJECT, branch="cci", zones=(NERAC,)),
        a_team("agen", SUBJECT, branch="cci", zones=(AGEN,)),
        branches=[local("cci")],
        advisors=[
            an_advisor("Ana@example.org", "agen", branch="cci"),
            an_advisor("bob@example.org", "nerac", branch="cci"),
        ],
    )
    told = found(document, suspended=suspended)
    assert {one.code for one in told} <= {AnomalyCode.NO_MEMBER}
    assert [(one.teams, one.zones) for one in told] == silent


def test_a_team_without_advisor_is_no_matter_where_another_has_one() -> None:
    document = a_directory(
        a_team("mailbox", SUBJECT, branch="cci"),
        a_team("agen", SUBJECT, branch="cci", zones=(AGEN,)),
        a_team("beside", SUBJECT, branch="cci", zones=(AGEN,)),
        advisors=[an_advisor("ana@example.org", "agen", branch="cci")],
    )
    (silent,) = found(document, AnomalyCode.NO_MEMBER)
    assert (silent.teams, silent.communes, silent.everywhere) == (("mailbox",), 7, False)


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        ({}, {}, (EPCI_OF_AGEN,)),
        ({}, {"criteria": (FIRMS,)}, (EPCI_OF_AGEN,)),
        ({"criteria": (SHOPS,)}, {"criteria": (FIRMS,)}, None),
        ({"criteria": (evolve(SHOPS, subjects=("investir",)),)}, {"criteria": (FIRMS,)}, (EPCI_OF_AGEN,)),
        ({}, {"criteria": (Criterion(excluded_communes=("47001",)),)}, None),
        ({}, {"closed": True}, None),
        ({}, {"zones": (NERAC,)}, (EPCI_OF_NERAC,)),
        ({"zones": (AGEN,)}, {"zones": (NERAC,)}, None),
    ],
)
def test_teams_overlap_where_one_company_reaches_both(
    one: dict[str, Changed], other: dict[str, Changed], where: tuple[Zone, ...] | None
) -> None:
    document = staffed(
        a_team("lot", SUBJECT, branch="cci", **{"zones": (LOT_ET_GARONNE,), **one}),
        a_team("agen", SUBJECT, branch="cci", **{"zones": (AGEN,), **other}),
        a_team("nerac", "investir", branch="cci", zones=(NERAC,)),
    )
    overlaps = found(document, AnomalyCode.OVERLAP)
    assert [(one.zones, one.teams) for one in overlaps] == ([(where, ("agen", "lot"))] if where else [])


def test_three_teams_alike_overlap_and_two_that_share_no_company_do_not() -> None:
    three = [a_team(code, SUBJECT, branch="cci", criteria=(SHOPS,)) for code in "abc"]
    (overlap,) = found(staffed(*three), AnomalyCode.OVERLAP)
    assert (overlap.teams, overlap.everywhere) == (("a", "b", "c"), True)
    apart = [evolve(team, criteria=(evolve(SHOPS, max_years=0),)) for team in three]
    assert found(staffed(*apart), AnomalyCode.OVERLAP) == []


def test_the_teams_of_an_overlap_are_those_that_share_a_place_and_no_other() -> None:
    mixed = (in_commune("2A004"), in_commune("97611"))
    document = staffed(
        a_team("islands", SUBJECT, branch="cci", zones=mixed),
        a_team("corse", SUBJECT, branch="cci", zones=(CORSE,)),
        a_team("lot", SUBJECT, branch="cci", zones=(LOT_ET_GARONNE,)),
        a_team("agen", SUBJECT, branch="cci", zones=(AGEN, MAYOTTE)),
        a_team("paris", SUBJECT, branch="cci", zones=(PARIS_DEPARTEMENT,)),
        branches=[local("cci")],
    )
    (overlap,) = found(document, AnomalyCode.OVERLAP)
    assert overlap.teams == ("agen", "corse", "islands", "lot")
    assert overlap.zones == (Zone(ZoneType.REGION, "06"), CORSE, EPCI_OF_AGEN)


def never_holds(owner: str, criterion: str, expected: object) -> NeverHolds:
    return NeverHolds(owner=owner, criterion=criterion, expected=expected)


def test_a_contradiction_is_told_once_for_all_the_teams_and_subjects_it_bears_on() -> None:
    document = staffed(
        a_team("both", SUBJECT, "investir", branch="cci"),
        a_team("one", SUBJECT, branch="cci"),
        a_team("none", "investir", branch="cci"),
        branches=[a_branch("cci", criteria=(Criterion(subjects=(SUBJECT,), max_years=5),))],
        institutions=[an_institution("cci", criteria=(Criterion(min_years=10),))],
    )
    conditions = (never_holds("cci", "max_years", 5), never_holds("cci", "min_years", 10))
    told = found(document, AnomalyCode.CRITERION_NEVER_HOLDS)
    assert [(one.subject, one.teams, one.conditions) for one in told] == [
        (None, ("one",), conditions),
        (SUBJECT, ("both",), conditions),
    ]
    assert [one.teams for one in found(document, AnomalyCode.TEAM_NEVER_REACHED)] == [("one",)]


@pytest.mark.parametrize("zones", [(AGEN,), (AGEN, MAYOTTE)])
def test_excluded_communes_that_leave_nothing_of_a_territory_are_a_contradiction(
    zones: tuple[Zone, ...],
) -> None:
    document = staffed(
        a_team(
            "agen", SUBJECT, branch="opco", zones=zones, criteria=(Criterion(excluded_communes=("47001",)),)
        ),
        institutions=[an_institution("opco", categories=("opco",))],
    )
    told = found(document, AnomalyCode.CRITERION_NEVER_HOLDS)
    expected = () if MAYOTTE in zones else (never_holds("agen", "excluded_communes", ("47001",)),)
    assert tuple(condition for one in told for condition in one.conditions) == expected


def test_unknown_zones_name_the_branch_or_the_team_that_carries_them() -> None:
    former, none = in_commune("55273"), Zone(ZoneType.REGION, "99")
    document = staffed(
        a_team("own", SUBJECT, branch="cci", zones=(AGEN, none, none)),
        a_team("shut", SUBJECT, branch="cci", closed=True),
        branches=[local("cci", former, LOT_ET_GARONNE, none)],
    )
    told = found(document, AnomalyCode.UNKNOWN_ZONE)
    assert [(one.owner, one.zones, one.teams) for one in told] == [
        ("cci", (former, none), ("shut",)),
        ("own", (none,), ("own",)),
    ]


OPCO = {"categories": ("opco",)}


@pytest.mark.parametrize(
    ("team", "zones", "institution", "why"),
    [
        ({}, (AGEN,), {}, None),
        ({"competences": ()}, (AGEN,), {}, NeverReached.NO_SUBJECT),
        ({}, (), {}, NeverReached.NO_TERRITORY),
        ({}, (in_commune("55273"),), {}, NeverReached.NO_TERRITORY),
        ({}, (MAYOTTE,), {}, None),
        ({}, (MAYOTTE,), OPCO, NeverReached.OTHER_OPCO),
        ({}, (MAYOTTE, AGEN), OPCO, None),
        ({}, (MAYOTTE,), {**OPCO, "mayotte_only": True}, None),
        ({}, (AGEN,), {**OPCO, "mayotte_only": True}, None),
        ({"criteria": (Criterion(max_years=0),)}, (AGEN,), {}, NeverReached.CRITERION),
        (
            {"criteria": (Criterion(excluded_communes=("47001",)),)},
            (MAYOTTE, AGEN),
            OPCO,
            NeverReached.CRITERION,
        ),
        ({"closed": True, "competences": ()}, (AGEN,), {}, None),
    ],
)
def test_a_team_that_no_need_can_reach_says_why(
    team: dict[str, Changed],
    zones: tuple[Zone, ...],
    institution: dict[str, Changed],
    why: NeverReached | None,
) -> None:
    document = staffed(
        evolve(a_team("team", SUBJECT, branch="cci"), **team),
        branches=[local("cci", *zones)],
        institutions=[an_institution("cci", **institution)],
    )
    told = found(document, AnomalyCode.TEAM_NEVER_REACHED)
    assert [(one.teams, one.why) for one in told] == ([] if why is None else [(("team",), why)])


@pytest.mark.parametrize(
    ("delegator", "reached"),
    [
        ({}, True),
        ({"closed": True}, False),
        ({"branch": "cma"}, False),
        ({"delegate": None}, False),
    ],
)
def test_a_team_that_stands_in_for_an_open_one_of_its_institution_is_reached(
    delegator: dict[str, Changed], reached: bool
) -> None:
    document = staffed(
        a_team("stand-in", branch="cci", delegate="stand-in"),
        a_team("away", SUBJECT, **{"branch": "cci", "delegate": "stand-in", **delegator}),
    )
    assert [one.teams for one in found(document, AnomalyCode.TEAM_NEVER_REACHED)] == (
        [] if reached else [("stand-in",)]
    )


def test_a_closed_institution_has_no_anomaly() -> None:
    document = a_directory(
        a_team("cci", SUBJECT, zones=(in_commune("00000"),), criteria=(Criterion(max_years=0),)),
        institutions=[an_institution("cci", closed=True)],
    )
    assert found(document) == []
    (nobody,) = [one for one in seen(document).anomalies if one.subject == SUBJECT]
    assert nobody.everywhere


def test_anomalies_are_asked_for_by_institution_by_subject_or_by_both() -> None:
    document = staffed(
        a_team("cci", SUBJECT, "investir", zones=(AGEN,)),
        a_team("cma", SUBJECT, zones=(AGEN,)),
    )
    everything = seen(document)
    assert everything.of() == everything.anomalies
    assert [(one.institution, one.subject) for one in everything.anomalies] == [
        (None, "investir"),
        (None, SUBJECT),
        ("cci", "investir"),
        ("cci", SUBJECT),
        ("cma", SUBJECT),
    ]
    assert [one.subject for one in everything.of(institution="cci")] == ["investir", SUBJECT]
    assert [one.institution for one in everything.of(subject=SUBJECT)] == [None, "cci", "cma"]
    assert len(everything.of(institution="cma", subject=SUBJECT)) == 1


def test_only_what_changed_is_looked_at_again() -> None:
    document = staffed(a_team("cci", SUBJECT), a_team("cma", SUBJECT), a_team("caf", SUBJECT))
    before = seen(document)
    shut = evolve(document, teams=tuple(evolve(t, closed=t.code == "cma") for t in document.teams))
    after = coverage(Directory(shut, "8"), COUNTRY, CATALOGUE, before)
    assert {slug: share is before.shares[slug] for slug, share in after.shares.items()} == {
        "cci": True,
        "cma": False,
        "caf": True,
    }
    assert after.versions.directory == "8"
    assert after == coverage(Directory(shut, "8"), COUNTRY, CATALOGUE)


def test_in_an_institution_that_changed_the_other_teams_and_subjects_are_not_looked_at_again() -> None:
    document = staffed(*(a_team(slug, slug, branch="cci") for slug in (SUBJECT, "investir")))
    first = seen(document)
    before = first.shares["cci"]
    shut = evolve(document, teams=tuple(evolve(t, closed=t.code == SUBJECT) for t in document.teams))
    after = coverage(Directory(shut, "8"), COUNTRY, CATALOGUE, first).shares["cci"]
    assert before.ground
    assert after.ground
    for slug, kept in ((SUBJECT, False), ("investir", True)):
        assert (after.ground.holders[slug] is before.ground.holders[slug]) is kept
        assert (after.subjects[slug] is before.subjects[slug]) is kept
    silent = evolve(document, advisors=document.advisors[1:])
    anew = coverage(Directory(silent, "8"), COUNTRY, CATALOGUE, first)
    assert anew == coverage(Directory(silent, "8"), COUNTRY, CATALOGUE)
    taller = evolve(shut, institutions=(an_institution("cci", criteria=(Criterion(max_years=0),)),))
    anew = coverage(Directory(taller, "9"), COUNTRY, CATALOGUE, first)
    assert anew == coverage(Directory(taller, "9"), COUNTRY, CATALOGUE)


def test_another_geography_or_catalogue_has_everything_looked_at_again() -> None:
    directory = Directory(staffed(a_team("cci", SUBJECT, "investir", zones=(PARIS_DEPARTEMENT,))), "7")
    before = coverage(directory, COUNTRY, CATALOGUE)
    elsewhere = Geography(version="2027", communes={}, former={}, names={})
    assert coverage(directory, elsewhere, CATALOGUE, before) == coverage(directory, elsewhere, CATALOGUE)
    narrower = a_catalogue(SUBJECT)
    assert coverage(directory, COUNTRY, narrower, before) == coverage(directory, COUNTRY, narrower)
    assert coverage(directory, elsewhere, CATALOGUE).versions.geography == "2027"


def test_the_graver_the_higher_the_rank() -> None:
    assert Severity.ERROR.rank > Severity.WARNING.rank > Severity.INFO.rank
    assert {code.severity for code in AnomalyCode} == set(Severity)
