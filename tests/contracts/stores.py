"""The stores that the contracts of the storage ports are held to, each on a bench of its own."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import Final, Protocol

import pytest
from attrs import define, field, frozen
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from conseillers_adapters.memory import MemoryStore
from conseillers_adapters.memory.shelves import Broken
from conseillers_adapters.sql import Line, SqlStore, make_engine
from conseillers_application.ports import Task, Work
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.territory import Geography
from tests.builders import SUBJECT, a_catalogue, a_geography
from tests.postgres import Databases

PACKAGED: Geography = a_geography()
DELIVERED: Catalogue = a_catalogue(SUBJECT, "investir", "autre-demande")


def packaged() -> Geography:
    """The territories that every store has."""
    return PACKAGED


class Store(Protocol):
    """What opens transactions."""

    def begin(self) -> AbstractContextManager[Work]:
        """One that may write."""
        ...

    def read(self) -> AbstractContextManager[Work]:
        """One that reads only."""
        ...


@define
class Told:
    """The tasks put off so far; `refusing`: what the next ones meet."""

    tasks: list[Task] = field(factory=list)
    refusing: Exception | None = None

    def __call__(self, tasks: Sequence[Task]) -> None:
        """Take them."""
        if self.refusing is not None:
            raise self.refusing
        self.tasks.extend(tasks)


@frozen(kw_only=True)
class Bench:
    """A store, what it put off, and what it raises when a program asks for what may never be.

    `other`: another store on the same things, as in another process. `broken`: for a key given twice, or
    something bound to what is not kept.
    """

    store: Store
    other: Store
    told: Told
    broken: type[Exception]
    new_id: Callable[[], str]


def new_ids() -> Callable[[], str]:
    """Identifiers of which the younger sorts after."""
    numbers = count(1)
    return lambda: f"{next(numbers):08d}"


def in_memory() -> Bench:
    """A store in memory."""
    told, new_id = Told(), new_ids()
    store = MemoryStore(new_id=new_id, delivered=DELIVERED, packaged=packaged, put_off=told)
    return Bench(store=store, other=store, told=told, broken=Broken, new_id=new_id)


def in_a_database(engine: Engine, other: Engine) -> Bench:
    """A store in a migrated database, reached by two engines."""
    told, new_id = Told(), new_ids()
    return Bench(
        store=a_sql_store(engine, told, new_id),
        other=a_sql_store(other, told, new_id),
        told=told,
        broken=IntegrityError,
        new_id=new_id,
    )


KINDS: Final = ("memory", "sqlite", "postgres")
"""What a fixture that wants a bench of each kind is parametrised by."""


@contextmanager
def a_bench(request: pytest.FixtureRequest, folder: Path) -> Iterator[Bench]:
    """An empty store of the kind that a fixture is asked for."""
    if request.param == "memory":
        yield in_memory()
        return
    with ExitStack() as closing:
        if request.param == "sqlite":
            file = folder / "service.sqlite"
            copyfile(request.getfixturevalue("migrated"), file)
            url = f"sqlite:///{file}"
        else:
            databases: Databases = request.getfixturevalue("databases")
            url = closing.enter_context(databases.lent())
        engine, other = make_engine(url), make_engine(url)
        closing.callback(other.dispose)
        closing.callback(engine.dispose)
        yield in_a_database(engine, other)


def a_sql_store(engine: Engine, told: Told, new_id: Callable[[], str]) -> SqlStore:
    """A store on an engine; its tasks are told in its transaction."""

    def put_off(_: Line, tasks: Sequence[Task]) -> None:
        told(tasks)

    return SqlStore(
        engine=engine,
        new_id=new_id,
        delivered=DELIVERED,
        packaged=packaged,
        put_off=put_off,
        wake=lambda: None,
    )


class Undone(Exception):  # noqa: N818 - it undoes a transaction and says nothing
    """Raised at the end of a transaction, so that nothing of it is kept."""


@contextmanager
def undone(store: Store) -> Iterator[Work]:
    """A transaction that writes and is undone."""
    with suppress(Undone), store.begin() as work:
        yield work
        raise Undone


def an_engine(file: Path) -> Engine:
    """An engine on an SQLite file."""
    return make_engine(f"sqlite:///{file}")
