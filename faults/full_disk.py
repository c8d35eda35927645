"""No room is left for the database file: refusals are honest, nothing is half kept, then all goes on."""

import os
import resource
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from typing import Final

from faults.actors import acting, cast
from faults.ledger import Ledger
from faults.lines import Ground, Line, line
from faults.lives import Life, nursery
from faults.settled import installed

ROUNDS: Final = 3
FULL_FOR: Final = 2.5
"""Seconds without room, and as many with some."""
LITTLE: Final = 64 * 1024
"""Bytes a file may have when it may not grow: less than one deposit."""
SIZE: Final = 64 * 1024 * 1024


def full_disk(ground: Ground) -> Iterator[Line]:
    """A file system without room, where one may be mounted; and a file that may not grow."""
    with _small_disk(ground.folder / "disk") as disk:
        if disk is not None:
            yield _without_room(ground, disk, "disk full", lambda _: _Ballast(disk / "ballast"))
    folder = ground.folder / "limited"
    folder.mkdir()
    yield _without_room(ground, folder, "file may not grow", lambda life: _Limit(life, folder))


class _Ballast:
    """Takes the room there is on a disk."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def take(self) -> None:
        """Leave none."""
        _put_away(self._file.parent)
        with self._file.open("wb") as ballast:
            try:
                while True:
                    ballast.write(bytes(64 * 1024))
                    ballast.flush()
            except OSError:
                return

    def give(self) -> None:
        """Give it back."""
        self._file.unlink()


class _Limit:
    """Forbids a process to make its files any larger."""

    def __init__(self, life: Life, folder: Path) -> None:
        self._pid, self._folder = life.pid, folder

    def take(self) -> None:
        """A few pages, which is less than they are."""
        _put_away(self._folder)
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (LITTLE, resource.RLIM_INFINITY))

    def give(self) -> None:
        """As they like."""
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _without_room(
    ground: Ground, folder: Path, what: str, shortage: Callable[[Life], "_Ballast | _Limit"]
) -> Line:
    ledger = Ledger()
    came_back = list[int]()
    with (
        installed(ground, folder=folder) as made,
        nursery(Path(os.devnull), made.settings, made.clock_file) as bearing,
    ):
        life = bearing.live()
        over = Event()
        with acting(cast(ledger), [life.port], over):
            over.wait(FULL_FOR)
            room = shortage(life)
            for rank in range(ROUNDS):
                ground.progress(rank, ROUNDS)
                room.take()
                over.wait(FULL_FOR)
                room.give()
                before = ledger.accepted
                over.wait(FULL_FOR)
                came_back.append(ledger.accepted - before)
        life.end()
        found = made.last_life(bearing, ledger)
    told = (
        f"{ROUNDS} times without room: {ledger.unserved} answers 503; "
        f"{min(came_back)} accepted after each at least"
    )
    also = ("nothing is accepted once there is room again",) if not all(came_back) else ()
    if not ledger.unserved:
        also = (*also, "the room never ran out")
    return line(what, ground.database, found, told, *also)


def _put_away(folder: Path) -> None:
    """Empty the log of the database into it: nothing more is written without room of its own."""
    with closing(sqlite3.connect(folder / "service.db", timeout=5)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path | None]:
    """A small file system in memory; none for whoever may not mount one."""
    folder.mkdir()
    mounted = subprocess.run(
        ("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "faults", str(folder)),  # noqa: S607 - the system's
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(("umount", "--lazy", str(folder)), check=True)  # noqa: S607 - same
