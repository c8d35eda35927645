"""How long whoever keeps failing is put off."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conseillers_domain.holding_off import Delays, Hold
from tests.builders import NOW

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
USUAL = Delays(tries=5, first=MINUTE, longest=2 * HOUR, over=24 * HOUR)


def failing(times: int, delays: Delays = USUAL) -> Hold:
    """What is remembered of somebody who failed so often at the same instant."""
    hold = None
    for _ in range(times):
        hold = delays.after_one_more(hold, NOW)
    assert hold is not None
    return hold


@pytest.mark.parametrize(
    ("times", "minutes"), [(1, 0), (4, 0), (5, 1), (6, 2), (7, 4), (11, 64), (12, 120), (13, 120), (40, 120)]
)
def test_the_fifth_failure_costs_a_minute_and_each_one_more_twice_as_much(times: int, minutes: int) -> None:
    assert failing(times).left(NOW) == minutes * MINUTE


def test_who_has_waited_may_try() -> None:
    hold = failing(5)
    assert hold.left(NOW + MINUTE) == timedelta(0)
    assert hold.left(NOW + MINUTE - timedelta(milliseconds=1)) > timedelta(0)


def test_failures_are_forgotten_one_by_one() -> None:
    hold = failing(4)
    later = USUAL.after_one_more(hold, NOW + 5 * HOUR)
    assert later.left(NOW + 5 * HOUR) == timedelta(0)
    assert USUAL.after_one_more(hold, NOW + 2 * HOUR).left(NOW + 2 * HOUR) == MINUTE


def test_a_day_after_it_is_as_if_nothing_had_been() -> None:
    at = NOW + 24 * HOUR
    assert USUAL.after_one_more(failing(5), at) == USUAL.after_one_more(None, at)


def test_who_tries_as_soon_as_they_may_has_fewer_than_25_tries_a_day() -> None:
    at, hold, tries = NOW, None, 0
    while at < NOW + 24 * HOUR:
        hold = USUAL.after_one_more(hold, at)
        at, tries = max(at, hold.until), tries + 1
    assert tries == 22


@given(st.integers(1, 200))
def test_however_often_somebody_fails_it_is_forgotten_within_three_days(times: int) -> None:
    assert failing(times).clear_at <= NOW + 72 * HOUR


def test_a_try_that_proves_to_be_right_counts_no_more() -> None:
    assert USUAL.one_forgiven(failing(1), NOW) is None
    five = USUAL.one_forgiven(failing(5), NOW)
    assert five is not None
    assert five.left(NOW) == timedelta(0)
    assert five.clear_at == failing(4).clear_at


def test_a_delay_may_be_the_longest_at_once() -> None:
    assert failing(3, Delays(tries=2, first=HOUR, longest=HOUR, over=24 * HOUR)).left(NOW) == HOUR
