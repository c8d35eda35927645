"""The points of a life where it may end: around each statement, commit, answer, mail and job.

They are laid where the drivers are, below whatever the service puts on top of them (`hooks.py`).
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from random import Random
from threading import Lock, Thread
from typing import Final

from attrs import define, field, frozen


class Activity(StrEnum):
    """What the service is at."""

    DEPOSIT = "deposit"
    POSITION = "position or comment"
    ANSWER = "answer"
    TRIAGE = "triage"
    DESK = "baskets, figures, directory"
    OUTSIDE = "draft, completion or survey"
    SIGNING_IN = "signing in"
    READING = "reading"
    REACTION = "reaction"
    TRANSMISSION = "late transmission"
    LETTER = "letter"
    CLOCK = "a pass of the clock"
    EXPORT = "a file of figures"
    WORKER = "worker"
    ANYTHING = "anything"


class Point(StrEnum):
    """A moment of it."""

    BEFORE_STATEMENT = "before a statement"
    AFTER_STATEMENT = "after a statement"
    BEFORE_COMMIT = "before the commit"
    AFTER_COMMIT = "after the commit"
    BEFORE_ANSWER = "before the answer"
    AFTER_ANSWER = "after the answer"
    BEFORE_MAIL = "before a mail is handed over"
    UNREAD = "before the mail server’s answer is read"
    AFTER_MAIL = "after a mail is handed over"
    BEFORE_FETCH = "before a job is fetched"
    AFTER_FETCH = "after a job is fetched"
    BEFORE_FINISH = "before a job is finished"
    AFTER_FINISH = "after a job is finished"
    INSTANT = "at any instant"


@frozen
class Place:
    """Where a life ends."""

    activity: Activity
    point: Point


_DATABASE: Final = {
    Point.BEFORE_STATEMENT: 20,
    Point.AFTER_STATEMENT: 20,
    Point.BEFORE_COMMIT: 4,
    Point.AFTER_COMMIT: 4,
}
_ANSWER: Final = {Point.BEFORE_ANSWER: 3, Point.AFTER_ANSWER: 3}
_MAIL: Final = {Point.BEFORE_MAIL: 4, Point.UNREAD: 16, Point.AFTER_MAIL: 4}
_JOB: Final = {
    Point.BEFORE_FETCH: 8,
    Point.AFTER_FETCH: 6,
    Point.BEFORE_FINISH: 6,
    Point.AFTER_FINISH: 6,
}
PLACES: Final = {
    Place(activity, point): most
    for activity, points in {
        Activity.DEPOSIT: _DATABASE | _ANSWER,
        Activity.POSITION: _DATABASE | _ANSWER,
        Activity.ANSWER: _DATABASE | _ANSWER,
        Activity.TRIAGE: _DATABASE | _ANSWER,
        Activity.DESK: {**dict.fromkeys(_DATABASE, 2), **dict.fromkeys(_ANSWER, 1)},
        Activity.OUTSIDE: {**dict.fromkeys(_DATABASE, 2), **dict.fromkeys(_ANSWER, 1)},
        Activity.CLOCK: {
            Point.BEFORE_STATEMENT: 60,
            Point.AFTER_STATEMENT: 60,
            Point.BEFORE_COMMIT: 12,
            Point.AFTER_COMMIT: 12,
        },
        Activity.EXPORT: dict.fromkeys(_DATABASE, 1),
        Activity.SIGNING_IN: {Point.BEFORE_COMMIT: 1, Point.AFTER_COMMIT: 1},
        Activity.REACTION: _DATABASE,
        Activity.TRANSMISSION: {
            Point.BEFORE_STATEMENT: 8,
            Point.AFTER_STATEMENT: 8,
            Point.BEFORE_COMMIT: 2,
            Point.AFTER_COMMIT: 2,
        },
        Activity.LETTER: _DATABASE | _MAIL,
        Activity.WORKER: _DATABASE | _JOB,
        Activity.ANYTHING: {Point.INSTANT: 400},
    }.items()
    for point, most in points.items()
}
"""Every place, and how often at most a life passes there before it ends; milliseconds for an instant."""

_activity: ContextVar[Activity] = ContextVar("activity", default=Activity.WORKER)


def activity() -> Activity:
    """What this thread, or task, is at."""
    return _activity.get()


@define
class Reaper:
    """Ends the life at the `nth` passage there."""

    place: Place
    nth: int
    _passed: int = 0
    _lock: Lock = field(factory=Lock)

    @classmethod
    def drawn(cls, random: Random) -> "Reaper":
        """One of the places, one of the passages."""
        place = random.choice(list(PLACES))
        return cls(place, random.randint(1, PLACES[place]))

    def wait(self) -> None:
        """Start counting, for an instant that no point tells."""
        if self.place.point is Point.INSTANT:
            Thread(target=self._strike, daemon=True).start()

    def passing(self, point: Point) -> None:
        """A point is reached."""
        if point is not self.place.point or activity() is not self.place.activity:
            return
        with self._lock:
            self._passed += 1
            if self._passed == self.nth:
                die()

    def _strike(self) -> None:
        time.sleep(self.nth / 1000)
        die()


def die() -> None:
    """End here and now: nothing is said, nothing is put away."""
    os.kill(os.getpid(), signal.SIGKILL)


_reaper: list[Reaper] = []


def doom(reaper: Reaper) -> None:
    """This process ends where the reaper says."""
    _reaper[:] = [reaper]
    reaper.wait()


def at(point: Point) -> None:
    """Pass a point."""
    for reaper in _reaper:
        reaper.passing(point)


@contextmanager
def busy_with(what: Activity) -> Iterator[None]:
    """Say what the points passed inside belong to."""
    before = _activity.set(what)
    try:
        yield
    finally:
        _activity.reset(before)
