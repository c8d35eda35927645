"""Staff reads why each team does or does not receive a need, in the names and territories of its day."""

import pytest
from attrs import evolve

from conseillers_application.explain_routing import ReadRouting
from conseillers_domain.errors import NotFound
from conseillers_domain.routing import Routing, Versions, route
from tests.application.service import DIRECTORY, Service, naf_label
from tests.builders import SUBJECT, TODAY, a_demand, a_need
from tests.domain.country import COUNTRY, a_profile


@pytest.fixture
def reading(service: Service) -> ReadRouting:
    return ReadRouting(read=service.store.read, geography=COUNTRY, naf_label=naf_label)


def test_every_team_that_holds_the_subject_is_told_with_why(service: Service, reading: ReadRouting) -> None:
    need = service.need(service.deposited())
    service.publish(evolve(DIRECTORY, teams=tuple(evolve(one, name="Autre") for one in DIRECTORY.teams)))
    told = reading(service.person("staff"), need.id)
    assert (told.need, told.subject, told.on, told.company.commune) == (need.id, SUBJECT, TODAY, "47001")
    assert [(one.team, one.team_name) for one in told.kept] == [
        ("cci-47", "CCI Emploi"),
        ("urssaf-1", "Équipe urssaf-1"),
        ("urssaf-2", "Équipe urssaf-2"),
    ]
    (paris,) = told.set_aside
    assert (paris.team, paris.reason, paris.actual) == ("paris", "outside_territory", "47001")
    assert "ne couvre pas Agen" in paris.sentence
    assert (told.notices, told.versions.directory) == ((), "1")


def test_a_decision_under_territories_that_are_gone_is_told_in_those_in_force(
    service: Service, reading: ReadRouting
) -> None:
    with service.store.begin() as work:
        taken = route(a_profile(), work.directories.current(), COUNTRY, TODAY)
        older: Routing = evolve(taken, versions=Versions(directory="1", geography="1999"))
        work.demands.add(a_demand(id="old"))
        work.needs.add(a_need(id="old", demand="old"), a_demand(id="old"), older, None)
    (paris,) = reading(service.person("staff"), "old").set_aside
    assert "ne couvre pas Agen" in paris.sentence


def test_who_may_not_see_it_finds_nothing(service: Service, reading: ReadRouting) -> None:
    need = service.need(service.deposited())
    for person, asked in (("ana", need.id), ("staff", "nul")):
        with pytest.raises(NotFound):
            reading(service.person(person), asked)
