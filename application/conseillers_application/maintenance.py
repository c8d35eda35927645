"""The service paused and opened again by who runs it; meanwhile nothing is written for people (CGU 5.1)."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_domain.accounts import Act, Person
from conseillers_domain.errors import Fault, Invalid, Unavailable, told_once
from conseillers_domain.maintenance import JobsMeanwhile, Maintenance, Pause


@frozen
class UnlessPaused:
    """Opens the transactions that people write in: none while the service is paused.

    The pause is looked up in the transaction itself: once it is in force, nothing begun later is kept. What
    the service does by itself, and who ends the pause, open theirs without it.
    """

    begin: UnitOfWork
    now: Clock

    def __call__(self) -> AbstractContextManager[Work]:
        """Raises Unavailable, with what people are told."""
        return self._begun()

    @contextmanager
    def _begun(self) -> Iterator[Work]:
        with self.begin() as work:
            must_be_open(work, self.now())
            yield work


def must_be_open(work: Work, now: datetime) -> None:
    """Raise Unavailable while the service is paused."""
    paused = work.maintenance.current()
    if paused is not None:
        raise paused.refusal(now)


@frozen(kw_only=True)
class Opening:
    """Whether the service is open, as who runs it reads it; `on`: a maintenance goes on.

    `by` is an account's id, or the command line. What a maintenance alone has is None without one.
    """

    on: bool
    message: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    jobs: JobsMeanwhile | None = None
    by: str | None = None


OPEN: Final = Opening(on=False)


@frozen(kw_only=True)
class ReadMaintenance:
    """Tells whether the service is paused, and how."""

    read: UnitOfWork
    now: Clock

    def __call__(self, person: Person) -> Opening:
        """Raises NotFound to who does not run the service."""
        person.must_be_allowed(Act.PAUSE)
        return self.opening()

    def opening(self) -> Opening:
        """The same, for the command line."""
        paused = self._paused()
        return OPEN if paused is None else _told(paused)

    def refusal(self) -> Unavailable | None:
        """What who would write now is refused with; None while the service is open."""
        paused = self._paused()
        return None if paused is None else paused.refusal(self.now())

    def holds_jobs(self) -> bool:
        """Whether workers are to take nothing now."""
        paused = self._paused()
        return paused is not None and paused.holds_jobs

    def _paused(self) -> Maintenance | None:
        with self.read() as work:
            return work.maintenance.current()


@frozen(kw_only=True)
class SetMaintenance:
    """Pauses the service, seen by every process from its next request on, or opens it again."""

    begin: UnitOfWork
    now: Clock

    def __call__(self, person: Person, pause: Pause, *, known: tuple[Fault, ...] = ()) -> Opening:
        """Pause it, or change what is said of the pause. Raises NotFound to who may not, Invalid.

        `known`: the faults of shape found already.
        """
        person.must_be_allowed(Act.PAUSE)
        return self.pause(pause, by=person.id, known=known)

    @once_more
    def pause(self, pause: Pause, *, by: str, known: tuple[Fault, ...] = ()) -> Opening:
        """The same, for the command line."""
        at = self.now()
        if faults := told_once(known, pause.faults(at)):
            raise Invalid(*faults)
        with self.begin() as work:
            before = work.maintenance.current()
            maintenance = Maintenance(
                message=pause.message.strip(),
                since=at if before is None else before.since,
                by=by,
                until=pause.until,
                jobs=pause.jobs,
            )
            work.maintenance.begin(maintenance)
        return _told(maintenance)

    def end(self, person: Person) -> Opening:
        """Open the service again; one that is open stays so. Raises NotFound to who may not."""
        person.must_be_allowed(Act.PAUSE)
        return self.reopen()

    @once_more
    def reopen(self) -> Opening:
        """The same, for the command line."""
        with self.begin() as work:
            work.maintenance.end()
        return OPEN


def _told(maintenance: Maintenance) -> Opening:
    return Opening(
        on=True,
        message=maintenance.message,
        since=maintenance.since,
        until=maintenance.until,
        jobs=maintenance.jobs,
        by=maintenance.by,
    )
