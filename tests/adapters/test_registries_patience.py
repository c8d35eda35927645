"""Waiting for an answer, and no longer."""

from threading import Event
from time import monotonic

import pytest

from conseillers_adapters.registries.patience import Fuse, TooLong, within


def test_an_answer_in_time_is_given() -> None:
    assert within(5, lambda: 42) == 42


def test_what_the_question_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)


def test_a_time_out_of_the_question_is_its_own() -> None:
    def ask() -> None:
        raise TimeoutError("la sienne")

    with pytest.raises(TimeoutError, match="la sienne"):
        within(5, ask)


def test_what_takes_too_long_is_not_waited_for() -> None:
    over = Event()
    started = monotonic()
    with pytest.raises(TooLong):
        within(0.05, over.wait)
    assert monotonic() - started < 2
    over.set()


class Hours:
    """A clock one sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def a_blown_fuse(clock: Hours) -> Fuse:
    fuse = Fuse(failures=2, pause=30, clock=clock)
    fuse.failed()
    fuse.failed()
    return fuse


def test_a_failure_alone_blows_nothing() -> None:
    fuse = Fuse(failures=2)
    fuse.failed()
    assert fuse.may_ask()


def test_an_answer_between_two_failures_forgives_the_first() -> None:
    fuse = Fuse(failures=2)
    fuse.failed()
    fuse.answered()
    fuse.failed()
    assert fuse.may_ask()


def test_failures_in_a_row_stop_the_questions() -> None:
    assert not a_blown_fuse(Hours()).may_ask()


def test_after_the_pause_one_question_alone_goes_through() -> None:
    clock = Hours()
    fuse = a_blown_fuse(clock)
    clock.now = 30
    assert [fuse.may_ask() for _ in range(3)] == [True, False, False]


def test_an_answer_after_the_pause_lets_everybody_ask() -> None:
    clock = Hours()
    fuse = a_blown_fuse(clock)
    clock.now = 30
    fuse.may_ask()
    fuse.answered()
    assert fuse.may_ask()


def test_a_failure_after_the_pause_starts_it_again() -> None:
    clock = Hours()
    fuse = a_blown_fuse(clock)
    clock.now = 31
    fuse.may_ask()
    fuse.failed()
    clock.now = 60
    assert not fuse.may_ask()
    clock.now = 61
    assert fuse.may_ask()
