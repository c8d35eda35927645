"""An installation under test, and what counts it in the end."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from conseillers_adapters.jobs.engine import RESCUE
from conseillers_entrypoints.composition.regular import strike
from conseillers_entrypoints.container import Container
from conseillers_entrypoints.settings import Settings
from faults.clock import SharedClock
from faults.ledger import Ledger
from faults.lines import Ground
from faults.lives import Nursery
from faults.nursery import container_for
from faults.reckoning import Reckoning, reckon
from faults.sink import Sink

CATCHING_UP: Final = 40
"""Leaps of the clock at most, one after the other, for everything put off to come due."""
AN_HOUR: Final = timedelta(hours=1)
STUCK: Final = 120.0
"""Seconds without any change after which jobs that are due are not waited for any more."""
SILENCE: Final = 3.0
"""Seconds without any change that tell a job being done from one whose worker is dead."""
BETWEEN_LOOKS: Final = 0.1


@frozen
class Installed:
    """A settled database of one's own, a clock, and a mail server at the other end."""

    folder: Path
    settings: dict[str, Any]
    clock_file: Path
    clock: SharedClock
    sink: Sink

    @property
    def log(self) -> Path:
        """Where the service says what goes wrong."""
        return self.folder / "service.log"

    @contextmanager
    def opened(self) -> Iterator[Container]:
        """The service in this process, to look at it or to work its jobs off."""
        container = container_for(Settings(**self.settings), self.clock)
        container.init_resources()
        try:
            yield container
        finally:
            container.shutdown_resources()

    def last_life(self, bearing: Nursery, ledger: Ledger, *, clock: bool = False) -> Reckoning:
        """Everything that waits is done, however late, then all is counted; `clock`: its hours strike too."""
        struck_at = None
        with self.opened() as container:
            life = bearing.live()
            try:
                self.catch_up(container)
                if clock:
                    struck_at = self.clock()
                    strike(container)
                    self.catch_up(container)
            finally:
                life.end()
            return self.counted(container, ledger, struck_at)

    def catch_up(self, container: Container) -> None:
        """Let time go by until nothing is left to do."""
        for _ in range(CATCHING_UP):
            self.clock.forward(seconds=_before_the_next(container, self.clock).total_seconds())
            self.hour(container)
            if not any(container.jobs().counts().values()):
                return

    def counted(self, container: Container, ledger: Ledger, struck_at: datetime | None = None) -> Reckoning:
        """What the outside says, against what stands in the tables and came by mail.

        `struck_at`: when the hours of the clock struck last, all of them.
        """
        return reckon(container, ledger, self.sink, struck_at)

    def hour(self, container: Container) -> None:
        """An hour goes by at once, and what it makes due is done by whichever worker lives."""
        self.clock.forward(hours=1)
        # As a worker does every minute; and those who wait for a job look up.
        container.jobs().defer(RESCUE, {"timestamp": "0"}, key=RESCUE)
        _idle(container, self.clock)


def _idle(container: Container, clock: SharedClock) -> None:
    """Wait until nothing is due any more, and nothing is being done unless by the dead."""
    before, since = dict[str, int](), time.monotonic()
    while time.monotonic() - since < STUCK:
        now = container.jobs().counts()
        if now != before:
            before, since = now, time.monotonic()
        elif (not now["doing"] or time.monotonic() - since > SILENCE) and not _due(container, clock):
            return
        time.sleep(BETWEEN_LOOKS)
    raise TimeoutError("jobs that are due are not done")


def _before_the_next(container: Container, clock: SharedClock) -> timedelta:
    """How long nothing comes due, less an hour: what follows waits for people to be at work."""
    waiting = container.jobs().app.job_manager.list_jobs(status="todo")
    planned = min((job.scheduled_at for job in waiting if job.scheduled_at is not None), default=clock())
    return max(planned - clock() - AN_HOUR, timedelta())


def _due(container: Container, clock: SharedClock) -> bool:
    """Whether a job waits that could be done."""
    now = clock()
    waiting = container.jobs().app.job_manager.list_jobs(status="todo")
    return any(job.scheduled_at is None or job.scheduled_at <= now for job in waiting)


@contextmanager
def installed(
    ground: Ground,
    *,
    folder: Path | None = None,
    writers: int = 0,
    sink: Sink | None = None,
    **settings: Any,  # noqa: ANN401 - any setting
) -> Iterator[Installed]:
    """An installation for the time of a line; a `sink` that is given listens when it likes."""
    folder = folder or ground.folder
    file = folder / "clock"
    clock = SharedClock(file)
    with nullcontext(sink) if sink else Sink().listening() as other_end:
        asked = {
            "database_url": ground.database.fresh(folder, writers=writers),
            "mail_url": other_end.url,
            "with_jobs": True,
            "merge_seconds": 0,
            **settings,
        }
        yield Installed(folder, asked, file, clock, other_end)
