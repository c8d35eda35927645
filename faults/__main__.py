"""`python -m faults`: the service is killed, cut off, filled up, misled; one table says what became of it."""

import platform
import signal
import sqlite3
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from faults import databases
from faults.clocks import clocks
from faults.full_disk import full_disk
from faults.kills import kills
from faults.lines import Bench, Ground, Line
from faults.lines import Progress as Told
from faults.mail_away import mail_away
from faults.registry_away import registry_away
from faults.restarts import restarts
from faults.soak import soak
from faults.writers import writers
from tests.postgres import NoServer

BENCHES: Final[Mapping[str, Bench]] = {
    "kills": kills,
    "mail": mail_away,
    "registry": registry_away,
    "restarts": restarts,
    "disk": full_disk,
    "writers": writers,
    "clocks": clocks,
    "soak": soak,
}
LONG: Final = frozenset({"soak"})
"""Played when it is asked for only."""
ONLY_ON: Final = {"restarts": databases.POSTGRES, "soak": databases.POSTGRES, "disk": databases.SQLITE}
HEADINGS: Final = ("what", "database", "accepted", "done", "lost", "doubled", "told again", "", "holds")
SHOWN: Final = 20
"""Faults of a line that are told one by one."""
IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it

Show = Callable[[Line], None]


def main() -> int:
    """Run what is asked for; the exit status says whether everything held."""
    asked = _arguments().parse_args()
    # Asked to end, it ends what it started too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    held = True
    with _table() as (show, follow):
        for line in _lines(asked, follow):
            show(line)
            held = held and line.holds
    return 0 if held else 1


def _lines(asked: Namespace, follow: Callable[[str], Told]) -> Iterator[Line]:
    place = asked.folder or (IN_MEMORY if IN_MEMORY.is_dir() else None)
    for name, opened in databases.DATABASES.items():
        if asked.database not in (name, "both"):
            continue
        with TemporaryDirectory(prefix="faults", dir=place) as folder:
            try:
                with opened(Path(folder)) as database:
                    yield from _lines_on(database, Path(folder), asked, follow)
            except NoServer as lacking:
                print(f"PostgreSQL is left out: {lacking}", file=sys.stderr)


def _lines_on(
    database: databases.Database, folder: Path, asked: Namespace, follow: Callable[[str], Told]
) -> Iterator[Line]:
    for name in asked.only or [one for one in BENCHES if one not in LONG]:
        if ONLY_ON.get(name, database.name) != database.name:
            continue
        own = folder / name
        own.mkdir()
        ground = Ground(
            folder=own,
            database=database,
            seed=asked.seed,
            kills=asked.kills,
            writers=asked.writers,
            minutes=asked.minutes,
            progress=follow(f"{name}, {database.name}"),
        )
        yield from BENCHES[name](ground)


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=BENCHES, metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--database", choices=(*databases.DATABASES, "both"), default="both")
    parser.add_argument("--kills", type=int, default=1000, help="on each database (default: 1,000)")
    parser.add_argument("--writers", type=int, default=200, help="people on one need (default: 200)")
    parser.add_argument("--minutes", type=float, default=20, help="of soaking (default: 20)")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn follows from it (default: 1)")
    parser.add_argument("--folder", type=Path, help="where files are made (default: in memory)")
    return parser


@contextmanager
def _table() -> Iterator[tuple[Show, Callable[[str], Told]]]:
    """Shows lines as they come: a table and a bar on a terminal, Markdown elsewhere."""
    console = Console()
    begun = time.monotonic()
    if not console.is_terminal:
        print(_machine(), end="\n\n")
        _print_row(HEADINGS)
        _print_row("---" for _ in HEADINGS)
        yield _printed, lambda _name: lambda _done, _all: None
        print(f"\n{(time.monotonic() - begun) / 60:.1f} minutes")
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    table, bar = Table(*HEADINGS, title=_machine()), Progress(*columns)
    task = bar.add_task("", total=None)

    def follow(name: str) -> Told:
        bar.reset(task, description=name)
        return lambda done, all_: bar.update(task, completed=done, total=all_)

    with Live(Group(table, bar), console=console):
        yield lambda line: _added(table, line), follow


def _printed(line: Line) -> None:
    _print_row(_cells(line))
    for fault in line.faults[:SHOWN]:
        print(f"  {line.what}: {fault}", file=sys.stderr)


def _added(table: Table, line: Line) -> None:
    table.add_row(*_cells(line))
    for fault in line.faults[:SHOWN]:
        table.add_row("", "", "", "", "", "", "", fault, "")


def _cells(line: Line) -> tuple[str, ...]:
    counts = (line.accepted, line.done, line.lost, line.doubled, line.told_again)
    return (line.what, line.database, *map(str, counts), line.told, "yes" if line.holds else "NO")


def _print_row(cells: Iterable[str]) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def _machine() -> str:
    return (
        f"{cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


if __name__ == "__main__":
    sys.exit(main())
