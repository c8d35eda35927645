"""An incident is qualified, followed and closed; a breach of personal data has a deadline."""

from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_domain.errors import Conflict
from conseillers_domain.incident import (
    LONGEST_TEXT,
    STEPS,
    Incident,
    IncidentEvent,
    IncidentKind,
    IncidentState,
    Step,
    event_faults,
    text_faults,
)
from tests.builders import DAY, HOUR, NOW

DECLARED = Incident(
    id="i",
    declared_kind=IncidentKind.MISUSE,
    description="Un inconnu écrit en mon nom.",
    since=None,
    declared_at=NOW,
    declared_by="ana",
)


def an_event(step: Step, kind: IncidentKind | None = None, after: timedelta = timedelta()) -> IncidentEvent:
    return IncidentEvent(step=step, at=NOW + after, by="staff", note="Vu.", kind=kind)


QUALIFIED = DECLARED.follow(an_event(Step.QUALIFY, IncidentKind.MISUSE))
CLOSED = QUALIFIED.follow(an_event(Step.CLOSE))
IN = {IncidentState.DECLARED: DECLARED, IncidentState.QUALIFIED: QUALIFIED, IncidentState.CLOSED: CLOSED}


@pytest.mark.parametrize("state", IncidentState)
@pytest.mark.parametrize("step", Step)
def test_each_step_is_made_from_its_states_only(state: IncidentState, step: Step) -> None:
    incident = IN[state]
    assert incident.state is state
    event = an_event(step, IncidentKind.LOSS if step is Step.QUALIFY else None)
    if step in STEPS[state]:
        assert incident.follow(event).events[-1] == event
    else:
        with pytest.raises(Conflict) as told:
            incident.follow(event)
        assert (told.value.code, told.value.current) == ("incident_step", {"state": state})


def test_what_is_closed_was_qualified_and_takes_notes_only() -> None:
    assert Step.CLOSE not in STEPS[IncidentState.DECLARED]
    assert STEPS[IncidentState.CLOSED] == {Step.NOTE}


def test_its_kind_is_the_last_that_staff_said() -> None:
    assert DECLARED.kind is IncidentKind.MISUSE
    again = QUALIFIED.follow(an_event(Step.QUALIFY, IncidentKind.LOSS))
    assert (again.kind, again.declared_kind) == (IncidentKind.LOSS, IncidentKind.MISUSE)


def test_a_declared_breach_is_known_since_it_was_declared() -> None:
    breach = evolve(DECLARED, declared_kind=IncidentKind.BREACH)
    assert breach.known_since == breach.awaits_since == NOW
    assert breach.notify_by == NOW + 3 * DAY
    later = breach.follow(an_event(Step.QUALIFY, IncidentKind.BREACH, DAY))
    assert later.known_since == NOW


def test_a_breach_that_staff_found_is_known_since_then() -> None:
    found = DECLARED.follow(an_event(Step.QUALIFY, IncidentKind.BREACH, DAY))
    assert found.known_since == NOW + DAY
    assert found.notify_by == NOW + 4 * DAY


def test_what_is_no_breach_has_no_deadline() -> None:
    assert DECLARED.notify_by is DECLARED.awaits_since is DECLARED.known_since is None
    doubted = evolve(DECLARED, declared_kind=IncidentKind.BREACH)
    assert doubted.follow(an_event(Step.QUALIFY, IncidentKind.OTHER)).awaits_since is None


def test_a_breach_awaits_nothing_once_notified_or_closed() -> None:
    breach = evolve(QUALIFIED, declared_kind=IncidentKind.BREACH).follow(
        an_event(Step.QUALIFY, IncidentKind.BREACH)
    )
    notified = breach.follow(an_event(Step.NOTIFY_CNIL, after=HOUR))
    assert (notified.notified_at, notified.awaits_since) == (NOW + HOUR, None)
    assert breach.follow(an_event(Step.CLOSE)).awaits_since is None
    with pytest.raises(Conflict) as told:
        notified.follow(an_event(Step.NOTIFY_CNIL))
    assert told.value.code == "already_notified"


@pytest.mark.parametrize(
    ("step", "note", "kind", "pointers"),
    [
        (Step.NOTE, "Vu.", None, []),
        (Step.NOTE, " ", None, ["/note"]),
        (Step.NOTE, "x" * (LONGEST_TEXT + 1), None, ["/note"]),
        (Step.QUALIFY, "Vu.", IncidentKind.LOSS, []),
        (Step.QUALIFY, "", None, ["/note", "/kind"]),
        (Step.CLOSE, "Fini.", IncidentKind.LOSS, ["/kind"]),
    ],
)
def test_all_that_is_wrong_with_a_line_is_told(
    step: Step, note: str, kind: IncidentKind | None, pointers: list[str]
) -> None:
    assert [fault.pointer for fault in event_faults(step, note, kind)] == pointers
    assert text_faults("/note", "Une phrase.") == ()


def test_people_read_french() -> None:
    for one in (*IncidentKind, *IncidentState, *Step):
        assert one.label != one.value
