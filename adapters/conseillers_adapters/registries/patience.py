"""How long an answer is waited for, by the clock on the wall, and what is done when it does not come."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from time import monotonic
from typing import TypeVar

Answer = TypeVar("Answer")


class TooLong(Exception):  # noqa: N818 - patience has run out, nothing broke
    """The answer did not come in time."""


def within(seconds: float, ask: Callable[[], Answer]) -> Answer:
    """What `ask` answers, or raises, if it does so in time. Raises TooLong.

    The time-outs of sockets bound one step each: resolving a name, a byte that comes, then another. A
    thread that one stops waiting for bounds all of them. It is left to end by itself.
    """
    promise: Future[Answer] = Future()

    def keep() -> None:
        try:
            promise.set_result(ask())
        except BaseException as error:  # noqa: BLE001 - whatever was raised belongs to who waits
            promise.set_exception(error)

    Thread(target=keep, name="registry", daemon=True).start()
    try:
        return promise.result(timeout=seconds)
    except TimeoutError:
        if promise.done():
            # The answer came at the last moment, or the time-out is the question's own.
            return promise.result()
        raise TooLong from None


class Fuse:
    """Spares people the wait for something known to be down.

    After `failures` in a row nothing is asked for `pause` seconds; then one question alone goes through,
    whose answer closes the fuse or starts the pause again. Safe across threads.
    """

    def __init__(
        self, failures: int = 3, pause: float = 30.0, clock: Callable[[], float] = monotonic
    ) -> None:
        """Start closed; `clock` counts seconds and never goes back."""
        self._allowed = failures
        self._pause = pause
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._resting_until = 0.0

    def may_ask(self) -> bool:
        """Whether to ask now; saying yes after a pause makes everybody else wait for that answer."""
        with self._lock:
            if self._failures < self._allowed:
                return True
            now = self._clock()
            if now < self._resting_until:
                return False
            self._resting_until = now + self._pause
            return True

    def answered(self) -> None:
        """It answered: all may ask again."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """It did not."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._allowed:
                self._resting_until = self._clock() + self._pause

    def rest(self, seconds: float) -> None:
        """It asked to be left alone for so long."""
        with self._lock:
            self._failures = self._allowed
            self._resting_until = self._clock() + seconds
