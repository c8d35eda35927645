"""`python -m benchmarks`: every measure of the service in one table, each taken against its floor."""

import platform
import sqlite3
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import astuple
from rich.console import Console
from rich.live import Live
from rich.table import Table

from benchmarks.client import client
from benchmarks.country import NEEDS
from benchmarks.covering import covering
from benchmarks.deciding_again import deciding_again
from benchmarks.decision import decision
from benchmarks.deposits import deposits
from benchmarks.figures import figures
from benchmarks.ground import Ground
from benchmarks.growth import growth
from benchmarks.inboxes import inboxes
from benchmarks.lines import Line, Wrong
from benchmarks.mails import mails
from benchmarks.positions import positions
from benchmarks.preparing import directory, index
from benchmarks.sign_ins import sign_ins
from benchmarks.starting import imports, start
from benchmarks.stock import stock
from benchmarks.year.lines import A_TENTH, year
from tests.postgres import NoServer

BENCHMARKS: Final[Mapping[str, Callable[[Ground], Iterator[Line]]]] = {
    "decision": decision,
    "index": index,
    "directory": directory,
    "coverage": covering,
    "past": deciding_again,
    "figures": figures,
    "imports": imports,
    "deposit": deposits,
    "inbox": inboxes,
    "position": positions,
    "sign_in": sign_ins,
    "mails": mails,
    "growth": growth,
    "start": start,
    "stock": stock,
    "year": year,
}
HEADINGS: Final = ("what", "measured", "against", "ratio", "goal", "holds")
HELD: Final = {True: "yes", False: "no", None: ""}
FEWEST_ROUNDS: Final = 5


def main() -> int:
    """Run what is asked for; the exit status says whether what was timed was right, not how fast it was."""
    asked = _arguments().parse_args()
    wrong = 0
    with (
        TemporaryDirectory(dir=asked.folder) as folder,
        client() as load,
        ExitStack() as closing,
        _table() as show,
    ):
        ground = Ground(asked.rounds, Path(folder), load, asked.needs, asked.year, closing)
        for name in asked.only or BENCHMARKS:
            try:
                for line in BENCHMARKS[name](ground):
                    show(line)
            except NoServer as lacking:
                show(Line(what=f"{name}: {lacking}", measured="LEFT OUT"))
            except Wrong as told:
                wrong += 1
                show(Line(what=f"{name}: {told}", measured="WRONG"))
    return 1 if wrong else 0


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument(
        "--rounds", type=int, default=FEWEST_ROUNDS, help="how often each measure is taken (default: 5)"
    )
    parser.add_argument("--needs", type=int, default=NEEDS, help="needs of the past (default: 50,000)")
    parser.add_argument(
        "--year",
        type=int,
        default=A_TENTH,
        help="needs of the year that is played (default: 4,800; 48,000: all)",
    )
    parser.add_argument("--folder", help="where databases are made: a real disk, not one in memory")
    return parser


@contextmanager
def _table() -> Iterator[Callable[[Line], None]]:
    """Shows lines as they come: a table on a terminal, Markdown elsewhere."""
    console = Console()
    if not console.is_terminal:
        print(_machine(), end="\n\n")
        _print_row(HEADINGS)
        _print_row("---" for _ in HEADINGS)
        yield lambda line: _print_row(_cells(line))
        return
    table = Table(*HEADINGS, title=_machine())
    with Live(table, console=console):
        yield lambda line: table.add_row(*_cells(line))


def _cells(line: Line) -> tuple[str, ...]:
    *told, holds = astuple(line)
    return (*told, HELD[holds])


def _print_row(cells: Iterable[str]) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("litestar", "granian", "SQLAlchemy", "attrs"))
    return (
        f"{cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {packages}"
    )


if __name__ == "__main__":
    sys.exit(main())
