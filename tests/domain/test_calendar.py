"""Instants are UTC, days are those of mainland France."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conseillers_domain.calendar import (
    PARIS,
    after_working_days,
    day_of,
    first_instant_of,
    next_working_day,
    opening_of,
    people_work_everywhere,
    when_people_work,
    works,
)
from conseillers_domain.holidays import easter, holidays


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


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2190, 1, 1))
DEPARTEMENTS = st.sampled_from([None, "47", "67", "971", "974", "987"])


@pytest.mark.parametrize(
    "day",
    [
        date(1583, 4, 10),
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(1954, 4, 18),
        date(1981, 4, 19),
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
        date(2049, 4, 18),
        date(2076, 4, 19),
    ],
)
def test_easter_falls_as_almanacs_say(day: date) -> None:
    assert easter(day.year) == day


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    day = easter(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_the_mainland_rests_on_eleven_days() -> None:
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 8),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 14),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]


@pytest.mark.parametrize(
    ("departement", "days"),
    [
        ("47", []),
        ("975", []),
        ("57", [date(2026, 4, 3), date(2026, 12, 26)]),
        ("67", [date(2026, 4, 3), date(2026, 12, 26)]),
        ("68", [date(2026, 4, 3), date(2026, 12, 26)]),
        ("971", [date(2026, 5, 27)]),
        ("972", [date(2026, 5, 22)]),
        ("973", [date(2026, 6, 10)]),
        ("974", [date(2026, 12, 20)]),
        ("976", [date(2026, 4, 27)]),
        ("977", [date(2026, 10, 9)]),
        ("978", [date(2026, 5, 28)]),
        ("986", [date(2026, 4, 28), date(2026, 6, 29), date(2026, 7, 29)]),
        ("987", [date(2026, 3, 5), date(2026, 4, 3), date(2026, 11, 20)]),
        ("988", [date(2026, 9, 24)]),
    ],
)
def test_some_departements_rest_on_days_of_their_own_too(departement: str, days: list[date]) -> None:
    assert sorted(holidays(2026, departement) - holidays(2026)) == days


def test_polynesia_rested_on_another_day_before() -> None:
    assert date(2024, 6, 29) in holidays(2024, "987")
    assert date(2024, 11, 20) not in holidays(2024, "987")


@pytest.mark.parametrize(
    ("day", "departement", "answer"),
    [
        (date(2026, 11, 20), None, True),
        (date(2026, 11, 21), None, False),
        (date(2026, 11, 22), None, False),
        (date(2026, 11, 11), None, False),
        (date(2025, 12, 26), None, True),
        (date(2025, 12, 26), "67", False),
        (date(2026, 5, 27), "971", False),
        (date(2026, 5, 27), "972", True),
    ],
)
def test_a_working_day_is_no_weekend_and_no_holiday_of_the_place(
    day: date, departement: str | None, answer: bool
) -> None:
    assert works(day, departement) is answer


def test_the_next_working_day_jumps_over_a_long_weekend() -> None:
    assert next_working_day(date(2026, 4, 4)) == date(2026, 4, 7)
    assert next_working_day(date(2026, 4, 3)) == date(2026, 4, 3)
    assert next_working_day(date(2026, 4, 3), "68") == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("day", "count", "departement", "after"),
    [
        (date(2026, 11, 20), 0, None, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, None, date(2026, 11, 23)),
        (date(2026, 11, 20), 2, None, date(2026, 11, 24)),
        (date(2026, 11, 21), 2, None, date(2026, 11, 24)),
        (date(2025, 12, 24), 2, None, date(2025, 12, 29)),
        (date(2025, 12, 24), 2, "57", date(2025, 12, 30)),
    ],
)
def test_working_days_are_counted_from_the_day_after(
    day: date, count: int, departement: str | None, after: date
) -> None:
    assert after_working_days(day, count, departement) == after


@given(DAYS, st.integers(1, 30), DEPARTEMENTS)
def test_so_many_working_days_lie_between(day: date, count: int, departement: str | None) -> None:
    after = after_working_days(day, count, departement)
    between = [day + timedelta(days=n) for n in range(1, (after - day).days + 1)]
    assert sum(works(one, departement) for one in between) == count
    assert works(after, departement)


@pytest.mark.parametrize(
    ("day", "hour"),
    [(date(2026, 1, 6), 8), (date(2026, 3, 27), 8), (date(2026, 3, 30), 7), (date(2026, 7, 7), 7)],
)
def test_nine_in_paris_is_another_hour_elsewhere_in_summer(day: date, hour: int) -> None:
    assert opening_of(day) == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "then"),
    [
        (datetime(2026, 11, 23, 9, 30, tzinfo=UTC), datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        (datetime(2026, 11, 23, 5, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)),
        (datetime(2026, 11, 23, 17, 59, tzinfo=UTC), datetime(2026, 11, 23, 17, 59, tzinfo=UTC)),
        (datetime(2026, 11, 23, 18, tzinfo=UTC), datetime(2026, 11, 24, 8, tzinfo=UTC)),
        (datetime(2026, 11, 20, 18, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)),
        (datetime(2026, 11, 21, 12, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)),
    ],
)
def test_people_are_written_to_when_they_work(at: datetime, then: datetime) -> None:
    assert when_people_work(at) == then


@given(st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1)), DEPARTEMENTS)  # noqa: DTZ001 - given a zone below
def test_nobody_is_written_to_at_night_nor_on_a_day_of_rest(at: datetime, departement: str | None) -> None:
    asked = at.replace(tzinfo=UTC)
    then = when_people_work(asked, departement)
    assert then >= asked
    assert works(day_of(then), departement)
    assert 9 <= then.astimezone(PARIS).hour < 19
    assert when_people_work(then, departement) == then


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


@pytest.mark.parametrize(
    ("at", "everywhere"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 19, tzinfo=UTC), False),
        (datetime(2026, 11, 22, 9, tzinfo=UTC), False),
        (datetime(2026, 5, 27, 9, tzinfo=UTC), False),  # Guadeloupe rests
        (datetime(2026, 4, 3, 9, tzinfo=UTC), False),  # so does Alsace
        (datetime(2026, 11, 20, 9, tzinfo=UTC), False),  # so does Polynesia
    ],
)
def test_people_work_everywhere_or_somebody_rests(at: datetime, everywhere: bool) -> None:
    assert people_work_everywhere(at) is everywhere


@given(st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1)), DEPARTEMENTS)  # noqa: DTZ001 - given a zone below
def test_where_people_work_everywhere_they_work_there(at: datetime, departement: str | None) -> None:
    asked = at.replace(tzinfo=UTC)
    assume(people_work_everywhere(asked))
    assert when_people_work(asked, departement) == asked
