import json
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from random import Random

import pytest
from attrs import asdict, evolve

from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.contacts import OfficialContacts
from conseillers_adapters.documents import unstructure
from conseillers_adapters.geography import official_geography
from conseillers_domain.anomalies import AnomalyCode
from conseillers_domain.catalogue import FREE_TOPIC
from conseillers_domain.company import CompanyFacts
from conseillers_domain.coverage import coverage
from conseillers_domain.directory import Directory, DirectoryDocument, Level, Nature
from conseillers_domain.directory_faults import directory_faults
from conseillers_domain.errors import Invalid
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Profile, Routing, route
from conseillers_domain.territory import Geography, Zone, ZoneType
from conseillers_domain.verdicts import By, Reason
from conseillers_entrypoints.demo.companies import Companies
from conseillers_entrypoints.demo.country import country
from conseillers_entrypoints.demo.gaps import PLANTED, TEAMS
from conseillers_entrypoints.demo.sectors import OVERSEAS_COLLECTIVITIES, Map, runs
from conseillers_entrypoints.demo.sizes import DEMO, NATIONAL, Size
from conseillers_entrypoints.demo.stories import DELEGATES, MAILBOXES_ONLY, PLANTED_GAPS

SOME_DAY = date(2026, 11, 23)
BOTH = pytest.mark.parametrize(
    "size", [pytest.param(DEMO, id="demo"), pytest.param(NATIONAL, id="national", marks=pytest.mark.no_cover)]
)


@cache
def the_country(size: Size) -> DirectoryDocument:
    return country(official_geography(), delivered_catalogue(), size)


@cache
def the_index(size: Size) -> RouteIndex:
    return RouteIndex.of(Directory(the_country(size), "1"))


def a_shop(
    commune: str, natures: tuple[str, ...] = ("COMMERCIALE",), nafa: tuple[str, ...] = ()
) -> CompanyFacts:
    return CompanyFacts(
        commune=commune,
        created_on=date(2015, 1, 1),
        legal_form="5710",
        naf="47.71Z",
        headcount="11",
        natures=natures,
        nafa=nafa,
        opco="opco-commerce",
    )


def routed(subject: str, facts: CompanyFacts, size: Size = DEMO, **answers: str) -> Routing:
    profile = Profile(subject=subject, facts=facts, answers=answers)
    return route(profile, the_index(size), official_geography(), SOME_DAY)


@BOTH
def test_a_country_has_no_fault(size: Size) -> None:
    faults = directory_faults(
        the_country(size),
        delivered_catalogue(),
        official_geography(),
        OfficialContacts().email_fault,
    )
    assert faults == ()


def test_the_demonstration_is_small() -> None:
    document = the_country(DEMO)
    assert len(document.institutions) == 40
    assert 180 <= len(document.teams) <= 220
    assert len(document.advisors) == 300


@pytest.mark.no_cover
def test_the_national_country_has_the_size_of_the_service_in_production() -> None:
    document = the_country(NATIONAL)
    assert len(document.institutions) == 40
    assert 1_400 <= len(document.branches) <= 1_600
    assert len(document.teams) == 10_000
    assert len(document.advisors) == 10_000


@pytest.mark.no_cover
def test_more_teams_share_the_territory_and_as_many_answer_one_company() -> None:
    twice = evolve(NATIONAL, teams=20_000)
    document = country(official_geography(), delivered_catalogue(), twice)
    assert len(document.teams) == 20_000
    index = RouteIndex.of(Directory(document, "1"))
    for commune in ("47001", "75118", "69383", "48095", "2A004", "97411", "85113", "01004"):
        for subject in delivered_catalogue().subjects:
            profile = Profile(subject=subject, facts=a_shop(commune))
            wide = route(profile, the_index(NATIONAL), official_geography(), SOME_DAY)
            fine = route(profile, index, official_geography(), SOME_DAY)
            assert len(fine.kept) == len(wide.kept)


def test_the_same_size_gives_the_same_bytes_twice() -> None:
    def document() -> str:
        made = country(official_geography(), delivered_catalogue(), DEMO)
        return json.dumps(unstructure(made))

    assert document() == document()


@BOTH
def test_every_nature_of_the_terms_of_use_receives_needs(size: Size) -> None:
    directory = Directory(the_country(size), "1")
    assert {directory.institution_of(team).nature for team in directory.teams} == set(Nature)


@BOTH
def test_every_subject_is_held_and_the_free_topic_is_for_staff(size: Size) -> None:
    held = {c.subject for team in the_country(size).teams for c in team.competences}
    assert held == delivered_catalogue().subjects.keys() - {FREE_TOPIC}


def test_codes_are_read_at_a_glance_and_used_once() -> None:
    document = the_country(DEMO)
    codes = {team.code for team in document.teams}
    assert {"cci-47-rh", "emploi-47-recrutement", "cci-r75-international"} <= codes
    assert len({team.mailbox for team in document.teams}) == len(document.teams)


@pytest.mark.no_cover
def test_addresses_are_fictitious_and_written_in_ascii() -> None:
    for advisor in the_country(NATIONAL).advisors:
        assert advisor.email.isascii()
        assert advisor.email.endswith(".example")


@BOTH
def test_a_company_anywhere_gets_teams_for_nearly_every_subject(size: Size) -> None:
    subjects = delivered_catalogue().subjects.keys() - {FREE_TOPIC}
    for commune in ("47001", "33063", "75118", "48095", "2A004", "97411", "85113", "62041"):
        kept = Counter(len(routed(s, a_shop(commune), size).kept) for s in subjects)
        assert kept[0] <= (commune == "48095")
        assert sum(n for teams, n in kept.items() if teams >= 2) >= 25
        assert max(kept) <= 6


def test_each_team_answers_by_the_widest_variety_of_territories() -> None:
    zones: defaultdict[Level, set[ZoneType]] = defaultdict(set)
    for branch in the_country(DEMO).branches:
        assert branch.level is not None
        zones[branch.level] |= {zone.type for zone in branch.zones}
    assert zones[Level.LOCAL] == {ZoneType.COMMUNE, ZoneType.EPCI, ZoneType.DEPARTEMENT}
    assert zones[Level.REGIONAL] == {ZoneType.DEPARTEMENT, ZoneType.REGION}
    assert zones[Level.NATIONAL] == set()
    by = {kept.by for s in delivered_catalogue().subjects for kept in routed(s, a_shop("29019")).kept}
    assert by == {By.TEAM_ZONE, By.BRANCH_ZONE, By.NATIONAL}


def test_in_agen_a_place_to_rent_is_found_by_the_commune_its_epci_and_the_region() -> None:
    assert set(routed("trouver-un-local", a_shop("47001")).teams) == {
        "cci-47-dev",
        "communes-47001-commerce",
        "developpement-regional-r75-projets",
        "intercommunalites-200096956-economie",
    }


@pytest.mark.no_cover
def test_branches_form_trees() -> None:
    parents = {branch.code: branch.parent for branch in the_country(NATIONAL).branches}
    assert parents["cci-47"] == "cci-r75"
    assert parents["cci-r75"] is None


@pytest.mark.no_cover
def test_the_planted_gaps_are_there() -> None:
    assert routed("rupture-et-litiges", a_shop("48095")).kept == ()
    assert routed("rupture-et-litiges", a_shop("48095"), NATIONAL).kept == ()
    index = the_index(NATIONAL)
    served: defaultdict[str, set[str]] = defaultdict(set)
    for branch in index.directory.document.branches:
        served[branch.institution] |= {zone.code for zone in branch.zones}
    assert "48" not in served["travail"]
    assert "94" not in served["conseils-regionaux"]
    assert "06" not in served["eau"]
    for code in OVERSEAS_COLLECTIVITIES:
        assert all(code not in codes for codes in served.values())
    assert PLANTED_GAPS.keys() == {"travail", "conseils-regionaux", "eau", "*"}


def test_each_planted_gap_is_found_again_by_coverage() -> None:
    found = coverage(Directory(the_country(DEMO), "1"), official_geography(), delivered_catalogue()).anomalies
    for gap in PLANTED:
        assert [
            one
            for one in found
            if (one.code, one.institution) == (gap.code, gap.institution)
            and one.subject in {gap.subject, None}
            and set(gap.teams) <= set(one.teams)
            and set(gap.zones) <= set(one.zones)
        ], gap
        assert gap.why.endswith(".")


def test_there_is_a_planted_gap_of_each_kind_that_can_be_published() -> None:
    assert {gap.code for gap in PLANTED} == set(AnomalyCode) - {AnomalyCode.UNKNOWN_ZONE}


@pytest.mark.no_cover
def test_the_countries_that_are_measured_have_no_planted_team() -> None:
    planted = {team.code for team in TEAMS}
    assert planted <= {team.code for team in the_country(DEMO).teams}
    assert planted.isdisjoint(team.code for team in the_country(NATIONAL).teams)


def test_a_chamber_is_set_aside_for_another_activity() -> None:
    aside = {one.team: one.reason for one in routed("recruter", a_shop("47001")).set_aside}
    assert aside["cma-47-rh"] is Reason.CHAMBER_ACTIVITY


def test_a_baker_is_answered_by_both_chambers() -> None:
    baker = a_shop("47001", natures=("ARTISANALE", "COMMERCIALE"), nafa=("1071CC",))
    assert {"cci-47-rh", "cma-47-rh"} <= set(routed("recruter", baker).teams)


def test_in_mayotte_one_skills_operator_serves_every_company() -> None:
    shop = a_shop("97611")
    assert "opco-mayotte-france-competences" in routed("former-les-salaries", shop).teams
    assert not any(team.startswith("opco-commerce") for team in routed("former-les-salaries", shop).teams)


def test_the_first_employee_concerns_one_more_team() -> None:
    first = routed("recruter", a_shop("47001"), recrutement_premier="true")
    later = routed("recruter", a_shop("47001"), recrutement_premier="false")
    assert set(first.teams) - set(later.teams) == {"recouvrement-47-embauche"}


def test_an_absent_team_is_replaced_by_its_delegate_and_another_has_none() -> None:
    baker = a_shop("47001", natures=("ARTISANALE",))
    routing = routed("vendre-en-ligne", baker)
    assert DELEGATES["cma-47-dev"] in routing.teams
    assert Reason.ABSENT in {one.reason for one in routing.set_aside}
    notices = routed("dettes-fiscales-et-sociales", a_shop("33063")).notices
    assert ("impots-33-delais", "absent_without_delegate") in {(n.team, n.code) for n in notices}


def test_some_teams_are_mailboxes_that_nobody_belongs_to() -> None:
    directory = Directory(the_country(DEMO), "1")
    lonely = directory.teams.keys() - directory.members.keys()
    assert lonely > MAILBOXES_ONLY
    assert len(lonely) < len(directory.teams) / 10


def test_a_closed_team_is_told_as_such() -> None:
    aside = {one.team: one.reason for one in routed("vendre-a-l-etranger", a_shop("47001")).set_aside}
    assert aside["cci-47-export"] is Reason.TEAM_CLOSED


def test_every_criterion_of_the_terms_of_use_narrows_some_team() -> None:
    document = the_country(DEMO)
    used = {
        name
        for part in (document.institutions, document.branches, document.teams)
        for one in part
        for criterion in one.criteria
        for name, value in asdict(criterion).items()
        if value not in (None, ())
    }
    assert used == {
        "subjects",
        "min_years",
        "max_years",
        "min_headcount",
        "max_headcount",
        "accepted_naf",
        "accepted_legal_forms",
        "excluded_naf",
        "excluded_legal_forms",
        "excluded_communes",
    }


def test_an_institution_is_helped_once_where_it_says_so() -> None:
    assert {one.slug for one in the_country(DEMO).institutions if one.single_taker} > {"mediation"}


def test_a_country_asks_for_the_subjects_it_counts_on() -> None:
    catalogue = delivered_catalogue()
    poorer = evolve(catalogue, themes=catalogue.themes[1:])
    with pytest.raises(Invalid) as refused:
        country(official_geography(), poorer, DEMO)
    assert {fault.code for fault in refused.value.faults} == {"unknown_subject"}


def test_a_country_too_small_to_be_cut_keeps_one_team_a_desk() -> None:
    tiny = Size(departements=(), regions=(), teams=1, advisors=10, places=1)
    document = country(official_geography(), delivered_catalogue(), tiny)
    assert 50 < len(document.teams) < 80
    assert "cci-47-export" not in {team.code for team in document.teams}


def test_a_territory_is_never_cut_finer_than_its_communes() -> None:
    whole = official_geography()
    two_departements = Geography(
        whole.version,
        {code: one for code, one in whole.communes.items() if one.departement in {"47", "75"}},
        {},
        whole.names,
    )
    size = Size(teams=1_000_000, advisors=10, places=1)
    teams = country(two_departements, delivered_catalogue(), size).teams
    assert len(teams) < 20_000
    zones = [team.zones for team in teams if team.branch == "emploi-75"]
    assert zones == [(Zone(ZoneType.COMMUNE, str(code)),) for code in range(75101, 75121)]


def test_sectors_neither_overlap_nor_leave_a_hole() -> None:
    territory = Map(official_geography())
    for parts in (2, 5, 11, 60, 300):
        sectors = territory.sectors(("47", "82"), parts)
        assert len(sectors) == parts
        owner = {zone: rank for rank, (zones, _) in enumerate(sectors) for zone in zones}
        assert len(owner) == sum(len(zones) for zones, _ in sectors)
        for departement in ("47", "82"):
            for commune in territory.communes[departement]:
                keys = official_geography().keys(commune.code)
                assert len({owner[key] for key in keys if key in owner}) == 1


def test_runs_are_of_nearly_the_same_length() -> None:
    assert runs("abcdefg", 3) == (("a", "b"), ("c", "d"), ("e", "f", "g"))


def test_companies_are_drawn_where_arrondissements_stand_for_their_commune() -> None:
    draw = Companies(official_geography(), Random(1))  # noqa: S311 - nothing secret is drawn
    places = {place.code for place in draw.places}
    assert {"75101", "69381", "13201", "97411"} <= places
    assert not places & {"75056", "69123", "13055", "97502"}
