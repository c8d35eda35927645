"""What is prepared once a version and shared by the threads of a process."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

from conseillers_adapters.sql.published import Shared

THREADS = 4


def test_threads_that_ask_together_share_what_one_of_them_prepares() -> None:
    shared, together, prepared = Shared("first"), Barrier(THREADS), list[int]()

    def prepare(version: int) -> str:
        sleep(0.05)  # long enough for the others to have asked
        prepared.append(version)
        return f"version {version}"

    def ask(_: int) -> str:
        together.wait()
        return shared.at(1, prepare)

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(ask, range(THREADS))) == ["version 1"] * THREADS
    assert prepared == [1]
