"""Time played: the service lives days that have not come, all it does by itself included."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from secrets import randbits
from typing import Final

from attrs import define, field, frozen
from dependency_injector import providers

from conseillers_adapters.jobs.engine import Regular
from conseillers_adapters.jobs.worker import drain
from conseillers_adapters.security.identifiers import RANDOM_BITS, uuid7
from conseillers_adapters.sql.migrate import is_current
from conseillers_application.mails import Mail
from conseillers_application.ports import Due, Post
from conseillers_entrypoints.cli.installation import NotMigrated, opened
from conseillers_entrypoints.composition.work import regular_work
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.settings import Settings

APART: Final = 250
"""Nanoseconds between two identifiers of one instant: what is made later sorts after."""
PLAYED = "played"
"""The hand that says how far time was played on a database."""


@define
class PlayedClock:
    """A clock that goes as fast as it is told."""

    present: datetime

    def __call__(self) -> datetime:
        """What time it is said to be."""
        return self.present


@frozen
class PlayedIds:
    """Identifiers of the time played: they sort, and date mails, as if it had come."""

    clock: PlayedClock
    made: "count[int]" = field(factory=lambda: count(0, APART))

    def __call__(self) -> str:
        """A new identifier."""
        seconds = int(self.clock.present.timestamp())
        return uuid7(seconds * 1_000_000_000 + next(self.made), randbits(RANDOM_BITS))


@frozen
class ReadPost:
    """A post whose mails are read as they leave, by those who asked to (`readers`)."""

    post: Post
    readers: list[Callable[[Mail], object]] = field(factory=list)

    def send(self, mail: Mail) -> None:
        """Hand it over, then let it be read."""
        self.post.send(mail)
        for read in self.readers:
            read(mail)


@frozen
class Stage:
    """An installation whose time is played; `regular`: what it does at its hours."""

    container: Container
    clock: PlayedClock
    post: ReadPost
    regular: Sequence[Regular]

    def play(self, until: datetime, step: timedelta, meanwhile: Callable[[datetime], object]) -> None:
        """Go to that instant by steps; at each, people act (`meanwhile`), then the service does its work.

        What has its hour several times in a step is done once, at its end.
        """
        hours = [one.next(self.clock.present) for one in self.regular]
        while self.clock.present < until:
            at = self.clock.present = min(self.clock.present + step, until)
            meanwhile(at)
            drain(self.container.jobs())
            for rank, one in enumerate(self.regular):
                if hours[rank] <= at:
                    one.do()
                    hours[rank] = one.next(at)
            drain(self.container.jobs())
        with self.container.begin_anyway()() as work:
            work.hands.move(PLAYED, Due(at=until, need=""))


@contextmanager
def on_stage(settings: Settings, now: datetime) -> Iterator[Stage]:
    """The installation of these settings, its clock where it was last played to, never before `now`."""
    with opened(settings) as container:
        if not is_current(container.engine()):
            raise NotMigrated("La base de données n’est pas à jour : lancez d’abord « conseillers migrate ».")
        clock = PlayedClock(now)
        container.clock.override(providers.Object(clock))
        container.ids.override(providers.Object(PlayedIds(clock)))
        container.begin.override(container.begin_anyway)
        post = ReadPost(container.post())
        container.post.override(providers.Object(post))
        container.init_resources()
        with container.read()() as work:
            played = work.hands.of(PLAYED)
        if played is not None:
            clock.present = max(now, played.at)
        yield Stage(container, clock, post, regular_work(container))
