"""A pause: what may be asked of it, and what who is turned away is told."""

from datetime import UTC, datetime, timedelta

import pytest

from conseillers_domain.maintenance import JobsMeanwhile, Maintenance, Pause
from tests.builders import NOW
from tests.domain.told import plain

HOUR = timedelta(hours=1)


def lasting(until: datetime | None = None) -> Maintenance:
    return Maintenance(message="Mise à jour.", since=NOW, by="ops", until=until)


@pytest.mark.parametrize(
    ("pause", "faults"),
    [
        (Pause(message="Mise à jour."), []),
        (Pause(message="Mise à jour.", until=NOW + HOUR, jobs=JobsMeanwhile.DRAINED), []),
        (Pause(message=" . "), [("/message", "required")]),
        (Pause(message="x" * 501), [("/message", "too_long")]),
        (Pause(message="x" * 500, until=NOW), [("/until", "past")]),
        (Pause(message="", until=NOW - HOUR), [("/message", "required"), ("/until", "past")]),
    ],
)
def test_a_pause_says_why_and_ends_in_the_future_if_it_says_when(
    pause: Pause, faults: list[tuple[str, str]]
) -> None:
    assert [(one.pointer, one.code) for one in pause.faults(NOW)] == faults


def test_who_is_turned_away_is_told_why_and_until_when() -> None:
    assert lasting().told == "Mise à jour."
    told = lasting(datetime(2026, 11, 28, 13, 5, tzinfo=UTC)).told
    assert plain(told) == "Mise à jour. Reprise prévue le 28 novembre 2026 à 14 h 05."


@pytest.mark.parametrize(
    ("until", "seconds"),
    [
        (None, 600),
        (NOW + HOUR, 3600),
        (NOW + timedelta(milliseconds=1), 1),
        (NOW, 600),
        (NOW - HOUR, 600),
    ],
)
def test_and_to_come_back_when_it_ends_or_in_a_while_if_nobody_knows(
    until: datetime | None, seconds: int
) -> None:
    refusal = lasting(until).refusal(NOW)
    assert (refusal.code, refusal.retry_after) == ("maintenance", seconds)
    assert refusal.sentence == lasting(until).told


def test_jobs_are_held_unless_it_is_said_otherwise() -> None:
    assert lasting().holds_jobs
    assert [one.label for one in JobsMeanwhile] == ["gardées", "exécutées"]
