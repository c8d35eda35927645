"""The service's calendar: instants are UTC, days are those of mainland France."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

SATURDAY: Final = 5
PARIS: Final = ZoneInfo("Europe/Paris")


def day_of(at: datetime) -> date:
    """The day it is in France at that instant."""
    return at.astimezone(PARIS).date()


def first_instant_of(day: date) -> datetime:
    """When that day begins in France."""
    return datetime.combine(day, time(), tzinfo=PARIS)


def after_working_days(day: date, count: int, departement: str | None = None) -> date:  # noqa: ARG001 - holidays differ
    """The day that comes so many working days later; none is counted for the day itself."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day
