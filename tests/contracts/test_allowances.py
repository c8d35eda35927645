"""What every store does with how often things were done."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from conseillers_application.once_more import once_more
from conseillers_domain.allowances import Allowance
from tests.builders import NOW
from tests.contracts.stores import Bench, undone

MINUTE = timedelta(minutes=1)
THRICE = Allowance(times=3, over=3 * MINUTE)


def test_what_is_allowed_is_spent_then_refused_with_how_long_to_wait(bench: Bench) -> None:
    with bench.store.begin() as work:
        assert [work.allowances.take("a", THRICE, NOW) for _ in range(4)] == [None, None, None, MINUTE]
        assert work.allowances.take("b", THRICE, NOW) is None
    with bench.other.begin() as work:
        assert work.allowances.take("a", THRICE, NOW + MINUTE / 2) == MINUTE / 2
        assert work.allowances.take("a", THRICE, NOW + MINUTE) is None
        assert work.allowances.take("a", THRICE, NOW + MINUTE) == MINUTE


def test_after_a_long_while_all_is_allowed_again_and_no_more(bench: Bench) -> None:
    later = NOW + timedelta(days=30)
    with bench.store.begin() as work:
        assert work.allowances.take("a", THRICE, NOW) is None
        assert [work.allowances.take("a", THRICE, later) for _ in range(4)] == [None, None, None, MINUTE]


def test_what_is_undone_is_not_counted(bench: Bench) -> None:
    with undone(bench.store) as work:
        assert [work.allowances.take("a", THRICE, NOW) for _ in range(3)] == [None, None, None]
    with bench.store.begin() as work:
        assert [work.allowances.take("a", THRICE, NOW) for _ in range(3)] == [None, None, None]


def test_what_counts_no_more_is_forgotten(bench: Bench) -> None:
    with bench.store.begin() as work:
        for _ in range(3):
            work.allowances.take("long", THRICE, NOW)
        work.allowances.take("short", THRICE, NOW)
        work.allowances.forget(NOW + MINUTE)
        assert work.allowances.take("long", THRICE, NOW) == MINUTE
        assert [work.allowances.take("short", THRICE, NOW) for _ in range(3)] == [None, None, None]


def test_those_who_spend_at_once_spend_no_more_together(bench: Bench) -> None:
    allowed = Allowance(times=10, over=timedelta(hours=1))

    @once_more
    def spend(rank: int) -> bool:
        with (bench.store, bench.other)[rank % 2].begin() as work:
            return work.allowances.take("a", allowed, NOW) is None

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(spend, range(24))) == 10
