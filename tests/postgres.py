"""A PostgreSQL server for the tests: the one that is given, or one of their own for the time of the run."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import psycopg
from attrs import define, field
from psycopg import sql
from sqlalchemy import make_url

GIVEN: Final = "CONSEILLERS_TEST_POSTGRES_URL"
"""The variable that names a server to use: its databases called `conseillers_test_…` are made and dropped."""

DEBIAN: Final = Path("/usr/lib/postgresql")
"""Where Debian puts the programs that it does not put on the path."""

HASTY: Final = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300")
"""A server that lives as long as its tests has nothing to survive."""
SURE: Final = ("fsync=off", "full_page_writes=off", "max_connections=300")
"""One that is to be brought down and up again keeps what it said it kept; the machine itself stays up."""


MIGRATED: Final = "alembic_version"
"""The one table that an empty database of the service has a row in."""
TABLES: Final = """
    select relname from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by oid desc
"""
"""The youngest first: each refers to older ones only."""
AGAIN: Final = """
    select format('alter sequence %I restart', sequencename) from pg_sequences where last_value is not null
"""
LEAVE: Final = """
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
"""


class NoServer(Exception):  # noqa: N818 - says what the machine lacks
    """There is no PostgreSQL here, and no way to start one."""


@define
class Server:
    """A running server, and the databases made on it. `url`: SQLAlchemy's, of the database to start from."""

    url: str
    folder: Path | None = None
    _numbers: Iterator[int] = field(init=False, factory=lambda: count(1))

    def fresh(self, template: str | None = None) -> str:
        """A new database's URL, empty or a copy of the one of that URL, which nobody may be using."""
        name = f"conseillers_test_{os.getpid()}_{next(self._numbers)}"
        copied = make_url(template or self.url).database if template else "template0"
        with self._maintenance() as connection:
            connection.execute(
                sql.SQL("create database {} template {}").format(
                    sql.Identifier(name), sql.Identifier(str(copied))
                )
            )
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Take a database away, whoever still uses it."""
        name = sql.Identifier(str(make_url(url).database))
        with self._maintenance() as connection:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))

    def restart(self, mode: str) -> None:
        """Bring it down and up again: `fast`, or `immediate`, which is a crash. Ours only."""
        assert self.folder is not None
        _as_its_user(
            self.folder, "pg_ctl", "restart", "--wait", f"--mode={mode}", "--log", f"{self.folder}/log"
        )

    def _maintenance(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(conninfo(self.url), autocommit=True)


@define(eq=False)
class Databases:
    """Empty databases of the service, lent one at a time and emptied afterwards: a copy costs six times that.

    `template`: the URL of what they are copies of.
    """

    server: Server
    template: str
    _tables: list[tuple[object, ...]] = field(init=False)
    _idle: list[str] = field(init=False, factory=list)

    @_tables.default
    def _of_the_template(self) -> list[tuple[object, ...]]:
        with psycopg.connect(conninfo(self.template)) as connection:
            return connection.execute(TABLES).fetchall()

    @contextmanager
    def lent(self) -> Iterator[str]:
        """The URL of one, to oneself."""
        url = self._idle.pop() if self._idle else self.server.fresh(self.template)
        emptied = False
        try:
            yield url
            emptied = self._empty(url)
        finally:
            self._idle.append(url) if emptied else self.server.drop(url)

    def close(self) -> None:
        """Take away those that nobody uses any more."""
        while self._idle:
            self.server.drop(self._idle.pop())

    def _empty(self, url: str) -> bool:
        """Make one as it was lent, whoever still uses it; whether that can be: it has the tables it had."""
        with psycopg.connect(conninfo(url), autocommit=True) as connection:
            connection.execute(LEAVE)
            tables = connection.execute(TABLES).fetchall()
            if tables != self._tables:
                return False
            again = connection.execute(AGAIN).fetchall()
            emptied = (f'delete from "{name}"' for (name,) in tables if name != MIGRATED)  # noqa: S608 - its own
            connection.execute("; ".join((*emptied, *(restarted for (restarted,) in again))).encode())
        return True


def conninfo(url: str) -> str:
    """The same address as psycopg takes it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def server(*settings: str) -> Iterator[Server]:
    """A server for the time of a run; `settings`: its own, `HASTY` when there are none. Raises NoServer."""
    if given := os.environ.get(GIVEN):
        yield Server(given)
        return
    folder = Path(mkdtemp(prefix="pg"))
    try:
        _as_its_user(folder, "initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8")
        reached = ("listen_addresses=", f"unix_socket_directories={folder}")
        options = " ".join(f"-c {one}" for one in (*(settings or HASTY), *reached))
        _as_its_user(folder, "pg_ctl", "start", "--wait", "--log", f"{folder}/log", "--options", options)
        try:
            yield Server(f"postgresql+psycopg://postgres@/postgres?host={folder}", folder)
        finally:
            _as_its_user(folder, "pg_ctl", "stop", "--mode=immediate")
    finally:
        shutil.rmtree(folder)


def _as_its_user(folder: Path, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on a cluster; as the user of that name for root, whom it refuses."""
    command = [_program(program), "--pgdata", str(folder / "data"), *arguments]
    if os.geteuid() == 0:
        if shutil.which("runuser") is None:
            raise NoServer("PostgreSQL refuse de tourner sous root, et runuser manque.")
        shutil.chown(folder, "postgres")
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")  # noqa: S603 - our own


def _program(name: str) -> str:
    found = shutil.which(name) or max(map(str, DEBIAN.glob(f"*/bin/{name}")), default=None)
    if found is None:
        raise NoServer(f"{name} n’est pas installé (paquet postgresql), et {GIVEN} n’est pas donnée.")
    return found
