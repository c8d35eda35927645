"""One transaction a unit of work: everything it does is kept, its jobs included, or nothing is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from time import perf_counter
from typing import Final

from attrs import field, frozen
from sqlalchemy import Engine

from conseillers_adapters.sql.correspondence import SqlOutbox
from conseillers_adapters.sql.directories import Prepared, nothing_yet
from conseillers_adapters.sql.engine import noting, opened, reading
from conseillers_adapters.sql.line import Line, as_core_says
from conseillers_adapters.sql.patience import Pace, WouldWait, hurried, take_ones_time
from conseillers_adapters.sql.published import Shared
from conseillers_adapters.sql.refusals import cut, refusal
from conseillers_adapters.sql.work import SqlWork
from conseillers_application.ports import Ids, OutcomeUnknown, Task
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.territory import Geography

TURN: Final = 10.0
"""Seconds a writer waits for its turn before it asks the database all the same."""


PutOff = Callable[[Line, Sequence[Task]], None]
"""Puts tasks off in the transaction open on a line."""


@frozen(kw_only=True)
class SqlStore:
    """Opens transactions on a database; `begin` or `note` to write, `read` to read only.

    `delivered`: the catalogue, and `packaged` the territories, that are there before any others.
    `put_off`: enlists tasks in the transaction. `wake`: called once it is committed, when it had some.
    """

    engine: Engine
    new_id: Ids
    delivered: Catalogue
    packaged: Callable[[], Geography]
    put_off: PutOff
    wake: Callable[[], None]
    _directory: Shared[Prepared] = field(init=False, factory=lambda: Shared(nothing_yet()))
    _past_directory: Shared[Prepared] = field(init=False, factory=lambda: Shared(nothing_yet()))
    _catalogue: Shared[Catalogue] = field(init=False)
    _reading: Engine = field(init=False)
    _noting: Engine = field(init=False)
    _writing: Lock = field(init=False, factory=Lock)
    _pace: Pace = field(init=False, factory=Pace)

    @_catalogue.default
    def _delivered_first(self) -> Shared[Catalogue]:
        return Shared(self.delivered)

    @_reading.default
    def _read_only(self) -> Engine:
        return reading(self.engine)

    @_noting.default
    def _relaxed(self) -> Engine:
        return noting(self.engine)

    @property
    def _on_file(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def _turn(self, *, at_once: bool) -> Iterator[None]:
        """The writers of a process take turns: waiting for one another, SQLite sleeps by growing steps.

        A courtesy, not a guarantee: the database's own lock is what keeps writers apart. Raises WouldWait for
        who must be served `at_once` and cannot.
        """
        if at_once and self._pace.slow:
            raise WouldWait
        taken = self._on_file and self._writing.acquire(timeout=0 if at_once else TURN)
        if at_once and not taken:
            raise WouldWait
        try:
            yield
        finally:
            if taken:
                self._writing.release()

    @contextmanager
    def _transaction(self, engine: Engine, *, at_once: bool = False) -> Iterator[Line]:
        """A line with a transaction open on it: kept on leaving, undone on raising.

        Raises StoreBusy when nothing was kept and the whole may be asked again, OutcomeUnknown when the line
        was cut while it was being kept.
        """
        keeping = False
        try:
            with opened(engine) as (line, keep):
                yield line
                keeping, begun = True, perf_counter()
                keep()
                if at_once:
                    self._pace.kept(perf_counter() - begun)
        except Exception as error:
            if cut(error):
                if not getattr(error, "connection_invalidated", False):
                    # Told by the driver behind SQLAlchemy's back: its other connections are as dead.
                    self.engine.dispose()
                if keeping:
                    raise OutcomeUnknown(type(error).__name__) from error
            told = refusal(as_core_says(error, self.engine.dialect))
            if told is error:
                raise
            raise told from error

    @contextmanager
    def _begun(self, engine: Engine) -> Iterator[SqlWork]:
        at_once = hurried()
        with self._turn(at_once=at_once), self._transaction(engine, at_once=at_once) as line:
            take_ones_time()
            work = self._work(line, writing=True)
            yield work
            work.outbox.flush()
            tasks = tuple(work.outbox.tasks)
            if tasks:
                self.put_off(line, tasks)
        work.directories.keep()
        if tasks:
            self.wake()

    @contextmanager
    def _read(self) -> Iterator[SqlWork]:
        with self._transaction(self._reading) as line:
            work = self._work(line, writing=False)
            yield work
            work.outbox.flush()

    def begin(self) -> AbstractContextManager[SqlWork]:
        """A transaction that may write: kept on leaving, undone on raising."""
        return self._begun(self.engine)

    def note(self) -> AbstractContextManager[SqlWork]:
        """The same, for what may be done again: it does not wait for the disk, a power cut may undo it."""
        return self._begun(self._noting)

    def read(self) -> AbstractContextManager[SqlWork]:
        """A transaction that reads one consistent state. Raises TypeError when it wrote, which is undone."""
        return self._read()

    def _work(self, line: Line, *, writing: bool) -> SqlWork:
        return SqlWork(
            connection=line,
            writing=writing,
            outbox=SqlOutbox(line, self.new_id),
            packaged=self.packaged,
            directory_in_force=self._directory,
            past_directory=self._past_directory,
            catalogue_in_force=self._catalogue,
        )
