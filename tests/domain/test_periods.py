"""Days asked about: both included, in an order, in centuries that make sense."""

from datetime import UTC, date, datetime, timedelta

import pytest

from conseillers_domain.periods import EARLIEST, LATEST, Period

DAY = date(2026, 11, 23)


def test_both_days_are_included_from_midnight_in_france() -> None:
    period = Period(since=DAY, until=DAY)
    assert period.faults() == ()
    assert period.begins == datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert period.ends - period.begins == timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "until", "faults"),
    [
        (EARLIEST, LATEST, []),
        (DAY + timedelta(days=1), DAY, [("/until", "before_start")]),
        (date.min, date.max, [("/since", "out_of_range"), ("/until", "out_of_range")]),
        (EARLIEST - timedelta(days=1), DAY, [("/since", "out_of_range")]),
        (DAY, LATEST + timedelta(days=1), [("/until", "out_of_range")]),
    ],
)
def test_what_is_no_period_is_told(since: date, until: date, faults: list[tuple[str, str]]) -> None:
    assert [(one.pointer, one.code) for one in Period(since=since, until=until).faults()] == faults
