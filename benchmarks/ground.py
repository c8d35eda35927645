"""What benchmarks stand on: each thing made when the first one asks for it, once a run."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Final

from attrs import Factory, frozen

from benchmarks.client import Client
from benchmarks.databases import Database, PostgresDatabase, SqliteFile
from benchmarks.installed import Installed
from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.geography import official_geography
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.territory import Geography
from tests.postgres import server

LASTING: Final = ("shared_buffers=256MB", "max_connections=200", "max_wal_size=4GB")
"""A server as it is installed, with room: what it has said it kept is on the disk."""


@frozen(slots=False)
class Ground:
    """`rounds`: how often each measure is taken. `folder`: where databases are made. `needs`: their past.

    `year`: needs of the year that is played.
    """

    rounds: int
    folder: Path
    client: Client
    needs: int
    year: int
    closing: ExitStack = Factory(ExitStack)

    @cached_property
    def geography(self) -> Geography:
        """The official one."""
        return official_geography()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The delivered one."""
        return delivered_catalogue()

    @cached_property
    def installed(self) -> Installed:
        """An installation with a country and its past, on a file."""
        return self._made(SqliteFile(self.folder / "conseillers.db"))

    @cached_property
    def on_postgres(self) -> Installed:
        """The same on a server. Raises NoServer."""
        running = self.closing.enter_context(server(*LASTING))
        return self._made(PostgresDatabase(running, running.fresh()))

    @property
    def installations(self) -> Iterator[Installed]:
        """One on each kind of database."""
        yield self.installed
        yield self.on_postgres

    def empty(self, name: str) -> Database:
        """A file that holds nothing yet."""
        return SqliteFile(self.folder / f"{name}.db")

    def _made(self, database: Database) -> Installed:
        folder = self.folder / database.kind
        made = Installed(folder, database, self.geography, self.catalogue, self.needs)
        made.make()
        return made
