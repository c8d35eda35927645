"""Anybody with an account declares an incident, even suspended; staff follows it to its end (CGU 6.2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from attrs import evolve

from conseillers_application.declare_incident import NewIncident
from conseillers_application.handle_incidents import PAGE, NewEvent
from conseillers_application.mails import BreachMail, IncidentMail
from conseillers_application.ports import Work
from conseillers_application.repeats import Repeat
from conseillers_application.shut_out import LeftToThem, pass_of
from conseillers_domain.accounts import Motive
from conseillers_domain.decisions_of_direction import Measure
from conseillers_domain.errors import Conflict, Invalid, NotFound, ShutOut, Stale, Unidentified
from conseillers_domain.incident import IncidentKind, IncidentState, Step
from tests.application.ends import Ends
from tests.application.service import ANA, BASE_URL, CONTACT, Service
from tests.builders import DAY, HOUR, NOW, an_account

THEFT = NewIncident(kind=IncidentKind.MISUSE, description="Un inconnu écrit en mon nom.", since=NOW - HOUR)
BREACH = NewIncident(kind=IncidentKind.BREACH, description="Un fichier est parti à tous.")
QUALIFY = NewEvent(step=Step.QUALIFY, note="Vu.", kind=IncidentKind.LOSS)


@pytest.fixture
def ends(service: Service) -> Ends:
    made = Ends(service)
    made.directed()
    return made


def url(incident: str) -> str:
    return f"{BASE_URL}/api/admin/incidents/{incident}"


def test_an_advisor_declares_and_staff_is_told_at_once(service: Service, ends: Ends) -> None:
    declared = ends.declare("ana", THEFT)
    assert (declared.kind_label, declared.declared_at) == ("usage malveillant", NOW)
    service.work()
    assert service.written(to=CONTACT) == [
        IncidentMail(
            kind="usage malveillant",
            declared_at=NOW,
            since=NOW - HOUR,
            notify_by=None,
            incident_url=url(declared.id),
        )
    ]
    sheet = ends.incidents.one(service.person("staff"), declared.id)
    assert (sheet.description, sheet.declared_by, sheet.state) == (
        "Un inconnu écrit en mon nom.",
        "Ana",
        IncidentState.DECLARED,
    )


def test_who_is_suspended_declares_with_what_the_refusal_gave_them(service: Service, ends: Ends) -> None:
    password = service.passwords.hash("un mot de passe long")
    service.open_account(an_account("zoe", email="zoe@cci.example", password_hash=password))
    ends.suspend(service.person("staff"), "zoe", Motive.URGENCY)
    signing = service.sign_in
    with pytest.raises(ShutOut) as told:
        signing("zoe@cci.example", "un mot de passe long")
    assert isinstance(told.value.left, LeftToThem)
    assert ends.declare.who(told.value.left.incident_pass) == "zoe"
    with pytest.raises(Unidentified) as wrong:
        signing("zoe@cci.example", "un autre mot de passe")
    assert wrong.value.code == "wrong_credentials"


def test_a_pass_serves_for_an_hour_and_is_nobody_elses_to_make(service: Service, ends: Ends) -> None:
    token = pass_of("zoe", service.secrets, NOW)
    for forged in ("", "zoe", token.replace("zoe", "ana"), f"{token}x", ".1.x"):
        with pytest.raises(Unidentified) as told:
            ends.declare.who(forged)
        assert told.value.code == "wrong_pass"
    service.at = NOW + HOUR - timedelta(seconds=1)
    assert ends.declare.who(token) == "zoe"
    service.at = NOW + HOUR
    with pytest.raises(Unidentified) as told:
        ends.declare.who(token)
    assert told.value.code == "wrong_pass"


def test_who_ended_meanwhile_declares_nothing_more(service: Service, ends: Ends) -> None:
    ends.end(service.person("staff"), "ana", ends.decided(ANA, Measure.END))
    with pytest.raises(Unidentified) as told:
        ends.declare("ana", THEFT)
    assert told.value.code == "account_ended"


def test_an_incident_is_described_and_does_not_begin_tomorrow(service: Service, ends: Ends) -> None:
    assert service.now() == NOW
    wrong = NewIncident(kind=IncidentKind.OTHER, description=" ", since=NOW + DAY)
    with pytest.raises(Invalid) as told:
        ends.declare("ana", wrong)
    assert [(one.pointer, one.code) for one in told.value.faults] == [
        ("/description", "required"),
        ("/since", "future"),
    ]


def test_an_incident_sent_again_is_declared_once(service: Service, ends: Ends) -> None:
    repeat = Repeat("clé", "corps")
    first = ends.declare("ana", THEFT, repeat)
    assert ends.declare("ana", THEFT, repeat) == first
    assert ends.incidents(service.person("staff"), None).total == 1


def test_staff_qualifies_follows_and_closes_and_all_is_in_the_log(service: Service, ends: Ends) -> None:
    staff, incident = service.person("staff"), ends.declare("ana", THEFT).id
    with pytest.raises(Conflict) as told:
        ends.follow(staff, incident, NewEvent(step=Step.CLOSE, note="Rien."))
    assert told.value.code == "incident_step"
    with pytest.raises(Invalid):
        ends.follow(staff, incident, NewEvent(step=Step.QUALIFY, note=""))
    ends.follow(staff, incident, QUALIFY, expected_version=0)
    with pytest.raises(Stale):
        ends.follow(staff, incident, QUALIFY, expected_version=0)
    service.at += HOUR
    sheet = ends.follow(staff, incident, NewEvent(step=Step.CLOSE, note="Données restaurées."))
    assert [(one.step, one.at, one.by) for one in sheet.events] == [
        (Step.QUALIFY, NOW, "Équipe"),
        (Step.CLOSE, NOW + HOUR, "Équipe"),
    ]
    assert (sheet.kind, sheet.declared_kind) == (IncidentKind.LOSS, IncidentKind.MISUSE)
    assert (sheet.state_label, sheet.version) == ("clos", 2)


def test_staff_finds_incidents_by_their_state_the_latest_first(service: Service, ends: Ends) -> None:
    staff = service.person("staff")
    first = ends.declare("ana", THEFT).id
    service.at += HOUR
    second = ends.declare("bob", BREACH).id
    page = ends.incidents(staff, None, limit=1)
    assert ([one.id for one in page.items], page.total) == ([second], 2)
    assert (page.items[0].late, page.items[0].notify_by) == (False, NOW + HOUR + 3 * DAY)
    rest = ends.incidents(staff, None, page.next, 1)
    assert ([one.id for one in rest.items], rest.next) == ([first], None)
    ends.follow(staff, first, QUALIFY)
    assert [one.id for one in ends.incidents(staff, IncidentState.DECLARED).items] == [second]
    service.at += 3 * DAY
    assert ends.incidents(staff, IncidentState.DECLARED).items[0].late


def test_who_does_not_handle_incidents_finds_none(service: Service, ends: Ends) -> None:
    incident = ends.declare("ana", THEFT).id
    for stranger in ("ana", "operator", "boss"):
        person = service.person(stranger)
        for act in (
            lambda: ends.incidents(person, None),  # noqa: B023 - called at once
            lambda: ends.incidents.one(person, incident),  # noqa: B023 - same
            lambda: ends.incidents.register(person),  # noqa: B023 - same
            lambda: ends.follow(person, incident, QUALIFY),  # noqa: B023 - same
        ):
            with pytest.raises(NotFound):
                act()


def test_the_register_tells_all_and_runs_nothing(service: Service, ends: Ends) -> None:
    staff = service.person("staff")
    incident = ends.declare("ana", evolve(BREACH, description='=HYPERLINK("x")', since=NOW - DAY)).id
    ends.follow(staff, incident, NewEvent(step=Step.NOTIFY_CNIL, note="Dossier 12."))
    service.at += HOUR
    ends.declare("bob", THEFT)
    lines = ends.incidents.register(staff).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("référence;sorte;état;commencé le;")
    assert ";usage malveillant;déclaré;" in lines[1]
    assert lines[2].startswith(f"{incident};violation de données personnelles;déclaré;2026-11-22 10:00;")
    assert "'=HYPERLINK" in lines[2]
    assert lines[2].endswith("2026-11-23 10:00 — notification à la CNIL (Équipe) : Dossier 12.")


def test_the_register_of_many_incidents_is_read_page_by_page(service: Service, ends: Ends) -> None:
    for _ in range(PAGE):
        ends.declare("ana", THEFT)
    register = ends.incidents.register(service.person("staff")).decode()
    assert len(register.splitlines()) == PAGE + 1


def recalls(service: Service) -> list[BreachMail]:
    service.work()
    return [one for one in service.written(to=CONTACT) if isinstance(one, BreachMail)]


def test_a_breach_is_recalled_three_times_even_on_a_sunday(service: Service, ends: Ends) -> None:
    service.at = friday = datetime.fromisoformat("2026-11-27T18:00:00+00:00")
    incident = ends.declare("ana", BREACH).id
    left = []
    for _ in range(80):
        ends.mind_breaches()
        service.at += HOUR
        left.append(len(recalls(service)))
    assert [hour for hour in range(1, 80) if left[hour] > left[hour - 1]] == [24, 48, 66]
    assert [one.hours_left for one in recalls(service)] == [47, 23, 5]
    assert recalls(service)[0] == BreachMail(
        known_since=friday, notify_by=friday + 3 * DAY, hours_left=47, incident_url=url(incident)
    )


def test_after_a_stop_only_the_last_recall_is_made(service: Service, ends: Ends) -> None:
    ends.declare("ana", BREACH)
    service.at += 50 * HOUR
    ends.mind_breaches()
    ends.mind_breaches()
    assert [one.hours_left for one in recalls(service)] == [22]


def test_a_breach_that_is_notified_is_recalled_no_more(service: Service, ends: Ends) -> None:
    staff, incident = service.person("staff"), ends.declare("ana", BREACH).id
    service.at += DAY
    ends.mind_breaches()
    ends.follow(staff, incident, NewEvent(step=Step.NOTIFY_CNIL, note="Dossier 12."))
    assert recalls(service) == []
    service.at += DAY
    ends.mind_breaches()
    assert recalls(service) == []


def test_a_breach_notified_while_it_was_looked_for_is_not_recalled(service: Service, ends: Ends) -> None:
    staff, incident = service.person("staff"), ends.declare("ana", BREACH).id

    @contextmanager
    def read() -> Iterator[Work]:
        with service.store.read() as work:
            yield work
        ends.follow(staff, incident, NewEvent(step=Step.NOTIFY_CNIL, note="Dossier 12."))

    service.at += DAY
    evolve(ends.mind_breaches, read=read)()
    assert recalls(service) == []
