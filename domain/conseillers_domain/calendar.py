"""The service's calendar: instants are UTC, days are those of mainland France."""

from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

PARIS: Final = ZoneInfo("Europe/Paris")


def day_of(at: datetime) -> date:
    """The day it is in France at that instant."""
    return at.astimezone(PARIS).date()


def first_instant_of(day: date) -> datetime:
    """When that day begins in France."""
    return datetime.combine(day, time(), tzinfo=PARIS)
