"""What opens a service that lives on each store: its database is kept for all lives, emptied between two."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Engine, text

from conseillers_adapters.sql import make_engine
from conseillers_adapters.sql.tables import metadata
from tests.contracts.at_random.lived import Lived
from tests.postgres import Server

Opening = Callable[[], AbstractContextManager[Lived]]

IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it
"""Where a file need not wait for the disk, on most machines."""

BLOATED: Final = 200
"""Lives after which what a server keeps of the deleted is too much to read through."""


@contextmanager
def in_memory() -> Iterator[Lived]:
    """A service in memory."""
    yield Lived()


@contextmanager
def on_sqlite(migrated: Path) -> Iterator[Opening]:
    """What opens a service on a file."""
    with ExitStack() as kept:
        folder = kept.enter_context(TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
        copyfile(migrated, f"{folder}/lives.sqlite")
        engine = make_engine(f"sqlite:///{folder}/lives.sqlite")
        kept.callback(engine.dispose)
        yield _emptied(engine)


@contextmanager
def on_postgres(server: Server, migrated: str) -> Iterator[Opening]:
    """What opens a service on a server."""
    url = server.fresh(migrated)
    with ExitStack() as kept:
        kept.callback(server.drop, url)
        engine = make_engine(url)
        kept.callback(engine.dispose)
        yield _emptied(engine)


def _emptied(engine: Engine) -> Opening:
    lives = 0
    tables = [table.name for table in reversed(metadata.sorted_tables)]

    @contextmanager
    def opened() -> Iterator[Lived]:
        nonlocal lives
        lives += 1
        with engine.begin() as connection:
            for table in tables:
                connection.execute(text(f"delete from {table}"))  # noqa: S608 - one of ours
        if lives % BLOATED == 0 and engine.dialect.name == "postgresql":
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("vacuum analyze"))
        yield Lived(engine=engine)

    return opened
