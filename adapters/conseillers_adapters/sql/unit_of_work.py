"""One transaction a unit of work: everything it does is kept, its jobs included, or nothing is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Final

from attrs import field, frozen
from sqlalchemy import Connection, Engine

from conseillers_adapters.sql.correspondence import SqlLetters, SqlLinks, SqlOutbox
from conseillers_adapters.sql.demands import SqlDemands
from conseillers_adapters.sql.directories import Prepared, SqlDirectories, nothing_yet
from conseillers_adapters.sql.engine import READ_ONLY, changes
from conseillers_adapters.sql.geographies import SqlGeographies
from conseillers_adapters.sql.needs import SqlNeeds
from conseillers_adapters.sql.people import SqlAccounts, SqlReplies, SqlSessions
from conseillers_adapters.sql.published import InForce, Shared, SqlCatalogues
from conseillers_application.ports import Ids, Task
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.territory import Geography

TURN: Final = 10.0
"""Seconds a writer waits for its turn before it asks the database all the same."""


@frozen
class SqlWork:
    """What is done in one transaction, on one connection."""

    connection: Connection
    outbox: SqlOutbox
    letters: SqlLetters
    demands: SqlDemands
    needs: SqlNeeds
    links: SqlLinks
    accounts: SqlAccounts
    sessions: SqlSessions
    replies: SqlReplies
    directories: SqlDirectories
    catalogues: SqlCatalogues
    geographies: SqlGeographies


PutOff = Callable[[Connection, Sequence[Task]], None]
"""Puts tasks off in the transaction open on a connection."""


@frozen(kw_only=True)
class SqlStore:
    """Opens transactions on a database; `begin` to write, `read` to read only.

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
    _writing: Lock = field(init=False, factory=Lock)

    @_catalogue.default
    def _delivered_first(self) -> Shared[Catalogue]:
        return Shared(self.delivered)

    @_reading.default
    def _read_only(self) -> Engine:
        return self.engine.execution_options(**{READ_ONLY: True})

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The writers of a process take turns: waiting for one another, SQLite sleeps by growing steps.

        A courtesy, not a guarantee: the database's own lock is what keeps writers apart.
        """
        taken = self.engine.dialect.name == "sqlite" and self._writing.acquire(timeout=TURN)
        try:
            yield
        finally:
            if taken:
                self._writing.release()

    @contextmanager
    def _begun(self) -> Iterator[SqlWork]:
        with self._turn(), self.engine.begin() as connection:
            work = self._work(connection)
            yield work
            work.outbox.flush()
            tasks = tuple(work.outbox.tasks)
            if tasks:
                self.put_off(connection, tasks)
        work.directories.keep()
        if tasks:
            self.wake()

    @contextmanager
    def _read(self) -> Iterator[SqlWork]:
        with self._reading.begin() as connection:
            before = changes(connection)
            work = self._work(connection)
            yield work
            work.outbox.flush()
            if changes(connection) != before:
                raise TypeError("what only reads has written: it is undone")

    def begin(self) -> AbstractContextManager[SqlWork]:
        """A transaction that may write: kept on leaving, undone on raising."""
        return self._begun()

    def read(self) -> AbstractContextManager[SqlWork]:
        """A transaction that reads one consistent state. Raises TypeError when it wrote, which is undone."""
        return self._read()

    def _work(self, connection: Connection) -> SqlWork:
        outbox, in_force = SqlOutbox(connection, self.new_id), InForce(connection)
        return SqlWork(
            connection=connection,
            outbox=outbox,
            letters=SqlLetters(connection, outbox),
            demands=SqlDemands(connection),
            needs=SqlNeeds(connection),
            links=SqlLinks(connection),
            accounts=SqlAccounts(connection),
            sessions=SqlSessions(connection),
            replies=SqlReplies(connection),
            directories=SqlDirectories(connection, in_force, self._directory, self._past_directory),
            catalogues=SqlCatalogues(connection, in_force, self._catalogue),
            geographies=SqlGeographies(connection, self.packaged),
        )
