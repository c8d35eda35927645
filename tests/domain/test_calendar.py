"""Instants are UTC, days are those of mainland France."""

from datetime import UTC, date, datetime

import pytest

from conseillers_domain.calendar import after_working_days, day_of, first_instant_of


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 1, 1, 22, 59, 59, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 1, 1, 23, tzinfo=UTC), date(2026, 1, 2)),
        (datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_a_day_begins_at_midnight_in_paris(at: datetime, day: date) -> None:
    assert day_of(at) == day


@pytest.mark.parametrize("day", [date(2026, 1, 2), date(2026, 7, 2), date(2026, 3, 29), date(2026, 10, 25)])
def test_the_first_instant_of_a_day_is_the_first_of_that_day(day: date) -> None:
    first = first_instant_of(day)
    assert day_of(first) == day
    assert (first.hour, first.minute, first.second) == (0, 0, 0)


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 2, date(2026, 11, 25)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 27), 6, date(2026, 12, 7)),
    ],
)
def test_nobody_works_at_weekends(day: date, count: int, after: date) -> None:
    assert after_working_days(day, count) == after
