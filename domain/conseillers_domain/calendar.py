"""The service's calendar: instants are UTC, days and hours are those of mainland France.

What the service does by itself reaches people at hours when they work: from nine to seven, on days that are
neither a Saturday, a Sunday nor a public holiday where they are.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from conseillers_domain.holidays import OF_THEIR_OWN, holidays

SATURDAY: Final = 5
OPENS: Final = time(9)
CLOSES: Final = time(19)
PARIS: Final = ZoneInfo("Europe/Paris")

ONE_DAY: Final = timedelta(days=1)


def day_of(at: datetime) -> date:
    """The day it is in France at that instant."""
    return at.astimezone(PARIS).date()


def first_instant_of(day: date) -> datetime:
    """When that day begins in France."""
    return datetime.combine(day, time(), tzinfo=PARIS)


def opening_of(day: date) -> datetime:
    """When people begin to be written to that day, UTC: nine o'clock in Paris, in summer as in winter."""
    return datetime.combine(day, OPENS, tzinfo=PARIS).astimezone(UTC)


def works(day: date, departement: str | None = None) -> bool:
    """Whether it is a working day; `departement`: a code, None for the mainland as a whole."""
    return day.weekday() < SATURDAY and day not in holidays(day.year, departement)


def next_working_day(day: date, departement: str | None = None) -> date:
    """That day, or the first working one that follows."""
    while not works(day, departement):
        day += ONE_DAY
    return day


def after_working_days(day: date, count: int, departement: str | None = None) -> date:
    """The day that comes so many working days after: one after a Friday is Monday."""
    for _ in range(count):
        day = next_working_day(day + ONE_DAY, departement)
    return day


def when_people_work(at: datetime, departement: str | None = None) -> datetime:
    """That instant if people work there then, else the next opening."""
    local = at.astimezone(PARIS)
    if local.time() >= CLOSES:
        return opening_of(next_working_day(local.date() + ONE_DAY, departement))
    return max(at, opening_of(next_working_day(local.date(), departement)))


def people_work_everywhere(at: datetime) -> bool:
    """Whether it is an hour when people work, whatever the département: nobody need look up which."""
    return all(when_people_work(at, one) == at for one in (None, *OF_THEIR_OWN))
