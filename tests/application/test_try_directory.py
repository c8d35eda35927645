"""A changed directory is tried on the past before it is saved."""

from datetime import date

import pytest
from attrs import evolve

from conseillers_application.try_directory import Trial
from conseillers_domain.directory_patch import DirectoryPatch, Removed
from conseillers_domain.errors import Fault, Invalid, NotFound
from conseillers_domain.what_if import Effect
from tests.application.directories import in_force, trying
from tests.application.service import DIRECTORY, TEAMS, Service
from tests.builders import DAY, NOW, SUBJECT, TODAY, Changed, a_directory, a_team

CLOSED = evolve(DIRECTORY.teams[0], closed=True)
WITHOUT = Trial(patch=DirectoryPatch(teams=(CLOSED,)))


def effect(team: str, needs: int = 1) -> Effect:
    return Effect(team=team, subject=SUBJECT, needs=needs)


def test_a_change_is_tried_on_the_last_three_months_and_nothing_is_stored(service: Service) -> None:
    service.deposited()
    tried = trying(service)(service.person("staff"), WITHOUT)
    assert (tried.version, tried.since, tried.until) == ("1", date(2026, 8, 25), TODAY)
    assert tried.needs == 1
    assert tried.lost == (effect("cci-47"),)
    assert tried.unchanged == (effect("urssaf-1"), effect("urssaf-2"))
    assert in_force(service) == ("1", DIRECTORY)


def test_a_whole_directory_is_tried_in_the_same_way(service: Service) -> None:
    service.deposited()
    tried = trying(service).tried(Trial(directory=a_directory(a_team("dreets", "former"))))
    assert tried.orphaned == tuple(map(effect, TEAMS))
    assert tried.orphans == 1


def test_the_days_asked_for_are_both_included(service: Service) -> None:
    service.deposited()
    service.at = NOW + 3 * DAY
    for since, until, needs in (
        (TODAY, TODAY, 1),
        (TODAY - 5 * DAY, TODAY - DAY, 0),
        (TODAY + DAY, None, 0),
        (None, TODAY, 1),
    ):
        assert trying(service).tried(evolve(WITHOUT, since=since, until=until)).needs == needs


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        ({}, [("/directory", "required")]),
        ({"patch": DirectoryPatch(), "directory": DIRECTORY}, [("/directory", "required")]),
        (
            {"patch": DirectoryPatch(removed=Removed(teams=("nulle",)))},
            [("/patch/removed/teams/0", "unknown")],
        ),
        (
            {"directory": a_directory(a_team("x", "nul")), "since": TODAY + 5 * DAY, "until": TODAY},
            [("/until", "before_start"), ("/directory/teams/0/competences/0/subject", "unknown_subject")],
        ),
    ],
)
def test_every_fault_is_told_at_once(
    service: Service, asked: dict[str, Changed], faults: list[tuple[str, str]]
) -> None:
    with pytest.raises(Invalid) as refused:
        trying(service).tried(Trial(**asked))
    assert [(one.pointer, one.code) for one in refused.value.faults] == faults


def test_faults_of_shape_come_first(service: Service) -> None:
    with pytest.raises(Invalid) as refused:
        trying(service).tried(Trial(), (Fault("/since", "format", "Date attendue."),))
    assert [one.pointer for one in refused.value.faults] == ["/since", "/directory"]


def test_who_may_not_try_finds_nothing(service: Service) -> None:
    with pytest.raises(NotFound):
        trying(service)(service.person("ana"), WITHOUT)
