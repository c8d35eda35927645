"""What is published: one small look-up a transaction tells which is in force, the rest is prepared once."""

import json
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Generic, Literal, TypeVar

from attrs import Factory, define, frozen
from sqlalchemy import bindparam, func, insert, select

from conseillers_adapters.documents import read
from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.patience import WouldWait, hurried
from conseillers_adapters.sql.rows import stored, to_json
from conseillers_adapters.sql.tables import catalogues, directory_versions, maintenance
from conseillers_adapters.sql.turns import take_turn
from conseillers_application.ports import StoreBusy
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.errors import Conflict

T = TypeVar("T")

_IN_FORCE = select(
    select(func.max(directory_versions.c.version)).scalar_subquery().label("directory"),
    select(func.max(catalogues.c.version)).scalar_subquery().label("catalogue"),
    select(func.count(maintenance.c.only)).scalar_subquery().label("pauses"),
)
_CATALOGUE = select(catalogues.c.document).where(catalogues.c.version == bindparam("version"))


class Shared(Generic[T]):
    """The state in force, prepared once a version and shared by every thread of the process."""

    def __init__(self, first: T) -> None:
        """`first`: the state before anything is published."""
        self._now: tuple[int | None, T] = (None, first)
        self._first = first
        self._lock = Lock()

    @property
    def last(self) -> T:
        """The state prepared last, whatever its version: what a new one may have much in common with."""
        return self._now[1]

    def put(self, version: int, state: T) -> None:
        """The state of a version just published here: nobody has to prepare it any more."""
        with self._lock:
            self._now = (version, state)

    def at(self, version: int | None, prepare: Callable[[int], T]) -> T:
        """The state of that version; prepared by the first thread that asks for it and may wait."""
        known, state = self._now
        if known == version:
            return state
        if version is None:
            return self._first
        if hurried():
            raise WouldWait
        with self._lock:
            known, state = self._now
            if known != version:
                state = prepare(version)
                self._now = (version, state)
        return state


@define
class InForce:
    """The versions of directory and catalogue that a transaction sees, None before one is published.

    And whether the service is paused. Asked together and once: whoever lists or deposits wants them all.
    """

    connection: Line
    _known: tuple[int | None, int | None, bool] | None = None

    @property
    def directory(self) -> int | None:
        """The directory's."""
        return self._versions()[0]

    @property
    def catalogue(self) -> int | None:
        """The catalogue's."""
        return self._versions()[1]

    @property
    def paused(self) -> bool:
        """Whether the service is."""
        return self._versions()[2]

    def to_follow(self, what: Literal["directory", "catalogue"]) -> int | None:
        """The version that a new one is to follow; another one publishes after this transaction only.

        Raises StoreBusy when one was published since this transaction looked.
        """
        before: int | None = getattr(self, what)
        take_turn(self.connection, what)
        self.changed()
        now: int | None = getattr(self, what)
        if now != before:
            raise StoreBusy(f"another {what} has just been published", at_once=True)
        return now

    def changed(self) -> None:
        """One was published in this transaction, or the service paused or opened again."""
        self._known = None

    def _versions(self) -> tuple[int | None, int | None, bool]:
        if self._known is None:
            row = self.connection.execute(_IN_FORCE).one()
            self._known = row.directory, row.catalogue, row.pauses > 0
        return self._known


@frozen
class SqlCatalogues:
    """The catalogue in force, kept in a database once somebody published one; `_own` as for directories."""

    connection: Line
    in_force: InForce
    shared: Shared[Catalogue]
    _own: set[int] = Factory(set)

    def current(self) -> Catalogue:
        """The one published last; the delivered one before any is."""
        latest = self.in_force.catalogue
        return self._prepare(latest) if latest in self._own else self.shared.at(latest, self._prepare)

    def _prepare(self, version: int) -> Catalogue:
        text = self.connection.execute(_CATALOGUE, {"version": version}).scalar_one()
        return read(Catalogue, json.loads(text))

    def publish(self, catalogue: Catalogue, at: datetime) -> None:
        """Make it the one in force. Raises Conflict when that version exists."""
        number, latest = int(catalogue.version), self.in_force.to_follow("catalogue")
        if number <= (latest or 0):
            raise Conflict(f"La version {catalogue.version} du catalogue existe déjà.")
        self.connection.execute(
            insert(catalogues),
            {"version": number, "at": stored(at), "document": to_json(catalogue)},
        )
        self._own.add(number)
        self.in_force.changed()
