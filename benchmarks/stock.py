"""INSEE's stock: how fast it is loaded, how small it is, how fast it answers."""

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Final

from benchmarks.ground import Ground
from benchmarks.lines import Line, alternately, ms, must, p99, times, us
from benchmarks.stock_samples import write_stock
from conseillers_adapters.registries import StockRegistry
from conseillers_domain.company import Siret

ROWS: Final = 2_000_000
ASKED: Final = 20_000
SEARCHES: Final = (
    "boulangerie soleil",
    "garage",
    "martin bel",
    "atelier moulin",
    "coiffure du",
    "epi chateau",
)
LOAD: Final = """
import sys, time
from pathlib import Path
from conseillers_adapters.registries.stock_loading import load_stock
begun, worked = time.perf_counter(), time.process_time()
offices, companies, output = map(Path, sys.argv[1:])
done = load_stock(offices, output, companies=companies, followed=lambda *_: None)
took, worked = time.perf_counter() - begun, time.process_time() - worked
print(took, worked, done.read, done.kept, done.companies, done.size)
"""
PLAIN: Final = """
import sys, time
from pathlib import Path
from conseillers_adapters.registries.stock_columns import COMPANIES, ESTABLISHMENTS
from conseillers_adapters.registries.stock_files import StockFile
worked = time.process_time()
offices, companies = map(Path, sys.argv[1:])
read = 0
for path, columns in ((companies, COMPANIES), (offices, ESTABLISHMENTS)):
    read += sum(map(len, StockFile(path, columns).pieces(lambda *_: None)))
print(time.process_time() - worked, read)
"""


def stock(ground: Ground) -> Iterator[Line]:
    """Loads two million establishments and their companies, then asks for some."""
    csv, parquet, companies, numbers = write_stock(ground.folder, ROWS, ground.geography)
    file = ground.folder / "stock.db"
    read_in, read = _told(PLAIN, csv, companies)
    kept = size = 0.0
    for path in (csv, parquet):
        took, worked, rows, kept, units, size = _told(LOAD, path, companies, file)
        must((rows, kept) == (read, ROWS), f"{rows:.0f} rows were read, {kept:.0f} kept")
        kind = path.suffix.removeprefix(".")
        yield Line(
            what=f"load of a stock, {ROWS:,} establishments ({kind}) and {units:,.0f} companies",
            measured=f"{took:.0f} s, {rows / took:,.0f} rows/s; {worked / rows * 1e6:.1f} µs of work a row",
            against=f"{read_in / read * 1e6:.1f} µs a row, reading the CSV",
            ratio=times(worked / rows * read / read_in),
        )
    yield Line(
        what="… bytes of the file for an establishment, its company and their names included",
        measured=f"{size / kept:.0f}",
        against=f"{(csv.stat().st_size + companies.stat().st_size) / kept:.0f}, as downloaded",
        ratio=times(size / (csv.stat().st_size + companies.stat().st_size)),
    )
    yield Line(
        what="… memory of the load, at its highest",
        measured=f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3:.0f} MB",
    )
    yield from _asked(ground, file, Random(ROWS).sample(numbers, ASKED))


def _asked(ground: Ground, file: Path, numbers: Sequence[str]) -> Iterator[Line]:
    registry = StockRegistry(file)
    with closing(registry), closing(sqlite3.connect(file)) as base:
        must(all(registry.find(Siret(one)) for one in numbers), "an establishment is not found")

        def served() -> float:
            begun = perf_counter()
            for one in numbers:
                registry.find(Siret(one))
            return (perf_counter() - begun) / len(numbers)

        def bare() -> float:
            begun = perf_counter()
            for one in numbers:
                base.execute("SELECT * FROM establishments WHERE siret = ?", (int(one),)).fetchone()
            return (perf_counter() - begun) / len(numbers)

        ours, floor = alternately(ground.rounds, served, bare)
        each = list[float]()
        for _ in range(ground.rounds * 4):
            for text in SEARCHES:
                begun = perf_counter()
                must(registry.search(text, 10), f"nobody is called {text}")
                each.append(perf_counter() - begun)
    yield Line(
        what="look-up of a SIRET in the stock, at random",
        measured=us(ours),
        against=f"{us(floor)}, its row by sqlite3",
        ratio=times(ours / floor),
    )
    yield Line(what="search by name in the stock, p99", measured=ms(p99(each)))


def _told(script: str, *paths: Path) -> tuple[float, ...]:
    """What a fresh interpreter prints: its memory and its processor time are its own."""
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script, *map(str, paths)], check=True, capture_output=True, text=True
    )
    return tuple(map(float, told.stdout.split()))
