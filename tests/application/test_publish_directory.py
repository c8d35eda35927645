"""The directory is read whole, replaced whole or not at all, and tried before it is."""

from datetime import date

import pytest
from attrs import evolve

from conseillers_adapters.memory.store import MemoryStore
from conseillers_application.decisions import kept_decision, told
from conseillers_application.publish_directory import (
    PublishDirectory,
    ReadDirectory,
    SimulateRouting,
    SimulationRequest,
)
from conseillers_domain.company import CompanyFacts
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound, Stale
from conseillers_domain.routing import Routing
from tests.application.service import DIRECTORY, TEAMS, Service
from tests.builders import NOW, SUBJECT, TODAY, Changed, a_catalogue, a_directory, a_team
from tests.domain.country import COUNTRY

SMALL = a_directory(a_team("dreets", SUBJECT))
WRONG = a_directory(a_team("dreets", "nul", mailbox="boîte"))


def publish(service: Service) -> PublishDirectory:
    """Replaces the directory."""
    return PublishDirectory(
        begin=service.store.begin,
        read=service.store.read,
        check=service.check_directory,
        now=service.now,
    )


def simulate(service: Service) -> SimulateRouting:
    """Tries a decision."""
    return SimulateRouting(
        read=service.store.read,
        check=service.check_directory,
        geography=service.transmit.geography,
        now=service.now,
    )


def in_force(service: Service) -> tuple[str, DirectoryDocument]:
    """Its version and what it says."""
    directory = ReadDirectory(read=service.store.read)(service.person("staff"))
    return directory.version, directory.document


def test_a_directory_without_a_fault_replaces_the_one_before(service: Service) -> None:
    version = publish(service)(service.person("staff"), SMALL, why="Réorganisation", expected_version="1")
    assert (version.version, version.at, version.by, version.why) == ("2", NOW, "staff", "Réorganisation")
    assert in_force(service) == ("2", SMALL)
    with service.store.read() as work:
        assert [one.version for one in work.directories.versions()] == ["2", "1"]


def test_a_directory_with_a_fault_changes_nothing_and_tells_them_all(service: Service) -> None:
    shape = (Fault("/teams/0/mailbox", "type", "Un texte est attendu."),)
    with pytest.raises(Invalid) as refused:
        publish(service)(service.person("staff"), WRONG, known=shape)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [
        ("/teams/0/mailbox", "type"),
        ("/teams/0/competences/0/subject", "unknown_subject"),
    ]
    assert in_force(service) == ("1", DIRECTORY)


def test_who_read_an_older_directory_is_told_to_read_again(service: Service) -> None:
    with pytest.raises(Stale, match="version 1"):
        publish(service)(service.person("staff"), SMALL, expected_version="0")
    assert in_force(service) == ("1", DIRECTORY)


def test_from_the_machine_itself_nobody_signs_in(service: Service) -> None:
    assert publish(service).publish(SMALL, by="cli").by == "cli"
    assert ReadDirectory(read=service.store.read).current().document == SMALL


def test_who_may_not_change_see_or_try_it_finds_nothing(service: Service) -> None:
    ana, request = service.person("ana"), SimulationRequest(subject=SUBJECT, company=AGEN)
    for act in (
        lambda: publish(service)(ana, SMALL),
        lambda: ReadDirectory(read=service.store.read)(ana),
        lambda: simulate(service)(ana, request),
    ):
        with pytest.raises(NotFound):
            act()


AGEN = CompanyFacts(commune="47001")


def tried(service: Service, **asked: Changed) -> Routing:
    """The decision on a need nobody deposited."""
    request = SimulationRequest(**{"subject": SUBJECT, "company": AGEN, **asked})
    return simulate(service)(service.person("staff"), request)


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
        simulate(service).simulate(request, shape)
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


def test_a_directory_checked_against_a_catalogue_that_changed_meanwhile_is_refused(service: Service) -> None:
    before = in_force(service)
    checked_earlier = MemoryStore(
        new_id=service.new_id, delivered=a_catalogue(SUBJECT, version="0"), packaged=lambda: COUNTRY
    )
    publishing = evolve(publish(service), read=checked_earlier.read)
    with pytest.raises(Conflict, match="catalogue"):
        publishing(service.person("staff"), SMALL)
    assert in_force(service) == before
