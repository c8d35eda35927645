"""How long a job that fails is tried again."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from conseillers_adapters.jobs.backoff import GIVEN_UP_AFTER, MOMENTS, ROUND, TryLater, wait_after

JOBS = st.integers(min_value=1, max_value=2**40)


def waits(job: int, *, first: int = 0) -> list[timedelta]:
    found: list[timedelta] = []
    while (wait := wait_after(first + len(found), job)) is not None:
        found.append(wait)
    return found


@given(JOBS)
def test_every_job_is_tried_for_exactly_72_hours(job: int) -> None:
    assert sum(waits(job), timedelta()) == GIVEN_UP_AFTER


@given(JOBS)
def test_waits_grow_from_some_ten_seconds_to_about_an_hour(job: int) -> None:
    found = waits(job)
    assert timedelta(seconds=9) <= found[0] <= timedelta(seconds=11)
    assert all(wait > timedelta() for wait in found)
    assert max(found) <= timedelta(hours=1.2)
    assert found[20:70] == [wait for wait in found[20:70] if wait >= timedelta(hours=0.8)]


def test_jobs_refused_together_do_not_come_back_together() -> None:
    assert len({wait_after(5, job) for job in range(100)}) > 90


@given(JOBS)
def test_a_job_put_back_begins_its_tries_anew(job: int) -> None:
    assert waits(job, first=ROUND) == waits(job)


def test_the_last_moment_is_the_only_one_without_a_next() -> None:
    last = len(MOMENTS) - 1
    assert wait_after(last - 1, 1) is not None
    assert wait_after(last, 1) is None
    assert wait_after(last + 1, 1) is None


def test_asking_for_time_says_why() -> None:
    assert str(TryLater(90)) == "try again in 90 s"
    assert str(TryLater(90, "greylisted")) == "greylisted"
