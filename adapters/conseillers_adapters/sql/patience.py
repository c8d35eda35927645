"""Whether the database may keep its caller waiting; who must not wait is told, and calls again elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_HURRIED: ContextVar[bool] = ContextVar("hurried", default=False)


class WouldWait(Exception):  # noqa: N818 - says what would happen
    """What was asked has to wait; nothing was done of it, and it may be asked again by who can wait."""


@contextmanager
def at_once() -> Iterator[None]:
    """Inside, what would wait for another writer, or prepare a whole directory, raises WouldWait instead.

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
