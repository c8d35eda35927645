"""The databases the bench runs on: a file, or a server of its own that can be restarted."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Final

from attrs import define, field

from conseillers_entrypoints.settings import Settings
from faults.country import settle
from tests.postgres import Server, server

SQLITE: Final = "SQLite"
POSTGRES: Final = "PostgreSQL"


@define
class Database:
    """Makes installations: each a copy of one that is settled, in a folder or on a server."""

    name: str
    folder: Path
    server: Server | None = None
    _settled: dict[int, str] = field(factory=dict)

    def fresh(self, folder: Path, *, writers: int = 0) -> str:
        """The URL of a database with a directory and accounts, `writers` more among them."""
        settled = self._settled.get(writers)
        if settled is None:
            settled = self._settled[writers] = self._empty(self.folder, f"settled-{writers}")
            settle(Settings(database_url=settled), writers=writers)
        if self.server is not None:
            return self.server.fresh(settled)
        file = folder / "service.db"
        copyfile(settled.removeprefix("sqlite:///"), file)
        return f"sqlite:///{file}"

    def on(self, other: Server) -> "Database":
        """The same kind, on another server."""
        return Database(self.name, self.folder, other)

    def _empty(self, folder: Path, name: str) -> str:
        return f"sqlite:///{folder / name}.db" if self.server is None else self.server.fresh()


@contextmanager
def sqlite(folder: Path) -> Iterator[Database]:
    """SQLite files."""
    yield Database(SQLITE, folder)


@contextmanager
def postgres(folder: Path) -> Iterator[Database]:
    """A PostgreSQL server. Raises NoServer."""
    with server() as running:
        yield Database(POSTGRES, folder, running)


DATABASES: Final[dict[str, Callable[[Path], AbstractContextManager[Database]]]] = {
    "sqlite": sqlite,
    "postgres": postgres,
}
