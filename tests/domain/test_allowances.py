"""How often something may be done: all at once, then as what was spent comes back."""

from datetime import datetime, timedelta

from conseillers_domain.allowances import Allowance
from tests.builders import NOW

THRICE = Allowance(times=3, over=timedelta(minutes=3))
MINUTE = timedelta(minutes=1)


def spent(allowance: Allowance, times: int) -> datetime:
    """What is remembered of who did it so many times at once."""
    clear_at = None
    for _ in range(times):
        clear_at = allowance.after_one_more(clear_at, NOW)
        assert clear_at is not None
    assert clear_at is not None
    return clear_at


def test_all_may_be_spent_at_once_and_not_once_more() -> None:
    clear_at = spent(THRICE, 3)
    assert clear_at == NOW + 3 * MINUTE
    assert THRICE.after_one_more(clear_at, NOW) is None
    assert THRICE.wait(clear_at, NOW) == MINUTE


def test_what_was_spent_comes_back_time_after_time() -> None:
    clear_at = spent(THRICE, 3)
    assert THRICE.wait(clear_at, NOW + MINUTE) == timedelta(0)
    assert THRICE.after_one_more(clear_at, NOW + MINUTE) == NOW + 4 * MINUTE
    assert THRICE.after_one_more(clear_at, NOW + 10 * MINUTE) == NOW + 11 * MINUTE


def test_shares_that_are_not_whole_milliseconds_still_allow_all() -> None:
    seventh = Allowance(times=7, over=timedelta(seconds=1))
    assert seventh.after_one_more(spent(seventh, 7), NOW) is None


def test_a_part_is_once_at_least() -> None:
    assert THRICE.part(10) == Allowance(times=1, over=THRICE.over)
    assert Allowance(times=600, over=MINUTE).part(10).times == 60
