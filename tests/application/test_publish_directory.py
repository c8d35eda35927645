"""The directory is replaced whole, changed in part or brought back; nobody is left without being told."""

import pytest
from attrs import evolve

from conseillers_adapters.memory.store import MemoryStore
from conseillers_application.orphans import Orphaned
from conseillers_application.ports import DirectoryVersion
from conseillers_application.publish_directory import Intent, Step
from conseillers_application.read_directory import ReadDirectory
from conseillers_application.repeats import Repeat
from conseillers_domain.directory_patch import DirectoryPatch, Removed
from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound, Stale
from conseillers_domain.what_if import Effect
from tests.application.directories import in_force, past_need, publishing
from tests.application.service import ANA, BOB, CATALOGUE, DIRECTORY, EVE, TEAMS, Service
from tests.builders import DAY, NOW, SUBJECT, a_catalogue, a_directory, a_team, an_index_of
from tests.domain.country import COUNTRY

SMALL = a_directory(a_team("dreets", SUBJECT))
WRONG = a_directory(a_team("dreets", "nul", mailbox="boîte"))
NOBODY = a_directory(a_team("dreets", "former"))
"""One that answers nothing on the usual subject."""


def test_a_directory_without_a_fault_replaces_the_one_before(service: Service) -> None:
    intent = Intent(why="Réorganisation", expected_version="1")
    version = publishing(service)(service.person("staff"), SMALL, intent=intent)
    assert version == DirectoryVersion(version="2", at=NOW, by="staff", why="Réorganisation")
    assert in_force(service) == ("2", SMALL)
    with service.store.read() as work:
        assert [one.version for one in work.directories.versions()] == ["2", "1"]


def test_a_directory_with_a_fault_changes_nothing_and_tells_them_all(service: Service) -> None:
    shape = (Fault("/teams/0/mailbox", "type", "Un texte est attendu."),)
    with pytest.raises(Invalid) as refused:
        publishing(service)(service.person("staff"), WRONG, known=shape)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [
        ("/teams/0/mailbox", "type"),
        ("/teams/0/competences/0/subject", "unknown_subject"),
    ]
    assert in_force(service) == ("1", DIRECTORY)


def test_who_read_an_older_directory_is_told_to_read_again(service: Service) -> None:
    with pytest.raises(Stale, match="version 1"):
        publishing(service)(service.person("staff"), SMALL, intent=Intent(expected_version="0"))
    assert in_force(service) == ("1", DIRECTORY)


def test_the_second_of_two_people_who_edit_at_once_is_told(service: Service) -> None:
    staff, theirs = service.person("staff"), Intent(expected_version="1")
    publishing(service)(staff, SMALL, intent=theirs)
    with pytest.raises(Stale, match="version 2"):
        publishing(service)(staff, evolve(SMALL, teams=()), intent=theirs)
    assert in_force(service) == ("2", SMALL)


def test_from_the_machine_itself_nobody_signs_in(service: Service) -> None:
    told: list[Step] = []
    assert publishing(service).publish(SMALL, by="cli", told=told.append).by == "cli"
    assert ReadDirectory(read=service.store.read).current().document == SMALL
    assert told == list(Step)


def test_who_may_not_change_or_see_it_finds_nothing(service: Service) -> None:
    ana = service.person("ana")
    for act in (
        lambda: publishing(service)(ana, SMALL),
        lambda: publishing(service).change(ana, DirectoryPatch()),
        lambda: publishing(service).restore(ana, "1"),
        lambda: ReadDirectory(read=service.store.read)(ana),
    ):
        with pytest.raises(NotFound):
            act()
    assert in_force(service) == ("1", DIRECTORY)


def test_a_part_of_it_is_changed_and_the_rest_left(service: Service) -> None:
    closed = evolve(DIRECTORY.teams[0], closed=True)
    patch = DirectoryPatch(teams=(closed,), removed=Removed(advisors=("ana@cci.example",)))
    version = publishing(service).change(service.person("staff"), patch, intent=Intent(why="Fermeture"))
    assert (version.version, version.why, version.forced) == ("2", "Fermeture", None)
    teams = (closed, *DIRECTORY.teams[1:])
    assert in_force(service) == ("2", evolve(DIRECTORY, teams=teams, advisors=DIRECTORY.advisors[1:]))


def test_what_is_wrong_with_a_change_is_told_at_its_place_in_it(service: Service) -> None:
    patch = DirectoryPatch(
        teams=(a_team("neuve", "nul", branch="cci"),),
        removed=Removed(teams=("nulle",), branches=("paris",)),
    )
    shape = (Fault("/teams/0/mailbox", "type", "Un texte est attendu."),)
    with pytest.raises(Invalid) as refused:
        publishing(service).change(service.person("staff"), patch, known=shape)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [
        ("/teams/0/mailbox", "type"),
        ("/removed/teams/0", "unknown"),
        ("/teams/0/competences/0/subject", "unknown_subject"),
        ("/removed", "unknown_branch"),
    ]
    assert in_force(service) == ("1", DIRECTORY)


def test_an_earlier_version_is_brought_back(service: Service) -> None:
    staff = service.person("staff")
    publishing(service)(staff, SMALL)
    version = publishing(service).restore(staff, "1")
    assert (version.version, version.why) == ("3", "Retour à la version 1")
    assert in_force(service) == ("3", DIRECTORY)
    assert publishing(service).restore(staff, "2", intent=Intent(why="Essai")).why == "Essai"
    with pytest.raises(NotFound):
        publishing(service).restore(staff, "9")


def test_what_would_leave_past_needs_to_nobody_is_refused_and_says_whose(service: Service) -> None:
    need = service.need(service.deposited())
    service.at = NOW + 89 * DAY
    with pytest.raises(Conflict, match="1 besoin de ceux des 90 derniers jours") as refused:
        publishing(service)(service.person("staff"), NOBODY)
    assert refused.value.code == "would_orphan"
    assert refused.value.current == Orphaned(
        needs=1,
        since=service.at - 90 * DAY,
        by_team=tuple(Effect(team=team, subject=SUBJECT, needs=1) for team in TEAMS),
        ids=(need.id,),
    )
    assert in_force(service) == ("1", DIRECTORY)


def test_many_teams_and_needs_left_are_told_shortly(service: Service) -> None:
    service.publish(a_directory(*(a_team(f"team-{rank}", SUBJECT) for rank in range(8))))
    past_need(service, "one")
    past_need(service, "other")
    with pytest.raises(Conflict, match=r"2 besoins .* «.Équipe team-4.» et 3 autres\)"):
        publishing(service)(service.person("staff"), NOBODY)


def test_it_is_published_all_the_same_with_a_reason_that_is_kept(service: Service) -> None:
    service.deposited()
    version = publishing(service)(
        service.person("staff"), NOBODY, intent=Intent(force="Fermeture décidée en comité")
    )
    assert version.forced == "Fermeture décidée en comité"
    with service.store.read() as work:
        assert work.directories.version("2") == version


def test_a_reason_that_was_not_needed_is_not_kept(service: Service) -> None:
    version = publishing(service)(service.person("staff"), SMALL, intent=Intent(force="Au cas où"))
    assert version.forced is None


def test_a_reason_that_says_nothing_is_none(service: Service) -> None:
    with pytest.raises(Invalid) as refused:
        publishing(service)(service.person("staff"), NOBODY, intent=Intent(force="  … "))
    assert [(one.pointer, one.code) for one in refused.value.faults] == [("/force/reason", "required")]


def test_needs_of_longer_ago_keep_nothing_from_being_published(service: Service) -> None:
    service.deposited()
    service.at = NOW + 91 * DAY
    assert publishing(service)(service.person("staff"), NOBODY).version == "2"


def test_going_back_to_a_version_that_orphans_is_refused_as_well(service: Service) -> None:
    staff = service.person("staff")
    publishing(service)(staff, NOBODY)
    publishing(service).restore(staff, "1")
    service.deposited()
    with pytest.raises(Conflict):
        publishing(service).restore(staff, "2")


def test_what_somebody_publishes_while_it_is_checked_is_not_undone(service: Service) -> None:
    before = MemoryStore(new_id=service.new_id, delivered=a_catalogue(SUBJECT), packaged=lambda: COUNTRY)
    outdated = evolve(publishing(service), read=before.read)
    with pytest.raises(Conflict) as refused:
        outdated(service.person("staff"), SMALL)
    assert refused.value.code == "directory_changed"
    assert in_force(service) == ("1", DIRECTORY)


def test_a_directory_checked_against_a_catalogue_that_changed_meanwhile_is_refused(service: Service) -> None:
    before = in_force(service)
    checked_earlier = MemoryStore(
        new_id=service.new_id, delivered=a_catalogue(SUBJECT, version="0"), packaged=lambda: COUNTRY
    )
    outdated = evolve(publishing(service), read=checked_earlier.read)
    with pytest.raises(Conflict, match="catalogue"):
        outdated(service.person("staff"), SMALL)
    assert in_force(service) == before


def test_the_same_request_sent_again_publishes_nothing_more(service: Service) -> None:
    staff, intent = service.person("staff"), Intent(repeat=Repeat("key", "digest"), expected_version="1")
    first = publishing(service)(staff, SMALL, intent=intent)
    assert publishing(service)(staff, SMALL, intent=intent) == first
    assert in_force(service)[0] == "2"
    with pytest.raises(Invalid) as refused:
        publishing(service)(staff, SMALL, intent=Intent(repeat=Repeat("key", "other")))
    assert refused.value.code == "idempotency_key_reused"


def test_the_same_request_that_arrives_meanwhile_publishes_nothing_more(service: Service) -> None:
    staff, intent = service.person("staff"), Intent(repeat=Repeat("key", "digest"))
    early = MemoryStore(new_id=service.new_id, delivered=CATALOGUE, packaged=lambda: COUNTRY)
    first = publishing(service)(staff, SMALL, intent=intent)
    assert evolve(publishing(service), read=early.read)(staff, SMALL, intent=intent) == first


@pytest.mark.parametrize(
    ("intent", "fault"),
    [
        (Intent(why="x" * 501), ("/why", "too_long")),
        (Intent(why="un\0deux"), ("/why", "format")),
        (Intent(force="x" * 501), ("/force/reason", "too_long")),
    ],
)
def test_what_cannot_be_kept_with_a_version_is_told(
    service: Service, intent: Intent, fault: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        publishing(service)(service.person("staff"), SMALL, intent=intent)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [fault]


def test_a_reason_may_hold_lines_and_typography(service: Service) -> None:
    why = "Rentrée\u00a0: deux équipes\nde plus"
    assert publishing(service)(service.person("staff"), SMALL, intent=Intent(why=why)).why == why


def test_what_is_published_again_as_it_is_orphans_nobody(service: Service) -> None:
    service.deposited()
    assert publishing(service)(service.person("staff"), DIRECTORY).version == "2"


def test_a_team_whose_members_are_suspended_still_counts_for_its_needs(service: Service) -> None:
    service.deposited()
    with service.store.begin() as work:
        version = DirectoryVersion(version="2", at=NOW, by="staff", why="")
        work.directories.publish(an_index_of(DIRECTORY, "2", [ANA, BOB, EVE]), version)
    with pytest.raises(Conflict):
        publishing(service)(service.person("staff"), NOBODY)
