"""What every store does with incidents."""

import pytest

from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.incident import Incident, IncidentEvent, IncidentKind, IncidentState, Step
from tests.builders import DAY, HOUR, NOW
from tests.contracts.stores import Bench


def an_incident(incident_id: str = "i1", **changes: object) -> Incident:
    values = {
        "declared_kind": IncidentKind.BREACH,
        "description": "Un fichier est parti à « tous ».",
        "since": NOW - HOUR,
        "declared_at": NOW,
        "declared_by": "ana",
    }
    return Incident(id=incident_id, **{**values, **changes})  # type: ignore[arg-type]


def an_event(step: Step, kind: IncidentKind | None = None) -> IncidentEvent:
    return IncidentEvent(step=step, at=NOW + HOUR, by="staff", note="Vu, à suivre.", kind=kind)


def keep(bench: Bench, *incidents: Incident) -> None:
    with bench.store.begin() as work:
        for one in incidents:
            work.incidents.add(one)


def test_an_incident_and_its_log_come_back_as_they_were(bench: Bench) -> None:
    incident = an_incident()
    keep(bench, incident, an_incident("i2", since=None))
    with bench.other.begin() as work:
        assert work.incidents.get("i1") == incident
        assert work.incidents.get("i2").since is None
        after = work.incidents.save(incident.follow(an_event(Step.QUALIFY, IncidentKind.LOSS)))
    assert after.version == 1
    with bench.store.read() as work:
        assert work.incidents.get("i1") == after
        with pytest.raises(NotFound):
            work.incidents.get("i9")


def test_the_second_of_two_writers_is_refused(bench: Bench) -> None:
    incident = an_incident()
    keep(bench, incident)
    with bench.store.begin() as work:
        work.incidents.save(incident.follow(an_event(Step.NOTE)))
    with pytest.raises(Conflict), bench.other.begin() as work:
        work.incidents.save(incident.follow(an_event(Step.NOTE)))


def test_incidents_are_listed_by_state_the_latest_first(bench: Bench) -> None:
    first, same, last = an_incident(), an_incident("i2"), an_incident("i3", declared_at=NOW + HOUR)
    known = an_incident("i4", declared_at=NOW - DAY).follow(an_event(Step.QUALIFY, IncidentKind.LOSS))
    keep(bench, last, first, known, same)
    with bench.other.read() as work:
        lists = work.incident_lists
        assert lists.page(None, None, 9) == (last, same, first, known)
        assert lists.page(None, (NOW, "i2"), 1) == (first,)
        assert lists.page(IncidentState.DECLARED, None, 2) == (last, same)
        assert lists.page(IncidentState.DECLARED, (NOW, "i2"), 9) == (first,)
        assert lists.page(IncidentState.QUALIFIED, None, 9) == (known,)
        assert (lists.count(None), lists.count(IncidentState.DECLARED)) == (4, 3)
        assert lists.count(IncidentState.CLOSED) == 0


def test_breaches_await_their_notification_the_oldest_first(bench: Bench) -> None:
    young, old = an_incident(), an_incident("i2", declared_at=NOW - DAY)
    told = an_incident("i3").follow(an_event(Step.NOTIFY_CNIL))
    keep(bench, young, old, told, an_incident("i4", declared_kind=IncidentKind.OTHER))
    with bench.other.read() as work:
        assert work.incident_lists.awaiting(NOW, 9) == (old, young)
        assert work.incident_lists.awaiting(NOW, 1) == (old,)
        assert work.incident_lists.awaiting(NOW - HOUR, 9) == (old,)
    with bench.store.begin() as work:
        kept = work.incidents.get("i2")
        work.incidents.save(kept.follow(an_event(Step.NOTIFY_CNIL)))
    with bench.other.read() as work:
        assert work.incident_lists.awaiting(NOW, 9) == (young,)
