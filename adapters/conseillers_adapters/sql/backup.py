"""An SQLite database copied while it serves, and put back: whole and verified, or not at all."""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from conseillers_adapters.sql.migrate import Standing, standing_at
from conseillers_domain.errors import Conflict

PAGES: Final = 1_000
"""Pages copied between two looks at the progress: some 4 MB."""

LOCKS: Final = (0x40000000, 512)
"""Where SQLite locks a file, and how many bytes: whoever holds the database holds some of them."""

Progress = Callable[[int, int], None]
"""Told how many pages are copied, and of how many."""


def silently(_done: int, _total: int) -> None:
    """Tell nobody."""


def back_up(source: Path, target: Path, progress: Progress = silently) -> None:
    """Copy a database as it is at this instant, whatever is written meanwhile, and verify the copy.

    The name appears once the copy is whole and on the disk. Raises Conflict when it is taken, when there is
    no database, or when the copy is damaged.
    """
    if target.exists():
        raise Conflict(f"« {target} » existe déjà : donnez un autre nom à la sauvegarde.")
    with _aside(target) as partial:
        _copy(source, partial, progress)
        verify(partial)
        _settle(partial, target)


def verify(file: Path) -> None:
    """Raise Conflict when a database is damaged, or holds something bound to nothing."""
    with closing(_opened(file)) as connection:
        try:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            loose = connection.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as damage:
            raise Conflict(
                f"« {file} » est endommagé, ou n’est pas une base de données ({damage})."
            ) from None
    if found != ["ok"]:
        raise Conflict(f"« {file} » est endommagé ({found[0]}).")
    if loose:
        raise Conflict(
            f"« {file} » est incohérent : {len(loose)} lignes se rattachent à ce qui n’existe pas."
        )


def prepare(backup: Path, database: Path, progress: Progress = silently) -> Path:
    """A verified copy of a backup beside the database it will replace.

    Raises Conflict for what is no database of this service, or one of a later version of it.
    """
    verify(backup)
    standing = standing_at(_revisions(backup))
    if standing is Standing.NONE:
        raise Conflict(f"« {backup} » n’est pas une base de données du service.")
    if standing is Standing.AHEAD:
        # Its later tables would suit this version, but what else is in them nobody knows here.
        raise Conflict(f"« {backup} » vient d’une version plus récente du service : installez-la d’abord.")
    database.parent.mkdir(parents=True, exist_ok=True)
    partial = database.with_name(f"{database.name}.restoring")
    erase(partial)
    try:
        _copy(backup, partial, progress)
    except BaseException:
        erase(partial)
        raise
    return partial


def put_in_place(prepared: Path, database: Path, aside: Path) -> None:
    """Put a prepared database in the place of the present one, kept aside under that name.

    Raises Conflict when some process still holds the database: it would go on writing in the one put aside.
    """
    verify(prepared)
    if not database.exists():
        _settle(prepared, database)
        return
    with _held_by_nobody(database):
        prepared.chmod(database.stat().st_mode & 0o777)
        # Whatever happens between the two, one of them bears the database's name.
        os.link(database, aside)
        for rest in _beside(database):
            rest.rename(aside.with_name(aside.name + rest.name.removeprefix(database.name)))
        _settle(prepared, database)


@contextmanager
def _held_by_nobody(database: Path) -> Iterator[None]:
    """The database for oneself, what is still in its journal written down; Conflict when it is in use."""
    try:
        with closing(sqlite3.connect(database, timeout=0)) as connection:
            # Leaving this mode asks for the whole file, and writes the journal down.
            connection.execute("PRAGMA journal_mode=DELETE").close()
    except sqlite3.DatabaseError as refused:
        if refused.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise _in_use() from None
        # Damaged: it is put aside as it is.
    with database.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCKS[1], LOCKS[0])
        except OSError:
            raise _in_use() from None
        yield


def _in_use() -> Conflict:
    return Conflict(
        "Le service tient encore la base de données : arrêtez tous ses processus, puis recommencez.",
        code="database_in_use",
    )


def must_be_free(database: Path) -> None:
    """Raise Conflict when some process holds the database."""
    if database.exists():
        with _held_by_nobody(database):
            pass


def _revisions(file: Path) -> list[str]:
    with closing(_opened(file)) as connection:
        try:
            return [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")]
        except sqlite3.OperationalError:
            return []


def _copy(source: Path, target: Path, progress: Progress) -> None:
    with closing(_opened(source)) as read:
        target.touch(mode=0o600)  # it holds everything the service knows of people
        _copy_state(read, target, progress)


def _copy_state(read: sqlite3.Connection, target: Path, progress: Progress) -> None:
    with closing(sqlite3.connect(target)) as written:
        # A reader sees one state for as long as it reads: writers neither wait nor make the copy start again.
        read.execute("BEGIN")
        read.execute("SELECT count(*) FROM sqlite_master").fetchone()
        read.backup(written, pages=PAGES, progress=lambda _, left, total: progress(total - left, total))
        # One file, that needs nothing beside it to be read.
        written.execute("PRAGMA journal_mode=DELETE").close()


def _opened(file: Path) -> sqlite3.Connection:
    if not file.exists():
        raise Conflict(f"« {file} » n’existe pas.")
    address = f"{file.absolute().as_uri()}?mode=rw"
    try:
        return sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)
    except sqlite3.OperationalError as refused:
        raise Conflict(f"« {file} » ne s’ouvre pas ({refused}).") from None


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A name to work under, of which nothing is left unless it was settled."""
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield partial
    finally:
        erase(partial)


def _settle(file: Path, target: Path) -> None:
    """Give a file its name once it is on the disk, and see that the name is too."""
    with file.open("rb") as written:
        os.fsync(written.fileno())
    file.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def erase(file: Path) -> None:
    """Leave nothing of a copy that was not put in its place."""
    for one in (file, *_beside(file)):
        one.unlink(missing_ok=True)


def _beside(file: Path) -> list[Path]:
    """What SQLite lays beside a database."""
    names = (file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))
    return [one for one in names if one.exists()]
