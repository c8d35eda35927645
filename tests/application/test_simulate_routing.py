"""A decision is tried before it happens; nothing is stored."""

from datetime import date

import pytest
from attrs import evolve

from conseillers_application.decisions import kept_decision, told
from conseillers_application.ports import DirectoryVersion
from conseillers_application.simulate_routing import SimulationRequest
from conseillers_domain.company import CompanyFacts
from conseillers_domain.criteria import Criterion
from conseillers_domain.errors import Fault, Invalid, NotFound
from conseillers_domain.routing import Routing
from tests.application.directories import in_force, simulating
from tests.application.service import ANA, DIRECTORY, TEAMS, Service
from tests.builders import NOW, SUBJECT, TODAY, Changed, a_directory, a_team, an_index_of

SMALL = a_directory(a_team("dreets", SUBJECT))
WRONG = a_directory(a_team("dreets", "nul", mailbox="boîte"))

AGEN = CompanyFacts(commune="47001")


def tried(service: Service, **asked: Changed) -> Routing:
    """The decision on a need nobody deposited."""
    request = SimulationRequest(**{"subject": SUBJECT, "company": AGEN, **asked})
    return simulating(service)(service.person("staff"), request)


def test_a_decision_is_tried_on_the_directory_in_force_today(service: Service) -> None:
    routing = tried(service)
    assert (routing.teams, routing.on, routing.versions.directory) == (TEAMS, TODAY, "1")


def test_a_decision_is_tried_on_another_day_and_another_directory(service: Service) -> None:
    routing = tried(service, on=date(2027, 1, 1), directory=SMALL)
    assert (routing.teams, routing.on, routing.versions.directory) == (
        ("dreets",),
        date(2027, 1, 1),
        "inline",
    )
    assert in_force(service) == ("1", DIRECTORY)


def test_a_decision_is_tried_with_the_facts_and_answers_given(service: Service) -> None:
    company = CompanyFacts(
        commune="47001",
        created_on=date(2020, 1, 1),
        legal_form="5710",
        naf="62.02A",
        headcount="03",
        natures=("COMMERCIALE",),
        nafa=(),
        opco="akto",
    )
    profile = tried(service, company=company, answers={"apprentice": "true"}).profile
    assert profile.facts == company
    assert (profile.facts.naf, profile.facts.opco, profile.answers) == (
        "62.02A",
        "akto",
        {"apprentice": "true"},
    )


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        ({"subject": ""}, [("/subject", "required")]),
        ({"subject": "nul", "answers": {"x": "y"}}, [("/subject", "unknown_subject")]),
        (
            {"answers": {"x": "y", "apprentice": "maybe"}},
            [("/answers/x", "unknown_question"), ("/answers/apprentice", "unknown_option")],
        ),
        ({"company": CompanyFacts(commune="")}, [("/company/commune", "required")]),
        ({"company": CompanyFacts(commune="99999")}, [("/company/commune", "unknown_commune")]),
        (
            {"subject": "nul", "company": CompanyFacts(commune="99999"), "directory": WRONG},
            [
                ("/subject", "unknown_subject"),
                ("/company/commune", "unknown_commune"),
                ("/directory/teams/0/mailbox", "format"),
                ("/directory/teams/0/competences/0/subject", "unknown_subject"),
            ],
        ),
    ],
)
def test_every_fault_of_what_is_tried_is_told_at_once(
    service: Service, asked: dict[str, Changed], faults: list[tuple[str, str]]
) -> None:
    with pytest.raises(Invalid) as refused:
        tried(service, **asked)
    assert [(one.pointer, one.code) for one in refused.value.faults] == faults


def test_faults_of_shape_come_first(service: Service) -> None:
    shape = (Fault("/company", "type", "Un objet est attendu."),)
    request = SimulationRequest(subject="", company=CompanyFacts(commune=""))
    with pytest.raises(Invalid) as refused:
        simulating(service).simulate(request, shape)
    assert [one.pointer for one in refused.value.faults] == ["/company", "/subject"]


def test_a_decision_is_told_whole_and_kept_without_the_teams_elsewhere(service: Service) -> None:
    narrowed = evolve(
        DIRECTORY,
        teams=tuple(
            evolve(one, criteria=(Criterion(min_headcount=50),)) if one.code == "urssaf-1" else one
            for one in DIRECTORY.teams
        ),
    )
    routing = tried(service, directory=narrowed, company=CompanyFacts(commune="47001", headcount="03"))
    decision = told(routing)
    assert [one.team for one in decision.kept] == ["cci-47", "urssaf-2"]
    assert decision.set_aside == (
        {
            "team": "paris",
            "reason": "outside_territory",
            "expected": narrowed.branches[3].zones,
            "actual": "47001",
            "owner": "paris",
        },
        {
            "team": "urssaf-1",
            "reason": "criterion",
            "expected": 50,
            "actual": 6,
            "owner": "urssaf-1",
            "criterion": "min_headcount",
        },
    )
    assert (decision.notices, decision.versions) == (routing.notices, routing.versions)
    kept = kept_decision(routing)
    assert [one.team for one in kept.objections] == ["urssaf-1"]
    assert (kept.profile, kept.on, kept.versions) == (routing.profile, routing.on, routing.versions)
    assert (kept.kept, kept.notices) == (routing.kept, routing.notices)


def test_who_may_not_try_finds_nothing(service: Service) -> None:
    with pytest.raises(NotFound):
        simulating(service)(service.person("ana"), SimulationRequest(subject=SUBJECT, company=AGEN))


def test_one_team_is_asked_about_by_name_whatever_it_holds(service: Service) -> None:
    kept = tried(service, team="cci-47")
    assert (kept.teams, kept.set_aside) == (("cci-47",), ())
    (verdict,) = tried(service, team="paris").set_aside
    assert (verdict.reason, verdict.actual) == ("outside_territory", "47001")
    (verdict,) = tried(service, subject="former", team="cci-47").set_aside
    assert (verdict.reason, verdict.expected, verdict.actual) == ("subject_not_offered", (SUBJECT,), "former")


def test_a_team_asked_about_that_does_not_exist_is_a_fault(service: Service) -> None:
    for directory in (None, SMALL):
        with pytest.raises(Invalid) as refused:
            tried(service, team="nulle", directory=directory)
        assert [(one.pointer, one.code) for one in refused.value.faults] == [("/team", "unknown_team")]


def test_whoever_is_suspended_is_so_in_a_directory_that_is_tried(service: Service) -> None:
    with service.store.begin() as work:
        version = DirectoryVersion(version="2", at=NOW, by="staff", why="")
        work.directories.publish(an_index_of(DIRECTORY, "2", [ANA]), version)
    assert tried(service, directory=DIRECTORY).teams == tried(service).teams == TEAMS[1:]
