"""The service paused and opened again: who may, who is turned away, and what goes on."""

from datetime import timedelta

import pytest

from conseillers_application.maintenance import (
    OPEN,
    Opening,
    ReadMaintenance,
    SetMaintenance,
    UnlessPaused,
)
from conseillers_domain.accounts import Person, Role
from conseillers_domain.errors import Fault, Invalid, NotFound, Unavailable
from conseillers_domain.maintenance import JobsMeanwhile, Pause
from tests.application.service import Service
from tests.builders import NOW

PAUSE = Pause(message=" Mise à jour. ", until=NOW + timedelta(hours=1))
OPERATOR = Person(id="ops", email="ops@example.org", name="Ops", roles=frozenset({Role.OPERATOR}))
STAFF = Person(id="ana", email="ana@example.org", name="Ana", roles=frozenset({Role.STAFF}))
TOLD = Opening(
    on=True, message="Mise à jour.", since=NOW, until=PAUSE.until, jobs=JobsMeanwhile.HELD, by="ops"
)


def setting(service: Service) -> SetMaintenance:
    return SetMaintenance(begin=service.store.begin, now=service.now)


def reading(service: Service) -> ReadMaintenance:
    return ReadMaintenance(read=service.store.read, now=service.now)


def writing(service: Service) -> None:
    """Somebody writes: a transaction of theirs is opened, and kept."""
    with UnlessPaused(service.store.begin, service.now)() as work:
        work.sessions.close("token")


def test_who_runs_the_service_pauses_it_and_opens_it_again(service: Service) -> None:
    assert reading(service)(OPERATOR) == OPEN
    assert setting(service)(OPERATOR, PAUSE) == TOLD
    assert reading(service)(OPERATOR) == TOLD
    assert setting(service).end(OPERATOR) == OPEN
    assert reading(service)(OPERATOR) == OPEN


def test_to_others_that_does_not_exist(service: Service) -> None:
    with pytest.raises(NotFound):
        setting(service)(STAFF, PAUSE)
    with pytest.raises(NotFound):
        setting(service).end(STAFF)
    with pytest.raises(NotFound):
        reading(service)(STAFF)


def test_what_is_said_of_a_pause_may_change_while_it_goes_on(service: Service) -> None:
    setting(service)(OPERATOR, PAUSE)
    service.at += timedelta(minutes=5)
    later = setting(service).pause(
        Pause(message="Encore un peu.", jobs=JobsMeanwhile.DRAINED), by="command-line"
    )
    assert (later.since, later.until, later.by) == (NOW, None, "command-line")
    assert (later.message, later.jobs) == ("Encore un peu.", JobsMeanwhile.DRAINED)


def test_every_fault_of_a_pause_is_told_and_nothing_is_paused(service: Service) -> None:
    known = (Fault("/jobs", "type", "…"),)
    with pytest.raises(Invalid) as refused:
        setting(service)(OPERATOR, Pause(message="", until=NOW), known=known)
    assert [one.pointer for one in refused.value.faults] == ["/jobs", "/message", "/until"]
    assert reading(service).opening() == OPEN


def test_nobody_writes_while_the_service_is_paused_and_everybody_does_afterwards(service: Service) -> None:
    writing(service)
    assert reading(service).refusal() is None
    setting(service)(OPERATOR, PAUSE)
    with pytest.raises(Unavailable, match="Mise à jour") as refused:
        writing(service)
    assert (refused.value.code, refused.value.retry_after) == ("maintenance", 3600)
    told = reading(service).refusal()
    assert told is not None
    assert told.sentence == refused.value.sentence
    setting(service).reopen()
    writing(service)


def test_jobs_are_held_while_a_pause_says_so(service: Service) -> None:
    assert not reading(service).holds_jobs()
    setting(service)(OPERATOR, PAUSE)
    assert reading(service).holds_jobs()
    setting(service)(OPERATOR, Pause(message="Mise à jour.", jobs=JobsMeanwhile.DRAINED))
    assert not reading(service).holds_jobs()
