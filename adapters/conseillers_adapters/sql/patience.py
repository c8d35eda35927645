"""Whether the database may keep its caller waiting; who must not wait is told, and calls again elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Final

from attrs import define

SLOW: Final = 0.002
"""Seconds that a disk may take to keep a transaction and still be waited for by who must not wait."""
FOR_A_WHILE: Final = 1.0
"""Seconds until a slow disk is tried again."""
SHARE: Final = 1 / 8
"""Of the last transaction in the average: the longer ones of a file, now and then, make no disk slow."""

_HURRIED: ContextVar[bool] = ContextVar("hurried", default=False)


class WouldWait(Exception):  # noqa: N818 - says what would happen
    """What was asked has to wait; nothing was done of it, and it may be asked again by who can wait."""


@contextmanager
def at_once() -> Iterator[None]:
    """Inside, what would wait for another writer or a slow disk, or prepare a directory, raises WouldWait.

    Until something is about to be written: from then on it cannot be asked again as if nothing were.
    """
    token = _HURRIED.set(True)
    try:
        yield
    finally:
        _HURRIED.reset(token)


def hurried() -> bool:
    """Whether the caller must not wait."""
    return _HURRIED.get()


def take_ones_time() -> None:
    """From here on the caller waits like everybody."""
    _HURRIED.set(False)


@define
class Pace:
    """How long the disk takes to keep what is written by those who must not wait."""

    _average: float = 0.0
    _slow_until: float = 0.0

    @property
    def slow(self) -> bool:
        """Whether they had better not wait for it."""
        return monotonic() < self._slow_until

    def kept(self, seconds: float) -> None:
        """It took so long."""
        self._average += (seconds - self._average) * SHARE
        if self._average > SLOW:
            self._average, self._slow_until = 0.0, monotonic() + FOR_A_WHILE
