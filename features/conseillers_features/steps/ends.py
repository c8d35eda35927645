"""Accounts suspended or ended as the direction decides, and incidents declared and followed."""

from typing import Final

import pytest
from pytest_bdd import given, then, when

from conseillers_application.change_roles import NewRoles
from conseillers_application.declare_incident import NewIncident
from conseillers_application.direction_decisions import NewDecision
from conseillers_application.handle_incidents import NewEvent
from conseillers_application.shut_out import LeftToThem
from conseillers_application.tasks import TaskRequest
from conseillers_domain.accounts import Motive, Role
from conseillers_domain.decisions_of_direction import Measure
from conseillers_domain.errors import ShutOut
from conseillers_domain.incident import IncidentKind, IncidentState, Step
from conseillers_domain.staff_task import TaskKind
from conseillers_features.steps.story import Story
from conseillers_features.steps.wording import listed, plain, rows, worded
from conseillers_features.worlds.surroundings import CONTACT, PASSWORD

MEASURES: Final = {
    "suspendre": Measure.SUSPENSION,
    "mettre fin": Measure.END,
    "changer les rôles": Measure.ROLES,
}
ROLES: Final = {
    "conseiller": Role.ADVISOR,
    "suivi des chiffres": Role.PILOT,
    "équipe du service": Role.STAFF,
}


@pytest.fixture
def decided() -> dict[str, str]:
    """The decisions of the direction in this scenario, by what they say: their ids."""
    return {}


@given(worded("{name} dirige le service"))
def directs(story: Story, name: str) -> None:
    """Somebody has an account of the direction."""
    story.people[name] = "direction@service.example"
    story.world.open_account(story.people[name], name, Role.DIRECTION)
    story.shut_out.add(name)  # who directs receives no needs, and does not look for them


@given(worded("{director} a décidé de {act} le compte de {name} : « {rest} »"))
@given(worded("{director} a décidé de {act} au compte de {name} : « {rest} »"))
@given(worded("{director} a décidé de {act} du compte de {name} : « {rest} »"))
@when(worded("{director} décide de {act} le compte de {name} : « {rest} »"))
def decides(story: Story, decided: dict[str, str], director: str, act: str, name: str, rest: str) -> None:
    """Record a decision."""
    new = NewDecision(email=story.people[name], measure=MEASURES[act], why=rest)
    found = story.attempt(lambda: story.world.ends.decide(story.email(director), new))
    if found is not None:
        decided[name] = found


@when(worded("l’équipe du service suspend le compte de {name} pour un autre motif"))
def suspends_for_another_motive(story: Story, decided: dict[str, str], name: str) -> None:
    """With the decision there is, if there is one."""
    email, decision = story.people[name], decided.get(name)
    story.attempt(lambda: story.world.ends.suspend(email, Motive.OTHER, decision))
    story.shut_out.add(name)


@when(worded("l’équipe du service met fin au compte de {name}"))
def ends(story: Story, decided: dict[str, str], name: str) -> None:
    """With the decision there is, if there is one."""
    story.attempt(lambda: story.world.ends.end(story.people[name], decided.get(name)))
    story.shut_out.add(name)


@when(worded("l’équipe du service cherche à lever la suspension du compte de {name}"))
def tries_to_lift(story: Story, name: str) -> None:
    """It may be over for good."""
    story.attempt(lambda: story.world.lift(story.people[name]))


@when(worded("l’équipe du service donne à {name} les rôles : {roles}"))
def gives_roles(story: Story, decided: dict[str, str], name: str, roles: str) -> None:
    """With the decision there is, if there is one."""
    given_roles = frozenset(ROLES[one] for one in listed(roles))
    new = NewRoles(roles=given_roles, reason="Nouvelle mission", decision=decided.get(name))
    story.attempt(lambda: story.world.ends.give_roles(story.people[name], new))


@then(worded("l’équipe du service lit ce qui a été fait du compte de {name}"))
def reads_changes(story: Story, name: str, datatable: list[list[str]]) -> None:
    """Exactly this, oldest first."""
    found = story.world.ends.account(story.people[name]).changes
    told = [{"quoi": one.kind_label, "motif": one.motive_label or "—", "par": one.by} for one in found]
    assert told == list(rows(datatable))


@then(worded("{name} reçoit le mail « {rest} »"))
def a_person_gets(story: Story, name: str, rest: str) -> None:
    """At the address of their account."""
    assert rest in [plain(one.subject) for one in story.world.mails() if one.to == story.people[name]]


@then("l’équipe du service a pour tâche de confier à d’autres les besoins de ces équipes")
def orphans(story: Story, datatable: list[list[str]]) -> None:
    """Exactly these teams, with how many needs."""
    told = [{"équipe": team, "besoins": many} for team, many in _orphans(story)]
    assert told == list(rows(datatable))


@then("l’équipe du service n’a plus de besoins à confier à d’autres")
def no_orphans(story: Story) -> None:
    """Once regular hours have passed."""
    story.world.ends.watch()
    assert _orphans(story) == []


def _orphans(story: Story) -> list[tuple[str, str]]:
    asked = TaskRequest(kind=TaskKind.ORPHAN_REFERRALS)
    found = story.world.tasks(story.world.staff, asked).items
    return [(str(one.team_name), str(one.referrals)) for one in found]


def _kind(label: str) -> IncidentKind:
    return next(one for one in IncidentKind if one.label == label)


@given(worded("{name} a déclaré un incident, « {kind} » : « {rest} »"))
@when(worded("{name} déclare un incident, « {kind} » : « {rest} »"))
def declares(story: Story, name: str, kind: str, rest: str) -> None:
    """Under their account, or with what is left to them when it is suspended."""
    new = NewIncident(kind=_kind(kind), description=rest)
    if name not in story.shut_out:
        story.attempt(lambda: story.world.ends.declare(story.email(name), new))
        return
    try:
        story.world.sign_in(story.people[name], PASSWORD)
    except ShutOut as shut_out:
        left = shut_out.left
    else:
        raise AssertionError("they are let in")
    assert isinstance(left, LeftToThem)
    story.world.ends.declare_shut_out(left.incident_pass, new)


@then("l’équipe du service trouve parmi les incidents")
def finds_incidents(story: Story, datatable: list[list[str]]) -> None:
    """Exactly these, latest first."""
    found = story.world.ends.incidents(story.world.staff).items
    told = [
        {"sorte": one.kind_label, "état": one.state_label, "déclaré par": one.declared_by} for one in found
    ]
    assert told == list(rows(datatable))


@when(worded("{name} cherche les incidents"))
def looks_for_incidents(story: Story, name: str) -> None:
    """Who may not finds none."""
    story.attempt(lambda: story.world.ends.incidents(story.email(name)))


@when(worded("l’équipe du service qualifie l’incident, « {kind} » : « {rest} »"))
def qualifies(story: Story, kind: str, rest: str) -> None:
    """Say what it is."""
    _follow(story, NewEvent(step=Step.QUALIFY, note=rest, kind=_kind(kind)))


@when(worded("l’équipe du service clôt l’incident : « {rest} »"))
def closes(story: Story, rest: str) -> None:
    """It is over."""
    _follow(story, NewEvent(step=Step.CLOSE, note=rest))


@when(worded("l’équipe du service notifie la CNIL : « {rest} »"))
def notifies(story: Story, rest: str) -> None:
    """Within 72 hours, or after."""
    _follow(story, NewEvent(step=Step.NOTIFY_CNIL, note=rest))


def _follow(story: Story, event: NewEvent) -> None:
    (incident,) = story.world.ends.incidents(story.world.staff).items
    story.attempt(lambda: story.world.ends.follow(incident.id, event))


@then("l’incident n’est pas clos")
def is_not_closed(story: Story) -> None:
    """Somebody still follows it."""
    (incident,) = story.world.ends.incidents(story.world.staff).items
    assert incident.state is not IncidentState.CLOSED


@then(worded("l’équipe du service est prévenue, {number} fois : « {rest} »"))
def staff_is_told(story: Story, number: str, rest: str) -> None:
    """At the address of the service, once regular hours have passed."""
    story.world.ends.watch()
    told = [plain(one.subject) for one in story.world.mails() if one.to == CONTACT]
    assert told.count(rest) == int(number)


@then(worded("le registre des incidents porte : « {rest} »"))
def is_in_the_register(story: Story, rest: str) -> None:
    """As a spreadsheet reads it."""
    assert rest in story.world.ends.register()
